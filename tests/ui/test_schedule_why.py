"""*Why* answers what is clicked: an empty cover, a wish; each waiver is ready to be signed."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from cmt_desk.domain.arrangements import Wish
from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.arrangements import add_wish
from cmt_desk.operations.roster_edit import edit_cells
from cmt_desk.operations.schedule import problem
from cmt_desk.ui.schedule import ScheduleTab
from cmt_desk.ui.schedule.cover import ROW
from cmt_desk.ui.schedule.decision_forms import DecisionForm
from cmt_desk.ui.schedule.waiver import decision_of

MONDAY = date(2020, 12, 7)


@pytest.fixture
def tab(qtbot, desk):
    made = ScheduleTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def click_cover(qtbot, tab, row: int, day: date) -> None:
    strip, table = tab.grid.cover, tab.grid.table
    column = tab.weeks.days.index(day)
    left = table.verticalHeader().width() + 1 + table.columnViewportPosition(column)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(left + 5, row * ROW + 5))
    qtbot.wait(1)  # the question is asked once the click is over


def buttons(tab, text: str) -> list[QPushButton]:
    return [b for b in tab.side.why.findChildren(QPushButton) if b.text() == text]


def empty_cover(desk, tab, *, whole_office: bool) -> str:
    """The people of a critical function who come on Monday go home, or the whole function is away."""
    function = tab.weeks.critical[0].code
    for e in tab.weeks.people:
        if e.function == function and whole_office:
            record_absence(desk.store, e.number, "TRAINING", MONDAY, MONDAY)
        elif e.function == function and tab.weeks.cell(e, MONDAY) is Cell.OFFICE:
            edit_cells(desk.store, tab.showing.code, {(e.number, MONDAY): Cell.HOME})
    for e in tab.weeks.people:  # whoever is away is not in
        if whole_office and tab.weeks.cell(e, MONDAY) is Cell.OFFICE and e.function == function:
            edit_cells(desk.store, tab.showing.code, {(e.number, MONDAY): Cell.LEAVE})
    return function


def test_an_empty_cover_that_nobody_can_fill_has_its_waiver_ready_to_sign(tab, desk, qtbot):
    """The function, the day, a button: what is signed is the least that has to be."""
    function = empty_cover(desk, tab, whole_office=True)
    asked = []
    tab.side.why.decision_wanted.connect(asked.append)
    tab.side.why.decision_wanted.disconnect(tab.doing.prepare_decision)
    click_cover(qtbot, tab, 0, MONDAY)
    assert _("To waive") in tab.side.why.text()
    buttons(tab, _("Prepare a decision…"))[0].click()
    (waiver,) = asked
    assert (waiver.rule, waiver.function, waiver.first, waiver.last) == ("H4", function, MONDAY, MONDAY)
    form = DecisionForm(desk, tab, decision_of(tab.showing.code, waiver))
    form.reason.setText("Seluruh tim mengikuti pelatihan wajib")
    form.signer.name.setText("Rina")
    form.signer.role.setText("Ketua CMT")
    form.save()
    assert not [b for b in tab.weeks.breaches if b.rule == "COVER" and b.day == MONDAY]


def test_an_empty_cover_that_can_be_filled_needs_no_waiver(tab, desk, qtbot):
    empty_cover(desk, tab, whole_office=False)
    click_cover(qtbot, tab, 0, MONDAY)
    assert _("Nothing to waive") in tab.side.why.text()
    assert not buttons(tab, _("Prepare a decision…")) or tab.weeks.breaches
    tab.grid.choose(tab.weeks.people[0].number, MONDAY)  # by keyboard: any cell of the day has the question
    buttons(tab, _("What to waive?"))[0].click()
    qtbot.waitUntil(lambda: _("Nothing to waive") in tab.side.why.text())


def test_an_office_that_cannot_be_planned_names_its_conflict_and_the_waivers(tab, desk, qtbot):
    """Everybody of a function is away into the next week: the rule by name, then one decision for it all."""
    first, last = date(2020, 12, 14), date(2020, 12, 22)
    function = tab.weeks.critical[0].code
    for e in tab.weeks.people:
        if e.function == function:
            record_absence(desk.store, e.number, "TRAINING", first, last)
    tab.doing.plan()
    qtbot.waitUntil(lambda: not tab.doing.planning.running, timeout=60_000)
    assert tab.showing.chosen == (None, first) and "H4" in tab.side.why.text()
    asked = []
    tab.side.why.decision_wanted.disconnect(tab.doing.prepare_decision)
    tab.side.why.decision_wanted.connect(asked.append)
    buttons(tab, _("What to waive?"))[0].click()
    qtbot.waitUntil(lambda: _("To waive") in tab.side.why.text())
    offered = buttons(tab, _("Prepare a decision…"))
    offered[0].click()
    assert [(w.rule, w.function, w.first, w.last) for w in asked] == [("H4", function, first, last)]


def test_a_covered_day_that_is_clicked_tells_its_cover(tab, qtbot):
    click_cover(qtbot, tab, 0, MONDAY)
    assert tab.showing.chosen == (None, MONDAY)
    assert _("To waive") not in tab.side.why.text() and "perlu minimal" in tab.side.why.text()


def test_a_wish_that_is_not_met_is_marked_and_says_what_it_would_need(tab, desk, qtbot):
    """Somebody of the team at home wants to come: the cohorts are against it, and that can be signed."""
    person = next(e for e in tab.weeks.people if tab.weeks.cell(e, MONDAY) is Cell.HOME and not e.vulnerable)
    add_wish(desk.store, Wish("", person.number, "W", None, MONDAY, MONDAY))
    assert tab.grid.model.shown(person.number, MONDAY).unmet
    tab.grid.choose(person.number, MONDAY)
    assert "belum terpenuhi" in tab.side.why.text()
    buttons(tab, _("Why not?"))[0].click()
    qtbot.waitUntil(lambda: "H5" in tab.side.why.text())
    assert buttons(tab, _("Prepare a decision…"))
    edit_cells(desk.store, tab.showing.code, {(person.number, MONDAY): Cell.OFFICE})
    assert not tab.grid.model.shown(person.number, MONDAY).unmet


def one_team_does_it_all(desk, branch: str) -> str:
    """Everybody of a critical function of an office in team A1; a person's name."""
    facts = problem(desk.store, branch, MONDAY, MONDAY)
    code = next(f.code for f in facts.functions if facts.minimum(f, MONDAY))
    with desk.store.operation("test", "one team"):
        desk.store.db.execute(
            "UPDATE employee SET team = 'A1' WHERE branch = ? AND function = ?", [branch, code]
        )
    return next(e.name for e in facts.employees if e.function == code and not e.vulnerable)


def test_a_drill_that_is_stopped_shows_no_answer_of_another_scope(tab, qtbot):
    drill = tab.middle.setting_up.show_drill()
    qtbot.waitUntil(lambda: not drill.bites.running)
    assert drill.table.records.records and drill.outcome.text()
    drill.scope.setCurrentIndex(drill.scope.findData(""))
    drill.cancel()
    assert not drill.table.records.records and not drill.outcome.text()


def test_the_drill_names_what_falls_short_when_and_for_want_of_whom(tab, desk, qtbot):
    one_team_does_it_all(desk, tab.showing.code)
    drill = tab.middle.setting_up.show_drill()
    qtbot.waitUntil(lambda: not drill.bites.running)
    assert "rapuh" in drill.outcome.text()
    first = drill.table.records.records[0]
    assert (first.loss.team, first.loss.holds) == ("A1", False)
    told = [drill.table.model().index(0, column).data() for column in range(5)]
    assert "0 dari 1 sejak" in told[3] and told[4]
    assert any(name in told[4] for name in first.one.wanting["A1", next(iter(first.loss.short))])
    holds = [row.loss.holds for row in drill.table.records.records]
    assert len(holds) == 4 and holds == sorted(holds)  # what falls short first
    drill.reject()
