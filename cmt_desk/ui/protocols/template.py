"""A template: what starts it, who owns it, what it rests on, its steps, its versions."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cmt_desk.domain.protocols import Protocol, Step
from cmt_desk.i18n import _, either, medium_date
from cmt_desk.protocol_wording import due_words, repeat_words
from cmt_desk.ui import look
from cmt_desk.ui.protocols.checklist import scroller
from cmt_desk.ui.widgets import button, heading, plain_label


class TemplatePage(QWidget):
    asked = Signal(str)  # start, edit, activate, discard, review, retire, print, export
    turned = Signal(int)  # to another version

    def __init__(self) -> None:
        super().__init__()
        self.title = heading("")
        self.title.setWordWrap(True)
        self.proposed = _wrapped(_("Proposed text, not the agency's own"), tone="warning")
        self.review = _wrapped("")
        self.version = QComboBox()
        self.version.setAccessibleName(_("Version"))
        self.version.activated.connect(lambda: self.turned.emit(int(self.version.currentData())))
        self.buttons: dict[str, QPushButton] = {}
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, what, text, icon in (
            (first, "start", _("Start a run…"), "play"),
            (first, "activate", _("Activate"), "check"),
            (first, "edit", _("Edit…"), "edit"),
            (first, "discard", _("Discard draft"), "close"),
            (first, "review", _("Still right"), "check"),
            (second, "print", _("Print…"), "print"),
            (second, "export", _("Export…"), "export"),
            (second, "retire", _("Retire…"), None),
        ):
            made = button(
                text, icon, lambda what=what: self.asked.emit(what), primary=what in ("start", "activate")
            )
            self.buttons[what] = made
            row.addWidget(made)
        self.start = self.buttons["start"]
        second.addWidget(self.version)
        self._area = scroller(QWidget())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        for part in (self.title, self.proposed, self.review):
            column.addWidget(part)
        for row in (first, second):
            row.setSpacing(look.SPACE)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(self._area, 1)

    def show_protocol(
        self,
        protocol: Protocol,
        versions: Sequence[Protocol],
        category: str,
        roles: Mapping[str, str],
        day: date,
        writable: bool,
    ) -> None:
        title = either(protocol.title_id, protocol.title_en)
        self.title.setText(f"{protocol.code}  {title}")
        self.proposed.setVisible(protocol.proposed)
        self._show_buttons(protocol, versions, writable)
        self._show_review(protocol, day)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.GAP, 0)
        column.setSpacing(2)
        for name, text in (
            (_("Heading"), category),
            (_("Trigger"), either(protocol.trigger_id, protocol.trigger_en)),
            (_("Owner"), roles.get(protocol.owner_role, protocol.owner_role)),
            (_("Legal basis"), "\n".join(protocol.legal_basis)),
        ):
            column.addWidget(_wrapped(name, faint=True))
            column.addWidget(_wrapped(text or "–"))
            column.addSpacing(look.SPACE)
        column.addWidget(_bold(_("Steps: {n}").format(n=len(protocol.steps))))
        for step in protocol.steps:
            column.addSpacing(look.GAP)
            column.addWidget(_wrapped(f"{step.n}. {either(step.text_id, step.text_en)}"))
            column.addWidget(_wrapped(_about(step, roles), faint=True))
        column.addStretch(1)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)

    def _show_buttons(self, protocol: Protocol, versions: Sequence[Protocol], writable: bool) -> None:
        active, draft = protocol.state == "ACTIVE", protocol.state == "DRAFT"
        shown = {"start": active, "activate": draft, "discard": draft, "review": active, "retire": active,
                 "edit": True, "print": True, "export": True}  # fmt: skip
        for what, made in self.buttons.items():
            made.setVisible(shown[what])
            made.setEnabled(writable or what in ("print", "export"))
        names = {"ACTIVE": _("in use"), "DRAFT": _("draft"), "RETIRED": _("retired")}
        self.version.clear()
        for version in reversed(versions):
            told = _("Version {n}, {state}").format(n=version.version, state=names[version.state])
            self.version.addItem(told, version.version)
        self.version.setCurrentIndex(self.version.findData(protocol.version))

    def _show_review(self, protocol: Protocol, day: date) -> None:
        """Whether somebody must say that it is still right."""
        due = protocol.review_on is not None and protocol.review_on <= day
        told = ""
        if protocol.state == "ACTIVE" and protocol.review_on:
            form = _("Review due since {day}: is it still right?") if due else _("Next review {day}")
            told = form.format(day=medium_date(protocol.review_on))
        self.review.setText(told)
        self.review.setVisible(bool(told))
        self.review.setProperty("tone", "warning" if due else "")
        self.review.setProperty("faint", not due)
        self.review.style().polish(self.review)


def _about(step: Step, roles: Mapping[str, str]) -> str:
    evidence = _("evidence needed") if step.evidence else ""
    numbers = ", ".join(str(n) for n in step.after)
    after = _("after step {n}").format(n=numbers) if numbers else ""
    parts = (roles.get(step.role, step.role), due_words(step), repeat_words(step), after, evidence)
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
