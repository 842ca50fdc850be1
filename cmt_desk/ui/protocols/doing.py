"""What the user does with runs: start, answer, prove, hand over, end."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from cmt_desk.domain.branches import HEAD_OFFICE_ZONE
from cmt_desk.domain.people import masked
from cmt_desk.domain.protocols import Evidence, Protocol, Run
from cmt_desk.i18n import _, either
from cmt_desk.operations.evidence import attach, detach, save_evidence
from cmt_desk.operations.mandate_words import place_names, titled
from cmt_desk.operations.protocols import (
    end_run,
    hand_over,
    skip_step,
    start_run,
    tell_event,
    tick_step,
    untick_step,
)
from cmt_desk.operations.signing import shown_name
from cmt_desk.paths import documents
from cmt_desk.protocol_wording import event_name
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.protocols.dialogs import Choice, EventDialog, HandOverDialog, SkipDialog, StartDialog
from cmt_desk.wording import function_name, status_name


class RunDoing:
    """Acts on the run in front; every act is one operation."""

    def __init__(self, desk: Desk, parent: QWidget, front: Callable[[], Run | None]) -> None:
        self._desk, self._parent, self._front = desk, parent, front

    def _zone(self, branch: str | None) -> str:
        office = self._desk.store.branches.by_code().get(branch or "")
        return office.time_zone if office else HEAD_OFFICE_ZONE

    def ask_start(self, protocol: Protocol) -> str:
        """What a new run is for; the run's id, or "" if none was started."""
        store = self._desk.store
        offices = store.branches.by_code()
        cases = [
            (row.id, f"{masked(row.name)} · {offices[row.branch].name} · {status_name(row.status)}")
            for row in store.cases.open_rows(self._desk.days.day)
        ]
        dialog = StartDialog(
            self._parent,
            f"{protocol.code}  {either(protocol.title_id, protocol.title_en)}",
            [(code, office.name) for code, office in offices.items()],
            cases,
            self._desk.picked.branch,
            [(f.code, function_name(f.name_id, f.name_en)) for f in store.people.functions()],
            self._people(),
        )
        if not dialog.exec():
            return ""
        function, holder = dialog.more()
        return self.start(protocol.code, *dialog.answer(), function, holder)

    def _people(self) -> list[Choice]:
        """Who holds a role today, then who has answered for a run before; any other name can be typed."""
        store, today = self._desk.store, self._desk.days.today
        mandates, roles = store.mandates.on(today), dict[str, str]()
        places = place_names(store, mandates)
        for mandate in mandates:
            roles.setdefault(shown_name(mandate), titled(mandate, places[mandate.id]))
        before = [name for name in store.protocols.known_holders() if name not in roles]
        return [*sorted(roles.items(), key=lambda item: item[1]), *((name, name) for name in before)]

    def start(
        self,
        protocol: str,
        branch: str | None,
        case: str | None,
        function: str | None = None,
        holder: str = "",
    ) -> str:
        made: list[str] = []
        store, at = self._desk.store, self._desk.now(self._zone(branch))
        self._desk.perform(
            lambda: made.append(
                start_run(store, protocol, at, branch=branch, case=case, function=function, holder=holder)
            )
        )
        return made[0] if made else ""

    def tick(self, n: int, k: int, note: str) -> None:
        if run := self._front():
            at = self._desk.now(self._zone(run.branch))
            self._desk.perform(lambda: tick_step(self._desk.store, run.id, n, at, note, k or None))

    def ask_skip(self, n: int, k: int, note: str) -> None:
        run = self._front()
        if run and (step := run.step(n)):
            dialog = SkipDialog(self._parent, f"{n}. {either(step.text_id, step.text_en)}", note)
            if dialog.exec():
                self.skip(n, dialog.answer(), k)

    def skip(self, n: int, reason: str, k: int = 0, *, missed: bool = False) -> None:
        if run := self._front():
            at = self._desk.now(self._zone(run.branch))
            store = self._desk.store
            self._desk.perform(lambda: skip_step(store, run.id, n, at, reason, k or None, missed=missed))

    def ask_missed(self, n: int) -> None:
        """One reason for every occurrence that was missed."""
        run = self._front()
        if run and (step := run.step(n)):
            question = _("Why were these times missed?")
            about = f"{n}. {either(step.text_id, step.text_en)}"
            dialog = SkipDialog(self._parent, about, question=question)
            if dialog.exec():
                self.skip(n, dialog.answer(), missed=True)

    def reopen(self, n: int) -> None:
        if run := self._front():
            at = self._desk.now(self._zone(run.branch))
            self._desk.perform(lambda: untick_step(self._desk.store, run.id, n, at))

    def ask_event(self, event: str) -> None:
        if run := self._front():
            zone = self._zone(run.branch)
            at = run.events.get(event) or self._desk.now(zone)
            dialog = EventDialog(self._parent, event_name(event), zone, at)
            if dialog.exec():
                moment = dialog.answer()
                self._desk.perform(lambda: tell_event(self._desk.store, run.id, event, moment))

    def ask_hand_over(self) -> None:
        if run := self._front():
            dialog = HandOverDialog(self._parent, run.holder, self._people())
            if dialog.exec():
                at = self._desk.now(self._zone(run.branch))
                person, note = dialog.answer()
                self._desk.perform(lambda: hand_over(self._desk.store, run.id, person, at, note))

    def ask_end(self) -> None:
        run = self._front()
        if run is None:
            return
        at = self._desk.now(self._zone(run.branch))
        left = [turn for turn in run.open_turns if turn.late(at) or turn.step.repeats is None]
        dialog = SkipDialog(
            self._parent,
            _("{n} steps are still to be done.").format(n=len(left)) if left else _("Nothing is left to do."),
            title=_("End the run"), question=_("Why does this run end?"), accept=_("End the run"),
            needed=bool(left),
        )  # fmt: skip
        if dialog.exec():
            reason = dialog.answer()
            self._desk.perform(lambda: end_run(self._desk.store, run.id, at, reason))

    def ask_proof(self, n: int, k: int) -> None:
        name, _kind = QFileDialog.getOpenFileName(self._parent, _("Add evidence"), str(documents()))
        if name:
            self.prove(n, k, Path(name))

    def prove(self, n: int, k: int, file: Path) -> None:
        if run := self._front():
            at = self._desk.now(self._zone(run.branch))
            self._desk.perform(lambda: attach(self._desk.store, run.id, n, file, at, k))

    def do_with_proof(self, what: str, proof: Evidence) -> None:
        """Open a copy of it in the program the laptop has for it, save it, or take it from its step."""
        match what:
            case "open":
                self._open_proof(proof)
            case "save":
                self._save_proof(proof)
            case _:
                if (run := self._front()) and self._desk.perform(
                    lambda: detach(self._desk.store, run.id, proof)
                ):
                    told = _(
                        "{file} is no longer with the step. The desk keeps its content; undo brings it back."
                    )
                    self._desk.banner.said.emit("done", told.format(file=proof.name))

    def _open_proof(self, proof: Evidence) -> None:
        folder = tempfile.mkdtemp(prefix="cmt-desk-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)  # it may tell of somebody's health
        copy = Path(folder) / Path(proof.name).name
        if self._desk.perform(lambda: save_evidence(self._desk.store, proof, copy)):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    def _save_proof(self, proof: Evidence) -> None:
        place = str(documents() / Path(proof.name).name)
        name, _kind = QFileDialog.getSaveFileName(self._parent, _("Save the evidence as"), place)
        if name:
            path = Path(name)
            if self._desk.perform(lambda: save_evidence(self._desk.store, proof, path)):
                self._desk.banner.said.emit("done", _("Saved as {file}.").format(file=path.name))
