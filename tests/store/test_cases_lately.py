"""What is read of many cases for the proposals is what the plain rules say of each."""

from datetime import date, timedelta
from random import Random

import pytest

from cmt_desk.domain.cases import Case, Status
from cmt_desk.domain.clocks import release
from cmt_desk.domain.what_if import Illness
from cmt_desk.operations.desk import found
from cmt_desk.store import Store

FIRST, SPAN = date(2021, 4, 20), 45  # the clock rule changes on 12 May 2021
OFFICES = ("SBU-01", "DKI-01")
DATES = ("last_contact", "onset", "specimen", "negative_pcr")


@pytest.fixture(scope="module")
def many():
    """400 cases of every kind, dates missing and out of order as in real lists."""
    dice = Random(6)

    def some_day() -> str:
        return (FIRST + timedelta(days=dice.randrange(SPAN))).isoformat()

    with Store.in_memory() as store:
        found(store)
        with store.operation("fill", "fill"):
            people = [(str(100_000 + n), OFFICES[n % 2]) for n in range(60)]
            store.people.put_employees(
                {"number": n, "name": n, "branch": office, "function": "UMUM"} for n, office in people
            )
            for _n in range(400):
                id, (employee, office) = store.new_id(), dice.choice(people)
                row = {name: some_day() if dice.random() < 0.4 else None for name in DATES}
                row["last_symptom"] = row["onset"] if dice.random() < 0.4 else None
                office = office if dice.random() < 0.9 else OFFICES[0]  # a case stays where it was opened
                store.cases.put_cases([{"id": id, "employee": employee, "branch": office, **row}])
                days = sorted(some_day() for _k in range(dice.randint(1, 3)))
                store.cases.put_statuses(
                    {"id": store.new_id(), "case_file": id, "status": dice.choice(list(Status)).value,
                     "since": day, "n": k}
                    for k, day in enumerate(days, 1)
                )  # fmt: skip
                if dice.random() < 0.1:
                    override = {"case_file": id, "decided": some_day(), "day": some_day(), "reason": "uji"}
                    store.cases.put_override(override)
        yield store


@pytest.mark.parametrize("n", range(14, SPAN + 20, 6))
def test_the_cases_whose_isolation_ends_are_those_of_the_clock(many: Store, n: int):
    on, rules = FIRST + timedelta(days=n), many.cases.clock_rules()
    first, last = on - timedelta(days=6), on + timedelta(days=1)
    plain = {
        (case.id, clock.free_on)
        for case in many.cases.all()
        if (clock := release(case, rules, on)) and clock.free_on and first <= clock.free_on <= last
    }
    read = {(case.id, day) for case, day in many.cases_lately.ending(first, last, rules, on)}
    assert read == plain
    assert plain or n > SPAN


@pytest.mark.parametrize("n", (10, 25, SPAN))
def test_who_was_confirmed_and_who_is_away_by_present_office(many: Store, n: int):
    on = FIRST + timedelta(days=n)
    since, ill, away = on - timedelta(days=13), dict[str, list[Illness]](), dict[str, set[str]]()
    offices = {e.number: e.branch for e in many.people.all()}
    for case in many.cases.all():
        if (day := case.confirmed_on(on)) and day >= since:
            illness = Illness(case.employee, day, _first_sign(case, day))
            ill.setdefault(offices[case.employee], []).append(illness)
        if case.is_open(on):
            away.setdefault(offices[case.employee], set()).add(case.employee)
    read: dict[str, list[Illness]] = {}
    for branch, illness in many.cases_lately.ill(since, on).values():
        read.setdefault(branch, []).append(illness)
    assert {code: sorted(found, key=repr) for code, found in read.items()} == {
        code: sorted(found, key=repr) for code, found in ill.items()
    }
    gone: dict[str, set[str]] = {}
    for branch, employee in many.cases_lately.away(on).values():
        gone.setdefault(branch, set()).add(employee)
    assert gone == away
    assert set(ill) == set(away) == set(OFFICES)


def _first_sign(case: Case, confirmed: date) -> date:
    return min((d for d in (case.onset, case.specimen) if d), default=confirmed)


def test_of_some_cases_the_same_is_read_as_of_all(many: Store):
    on, lately = FIRST + timedelta(days=20), many.cases_lately
    since, rules = on - timedelta(days=13), many.cases.clock_rules()
    only = {case.id for n, case in enumerate(many.cases.all()) if n % 3 == 0}
    assert lately.away(on, only) == {c: told for c, told in lately.away(on).items() if c in only} != {}
    assert lately.ill(since, on, only) == {c: t for c, t in lately.ill(since, on).items() if c in only} != {}
    ending = [pair for pair in lately.ending(since, on, rules, on) if pair[0].id in only]
    assert sorted(lately.ending(since, on, rules, on, only), key=repr) == sorted(ending, key=repr) != []
    began = [case for case in many.proposals.cases(since, on) if case.id in only]
    assert many.proposals.cases(since, on, only) == began != []
