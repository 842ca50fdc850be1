"""Recording who may act: mandates given and ended. What somebody signed under one keeps counting."""

from dataclasses import replace
from datetime import date, timedelta

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.mandates import OF_AN_OFFICE, Mandate, Role
from cmt_desk.i18n import _, long_date
from cmt_desk.operations.mandate_words import mandate_title, role_name
from cmt_desk.operations.people import employee_named
from cmt_desk.store import Store


def appoint(store: Store, mandate: Mandate) -> str:
    """Record a mandate; its key. Raises Refused for one that is not complete or that stands already."""
    made = _complete(store, replace(mandate, id=store.new_id()))
    for other in store.mandates.all():
        same = (other.person, other.role, other.branch, other.region)
        if same == (made.person, made.role, made.branch, made.region) and _meet(made, other):
            raise Refused(
                _("{name} is {role} already since {day}; end that mandate first.").format(
                    name=made.name, role=role_name(made.role), day=long_date(other.since)
                )
            )
    with store.operation("appoint", _("Appoint {who}").format(who=mandate_title(store, made))):
        store.mandates.put(made)
    return made.id


def end_mandate(store: Store, mandate: str, until: date, reason: str = "") -> None:
    """Its last day. Raises Refused for a day before the first one or before something was signed under it."""
    found = store.mandates.get(mandate)
    if found is None:
        raise Refused(_("This mandate is not recorded."))
    if until < found.since:
        raise Refused(_("The last day cannot be before the first."))
    signed = [
        s.signed
        for d in store.decisions.all()
        for s in d.signatures
        if s.mandate == mandate and s.signed > until
    ]
    if signed:
        raise Refused(
            _("{name} signed a decision under this mandate on {day}; it cannot end before that day.").format(
                name=found.name, day=long_date(max(signed))
            )
        )
    label = _("End the mandate: {who}").format(who=mandate_title(store, found))
    with store.operation("end_mandate", label, reason=reason.strip() or None):
        store.mandates.put_end(mandate, until)


def _complete(store: Store, made: Mandate) -> Mandate:
    if made.until and made.until < made.since:
        raise Refused(_("The last day cannot be before the first."))
    if made.employee:
        made = replace(made, name=employee_named(store, made.employee).name)
    elif not made.name.strip():
        raise Refused(_("Choose an employee, or write the name of somebody from outside."))
    made = replace(made, name=made.name.strip(), letter=made.letter.strip())
    if made.role not in OF_AN_OFFICE:
        made = replace(made, branch=None)
    if made.role is not Role.REGIONAL_DEPUTY:
        made = replace(made, region=None)
    if made.role is Role.BRANCH_HEAD and not made.branch:
        raise Refused(_("A branch head has an office; choose it."))
    if made.role is Role.REGIONAL_DEPUTY and not made.region:
        raise Refused(_("A regional deputy director has a region; choose it."))
    if made.branch and made.branch not in store.branches.by_code():
        raise Refused(_("There is no office with the code {code}.").format(code=made.branch))
    if made.region and made.region not in {r.code for r in store.branches.regional_offices()}:
        raise Refused(_("There is no regional office with the code {code}.").format(code=made.region))
    if made.deputy_of:
        return _deputy(store, made, made.deputy_of)
    return made


def _deputy(store: Store, made: Mandate, of: str) -> Mandate:
    """Deputies hold the role of the one they stand in for, and are somebody else."""
    chief = store.mandates.get(of)
    if chief is None:
        raise Refused(_("This mandate is not recorded."))
    if chief.person == made.person:
        raise Refused(_("Nobody stands in for themselves."))
    return replace(made, role=chief.role, branch=chief.branch, region=chief.region)


def _meet(one: Mandate, other: Mandate) -> bool:
    far = date.max - timedelta(days=1)
    return one.since <= (other.until or far) and other.since <= (one.until or far)
