"""All offices at once: problems first, one re-plan in other processes, taken or dropped as a whole."""

from datetime import date

import pytest
from PySide6.QtGui import QFontMetrics

from cmt_desk.operations.desk import undo
from cmt_desk.ui.schedule import ScheduleTab
from cmt_desk.ui.schedule.heat import day_text

WAIT = 60_000  # milliseconds, on a busy machine with cold processes


@pytest.fixture
def country(qtbot, desk):
    """The country's page after two areas turned red."""
    areas = sorted({branch.area for branch in desk.store.branches.all()[:2]})
    with desk.store.operation("test_bulletin", "a red bulletin"):
        desk.store.branches.put_bulletins([{"day": "2020-12-06", "source": "test", "illustrative": 1}])
        desk.store.branches.put_readings(
            {"bulletin": "2020-12-06", "area": area, "zone": "MERAH", "published": "x"} for area in areas
        )
    tab = ScheduleTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1366, 690)
    tab.show()
    tab.show_country()
    qtbot.waitUntil(lambda: not tab.country.reading.running, timeout=WAIT)
    yield tab.country
    tab.country.cancel()


def red(desk) -> set[str]:
    areas = {branch.area for branch in desk.store.branches.all()[:2]}
    return {branch.code for branch in desk.store.branches.all() if branch.area in areas}


def test_every_office_is_there_and_those_with_a_problem_come_first(country, desk, qtmodeltester):
    qtmodeltester.check(country.table.heat)
    codes = [row.code for row in country.table.heat.rows]
    wanted = red(desk)
    assert len(codes) == 123 and set(codes[: len(wanted)]) == wanted
    assert {row.code for row in country.in_trouble()} == wanted
    assert country.replan_all.isEnabled() and str(len(wanted)) in country.summary.text()


def test_a_narrow_day_still_shows_its_cap_where_it_fits(qapp):
    """Four full weeks leave forty pixels a day on the laptop: 9/18 fits there; in fifteen the cap goes."""
    font = qapp.font()
    font.setPixelSize(11)
    assert day_text("9", "9/18", QFontMetrics(font), 40) == "9/18"
    assert day_text("9", "9/18", QFontMetrics(font), 15) == "9"


def test_all_are_replanned_shown_taken_and_undone_as_one(country, desk, qtbot):
    before = {
        code: desk.store.schedule.cells(code, date(2020, 12, 1), date(2020, 12, 31)) for code in red(desk)
    }
    entries = len(desk.store.journal.entries())
    country.replan_all.click()
    qtbot.waitUntil(lambda: country.bar.isVisible(), timeout=WAIT)
    assert len(desk.store.journal.entries()) == entries  # only shown
    assert {made.branch for made in country.proposals()} == red(desk)
    assert not country.replan_all.isEnabled()
    country.bar.take.click()
    assert len(desk.store.journal.entries()) == entries + 1
    qtbot.waitUntil(lambda: not country.reading.running, timeout=WAIT)
    assert country.in_trouble() == [] and not country.bar.isVisible()
    undo(desk.store)
    for code, cells in before.items():
        assert desk.store.schedule.cells(code, date(2020, 12, 1), date(2020, 12, 31)) == cells


def test_a_cancelled_job_leaves_nothing_behind(country, desk, qtbot):
    entries = len(desk.store.journal.entries())
    country.start()
    qtbot.waitUntil(lambda: country.planning.running, timeout=WAIT)
    country.strip.cancel.click()
    assert not country.planning.running and not country.strip.isVisible()
    assert country.proposals() == [] and len(desk.store.journal.entries()) == entries
    assert country.replan_all.isEnabled()


def test_a_click_goes_to_the_office(country, desk):
    code = country.table.heat.rows[4].code
    country.table.clicked.emit(country.table.heat.index(4, 0))
    assert desk.picked.branch == code and not country.isVisible()
