"""Communication: who calls whom, messages with the day's figures, and who was told what when."""

from typing import ClassVar

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from cmt_desk.i18n import _
from cmt_desk.ui.actions import Action
from cmt_desk.ui.continuity.call_tree import CallTree
from cmt_desk.ui.continuity.messages import Messages
from cmt_desk.ui.continuity.sendings import Sendings
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page


class CommunicationPage(Page):
    """Three views, each reading for itself."""

    reads: ClassVar[frozenset[str]] = frozenset({"setting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tree, self.messages, self.sendings = CallTree(desk), Messages(desk), Sendings(desk)
        self.views = QTabWidget()
        self.views.addTab(self.tree, _("Call tree"))
        self.views.addTab(self.messages, _("Messages"))
        self.views.addTab(self.sendings, _("Told"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.views)

    def front_paper(self) -> Action | None:
        view = self.views.currentWidget()
        return view.front_paper() if isinstance(view, Page) else None

    def refresh(self) -> None:
        """Nothing of its own."""
