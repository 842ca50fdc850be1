"""Message templates with the day's figures filled in, copied to the clipboard and recorded as sent."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cmt_desk import i18n
from cmt_desk.domain.communication import Template
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import LANGUAGES, _, either
from cmt_desk.operations.communication import PLACES, fill, save_template
from cmt_desk.reports.message import as_paper
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.continuity.sendings import SendingForm
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.printing.dialog import PaperDialog
from cmt_desk.ui.widgets import Form, faint


class TemplateForm(Form):
    def __init__(self, desk: Desk, template: Template, parent: QWidget | None) -> None:
        told = _("Filled in: {places}").format(places=", ".join(f"{{{name}}}" for name in PLACES))
        super().__init__(parent, _("Message template"), told, width=640)
        self._desk, self._template = desk, template
        self.title_id, self.title_en = QLineEdit(template.title_id), QLineEdit(template.title_en)
        self.text_id, self.text_en = QPlainTextEdit(template.text_id), QPlainTextEdit(template.text_en)
        for text, field in (
            (_("Title (Indonesian)"), self.title_id), (_("Title (English)"), self.title_en),
            (_("Text (Indonesian)"), self.text_id), (_("Text (English)"), self.text_en),
        ):  # fmt: skip
            self.row(text, field)

    def save(self) -> None:
        made = replace(
            self._template, title_id=self.title_id.text().strip(), title_en=self.title_en.text().strip(),
            text_id=self.text_id.toPlainText().strip(), text_en=self.text_en.toPlainText().strip(),
        )  # fmt: skip
        save_template(self._desk.store, made)


class Messages(Page):
    """`text` is what would be sent; it may be changed by hand before it is copied."""

    reads: ClassVar[frozenset[str]] = frozenset(
        "message_template case_file status_spell care_spell bulletin zone_reading roster_week activation"
        " supply_count supply_need supply_item setting".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._templates: dict[str, Template] = {}
        self.template, self.language = QComboBox(), QComboBox()
        self.text, self.told = QPlainTextEdit(), faint()
        self.template.setAccessibleName(_("Message template"))
        self.language.setAccessibleName(_("Language"))
        self.text.setAccessibleName(_("Message"))
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(i18n.language()))
        buttons, self.buttons = button_row(self, self.actions())
        column = QVBoxLayout(self)
        column.setContentsMargins(look.SPACE, look.SPACE, look.SPACE, look.SPACE)
        column.setSpacing(look.SPACE)
        column.addLayout(buttons)
        for part in (self.template, self.language, self.told):
            column.addWidget(part)
        column.addWidget(self.text, 1)
        self.template.activated.connect(lambda _n: self.show_text())
        self.language.activated.connect(lambda _n: self.show_text())

    def actions(self) -> list[Action]:
        return [
            Action(_("Copy message"), _("Copy the message, to paste it where it is sent"), self.copy, "copy"),
            Action(_("Print message…"), _("Print this message"), self.print, "print"),
            Action(_("Record as told…"), _("Record to whom this message was sent"), self.record, "check"),
            Action(_("New template…"), _("Another message template"), self.add, "add"),
            Action(_("Edit template…"), _("Change the chosen template"), self.edit, "edit"),
        ]

    def refresh(self) -> None:
        chosen = self.template.currentData()
        self._templates = {t.code: t for t in self.desk.store.communication.templates()}
        self.template.clear()
        for code, template in self._templates.items():
            self.template.addItem(either(template.title_id, template.title_en), code)
        self.template.setCurrentIndex(max(0, self.template.findData(chosen)))
        writable = not self.desk.store.read_only
        for text in (_("Record as told…"), _("New template…"), _("Edit template…")):
            self.buttons[text].setEnabled(writable)
        if self.text.document().isModified():  # typed by hand: other figures do not wipe it out
            self.told.setText(
                _("Changed by hand. Choose the template again for the figures of the day shown.")
            )
        else:
            self.show_text()

    def show_text(self) -> None:
        """The template anew with the figures of the day shown."""
        template = self._templates.get(self.template.currentData())
        self.told.setText(_("Figures of the day shown. The text can be changed before it is copied."))
        if template is None:
            self.text.clear()
            return
        language = self.language.currentData()
        raw = template.text_en if language == "en" else template.text_id
        try:
            with i18n.speaking(language):
                self.text.setPlainText(fill(self.desk.store, raw, self.desk.days.day))
        except Refused as refused:
            self.told.setText(str(refused))
            self.text.setPlainText(raw)

    def _said(self) -> str:
        return self.text.toPlainText()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._said())
        self.desk.banner.said.emit("done", _("The message was copied; record to whom it is sent."))

    def front_paper(self) -> Action | None:
        return (
            Action(_("Message"), _("Print this message"), self.print, "print")
            if self._said().strip()
            else None
        )

    def print(self) -> None:
        institution, day = self.desk.store.settings.institution, self.desk.days.day
        paper = as_paper(self.template.currentText(), self._said(), institution, day)
        PaperDialog(self.desk, paper, self).exec()

    def record(self) -> None:
        SendingForm(self.desk, self._said(), self).exec()

    def add(self) -> None:
        TemplateForm(self.desk, Template("", "", "", "", ""), self).exec()

    def edit(self) -> None:
        if template := self._templates.get(self.template.currentData()):
            TemplateForm(self.desk, template, self).exec()
