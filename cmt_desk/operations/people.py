"""Employees as operations need them: found by number, protected by name, at risk or not."""

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.people import Employee
from cmt_desk.i18n import _
from cmt_desk.store import Store


def employee_named(store: Store, number: str) -> Employee:
    """Raises Refused for a number nobody has."""
    person = store.people.get(number)
    if person is None:
        raise Refused(_("There is no employee with the number {number}.").format(number=number))
    return person


def set_vulnerable(store: Store, number: str, vulnerable: bool) -> None:
    """Who is at risk works from home, unless a signed waiver says otherwise (H3)."""
    person = employee_named(store, number)
    if person.vulnerable == vulnerable:
        return
    told = _("{number} is vulnerable") if vulnerable else _("{number} is no longer vulnerable")
    with store.operation("set_vulnerable", told.format(number=number)):
        store.people.put_vulnerable(number, vulnerable)


def protect(store: Store, number: str, reason: str) -> None:
    """From now on no screen, paper, export or command shows the name. Raises Refused without a reason."""
    person = employee_named(store, number)
    if not reason.strip():
        raise Refused(_("Protecting a person needs a reason."))
    if person.protected:
        raise Refused(_("{number} is protected already.").format(number=number))
    with store.operation("protect", _("Protect {number}").format(number=number), reason=reason.strip()):
        store.people.put_protected(number, True)


def unprotect(store: Store, number: str, reason: str) -> None:
    """Treat the name like any other again. Raises Refused for a stranger or without a reason."""
    person = employee_named(store, number)
    if not reason.strip():
        raise Refused(_("Lifting a protection needs a reason."))
    if not person.protected:
        raise Refused(_("{number} is not protected.").format(number=number))
    label = _("Lift the protection of {number}").format(number=number)
    with store.operation("unprotect", label, reason=reason.strip()):
        store.people.put_protected(number, False)


def name_for_form(store: Store, case: str, reason: str) -> str:
    """The name of a protected person, for the form of one case; case and reason stay in the journal.

    Raises Refused without a reason.
    """
    found = store.cases.get(case)
    if found is None:
        raise Refused(_("This case no longer exists."))
    if not reason.strip():
        raise Refused(_("Revealing names needs a reason."))
    label = _("Case {number}: name of a protected person on the form").format(number=found.employee)
    with store.operation("reveal_protected", label, reason=reason.strip()):
        store.cases.add_disclosure({"id": store.new_id(), "scope": case, "reason": reason.strip()})
    return store.people.protected_name(found.employee)
