"""What a sheet can be about: the country, a regional office, a branch; found by typing a part of its name."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QVBoxLayout, QWidget

from cmt_desk.domain.branches import Branch, RegionalOffice
from cmt_desk.domain.sheets import Scope
from cmt_desk.i18n import _
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.widgets import Column, RecordTable


@record
class Choice:
    """One line of the list; `words` is what a search looks in."""

    scope: Scope
    name: str
    kind: str
    words: str


def choices(regions: Sequence[RegionalOffice], branches: Sequence[Branch]) -> list[Choice]:
    """The country first, then the regional offices, then the branches."""
    region = _("Regional office")
    return [
        _choice(Scope(), _("National"), _("All offices")),
        *(_choice(Scope("regional", r.code, r.name), r.short, region, r.code, r.name) for r in regions),
        *(_choice(Scope("branch", b.code, b.name), b.name, b.code, b.city, b.province) for b in branches),
    ]


def _choice(scope: Scope, name: str, kind: str, *more: str) -> Choice:
    return Choice(scope, name, kind, " ".join((name, kind, *more)).casefold())


class ScopeList(QWidget):
    """A list with a search field over it. `chosen` is the user's choice, never ours."""

    chosen = Signal(object)  # Scope

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Choice] = []
        self._current = Scope()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search an office or a region"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(_("Search an office or a region"))
        self.table = RecordTable(
            [
                Column(_("Sheet for"), lambda c: c.name),
                Column(_("Kind or code"), lambda c: c.kind, width=112),
            ],
            key=lambda c: (c.scope.kind, c.scope.code),
        )
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.table.setAccessibleName(_("Sheet for"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addWidget(self.search)
        column.addWidget(self.table)
        self.search.textEdited.connect(lambda _text: self._filter())
        self.search.returnPressed.connect(self._take_first)
        self.table.chosen.connect(self._choose)

    def show_choices(self, found: list[Choice], current: Scope) -> None:
        """Another list, with the current scope marked and nothing announced."""
        self._all, self._current = found, current
        self._filter()

    def mark(self, scope: Scope) -> None:
        """Make a scope's line the current one, whatever was searched, without announcing it."""
        self._current = scope
        self.search.clear()
        self._filter()

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        blocked = self.table.blockSignals(True)
        self.table.show_records([c for c in self._all if all(word in c.words for word in words)])
        self.table.choose((self._current.kind, self._current.code))
        self.table.blockSignals(blocked)

    def _choose(self, choice: Choice | None) -> None:
        if choice:
            self._current = choice.scope
            self.chosen.emit(choice.scope)

    def _take_first(self) -> None:
        first = self.table.model().index(0, 0)
        if first.isValid():
            self.table.setCurrentIndex(first)
