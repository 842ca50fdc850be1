"""Importing boundaries: what joined, what did not and why, before anything is kept."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, number
from cmt_desk.operations.boundaries import Boundaries, import_boundaries, read_boundaries
from cmt_desk.paths import documents
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, FigureTile, RecordTable, button, faint, heading

SHOWN = 8  # names of areas without a polygon


class BoundariesDialog(QDialog):
    """The preview of a GeoJSON file."""

    def __init__(self, desk: Desk, found: Boundaries, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self.found = desk, found
        self.setWindowTitle(_("Import boundaries"))
        self.resize(860, 520)
        total = len(desk.store.branches.areas())
        tiles = QHBoxLayout()
        tiles.setSpacing(look.SPACE)
        for name, value, second in (
            (_("Areas joined"), number(len(found.outlines)), _("of {n}").format(n=number(total))),
            (_("Not joined"), number(len(found.aside)), _("of {n} shapes").format(n=number(found.features))),
            (_("Points kept"), number(found.points_kept), _("of {n}").format(n=number(found.points_read))),
        ):
            tile = FigureTile(name)
            tile.show_figure(value, second)
            tiles.addWidget(tile, 1)
        self.table = RecordTable(
            [
                Column(_("Shape"), lambda r: r.n, lambda r: number(r.n), right=True, width=70),
                Column(_("Name"), lambda r: r.name, width=200),
                Column(_("Code"), lambda r: r.code, width=80),
                Column(_("Reason"), lambda r: r.reason),
            ],
            key=lambda r: r.n,
        )
        self.table.show_records(found.aside)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = button(_("Import"), "import", self.accept, primary=True)
        self.go.setEnabled(not desk.store.read_only)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.ROOM)
        column.addWidget(heading(found.source))
        column.addLayout(tiles)
        self.missing = faint(_missing_text(found))
        self.missing.setVisible(bool(found.missing))
        column.addWidget(self.missing)
        if found.aside:
            column.addWidget(heading(_("Not joined")))
            column.addWidget(self.table, 1)
        else:
            self.table.hide()
            column.addStretch(1)
        column.addWidget(buttons)

    def accept(self) -> None:
        store, found = self._desk.store, self.found
        if self._desk.perform(lambda: import_boundaries(store, found)):
            told = _("{file}: the boundaries of {n} areas are kept. Undo with Ctrl+Z.")
            self._desk.banner.said.emit("done", told.format(file=found.source, n=number(len(found.outlines))))
            super().accept()
        else:
            super().reject()


def ask_for_boundaries(desk: Desk, parent: QWidget) -> None:
    name, _kind = QFileDialog.getOpenFileName(
        parent,
        _("Import boundaries (GeoJSON)…"),
        str(documents()),
        _("GeoJSON (*.geojson *.json);;All files (*)"),
    )
    if name and (dialog := boundaries_dialog(desk, Path(name), parent)):
        dialog.exec()


def boundaries_dialog(desk: Desk, file: Path, parent: QWidget) -> BoundariesDialog | None:
    """The preview of a file; None, with a word in the banner, for one that cannot be read."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        found = read_boundaries(desk.store, file)
    except Refused as refused:
        desk.banner.said.emit("refused", str(refused))
        return None
    finally:
        QGuiApplication.restoreOverrideCursor()
    return BoundariesDialog(desk, found, parent)


def _missing_text(found: Boundaries) -> str:
    names = ", ".join(found.missing[:SHOWN])
    more = len(found.missing) - SHOWN
    rest = " " + _("and {n} more").format(n=number(more)) if more > 0 else ""
    return _("Without a shape: {names}.").format(names=names + rest)
