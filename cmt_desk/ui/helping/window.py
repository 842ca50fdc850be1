"""The window of the help: it follows the tab in front, and reads nothing from outside."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.functions import Light
from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.header import Header
from cmt_desk.ui.helping.page import Offered, help_page
from cmt_desk.ui.live import Page
from cmt_desk.ui.widgets.lights import paint_light

MARK = 16  # pixels


class HelpText(QTextBrowser):
    """Knows the marks it paints itself; every other name stays unread."""

    def loadResource(self, type: int, name: QUrl) -> Any:
        kind, _colon, value = name.toString().partition(":")
        if kind not in ("zone", "light"):
            return None
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(MARK * ratio), round(MARK * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        middle = QPointF(MARK / 2, MARK / 2)
        with QPainter(picture) as painter:
            if kind == "zone":
                look.paint_zone(painter, middle, 6, Zone(value) if value else None)
            else:
                paint_light(painter, middle, 6, Light(value))
        return picture


class HelpWindow(QDialog):
    """`order` names the tabs as they stand, `page` gives one; `wanted` asks for another to be shown."""

    wanted = Signal(str)

    def __init__(
        self, desk: Desk, tabs: QTabWidget, order: Sequence[str], page: Callable[[int], Page], owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._desk, self._tabs, self._order, self._page, self._owner = desk, tabs, order, page, owner
        self.setWindowTitle(_("Help"))
        self.resize(760, 600)
        self.text = HelpText()
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(look.WIDE)
        self.text.anchorClicked.connect(lambda url: self.wanted.emit(url.path()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        tabs.currentChanged.connect(lambda _n: self.refresh() if self.isVisible() else None)

    def refresh(self) -> None:
        """Written from the actions as they are now."""
        front, store = self._tabs.currentIndex(), self._desk.store
        names = {key: self._tabs.tabText(n) for n, key in enumerate(self._order)}
        self.text.setHtml(  # of words that are all escaped
            help_page(
                self._order[front],
                names,
                _of_page(self._page(front)),
                self._everywhere(),
                str(store.path) if store.path else _("in memory"),
                store.read_only,
                look.tokens(),
            )
        )

    def _everywhere(self) -> list[Offered]:
        """What menus and header offer by a key, whatever tab is in front."""
        owners = (self._owner, *self._owner.findChildren(Header))
        return [
            Offered(action.statusTip(), _written(action.shortcut()), "")
            for action in self._owner.findChildren(QAction)
            if action.parent() in owners and not action.shortcut().isEmpty()
        ]


def _of_page(page: Page) -> list[Offered]:
    """What the page offers, and the pages that are open within it."""
    pages = [page, *(part for part in page.findChildren(Page) if part.isVisible())]
    actions = {action.text: action for part in pages for action in part.actions()}
    return [_offered(action) for action in actions.values()]


def _offered(action: Action) -> Offered:
    return Offered(action.text.rstrip("…"), _written(QKeySequence(action.keys)), action.tip)


def _written(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
