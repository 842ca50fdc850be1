"""The ripple on one page: all that follows from the facts, each line with its reason and a tick box."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QInputDialog, QLineEdit, QVBoxLayout, QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.intake import fold
from cmt_desk.domain.proposals import Kind, Line, Proposal
from cmt_desk.i18n import _, clock_time, full_date, number
from cmt_desk.operations.ripple import Supposed, accept, decline, supposed_proposals
from cmt_desk.operations.ripple_words import LineWords, Names, line_words, trigger_name
from cmt_desk.store import Operation
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.proposals.groups import GroupRow
from cmt_desk.ui.proposals.lines import LINE, LineTree
from cmt_desk.ui.proposals.now import age_text, open_now
from cmt_desk.ui.proposals.rosters import RosterWork
from cmt_desk.ui.widgets import EmptyState, button, faint, heading, plain_label
from cmt_desk.wording import zone_name

SETTLED = 120  # milliseconds after the last change


class ProposalsWindow(QDialog):
    """Not modal; follows the day and every change of the desk while it is open, and says so."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.shown: Sequence[tuple[Proposal, Line]] = ()
        self._names = Names.of(desk.store)
        self._mine = False
        self.setWindowTitle(_("Needs a decision"))
        self.resize(1240, 660)
        self.title, self.note = heading(""), plain_label("", tone="warning")
        self.note.setWordWrap(True)
        self.only = QLineEdit()
        self.only.setPlaceholderText(_("Office, protocol or reason…"))
        self.only.setClearButtonEnabled(True)
        self.only.setFixedWidth(280)
        self.whole = button(_("Show everything"), None, self.ask)
        self.tree, self.counted = LineTree(), faint()
        self.groups = GroupRow(self.tree)
        self.empty = EmptyState(_("Nothing needs a decision on this day."))
        self.rosters = RosterWork(desk, self)
        self.take = button(_("Accept all"), "check", self.accept_shown, primary=True)
        self.refuse = button(_("Decline ticked…"), "close", self._ask_why)
        self.later = button(_("Not now"), None, self.close)
        for made in (self.take, self.refuse, self.later, self.whole):
            made.setAutoDefault(False)
        self._soon = QTimer(self, singleShot=True, interval=SETTLED)
        self._soon.timeout.connect(self.refresh)
        self._one = ""  # the proposal asked for
        self._asked: Supposed | None = None  # the what-if that is decided on
        self._lay_out()
        self.only.textEdited.connect(self._type)
        self.tree.ticked.connect(self._count)
        self.tree.itemDoubleClicked.connect(lambda item, _column: self._lead(item.data(0, LINE)))
        self.rosters.filled.connect(self._fill)
        desk.changes.happened.connect(self._follow)
        desk.days.moved.connect(lambda _day: self._turn())
        desk.banner.said.connect(self._repeat)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.whole)
        head.addWidget(self.only)
        feet = QHBoxLayout()
        feet.setSpacing(look.SPACE)
        feet.addWidget(self.counted, 1)
        for part in (self.later, self.refuse, self.take):
            feet.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.groups)
        column.addWidget(self.tree, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(feet)
        self.note.hide()

    # --- showing -------------------------------------------------------------------------------------

    def ask(self, key: str = "") -> None:
        """Everything, one proposal, or what would follow from a supposed zone ("suppose:MERAH:SBU-01,…")."""
        place, _sign, rest = key.partition(":")
        zone, _sign, codes = rest.partition(":")
        self._asked = Supposed(Zone(zone), tuple(codes.split(","))) if place == "suppose" else None
        self._one = "" if self._asked else key
        self.only.clear()
        self.note.hide()
        self.refresh()

    def _type(self) -> None:
        self._one = ""
        self._show()

    def _turn(self) -> None:
        if self.isVisible():
            self.note.hide()
            self._soon.start()

    def _follow(self, operation: Operation) -> None:
        if not self.isVisible():
            return
        if not self._mine:
            told = _("The desk changed at {time} ({what}); everything was computed again.")
            self._tell(told.format(time=clock_time(datetime.now()), what=operation.label))
        self._soon.start()

    def _repeat(self, kind: str, sentence: str) -> None:
        """What a rule refused is said here too: the window's banner may be covered."""
        if self.isVisible() and kind != "done":
            self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.show()

    def refresh(self) -> None:
        self._soon.stop()
        if not self._desk.store.is_open:
            return  # the desk was closed before the last change had settled
        self._names = Names.of(self._desk.store)
        found = self._found()
        if self._one and not any(p.key == self._one for p in found):
            self._one = ""  # it was decided, or its fact is gone
        self.all = [(p, line) for p in found for line in p.lines]
        wanted = [line.branch for _p, line in self.all if line.kind is Kind.ROSTER]
        zone = self._asked.zone if self._asked else None
        self.rosters.want(() if self._desk.days.is_past else wanted, self._desk.days.day, zone)
        self._show()

    def _found(self) -> Sequence[Proposal]:
        if self._asked is None:
            return open_now(self._desk)
        try:
            return supposed_proposals(self._desk.store, self._asked, self._desk.days.day)
        except Refused as refused:
            self._tell(str(refused))
            return ()

    def _show(self) -> None:
        words = {line.id: self._words(line) for _p, line in self.all}
        self.shown = [pair for pair in self.all if self._fits(*pair, words[pair[1].id])]
        on = self._desk.days.day
        ages = {line.id: age_text(p.age(on)) for p, line in self.shown}
        self.tree.show_lines([line for _p, line in self.shown], words, ages)
        self.groups.count(line for _p, line in self.shown)
        self.tree.setVisible(bool(self.all))
        self.empty.setHidden(bool(self.all))
        self.title.setText(self._title())
        self.whole.setVisible(bool(self._one or self._asked))
        self._count()

    def _title(self) -> str:
        day = full_date(self._desk.days.day)
        if self._asked:
            told = _("If {zone} held in {n} offices").format(
                zone=zone_name(self._asked.zone).lower(), n=number(len(self._asked.branches))
            )
            return f"{told} · {day}"
        if self._one and self.shown:
            proposal = self.shown[0][0]
            return f"{trigger_name(proposal.trigger)} · {self._names.branch(proposal.branch)} · {day}"
        return f"{_('Needs a decision')} · {day}"

    def _fits(self, proposal: Proposal, line: Line, words: LineWords) -> bool:
        if self._one:
            return proposal.key == self._one
        text = " ".join((words.subject, words.before, words.after, words.reason, line.branch))
        text = fold(f"{text} {trigger_name(line.trigger)}")
        return all(word in text for word in fold(self.only.text()).split())

    def _words(self, line: Line) -> LineWords:
        made, awaited = self.rosters.made.get(line.branch), line.branch in self.rosters.awaited
        words = line_words(line, self._names, made, computing=awaited)
        if line.kind is Kind.ROSTER and (why := self.rosters.failed.get(line.branch)):
            return LineWords(words.subject, words.before, _("no roster is possible"), why)
        return words

    def _fill(self, branch: str) -> None:
        """A roster came in: its line fills, nothing else moves."""
        for proposal, line in self.shown:
            if line.kind is Kind.ROSTER and line.branch == branch:
                self.tree.say(line, self._words(line), age_text(proposal.age(self._desk.days.day)))
        self._count()

    def _count(self) -> None:
        ticked, waiting = len(self.tree.ticks()), len(self.rosters.awaited)
        told = _("{ticked} of {n} lines ticked").format(ticked=number(ticked), n=number(len(self.shown)))
        if waiting:
            told += " · " + _("{n} rosters still computing").format(n=number(waiting))
        if self._desk.days.is_past:
            told = _("A past day: it can be looked at, not decided.")
        self.counted.setText(told)
        may = bool(self.shown) and not self._desk.days.is_past and not self._desk.store.read_only
        self.take.setEnabled(may)
        self.refuse.setEnabled(may and ticked > 0)
        count = number(ticked or len(self.shown))
        self.take.setText((_("Accept {n} ticked") if ticked else _("Accept all ({n})")).format(n=count))

    def _lead(self, id: str) -> None:
        """Go to what a line is about; the page stays open."""
        line = next((line for _p, line in self.shown if line.id == id), None)
        if line is None:
            return
        if line.trigger == "run.overdue":
            place, key = "run", line.fact.split(":")[1]
        elif line.kind is Kind.ROSTER:
            place, key = "schedule", line.branch
        elif line.kind is Kind.SHEET:
            place, key = "correction", line.before
        elif line.kind is Kind.PLAN:
            place, key = "continuity", "functions"
        else:
            place, key = ("case", line.case) if line.case else ("branch", line.branch)
        if key:
            self._desk.picked.wanted.emit(place, key)

    # --- deciding ------------------------------------------------------------------------------------

    def _wanted(self) -> list[str]:
        return sorted(self.tree.ticks()) or [line.id for _p, line in self.shown]

    def accept_shown(self) -> None:
        """The ticked lines, or all that are shown; a roster without an answer yet stays open."""
        wanted = set(self._wanted())
        unready = self.rosters.awaited | set(self.rosters.failed)
        left = [
            line
            for _p, line in self.shown
            if line.id in wanted and line.kind is Kind.ROSTER and line.branch in unready
        ]
        chosen = wanted - {line.id for line in left}
        if not chosen:
            self._tell(_("These rosters are not computed yet, or there is none; nothing was accepted."))
            return
        store, desk = self._desk.store, self._desk
        work, taken = self.rosters, [line for _p, line in self.shown if line.id in chosen]
        done = self._decide(
            lambda: accept(
                store,
                chosen,
                desk.days.day,
                desk.now(),
                rosters=work.made,
                read_at=work.read_at,
                asked=self._asked,
            )
        )
        if done:
            told = _("Lines accepted: {n}. Undo with Ctrl+Z.").format(n=number(len(chosen)))
            if left:
                told += " " + _("{n} rosters stay open.").format(n=number(len(left)))
            self._desk.banner.said.emit("done", told)
            if any(line.kind in (Kind.WFH_FULL, Kind.PLAN) for line in taken):
                self._desk.banner.led.emit(_("Show the decision"), "plan", "")
            elif sheet := next((line for line in taken if line.kind is Kind.SHEET), None):
                self._desk.banner.led.emit(_("Show the correction"), "correction", sheet.before)
            self._tell(told)

    def _ask_why(self) -> None:
        why, agreed = QInputDialog.getText(self, _("Decline"), _("Why are these lines declined?"))
        if agreed:
            self.decline_ticked(why)

    def decline_ticked(self, why: str) -> None:
        chosen, desk = self.tree.ticks(), self._desk
        if self._decide(lambda: decline(desk.store, chosen, why, desk.days.day, desk.now(), self._asked)):
            self._tell(_("{n} lines declined. Undo with Ctrl+Z.").format(n=number(len(chosen))))

    def _decide(self, operation: Callable[[], Collection[Line]]) -> bool:
        self._mine = True
        try:
            done = self._desk.perform(operation)
        finally:
            self._mine = False
        if done:
            self.refresh()
        return done

    # --- the window itself ---------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Not now: nothing is stored, the rosters are forgotten. A parent that closes hides too."""
        self._soon.stop()
        self.rosters.stop()
        super().hideEvent(event)
