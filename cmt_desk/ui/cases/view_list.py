"""The list on the left of the cases tab: views with their counts, pages, and views of one's own."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.i18n import _, number
from cmt_desk.store.case_views import SavedView
from cmt_desk.ui import look
from cmt_desk.ui.cases.own_views import view_menu
from cmt_desk.ui.cases.pages import PageKind
from cmt_desk.ui.cases.views import view_names
from cmt_desk.ui.desk import Desk

KEY = Qt.ItemDataRole.UserRole
WIDEST = 200  # pixels the list takes at least of the room for its names


class ViewList(QListWidget):
    """`currentRowChanged` speaks when a user chooses; filling says nothing."""

    def __init__(self, desk: Desk, pages: Iterable[PageKind]) -> None:
        super().__init__()
        self._desk, self._pages = desk, list(pages)
        self._names: dict[str, str] = {}
        self.setAccessibleName(_("Views"))
        self.own: dict[str, SavedView] = {}
        self.setMinimumWidth(184)
        self.setMaximumWidth(240)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: menu.exec(self.mapToGlobal(at)) if (menu := self.menu_at(at)) else None
        )
        self.refresh()

    def refresh(self) -> None:
        """The entries anew where the saved views changed; what was chosen stays chosen while it is there."""
        self.own = {view.id: view for view in self._desk.store.case_views.all()}
        names = self._entries()
        if names == self._names:
            return
        was, key = self.blockSignals(True), self.key()
        self._names = names
        self.clear()
        for name in names.values():
            self.addItem(QListWidgetItem(name))
        for n, entry in enumerate(names):
            self.item(n).setData(KEY, entry)
        self.choose(key if key in names else next(iter(names)))
        self.blockSignals(was)

    def _entries(self) -> dict[str, str]:
        entries: dict[str, str] = {}
        for view, name in view_names().items():
            entries[view] = name
            entries |= {page.key: page.name for page in self._pages if page.below == view}
        entries |= {page.key: page.name for page in self._pages if not page.below}
        return entries | {view.id: f"★ {view.name}" for view in self.own.values()}

    def filters(self) -> dict[str, CaseFilter]:
        """Saved view → what it shows."""
        return {id: view.filter for id, view in self.own.items()}

    def key(self) -> str:
        """The view, page or saved view that is chosen."""
        item = self.currentItem()
        return item.data(KEY) if item else ""

    def choose(self, key: str) -> None:
        if key in self._names:
            self.setCurrentRow(list(self._names).index(key))

    def tell(self, counts: Mapping[str, int]) -> None:
        """The numbers beside the names."""
        for n, (key, name) in enumerate(self._names.items()):
            self.item(n).setText(f"{name}  ({number(counts[key])})" if key in counts else name)
        self.setMinimumWidth(min(look.wide(WIDEST), self.sizeHintForColumn(0) + 2 * look.GAP))

    def tell_more(self, key: str, count: int) -> None:
        """One number more, of a page that knows it later."""
        if key in self._names:
            self.item(list(self._names).index(key)).setText(f"{self._names[key]}  ({number(count)})")

    def menu_at(self, at: QPoint) -> QMenu | None:
        """Rename or delete, for a saved view."""
        item = self.itemAt(at)
        key = item.data(KEY) if item else ""
        return view_menu(self._desk, key, self) if key in self.own else None
