"""Choosing where a decision holds: offices and functions by tick; none ticked is the whole institution."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cmt_desk.i18n import _, number
from cmt_desk.store import Store
from cmt_desk.ui import look
from cmt_desk.ui.widgets import faint
from cmt_desk.wording import function_name

KEY = Qt.ItemDataRole.UserRole
NAMED = 3  # places ticked that are told by name: the list shows four


class ScopeField(QWidget):
    changed = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.search, self.list, self.told = QLineEdit(), QListWidget(), faint()
        self.search.setPlaceholderText(_("Search office or function…"))
        self.search.setClearButtonEnabled(True)
        self.list.setFixedHeight(120)
        self.list.setAccessibleName(_("Scope"))
        for f in store.people.functions():
            self._add(("function", f.code), function_name(f.name_id, f.name_en))
        for code, office in store.branches.by_code().items():
            self._add(("office", code), office.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GAP)
        for part in (self.search, self.list, self.told):
            column.addWidget(part)
        self.search.textChanged.connect(self._filter)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self._tell()

    def _add(self, key: tuple[str, str], text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(KEY, key)
        item.setCheckState(Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(n) for n in range(self.list.count())]

    def _filter(self, text: str) -> None:
        for item in self._items():
            hidden = text.strip().casefold() not in item.text().casefold()
            item.setHidden(hidden and item.checkState() is not Qt.CheckState.Checked)

    def _tell(self) -> None:
        ticked = [item.text() for item in self._items() if item.checkState() is Qt.CheckState.Checked]
        told = ", ".join(ticked) if len(ticked) <= NAMED else _("{n} ticked").format(n=number(len(ticked)))
        self.told.setText(told or _("Nothing ticked: the whole institution"))

    def chosen(self, kind: str) -> frozenset[str]:
        """The codes ticked; `kind`: office or function."""
        ticked = (i.data(KEY) for i in self._items() if i.checkState() is Qt.CheckState.Checked)
        return frozenset(code for what, code in ticked if what == kind)

    def choose(self, offices: Iterable[str], functions: Iterable[str]) -> None:
        wanted = {*(("office", c) for c in offices), *(("function", c) for c in functions)}
        for item in self._items():
            ticked = tuple(item.data(KEY)) in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
