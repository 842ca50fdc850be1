"""The protocols tab: templates on the left; their runs as a list, a board, a month or a due list."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cmt_desk.domain.protocols import Protocol, Run
from cmt_desk.domain.run_lines import DueStep
from cmt_desk.i18n import _, either, medium_date
from cmt_desk.reports.checklist import RunFacts
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.protocols.board import Board
from cmt_desk.ui.protocols.checklist import Checklist
from cmt_desk.ui.protocols.doing import RunDoing
from cmt_desk.ui.protocols.due_list import DueLine, DueList, due_lines
from cmt_desk.ui.protocols.lines import RunCard, cards, now_everywhere, read_cards
from cmt_desk.ui.protocols.month import Month, whole_days
from cmt_desk.ui.protocols.rooms import Rooms
from cmt_desk.ui.protocols.runs import RunList
from cmt_desk.ui.protocols.template import TemplatePage
from cmt_desk.ui.protocols.tree import ProtocolTree
from cmt_desk.ui.protocols.versions import TemplateDoing
from cmt_desk.ui.protocols.views import VIEWS, ViewBar, side_by_side
from cmt_desk.ui.widgets import Card, EmptyState, plain_label

MONTH_STEPS = 5000  # deadlines a month shows at most


class ProtocolsTab(Page):
    reads = frozenset(
        "protocol protocol_step protocol_dependence protocol_category role run run_mark run_event run_holder"
        " run_evidence branch case_file status_spell release_override employee business_function"
        " setting".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._protocol, self._run = "", ""  # the template chosen on the left; the run in front, if any
        self._version = 0  # of the template shown; 0: the one in use, or the last
        self.view = "list"
        self.lines: list[RunCard] = []
        self.now = now_everywhere(desk)
        self.doing = RunDoing(desk, self, self._front_run)
        self.templates = TemplateDoing(desk, self, self.show_version)
        self.bar, self.tree, self.runs = ViewBar(), ProtocolTree(), RunList()
        self.checklist = Checklist(self.doing.ask_hand_over, self.doing.ask_end, self._print_run)
        self.template = TemplatePage()
        self.board, self.month, self.due = Board(), Month(self._due_within, self._named), DueList()
        self._lay_out()
        self._wire()

    def _wire(self) -> None:
        self.tree.chosen.connect(self.show_protocol)
        self.runs.chosen.connect(self._choose_run)
        for signal, act in (
            (self.bar.turned, self.turn_to),
            (self.checklist.ticked, self.doing.tick),
            (self.checklist.skipped, self.doing.ask_skip),
            (self.checklist.missed, self.doing.ask_missed),
            (self.checklist.reopened, self.doing.reopen),
            (self.checklist.asked, self.doing.ask_event),
            (self.checklist.proving, self.doing.ask_proof),
            (self.checklist.proof_asked, self.doing.do_with_proof),
            (self.template.asked, self._do),
            (self.template.turned, lambda version: self.show_version(self._protocol, version)),
            (self.board.run_chosen, self.show_run),
            (self.board.protocol_chosen, self.show_protocol),
            (self.month.run_chosen, self.show_run),
            (self.due.run_chosen, self.show_run),
        ):
            signal.connect(act)

    def actions(self) -> list[Action]:
        return [
            Action(
                _("Start a run…"),
                _("Start the chosen protocol for an office or a case"),
                self._ask_start,
                "play",
            ),
            Action(
                _("New protocol…"), _("Write a protocol of your own as a draft"), self.templates.create, "add"
            ),
            Action(
                _("Import a protocol…"), _("Take a protocol from a file as a draft"),
                self.templates.ask_import, "import",
            ),
        ]  # fmt: skip

    # --- layout ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._nothing = EmptyState(_("Choose a protocol on the left to read it and to start a run."))
        for page in (self._nothing, self.checklist, self.template):
            self._pages.addWidget(page)
        right = Card()
        right.body.addWidget(self._pages)
        inner = side_by_side((self.runs, 320), (right, 400))
        inner.setSizes([380, 640])
        self._views = QStackedWidget()
        for part in (inner, self.board, self.month, self.due):
            self._views.addWidget(part)
        whole = side_by_side((self.tree, 230), (self._main(), 720))
        whole.setSizes([270, 1040])
        whole.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        self.rooms = Rooms(self.desk, whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rooms)

    def _main(self) -> QWidget:
        main, head = QWidget(), QHBoxLayout()
        buttons, self._buttons = button_row(self, self.actions())
        head.addWidget(self.bar)
        head.addSpacing(look.WIDE)
        head.addLayout(buttons, 1)
        self.notice = plain_label("", tone="warning")
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self._views, 1)
        self._mark_view()
        return main

    def _mark_view(self) -> None:
        self.bar.mark(self.view)
        self._views.setCurrentIndex(VIEWS.index(self.view))

    def turn_to(self, view: str) -> None:
        """Show the runs as a list, a board, a month or a due list."""
        self.view = view
        self._mark_view()
        self._show_view()

    # --- showing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        self.now = now_everywhere(self.desk)
        self.lines = read_cards(store, day, self.now)
        running: dict[str, int] = {}
        for card in self.lines:
            if not card.line.finished:
                running[card.code] = running.get(card.code, 0) + 1
        review = {protocol.code for protocol in store.protocols.reviews_due(day)}
        self.tree.show_protocols(
            store.protocols.categories(), store.protocols.newest(), running, self._protocol, review
        )
        if not self._protocol and not self._run:
            self._run = self.lines[0].id if self.lines else ""
        past = self.desk.days.is_past
        self.notice.setText(_("{day} is past: read-only.").format(day=medium_date(day)))
        self.notice.setVisible(past)
        for action in self._buttons.values():
            action.setEnabled(not past)
        self._show_view()

    def _show_view(self) -> None:
        store, day, past = self.desk.store, self.desk.days.day, self.desk.days.is_past
        match self.view:
            case "board":
                self.board.show_board(self.lines, store.protocols.newest())
            case "month":
                self.month.show_month(day, self.now)
            case "due":
                self.due.show_due(store, day, self.now, past=past)
            case _:
                fitting = [card for card in self.lines if self._protocol in ("", card.code)]
                self.runs.show_lines(fitting, self._run)
                self._show_front()

    def _due_within(self, first: date, last: date) -> list[DueStep]:
        protocols, past = self.desk.store.protocols, self.desk.days.is_past
        return protocols.due_every_time(self.now, *whole_days(first, last), MONTH_STEPS, past=past)

    def _named(self, steps: Sequence[DueStep]) -> list[DueLine]:
        return due_lines(self.desk.store, self.desk.days.day, self.now, steps)

    def _card(self) -> RunCard | None:
        """The run in front; one that finished long ago is not among the lines."""
        known = next((card for card in self.lines if card.id == self._run), None)
        if known or not self._run:
            return known
        line = self.desk.store.protocols.days.line(self._run, self.now)
        return next(iter(cards(self.desk.store, self.desk.days.day, [line])), None) if line else None

    def _front_run(self) -> Run | None:
        until = max(self.now.values()) if self.desk.days.is_past else None
        return self.desk.store.protocols.run(self._run, until) if self._run else None

    def _front_protocol(self) -> Protocol | None:
        """The template in front, in the version chosen."""
        versions = self.desk.store.protocols.versions(self._protocol) if self._protocol else []
        wanted = next((v for v in versions if v.version == self._version), None)
        in_use = next((v for v in versions if v.state == "ACTIVE"), None)
        return wanted or in_use or next(reversed(versions), None)

    def _show_front(self) -> None:
        card, past, store = self._card(), self.desk.days.is_past, self.desk.store
        run = self._front_run() if card else None
        protocol = None if run else self._front_protocol()
        roles = {code: either(*names) for code, names in store.protocols.roles().items()}
        front: QWidget = self._nothing
        if card and run:
            front = self.checklist
            self.checklist.show_run(card, run, roles, self.now[card.zone], writable=not past)
        elif protocol:
            front = self.template
            named = {c: either(i, e) for c, i, e in store.protocols.categories()}
            versions = store.protocols.versions(protocol.code)
            category, day = named.get(protocol.category, ""), self.desk.days.day
            self.template.show_protocol(protocol, versions, category, roles, day, not past)
        self._pages.setCurrentWidget(front)
        self._buttons[_("Start a run…")].setEnabled(bool(self._startable()) and not past)

    def show_run(self, id: str) -> None:
        """Put a run in front, whatever is filtered now."""
        self.rooms.show_runs()
        self._protocol, self._run = "", id
        self.tree.choose("")
        self.runs.filter_by("all")
        self._to_list()

    def show_protocol(self, code: str) -> None:
        """Put a template in front, with its own runs beside it; "" shows the runs of all."""
        self.rooms.show_runs()
        self.show_version(code, 0)

    def show_version(self, code: str, version: int) -> None:
        self._protocol, self._run, self._version = code, "", version
        self.tree.choose(code)
        self._to_list()

    def _to_list(self) -> None:
        self.view = "list"
        self._mark_view()
        self._turn_stale()

    # --- what the user does ------------------------------------------------------------------------

    def _choose_run(self, id: str) -> None:
        if id != self._run:
            self._run = id
            self._show_front()

    def _startable(self) -> str:
        """The protocol a new run would copy."""
        card = self._card()
        return card.code if card else self._protocol

    def _ask_start(self) -> None:
        protocol = self.desk.store.protocols.get(self._startable())
        if protocol and (made := self.doing.ask_start(protocol)):
            self.show_run(made)

    def start(self, protocol: str, branch: str | None, case: str | None) -> None:
        """Start a run and put it in front."""
        if made := self.doing.start(protocol, branch, case):
            self.show_run(made)

    def _do(self, what: str) -> None:
        """A button of the template in front."""
        protocol = self._front_protocol()
        if what == "start" or protocol is None:
            self._ask_start()
            return
        to = self.templates
        acts = {
            "edit": to.edit, "activate": to.activate, "discard": to.discard, "review": to.still_right,
            "retire": to.ask_retire, "print": to.print, "export": to.ask_export,
        }  # fmt: skip
        acts[what](protocol)

    def front_paper(self) -> Action | None:
        """The register where the plan is in front, else the checklist: of the run, or to be filled in."""
        if self.rooms.currentWidget() is self.rooms.plan:
            return self.rooms.plan.front_paper()
        front, runs = self._pages.currentWidget(), self.rooms.currentWidget() is self.rooms.runs
        if not runs or self.view != "list" or front is self._nothing:
            return None
        slot = self._print_run if front is self.checklist else lambda: self._do("print")
        return Action(_("Checklist"), _("Print the checklist in front"), slot, "print")

    def _print_run(self) -> None:
        card, run = self._card(), self._front_run()
        if card and run:
            self.templates.print(run.protocol, RunFacts(run, card.scope, card.zone, self.now[card.zone]))
