"""Signatures: who signs, in which role, on which day; and the person at the desk, who signs by a click."""

from datetime import date, time

from cmt_desk.domain.decisions import Signature, Step
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.mandates import Mandate
from cmt_desk.i18n import _
from cmt_desk.records import record
from cmt_desk.store import Store

NO_ROLE = "-"  # of who signs without a mandate and told none


@record
class Signer:
    """Who signs, in which role, on which day. `mandate`: under which; without it the name is looked up."""

    name: str
    role: str
    day: date
    mandate: str = ""
    at: time | None = None  # in WIB


def signature(step: Step, by: Signer, note: str = "", mandate: Mandate | None = None) -> Signature:
    """Raises Refused without a name and a role."""
    role = mandate.role.value if mandate else by.role.strip()
    if not by.name.strip() or not role:
        raise Refused(_("A signature needs a name and a role."))
    return Signature(
        step, by.name.strip(), role, by.day, note, mandate.id if mandate else by.mandate or None, by.at
    )


def person_of(store: Store, name: str, on: date, mandate: str = "") -> str:
    """The person behind a mandate, else behind a name or an employee number, as mandates name persons."""
    everybody = store.mandates.all()
    if mandate and (own := next((m for m in everybody if m.id == mandate), None)):
        return own.person
    word = name.strip().casefold()
    fitting = [m for m in everybody if word and word in (m.name.casefold(), m.person.casefold())]
    return next((m.person for m in [*(m for m in fitting if m.in_force(on)), *fitting]), word)


def sit(store: Store, mandate: Mandate) -> None:
    """From now on this person acts at this desk: the journal names them, and their click signs."""
    store.actor, store.role, store.mandate = shown_name(mandate), mandate.role.value, mandate.id


def sit_as(store: Store, name: str, on: date) -> None:
    """The same by a name or an employee number. Raises Refused for two of one name.

    Somebody without a mandate may sit here and do what needs none.
    """
    word = name.strip().casefold()
    if not word:
        raise Refused(_("Say who is at the desk: a name or an employee number."))
    fitting = [m for m in store.mandates.on(on) if word in (m.name.casefold(), m.person.casefold())]
    if len({m.person for m in fitting}) > 1:
        raise Refused(
            _("Several people with a mandate are called {name}; give the employee number.").format(name=name)
        )
    if fitting:
        sit(store, next((m for m in fitting if m.body), fitting[0]))
    else:
        store.actor, store.role, store.mandate = name.strip(), "", ""


def at_desk(store: Store, day: date, at: time | None = None) -> Signer:
    """The person at the desk as one who signs."""
    return Signer(store.actor, store.role or NO_ROLE, day, store.mandate, at)


def shown_name(mandate: Mandate) -> str:
    """The name, or the number of a protected person."""
    from cmt_desk.domain.people import HIDDEN

    return (mandate.employee or "") if mandate.name == HIDDEN else mandate.name
