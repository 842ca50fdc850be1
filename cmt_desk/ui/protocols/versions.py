"""What the user does with templates: draft, edit, activate, retire, look at again, import, export, print."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from cmt_desk.domain.protocols import Protocol, Step
from cmt_desk.i18n import _, either, medium_date
from cmt_desk.operations.protocol_files import export_protocol, import_protocol
from cmt_desk.operations.templates import (
    REVIEW_AFTER,
    activate,
    discard_draft,
    draft_of,
    new_template,
    next_code,
    retire,
    still_right,
)
from cmt_desk.paths import documents
from cmt_desk.reports.checklist import RunFacts, as_paper
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.printing.dialog import PaperDialog
from cmt_desk.ui.protocols.dialogs import SkipDialog
from cmt_desk.ui.protocols.editor import TemplateEditor
from cmt_desk.ui.protocols.lines import checklist_names


class TemplateDoing:
    """Acts on templates; `show` puts one in front, in one of its versions (0: the one in use)."""

    def __init__(self, desk: Desk, parent: QWidget, show: Callable[[str, int], object]) -> None:
        self._desk, self._parent, self._show = desk, parent, show

    def edit(self, protocol: Protocol) -> None:
        """A version in use is edited as a new draft of it."""
        made: list[Protocol] = []
        if self._desk.perform(lambda: made.append(draft_of(self._desk.store, protocol.code))):
            TemplateEditor(self._desk, made[0], self._parent).exec()
            self._show(protocol.code, made[0].version)

    def create(self) -> None:
        """A new protocol, begun from one empty step."""
        store = self._desk.store
        code = next_code(p.code for p in store.protocols.newest())
        category, role = store.protocols.categories()[0][0], next(iter(store.protocols.roles()))
        step = Step(1, "Langkah pertama", "First step", role, 24.0, "trigger", None, False)
        fresh = Protocol(code, 1, category, "Protokol baru", "New protocol", "", "", "manual", role, (), True,
                         (step,), "DRAFT")  # fmt: skip
        if self._desk.perform(lambda: new_template(store, fresh)):
            TemplateEditor(self._desk, fresh, self._parent).exec()
            self._show(code, 1)

    def activate(self, protocol: Protocol) -> None:
        store, today = self._desk.store, self._desk.days.today
        if self._desk.perform(lambda: activate(store, protocol.code, protocol.version, today)):
            self._show(protocol.code, 0)

    def discard(self, protocol: Protocol) -> None:
        store = self._desk.store
        if self._desk.perform(lambda: discard_draft(store, protocol.code, protocol.version)):
            self._show(protocol.code, 0)

    def ask_retire(self, protocol: Protocol) -> None:
        dialog = SkipDialog(
            self._parent, f"{protocol.code}  {either(protocol.title_id, protocol.title_en)}",
            title=_("Retire a protocol"), question=_("Why is it no longer used?"), accept=_("Retire"),
        )  # fmt: skip
        if dialog.exec():
            reason = dialog.answer()
            self._desk.perform(lambda: retire(self._desk.store, protocol.code, reason))

    def still_right(self, protocol: Protocol) -> None:
        """Read and found right: the next look is a quarter away."""
        today = self._desk.days.today
        next_review = today + REVIEW_AFTER
        store = self._desk.store
        if self._desk.perform(lambda: still_right(store, protocol.code, next_review, today)):
            told = _("{code} is still right; next review {day}.")
            self._desk.banner.said.emit("done", told.format(code=protocol.code, day=medium_date(next_review)))

    def ask_import(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self._parent, _("Import a protocol"), str(documents()), _("Protocol files (*.json)")
        )
        if name:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        made: list[Protocol] = []
        if self._desk.perform(lambda: made.append(import_protocol(self._desk.store, file))):
            self._show(made[0].code, made[0].version)

    def ask_export(self, protocol: Protocol) -> None:
        place = documents() / f"{protocol.code.lower()}-v{protocol.version}.json"
        name, _kind = QFileDialog.getSaveFileName(
            self._parent, _("Export a protocol"), str(place), _("Protocol files (*.json)")
        )
        if name:
            path = Path(name)
            if self._desk.perform(lambda: export_protocol(protocol, path)):
                self._desk.banner.said.emit("done", _("Saved as {file}.").format(file=path.name))

    def print(self, protocol: Protocol, facts: RunFacts | None = None) -> None:
        """The blank checklist of a version, or a run of it as it stands."""
        names = checklist_names(self._desk.store, protocol)
        PaperDialog(self._desk, as_paper(protocol, names, facts), self._parent).exec()
