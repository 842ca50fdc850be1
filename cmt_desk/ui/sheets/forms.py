"""The forms of a sheet: its words, and its issue or correction."""

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cmt_desk import i18n
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.sheet_sections import Part
from cmt_desk.domain.sheets import StatusSheet
from cmt_desk.i18n import _, long_date, number
from cmt_desk.operations.sheets import LONGEST, Printed, keep_issued, stamped_sheet, write_texts
from cmt_desk.reports.sheet_words import by_rule, part_lines, part_name
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.sheets.onto_paper import printed_in_slices
from cmt_desk.ui.slices import Slices, spoken
from cmt_desk.ui.widgets import button, faint, plain_label
from cmt_desk.ui.widgets.form import Form
from cmt_desk.ui.widgets.work_strip import WorkStrip

HEIGHTS = {Part.SUMMARY: 132}


class WordsForm(Form):
    """What is written by rule can be worded otherwise; what is left as it was stays with the rule."""

    def __init__(self, desk: Desk, parent: QWidget, sheet: StatusSheet, language: str) -> None:
        told = _("In {language}. A text that is left as it is goes on following the figures.").format(
            language=i18n.LANGUAGES[language]
        )
        title = _("Texts of the sheet of {day}").format(day=long_date(sheet.facts.day))
        super().__init__(parent, title, told, width=720)
        self._desk, self._sheet, self._language = desk, sheet, language
        self.fields: dict[Part, QPlainTextEdit] = {}
        self._rule: dict[Part, str] = {}
        for part in Part:
            with i18n.speaking(language):
                self._rule[part] = "\n".join(by_rule(sheet, part))
                text = "\n".join(part_lines(sheet, part))
            self._field(part, text)

    def _field(self, part: Part, text: str) -> None:
        field = QPlainTextEdit(text)
        field.setTabChangesFocus(True)
        field.setFixedHeight(HEIGHTS.get(part, 56))
        count = faint()
        back = button(_("By rule"), "undo", lambda: field.setPlainText(self._rule[part]))
        back.setStatusTip(_("Put the text back that follows from the figures"))

        def counted() -> None:
            length = len(field.toPlainText())
            count.setText(_("{n} of {most}").format(n=number(length), most=number(LONGEST)))
            count.setProperty("tone", "danger" if length > LONGEST else "")
            count.style().polish(count)
            back.setEnabled(field.toPlainText() != self._rule[part])

        field.textChanged.connect(counted)
        counted()
        side = QVBoxLayout()
        side.addWidget(back)
        side.addWidget(count)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(field, 1)
        row.addLayout(side)
        both = QWidget()
        both.setLayout(row)
        label = plain_label(part_name(part))
        label.setBuddy(field)
        field.setAccessibleName(part_name(part))
        self.form.addRow(label, both)
        self.fields[part] = field

    def save(self) -> None:
        texts = {
            part: "" if field.toPlainText().strip() == self._rule[part].strip() else field.toPlainText()
            for part, field in self.fields.items()
        }
        known = self._sheet.sections.texts
        changed = {part: text for part, text in texts.items() if text.strip() != known.get(part, "")}
        if changed:
            facts = self._sheet.facts
            write_texts(self._desk.store, facts.scope, facts.day, changed, language=self._language)


class IssueForm(Form):
    """Says what is going to be issued; a correction asks for its reason. `issued` is what came of it."""

    def __init__(
        self, desk: Desk, parent: QWidget, sheet: StatusSheet, language: str, *, annexes: bool, offices: bool
    ) -> None:
        stamp = sheet.stamp
        assert stamp is not None
        corrects = stamp.version > 1
        title = _("Correct {number}") if corrects else _("Issue {number}")
        told = _(
            "{who} issues the sheet of {day}. It is printed and kept as it is now, with its figures: paper "
            "cannot be undone."
        ).format(day=long_date(sheet.facts.day), who=desk.store.actor)
        super().__init__(parent, title.format(number=stamp.number), told, width=520)
        self._desk, self._sheet, self._language = desk, sheet, language
        self._pages = {"annexes": annexes, "offices": offices}
        self.issued: IssuedSheet | None = None
        self.work: Slices | None = None
        self.strip = WorkStrip(self.cancel)
        self.column.insertWidget(self.column.indexOf(self.buttons), self.strip)
        failed = sum(not check.passed for check in sheet.checks)
        self.row(_("Version"), plain_label(str(stamp.version)))
        self.row(_("Language"), plain_label(i18n.LANGUAGES[language]))
        self.reason = QPlainTextEdit()
        self.reason.setPlaceholderText(_("What was wrong, and what is right now"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(64)
        if corrects and (standing := desk.store.issued.numbered(stamp.number)):
            self.reason.setPlainText(desk.store.issued.correction(standing.id))
        if corrects:
            self.row(_("Reason"), self.reason)
        if failed:
            self.row(
                _("Mind"), plain_label(_("{n} cross-checks failed").format(n=number(failed)), tone="danger")
            )
        self._button = self.buttons.button(self.buttons.StandardButton.Save)
        self._button.setText(_("Correct") if corrects else _("Issue"))

    def accept(self) -> None:
        """Print in slices, then keep what was printed; the form closes when all is there."""
        self.refusal.clear()
        store, facts = self._desk.store, self._sheet.facts
        try:
            sheet = stamped_sheet(
                store, facts.scope, facts.day, now=self._desk.now(), reason=self.reason.toPlainText(),
                language=self._language,
            )  # fmt: skip
        except Refused as refused:
            self._refuse(refused)
            return
        self._button.setEnabled(False)
        work = spoken(self._language, printed_in_slices(store, sheet, **self._pages))
        self.work = Slices(work, self)
        self.work.progressed.connect(
            lambda share: self.strip.show_work(_("Printing the sheet"), round(share * 100), 100)
        )
        self.work.failed.connect(self._fail)
        self.work.finished.connect(lambda made: self._keep(sheet, made))
        self.work.start()

    def _keep(self, sheet: StatusSheet, made: Printed) -> None:
        self._rest()
        try:
            self.issued = keep_issued(self._desk.store, sheet, made, language=self._language)
        except Refused as refused:
            self._refuse(refused)
        else:
            self.done(Form.DialogCode.Accepted)

    def _fail(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, Refused):
            raise error
        self._refuse(error)

    def _refuse(self, refused: Refused) -> None:
        self.refusal.setText(str(refused))
        self.fit()

    def _rest(self) -> None:
        self.strip.rest()
        self._button.setEnabled(True)

    def cancel(self) -> None:
        """Stop printing; nothing was issued, and the form stays."""
        if self.work and self.work.running:
            self.work.cancel()
            self._rest()

    def reject(self) -> None:
        self.cancel()
        super().reject()
