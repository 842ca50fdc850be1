"""Who was in the office with a confirmed teammate and is planned there again: the plan must change (H11)."""

from collections.abc import Iterator
from datetime import date, timedelta

from cmt_desk.domain.kept_out import exposed
from cmt_desk.domain.schedule import days_between
from cmt_desk.store import Store

QUARANTINE = timedelta(days=14)  # the longest of any rule


def exposed_and_planned(store: Store, on: date) -> Iterator[tuple[str, date, str]]:
    """(office, day, number) from a day on. Reads the teams of the cases alone, for each look at the queue.

    The roster's reader, which reads offices whole, keeps out the same people.
    """
    since = on - QUARANTINE
    cases = store.cases.chosen(store.proposals.spreading(since, on))
    people = store.people.teammates({case.employee for case in cases}) if cases else {}
    inside: dict[date, set[str]] = {}
    for number, days in store.schedule.office_days(people, since, on + QUARANTINE).items():
        for day in days:
            inside.setdefault(day, set()).add(number)
    contacts = store.contacts.of_cases([case.id for case in cases])
    team = {number: f"{branch}/{name}" for number, (branch, name) in people.items()}
    near = exposed(cases, contacts, team, inside, store.cases.clock_rules(), on)
    for number, first, last, _case in near:
        for day in days_between(max(first, on), last):
            if number in inside.get(day, ()):
                yield people[number][0], day, number
