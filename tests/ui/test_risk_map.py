"""The risk map: counts, one selection, weeks, filters, zoom, and the picture to take away."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt

from cmt_desk import i18n
from cmt_desk.domain.branches import Bulletin, Reading, Zone, ZoneHistory
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.store import Store
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.risk_map import RiskMapTab
from cmt_desk.ui.risk_map.ground import round_length
from cmt_desk.ui.risk_map.hover import office_tip
from cmt_desk.ui.risk_map.marks import FAN_FROM, place_marks
from cmt_desk.ui.risk_map.plate import Plate
from cmt_desk.ui.risk_map.weeks import weeks_until


@pytest.fixture
def tab(qtbot, desk: Desk) -> RiskMapTab:
    return shown(qtbot, desk)


def shown(qtbot, desk: Desk) -> RiskMapTab:
    made = RiskMapTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def legend(tab: RiskMapTab) -> dict[Zone | None, tuple[int, str]]:
    assert tab.legend.legend
    return {row.zone: (row.offices, row.share) for row in tab.legend.legend.rows}


def table_codes(tab: RiskMapTab) -> set[str]:
    return {office.branch.code for office in tab.table.records.records}


def click(qtbot, tab: RiskMapTab, code: str) -> None:
    """On the marker of an office, wherever the map shows it now."""
    mark = tab.map.plate.mark_of(code)
    assert mark
    qtbot.mouseClick(tab.map, Qt.MouseButton.LeftButton, pos=tab.map.plate.place_of(mark).toPoint())


# --- the day --------------------------------------------------------------------------------------


def test_the_legend_shows_the_second_of_december(tab):
    """99 orange and 24 red of 123, as published."""
    assert legend(tab) == {
        Zone.RED: (24, "19,51 %"),
        Zone.ORANGE: (99, "80,49 %"),
        Zone.YELLOW: (0, "0,00 %"),
        Zone.GREEN: (0, "0,00 %"),
    }
    assert sum(row.change or 0 for row in tab.legend.legend.rows) == 0


def test_every_week_agrees_with_the_rows_of_the_bulletin(tab, demo):
    """Stepped through with the slider; counted again by SQL, by nobody's code."""
    weeks = demo.db.query("SELECT day FROM bulletin ORDER BY day")
    for n, week in enumerate(weeks):
        tab.weeks.slider.setValue(n)
        rows = demo.db.query(
            "SELECT r.zone, count(*) AS n FROM branch b JOIN zone_reading r ON r.area = b.area"
            " WHERE r.bulletin = ? GROUP BY r.zone",
            [week["day"]],
        )
        assert tab.desk.days.day == date.fromisoformat(week["day"])
        assert {z.value: c for z, (c, _) in legend(tab).items() if c} == {r["zone"]: r["n"] for r in rows}


def test_the_arrows_step_from_bulletin_to_bulletin_and_back_to_today(tab, qtbot):
    qtbot.mouseClick(tab.weeks.earlier, Qt.MouseButton.LeftButton)
    assert tab.desk.days.day == date(2020, 11, 29)
    qtbot.mouseClick(tab.weeks.earlier, Qt.MouseButton.LeftButton)
    assert tab.desk.days.day == date(2020, 11, 22)
    for _step in range(2):
        qtbot.mouseClick(tab.weeks.later, Qt.MouseButton.LeftButton)
    assert tab.desk.days.day == DAY
    assert not tab.weeks.later.isEnabled()


def test_a_bulletin_turns_amber_on_its_eleventh_day(tab):
    tab.desk.days.move_to(date(2020, 12, 9))
    assert tab.bulletin.property("tone") == ""
    tab.desk.days.move_to(date(2020, 12, 10))
    assert tab.bulletin.property("tone") == "warning"


def test_the_map_follows_an_undo(tab):
    """Without the last bulletin the week before decides again."""
    before = legend(tab)
    undo(tab.desk.store)
    assert "22 November 2020" in tab.bulletin.text()
    assert legend(tab) != before


def test_made_up_zones_are_called_an_illustration(tab):
    assert tab.note.text()


def test_a_desk_without_bulletins_asks_for_one(qtbot, qapp, store: Store):
    tab = shown(qtbot, Desk.over(store))
    assert tab.no_bulletin.isVisible() and not tab.no_bulletin.go.isVisible()
    with qtbot.waitSignal(tab.desk.picked.wanted) as wanted:
        tab.no_bulletin.bring.click()
    assert wanted.args == ["import", "zones"]
    assert legend(tab)[None] == (123, "100,00 %")


def test_a_day_before_the_first_bulletin_leads_to_it(tab):
    tab.desk.days.move_to(date(2020, 5, 1))
    assert tab.no_bulletin.isVisible()
    tab.no_bulletin.go.click()
    assert tab.desk.days.day == date(2020, 5, 31)
    assert not tab.no_bulletin.isVisible()


# --- one selection ----------------------------------------------------------------------------------


def test_an_office_picked_in_the_table_is_picked_everywhere(tab):
    tab.table.setCurrentIndex(tab.table.model().index(3, 0))
    office = tab.table.current().branch
    assert tab.desk.picked.branch == office.code
    assert tab.panel.name.text() == office.name
    assert tab.map.plate.mark_of(office.code)


def test_an_office_clicked_on_the_map_is_current_in_the_table(tab, qtbot):
    tab.map.go_to("KAL-01")
    click(qtbot, tab, "KAL-01")
    assert tab.desk.picked.branch == "KAL-01"
    assert tab.table.current().branch.code == "KAL-01"
    qtbot.mouseClick(tab.map, Qt.MouseButton.LeftButton, pos=QPointF(4, 4).toPoint())
    assert tab.desk.picked.branch == "" and tab.table.current() is None


def test_the_map_recentres_only_when_the_picked_office_is_outside(tab):
    view = tab.map.plate.view
    centre = view.centre
    tab.desk.picked.pick_branch("JTM-01")
    assert view.centre == centre
    tab.map.go_to("BNP-05")  # Jayapura, far in the east
    tab.desk.picked.pick_branch("SBU-01")
    branch = tab.map.plate.office("SBU-01").branch
    assert QRectF(QPointF(0, 0), view.size).contains(view.place(branch.lon, branch.lat))


@pytest.mark.parametrize("place", ["schedule", "office_cases"])
def test_the_panel_leads_to_roster_and_cases_of_the_office(tab, qtbot, place):
    tab.desk.picked.pick_branch("DKI-01")
    with qtbot.waitSignal(tab.desk.picked.wanted) as wanted:
        tab.panel.ways[place].click()
    assert wanted.args == [place, "DKI-01"]


# --- filters ----------------------------------------------------------------------------------------


def test_a_regional_office_filters_table_map_and_legend(tab):
    tab.filters.regional.setCurrentIndex(tab.filters.regional.findData("DKI"))
    tab.filters.regional.activated.emit(0)
    codes = table_codes(tab)
    assert codes and all(code.startswith("DKI") for code in codes)
    assert {code for mark in tab.map.plate.marks for code in mark.codes} == codes
    assert sum(count for count, _share in legend(tab).values()) == len(codes)
    assert str(len(codes)) in tab.legend.legend.title and "123" in tab.legend.legend.title
    tab.filters.clear()
    assert len(table_codes(tab)) == 123


def test_words_and_marks_filter_together(tab):
    tab.filters.words.setText("jakarta")
    tab.filters.zones[Zone.RED].click()
    offices = tab.table.records.records
    assert offices and all(o.zone is Zone.RED and "Jakarta" in o.branch.name for o in offices)


def test_the_picked_office_comes_back_with_the_filter(tab):
    tab.desk.picked.pick_branch("KAL-01")
    tab.filters.words.setText("jakarta")
    assert tab.table.current() is None and tab.desk.picked.branch == "KAL-01"
    tab.filters.words.clear()
    assert tab.table.current().branch.code == "KAL-01"


# --- markers and names ------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [20, 33, 60, 150, FAN_FROM, 900, 4000])
def test_each_office_has_one_place_and_no_marker_hides_another(demo, scale):
    branches = demo.branches.all()
    marks = place_marks(branches, scale, fan=scale >= FAN_FROM)
    assert Counter(code for m in marks for code in m.codes) == Counter(b.code for b in branches)
    for a, b in combinations(marks, 2):
        apart = QPointF(a.x - b.x, a.y - b.y)
        assert (apart.x() ** 2 + apart.y() ** 2) ** 0.5 > 0.9 * (a.radius + b.radius)


@pytest.mark.parametrize("scale", [21, 40, 90, 300, 1000])
def test_no_name_lies_on_another_or_on_a_marker(tab, scale):
    plate: Plate = tab.map.plate
    plate.view.zoom(scale / plate.view.scale)
    assert plate.labels
    for a, b in combinations(plate.labels, 2):
        assert not a.box.intersects(b.box), (a.text, b.text)
    for label in plate.labels:
        for mark in plate.marks:
            assert not label.box.contains(QPointF(mark.x, mark.y)), label.text


def test_a_click_on_a_group_comes_closer_until_it_parts(tab, qtbot):
    for _click in range(8):
        mark = tab.map.plate.mark_of("DKI-01")
        if len(mark.codes) == 1:
            break
        click(qtbot, tab, "DKI-01")
    click(qtbot, tab, "DKI-01")
    assert tab.desk.picked.branch == "DKI-01"


def test_all_27_of_jabodetabek_can_be_picked_in_the_inset(tab, qtbot):
    inset = tab.map.inset
    assert inset.plate.offices_at_home == 27
    spot = inset.plate.place_of(inset.plate.mark_of("DKI-05"))
    at = inset.box.topLeft() + QPointF(0, inset.box.height() - inset.plate.view.size.height()) + spot
    qtbot.mouseClick(tab.map, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert tab.desk.picked.branch == "DKI-05"


def test_hovering_never_reads_markup_from_a_name(tab):
    office = tab.table.records.records[0]
    bad = replace(office, branch=replace(office.branch, name="<img src=http://x/y>"))
    tip = office_tip(bad, tab._day)
    assert "<img" not in tip and "&lt;img src=http://x/y&gt;" in tip


def test_the_place_under_the_cursor_stays_and_the_zoom_has_ends(tab):
    view, spot = tab.map.plate.view, QPointF(500, 250)
    held = view.under(spot)
    tab.map.zoom(4, spot)
    assert (view.under(spot) - held).manhattanLength() < 1e-6
    for _notch in range(60):
        tab.map.zoom(2, spot)
    closest = view.scale
    tab.map.zoom(2, spot)
    assert view.scale == closest
    for _notch in range(60):
        tab.map.zoom(0.5, spot)
    assert view.at_home and view.seen.adjusted(-0.1, -0.1, 0.1, 0.1).contains(view.home)


@pytest.mark.parametrize("most, length", [(149, 100), (230, 200), (999, 500), (1000, 1000), (0.3, 0.2)])
def test_the_scale_bar_is_a_round_number(most, length):
    assert round_length(most) == pytest.approx(length)


# --- weeks ------------------------------------------------------------------------------------------


def test_a_missing_week_is_a_gap_and_not_filled_in():
    days = [date(2020, 11, 1), date(2020, 11, 8), date(2020, 11, 22)]
    bulletins = [Bulletin(day, "", 1) for day in days]
    history = ZoneHistory([Reading(day, "A", Zone.RED, "") for day in days if day.day != 8])
    weeks = weeks_until(bulletins, history, "A", date(2020, 12, 7))
    assert [(w.day.isoformat()[5:], w.bulletin, w.reading is not None) for w in weeks] == [
        ("11-01", True, True),
        ("11-08", True, False),  # published, without this area
        ("11-15", False, False),
        ("11-22", True, True),
        ("11-29", False, False),  # and after the last one
    ]


# --- pictures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind, begins", [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_the_map_is_saved_as_a_picture(tab, tmp_path, kind, begins):
    file = tmp_path / f"map.{kind}"
    assert tab.out.save_picture(file)
    assert file.read_bytes().startswith(begins)


def test_a_picture_that_cannot_be_written_is_said(tab, tmp_path, qtbot):
    with qtbot.waitSignal(tab.desk.banner.said) as said:
        assert not tab.out.save_picture(tmp_path / "nowhere" / "map.png")
    assert said.args[0] == "trouble"


def test_it_speaks_english_too(qtbot, desk):
    with i18n.speaking("en"):
        assert "Bulletin of 29 November 2020 · 3 days old" in shown(qtbot, desk).bulletin.text()
