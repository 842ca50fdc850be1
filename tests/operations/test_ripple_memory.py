"""What the queue remembers is what it would read: after any operation, undo and redo."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.cases import Status
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.proposals import Kind
from cmt_desk.domain.schedule import Cell
from cmt_desk.domain.triggers import proposals
from cmt_desk.operations import ripple_facts, ripple_places
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.arrangements import pin
from cmt_desk.operations.attendance import record_attendance
from cmt_desk.operations.cases import date_case, note_case, open_case, step_case
from cmt_desk.operations.crisis_log import add_entry
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import redo, undo
from cmt_desk.operations.functions import disrupt
from cmt_desk.operations.protocols import start_run
from cmt_desk.operations.ripple import accept, decline, open_proposals
from cmt_desk.operations.ripple_facts import facts
from cmt_desk.operations.ripple_memory import RESTS_ON, Look, Memory, Part, PartOfCases, memory_of
from cmt_desk.operations.zones import correct_reading
from cmt_desk.store import Store

AT = datetime(2020, 12, 2, 16)
WEEK = date(2020, 11, 29)
DERIVED = {  # reckoned from these at the end of each operation
    **dict.fromkeys(("case_state", "branch_day", "branch_total"), "status_spell"),
    **dict.fromkeys(("run_due", "run_finish"), "run_mark"),
}
NEVER_WRITTEN = {"case_status", "business_function", "regional_office", "sqlite_master", "json_each"}
EMPTY_OUTSIDE = {"case_touched", "run_touched"}  # asked whether an operation left something to reckon
Act = Callable[[Store, int], object]


def some(found, n: int):
    """One of them, whatever the number."""
    return found[n % len(found)]


def _well(store: Store, n: int) -> str:
    ill = {row.employee for row in store.cases.open_rows(DAY)}
    return some([e.number for e in store.people.of_branch(some(BRANCHES, n)) if e.number not in ill], n)


def _take(store: Store, n: int) -> object:
    lines = [line for p in open_proposals(store, DAY) for line in p.lines if line.kind is not Kind.ROSTER]
    return accept(store, [some(lines, n * 7).id], DAY, AT)


def _step(store: Store, n: int) -> object:
    row = some(store.cases.open_rows(DAY), n)
    status = Status.DISCARDED if row.status is Status.SUSPECT else Status.RECOVERED
    return step_case(store, row.id, status, DAY, reason="uji")


BRANCHES = ("SBU-01", "JTD-01", "DKI-01", "BNP-04")
ACTS: tuple[Act, ...] = (
    lambda s, n: open_case(s, _well(s, n), Status.SUSPECT, DAY, onset=DAY),
    lambda s, n: open_case(s, _well(s, n), Status.CONFIRMED_NO_SYMPTOMS, DAY, specimen=DAY),
    _step,
    lambda s, n: date_case(s, some(s.cases.open_rows(DAY), n).id, DAY, onset=DAY - timedelta(days=n % 15)),
    lambda s, n: note_case(s, some(s.cases.open_rows(DAY), n).id, f"catatan {n}"),
    lambda s, n: correct_reading(s, WEEK, some(("KOTAMEDAN", "KOTASEMARANG"), n), some(list(Zone), n), "uji"),
    lambda s, n: record_absence(s, _well(s, n), "LEAVE", DAY, DAY + timedelta(days=n % 4)),
    lambda s, n: record_attendance(s, some(BRANCHES, n), DAY, [_well(s, n)], on=DAY),
    lambda s, n: pin(s, some(BRANCHES, n), {(_well(s, n), DAY + timedelta(days=5)): Cell.HOME}, "uji"),
    lambda s, n: start_run(s, some(("PRT-14", "PRT-11"), n), branch=some(BRANCHES, n), at=AT),
    lambda s, n: disrupt(s, "INVESTASI", some(BRANCHES, n), AT - timedelta(hours=9), "uji", now=AT),
    lambda s, n: add_entry(s, f"catatan {n}", now=AT),
    _take,
    lambda s, n: decline(s, [some(open_proposals(s, DAY), n).lines[0].id], "uji", DAY, AT),
    lambda s, _n: undo(s),
    lambda s, _n: undo(s),
    lambda s, _n: redo(s),
)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40)), min_size=4, max_size=6))
def test_the_remembered_queue_is_the_one_read_from_nothing(demo: Store, acts: list[tuple[Act, int]]):
    """Each example goes on with the desk of the one before."""
    for act, n in acts:
        try:
            act(demo, n)
        except Refused:
            continue
        assert open_proposals(demo, DAY) == proposals(facts(demo, DAY))


def test_a_case_is_read_again_alone_and_what_it_does_not_touch_not_at_all(demo: Store, monkeypatch):
    open_proposals(demo, DAY)
    asked: list[object] = []
    read = demo.proposals.cases
    monkeypatch.setattr(
        demo.proposals, "cases", lambda since, on, only=None: asked.append(only) or read(since, on, only)
    )
    kept = dict(memory_of(demo).parts)
    case = open_case(demo, _well(demo, 1), Status.SUSPECT, DAY, onset=DAY)
    open_proposals(demo, DAY)
    assert asked == [{case}]
    now = memory_of(demo).parts
    same = {name for name in kept if kept[name] is now[name]}
    assert {"offices", "moved", "planned", "shortages", "decided", "protocols"} <= same


def test_another_day_is_read_anew(demo: Store):
    earlier = DAY - timedelta(days=7)
    today, then = (proposals(facts(demo, day)) for day in (DAY, earlier))
    assert today != then
    assert [open_proposals(demo, day) for day in (DAY, earlier, DAY)] == [today, then, today]


def test_nothing_of_an_operation_that_is_rolled_back_is_remembered(demo: Store):
    before = open_proposals(demo, DAY)
    with pytest.raises(ZeroDivisionError), demo.operation("half", "half"):
        open_case(demo, _well(demo, 1), Status.CONFIRMED_NO_SYMPTOMS, DAY, specimen=DAY)
        assert open_proposals(demo, DAY) != before
        raise ZeroDivisionError
    assert open_proposals(demo, DAY) == before == proposals(facts(demo, DAY))


@pytest.mark.parametrize("name", sorted(RESTS_ON))
def test_a_part_rests_on_every_table_it_reads(demo_file: Path, name: str):
    """SQLite tells each table a question reads; one that is not named would leave the queue out of date."""
    part: Part | PartOfCases = getattr(ripple_facts, name, None) or getattr(ripple_places, name)
    read: set[str] = set()

    def told(what: int, table: str, *_more: object) -> int:
        if what == 20:  # SQLITE_READ
            read.add(table)
        return 0

    with Store.open(demo_file, for_reading=True) as store:
        store._connection.set_authorizer(told)
        part(Look(store, DAY, Memory()))
    tables = {DERIVED.get(table, table) for table in read - NEVER_WRITTEN - EMPTY_OUTSIDE}
    assert tables <= RESTS_ON[name][0]
