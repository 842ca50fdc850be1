"""The schedule tab over the demo: a zone turns red, the roster says so, planning mends it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from cmt_desk.domain.clocks import release
from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.desk import found, undo
from cmt_desk.operations.roster_reasons import absence_name
from cmt_desk.operations.roster_weeks import Mark
from cmt_desk.store import Store
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.schedule import ScheduleTab
from cmt_desk.ui.schedule.grid import CELL
from cmt_desk.wording import release_text, status_name

TODAY = date(2020, 12, 2)
NEXT_MONDAY = date(2020, 12, 7)


@pytest.fixture
def tab(qtbot, desk):
    made = ScheduleTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def finished(qtbot, tab, action):
    """Do it, and wait until the other process has planned."""
    action()
    qtbot.waitUntil(lambda: not tab.doing.planning.running, timeout=60_000)


def someone(tab, day, cell):
    return next(e for e in tab.weeks.people if tab.weeks.cell(e, day) is cell)


def turn_red(desk, tab, day):
    """A bulletin of `day` puts the shown office's area into the red zone."""
    area = tab.weeks.branch.area
    with desk.store.operation("test_bulletin", "a red bulletin"):
        desk.store.branches.put_bulletins([{"day": day.isoformat(), "source": "test", "illustrative": 1}])
        desk.store.branches.put_readings(
            [{"bulletin": day.isoformat(), "area": area, "zone": "MERAH", "published": "RESIKO TINGGI"}]
        )


def test_the_demo_roster_is_shown_whole_and_breaks_no_rule(tab, qtmodeltester):
    """Four weeks from Monday, every person a row, the header's figure is what the rows add up to."""
    model = tab.grid.model
    qtmodeltester.check(model)
    assert tab.weeks.days[0] == date(2020, 11, 30)
    assert model.columnCount() == 28
    today = tab.weeks.days.index(TODAY)
    column = [model.index(row, today).data(CELL) for row in range(model.rowCount())]
    inside = sum(found is not None and found[0] is Cell.OFFICE for found in column)
    assert 0 < inside == tab.weeks.inside[TODAY] <= tab.weeks.cap(TODAY).people
    assert tab.weeks.breaches == []
    assert tab.middle.notice.text() == ""


def test_red_zone_after_planning_marks_the_days_until_planned_again(tab, desk, qtbot):
    """The cap falls from a half to a quarter; planning keeps it, one undo brings the trouble back."""
    cap = tab.weeks.cap(NEXT_MONDAY).people
    turn_red(desk, tab, date(2020, 12, 6))
    assert tab.weeks.cap(NEXT_MONDAY).people < cap
    assert NEXT_MONDAY in tab.weeks.broken_days
    assert tab.middle.notice.text()
    monday = tab.weeks.days[0]
    stayed = someone(tab, monday, Cell.OFFICE)
    with desk.store.operation("test", "what really happened on Monday"):
        desk.store.schedule.put_cells(stayed.branch, {(stayed.number, monday): Cell.HOME})
    past = {key: cell for key, cell in tab.weeks.cells.items() if key[1] < TODAY}
    finished(qtbot, tab, tab.doing.plan)
    assert tab.weeks.breaches == []
    assert 0 < tab.weeks.inside[NEXT_MONDAY] <= tab.weeks.cap(NEXT_MONDAY).people  # one team of four
    assert {key: cell for key, cell in tab.weeks.cells.items() if key[1] < TODAY} == past
    undo(desk.store)
    assert NEXT_MONDAY in tab.weeks.broken_days


def test_the_team_marked_on_duty_is_the_one_that_comes(tab):
    """Everybody of those teams who may come is in first; at 50 % two siblings are one cohort."""
    weeks = tab.weeks
    teams = weeks.duty[TODAY]
    assert teams == {"A1", "A2"}
    able = [e for e in weeks.people if e.team in teams and weeks.problem.may_come(e, TODAY)]
    assert able and all(weeks.cell(e, TODAY) is Cell.OFFICE for e in able)
    assert weeks.duty[NEXT_MONDAY] == {"B1", "B2"}
    assert not any(weeks.duty[day] for day in weeks.days if not weeks.works(day))


def test_a_replan_is_shown_before_it_is_taken_and_can_wait(tab, desk, qtbot):
    """Red: the difference with its reasons; not now leaves all as it was; accepted, it is one step back."""
    turn_red(desk, tab, date(2020, 12, 6))
    before = dict(tab.weeks.cells)
    entries = len(desk.store.journal.entries())
    finished(qtbot, tab, tab.doing.replan)
    assert tab.middle.bar.isVisible() and tab.side.currentWidget() is tab.side.difference
    assert tab.weeks.marks[Mark.PROPOSED] > 0 and tab.weeks.breaches == []
    assert "25 %" in tab.side.difference.text()
    tab.doing.refuse()
    assert dict(tab.weeks.cells) == before and len(desk.store.journal.entries()) == entries
    finished(qtbot, tab, tab.doing.replan)
    tab.middle.bar.accept.click()
    assert not tab.middle.bar.isVisible() and tab.weeks.breaches == []
    assert tab.weeks.marks[Mark.CHANGED] > 0 and not tab.weeks.marks[Mark.PROPOSED]
    undo(desk.store)
    assert dict(tab.weeks.cells) == before and tab.weeks.marks[Mark.CHANGED] == 0


def test_a_proposal_falls_when_the_facts_under_it_change(tab, desk, qtbot):
    turn_red(desk, tab, date(2020, 12, 6))
    finished(qtbot, tab, tab.doing.replan)
    person = someone(tab, NEXT_MONDAY, Cell.OFFICE)
    record_absence(tab.desk.store, person.number, "LEAVE", NEXT_MONDAY, NEXT_MONDAY)
    assert not tab.middle.bar.isVisible() and tab.weeks.marks[Mark.PROPOSED] == 0


def test_a_new_plan_is_a_draft_until_it_is_published(tab, desk, qtbot):
    publish = tab.middle.buttons[_("Publish")]
    assert not publish.isEnabled()
    for _n in range(3):
        tab.actions()[1].slot()
    finished(qtbot, tab, tab.doing.plan)
    assert tab.weeks.marks[Mark.DRAFT] > 0 and publish.isEnabled() and tab.middle.notice.text()
    publish.trigger()
    assert tab.weeks.marks[Mark.DRAFT] == 0 and not publish.isEnabled()
    assert tab.middle.notice.text().startswith("Diterbitkan")


def test_recorded_leave_breaks_the_roster_and_why_says_so(tab, desk):
    person = someone(tab, TODAY, Cell.OFFICE)
    tab.grid.choose(person.number, TODAY)
    assert tab.middle.buttons[_("Record leave…")].isEnabled()
    record_absence(tab.desk.store, person.number, "TRAINING", TODAY, TODAY + timedelta(days=1))
    assert (person.number, TODAY) in tab.weeks.broken_cells
    found = tab.grid.model.find(person.number, TODAY).data(CELL)
    assert found[:4] == (Cell.OFFICE, True, True, Mark.TOLD)
    assert person.name in tab.side.why.text()
    assert absence_name("TRAINING") in tab.side.why.text()
    assert len(desk.store.arrangements.absences([person.branch], TODAY, TODAY)) >= 1


def test_why_names_the_case_that_keeps_somebody_away(tab, desk):
    """The status, and the clock with its regulation, for somebody confirmed on the roster of the office."""
    rules = desk.store.cases.clock_rules()
    ill = {
        c.employee: c for c in desk.store.cases.of_branch(tab.weeks.branch.code) if release(c, rules, TODAY)
    }
    person = next(e for e in tab.weeks.people if e.number in ill)
    case = ill[person.number]
    tab.grid.choose(person.number, TODAY)
    assert tab.weeks.cell(person, TODAY) is Cell.ISOLATION
    assert status_name(case.status(TODAY)) in tab.side.why.text()
    assert release_text(release(case, rules, TODAY)) in tab.side.why.text()


def test_an_unknown_zone_is_refused_in_the_banner_and_nothing_is_stored(tab, desk, qtbot):
    """Without a bulletin no cap is known; nothing is planned silently."""
    said = []
    desk.banner.said.connect(lambda kind, text: said.append(kind))
    before = dict(tab.weeks.cells)
    with desk.store.operation("test", "no bulletins"):
        desk.store.db.table("zone_reading").delete_where()
    finished(qtbot, tab, tab.doing.plan)
    assert said == ["refused"]
    assert dict(tab.weeks.cells) == before


def test_a_past_day_is_read_only_and_says_so(tab, desk):
    desk.days.move_to(date(2020, 11, 20))
    assert "20 Nov 2020" in tab.middle.notice.text()
    writing = [_("Plan"), _("Re-plan"), _("Publish"), _("Record leave…")]
    assert [tab.middle.buttons[name].isEnabled() for name in writing] == [False] * 4


def test_paging_moves_by_a_week_and_the_day_brings_it_back(tab, desk):
    previous, following = [action.slot for action in tab.actions()[:2]]
    following()
    assert tab.weeks.days[0] == NEXT_MONDAY
    previous()
    previous()
    assert tab.weeks.days[0] == date(2020, 11, 23)
    desk.days.move_to(TODAY + timedelta(days=1))
    assert tab.weeks.days[0] == date(2020, 11, 30)


def test_weeks_without_a_plan_offer_to_plan_them(tab, qtbot):
    for _n in range(3):
        tab.actions()[1].slot()
    assert not tab.weeks.cells
    assert tab.middle.pages.currentWidget() is tab.middle.unplanned
    plan = tab.middle.unplanned.findChild(QPushButton)
    finished(qtbot, tab, lambda: qtbot.mouseClick(plan, Qt.MouseButton.LeftButton))
    assert tab.weeks.cells and tab.weeks.breaches == []
    assert tab.middle.pages.currentWidget() is tab.grid


def test_the_office_is_shared_with_the_other_tabs(tab, desk):
    other = desk.store.branches.all()[5].code
    desk.picked.pick_branch(other)
    assert tab.weeks.branch.code == other
    assert tab.offices.table.current().branch.code == other
    tab.offices.table.choose(desk.store.branches.all()[7].code)
    assert desk.picked.branch == desk.store.branches.all()[7].code


def test_a_file_that_cannot_be_written_is_said_in_the_banner(tab, desk, tmp_path):
    said = []
    desk.banner.said.connect(lambda kind, text: said.append((kind, text)))
    tab.doing.export(Path(tmp_path / "no such folder" / "roster.csv"))
    assert [kind for kind, _text in said] == ["trouble"]
    assert "roster.csv" in said[0][1]


def test_an_office_without_people_asks_to_import_them(qtbot):
    with Store.in_memory() as store:
        found(store)
        with store.operation("test", "one office"):
            store.branches.put_branches(store.db.query("SELECT * FROM branch LIMIT 1"))
        desk = Desk.over(store)
        tab = ScheduleTab(desk)
        qtbot.addWidget(tab)
        tab.show()
        wanted = []
        desk.picked.wanted.connect(lambda place, key: wanted.append((place, key)))
        assert tab.middle.pages.currentWidget() is tab.middle.nobody
        qtbot.mouseClick(tab.middle.nobody.findChild(QPushButton), Qt.MouseButton.LeftButton)
        assert wanted == [("import", "employees")]
