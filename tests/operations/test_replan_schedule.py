"""Publish, re-plan with the least change, take the difference or not, undo exactly."""

from datetime import date, timedelta

import pytest

from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.cases import Status
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import Cell
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.cases import open_case
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.operations.publishing import publish
from cmt_desk.operations.replan import accept, replan, replan_all
from cmt_desk.operations.roster_words import change_reason
from cmt_desk.operations.schedule import plan_office, problem
from cmt_desk.store import Store

OFFICE = "SBU-01"
LAST = date(2020, 12, 13)  # the demo's rosters end here
NEW = date(2020, 12, 14), date(2020, 12, 27)


def turn_red(store: Store, branch: str, day: date, zone: str = "MERAH") -> None:
    area = store.branches.by_code()[branch].area
    with store.operation("bulletin", "x"):
        store.branches.put_bulletins(
            [{"day": day.isoformat(), "source": "x", "sha256": None, "illustrative": 0}]
        )
        store.branches.put_readings(
            [{"bulletin": day.isoformat(), "area": area, "zone": zone, "published": zone}]
        )


def someone_inside(store: Store, day: date) -> str:
    cells = store.schedule.cells(OFFICE, day, day)
    return min(number for (number, _day), cell in cells.items() if cell is Cell.OFFICE)


def test_the_demo_publishes_its_rosters(demo: Store):
    for branch in demo.branches.all()[::20]:
        planned = demo.schedule.cells(branch.code, DAY - timedelta(days=20), LAST)
        assert planned and demo.schedule.published(branch.code, DAY - timedelta(days=20), LAST) == planned


def test_a_plan_is_a_draft_until_published_and_undo_takes_it_back(demo: Store):
    plan_office(demo, OFFICE, *NEW)
    assert demo.schedule.published(OFFICE, *NEW) == {}
    cells = demo.schedule.cells(OFFICE, *NEW)
    assert publish(demo, OFFICE, *NEW) == len(cells)
    assert demo.schedule.published(OFFICE, *NEW) == cells
    assert publish(demo, OFFICE, *NEW) == 0
    undo(demo)
    assert demo.schedule.published(OFFICE, *NEW) == {}
    assert demo.schedule.cells(OFFICE, *NEW) == cells


def test_publishing_part_of_a_week_leaves_the_rest_a_draft(demo: Store):
    plan_office(demo, OFFICE, *NEW)
    publish(demo, OFFICE, NEW[0], NEW[0] + timedelta(days=2))
    assert {day for _e, day in demo.schedule.published(OFFICE, *NEW)} == {
        NEW[0] + timedelta(days=n) for n in range(3)
    }


def test_nothing_planned_or_a_broken_rule_is_not_published(demo: Store):
    with pytest.raises(Refused):
        publish(demo, OFFICE, *NEW)
    turn_red(demo, OFFICE, date(2020, 12, 6))
    with pytest.raises(Refused, match="melanggar"):
        publish(demo, OFFICE, DAY, LAST)


def test_a_roster_that_keeps_every_rule_is_left_alone(demo: Store):
    made = replan(demo, OFFICE, DAY, LAST)
    assert made.changes == () and made.moved == (0, 0)


def test_one_case_changes_few_cells_each_with_a_reason(demo: Store):
    """Who is quarantined and who stands in; the difference writes nothing until accepted."""
    ill = someone_inside(demo, DAY)
    open_case(demo, ill, Status.CLOSE_CONTACT, DAY)
    before = demo.schedule.cells(OFFICE, DAY, LAST)
    made = replan(demo, OFFICE, DAY, LAST)
    assert demo.schedule.cells(OFFICE, DAY, LAST) == before
    cells, people = made.moved
    assert 0 < cells <= 15 and people <= 4
    reasons = {(c.employee == ill, c.reason) for c in made.changes if c.moves}
    assert reasons == {(True, "AWAY"), (False, "REPLACES")}
    accept(demo, [made])
    after = demo.schedule.cells(OFFICE, DAY, LAST)
    assert breaches(after, problem(demo, OFFICE, DAY, LAST)) == []
    changed = {(c.employee, c.day) for c in made.changes}
    assert {key for key in before if before[key] is not after[key]} == changed
    undo(demo)
    assert demo.schedule.cells(OFFICE, DAY, LAST) == before


def test_a_zone_that_turns_back_gives_back_what_people_were_told(demo: Store):
    before = demo.schedule.cells(OFFICE, DAY, LAST)
    turn_red(demo, OFFICE, date(2020, 12, 6))
    red = replan(demo, OFFICE, DAY, LAST)
    assert "25 %" in change_reason(red.changes[0])
    accept(demo, [red])
    assert demo.schedule.cells(OFFICE, DAY, LAST) != before
    turn_red(demo, OFFICE, date(2020, 12, 7), "ORANYE")
    back = replan(demo, OFFICE, date(2020, 12, 7), LAST)
    accept(demo, [back])
    after = demo.schedule.cells(OFFICE, DAY, LAST)
    assert {k: c for k, c in after.items() if k[1] != date(2020, 12, 6)} == {
        k: c for k, c in before.items() if k[1] != date(2020, 12, 6)
    }


def test_a_red_roster_that_was_published_gives_way_to_the_old_one_when_the_zone_turns_back(demo: Store):
    first, days = NEW[0], NEW
    plan_office(demo, OFFICE, *days)
    publish(demo, OFFICE, *days)
    before = demo.schedule.published(OFFICE, *days)
    turn_red(demo, OFFICE, first - timedelta(days=8))
    accept(demo, [replan(demo, OFFICE, *days)])
    publish(demo, OFFICE, *days)
    red = demo.schedule.published(OFFICE, *days)
    assert demo.schedule.published_before(OFFICE, *days)[0] == before != red
    turn_red(demo, OFFICE, first - timedelta(days=7), "ORANYE")
    accept(demo, [replan(demo, OFFICE, *days)])
    assert demo.schedule.cells(OFFICE, *days) == before
    record_absence(demo, someone_inside(demo, first), "LEAVE", first, first)  # the old one no longer holds
    assert replan(demo, OFFICE, *days).moved[0] > 0


def test_a_proposal_made_before_something_changed_is_refused(demo: Store):
    turn_red(demo, OFFICE, date(2020, 12, 6))
    made = replan(demo, OFFICE, DAY, LAST)
    record_absence(demo, someone_inside(demo, DAY), "LEAVE", DAY, DAY)
    entries = len(demo.journal.entries())
    with pytest.raises(Refused):
        accept(demo, [made])
    assert len(demo.journal.entries()) == entries


def test_a_function_nobody_can_do_names_the_people_it_lacks(demo: Store):
    """Service: so many qualified, and each with why and until when."""
    team = [e for e in demo.people.of_branch(OFFICE) if e.function == "PELAYANAN"]
    for employee in team:
        record_absence(demo, employee.number, "TRAINING", *NEW[:1], NEW[0] + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        replan(demo, OFFICE, *NEW)
    assert f"Pelayanan: {len(team)} orang memenuhi syarat" in str(refused.value)
    assert "s.d. 15 Des" in str(refused.value)
    assert any(e.name in str(refused.value) for e in team)


def test_several_offices_are_taken_and_undone_as_one(demo: Store):
    """In other processes; the office in conflict is told and left as it was."""
    codes = [branch.code for branch in demo.branches.all()[:3]]
    for employee in demo.people.of_branch(codes[2]):
        if employee.function == "PELAYANAN":
            record_absence(demo, employee.number, "TRAINING", NEW[0], NEW[0])
    made = replan_all(demo, codes, *NEW)
    assert [bool(proposal.conflict) for proposal in made] == [False, False, True]
    entries = len(demo.journal.entries())
    accept(demo, [proposal for proposal in made if not proposal.conflict])
    assert len(demo.journal.entries()) == entries + 1
    assert [bool(demo.schedule.cells(code, *NEW)) for code in codes] == [True, True, False]
    undo(demo)
    assert not demo.schedule.cells(codes[0], *NEW)
