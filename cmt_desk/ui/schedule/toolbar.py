"""The actions over the grid: the work itself as buttons, the rest under buttons that open a menu."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, Tool, ToolRow, make_action


class Toolbar(QWidget):
    """`buttons`: each QAction by its text; `refresh` enables what makes sense now."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QAction] = {}
        self._made: list[tuple[Action, QAction]] = []
        self._row = ToolRow()
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._row)

    def add_buttons(self, actions: Sequence[Action]) -> None:
        for action in actions:
            tool = self._tool()
            tool.setDefaultAction(self._make(action))

    def add_menu(self, text: str, tip: str, icon: str, actions: Sequence[Action]) -> None:
        """One button that opens the actions as a menu."""
        tool, menu = self._tool(), QMenu(self)
        tool.setText(text)
        tool.setIcon(look.icon(icon))
        tool.setStatusTip(tip)
        tool.setToolTip(tip)
        tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu.addActions([self._make(action) for action in actions])
        tool.setMenu(menu)

    def refresh(self) -> None:
        for action, made in self._made:
            made.setEnabled(action.when is None or action.when())

    def _tool(self) -> Tool:
        tool = Tool(self)
        self._row.add_tool(tool)
        return tool

    def _make(self, action: Action) -> QAction:
        made = self.buttons[action.text] = make_action(self, action)
        self._made.append((action, made))
        return made
