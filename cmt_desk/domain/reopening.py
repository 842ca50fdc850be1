"""May an office that works from home in full be opened again? Tests that are shown; a person decides.

Source: wfh_full_rules.json (proposed): disinfected 24 hours ago, every contact traced, no new confirmation in
7 days, every critical function staffed, no closure order.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cmt_desk.domain.cases import Case
from cmt_desk.domain.contacts import Contact
from cmt_desk.domain.people import BusinessFunction, Employee

WEEK, QUARANTINE = timedelta(days=7), timedelta(days=14)


class ReopenTest(StrEnum):
    NO_NEW_CASE = "NO_NEW_CASE"
    TRACED = "TRACED"
    STAFFED = "STAFFED"
    DISINFECTED = "DISINFECTED"
    NO_ORDER = "NO_ORDER"


@dataclass(frozen=True)
class Reopening:
    """`met` None: the desk cannot know, somebody has to look. `count`: what is in the way."""

    test: ReopenTest
    met: bool | None
    count: int = 0


def reopening(
    cases: Iterable[Case],
    contacts: Sequence[Contact],
    employees: Iterable[Employee],
    functions: Iterable[BusinessFunction],
    on: date,
) -> list[Reopening]:
    """The tests in their order; a contact has an outcome once it became a case or its 14 days are over."""
    known = list(cases)
    confirmed = {c.employee for c in known if (day := c.confirmed_on(on)) and day > on - WEEK}
    open_contacts = [c for c in contacts if not c.became and c.last_contact + QUARANTINE >= on]
    away = {c.employee for c in known if c.is_open(on)}
    staff = [person for person in employees if person.active(on)]
    there = Counter(person.function for person in staff if person.number not in away)
    here = {person.function for person in staff}  # a function the office never had asks nobody
    bare = sum(f.critical and f.code in here and there[f.code] < f.minimum for f in functions)
    return [
        Reopening(ReopenTest.NO_NEW_CASE, not confirmed, len(confirmed)),
        Reopening(ReopenTest.TRACED, not open_contacts, len(open_contacts)),
        Reopening(ReopenTest.STAFFED, not bare, bare),
        Reopening(ReopenTest.DISINFECTED, None),
        Reopening(ReopenTest.NO_ORDER, None),
    ]
