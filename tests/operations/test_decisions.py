"""Decisions from proposal to withdrawal: what counts, what is refused, and what can never be rewritten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cmt_desk.domain.decisions import Decision, DecisionKind, DecisionState, state, version
from cmt_desk.domain.errors import Refused
from cmt_desk.operations.decisions import Signer, correct, decide, propose, reject, sign_new, withdraw
from cmt_desk.operations.desk import undo
from cmt_desk.operations.schedule import plan_office, problem
from cmt_desk.store import Store
from cmt_desk.store.driver import IntegrityError

FIRST, LAST = date(2020, 12, 14), date(2020, 12, 18)
BOSS, DEPUTY = (
    Signer("Ratna Puspita", "CMT", date(2020, 12, 2)),
    Signer("Adi Putra", "Kakacab", date(2020, 12, 2)),
)
FULL = Decision("", DecisionKind.WFH_FULL, FIRST, LAST, "klaster", "SBU-01", letter="B/1/122020")


def _caps(store: Store) -> list[int]:
    facts = problem(store, "SBU-01", FIRST, LAST)
    return [facts.caps[day].people for day in facts.days]


def _vulnerable(store: Store):
    return next(e for e in store.people.of_branch("SBU-01") if e.vulnerable)


def _may_come(store: Store, number: str) -> list[bool]:
    facts = problem(store, "SBU-01", FIRST, LAST)
    person = next(e for e in facts.employees if e.number == number)
    return [facts.may_come(person, day) for day in facts.days]


def test_wfh_full_counts_once_signed_and_sends_everybody_home(demo: Store):
    """Proposed changes nothing; signed beats the rule, and nobody asks for cover; withdrawn ends its days."""
    before = _caps(demo)
    key = propose(demo, FULL, DEPUTY)
    assert _caps(demo) == before and min(before) > 0
    decide(demo, key, BOSS)
    assert _caps(demo) == [0] * 5
    made = plan_office(demo, "SBU-01", FIRST, LAST)
    assert not made.conflicts and "W" not in made.roster.values()
    withdraw(demo, key, replace(BOSS, day=FIRST + timedelta(days=2)), "sudah disinfeksi")
    assert _caps(demo) == [0, 0, *before[2:]]


def test_a_vulnerable_person_comes_only_with_a_signed_waiver_and_only_on_its_days(demo: Store):
    person = _vulnerable(demo)
    waiver = Decision("", DecisionKind.WAIVER, FIRST, FIRST + timedelta(days=1), "kunci brankas",
                      rule="H3", employee=person.number)  # fmt: skip
    key = propose(demo, waiver, DEPUTY)
    assert _may_come(demo, person.number) == [False] * 5
    decide(demo, key, BOSS)
    assert _may_come(demo, person.number) == [True, True, False, False, False]
    undo(demo)
    assert _may_come(demo, person.number) == [False] * 5


def test_a_correction_is_a_new_version_that_names_the_old_one(demo: Store):
    (old,) = sign_new(demo, [FULL], BOSS, DEPUTY)
    new = correct(demo, old, replace(FULL, valid_to=FIRST), DEPUTY)
    assert _caps(demo) == [0] * 5
    decide(demo, new, BOSS)
    assert _caps(demo)[0] == 0 and min(_caps(demo)[1:]) > 0
    known = [d for d in demo.decisions.all() if d.kind is DecisionKind.WFH_FULL]
    states = {d.id: (version(d, known), state(d, known, FIRST)) for d in known}
    assert states == {old: (1, DecisionState.CORRECTED), new: (2, DecisionState.IN_FORCE)}
    with pytest.raises(Refused, match="versi"):
        correct(demo, old, FULL, BOSS)
    with pytest.raises(Refused):
        withdraw(demo, old, BOSS, "x")


def test_what_is_signed_is_never_rewritten(demo: Store):
    (key,) = sign_new(demo, [FULL], BOSS, DEPUTY)
    for sql in (
        "UPDATE decision SET reason = 'x'",
        "UPDATE decision_signature SET name = 'x'",
        f"INSERT INTO decision_signature (decision, step, name, role, signed, note) "
        f"VALUES ('{key}', 'REJECTED', 'x', 'x', '2020-12-02', 'x')",
        "DELETE FROM decision",
    ):
        with pytest.raises(IntegrityError), demo.operation("cheat", "cheat"):
            demo.db.execute(sql)
    for again in (lambda: decide(demo, key, BOSS), lambda: reject(demo, key, BOSS, "x")):
        with pytest.raises(Refused, match="Ratna Puspita"):
            again()


def test_a_rejected_proposal_stays_in_the_register_and_never_counts(demo: Store):
    before = _caps(demo)
    key = propose(demo, FULL, DEPUTY)
    reject(demo, key, BOSS, "cukup satu lantai")
    found = demo.decisions.get(key)
    assert found and state(found, [found], FIRST) is DecisionState.REJECTED and _caps(demo) == before
    with pytest.raises(Refused):
        withdraw(demo, key, BOSS, "x")


@pytest.mark.parametrize(
    "wrong",
    [
        replace(FULL, reason=" "),
        replace(FULL, branch="XXX"),
        replace(FULL, branch=None),
        replace(FULL, valid_to=FIRST - timedelta(days=1)),
        replace(FULL, valid_to=None),
        replace(FULL, employee="0"),
        replace(FULL, function="XXX"),
        replace(FULL, kind=DecisionKind.CAP),
        replace(FULL, kind=DecisionKind.CAP, people=500),
        replace(FULL, kind=DecisionKind.WAIVER, rule="H1"),
        replace(FULL, kind=DecisionKind.WAIVER, rule="H3"),
        replace(FULL, kind=DecisionKind.WAIVER, rule="H4", valid_to=date(2021, 12, 1)),
    ],
)
def test_an_incomplete_decision_is_one_sentence_and_nothing_is_written(demo: Store, wrong: Decision):
    for signer, decision in ((BOSS, wrong), (replace(BOSS, name=" "), FULL)):
        with pytest.raises(Refused) as refused:
            propose(demo, decision, signer)
        assert str(refused.value).strip().endswith(".")
    assert {d.kind for d in demo.decisions.all()} == {DecisionKind.PLAN}


def test_a_cap_that_rounds_to_nobody_asks_for_a_number(store: Store):
    """Three people in a red zone: nothing is planned before somebody decides how many may come."""
    with store.operation("x", "x"):
        store.branches.put_bulletins(
            [{"day": "2020-12-13", "source": "x", "sha256": None, "illustrative": 0}]
        )
        store.branches.put_readings(
            [{"bulletin": "2020-12-13", "area": "KOTAMEDAN", "zone": "MERAH", "published": "RESIKO TINGGI"}]
        )
        store.people.put_employees(
            {"number": str(n), "name": f"N{n}", "branch": "SBU-01", "function": "UMUM"} for n in range(3)
        )
    with pytest.raises(Refused):
        plan_office(store, "SBU-01", FIRST, LAST)
    sign_new(store, [replace(FULL, kind=DecisionKind.CAP, people=1)], BOSS)
    made = plan_office(store, "SBU-01", FIRST, LAST)
    assert list(made.roster.values()).count("W") == 5
