"""Cases whose dates contradict each other, each rule on its own, the hard ones first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from cmt_desk.domain.cases import Case, Status
from cmt_desk.domain.clocks import ClockRule, release
from cmt_desk.domain.contacts import Contact
from cmt_desk.domain.people import Employee
from cmt_desk.records import record

LIMIT = timedelta(days=14)  # an unknown release date this long after the isolation days is a finding


@record
class Finding:
    """What is wrong with a case, and the days it follows from."""

    rule: str
    case: str
    days: tuple[date, ...]


Rule = Callable[[Case, Iterable[Contact], Iterable[ClockRule], date], Iterator[Finding]]


def died_before_onset(
    case: Case, _contacts: Iterable[Contact], _rules: Iterable[ClockRule], on: date
) -> Iterator[Finding]:
    yield from _closed_before_onset(case, Status.DIED, "DIED_BEFORE_ONSET", on)


def recovered_before_onset(
    case: Case, _contacts: Iterable[Contact], _rules: Iterable[ClockRule], on: date
) -> Iterator[Finding]:
    yield from _closed_before_onset(case, Status.RECOVERED, "RECOVERED_BEFORE_ONSET", on)


def _closed_before_onset(case: Case, status: Status, rule: str, on: date) -> Iterator[Finding]:
    for spell in case.statuses:
        if spell.what is status and spell.since <= on and case.onset and spell.since < case.onset:
            yield Finding(rule, case.id, (spell.since, case.onset))


def isolation_without_end(
    case: Case, _contacts: Iterable[Contact], rules: Iterable[ClockRule], on: date
) -> Iterator[Finding]:
    """Still open two weeks after the release date, or after the isolation days where that is not known."""
    clock = release(case, rules, on)
    if clock is None:
        return
    end = clock.free_on or clock.anchor + timedelta(days=clock.rule.isolation_days)
    if on > end + LIMIT:
        yield Finding("NO_END", case.id, (end,))


def contact_after_isolation(
    case: Case, contacts: Iterable[Contact], _rules: Iterable[ClockRule], on: date
) -> Iterator[Finding]:
    """Somebody outside the household was near the case after it had been isolated."""
    isolated = case.isolated_on()
    for contact in contacts:
        late = isolated is not None and isolated < contact.last_contact <= on
        if isolated and late and not contact.household:
            yield Finding("CONTACT_AFTER", case.id, (contact.last_contact, isolated))


KINDS = (  # in the order in which they are found
    "TWO_OPEN", "UNKNOWN", "DIED_BEFORE_ONSET", "RECOVERED_BEFORE_ONSET", "NO_END", "CONTACT_AFTER",
)  # fmt: skip
RULES: tuple[Rule, ...] = (
    died_before_onset,
    recovered_before_onset,
    isolation_without_end,
    contact_after_isolation,
)


def two_active_cases(cases: Iterable[Case], on: date) -> Iterator[Finding]:
    """One person has two open cases on a day."""
    opened: dict[str, Case] = {}
    for case in cases:
        if not case.is_open(on):
            continue
        if first := opened.get(case.employee):
            yield Finding("TWO_OPEN", case.id, (first.opened_on(), case.opened_on()))
        opened.setdefault(case.employee, case)


def employee_unknown(cases: Iterable[Case], people: Mapping[str, Employee]) -> Iterator[Finding]:
    """The person was not in the list of employees, or not employed, when the case was opened."""
    for case in cases:
        person = people.get(case.employee)
        if person is None or not person.active(case.opened_on()):
            yield Finding("UNKNOWN", case.id, (case.opened_on(),))


def findings(
    cases: Iterable[Case],
    contacts: Iterable[Contact],
    rules: Iterable[ClockRule],
    on: date,
    people: Mapping[str, Employee] | None = None,
) -> list[Finding]:
    """Everything that contradicts itself in the cases known on a day; `people` by number, where known."""
    cases, rules = [case for case in cases if case.opened_on() <= on], list(rules)
    near: dict[str, list[Contact]] = {}
    for contact in contacts:
        near.setdefault(contact.case_file, []).append(contact)
    found = list(two_active_cases(cases, on))
    if people is not None:
        found += employee_unknown(cases, people)
    for rule in RULES:
        for case in cases:
            found += rule(case, near.get(case.id, []), rules, on)
    return found


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """The hard ones first, then the cases in the order in which they were recorded."""
    return sorted(found, key=lambda f: (KINDS.index(f.rule), f.case, f.days))
