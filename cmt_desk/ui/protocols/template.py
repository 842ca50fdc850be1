"""A template: what starts it, who owns it, what it rests on, and its steps."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cmt_desk.domain.protocols import Protocol, Step
from cmt_desk.i18n import _, either
from cmt_desk.ui import look
from cmt_desk.ui.protocols.checklist import scroller
from cmt_desk.ui.protocols.words import due_words, repeat_words
from cmt_desk.ui.widgets import button, heading, plain_label


class TemplatePage(QWidget):
    def __init__(self, start: Callable[[], object]) -> None:
        super().__init__()
        self.start = button(_("Start a run…"), "play", start, primary=True)
        self.title = heading("")
        self.title.setWordWrap(True)
        self.proposed = _wrapped(_("Proposed text, not the agency's own"), tone="warning")
        self._area = scroller(QWidget())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        for part in (self.title, self.proposed):
            column.addWidget(part)
        column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._area, 1)

    def show_protocol(
        self, protocol: Protocol, category: str, roles: Mapping[str, str], writable: bool
    ) -> None:
        title = either(protocol.title_id, protocol.title_en)
        self.title.setText(f"{protocol.code}  {title}")
        self.start.setEnabled(writable)
        self.proposed.setVisible(protocol.proposed)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.GAP, 0)
        column.setSpacing(2)
        for name, text in (
            (_("Heading"), category),
            (_("Trigger"), either(protocol.trigger_id, protocol.trigger_en)),
            (_("Owner"), roles.get(protocol.owner_role, protocol.owner_role)),
            (_("Legal basis"), "\n".join(protocol.legal_basis)),
            (_("Version"), str(protocol.version)),
        ):
            column.addWidget(_wrapped(name, faint=True))
            column.addWidget(_wrapped(text))
            column.addSpacing(look.SPACE)
        column.addWidget(_bold(_("Steps: {n}").format(n=len(protocol.steps))))
        for step in protocol.steps:
            column.addSpacing(look.GAP)
            column.addWidget(_wrapped(f"{step.n}. {either(step.text_id, step.text_en)}"))
            column.addWidget(_wrapped(_about(step, roles), faint=True))
        column.addStretch(1)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)


def _about(step: Step, roles: Mapping[str, str]) -> str:
    evidence = _("evidence needed") if step.evidence else ""
    parts = (roles.get(step.role, step.role), due_words(step), repeat_words(step), evidence)
    return " · ".join(part for part in parts if part)


def _wrapped(text: str, **properties: object) -> QLabel:
    label = plain_label(text, **properties)
    label.setWordWrap(True)
    return label


def _bold(text: str) -> QLabel:
    label = _wrapped(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
