"""The map through the weeks: playing, gaps, who moved, and what a step reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from cmt_desk.domain.branches import Bulletin, Reading, Zone, ZoneHistory
from cmt_desk.operations.demo import DAY
from cmt_desk.store import Store
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.risk_map import RiskMapTab
from cmt_desk.ui.risk_map.weeks import lay_out_stops, weeks_until
from tests.pdf_text import text_of_page

SUNDAYS = [date(2020, 11, 1) + timedelta(weeks=n) for n in range(5)]


@pytest.fixture
def tab(qtbot, desk: Desk) -> RiskMapTab:
    made = RiskMapTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


@contextmanager
def asked_of(store: Store) -> Iterator[list[str]]:
    """Every statement the database was asked."""
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    yield asked
    store._connection.set_trace_callback(None)


# --- playing --------------------------------------------------------------------------------------


def test_it_plays_from_the_first_week_to_today_and_stops_there(tab, qtbot):
    """Pressed on the last week it begins with the first; every stop is shown once, in order."""
    player, seen = tab.weeks.player, []
    tab.desk.days.moved.connect(seen.append)
    player.timer.setInterval(1)
    tab.weeks.play.click()
    assert player.playing
    qtbot.waitUntil(lambda: not player.playing)
    assert seen == list(tab.weeks.slider.days) and seen[-1] == DAY
    assert tab.weeks.play.toolTip().startswith("Putar")


def test_two_weeks_a_second(tab):
    assert tab.weeks.player.timer.interval() == 500


def test_space_plays_and_space_stops_where_it_is(tab, qtbot):
    tab.weeks.slider.setValue(3)
    qtbot.keyClick(tab.map, Qt.Key.Key_Space)
    assert tab.weeks.player.playing
    qtbot.keyClick(tab.map, Qt.Key.Key_Space)
    assert not tab.weeks.player.playing
    assert tab.weeks.slider.value() == 3


@pytest.mark.parametrize("act", ["click", "key", "leave"])
def test_whatever_the_user_does_stops_it(tab, qtbot, act):
    tab.weeks.slider.setValue(3)
    tab.weeks.play.click()
    match act:
        case "click":
            qtbot.mouseClick(tab.map, Qt.MouseButton.LeftButton)
        case "key":
            qtbot.keyClick(tab.filters.words, Qt.Key.Key_A)
        case "leave":
            tab.hide()
    assert not tab.weeks.player.playing


def test_page_keys_and_arrows_step_from_bulletin_to_bulletin(tab, qtbot):
    qtbot.keyClick(tab.map, Qt.Key.Key_PageUp)
    assert tab.desk.days.day == date(2020, 11, 29)
    qtbot.keyClick(tab.weeks.slider, Qt.Key.Key_Left)
    assert tab.desk.days.day == date(2020, 11, 22)
    qtbot.keyClick(tab.weeks.slider, Qt.Key.Key_Right)
    qtbot.keyClick(tab.map, Qt.Key.Key_PageDown)
    assert tab.desk.days.day == DAY


def test_a_week_seen_before_is_not_read_again_until_something_changes(tab, demo):
    tab.weeks.slider.setValue(5)
    tab.weeks.slider.setValue(6)
    with asked_of(demo) as asked:
        tab.weeks.slider.setValue(5)
        tab.weeks.slider.setValue(6)
    assert asked == []
    case = next(c for c in demo.cases.rows(tab.desk.days.day) if c.place)
    office = tab._day.office(case.branch)
    with demo.operation("x", "x"):
        demo.db.execute("DELETE FROM status_spell WHERE case_file = ?", [case.id])
    assert tab._day.office(case.branch).active == office.active - 1


def test_a_step_never_reads_the_journal_nor_all_readings(tab, demo):
    with asked_of(demo) as asked:
        tab.weeks.slider.setValue(4)
    assert asked
    assert not [sql for sql in asked if "operation" in sql or "coalesce(corrected, zone)" in sql]


# --- gaps -------------------------------------------------------------------------------------------


def test_missing_weeks_take_their_room_on_the_slider_and_cannot_be_stopped_at(tab):
    with tab.desk.store.operation("x", "x"):
        for table, column in (("zone_reading", "bulletin"), ("bulletin", "day")):
            tab.desk.store.db.execute(f"DELETE FROM {table} WHERE {column} IN ('2020-10-04', '2020-10-11')")
    slider = tab.weeks.slider
    (gap,) = slider.gaps
    assert (gap.after, gap.before, gap.weeks) == (date(2020, 9, 27), date(2020, 10, 18), 2)
    stop = slider.days.index(gap.after)
    middle = slider.column(stop).right() + slider.column(stop).width()
    assert slider.column(stop + 1).left() - slider.column(stop).right() == pytest.approx(
        2 * slider.column(stop).width()
    )
    assert slider.stop_at(middle) == stop
    assert "2 minggu tanpa buletin" in slider.tip_at(middle)


@pytest.mark.parametrize(
    "days, published, slots, missing",
    [
        (SUNDAYS[:3], SUNDAYS[:3], [0, 1, 2], []),
        ([SUNDAYS[0], SUNDAYS[2]], SUNDAYS, [0, 2], [1]),
        ([SUNDAYS[0], SUNDAYS[0] + timedelta(days=9)], SUNDAYS[:1], [0, 2], [1]),  # late since Tuesday
        ([SUNDAYS[0], SUNDAYS[0] + timedelta(days=8)], SUNDAYS[:1], [0, 1], []),  # not yet late
        ([SUNDAYS[0], SUNDAYS[0] + timedelta(weeks=60)], [SUNDAYS[0]], [0, 5], [59]),  # a year is cut short
        ([], [], [], []),
    ],
)
def test_the_columns_of_the_slider(days, published, slots, missing):
    found, gaps = lay_out_stops(days, published)
    assert (found, [gap.weeks for gap in gaps]) == (slots, missing)


def test_slider_and_strip_agree_on_what_is_missing():
    bulletins = [Bulletin(day, "", 1) for day in (SUNDAYS[0], SUNDAYS[3])]
    on = SUNDAYS[3] + timedelta(days=17)
    weeks = weeks_until(bulletins, ZoneHistory([Reading(SUNDAYS[0], "A", Zone.RED, "")]), "A", on)
    _slots, gaps = lay_out_stops([SUNDAYS[0], SUNDAYS[3], on], [SUNDAYS[0], SUNDAYS[3]])
    assert sum(not week.bulletin for week in weeks) == sum(gap.weeks for gap in gaps) == 4


# --- who moved ----------------------------------------------------------------------------------------


def changes_by_sql(demo, before: str, after: str) -> dict[str, tuple[str, str]]:
    """Counted again, by nobody's code."""
    rows = demo.db.query(
        "SELECT b.code, o.zone AS old, n.zone AS new FROM branch b"
        " JOIN zone_reading o ON o.area = b.area AND o.bulletin = ?"
        " JOIN zone_reading n ON n.area = b.area AND n.bulletin = ? WHERE o.zone <> n.zone",
        [before, after],
    )
    return {row["code"]: (row["old"], row["new"]) for row in rows}


def test_who_moved_lists_every_office_from_and_to_and_follows_the_week(tab, demo):
    moves = tab.show_moves()
    for after, before in (("2020-11-29", "2020-11-22"), ("2020-09-20", "2020-09-13")):
        tab.desk.days.move_to(date.fromisoformat(after))
        shown = {o.branch.code: (o.zone_before, o.zone) for o in moves.table.records.records}
        assert shown == changes_by_sql(demo, before, after)
        assert moves.title.text().startswith(f"{len(shown)} dari 123 kantor")


def test_who_moved_follows_the_filter_and_picks(tab):
    tab.filters.regional.setCurrentIndex(tab.filters.regional.findData("DKI"))
    tab.filters.regional.activated.emit(0)
    moves = tab.show_moves()
    offices = moves.table.records.records
    assert offices and all(o.branch.regional_office == "DKI" for o in offices)
    moves.table.setCurrentIndex(moves.table.model().index(0, 0))
    assert tab.desk.picked.branch == moves.table.current().branch.code


def test_the_list_of_moves_is_printed_and_copied_as_it_is_seen(tab, tmp_path):
    moves = tab.show_moves()
    assert moves.out.save_pdf(tmp_path / "moves.pdf")
    text = "".join(text_of_page(page) for page in pypdf.PdfReader(tmp_path / "moves.pdf").pages)
    names = {o.branch.name for o in moves.table.records.records}
    assert len(names) == 18 and all(name in text for name in names)
    assert "22 November 2020" in text
    moves.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[-2:] == ["Dari", "Ke"]
    assert {line.split("\t")[0] for line in lines[1:]} == names


def test_before_the_second_bulletin_nobody_can_have_moved(tab):
    tab.desk.days.move_to(date(2020, 5, 31))
    moves = tab.show_moves()
    assert not moves.table.isVisible() and moves.between.text()
    assert not any(action.isEnabled() for action in moves.made.values())
