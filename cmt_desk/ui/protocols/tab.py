"""The protocols tab: templates on the left, running copies in the middle, the checklist on the right."""

from datetime import datetime, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, either, medium_date
from cmt_desk.operations.protocols import skip_step, start_run, tick_step, untick_step
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.protocols.checklist import Checklist
from cmt_desk.ui.protocols.dialogs import SkipDialog, StartDialog
from cmt_desk.ui.protocols.lines import HEAD_OFFICE_ZONE, RunLine, read_lines
from cmt_desk.ui.protocols.runs import RunList
from cmt_desk.ui.protocols.template import TemplatePage
from cmt_desk.ui.protocols.tree import ProtocolTree
from cmt_desk.ui.widgets import Card, EmptyState, heading, plain_label
from cmt_desk.wording import status_name


class ProtocolsTab(Page):
    reads = frozenset(
        "protocol protocol_step protocol_category role run run_mark branch case_file status_spell"
        " employee setting".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._protocol, self._run = "", ""  # the template chosen on the left; the run in front, if any
        self.lines: list[RunLine] = []
        self.tree, self.runs = ProtocolTree(), RunList()
        self.checklist, self.template = Checklist(), TemplatePage(self._ask_start)
        self._lay_out()
        self.tree.chosen.connect(self.show_protocol)
        self.runs.chosen.connect(self._choose_run)
        self.checklist.ticked.connect(self._tick)
        self.checklist.skipped.connect(self._ask_reason)
        self.checklist.reopened.connect(self._reopen)

    def actions(self) -> list[Action]:
        return [
            Action(
                _("Start a run…"),
                _("Start the chosen protocol for an office or a case"),
                self._ask_start,
                "play",
            )
        ]

    # --- layout ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._nothing = EmptyState(_("Choose a protocol on the left to read it and to start a run."))
        for page in (self._nothing, self.checklist, self.template):
            self._pages.addWidget(page)
        right = Card()
        right.body.addWidget(self._pages)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(look.ROOM)
        splitter.setChildrenCollapsible(False)
        for n, (part, least) in enumerate(((self.tree, 230), (self._middle(), 330), (right, 400))):
            part.setMinimumWidth(least)
            splitter.addWidget(part)
            splitter.setStretchFactor(n, int(part is right))
        splitter.setSizes([290, 420, 600])
        row = QHBoxLayout(self)
        row.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        row.addWidget(splitter)

    def _middle(self) -> QWidget:
        middle = QWidget()
        head = QHBoxLayout()
        head.addWidget(heading(_("Running copies")))
        head.addStretch(1)
        buttons, self._buttons = button_row(self, self.actions())
        head.addLayout(buttons)
        self.notice = plain_label("", tone="warning")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.runs, 1)
        return middle

    # --- showing ---------------------------------------------------------------------------------

    def now_in(self, time_zone: str) -> datetime:
        """Deadlines are measured now, on another day at its cut-off hour; in the office's own time."""
        days = self.desk.days
        if days.day == days.today:
            return self.desk.now(time_zone)
        return datetime.combine(days.day, time(self.desk.store.settings.cutoff_hour))

    def refresh(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        self.lines = read_lines(store, day, self.now_in)
        running: dict[str, int] = {}
        for line in self.lines:
            if not line.run.finished:
                code = line.run.protocol.code
                running[code] = running.get(code, 0) + 1
        self.tree.show_protocols(
            store.protocols.categories(), store.protocols.active(), running, self._protocol
        )
        if not self._protocol and not self._line():
            self._run = self.lines[0].run.id if self.lines else ""
        self._show_runs()
        self._show_front()

    def _show_runs(self) -> None:
        fitting = [x for x in self.lines if self._protocol in ("", x.run.protocol.code)]
        self.runs.show_lines(fitting, self._run)

    def _line(self) -> RunLine | None:
        return next((line for line in self.lines if line.run.id == self._run), None)

    def _show_front(self) -> None:
        line, past = self._line(), self.desk.days.is_past
        protocol = self.desk.store.protocols.get(self._protocol) if self._protocol else None
        roles = {code: either(*names) for code, names in self.desk.store.protocols.roles().items()}
        front: QWidget = self._nothing
        if line:
            front = self.checklist
            self.checklist.show_run(line, roles, self.now_in(line.zone), writable=not past)
        elif protocol:
            front = self.template
            named = {c: either(i, e) for c, i, e in self.desk.store.protocols.categories()}
            self.template.show_protocol(protocol, named.get(protocol.category, ""), roles, not past)
        self._pages.setCurrentWidget(front)
        self._buttons[_("Start a run…")].setEnabled(bool(self._startable()) and not past)
        self.notice.setText(_("{day} is past: read-only.").format(day=medium_date(self.desk.days.day)))
        self.notice.setVisible(past)

    def show_run(self, id: str) -> None:
        """Put a run in front, whatever is filtered now."""
        self._protocol, self._run = "", id
        self.tree.choose("")
        self.runs.filter_by("all")
        self._turn_stale()

    def show_protocol(self, code: str) -> None:
        """Put a template in front, with its own runs beside it; "" shows the runs of all."""
        self._protocol, self._run = code, ""
        self.tree.choose(code)
        self._turn_stale()

    # --- what the user does ------------------------------------------------------------------------

    def _choose_run(self, id: str) -> None:
        if id != self._run:
            self._run = id
            self._show_front()

    def _startable(self) -> str:
        """The protocol a new run would copy."""
        line = self._line()
        return line.run.protocol.code if line else self._protocol

    def _ask_start(self) -> None:
        protocol = self.desk.store.protocols.get(self._startable())
        if protocol is None:
            return
        offices = self.desk.store.branches.by_code()
        cases = [
            (row.id, f"{masked(row.name)} · {offices[row.branch].name} · {status_name(row.status)}")
            for row in self.desk.store.cases.open_rows(self.desk.days.day)
        ]
        dialog = StartDialog(
            self,
            f"{protocol.code}  {either(protocol.title_id, protocol.title_en)}",
            [(code, office.name) for code, office in offices.items()],
            cases,
            self.desk.picked.branch,
        )
        if dialog.exec():
            self.start(protocol.code, *dialog.answer())

    def start(self, protocol: str, branch: str | None, case: str | None) -> None:
        """Start a run and put it in front."""
        made: list[str] = []
        store = self.desk.store
        office = store.branches.by_code().get(branch or "")
        at = self.desk.now(office.time_zone if office else HEAD_OFFICE_ZONE)
        if self.desk.perform(lambda: made.append(start_run(store, protocol, at, branch=branch, case=case))):
            self.show_run(made[0])

    def _now_there(self) -> datetime:
        """The time to record at the chosen run's office."""
        line = self._line()
        return self.desk.now(line.zone if line else HEAD_OFFICE_ZONE)

    def _tick(self, n: int, note: str) -> None:
        run, at = self._run, self._now_there()
        self.desk.perform(lambda: tick_step(self.desk.store, run, n, at, note))

    def _ask_reason(self, n: int, note: str) -> None:
        text = next((view.text for view in self.checklist.views if view.step.n == n), "")
        dialog = SkipDialog(self, f"{n}. {text}", note)
        if dialog.exec():
            self.skip(n, dialog.answer())

    def skip(self, n: int, reason: str) -> None:
        run, at = self._run, self._now_there()
        self.desk.perform(lambda: skip_step(self.desk.store, run, n, at, reason))

    def _reopen(self, n: int) -> None:
        run, at = self._run, self._now_there()
        self.desk.perform(lambda: untick_step(self.desk.store, run, n, at))
