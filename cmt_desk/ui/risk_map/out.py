"""What can be taken away from the map: a picture as a file or on the clipboard, the zone table as a file.

What writes the files is imported when it is first wanted: the tab's first paint does not wait for it.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _, full_date
from cmt_desk.paths import documents
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, make_action
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.risk_map.canvas import MapCanvas
from cmt_desk.ui.risk_map.facts import MapDay
from cmt_desk.ui.risk_map.legend import Legend
from cmt_desk.wording import trouble

if TYPE_CHECKING:
    from cmt_desk.reports.paper import Paper


class Out:
    """Takes away what is shown; says in the banner what came of it."""

    def __init__(self, desk: Desk, canvas: MapCanvas, owner: QWidget) -> None:
        self._desk, self._map, self._owner = desk, canvas, owner
        self._shown: tuple[MapDay, Sequence[BranchDay], Legend, tuple[str, str, str]] | None = None

    def show(self, day: MapDay, offices: Sequence[BranchDay], legend: Legend, source: str, note: str) -> None:
        caption = _("Risk map · {day}").format(day=full_date(day.day)), source, note
        self._shown = day, offices, legend, caption

    def printing(self) -> Action:
        return Action(_("Risk map"), _("Print the map as it is shown, on one page"), self.print_map, "print")

    def actions(self) -> list[Action]:
        return [
            replace(self.printing(), text=_("Print map…")),
            Action(
                _("Save picture…"),
                _("Save the map as PNG, SVG or PDF"),
                self._ask_picture,
                "image",
                "Ctrl+Shift+S",
            ),
            Action(
                _("Copy picture"),
                _("Copy the map with its legend, to paste it into a document"),
                self.copy_picture,
                "copy",
                "Ctrl+Shift+C",
            ),
            Action(
                _("Save zone table…"),
                _("Save the offices shown with their zones as XLSX or CSV"),
                self._ask_table,
                "export",
            ),
        ]

    def _ask_picture(self) -> None:
        proposed = documents() / f"peta-risiko-{self._desk.days.day}.png"
        name, _kind = QFileDialog.getSaveFileName(
            self._owner, _("Save picture…"), str(proposed), "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"
        )
        if name:
            self.save_picture(Path(name))

    def save_picture(self, path: Path) -> bool:
        """The map as it is seen now, with title, source and legend."""
        if self._shown is None:
            return False
        from cmt_desk.ui.risk_map.picture import Caption, save_picture

        _day, _offices, legend, caption = self._shown
        saved = save_picture(path, self._map, legend, Caption(*caption))
        if saved:
            self._desk.banner.said.emit("done", _("Saved: {file}").format(file=path.name))
        else:
            self._desk.banner.said.emit("trouble", trouble("NOWHERE", path.name))
        return saved

    def paper(self) -> "Paper | None":
        """The map as it is seen now, as a page like every other paper."""
        if self._shown is None:
            return None
        from cmt_desk.reports.map_page import as_paper
        from cmt_desk.ui.risk_map.picture import paint_into

        day, _offices, legend, (_title, source, note) = self._shown
        paint = partial(paint_into, canvas=self._map, legend=legend)
        return as_paper(self._desk.store.settings.institution, day.day, source, [note], paint)

    def print_map(self) -> None:
        if paper := self.paper():
            from cmt_desk.ui.printing.dialog import PaperDialog

            PaperDialog(self._desk, paper, self._owner).exec()

    def copy_picture(self) -> None:
        if self._shown:
            from cmt_desk.ui.risk_map.picture import Caption, as_image

            _day, _offices, legend, caption = self._shown
            QGuiApplication.clipboard().setImage(as_image(self._map, legend, Caption(*caption)))
            self._desk.banner.said.emit("done", _("The map was copied; paste it into a document."))

    def _ask_table(self) -> None:
        from cmt_desk.ui.table_file import ask_table_file

        if file := ask_table_file(self._owner, _("Save zone table…"), f"zona-kantor-{self._desk.days.day}"):
            self.save_table(file)

    def save_table(self, path: Path) -> bool:
        """The offices shown, in the order of their names."""
        if self._shown is None:
            return False
        from cmt_desk.ui.risk_map.table_file import table_rows
        from cmt_desk.ui.table_file import write_table

        day, offices, _legend, _caption = self._shown
        saved = self._desk.perform(lambda: write_table(table_rows(offices, day.regional), path))
        if saved:
            self._desk.banner.said.emit("done", _("Saved: {file}").format(file=path.name))
        return saved


def menu_button(owner: QWidget, text: str, tip: str, icon: str, actions: Sequence[Action]) -> QToolButton:
    """Several actions behind one button; their shortcuts are in force all the same."""
    made = QToolButton(owner)
    made.setText(text)
    made.setIcon(look.icon(icon))
    made.setToolTip(tip)
    made.setStatusTip(tip)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(made)
    for action in actions:
        menu.addAction(make_action(owner, action))
    made.setMenu(menu)
    return made
