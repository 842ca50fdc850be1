"""Contradictions among the cases of a desk, a few cases at a time: between two parts a window can answer."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from cmt_desk.domain.findings import Finding, findings
from cmt_desk.store import Store

PART = 50  # cases


def contradictions_in_parts(store: Store, on: date) -> Iterator[list[Finding]]:
    """Every contradiction of the cases known on a day, in no order; only cases that may have one are read."""
    doubtful: set[tuple[str, str]] = set()
    for found in store.cases.doubts.by_rule(on):
        doubtful |= found
        yield []
    rules = store.cases.clock_rules()
    for part in _parts(sorted(doubtful)):
        cases = store.cases.chosen(part)
        numbers = {case.employee for case in cases}
        people = {number: person for number in numbers if (person := store.people.get(number))}
        yield findings(cases, store.contacts.of_cases(part), rules, on, people)


def _parts(doubtful: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """About so many cases at a time; those of one person stay together."""
    part: list[str] = []
    for _employee, mine in groupby(doubtful, key=lambda pair: pair[0]):
        part += [case for _number, case in mine]
        if len(part) >= PART:
            yield part
            part = []
    yield part
