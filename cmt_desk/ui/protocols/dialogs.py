"""Two small dialogs: what a run is for, and why a step does not apply."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QCompleter,
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

    def key(self) -> str:
        """The key of what is written, "" while it names nothing in the list."""
        row = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(row)) if row >= 0 else ""


class StartDialog(QDialog):
    def __init__(
        self, parent: QWidget, title: str, offices: Sequence[Choice], cases: Sequence[Choice], office: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Start a run"))
        self.office = SearchCombo(offices, _("Type to search an office…"))
        self.case = SearchCombo(cases, _("Type to search a case…"))
        self.office.setCurrentIndex(self.office.findData(office))
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


class SkipDialog(QDialog):
    def __init__(self, parent: QWidget, step: str, reason: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Not applicable"))
        self.reason = QPlainTextEdit(reason)
        self.reason.setPlaceholderText(_("Why this step does not apply"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(90)
        self.reason.textChanged.connect(self._follow)
        self._buttons = _buttons(self, _("Mark as not applicable"))
        head = faint(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        for part in (heading(_("Why does this step not apply?")), head, self.reason, self._buttons):
            column.addWidget(part)
        self.setMinimumWidth(440)
        self._follow()

    def _follow(self) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.answer()))

    def answer(self) -> str:
        return self.reason.toPlainText().strip()


def _buttons(dialog: QDialog, accept: str) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    box.button(QDialogButtonBox.StandardButton.Ok).setText(accept)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
