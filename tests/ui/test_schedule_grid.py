"""The grid under the hand: letters, the space bar, a corner that draws; broken rules marked at once."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.desk import undo
from cmt_desk.operations.roster_weeks import Mark
from cmt_desk.ui.schedule import ScheduleTab
from cmt_desk.ui.schedule.decision_forms import DecisionForm
from cmt_desk.ui.schedule.notices import NoticesDialog
from cmt_desk.ui.schedule.waiver import waivable, waiver_of

TODAY = date(2020, 12, 2)
MONDAY = date(2020, 12, 7)
LEFT = Qt.MouseButton.LeftButton


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
    return next(e for e in tab.weeks.people if tab.weeks.cell(e, day) is cell and not e.vulnerable)


def always_in(tab):
    """Somebody in the office on each working day of the week."""
    person = someone(tab, MONDAY, Cell.OFFICE)
    week = [day for day in tab.weeks.days if 0 <= (day - MONDAY).days < 7 and tab.weeks.works(day)]
    tab.doing.edit({(person.number, day): Cell.OFFICE for day in week})
    return person


def type_at(qtbot, tab, person, day, key):
    tab.grid.choose(person.number, day)
    qtbot.keyClick(tab.grid.table, key)


def test_letters_and_the_space_bar_enter_a_cell(tab, desk, qtbot):
    person = someone(tab, MONDAY, Cell.OFFICE)
    for key, cell in (
        (Qt.Key.Key_H, Cell.HOME),
        (Qt.Key.Key_Space, Cell.OFFICE),
        (Qt.Key.Key_Space, Cell.HOME),
        (Qt.Key.Key_W, Cell.OFFICE),
        (Qt.Key.Key_Delete, Cell.UNPLANNED),
        (Qt.Key.Key_C, Cell.LEAVE),
    ):
        type_at(qtbot, tab, person, MONDAY, key)
        assert tab.weeks.cell(person, MONDAY) is cell
        assert tab.showing.person == person  # the choice stays for the next letter
    for _step in range(6):
        undo(desk.store)
    assert tab.weeks.cell(person, MONDAY) is Cell.OFFICE


def test_a_sick_person_typed_to_work_is_marked_and_the_banner_says_why(tab, desk, qtbot):
    said = []
    desk.banner.said.connect(lambda kind, text: said.append(text))
    person = someone(tab, MONDAY, Cell.HOME)
    record_absence(tab.desk.store, person.number, "SICK", MONDAY, MONDAY)
    type_at(qtbot, tab, person, MONDAY, Qt.Key.Key_W)
    assert (person.number, MONDAY) in tab.weeks.broken_cells
    assert len(said) == 1 and person.name in said[0] and "7 Des" in said[0]


def test_the_legend_explains_what_is_shown_and_nothing_else(tab, desk, qtbot):
    def told(kind):
        return all(part.isVisible() for part in tab.grid.legend.entries[kind])

    assert told(Cell.OFFICE) and told("vulnerable")
    assert not told(Mark.PROPOSED) and not told(Mark.CHANGED) and not told("broken")
    person = next(e for e in tab.weeks.people if e.vulnerable)
    type_at(qtbot, tab, person, MONDAY, Qt.Key.Key_W)
    assert told(Mark.CHANGED) and told("broken")


def test_over_several_cells_who_is_away_and_days_off_keep_theirs(tab, desk, qtbot):
    person = always_in(tab)
    record_absence(tab.desk.store, person.number, "LEAVE", MONDAY, MONDAY)
    entries = len(desk.store.journal.entries())
    row = tab.grid.model.find(person.number, MONDAY).row()
    week = [tab.grid.model.index(row, tab.weeks.days.index(MONDAY) + n) for n in range(7)]
    tab.grid.table.setCurrentIndex(week[0])
    for index in week:
        tab.grid.table.selectionModel().select(index, tab.grid.table.selectionModel().SelectionFlag.Select)
    qtbot.keyClick(tab.grid.table, Qt.Key.Key_H)
    line = {day: tab.weeks.cell(person, day) for day in tab.weeks.days if 0 <= (day - MONDAY).days < 7}
    assert line[MONDAY] is Cell.OFFICE  # the leave under it is for a re-plan to enter
    assert {day for day, cell in line.items() if cell is Cell.HOME} == tab.weeks.problem.working & {*line} - {
        MONDAY
    }
    assert len(desk.store.journal.entries()) == entries + 1


def test_drawing_with_the_corner_fills_and_is_one_step_back(tab, desk, qtbot):
    person = always_in(tab)
    type_at(qtbot, tab, person, MONDAY, Qt.Key.Key_H)
    before = dict(tab.weeks.cells)
    table = tab.grid.table
    begun = table.visualRect(tab.grid.model.find(person.number, MONDAY))
    end = table.visualRect(tab.grid.model.find(person.number, MONDAY + timedelta(days=3))).center()
    qtbot.mousePress(table.viewport(), LEFT, pos=begun.bottomRight() - QPoint(2, 2))
    qtbot.mouseMove(table.viewport(), end)
    qtbot.mouseRelease(table.viewport(), LEFT, pos=end)
    drawn = [day for n in range(4) if tab.weeks.works(day := MONDAY + timedelta(days=n))]
    assert {tab.weeks.cell(person, day) for day in drawn} == {Cell.HOME}
    assert {key for key in before if tab.weeks.cells[key] != before[key]} == {
        (person.number, d) for d in drawn[1:]
    }
    undo(desk.store)
    assert dict(tab.weeks.cells) == before


def test_a_broken_rule_is_marked_named_and_in_the_list_at_once(tab, qtbot):
    """Somebody at home is called in beyond the cap: the header, the tooltip and the list say so."""
    vulnerable = next(e for e in tab.weeks.people if e.vulnerable)
    type_at(qtbot, tab, vulnerable, MONDAY, Qt.Key.Key_W)
    assert (vulnerable.number, MONDAY) in tab.weeks.broken_cells
    tip = tab.grid.model.find(vulnerable.number, MONDAY).data(Qt.ItemDataRole.ToolTipRole)
    assert "rentan" in tip
    assert "rentan" in tab.side.why.text()
    tab.doing.edit({(e.number, MONDAY): Cell.OFFICE for e in tab.weeks.people})
    assert MONDAY in tab.weeks.broken_days  # the cap


def test_a_past_day_is_refused_and_a_proposal_waits_for_its_answer(tab, desk, qtbot):
    said = []
    desk.banner.said.connect(lambda kind, text: said.append((kind, text)))
    person = someone(tab, TODAY - timedelta(days=1), Cell.OFFICE)
    type_at(qtbot, tab, person, TODAY - timedelta(days=1), Qt.Key.Key_H)
    assert [kind for kind, _text in said] == ["refused"]
    record_absence(tab.desk.store, someone(tab, MONDAY, Cell.OFFICE).number, "LEAVE", MONDAY, MONDAY)
    finished(qtbot, tab, tab.doing.replan)
    before = dict(tab.weeks.cells)
    type_at(qtbot, tab, someone(tab, MONDAY, Cell.HOME), MONDAY, Qt.Key.Key_W)
    assert said[-1] == ("refused", _("Accept or drop the proposal first.")) and tab.weeks.cells == before


def test_a_broken_rule_has_a_decision_ready_to_sign(tab, desk, qtbot):
    """A vulnerable person is called in: H3 by name, a button, a signature; the rule is no longer broken."""
    vulnerable = next(e for e in tab.weeks.people if e.vulnerable)
    swapped = someone(tab, MONDAY, Cell.OFFICE)
    type_at(qtbot, tab, swapped, MONDAY, Qt.Key.Key_H)
    type_at(qtbot, tab, vulnerable, MONDAY, Qt.Key.Key_W)
    breach = next(b for b in tab.weeks.breaches if b.rule == "VULNERABLE")
    assert "H3" in tab.side.why.text()
    assert waivable(breach) and tab.side.why.findChild(QPushButton)
    form = DecisionForm(desk, tab, waiver_of(tab.showing.code, breach))
    form.reason.setText("Satu-satunya yang dapat membuka brankas")
    form.signer.name.setText("Rina")
    form.signer.role.setText("Ketua CMT")
    form.save()
    assert "VULNERABLE" not in {b.rule for b in tab.weeks.breaches}
    undo(desk.store)
    assert "VULNERABLE" in {b.rule for b in tab.weeks.breaches}


def test_p_pins_the_chosen_cell_and_lets_it_go(tab, qtbot):
    person = someone(tab, MONDAY, Cell.OFFICE)
    type_at(qtbot, tab, person, MONDAY, Qt.Key.Key_P)
    assert tab.grid.model.shown(person.number, MONDAY).pinned
    type_at(qtbot, tab, person, MONDAY, Qt.Key.Key_P)
    assert not tab.grid.model.shown(person.number, MONDAY).pinned


def test_who_has_to_be_told_is_listed_after_publishing(tab, desk, qtbot):
    person = someone(tab, MONDAY, Cell.OFFICE)
    type_at(qtbot, tab, person, MONDAY, Qt.Key.Key_H)
    tab.doing.publish()
    assert tab.showing.waiting == 1 and "1 orang" in tab.middle.notice.text()
    dialog = NoticesDialog(desk, tab.showing.code, tab)
    assert [w.number for w in dialog.table.records.records] == [person.number]
    dialog.tell_one()
    assert tab.showing.waiting == 0 and not dialog.one.isEnabled()
    assert "Diterbitkan" in tab.middle.notice.text()


def test_the_keyboard_leaves_the_grid_and_the_grid_has_a_menu_of_its_own(tab, qtbot):
    """Tab goes on instead of round the cells; the menu key has what is about the chosen person."""
    person = someone(tab, MONDAY, Cell.OFFICE)
    tab.grid.choose(person.number, MONDAY)
    table = tab.grid.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert tab.focusWidget() is not table and table.currentIndex() == tab.grid.model.find(
        person.number, MONDAY
    )
    texts = [action.text() for action in table.actions()]
    assert texts == [_("What the roster knows…"), _("Pin or unpin"), _("Record leave…"),
                     _("Slip of the chosen person…")]  # fmt: skip
    assert all(action.isEnabled() for action in table.actions())
    table.actions()[1].trigger()
    assert tab.grid.model.shown(person.number, MONDAY).pinned
