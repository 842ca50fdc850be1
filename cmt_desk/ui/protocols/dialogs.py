"""Small dialogs: what a run is for, why a step does not apply, when an event was, who takes over."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QCompleter,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.widgets import faint, heading

Choice = tuple[str, str]  # key, text


class SearchCombo(QComboBox):
    """A list one can type into; any part of the text finds it."""

    def __init__(self, choices: Sequence[Choice], prompt: str) -> None:
        super().__init__()
        self.setEditable(True)
        field = QLineEdit()
        field.setPlaceholderText(prompt)
        self.setLineEdit(field)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for key, text in choices:
            self.addItem(text, key)
        self.setCurrentIndex(-1)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def named(self) -> str:
        """The key of what is chosen, else what was typed."""
        return self.key() or self.currentText().strip()

    def key(self) -> str:
        """The key of what is written, "" while it names nothing in the list."""
        row = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(row)) if row >= 0 else ""


class StartDialog(QDialog):
    def __init__(
        self,
        parent: QWidget,
        title: str,
        offices: Sequence[Choice],
        cases: Sequence[Choice],
        office: str,
        functions: Sequence[Choice] = (),
        people: Sequence[Choice] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Start a run"))
        self.office = SearchCombo(offices, _("Type to search an office…"))
        self.case = SearchCombo(cases, _("Type to search a case…"))
        self.office.setCurrentIndex(self.office.findData(office))
        self.function = SearchCombo(functions, _("Every function"))
        self.holder = SearchCombo(people, _("Who answers for it (you, if empty)"))
        self._group, self.kinds = QButtonGroup(self), dict[str, QRadioButton]()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        head = heading(title)
        head.setWordWrap(True)
        column.addWidget(head)
        column.addWidget(faint(_("What is this run for?")))
        for key, text, field in (
            ("institution", _("The whole institution"), None),
            ("office", _("An office"), self.office),
            ("case", _("An open case"), self.case),
        ):
            self.kinds[key] = QRadioButton(text)
            self._group.addButton(self.kinds[key])
            column.addWidget(self.kinds[key])
            if field:
                column.addWidget(field)
                field.currentTextChanged.connect(self._follow)
            self.kinds[key].toggled.connect(self._follow)
        self.kinds["case"].setEnabled(bool(cases))
        column.addWidget(faint(_("Business function")))
        column.addWidget(self.function)
        column.addWidget(faint(_("Responsible")))
        column.addWidget(self.holder)
        self._buttons = _buttons(self, _("Start"))
        column.addWidget(self._buttons)
        self.kinds["office" if office else "institution"].setChecked(True)
        self.setMinimumWidth(440)
        self._follow()

    def _follow(self) -> None:
        self.office.setEnabled(self.kinds["office"].isChecked())
        self.case.setEnabled(self.kinds["case"].isChecked())
        branch, case = self.answer()
        ready = self.kinds["institution"].isChecked() or bool(branch or case)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)

    def answer(self) -> tuple[str | None, str | None]:
        """(office, case); neither for the institution."""
        branch = self.office.key() if self.kinds["office"].isChecked() else ""
        case = self.case.key() if self.kinds["case"].isChecked() else ""
        return branch or None, case or None

    def more(self) -> tuple[str | None, str]:
        """(business function, who answers for it); none and "" where they are left empty."""
        return self.function.key() or None, self.holder.named()


class SkipDialog(QDialog):
    """Asks a reason; also when a run is ended with steps left."""

    def __init__(
        self, parent: QWidget, about: str, reason: str = "", *, title: str = "", question: str = "",
        accept: str = "", needed: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._needed = needed
        self.setWindowTitle(title or _("Not applicable"))
        self.reason = QPlainTextEdit(reason)
        self.reason.setPlaceholderText(_("Reason") if title else _("Why this step does not apply"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(90)
        self.reason.textChanged.connect(self._follow)
        self._buttons = _buttons(self, accept or _("Mark as not applicable"))
        asked = question or _("Why does this step not apply?")
        _column(self, heading(asked), faint(about), self.reason, self._buttons)
        self._follow()

    def _follow(self) -> None:
        ready = bool(self.answer()) or not self._needed
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)

    def answer(self) -> str:
        return self.reason.toPlainText().strip()


class EventDialog(QDialog):
    """When an event was, in the office's own time."""

    def __init__(self, parent: QWidget, event: str, zone: str, at: datetime) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Moment of an event"))
        self.moment = QDateTimeEdit(QDateTime(at.date(), at.time()))  # pyright: ignore[reportArgumentType, reportCallIssue]
        self.moment.setDisplayFormat("d MMM yyyy HH:mm")
        self.moment.setCalendarPopup(True)
        asked = heading(_("When: {event}?").format(event=event))
        asked.setWordWrap(True)
        told = faint(_("Local time of the office ({zone}). Deadlines count from it.").format(zone=zone))
        _column(self, asked, told, self.moment, _buttons(self, _("Record")))

    def answer(self) -> datetime:
        told: datetime = self.moment.dateTime().toPython()  # pyright: ignore[reportAssignmentType]
        return told.replace(second=0, microsecond=0)


class HandOverDialog(QDialog):
    def __init__(self, parent: QWidget, holder: str, people: Sequence[Choice]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hand over a run"))
        self.person = SearchCombo(people, _("Name of the person who takes over"))
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("What the other person must know (optional)"))
        self._buttons = _buttons(self, _("Hand over"))
        self.person.editTextChanged.connect(self._follow)
        told = faint(_("Now in the hands of {person}.").format(person=holder))
        _column(self, heading(_("Who takes over?")), told, self.person, self.note, self._buttons)
        self._follow()

    def _follow(self) -> None:
        ready = bool(self.person.currentText().strip())
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)

    def answer(self) -> tuple[str, str]:
        return self.person.named(), self.note.text().strip()


def _column(dialog: QDialog, *parts: QWidget) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
    column.setSpacing(look.SPACE)
    for part in parts:
        column.addWidget(part)
    dialog.setMinimumWidth(440)


def _buttons(dialog: QDialog, accept: str) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    box.button(QDialogButtonBox.StandardButton.Ok).setText(accept)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
