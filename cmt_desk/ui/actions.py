"""Actions as data, one line each; menus, toolbars and the test that collects them read the same list."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from cmt_desk.records import record
from cmt_desk.ui import look


@record
class Action:
    """What can be done here. `tip` is the status tip; an empty `keys` means no shortcut."""

    text: str
    tip: str
    slot: Callable[[], object]
    icon: str = ""
    keys: str = ""
    when: Callable[[], bool] | None = None  # when it makes sense; None: always


def make_action(owner: QWidget, action: Action) -> QAction:
    """A QAction on its owner, with its shortcut in force while the owner's window is."""
    made = QAction(action.text, owner)
    made.setStatusTip(action.tip)
    if action.icon:
        made.setIcon(look.icon(action.icon))
    if action.keys:
        made.setShortcut(QKeySequence(action.keys))
        made.setToolTip(f"{action.tip} ({made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
    made.triggered.connect(lambda: action.slot())
    owner.addAction(made)
    return made


class Tool(QToolButton):
    """Icon and words; where a row has no room for them, the icon alone, and the tip has the words."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.words = Qt.ToolButtonStyle.ToolButtonTextBesideIcon  # what it shows where there is room
        self.setToolButtonStyle(self.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @property
    def spared(self) -> int:
        """Pixels that its words take, or would take."""
        if self.icon().isNull() or self.words is Qt.ToolButtonStyle.ToolButtonIconOnly:
            return 0
        metrics = self.fontMetrics()
        words = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return words + 2 * metrics.horizontalAdvance(" ") + look.GAP  # as QToolButton reckons it

    @property
    def brief(self) -> bool:
        return self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly

    def be_brief(self, on: bool) -> None:
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if on else self.words
        if self.toolButtonStyle() is not style:
            self.setToolButtonStyle(style)


class ToolRow(QHBoxLayout):
    """Tools side by side. They never widen the window: the last ones drop their words first."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(look.SPACE)
        self.tools: list[Tool] = []

    def add_tool(self, tool: Tool) -> None:
        self.tools.append(tool)
        self.addWidget(tool)

    def sizeHint(self) -> QSize:
        """With all words."""
        return super().sizeHint() + QSize(sum(tool.spared for tool in self.tools if tool.brief), 0)

    def minimumSize(self) -> QSize:
        """Without any."""
        return super().minimumSize() - QSize(sum(tool.spared for tool in self.tools if not tool.brief), 0)

    def setGeometry(self, rect: QRect) -> None:
        lacking = self._needed() - rect.width()
        for tool in reversed(self.tools):
            tool.be_brief(lacking > 0 and tool.spared > 0)
            lacking -= tool.spared if lacking > 0 else 0
        super().setGeometry(rect)

    def _needed(self) -> int:
        """The least width with all words."""
        return self.minimumSize().width() + sum(tool.spared for tool in self.tools)


def button_row(owner: QWidget, actions: Iterable[Action]) -> tuple[ToolRow, dict[str, QAction]]:
    """The actions of a page as a row of buttons, and each QAction by its text, to enable or disable."""
    row, made = ToolRow(), dict[str, QAction]()
    for action in actions:
        made[action.text] = make_action(owner, action)
        tool = Tool(owner)
        tool.setDefaultAction(made[action.text])
        tool.setAutoRaise(False)
        row.add_tool(tool)
    row.addStretch(1)
    return row, made


def in_order(*widgets: QWidget) -> None:
    """Tab goes from one to the next as they stand, whichever was made first."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
