"""The middle of the tab: which office and weeks, what can be done, what to know, and the grid itself."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from cmt_desk.i18n import _, medium_date, short_date
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row, make_action
from cmt_desk.ui.schedule.roster import RosterGrid
from cmt_desk.ui.widgets import EmptyState, button, heading, plain_label


class Middle(QWidget):
    """Pages in a stack: the grid, an office without people, weeks without a plan."""

    def __init__(
        self,
        paging: Sequence[Action],
        doing: Sequence[Action],
        plan: Callable[[], object],
        want_import: Callable[[], object],
        proposal: QWidget,
    ) -> None:
        super().__init__()
        self.grid = RosterGrid()
        self.title, self.people, self.period = heading(""), plain_label("", faint=True), plain_label("")
        self.notice = plain_label("")
        self.notice.setWordWrap(True)
        self.nobody = EmptyState(
            _("This office has no employees yet. Import them to plan a roster."),
            button(_("Import employees…"), "import", want_import),
        )
        self.unplanned = EmptyState(
            _("Nothing is planned for these weeks yet."),
            button(_("Plan these weeks"), "schedule", plan, primary=True),
        )
        self.pages = QStackedWidget()
        for page in (self.grid, self.nobody, self.unplanned):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(self._head(doing))
        column.addLayout(self._below(paging))
        proposal.hide()
        column.addWidget(proposal)
        column.addWidget(self.pages, 1)

    def _head(self, doing: Sequence[Action]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.SPACE)
        row.addWidget(self.title)
        row.addWidget(self.people)
        row.addStretch(1)
        buttons, self.buttons = button_row(self, doing)
        row.addLayout(buttons)
        return row

    def _below(self, paging: Sequence[Action]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.SPACE)
        back, ahead = (self._arrow(action) for action in paging)
        for part in (back, self.period, ahead):
            row.addWidget(part)
        row.addSpacing(look.ROOM)
        row.addWidget(self.notice, 1)
        return row

    def _arrow(self, action: Action) -> QToolButton:
        arrow = QToolButton()
        arrow.setDefaultAction(make_action(self, action))
        arrow.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return arrow

    def show_head(self, office: str, people: int, first: date, last: date) -> None:
        self.title.setText(office)
        self.people.setText(_("{n} people").format(n=people))
        self.period.setText(f"{short_date(first)} – {medium_date(last)}")

    def show_notice(self, text: str, tone: str) -> None:
        self.notice.setText(text)
        self.notice.setProperty("tone", tone)
        self.notice.style().polish(self.notice)
