"""Cells entered by hand: one operation for all of them, nothing past, leave recorded as leave."""

from datetime import date, timedelta

import pytest

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import Cell
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.operations.roster_edit import edit_cells, kept_out_text
from cmt_desk.operations.schedule import plan_office
from cmt_desk.store import Store

OFFICE = "SBU-01"
MONDAY = date(2020, 12, 7)


def inside(store: Store, day: date, count: int = 1) -> list[str]:
    cells = store.schedule.cells(OFFICE, day, day)
    return sorted(number for (number, _day), cell in cells.items() if cell is Cell.OFFICE)[:count]


def test_a_drawn_block_is_one_operation_and_one_undo(demo: Store):
    people = inside(demo, MONDAY, 3)
    before = demo.schedule.cells(OFFICE, MONDAY, MONDAY + timedelta(days=2))
    entries = len(demo.journal.entries())
    block = {(n, MONDAY + timedelta(days=d)): Cell.HOME for n in people for d in range(3)}
    changed = edit_cells(demo, OFFICE, block)
    assert changed == sum(before[key] is not Cell.HOME for key in block) > 3
    assert len(demo.journal.entries()) == entries + 1
    assert demo.schedule.cells(OFFICE, MONDAY, MONDAY + timedelta(days=2)) == {**before, **block}
    undo(demo)
    assert demo.schedule.cells(OFFICE, MONDAY, MONDAY + timedelta(days=2)) == before


def test_a_change_of_what_people_were_told_is_journalled_with_its_notice(demo: Store):
    (person,) = inside(demo, MONDAY)
    edit_cells(demo, OFFICE, {(person, MONDAY): Cell.HOME})
    entry = demo.journal.latest(1)[0]
    assert entry.name == "edit_cells" and "7 Des" in entry.label
    assert entry.reason == "1 sel terbit dari 1 orang, yang pertama 5 hari lagi"
    plan_office(demo, OFFICE, date(2020, 12, 14), date(2020, 12, 18))
    edit_cells(demo, OFFICE, {(person, date(2020, 12, 15)): Cell.LEAVE})
    assert demo.journal.latest(1)[0].reason is None  # a draft: nobody was told


def test_typing_what_is_there_writes_nothing(demo: Store):
    (person,) = inside(demo, MONDAY)
    entries = len(demo.journal.entries())
    assert edit_cells(demo, OFFICE, {(person, MONDAY): Cell.OFFICE}) == 0
    assert len(demo.journal.entries()) == entries


def test_leave_that_is_typed_is_leave_that_planning_keeps(demo: Store):
    (person,) = inside(demo, MONDAY)
    week = [MONDAY + timedelta(days=n) for n in range(4)]
    edit_cells(demo, OFFICE, {(person, day): Cell.LEAVE for day in week})
    away = [(a.since, a.until) for a in demo.arrangements.absences_of(person)]
    assert (week[0], week[-1]) in away
    made = plan_office(demo, OFFICE, MONDAY, date(2020, 12, 13))
    assert [made.roster[person, day] for day in week] == [Cell.LEAVE] * 4


def test_a_day_typed_over_leave_is_taken_out_of_it_and_one_undo_gives_it_back(demo: Store):
    """In the middle it leaves two, at an end a shorter one, over the whole none."""
    (person,) = inside(demo, MONDAY)
    a, b, c, d = days = [date(2020, 12, 14 + n) for n in range(4)]

    def away() -> list[tuple[date, date]]:
        return sorted((x.since, x.until) for x in demo.arrangements.absences_of(person) if x.until >= a)

    edit_cells(demo, OFFICE, {(person, day): Cell.LEAVE for day in days})
    assert away() == [(a, d)]
    edit_cells(demo, OFFICE, {(person, b): Cell.OFFICE})
    assert away() == [(a, a), (c, d)]
    undo(demo)
    assert away() == [(a, d)]
    edit_cells(demo, OFFICE, {(person, d): Cell.HOME})
    assert away() == [(a, c)]
    edit_cells(demo, OFFICE, {(person, day): Cell.HOME for day in (a, b, c)})
    assert away() == []


@pytest.mark.parametrize(
    ("kind", "stays", "words"),
    [("TRAINING", False, ""), ("SICK", True, "tidak hadir s.d. 16 Des"), ("TRAVEL", True, "s.d. 16 Des")],
)
def test_work_typed_over_an_absence_ends_it_or_says_why_it_stays(
    demo: Store, kind: str, stays: bool, words: str
):
    """Training is put off by the office; a sick note or a journey is not, and the sentence says why."""
    (person,) = inside(demo, MONDAY)
    first, last = date(2020, 12, 14), date(2020, 12, 16)
    key = record_absence(demo, person, kind, first, last)
    typed = {(person, date(2020, 12, 14 + n)): Cell.OFFICE for n in range(3)}
    edit_cells(demo, OFFICE, typed)
    assert (demo.arrangements.absence(key) is not None) is stays
    told = kept_out_text(demo, OFFICE, typed, DAY)
    assert words in told and bool(told) is stays
    undo(demo)
    assert demo.arrangements.absence(key) is not None


def test_work_typed_after_a_journey_says_how_long_to_stay_at_home(demo: Store):
    (person,) = inside(demo, MONDAY)
    record_absence(demo, person, "TRAVEL", MONDAY, MONDAY)
    cells = {(person, MONDAY + timedelta(days=n)): Cell.OFFICE for n in (1, 16)}
    edit_cells(demo, OFFICE, cells)
    told = kept_out_text(demo, OFFICE, cells, DAY)
    assert "setelah perjalanan, s.d. 21 Des" in told  # fourteen days after the 7th
    assert "lagi)" not in told  # the other day is free


@pytest.mark.parametrize(
    ("shift", "cell", "words"),
    [
        (-1, Cell.HOME, "sudah lewat"),
        (5, Cell.ISOLATION, "tidak diisi dengan tangan"),
        (5, Cell.OFF, "tidak diisi dengan tangan"),
    ],
)
def test_what_cannot_be_typed_is_refused_whole(demo: Store, shift: int, cell: Cell, words: str):
    (person,) = inside(demo, MONDAY)
    before = demo.schedule.cells(OFFICE, DAY, MONDAY)
    with pytest.raises(Refused, match=words):
        edit_cells(demo, OFFICE, {(person, MONDAY): Cell.HOME, (person, DAY + timedelta(days=shift)): cell})
    assert demo.schedule.cells(OFFICE, DAY, MONDAY) == before


def test_somebody_of_another_office_is_refused(demo: Store):
    stranger = next(e for e in demo.people.of_branch(demo.branches.all()[5].code))
    with pytest.raises(Refused, match=stranger.number):
        edit_cells(demo, OFFICE, {(stranger.number, MONDAY): Cell.HOME})
