"""A page is a view of facts: it follows the day and the journal, and reloads when it is looked at."""

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from cmt_desk.store import Operation
from cmt_desk.ui.actions import Action
from cmt_desk.ui.desk import Desk


class Page(QWidget):
    """Says which tables it reads; `refresh` is called when they or the day changed and it is visible."""

    reads: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = True
        desk.changes.happened.connect(self._follow)
        desk.days.moved.connect(self._turn_stale)

    def refresh(self) -> None:
        """Read the store again and show it, without emitting anything a user would."""
        raise NotImplementedError

    def unsaved(self) -> str:
        """What would be lost with the page, in a sentence; empty for nothing."""
        return ""

    def actions(self) -> list[Action]:
        """What can be done here, for the toolbar and the menu."""
        return []

    def front_paper(self) -> Action | None:
        """What Ctrl+P prints while this page is in front; None where it has no paper of its own."""
        return None

    def _follow(self, operation: Operation) -> None:
        if not self.reads or self.reads & operation.tables:
            self._turn_stale()

    def _turn_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()
