"""The choices of the case filter as chips: values with their counts, and what is chosen."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.i18n import _, number
from cmt_desk.operations.functions import function_names
from cmt_desk.records import record
from cmt_desk.store import Store
from cmt_desk.ui import look
from cmt_desk.wording import place_name, status_name

LONGEST = 22  # letters of a chip


@record
class Choice:
    """One choice of `CaseFilter`: its field, what it is called, and its values with their names."""

    field: str
    title: str
    values: Mapping[str, str]
    offered: bool = True  # else shown only while something is chosen


def choices(store: Store) -> list[Choice]:
    return [
        Choice("statuses", _("Status"), {s: status_name(s) for s in Status}),
        Choice("places", _("Care place"), {p: place_name(p) for p in CarePlace}),
        Choice(
            "regional_offices", _("Regional office"),
            {office.code: office.short for office in store.branches.regional_offices()},
        ),
        Choice(
            "functions", _("Function"),
            function_names(store),
        ),
        Choice(
            "branches", _("Office"), {b.code: b.name for b in store.branches.all()},
            offered=False,  # 123 lines: the search is quicker
        ),
    ]  # fmt: skip


class Chips(QWidget):
    """`changed` carries the filter a user wants; `counts` says how many cases each value of a field shows."""

    changed = Signal(object)  # CaseFilter

    def __init__(self, offered: list[Choice], counts: Callable[[str, CaseFilter], dict[str, int]]) -> None:
        super().__init__()
        self._counts, self._filter = counts, CaseFilter()
        self.offered = {choice.field: choice for choice in offered}
        self.chips: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.GAP)
        for choice in offered:
            chip = QToolButton()
            chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            chip.setCheckable(True)
            menu = StayingMenu(chip)
            menu.aboutToShow.connect(lambda c=choice, m=menu: self._fill(c, m))
            chip.setMenu(menu)
            self.chips[choice.field] = chip
            row.addWidget(chip)
        self.clear = QToolButton()
        self.clear.setIcon(look.icon("close"))
        self.clear.setToolTip(_("Show everything in the view again"))
        self.clear.setStatusTip(self.clear.toolTip())
        self.clear.setAccessibleName(self.clear.toolTip())
        self.clear.clicked.connect(lambda: self.changed.emit(self.cleared()))
        row.addWidget(self.clear)
        row.addStretch(1)
        self.show_filter(CaseFilter())

    def cleared(self) -> CaseFilter:
        """The view alone."""
        return CaseFilter(self._filter.view)

    def show_filter(self, shown: CaseFilter) -> None:
        self._filter = shown
        for field, choice in self.offered.items():
            chosen = getattr(shown, field)
            chip = self.chips[field]
            chip.setChecked(bool(chosen))
            chip.setVisible(choice.offered or bool(chosen))
            names = ", ".join(name for value, name in choice.values.items() if value in chosen)
            if chosen:
                counts = self._counts(field, shown)
                count = sum(counts.get(value, 0) for value in chosen)
                short = names if len(names) <= LONGEST else f"{names[: LONGEST - 1]}…"
                chip.setText(_plain(f"{short} · {number(count)}"))
            else:
                chip.setText(_plain(choice.title))
            chip.setToolTip(f"{choice.title}: {names}" if names else choice.title)
            chip.setStatusTip(chip.toolTip())
        self.clear.setVisible(shown.chooses)

    def _fill(self, choice: Choice, menu: QMenu) -> None:
        menu.clear()
        counts, chosen = self._counts(choice.field, self._filter), getattr(self._filter, choice.field)
        for value, name in choice.values.items():
            count = counts.get(value, 0)
            action = menu.addAction(_plain(f"{name}  ({number(count)})"))
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.setEnabled(bool(count) or value in chosen)
            action.toggled.connect(lambda on, v=value: self._choose(choice.field, v, on))

    def _choose(self, field: str, value: str, on: bool) -> None:
        chosen = getattr(self._filter, field)
        chosen = chosen | {value} if on else chosen - {value}
        self.changed.emit(replace(self._filter, **{field: frozenset(chosen)}))


def _plain(text: str) -> str:
    """Names have an ampersand of their own; the space is the arrow's."""
    return text.replace("&", "&&") + "  "


class StayingMenu(QMenu):
    """A menu of ticks that stays open while they are set."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)
