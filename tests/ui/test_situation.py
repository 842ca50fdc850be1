"""Situasi: every figure leads to its rows, is compared with yesterday, and says how old it is."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt

from cmt_desk import i18n
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.cases import Status
from cmt_desk.domain.sheets import Scope
from cmt_desk.i18n import number
from cmt_desk.operations.cases import open_case
from cmt_desk.operations.sheets import Printed, issue_sheet
from cmt_desk.ui.situation.curve import DAYS
from cmt_desk.ui.situation.now import situation_shown
from cmt_desk.ui.window import Window


@pytest.fixture
def tab(window: Window):
    return window.situation


def shown(tab) -> dict[str, str]:
    return {key: tile.value.text() for key, tile in tab.tiles.items()}


def test_the_figures_of_2_december_2020(tab, desk):
    planned = desk.store.sheets.facts(Scope(), desk.days.day).in_office  # the day itself has no lists yet
    assert shown(tab) == {
        "active": "71", "new": "12", "cumulative": "282", "recovered": "211", "deaths": "0", "exposed": "76",
        "office": number(planned), "protocols": "15",
    }  # fmt: skip
    assert tab.tiles["active"].third.text() == "12 RS · 59 isoman"
    assert tab.tiles["active"].second.text() == "+12 sejak kemarin"
    assert tab.zone_counts() == {Zone.GREEN: 0, Zone.YELLOW: 0, Zone.ORANGE: 99, Zone.RED: 24, None: 0}


def test_the_change_since_yesterday_is_todays_figure_less_yesterdays(tab, desk):
    """Counted from the day before, not from what the tab said."""
    before = desk.store.sheets.facts(Scope(), desk.days.day - timedelta(days=1))
    now = desk.store.sheets.facts(Scope(), desk.days.day)
    told = {change.what: (change.before, change.now) for change in tab.changes.changes}
    there = [sum(a.wao for a in desk.store.attendance.on(f.day).values()) for f in (before, now)]
    assert told["attendance.wao"] == tuple(there)
    assert there[0] < before.in_office  # some of the planned were absent the day before
    assert told["protocols.running"] == (before.protocols.running, now.protocols.running)
    assert told["cases.active"] == (before.cases.active, now.cases.active)
    assert "exposed_units" not in told  # the same on both days


@pytest.mark.parametrize(
    ("tile", "rows"), [("active", 71), ("new", 12), ("cumulative", 282), ("recovered", 211), ("deaths", 0)]
)
def test_a_tile_of_cases_leads_to_as_many_rows_as_it_says(window: Window, tab, tile, rows):
    tab.tiles[tile].clicked.emit()
    assert window.cases.isVisible()
    assert len(window.cases.list.shown_ids()) == rows


def test_the_keyboard_leads_too(window: Window, tab, qtbot):
    tab.tiles["active"].setFocus()
    qtbot.keyClick(tab.tiles["active"], Qt.Key.Key_Return)
    assert window.cases.isVisible()


def test_the_other_tiles_lead_to_their_pages(window: Window, tab):
    tab.tiles["office"].clicked.emit()
    assert window.schedule.country.isVisible()
    tab.tiles["protocols"].clicked.emit()
    assert window.protocols.due.isVisible()


def test_a_zone_leads_to_its_offices(window: Window, tab, qtbot):
    """The figure of red stands in the last quarter, its part of the bar in the last fifth."""
    bar = tab.zones.bar
    assert bar.zone_at(QPointF(bar.width() - 5, 10)) is Zone.RED
    assert bar.zone_at(QPointF(bar.width() / 2, bar.height() - 3)) is Zone.ORANGE
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPointF(bar.width() - 5, 10).toPoint())
    assert window.risk_map.isVisible()
    assert len(window.risk_map.shown) == 24
    tab.tiles["exposed"].clicked.emit()
    assert len(window.risk_map.shown) == 76
    window.go("map", "")
    assert len(window.risk_map.shown) == 123


def test_the_keyboard_reaches_what_the_mouse_does(window: Window, tab, qtbot, monkeypatch):
    """Arrows walk along the zones and the days, each is told, and Enter goes where a click goes."""
    went: list[tuple[str, str]] = []
    said: list[str] = []
    monkeypatch.setattr(
        "cmt_desk.ui.widgets.day_chart.QToolTip.showText", lambda _at, text, _chart: said.append(text)
    )
    tab.desk.picked.wanted.connect(lambda *lead: went.append(lead))
    bar, chart = tab.zones.bar, tab.curve.new
    for widget, keys in (
        (bar, "End Left Right Return"), (chart, "Home Right Return"), (tab.functions, "Space"),
        (tab.changes, "Return"),
    ):  # fmt: skip
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        window.turn_to("situation")
        widget.setFocus()
        for key in keys.split()[:-1]:
            qtbot.keyClick(widget, getattr(Qt.Key, f"Key_{key}"))
        if widget is bar:
            assert bar.accessibleDescription().startswith("Merah 24, ")
        if widget is chart:
            second = chart.figure.first + timedelta(days=1)
            assert chart.accessibleDescription().startswith(i18n.full_date(second))
            assert len(said) == 2 and i18n.full_date(second) in said[-1]
        qtbot.keyClick(widget, getattr(Qt.Key, f"Key_{keys.split()[-1]}"))
    assert went == [
        ("map", "zone:MERAH"), ("cases", "charts"), ("continuity", "functions"), ("sheet", ""),
    ]  # fmt: skip


def test_a_regional_office_leads_to_its_offices(window: Window, tab):
    row = tab.attendance.table.records.records[0]
    tab.attendance.table.opened.emit(row)
    offices = [o.branch.regional_office for o in window.risk_map.shown]
    assert offices and set(offices) == {row.code}
    assert sum(o.in_office or 0 for o in window.risk_map.shown) == row.inside


def test_the_curve_is_drawn_anew_only_where_it_changed(tab, desk):
    drawn = tab.curve.new.drawn
    tab.refresh()
    assert tab.curve.new.drawn == drawn
    desk.days.move_to(desk.days.day - timedelta(days=1))
    assert tab.curve.new.drawn == drawn + 1
    figure = tab.curve.new.figure
    assert figure.days == DAYS and figure.first == date(2020, 12, 1) - timedelta(days=DAYS - 1)
    assert figure.parts[0].values[-1] == desk.store.cases.figures(date(2020, 12, 1)).new


def test_an_old_map_turns_amber(tab, desk):
    assert not tab.zones.source.property("tone")
    desk.days.move_to(date(2020, 12, 10))
    assert tab.zones.source.property("tone") == "warning"
    assert tab.tiles["new"].third.property("tone") == "warning"  # no case was recorded since
    assert tab.tiles["new"].third.text() == "terakhir dicatat 2 Des"


def test_low_supplies_tell_their_age_and_lead_to_the_counts(window: Window, tab, desk):
    tab._show_rest()
    counted = desk.store.supplies.stocks(desk.days.day)
    assert tab.supplies.title.text() == f"Perlengkapan kurang · {sum(s.low for s in counted)}"
    assert tab.supplies.age.text().startswith("hitungan terakhir ") and not tab.supplies.age.property("tone")
    tab.supplies.table.opened.emit(tab.supplies.table.records.records[0])
    assert window.continuity.isVisible()
    window.turn_to("situation")
    desk.days.move_to(date(2021, 3, 3))
    assert tab.supplies.age.property("tone") == "warning"


def test_the_course_leads_to_the_charts(window: Window, tab, qtbot):
    qtbot.mouseClick(tab.curve.new, Qt.MouseButton.LeftButton)
    assert window.cases.isVisible() and window.cases.view_list.key() == "charts"


def test_functions_show_their_clocks_and_lead_to_them(window: Window, tab, desk, qtbot):
    lines = tab.functions.lines
    assert [line.name.text() for line in lines] == ["Kepesertaan & Iuran", "Pelayanan", "Investasi"]
    assert "6 jam 20 menit di bawah MBCO" in lines[1].clock.text()
    qtbot.mouseClick(tab.functions, Qt.MouseButton.LeftButton)
    assert window.continuity.isVisible()


def test_an_empty_desk_says_what_would_fill_each_panel(qtbot, dressed, tmp_path):
    from cmt_desk.operations.desk import create_desk
    from cmt_desk.ui.desk import Desk

    with create_desk(tmp_path / "baru.desk") as store:
        window = Window(Desk.over(store))
        qtbot.addWidget(window)
        window.show()
        tab = window.situation
        tab._show_rest()
        empty = [p for p in (*tab.first, *tab.rest) if getattr(p, "empty", None) is not None]
        assert {type(p).__name__ for p in empty} == {
            "ZonesPanel", "CurvePanel", "AttendancePanel", "SuppliesPanel", "SilentPanel"
        }  # fmt: skip
        wanted: list[tuple[str, str]] = []
        window.desk.picked.wanted.disconnect()
        window.desk.picked.wanted.connect(lambda *where: wanted.append(where))
        for panel in empty:
            panel.empty.way_out.click()
        assert ("import", "zones") in wanted and ("continuity", "supplies") in wanted
        assert len(wanted) == len(empty)
        window.close()


def test_the_footer_says_saved_map_and_who_was_heard_of(window: Window, desk, qtbot):
    """Every office of the demo has a roster on 2 December; on the Sunday before none of them works."""
    footer = window.footer
    qtbot.waitUntil(lambda: footer.heard.text() != "", timeout=2000)
    assert footer.saved.text().startswith("✓ tersimpan ")
    assert footer.map.text() == "peta 29 Nov (3 hari) · ilustrasi"
    assert footer.heard.text() == "123/123 kantor melapor"
    with i18n.speaking("en"):
        desk.days.move_to(date(2020, 11, 30))
        qtbot.waitUntil(lambda: footer.map.text().startswith("map of 29 Nov (1 day) "), timeout=2000)
    desk.days.move_to(date(2020, 12, 20))
    qtbot.waitUntil(lambda: footer.map.property("tone") == "warning", timeout=2000)
    signs = desk.store.sheets.last_signs(date(2020, 12, 20)).values()
    heard = sum(last == date(2020, 12, 20) for last in signs)
    assert footer.heard.text() == f"{heard}/123 kantor melapor" and heard < 123


def test_attendance_is_taken_from_the_list_where_there_is_one(tab, desk):
    """The day before was recorded in twenty offices; who planned to come and did not, does not count."""
    assert tab.attendance.source.text() == "123 dari jadwal"
    desk.days.move_to(date(2020, 12, 1))
    assert tab.attendance.source.text() == "20 kantor dari daftar hadir · 103 dari jadwal"
    shown = sum(row.inside for row in tab.attendance.table.records.records)
    assert str(shown) == tab.tiles["office"].value.text().replace(".", "")
    desk.days.move_to(date(2021, 3, 3))
    assert tab.attendance.source.text() == "123 tanpa data"
    assert tab.attendance.source.property("tone") == "warning"
    assert tab.tiles["office"].value.text() == "–"  # not known is not zero
    table = tab.attendance.table
    assert {table.model().index(n, 2).data()[:1] for n in range(table.model().rowCount())} == {"–"}
    assert len(tab.silent.table.records.records) == 123
    assert tab.silent.table.model().index(0, 1).data() == "lebih dari 28 hari"


def test_without_employees_nobody_is_called_the_source(tab, desk):
    """As after an undone import: the words of before would stand over the empty panel."""
    now = situation_shown(desk)
    tab.attendance.show_situation(replace(now, facts=replace(now.facts, offices=())))
    assert tab.attendance.empty is not None
    assert tab.attendance.source.isHidden()
    tab.attendance.show_situation(now)
    assert not tab.attendance.source.isHidden()


@pytest.mark.parametrize("day", [date(2020, 12, 2), date(2020, 12, 1), date(2020, 6, 10), date(2019, 1, 1)])
def test_everything_fits_a_small_laptop(window: Window, tab, desk, qapp, day):
    """No panel asks for more than 1366×768 gives, on any day; every regional office is in sight."""
    desk.days.move_to(day)
    qapp.processEvents()
    assert (window.width(), window.height()) == (1366, 768)
    assert window.minimumSizeHint().width() <= 1366 and window.minimumSizeHint().height() <= 768
    table = tab.attendance.table
    assert not table.verticalScrollBar().isVisible() and not table.horizontalScrollBar().isVisible()
    for tile in tab.tiles.values():
        for label in (tile.name, tile.value, tile.second, tile.third):
            assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width(), label.text()
            assert "…" not in label.text()


def test_it_fits_in_english_too(qtbot, desk):
    with i18n.speaking("en"):
        window = Window(desk)
        qtbot.addWidget(window)
        window.show()
        assert window.minimumSizeHint().width() <= 1366 and window.minimumSizeHint().height() <= 768
        for key, tile in window.situation.tiles.items():
            for label in (tile.name, tile.value, tile.second, tile.third):
                assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width(), (
                    key,
                    label.text(),
                )


def test_what_changed_is_told_since_the_last_issued_sheet(window: Window, tab, desk):
    """Issued, nothing has changed; then a case is recorded, and the strip tells it."""
    issue(desk.store, desk.days.day)
    tab._show_rest()
    assert tab.changes.since.text() == "Sejak LSH/261/122020 (2 Des 16.10)"
    assert tab.changes.changes == [] and tab.changes.text.text() == "tidak ada perubahan"
    ill = {row.employee for row in desk.store.cases.rows(desk.days.day)}
    someone = next(e.number for e in desk.store.people.all() if e.number not in ill)
    assert desk.perform(lambda: open_case(desk.store, someone, Status.CONFIRMED_SYMPTOMS, desk.days.day))
    told = {change.what: (change.before, change.now) for change in tab.changes.changes}
    assert told["cases.active"] == (71, 72) and told["cases.cumulative"] == (282, 283)
    assert "Dalam penanganan 72 (+1)" in tab.changes.text.toolTip()
    assert tab.tiles["active"].second.text() == "+13 sejak kemarin"  # the tiles compare with yesterday
    desk.days.move_to(date(2020, 12, 1))  # before the sheet: nothing was issued by then
    assert tab.changes.since.text() == "Sejak kemarin (belum ada lembar terbit)"


def issue(store, day: date) -> None:
    """As the sheets' tab does, with a printer that prints one line."""
    issue_sheet(
        store, Scope(), day, now=datetime(2020, 12, 2, 16, 10),
        print_sheet=lambda _sheet: Printed(b"%PDF", 1, {"html": "", "annexes": ()}),
    )  # fmt: skip


def test_who_turns_away_at_once_finds_everything_on_coming_back(qtbot, desk, qapp):
    window = Window(desk)
    qtbot.addWidget(window)
    window.show()
    window.turn_to("cases")
    qapp.processEvents()  # the time at which the rest would have been shown
    tab = window.situation
    assert tab.changes.since.text() == ""
    window.turn_to("situation")
    qtbot.waitUntil(lambda: tab.supplies.title.text() == "Perlengkapan kurang · 19", timeout=2000)
    assert tab.changes.text.text()
