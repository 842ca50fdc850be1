"""Who has to be told that a published day is another one now, and marking that it was done."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.publishing import mark_told
from cmt_desk.records import record
from cmt_desk.store.publications import Notice
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, RecordTable, button, faint, heading, plain_label, refusal_line
from cmt_desk.wording import cell_letter


@record
class Waiting:
    """One person and the days that changed."""

    number: str
    name: str
    notices: Sequence[Notice]

    @property
    def days(self) -> str:
        return ", ".join(
            f"{short_date(n.day)} {cell_letter(n.was) or '–'} → {cell_letter(n.now) or '–'}"
            for n in self.notices
        )


class NoticesDialog(QDialog):
    """The people of one office who know another roster than the published one."""

    def __init__(self, desk: Desk, branch: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._branch = desk, branch
        self.setWindowTitle(_("Who has to be told"))
        self.resize(720, 460)
        self.text, self.said = faint(), refusal_line()

        def ahead(waiting: Waiting) -> int:
            """Days from today to the first change."""
            return (waiting.notices[0].day - desk.days.today).days

        def told(waiting: Waiting) -> str:
            return _("{n} days").format(n=number(ahead(waiting)))

        self.table = RecordTable(
            (
                Column(_("Name"), lambda w: w.name, width=180),
                Column("NPP", lambda w: w.number, width=80),
                Column(_("Notice"), ahead, told, right=True, width=80),
                Column(_("What changed"), lambda w: w.days, tip=lambda w: w.days),
            ),
            key=lambda w: w.number,
        )  # fmt: skip
        self.by = QLineEdit(desk.store.actor)
        self.by.setAccessibleName(_("Told by"))
        self.one = button(_("This person is told"), "check", self.tell_one)
        self.all = button(_("All are told"), "check", self.tell_all, primary=True)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.SPACE)
        row.addWidget(plain_label(_("Told by")))
        row.addWidget(self.by, 1)
        for part in (self.one, self.all, button(_("Close"), "close", self.accept)):
            part.setAutoDefault(False)
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.ROOM)
        column.addWidget(heading(_("Who has to be told")))
        column.addWidget(self.text)
        column.addWidget(self.table, 1)
        column.addStretch()
        column.addWidget(self.said)
        column.addLayout(row)

    def refresh(self) -> None:
        names = {e.number: e.name for e in self._desk.store.people.of_branch(self._branch)}
        waiting = self._desk.store.publications.waiting(self._branch)
        people = [
            Waiting(number_, names.get(number_, number_), list(notices))
            for number_, notices in groupby(waiting, key=lambda n: n.employee)
        ]
        self.table.show_records(people)
        if people and self.table.current() is None:
            self.table.choose(people[0].number)
        self.table.setVisible(bool(people))
        for part in (self.one, self.all):
            part.setEnabled(bool(people))
        self.text.setText(
            _("{people} people know another roster than the published one: {cells} days.").format(
                people=number(len(people)), cells=number(len(waiting))
            )
            if people
            else _(
                "Everybody knows the published roster. A change to it is listed here once it is published."
            )
        )

    def tell_one(self) -> None:
        if waiting := self.table.current():
            self._tell(waiting.notices)

    def tell_all(self) -> None:
        self._tell(self._desk.store.publications.waiting(self._branch))

    def _tell(self, notices: Sequence[Notice]) -> None:
        store, by, today = self._desk.store, self.by.text(), self._desk.days.today
        self.said.setText("" if by.strip() else _("Say who told them."))
        if self._desk.perform(lambda: mark_told(store, self._branch, notices, by, today)):
            self.refresh()
