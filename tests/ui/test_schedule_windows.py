"""The windows beside the grid: dealing cohorts anew, and how each is closed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from cmt_desk.domain.arrangements import Commute
from cmt_desk.domain.roster_settings import Cohorts, RosterSettings
from cmt_desk.i18n import _
from cmt_desk.operations.arrangements import bind, set_commute
from cmt_desk.operations.desk import undo
from cmt_desk.operations.roster_settings import set_settings
from cmt_desk.operations.schedule import plan_office
from cmt_desk.store import Store
from cmt_desk.ui.schedule import ScheduleTab
from cmt_desk.ui.schedule.dealing_form import DealingForm
from cmt_desk.ui.schedule.settings_form import SettingsForm

TODAY = date(2020, 12, 2)


@pytest.fixture
def tab(qtbot, desk):
    made = ScheduleTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


@pytest.fixture
def without_teams(tab, desk) -> str:
    """The shown office, its people dealt by rule, and a household that is in two cohorts since."""
    office, store = tab.showing.code, desk.store
    with store.operation("test", "nobody has a team"):
        store.db.execute("UPDATE employee SET team = NULL WHERE branch = ?", [office])
    plan_office(store, office, date(2020, 12, 14), date(2020, 12, 18))
    places = store.arrangements.places([office])[office]
    one, other = (next(n for n in sorted(places) if places[n] == leaf) for leaf in ("A1", "B1"))
    bind(store, one, other, "HOUSEHOLD")
    return office


def places(store: Store, office: str) -> dict[str, str]:
    return dict(store.arrangements.places([office])[office])


def test_who_would_change_cohorts_is_shown_before_it_is_taken(desk, without_teams, tab):
    """The household is named as broken now and mended then; nothing is stored before, and undo restores."""
    store, before = desk.store, places(desk.store, without_teams)
    form = DealingForm(desk, tab, without_teams)
    shown = {person.number: (old, new) for person, old, new in form.table.records.records}
    now, then = form.mended.text().split("Sesudahnya")
    assert "serumah" in now and "serumah" not in then and "tidak ada" in then
    assert str(len(shown)) in form.told.text() and places(store, without_teams) == before
    form.accept()
    after = places(store, without_teams)
    assert shown == {n: (before[n], after[n]) for n in before if before[n] != after[n]} and shown
    assert not form.refusal.text()
    undo(store)
    assert places(store, without_teams) == before


def test_where_nothing_can_be_dealt_the_form_says_why(desk, tab):
    """The demo has told teams; where nobody is kept apart the button is off."""
    form = DealingForm(desk, tab, tab.showing.code)
    assert _("Everybody here has a team; cohorts follow the teams.") in form.refusal.text()
    assert not form.take.isEnabled() and form.table.isHidden()
    assert SettingsForm(desk, tab, tab.showing.code).again.isEnabled()
    set_settings(desk.store, tab.showing.code, RosterSettings(cohorts=Cohorts.NONE))
    assert not SettingsForm(desk, tab, tab.showing.code).again.isEnabled()


@pytest.mark.parametrize("window", ["show_person", "show_decisions", "show_rules", "show_drill"])
def test_a_window_beside_the_grid_is_closed_by_its_button_and_by_escape(qtbot, tab, window):
    """Enter in the window does not close it."""
    tab.grid.choose(tab.weeks.people[0].number, TODAY)
    opened = getattr(tab.middle.setting_up, window)()
    (close,) = (b for b in opened.findChildren(QPushButton) if b.text() == _("Close"))
    opened.setFocus()
    qtbot.keyClick(opened, Qt.Key.Key_Return)
    assert opened.isVisible()
    close.click()
    assert not opened.isVisible()
    opened.show()
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()


@pytest.mark.parametrize("closed", [False, True])
def test_the_window_of_a_person_whose_import_is_undone_closes(desk, tab, closed):
    """Also long after it was closed nothing is asked about somebody who is not there any more."""
    store, office = desk.store, tab.showing.code
    with store.operation("test", "somebody new"):
        store.db.execute(
            "INSERT INTO employee (number, name, branch, function)"
            " SELECT 'X-1', 'Aan Baru', branch, function FROM employee WHERE branch = ? LIMIT 1",
            [office],
        )
    tab.grid.choose("X-1", TODAY)
    opened = tab.middle.setting_up.show_person()
    if closed:
        opened.close()
    undo(store)
    assert store.people.get("X-1") is None and not opened.isVisible()


def test_what_was_refused_is_no_longer_said_once_something_was_done(window, desk):
    """A pin on an unplanned day is refused; the next thing that is done takes the sentence away."""
    window.go("schedule", "SBU-01")
    tab = window.schedule
    person = tab.weeks.people[0].number
    tab.grid.choose(person, date(2020, 12, 20))
    tab.middle.setting_up.toggle_pin()
    assert window.banner.isVisible()
    assert desk.perform(lambda: set_commute(desk.store, person, Commute(40)))
    assert not window.banner.isVisible()
