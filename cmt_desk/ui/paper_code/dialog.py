"""Impor › Kode lembar: the code of an office sheet typed or scanned, judged while it is typed, then taken."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.office_report import understood
from cmt_desk.domain.paper_code import GROUP, Typed, mended, typed
from cmt_desk.i18n import _, long_date, number
from cmt_desk.operations.office_reports import Read, fault_text, offices_of, read_code, take_code
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.paper_code.comparison import Comparison
from cmt_desk.ui.paper_code.groups import Groups, letters_font
from cmt_desk.ui.widgets import Card, button, faint, heading, plain_label


class PaperCodeDialog(QDialog):
    """One code after another: Enter takes what was understood and makes room for the next."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.read: Read | None = None
        self._code, self._taken = typed(""), 0
        self.setWindowTitle(_("Sheet code"))
        self.resize(760, 640)
        self.line, self.groups, self.told = QLineEdit(), Groups(), plain_label()
        self.line.setFont(letters_font(15))
        self.line.setAccessibleName(_("Code of the office sheet"))
        self.told.setWordWrap(True)
        self.mend = button("", "edit", self._mend)
        self.office = QComboBox()
        self.office.setAccessibleName(_("Office"))
        self.title, self.note, self.table = heading(""), faint(), Comparison()
        room = self.table.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # or the sentence in its place would float in the middle
        self.table.setSizePolicy(room)
        self.take = button(_("Take"), "check", self._take, primary=True)
        self.latest = faint()
        self._lay_out()
        self.line.textEdited.connect(lambda _text: self._typed())
        self.line.returnPressed.connect(self._take)
        self.groups.clicked.connect(self._choose_group)
        self.office.activated.connect(lambda _n: self._understand())
        self._show(self._code)

    def _lay_out(self) -> None:
        hint = _(
            "Type or scan the code at the foot of an office sheet. Spaces and small letters do not matter."
        )
        what = Card()
        what.body.addWidget(self.title)
        what.body.addWidget(self.office)
        what.body.addWidget(self.note)
        what.body.addWidget(self.table, 1)
        judged = QHBoxLayout()
        judged.addWidget(self.told, 1)
        judged.addWidget(self.mend)
        end = QHBoxLayout()
        end.addWidget(self.latest, 1)
        end.addWidget(self.take)
        end.addWidget(button(_("Close"), "", self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        for part in (heading(_("Code of an office sheet")), faint(hint), self.line, self.groups):
            column.addWidget(part)
        column.addLayout(judged)
        column.addWidget(what, 1)
        column.addLayout(end)
        for made in self.findChildren(QPushButton):
            made.setAutoDefault(False)  # Enter belongs to the line

    # --- typing --------------------------------------------------------------------------------------

    def show_text(self, text: str) -> None:
        """As if it had been typed."""
        self.line.setText(text)
        self._typed()

    def _typed(self) -> None:
        """Judge the groups and set them apart; the cursor stays after the letter it stood after."""
        at = self.line.cursorPosition()
        before = len("".join(typed(self.line.text()[:at]).parts))
        code = typed(self.line.text())
        text = " ".join(code.parts)
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(before + max(0, before - 1) // GROUP)
        self._show(code)

    def _show(self, code: Typed) -> None:
        self._code = code
        self.groups.show_code(code)
        guess = mended(code)
        if guess:
            place = next(iter(code.faults))
            self.mend.setText(_("Group {n} as “{group}”").format(n=place + 1, group=guess))
            self.mend.setStatusTip(_("The only spelling that fits all checks; compare it with the paper"))
        self.mend.setVisible(guess is not None)
        self.office.hide()
        if code.sound:
            self._choose_office(code)
        self._understand()

    def _choose_office(self, code: Typed) -> None:
        """Hidden unless several offices share the mark of the code."""
        offices = offices_of(self._desk.store, understood(code))
        self.office.clear()
        for office in offices:
            self.office.addItem(f"{office.name} ({office.code})", office.code)
        self.office.setVisible(len(offices) > 1)

    def _understand(self) -> None:
        self.read = None
        code, chosen = self._code, self.office.currentData() if self._code.sound else ""
        if not code.sound:
            whole = bool(code.parts) and not code.faults
            self._say(fault_text(code), "danger" if code.faults else "", good=whole)
        else:
            try:
                today = self._desk.now().date()
                self.read = read_code(self._desk.store, self.line.text(), today=today, branch=chosen or "")
                self._say(_("All {n} groups are right.").format(n=number(len(code.parts))), "good")
            except Refused as refused:
                self._say(str(refused), "danger")
        self._show_read()

    def _say(self, text: str, tone: str, *, good: bool = False) -> None:
        if good and len(self._code.parts[0]) == GROUP:
            text = _("{text} So far all is right.").format(text=text)
        self.told.setText(text)
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)

    def _show_read(self) -> None:
        read = self.read
        self.table.setVisible(read is not None)
        self.take.setEnabled(read is not None and not read.same_again and not self._desk.store.read_only)
        if read is None:
            self.title.setText(_("What the code says"))
            self.note.setText(
                _("It is shown here as soon as the code is complete, before anything is taken.")
            )
            return
        self.title.setText(f"{read.branch.name} · {long_date(read.report.day)}")
        self.note.setText(_note(read))
        self.table.compare(read.report, read.own)

    # --- acting --------------------------------------------------------------------------------------

    def _choose_group(self, place: int) -> None:
        self.line.setFocus()
        self.line.setSelection(place * (GROUP + 1), len(self._code.parts[place]))

    def _mend(self) -> None:
        guess = mended(self._code)
        if guess:
            parts = list(self._code.parts)
            parts[next(iter(self._code.faults))] = guess
            self.show_text(" ".join(parts))
            self.line.setFocus()

    def _take(self) -> None:
        """Keep the report; a code that is wrong stays marked, so that the next scan replaces it."""
        if not self.take.isEnabled():
            self.line.selectAll()
            return
        store, text, branch = self._desk.store, self.line.text(), self.office.currentData() or ""
        taken: list[Read] = []
        if self._desk.perform(
            lambda: taken.append(take_code(store, text, now=self._desk.now(), branch=branch))
        ):
            self._taken += 1
            said = _("Taken from paper: {office}, {day}. {n} in all.")
            read = taken[0]
            self.latest.setText(
                said.format(office=read.branch.name, day=long_date(read.report.day), n=number(self._taken))
            )
            self.show_text("")
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # it has taken, and does not also close
            return
        super().keyPressEvent(event)


def _note(read: Read) -> str:
    said: list[str] = []
    if read.same_again:
        said.append(_("These figures are here from paper already."))
    elif read.before:
        said.append(_("Earlier figures from paper of this day will be replaced."))
    if read.own.blank:
        said.append(_("This desk keeps no records of this office."))
    elif read.differences:
        said.append(_("Differs from this desk's own records in {n} figures; both stay.").format(
            n=number(len(read.differences))))  # fmt: skip
    else:
        said.append(_("Agrees with this desk's own records."))
    if read.report.counted:
        said.append(_("Attendance as recorded at the door."))
    elif read.report.in_office is not None:
        said.append(_("Attendance as the roster plans it."))
    return " ".join(said)
