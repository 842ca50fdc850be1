"""One line into the crisis log: typed anywhere with Ctrl+L, saved with Enter; says how it is understood."""

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from cmt_desk.domain.crisis_log import LogLine
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, clock_time
from cmt_desk.operations.crisis_log import add_entry, correct_entry, kind_name, read_line
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Form, faint, heading, refusal_line


def understood(desk: Desk, line: str) -> str:
    """ "Telepon · Surabaya Darmo · 14.05"; a hint for the empty line."""
    if not line.strip():
        return _(
            "First a word for the kind: putus, telp, pesan, kejadian. @name for the office, 14.05 for a time."
        )
    typed = read_line(desk.store, line)
    parts = [kind_name(typed.kind)]
    if typed.unknown:
        parts.append(_("There is no office @{name}; check its name.").format(name=typed.unknown))
    elif typed.branch:
        parts.append(desk.store.branches.by_code()[typed.branch].name)
    if typed.clock:
        parts.append(clock_time(desk.now().replace(hour=typed.clock[0], minute=typed.clock[1])))
    return " · ".join(parts)


class QuickEntry(QDialog):
    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Crisis log"))
        self.setMinimumWidth(640)
        self.line, self.told, self.refusal = QLineEdit(), faint(), refusal_line()
        self.line.setPlaceholderText(_("telp @Surabaya Darmo: two people with fever…"))
        self.line.setAccessibleName(_("Entry"))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        for part in (heading(_("Write into the crisis log")), self.line, self.told, self.refusal):
            column.addWidget(part)
        self.line.textChanged.connect(self._tell)
        self.line.returnPressed.connect(self.accept)
        self._tell("")

    def _tell(self, line: str) -> None:
        self.told.setText(understood(self._desk, line))
        self.refusal.clear()

    def accept(self) -> None:
        try:
            add_entry(self._desk.store, self.line.text(), now=self._desk.now())
        except Refused as refused:
            self.refusal.setText(str(refused))
            return
        self._desk.banner.said.emit("done", _("Written into the crisis log."))
        super().accept()


class CorrectEntry(Form):
    def __init__(self, desk: Desk, entry: LogLine, parent: QWidget | None) -> None:
        told = _("The entry stays readable; a new version takes its place.")
        super().__init__(parent, _("Correct an entry"), told, width=640)
        self._desk, self._entry = desk, entry
        office = desk.store.branches.by_code().get(entry.branch)
        text = entry.text
        if office:  # the @ that was read names the office again
            text = text.replace(office.name, f"@{office.name}", 1)
        self.line, self.reason = QLineEdit(), QLineEdit()
        self.line.setText(f"{WORDS[entry.kind.value]} {text}")
        self.row(_("Entry"), self.line)
        self.row(_("Reason"), self.reason)

    def save(self) -> None:
        store, now = self._desk.store, self._desk.now()
        correct_entry(store, self._entry.id, self.line.text(), self.reason.text(), now=now)


WORDS = {"DECISION": "putus", "CALL": "telp", "MESSAGE": "pesan", "EVENT": "kejadian"}
