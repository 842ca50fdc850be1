"""The protocols tab: templates on the left, running copies in the middle, the checklist on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cmt_desk.domain.protocols import Run
from cmt_desk.i18n import _, either, medium_date
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.protocols.checklist import Checklist
from cmt_desk.ui.protocols.doing import RunDoing
from cmt_desk.ui.protocols.lines import RunCard, cards, now_everywhere, read_cards
from cmt_desk.ui.protocols.runs import RunList
from cmt_desk.ui.protocols.template import TemplatePage
from cmt_desk.ui.protocols.tree import ProtocolTree
from cmt_desk.ui.widgets import Card, EmptyState, heading, plain_label


class ProtocolsTab(Page):
    reads = frozenset(
        "protocol protocol_step protocol_dependence protocol_category role run run_mark run_event run_holder"
        " run_evidence branch case_file status_spell release_override employee business_function"
        " setting".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._protocol, self._run = "", ""  # the template chosen on the left; the run in front, if any
        self.lines: list[RunCard] = []
        self.tree, self.runs = ProtocolTree(), RunList()
        self.doing = RunDoing(desk, self, self._front_run)
        self.checklist = Checklist(self.doing.ask_hand_over, self.doing.ask_end, self._print_run)
        self.template = TemplatePage(self._ask_start)
        self._lay_out()
        self._wire()

    def _wire(self) -> None:
        self.tree.chosen.connect(self.show_protocol)
        self.runs.chosen.connect(self._choose_run)
        for signal, act in (
            (self.checklist.ticked, self.doing.tick),
            (self.checklist.skipped, self.doing.ask_skip),
            (self.checklist.missed, self.doing.ask_missed),
            (self.checklist.reopened, self.doing.reopen),
            (self.checklist.asked, self.doing.ask_event),
            (self.checklist.proving, self.doing.ask_proof),
            (self.checklist.proof_opened, self.doing.save_proof),
        ):
            signal.connect(act)

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

    def refresh(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        self.now = now_everywhere(self.desk)
        self.lines = read_cards(store, day, self.now)
        running: dict[str, int] = {}
        for card in self.lines:
            if not card.line.finished:
                running[card.code] = running.get(card.code, 0) + 1
        self.tree.show_protocols(
            store.protocols.categories(), store.protocols.newest(), running, self._protocol
        )
        if not self._protocol and not self._run:
            self._run = self.lines[0].id if self.lines else ""
        self._show_runs()
        self._show_front()

    def _show_runs(self) -> None:
        fitting = [card for card in self.lines if self._protocol in ("", card.code)]
        self.runs.show_lines(fitting, self._run)

    def _card(self) -> RunCard | None:
        """The run in front; one that finished long ago is not among the lines."""
        known = next((card for card in self.lines if card.id == self._run), None)
        if known or not self._run:
            return known
        line = self.desk.store.protocols.days.line(self._run, self.now)
        return next(iter(cards(self.desk.store, self.desk.days.day, [line])), None) if line else None

    def _front_run(self) -> Run | None:
        until = None if self.desk.days.day == self.desk.days.today else max(self.now.values())
        return self.desk.store.protocols.run(self._run, until) if self._run else None

    def _show_front(self) -> None:
        card, past = self._card(), self.desk.days.is_past
        store = self.desk.store
        protocol = next((p for p in store.protocols.newest() if p.code == self._protocol), None)
        roles = {code: either(*names) for code, names in store.protocols.roles().items()}
        run = self._front_run() if card else None
        front: QWidget = self._nothing
        if card and run:
            front = self.checklist
            self.checklist.show_run(card, run, roles, self.now[card.zone], writable=not past)
        elif protocol:
            front = self.template
            named = {c: either(i, e) for c, i, e in store.protocols.categories()}
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

    def _print_run(self) -> None:
        pass
