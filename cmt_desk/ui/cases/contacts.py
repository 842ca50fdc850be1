"""The contacts of a case: who, how near, how far the daily calls are; from here a contact becomes a case."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QVBoxLayout, QWidget

from cmt_desk.domain.cases import Case
from cmt_desk.domain.clocks import contact_window
from cmt_desk.domain.contacts import Contact, call_on, follow_up_days
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, short_date
from cmt_desk.operations.contacts import open_case_of_contact, remove_contact
from cmt_desk.ui import look
from cmt_desk.ui.cases.add_contact import AddContact
from cmt_desk.ui.cases.proposals import Proposals
from cmt_desk.ui.cases.ticks import TickForm, TickStrip
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, RecordTable, button, faint, plain_label
from cmt_desk.wording import call_state, contact_kind, window_text


class ContactPanel(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._revealed = desk, False
        self._case: Case | None = None
        self._rules = desk.store.cases.clock_rules()
        self.window_label, self.source = faint(), faint()
        self.table = RecordTable(self._columns(), key=lambda c: c.id)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.empty = faint(_("No contacts recorded. Propose them from the roster, or add one."))
        self.who, self.facts = plain_label(), faint()
        self.strip = TickStrip()
        self.propose = button(_("Propose from the roster…"), "list", self.show_proposals)
        self.add = button(_("Add a contact…"), "add", self.add_contact)
        self.call = button(_("Record a call…"), "check", self.record_call)
        self.becomes = button(_("Becomes a case"), "next", self.become_case)
        self.remove = button(_("Remove"), "close", self.remove_chosen)
        self._lay_out()
        self.table.chosen.connect(lambda _contact: self._show_contact())
        self.table.opened.connect(lambda _contact: self.record_call())
        self.strip.picked.connect(self._call_on)

    def _lay_out(self) -> None:
        above, below = QGridLayout(), QGridLayout()
        above.addWidget(self.propose, 0, 0)
        above.addWidget(self.add, 0, 1)
        below.addWidget(self.call, 0, 0)
        below.addWidget(self.becomes, 0, 1)
        below.addWidget(self.remove, 0, 2)
        self.chosen = QWidget()
        card = QVBoxLayout(self.chosen)
        card.setContentsMargins(0, 0, 0, 0)
        card.setSpacing(look.SPACE)
        card.addWidget(self.who)
        card.addWidget(self.facts)
        card.addWidget(self.strip)
        card.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.SPACE, look.GAP, 0)
        column.setSpacing(look.SPACE)
        column.addWidget(self.source)
        column.addWidget(self.window_label)
        column.addLayout(above)
        column.addWidget(self.empty)
        column.addWidget(self.table)
        column.addWidget(self.chosen)
        column.addStretch(1)

    def _columns(self) -> Sequence[Column]:
        return (
            Column(_("Contact"), self._name, width=84),
            Column(_("How"), lambda c: contact_kind(c.kind), width=98, tip=lambda c: contact_kind(c.kind)),
            Column(
                _("Last"), lambda c: c.last_contact, lambda c: short_date(c.last_contact),
                right=True, width=72,
            ),
            Column(_("Follow-up"), self._state, tip=self._state),
        )  # fmt: skip

    def _name(self, contact: Contact) -> str:
        return contact.name if self._revealed else masked(contact.name)

    def _state(self, contact: Contact) -> str:
        """Where the calls of a contact stand on the day shown."""
        if contact.became:
            return _("became a case")
        on, days = self._desk.days.day, follow_up_days(contact, self._rules)
        if not days:
            return _("no rule in force")
        n, total = min(max((on - contact.last_contact).days, 0), len(days)), len(days)
        call = call_on(contact, self._rules, on)
        state = call_state(call) if call else _("called") if on in contact.ticks else _("finished")
        if call is None and on not in contact.ticks and on <= days[-1]:
            state = _("not due yet")
        return f"{n}/{total} · {state}"

    # --- showing ---------------------------------------------------------------------------------

    def show_case(self, case: Case, revealed: bool) -> int:
        """Fill without emitting; returns how many contacts there are."""
        self._case, self._revealed = case, revealed
        store, on = self._desk.store, self._desk.days.day
        self._rules = store.cases.clock_rules()
        contacts = [c for c in store.contacts.of_case(case.id) if c.recorded <= on]
        window = contact_window(case, self._rules, on)
        missing = _("No contact window yet: the case is not probable or confirmed, or has no date.")
        self.window_label.setText(
            _("Contact window {window}").format(window=window_text(window)) if window else missing
        )
        before = store.contacts.that_became(case.id)
        sources = [c.employee for b in before if (c := store.cases.get(b.case_file))]
        self.source.setVisible(bool(sources))
        self.source.setText(_("Was a contact of case {numbers}").format(numbers=", ".join(sources)))
        self.table.show_records(contacts)
        self.table.setVisible(bool(contacts))
        self.table.setFixedHeight(36 + 26 * min(max(len(contacts), 2), 6))
        self.empty.setVisible(not contacts)
        writable = self._desk.writable
        self.propose.setEnabled(writable and window is not None)
        self.add.setEnabled(writable)
        self._show_contact()
        return len(contacts)

    def _show_contact(self) -> None:
        contact, on = self.table.current(), self._desk.days.day
        self.chosen.setVisible(contact is not None)
        if contact is None:
            return
        self.who.setText(" · ".join(filter(None, (self._name(contact), contact.employee))))
        told = (
            contact_kind(contact.kind),
            contact.place,
            _("household") if contact.household else "",
            contact.phone if self._revealed else "",
            contact.notes,
        )
        self.facts.setText(" · ".join(filter(None, told)))
        self.strip.show_contact(contact, follow_up_days(contact, self._rules), on)
        writable = self._desk.writable and not contact.became
        today = on == self._desk.days.today  # a call of tomorrow has not been made
        self.call.setEnabled(writable and today and contact.last_contact < on)
        self.becomes.setEnabled(writable and contact.employee is not None)
        tip = _("Only employees have a case in this desk") if contact.employee is None else ""
        self.becomes.setToolTip(tip)
        self.remove.setEnabled(writable)

    # --- acting ----------------------------------------------------------------------------------

    def add_contact(self) -> None:
        if self._case:
            AddContact(self._desk, self._case.id, self).exec()

    def show_proposals(self) -> None:
        if self._case:
            Proposals(self._desk, self._case.id, self, self._revealed).exec()

    def record_call(self) -> None:
        self._call_on(self._desk.days.day)

    def _call_on(self, day: date) -> None:
        contact = self.table.current()
        if contact and self.call.isEnabled():
            TickForm(self._desk, contact, day, self).exec()

    def become_case(self) -> None:
        """One click: a suspect where symptoms were told, else a close contact; then that case is shown."""
        contact, made = self.table.current(), list[str]()
        if contact is None or not self.becomes.isEnabled():
            return
        on = self._desk.days.day
        if self._desk.perform(lambda: made.append(open_case_of_contact(self._desk.store, contact.id, on))):
            self._desk.picked.wanted.emit("case", made[0])

    def remove_chosen(self) -> None:
        contact = self.table.current()
        if contact:
            self._desk.perform(lambda: remove_contact(self._desk.store, contact.id))
