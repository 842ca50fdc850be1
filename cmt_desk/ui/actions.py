"""Actions as data, one line each; menus, toolbars and the test that collects them read the same list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from cmt_desk.ui import look


@dataclass(frozen=True)
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


def button_row(owner: QWidget, actions: Iterable[Action]) -> tuple[QHBoxLayout, dict[str, QAction]]:
    """The actions of a page as a row of buttons, and each QAction by its text, to enable or disable."""
    row, made = QHBoxLayout(), dict[str, QAction]()
    row.setSpacing(look.SPACE)
    for action in actions:
        made[action.text] = make_action(owner, action)
        tool = QToolButton(owner)
        tool.setDefaultAction(made[action.text])
        tool.setToolButtonStyle(look.Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tool.setAutoRaise(False)
        row.addWidget(tool)
    row.addStretch(1)
    return row, made
