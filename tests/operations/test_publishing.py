"""Published, changed, told: who knows another roster than the published one, until somebody told them."""

from datetime import date

import pytest

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import Cell
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.operations.publishing import mark_told, publish
from cmt_desk.operations.roster_edit import edit_cells
from cmt_desk.operations.roster_pins import pin_cells
from cmt_desk.operations.schedule import problem
from cmt_desk.store import Store

OFFICE, LAST = "SBU-01", date(2020, 12, 11)
MONDAY = date(2020, 12, 7)


def inside(store: Store, cell: Cell = Cell.OFFICE) -> str:
    return min(n for (n, _day), c in store.schedule.cells(OFFICE, MONDAY, MONDAY).items() if c is cell)


def test_who_was_told_otherwise_waits_until_somebody_told_them(demo: Store):
    person = inside(demo)
    edit_cells(demo, OFFICE, {(person, MONDAY): Cell.HOME})
    assert demo.publications.waiting(OFFICE) == []  # a draft is nobody's business
    publish(demo, OFFICE, DAY, LAST)
    (notice,) = demo.publications.waiting(OFFICE)
    assert (notice.employee, notice.day, notice.was, notice.now) == (person, MONDAY, Cell.OFFICE, Cell.HOME)
    at, by = demo.publications.latest(OFFICE, DAY, LAST) or (None, None)
    assert at and by == demo.actor
    with pytest.raises(Refused):
        mark_told(demo, OFFICE, [notice], " ", DAY)
    mark_told(demo, OFFICE, [notice], "Kepala Kantor", DAY)
    assert demo.publications.waiting(OFFICE) == []
    assert demo.journal.latest(1)[0].reason == "Perubahan pertama 5 hari lagi"
    undo(demo)
    assert demo.publications.waiting(OFFICE) == [notice]


def test_a_change_taken_back_before_it_was_told_needs_no_telling(demo: Store):
    person = inside(demo)
    for cell in (Cell.HOME, Cell.OFFICE):
        edit_cells(demo, OFFICE, {(person, MONDAY): cell})
        publish(demo, OFFICE, DAY, LAST)
    assert demo.publications.waiting(OFFICE) == []


def test_a_told_day_that_is_empty_now_is_not_published(demo: Store):
    edit_cells(demo, OFFICE, {(inside(demo), MONDAY): Cell.UNPLANNED})
    with pytest.raises(Refused, match="7 Des"):
        publish(demo, OFFICE, DAY, LAST)


def test_a_pinned_cell_stays_when_planned_anew_and_moves_with_the_hand(demo: Store):
    """Somebody at home, pinned in the office: planning keeps it; typed over, the pin is the new cell."""
    home = min(
        n for (n, _d), c in demo.schedule.cells(OFFICE, MONDAY, MONDAY).items()
        if c is Cell.HOME and not next(e for e in demo.people.of_branch(OFFICE) if e.number == n).vulnerable
    )  # fmt: skip
    assert pin_cells(demo, OFFICE, [(home, MONDAY)])
    assert problem(demo, OFFICE, MONDAY, MONDAY).pins == {(home, MONDAY): Cell.HOME}
    edit_cells(demo, OFFICE, {(home, MONDAY): Cell.OFFICE})
    assert problem(demo, OFFICE, MONDAY, MONDAY).pins == {(home, MONDAY): Cell.OFFICE}
    assert not pin_cells(demo, OFFICE, [(home, MONDAY)])
    assert problem(demo, OFFICE, MONDAY, MONDAY).pins == {}


def test_what_no_roster_could_keep_cannot_be_pinned(demo: Store):
    vulnerable = next(e for e in demo.people.of_branch(OFFICE) if e.vulnerable)
    edit_cells(demo, OFFICE, {(vulnerable.number, MONDAY): Cell.OFFICE})
    with pytest.raises(Refused, match=vulnerable.name):
        pin_cells(demo, OFFICE, [(vulnerable.number, MONDAY)])
    edit_cells(demo, OFFICE, {(vulnerable.number, MONDAY): Cell.LEAVE})
    with pytest.raises(Refused):
        pin_cells(demo, OFFICE, [(vulnerable.number, MONDAY)])
    with pytest.raises(Refused):
        pin_cells(demo, OFFICE, [(vulnerable.number, date(2020, 12, 1))])
