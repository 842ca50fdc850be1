"""Who was told what, when, by which channel and by whom; nothing of it is rewritten."""

from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cmt_desk.domain.communication import Channel, Sending
from cmt_desk.domain.intake import fold
from cmt_desk.i18n import _, clock_time, short_date
from cmt_desk.operations.communication import channel_name, record_sending
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.calendar import moment_edit, moment_of
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.widgets import Column, EmptyState, Form, RecordTable
from cmt_desk.ui.widgets.form import choice


class SendingForm(Form):
    def __init__(self, desk: Desk, text: str, parent: QWidget | None) -> None:
        super().__init__(parent, _("Record who was told"), width=560)
        self._desk = desk
        self.channel, self.recipients, self.text = QComboBox(), QLineEdit(), QPlainTextEdit(text)
        for channel in Channel:
            self.channel.addItem(channel_name(channel), channel)
        offices = sorted(desk.store.branches.all(), key=lambda b: b.name)
        self.office = choice([("", _("The whole institution")), *((b.code, b.name) for b in offices)])
        self.at = moment_edit(desk.now())
        for name, field in (
            (_("Channel"), self.channel), (_("Recipients"), self.recipients),
            (_("Office"), self.office), (_("Time"), self.at), (_("Text"), self.text),
        ):  # fmt: skip
            self.row(name, field)

    def save(self) -> None:
        record_sending(
            self._desk.store, Channel(self.channel.currentData()), self.recipients.text(),
            self.text.toPlainText(), at=moment_of(self.at), now=self._desk.now(),
            branch=self.office.currentData(),
        )  # fmt: skip


class Sendings(Page):
    reads: ClassVar[frozenset[str]] = frozenset({"sending", "branch"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sendings: list[Sending] = []
        self._offices: dict[str, str] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search recipients, offices and text…"))
        self.search.setClearButtonEnabled(True)
        self.table = RecordTable(
            [
                Column(
                    _("Time"),
                    lambda s: s.at,
                    lambda s: f"{short_date(s.at.date())} {clock_time(s.at)}",
                    width=110,
                ),
                Column(_("Channel"), lambda s: channel_name(s.channel), width=100),
                Column(_("Recipients"), lambda s: s.recipients, width=240, tip=lambda s: s.recipients),
                Column(_("Office"), self._office, width=150),
                Column(_("Text"), lambda s: s.text.replace("\n", " "), tip=lambda s: s.text),
                Column(_("By"), lambda s: s.by, width=120),
            ],
            key=lambda s: s.id,
        )
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(_("Told"))
        self.nothing = EmptyState(_("Nothing was recorded as told yet. Record it here or beside a message."))
        buttons, made = button_row(self, self.actions())
        for action in made.values():
            action.setEnabled(not desk.store.read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.SPACE, look.SPACE, look.SPACE, look.SPACE)
        column.setSpacing(look.SPACE)
        column.addLayout(buttons)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        self.search.textChanged.connect(lambda _text: self.show_sendings())

    def actions(self) -> list[Action]:
        told = _("Record who was told what, by which channel")
        return [Action(_("Record…"), told, lambda: SendingForm(self.desk, "", self).exec(), "add")]

    def refresh(self) -> None:
        self._offices = {b.code: b.name for b in self.desk.store.branches.all()}
        self._sendings = self.desk.store.communication.sendings(self.desk.days.day)
        self.show_sendings()

    def _office(self, sending: Sending) -> str:
        return self._offices.get(sending.branch, "–")

    @property
    def shown(self) -> list[Sending]:
        words = fold(self.search.text()).split()
        return [s for s in self._sendings if all(word in self._searched(s) for word in words)]

    def _searched(self, sending: Sending) -> str:
        return fold(f"{sending.recipients} {sending.text} {sending.by} {self._office(sending)}")

    def show_sendings(self) -> None:
        self.table.show_records(self.shown)
        self.table.setVisible(bool(self._sendings))
        self.nothing.setVisible(not self._sendings)
