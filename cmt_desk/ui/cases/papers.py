"""The papers of a case: its form, an empty form, the letter of completed isolation."""

from dataclasses import replace

from PySide6.QtWidgets import QInputDialog, QWidget

from cmt_desk.domain.cases import Status
from cmt_desk.domain.clocks import release, rule_on
from cmt_desk.i18n import _
from cmt_desk.operations.people import name_for_form
from cmt_desk.reports.case_form import CaseFacts, as_paper, letter
from cmt_desk.reports.paper import Paper
from cmt_desk.ui.desk import Desk
from cmt_desk.wording import release_text


def case_facts(desk: Desk, case: str, revealed: bool) -> CaseFacts | None:
    """What the papers say of a case on the day shown."""
    store, on = desk.store, desk.days.day
    found = store.cases.get(case)
    person = store.people.get(found.employee) if found else None
    if found is None or person is None:
        return None
    office = store.branches.by_code().get(found.branch)
    clock = release(found, store.cases.clock_rules(), on)
    return CaseFacts(
        case=found,
        person=person,
        office=office.name if office else found.branch,
        contacts=[c for c in store.contacts.of_case(case) if c.recorded <= on],
        clock=release_text(clock) if clock else "–",
        revealed=revealed,
    )


def form_of(desk: Desk, case: str, revealed: bool) -> Paper:
    """The form of a case; an empty one where none is chosen."""
    facts = case_facts(desk, case, revealed) if case else None
    return as_paper(facts, desk.store.settings.institution, desk.days.day)


def protected_form(desk: Desk, case: str, revealed: bool, parent: QWidget) -> Paper | None:
    """The form; of a protected person without the name, or with it for a reason naming this case."""
    facts = case_facts(desk, case, revealed)
    if facts is None or not facts.person.protected:
        return form_of(desk, case, revealed)
    asked = _("{number} is protected. Reason to print the name on this form (empty: without the name):")
    reason, agreed = QInputDialog.getText(
        parent, _("Case form"), asked.format(number=facts.person.number)
    )  # fmt: skip
    if not agreed:
        return None
    if reason.strip():
        names: list[str] = []
        if not desk.perform(lambda: names.append(name_for_form(desk.store, case, reason))):
            return None
        facts = replace(facts, person=replace(facts.person, name=names[0]), revealed=True)
    return as_paper(facts, desk.store.settings.institution, desk.days.day)


def letter_of(desk: Desk, case: str) -> Paper | None:
    """The letter, for a case whose isolation was complete by the day shown. It bears the name: names
    have to be revealed before."""
    facts = case_facts(desk, case, revealed=True)
    if facts is None or facts.case.status(desk.days.day) is not Status.RECOVERED:
        return None
    closed = max(s.since for s in facts.case.statuses if s.what is Status.RECOVERED)
    ill = facts.case
    rule = rule_on(desk.store.cases.clock_rules(), ill.onset or ill.specimen or ill.opened_on())
    return letter(facts, desk.store.settings.institution, closed, rule.number if rule else "–")


def show_paper(desk: Desk, paper: Paper, parent: QWidget) -> None:
    from cmt_desk.ui.printing.dialog import PaperDialog  # the tab is there before the print room

    PaperDialog(desk, paper, parent).exec()
