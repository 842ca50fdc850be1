"""When steps are due and come back; how runs stand. Rules with hypothesis."""

from datetime import datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmt_desk.domain.occurrences import event_of, first_due, occurrences
from cmt_desk.domain.protocols import Mark, Protocol, Run, Step
from cmt_desk.domain.template_rules import circular, faults, renumbered

MONDAY = datetime(2020, 11, 30, 9, 0)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2022, 12, 31)).map(
    lambda m: m.replace(second=0, microsecond=0)
)
ANCHORS = st.sampled_from(
    ["trigger", "daily", "daily 15:00", "day-1 20:00", "weekly", "monthly", "yearly", "opening"]
)
RHYTHMS = st.sampled_from(["4h", "daily", "weekly", "monthly", "yearly"])


def step(anchor="trigger", hours=None, repeats=None, n=1, after=()):
    return Step(n, f"langkah {n}", f"step {n}", "R", hours, anchor, repeats, False, after)


def protocol(*steps, event="x"):
    return Protocol("P", 1, "C", "j", "t", "", "", event, "R", (), True, steps)


def run(*steps, event="x", **more):
    return Run("r", protocol(*steps, event=event), None, None, MONDAY, "me", **more)


def mark(n, k=1, at=MONDAY):
    return Mark(n, "DONE", at, "me", k=k)


@settings(max_examples=40)
@given(MOMENTS, ANCHORS, RHYTHMS)
def test_a_step_comes_back_in_order_and_never_before_the_start(start, anchor, repeats):
    found = list(islice(occurrences(step(anchor, 2, repeats), start, {"opening": start}, None), 20))
    assert found[0] is not None and found[0] >= start
    assert all(a < b for a, b in pairwise(found))


@settings(max_examples=40)
@given(MOMENTS, ANCHORS, RHYTHMS, st.integers(0, 40))
def test_nothing_but_the_first_comes_after_the_end(start, anchor, repeats, days):
    until = start + timedelta(days=days)
    found = list(islice(occurrences(step(anchor, 2, repeats), start, {"opening": start}, until), 500))
    assert found and all(due <= until for due in found[1:])


@settings(max_examples=40)
@given(MOMENTS)
def test_a_period_ends_when_its_office_closes(start):
    weekly, monthly, yearly = (first_due(step(p), start, {}) for p in ("weekly", "monthly", "yearly"))
    assert weekly.weekday() == 4 and weekly - start <= timedelta(days=7, hours=8)
    assert (monthly + timedelta(days=1)).day == 1
    assert (yearly.month, yearly.day) == (12, 31)
    assert {due.time() for due in (weekly, monthly, yearly)} == {time(17)}


@pytest.mark.parametrize(
    ("anchor", "event"),
    [("trigger", None), ("daily 15:00", None), ("monthly", None), ("symptom", "symptom"),
     ("24h before end", "end"), ("retention", "retention"), ("after event", "after event")],
)  # fmt: skip
def test_only_an_event_must_be_told(anchor, event):
    assert event_of(step(anchor, 4)) == event
    assert (first_due(step(anchor, 4), MONDAY, {}) is None) == (event is not None)


def test_a_deadline_counts_from_its_event_before_or_after():
    end = {"end": datetime(2020, 12, 10, 17), "isolation_end": datetime(2020, 12, 11, 17)}
    assert first_due(step("24h before end"), MONDAY, end) == datetime(2020, 12, 9, 17)
    assert first_due(step("isolation_end", -24), MONDAY, end) == datetime(2020, 12, 10, 17)


def test_an_office_is_cleaned_every_four_hours_while_it_is_open():
    opening = {"opening": datetime(2020, 12, 4, 7, 30)}  # a Friday
    dues = list(islice(occurrences(step("opening", 4, "4h"), MONDAY, opening, None), 4))
    assert dues == [datetime(2020, 12, d, h, 30) for d, h in ((4, 11), (4, 15), (7, 11), (7, 15))]


def test_a_monthly_step_keeps_to_the_last_day_of_short_months():
    dues = list(islice(occurrences(step("monthly", None, "monthly"), datetime(2021, 1, 5), {}, None), 3))
    assert [(due.month, due.day) for due in dues] == [(1, 31), (2, 28), (3, 31)]


def test_a_protocol_started_anew_each_day_holds_a_daily_step_once_and_a_monthly_one_at_the_months_end():
    daily, monthly = step("daily 15:00", None, "daily"), step("monthly", None, "monthly", n=2)
    today = run(daily, monthly, event="daily")  # 30 November
    assert len(list(today.turns(daily))) == len(list(today.turns(monthly))) == 1
    tomorrow = Run("r", today.protocol, None, None, MONDAY + timedelta(days=1), "me")
    assert len(list(tomorrow.turns(daily))) == 1 and not list(tomorrow.turns(monthly))


@settings(max_examples=40)
@given(st.sets(st.integers(1, 12)), st.integers(0, 15))
def test_of_a_repeated_step_the_first_unanswered_turn_is_open_and_all_missed_ones_are_shown(done, days):
    daily, now = step("daily 15:00", None, "daily"), MONDAY + timedelta(days=days)
    shown = run(daily, ticks={(1, k): mark(1, k) for k in done})
    first = next(k for k in range(1, 14) if k not in done)
    assert shown.open_turn(daily).k == first
    turns = shown.turns_by(daily, now)
    assert {t.k for t in turns if t.mark} == done
    late = [t.k for t in turns if t.late(now)]
    assert late == [k for k in range(1, days + 1) if k not in done]
    assert [t.k for t in turns] == list(range(1, len(turns) + 1))
    assert bool(shown.overdue(now)) == bool(late) and not shown.finished


def test_a_case_that_ends_or_a_run_that_is_ended_leaves_nothing_to_come_back():
    daily = step("daily 15:00", None, "daily")
    until = run(daily, until=datetime(2020, 12, 2, 17), ticks={(1, k): mark(1, k) for k in (1, 2, 3)})
    assert until.finished and until.finished_at == MONDAY
    ended = run(daily, ended_at=datetime(2020, 12, 1, 9))
    assert ended.finished and ended.open_steps == [] and ended.next_due() is None


def test_a_step_waits_for_the_same_turn_of_a_step_with_its_rhythm():
    first, second = step("daily 15:00", None, "daily"), step("daily 16:00", None, "daily", n=2, after=(1,))
    shown = run(first, second, ticks={(1, 1): mark(1)})
    assert shown.waits_for(second, 1) == [] and shown.waits_for(second, 2) == [first]
    assert [s.n for s in run(first, second, ticks={(1, 1): mark(1), (2, 1): mark(2)}).followers(1)] == [2]


@settings(max_examples=40)
@given(st.permutations(range(1, 7)), st.sets(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=8))
def test_reordering_keeps_who_waits_for_whom(order, pairs):
    after = {n: tuple(sorted(b for a, b in pairs if a == n and b != n)) for n in range(1, 7)}
    steps = [step(hours=1, n=n, after=after[n]) for n in range(1, 7)]
    moved = renumbered([steps[n - 1] for n in order])
    assert [s.n for s in moved] == [1, 2, 3, 4, 5, 6]
    names = {s.n: s.text_id for s in moved}
    for s in moved:
        old = next(o for o in steps if o.text_id == s.text_id)
        assert {names[n] for n in s.after} == {f"langkah {n}" for n in old.after}
    assert bool(circular(moved)) == bool(circular(steps))


def test_a_circle_is_found_and_a_chain_is_not():
    chain = [step(hours=1, n=n, after=(n - 1,) if n > 1 else ()) for n in (1, 2, 3)]
    assert circular(chain) == []
    circle = [step(hours=1, n=1, after=(3,)), *chain[1:]]
    assert set(circular(circle)) == {1, 2, 3}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"text_en": " "}, "NO_TEXT"), ({"role": "?"}, "UNKNOWN_ROLE"), ({"due_hours": None}, "NO_HOURS"),
     ({"anchor": "daily 25:00"}, "UNKNOWN_ANCHOR"), ({"repeats": "often"}, "UNKNOWN_RHYTHM"),
     ({"after": (9,)}, "UNKNOWN_STEP"), ({"n": 2}, "WRONG_NUMBERS")],
)  # fmt: skip
def test_what_is_wrong_with_a_step_is_named(wrong, code):
    good = {"n": 1, "text_id": "a", "text_en": "b", "role": "R", "due_hours": 1.0, "anchor": "trigger",
            "repeats": None, "evidence": False}  # fmt: skip
    assert faults(protocol(Step(**good)), {"R"}, {"C"}) == []
    assert [f.code for f in faults(protocol(Step(**{**good, **wrong})), {"R"}, {"C"})] == [code]
