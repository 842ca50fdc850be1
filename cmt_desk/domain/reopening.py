"""May an office that works from home in full be opened again? Tests that are shown; a person decides.

Source: wfh_full_rules.json (proposed): disinfected 24 hours ago, every contact traced, no new confirmation in
7 days, every critical function staffed, no closure order.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from cmt_desk.domain.cases import Case
from cmt_desk.domain.contacts import Contact
from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.records import record

WEEK, QUARANTINE = timedelta(days=7), timedelta(days=14)
AIRED = timedelta(hours=24)  # from the disinfection on


class ReopenTest(StrEnum):
    NO_NEW_CASE = "NO_NEW_CASE"
    TRACED = "TRACED"
    STAFFED = "STAFFED"
    DISINFECTED = "DISINFECTED"
    NO_ORDER = "NO_ORDER"


@record
class Order:
    """What decisions say of a closure order: its last day, None where none of them rests on one."""

    until: date | None


@record
class Reopening:
    """`met` None: the desk cannot know, somebody has to look. `count`: what is in the way.

    `when`: the disinfection, or the last day of the closure order.
    """

    test: ReopenTest
    met: bool | None
    count: int = 0
    when: datetime | None = None


def reopening(
    cases: Iterable[Case],
    contacts: Sequence[Contact],
    employees: Iterable[Employee],
    functions: Iterable[BusinessFunction],
    at: datetime,
    disinfected: datetime | None = None,
    order: Order | None = None,
) -> list[Reopening]:
    """The tests in their order; a contact has an outcome once it became a case or its 14 days are over.

    `at` is the office's time. A disinfection counts unless somebody was confirmed on a later day.
    """
    known, on = list(cases), at.date()
    newest = max((day for c in known if (day := c.confirmed_on(on))), default=date.min)
    if disinfected and (disinfected.date() < newest or disinfected > at):
        disinfected = None
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
        Reopening(
            ReopenTest.DISINFECTED,
            disinfected + AIRED <= at if disinfected else None,
            when=disinfected,
        ),
        Reopening(ReopenTest.NO_ORDER, not order.until if order else None, when=_end(order)),
    ]


def _end(order: Order | None) -> datetime | None:
    return datetime.combine(order.until, time()) if order and order.until else None


def closure_order(decisions: Iterable[Decision], orders: Set[str], on: date) -> Order | None:
    """What the signed WFH-Full decisions of an office say of a closure order on a day.

    `orders`: the codes of the tests that are one. None where no decision in force tells its tests.
    """
    telling = [d for d in decisions if d.kind is DecisionKind.WFH_FULL and d.covers(on) and d.tests]
    ends = [d.valid_to for d in telling if d.valid_to and orders & set(d.tests.split(", "))]
    return Order(max(ends, default=None)) if telling else None
