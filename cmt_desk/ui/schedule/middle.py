"""The middle of the tab: which office and weeks, what can be done, what to know, and the grid itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from cmt_desk.i18n import _, medium_date, short_date
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, make_action
from cmt_desk.ui.schedule.bars import ProposalBar
from cmt_desk.ui.schedule.doing import Doing
from cmt_desk.ui.schedule.notice import notice
from cmt_desk.ui.schedule.papers import Papers
from cmt_desk.ui.schedule.roster import RosterGrid
from cmt_desk.ui.schedule.setting_up import SettingUp
from cmt_desk.ui.schedule.showing import Showing
from cmt_desk.ui.schedule.toolbar import Toolbar
from cmt_desk.ui.widgets import EmptyState, button, heading, plain_label


class Middle(QWidget):
    """Pages in a stack: the grid, an office without people, weeks without a plan."""

    def __init__(self, showing: Showing, doing: Doing, everywhere: Sequence[Action]) -> None:
        super().__init__()
        self._showing, self.papers = showing, Papers(showing, self)
        self.setting_up = SettingUp(showing, self)
        self.grid, self.toolbar = RosterGrid(), Toolbar()
        self.buttons = self.toolbar.buttons
        self.bar = ProposalBar(doing.accept, doing.refuse)
        self.title, self.people, self.period = heading(""), plain_label("", faint=True), plain_label("")
        self.notice = plain_label("")
        self.notice.setWordWrap(True)
        self.nobody = EmptyState(
            _("This office has no employees yet. Import them to plan a roster."),
            button(_("Import employees…"), "import", self._want_import),
        )
        self.unplanned = EmptyState(
            _("Nothing is planned for these weeks yet."),
            button(_("Plan these weeks"), "schedule", doing.plan, primary=True),
        )
        self.toolbar.add_buttons([*doing.front(), *everywhere])
        self.toolbar.add_menu(_("Print"), _("Roster, slips and calendars"), "print", self.papers.actions())
        self.toolbar.add_menu(
            _("More"),
            _("Record, save to a file and set up"),
            "list",
            [*doing.more(), *self.setting_up.actions()],
        )
        self.grid.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.grid.table.addActions([self.buttons[action.text] for action in self._of_person(doing)])
        self.strip = doing.planning.strip
        self._lay_out(doing.paging())
        doing.planning.moved.connect(self.toolbar.refresh)
        self.grid.table.entered.connect(doing.edit)
        self.grid.table.pin_wanted.connect(doing.pin)
        showing.read_again.connect(self.refresh)
        showing.chose.connect(self.toolbar.refresh)

    def _of_person(self, doing: Doing) -> list[Action]:
        """What the grid's own menu repeats: whatever is about the chosen person or day."""
        return [*self.setting_up.of_person(), doing.leave(), self.papers.of_person()]

    def _lay_out(self, paging: Sequence[Action]) -> None:
        self.pages = QStackedWidget()
        for page in (self.grid, self.nobody, self.unplanned):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(self._head())
        column.addLayout(self._below(paging))
        self.bar.hide()
        column.addWidget(self.strip)
        column.addWidget(self.bar)
        column.addWidget(self.pages, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.SPACE)
        row.addWidget(self.title)
        row.addWidget(self.people)
        row.addStretch(1)
        row.addWidget(self.toolbar)
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

    def _want_import(self) -> None:
        self._showing.desk.picked.wanted.emit("import", "employees")

    # --- showing -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        shown, weeks = self._showing, self._showing.weeks
        self._show_head(shown.branch.name if shown.branch else "", len(weeks.people) if weeks else 0)
        if weeks:
            self.grid.show_weeks(weeks, shown.desk.days, shown.chosen)
        self.pages.setCurrentWidget(self._front())
        self.bar.setVisible(shown.proposal is not None)
        if shown.proposal:
            self.bar.show_proposal(shown.proposal)
            self.grid.reveal(shown.proposal.changes[0].employee, shown.proposal.changes[0].day)
        self.toolbar.refresh()
        self._show_notice(*notice(shown))

    def _front(self) -> QWidget:
        weeks = self._showing.weeks
        if weeks is None or not weeks.people:
            return self.nobody
        return self.unplanned if not weeks.cells and self._showing.may_plan else self.grid

    def _show_head(self, office: str, people: int) -> None:
        self.title.setText(office)
        self.people.setText(_("{n} people").format(n=people))
        self.period.setText(f"{short_date(self._showing.first)} – {medium_date(self._showing.last)}")

    def _show_notice(self, text: str, tone: str) -> None:
        self.notice.setText(text)
        self.notice.setProperty("tone", tone)
        self.notice.style().polish(self.notice)
