"""One walk through a week says of each of its days what the roster's rows say."""

from collections import Counter
from datetime import date, timedelta

from cmt_desk.domain.cells import Cell, week_of
from cmt_desk.operations.desk import undo
from cmt_desk.store import Store

DAY = date(2020, 12, 2)


def counted(store: Store, day: date) -> dict[str, Counter[Cell]]:
    """Person by person."""
    found: dict[str, Counter[Cell]] = {}
    rows = store.db.execute("SELECT branch, cells FROM roster_week WHERE monday = ?", [f"{week_of(day)}"])
    for branch, cells in rows:
        cell = Cell(cells[day.weekday()])
        if cell is not Cell.UNPLANNED:
            found.setdefault(branch, Counter())[cell] += 1
    return found


def test_every_day_of_the_demos_weeks_is_counted_as_person_by_person(demo: Store):
    for n in range(-10, 20):
        day = DAY + timedelta(days=n)
        assert demo.schedule.counts.on(day) == counted(demo, day)
        assert demo.schedule.presence(day) == {
            branch: (people[Cell.OFFICE], people[Cell.ISOLATION] + people[Cell.LEAVE])
            for branch, people in counted(demo, day).items()
        }


def test_a_change_of_the_roster_is_counted_at_once(demo: Store):
    """What is kept is forgotten with the first row that is written, also within an operation."""
    branch, before = "SBU-01", demo.schedule.counts.on(DAY)["SBU-01"].copy()
    with demo.operation("clear", "clear"):
        demo.db.execute("DELETE FROM roster_week WHERE branch = ?", [branch])
        assert branch not in demo.schedule.counts.on(DAY)
    assert branch not in demo.schedule.counts.on(DAY)
    undo(demo)
    assert demo.schedule.counts.on(DAY)[branch] == before
