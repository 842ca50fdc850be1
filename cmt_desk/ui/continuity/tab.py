"""A list of pages on the left, the chosen page on the right; a page is made when it is first looked at."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget

from cmt_desk.i18n import _
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action
from cmt_desk.ui.continuity.communication import CommunicationPage
from cmt_desk.ui.continuity.daily_page import DailyPage
from cmt_desk.ui.continuity.functions_page import FunctionsPage
from cmt_desk.ui.continuity.log_page import LogPage
from cmt_desk.ui.continuity.losses_page import LossesPage
from cmt_desk.ui.continuity.supplies import SuppliesPage
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page


@record
class PageKind:
    key: str
    name: str
    make: Callable[[Desk], Page]


def page_kinds() -> list[PageKind]:
    """In the order of the list."""
    return [
        PageKind("functions", _("Critical functions"), FunctionsPage),
        PageKind("daily", _("Daily figures"), DailyPage),
        PageKind("supplies", _("Supplies"), SuppliesPage),
        PageKind("losses", _("Losses"), LossesPage),
        PageKind("log", _("Crisis log"), LogPage),
        PageKind("communication", _("Communication"), CommunicationPage),
    ]


class ContinuityTab(Page):
    """The pages read the store themselves; the tab only turns between them."""

    reads: ClassVar[frozenset[str]] = frozenset({"setting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.kinds = page_kinds()
        self.list, self.stack = QListWidget(), QStackedWidget()
        self.list.addItems([kind.name for kind in self.kinds])
        for n in range(self.list.count()):  # its own height comes before the look is known
            self.list.item(n).setSizeHint(QSize(0, 32))
        self.list.setAccessibleName(_("Pages"))
        self.list.setFixedWidth(184)
        self._pages: dict[str, Page] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(look.WIDE, look.ROOM, look.WIDE, look.ROOM)
        row.setSpacing(look.ROOM)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.list.currentRowChanged.connect(self._turn)
        self.list.setCurrentRow(0)

    def page(self, key: str) -> Page:
        if key not in self._pages:
            kind = next(kind for kind in self.kinds if kind.key == key)
            self._pages[key] = kind.make(self.desk)
            self.stack.addWidget(self._pages[key])
        return self._pages[key]

    def show_page(self, key: str) -> None:
        self.list.setCurrentRow([kind.key for kind in self.kinds].index(key))

    def _turn(self, row: int) -> None:
        self.stack.setCurrentWidget(self.page(self.kinds[row].key))

    def refresh(self) -> None:
        """Nothing of its own."""

    def front_paper(self) -> Action | None:
        page = self.stack.currentWidget()
        return page.front_paper() if isinstance(page, Page) else None

    def unsaved(self) -> str:
        return " ".join(told for page in self._pages.values() if (told := page.unsaved()))
