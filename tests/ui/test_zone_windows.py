"""The windows of the map tab: bulletins, a correction, what if, as known then, a page without a date."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDialog

from cmt_desk import i18n
from cmt_desk.domain.branches import Zone
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.operations.zones import correct_reading, remove_bulletin
from cmt_desk.ui.importing.dialog import ImportDialog
from cmt_desk.ui.risk_map import RiskMapTab
from cmt_desk.ui.risk_map.boundaries import boundaries_dialog
from cmt_desk.ui.risk_map.strip import week_text
from cmt_desk.ui.risk_map.weeks import weeks_until

WEEK = date(2020, 11, 29)


@pytest.fixture
def tab(qtbot, desk) -> RiskMapTab:
    made = RiskMapTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


# --- bulletins ---------------------------------------------------------------------------------------


def test_the_list_shows_every_bulletin_and_a_removed_week_as_a_gap(tab, demo):
    window = tab.questions.show_bulletins()
    days = [row.day for row in window.table.records.records]
    assert days == [b.day for b in reversed(demo.branches.bulletins())]
    row = window.table.records.records[0]
    assert sum(row.line.zones.values()) == row.line.bulletin.areas == row.total == 514
    assert window.remove(date(2020, 11, 15))
    gap = next(row for row in window.table.records.records if row.day == date(2020, 11, 15))
    assert gap.line is None
    assert "1" in window.told.text()
    window.table.choose(gap.day)
    assert window.chosen() is None  # what is not there cannot be removed
    undo(demo)
    assert [row.day for row in window.table.records.records] == days
    assert all(row.line for row in window.table.records.records)


def test_the_last_bulletin_is_marked_once_it_is_older_than_ten_days(tab, demo, desk):
    for week in (0, 1):
        remove_bulletin(demo, WEEK - timedelta(weeks=week))
    window = tab.questions.show_bulletins()
    rows = window.table.records.records
    assert [(r.day, r.line is None, r.stale) for r in rows[:3]] == [
        (WEEK, True, False),
        (WEEK - timedelta(weeks=1), True, False),
        (WEEK - timedelta(weeks=2), False, True),
    ]
    window.table.choose(rows[2].day)
    window._go()
    assert desk.days.day == WEEK - timedelta(weeks=2)


# --- correcting --------------------------------------------------------------------------------------


def test_a_zone_is_corrected_from_the_panel_and_the_strip_says_so(tab, desk, demo, qtbot):
    desk.picked.pick_branch("SBU-01")
    dialog = tab.questions.correction("SBU-01")
    qtbot.addWidget(dialog)
    assert dialog.zone.zone is Zone.ORANGE
    assert not dialog.go.isEnabled()
    dialog.zone.buttons[Zone.RED].click()
    assert not dialog.go.isEnabled()  # no reason yet
    dialog.reason.setText("Salinan <b>satgas</b>")
    dialog.go.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert tab.panel.mark.zone is Zone.RED
    last = weeks_until(demo.branches.bulletins(), demo.branches.history(), "KOTAMEDAN", DAY)[-1]
    assert "Salinan" in week_text(last)
    assert "RESIKO SEDANG" in week_text(last)
    again = tab.questions.correction("SBU-01")
    qtbot.addWidget(again)
    again.zone.buttons[Zone.ORANGE].click()
    again.reason.setText("ternyata benar")
    again.accept()
    assert tab.panel.mark.zone is Zone.ORANGE
    assert not demo.zones.lines()[0].corrected


def test_as_known_then_leaves_out_what_was_corrected_later(tab, desk, demo):
    """The demo was made on 2 December; the correction is of today, by the real clock."""
    correct_reading(demo, WEEK, "KOTAMEDAN", Zone.RED, "salah baca")
    desk.picked.pick_branch("SBU-01")
    assert tab.panel.mark.zone is Zone.RED
    tab.questions.as_known.setChecked(True)
    assert tab.panel.mark.zone is Zone.ORANGE
    assert tab.note.text() == "Zona seperti yang diketahui pada hari yang ditampilkan."
    desk.days.move_to(date(2020, 12, 1))  # nothing was known yet: the desk is of the 2nd
    assert tab._day.bulletin is None
    assert tab.no_bulletin.isVisible()
    assert tab.weeks.isVisible()
    tab.questions.as_known.setChecked(False)
    assert tab.panel.mark.zone is Zone.RED


# --- what if -----------------------------------------------------------------------------------------


def test_what_if_asks_for_the_picked_office_and_follows_a_change(tab, desk, demo, demo_copy: Path):
    desk.picked.pick_branch("SBU-01")
    before = demo_copy.read_bytes()
    window = tab.questions.show_what_if()
    assert window.choice.codes == ["SBU-01"]
    assert [o.branch.code for o in window.answer.offices] == ["SBU-01"]
    assert "→" in window.tiles["cap"].value.text()
    assert "PRT-23" in window.protocols.text()
    window.zone.buttons[Zone.GREEN].click()
    assert window.answer.zone is Zone.GREEN
    assert demo_copy.read_bytes() == before
    correct_reading(demo, WEEK, "KOTAMEDAN", Zone.GREEN, "coba")
    window.compute()
    assert window.answer.offices[0].changes is False
    assert window.table.selectionMode() == window.table.SelectionMode.SingleSelection


def test_a_whole_regional_office_is_asked_about_and_printed(tab, demo, tmp_path: Path):
    window = tab.questions.show_what_if()
    assert window.answer is None  # nothing chosen: says so, and nothing can be printed
    assert not any(action.isEnabled() for action in window.made.values())
    window.choice.region.setCurrentIndex(window.choice.region.findData("SBU"))
    window.compute()
    here = {b.code for b in demo.branches.all() if b.regional_office == "SBU"}
    assert {o.branch.code for o in window.answer.offices} == here
    paper = window.as_paper()
    assert all(o.branch.name in paper.html for o in window.answer.offices)
    assert "PRT-05" in paper.html
    assert window.paper.save_pdf(tmp_path / "memo.pdf")
    assert (tmp_path / "memo.pdf").read_bytes().startswith(b"%PDF")
    item = window.choice.list.item(0)
    window.choice.region.setCurrentIndex(0)
    assert set(window.choice.codes) == here  # every office is shown again, the ticks stay
    item.setCheckState(Qt.CheckState.Checked)
    assert item.data(Qt.ItemDataRole.UserRole) in window.choice.codes


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_action_has_words_in_both_languages(tab, language: str):
    with i18n.speaking(language):
        for window in (tab.questions, tab.questions.show_bulletins()):
            assert all(a.text and a.tip for a in window.actions())


# --- a page without a date ------------------------------------------------------------------------------


def test_a_pasted_page_asks_for_its_date_before_anything_is_read(qtbot, desk, demo, tmp_path: Path):
    page = tmp_path / "tempel.txt"
    page.write_text("ACEH\tKOTA SABANG\tRISIKO TINGGI\nACEH\tKOTA ATLANTIS\tRISIKO TINGGI\n")
    dialog = ImportDialog(desk, "zones", page)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.day_row.isVisible()
    assert not dialog.go.isEnabled()
    dialog.day.setDate(QDate(2020, 11, 22))
    dialog.use_day.click()
    assert (dialog.intake.read, dialog.intake.taken, dialog.intake.changed) == (2, 1, 1)
    dialog.go.click()
    reading = demo.zones.reading(date(2020, 11, 22), "KOTASABANG")
    assert reading[0].zone is Zone.RED


# --- boundaries --------------------------------------------------------------------------------------


@pytest.fixture
def outlines(tmp_path: Path, demo) -> Path:
    """A square around every office's area and one shape of nowhere."""
    places = {b.area: (b.lon, b.lat) for b in demo.branches.all()}
    areas = demo.branches.areas()
    features = [
        {
            "type": "Feature",
            "properties": {"nama": areas[code].name, "kode": areas[code].kemendagri_code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[x - 0.4, y - 0.4], [x + 0.4, y - 0.4], [x + 0.4, y + 0.4], [x - 0.4, y + 0.4]]
                ],
            },
        }
        for code, (x, y) in places.items()
    ]
    nowhere = {"type": "Feature", "properties": {"nama": "Atlantis"}, "geometry": features[0]["geometry"]}
    file = tmp_path / "batas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [*features, nowhere]}), "utf-8")
    return file


def test_boundaries_are_imported_shown_by_zone_and_undone(tab, desk, demo, outlines: Path, qtbot):
    switch, canvas = tab.questions.areas, tab.map
    assert not switch.shown.isEnabled()  # nothing to show yet
    dialog = boundaries_dialog(desk, outlines, tab)
    qtbot.addWidget(dialog)
    assert [row.name for row in dialog.table.records.records] == ["Atlantis"]
    dialog.go.click()
    assert switch.shown.isChecked()
    layer = canvas.plate.areas
    assert layer is not None
    assert layer.zones["KOTAKUPANG"] is Zone.ORANGE
    offices = {b.area for b in demo.branches.all()}
    assert sum(count for _zone, count in layer.counts()) == len(offices)
    kupang = demo.branches.by_code()["BNP-04"]  # it stands alone: no neighbour's mark lies on its area
    shown = colour_at(canvas, kupang.lon - 0.35, kupang.lat - 0.35)
    correct_reading(demo, WEEK, "KOTAKUPANG", Zone.GREEN, "uji")
    assert layer.zones["KOTAKUPANG"] is Zone.GREEN
    assert colour_at(canvas, kupang.lon - 0.35, kupang.lat - 0.35) != shown
    switch.shown.setChecked(False)
    assert canvas.plate.areas is None
    switch.shown.setChecked(True)
    undo(demo)
    undo(demo)
    assert canvas.plate.areas is None
    assert not switch.shown.isEnabled()


def test_the_map_is_painted_well_once_it_stands_still(tab, desk, demo, outlines: Path, qtbot):
    """While it moves the areas are painted in haste; the second frame of a still map is a kept picture."""
    dialog = boundaries_dialog(desk, outlines, tab)
    qtbot.addWidget(dialog)
    dialog.accept()
    tab.map.grab()
    tab.map.zoom(2)
    tab.map.grab()
    assert tab.map.plate.rough
    assert tab.map._still.isActive()
    tab.map.grab()
    assert not tab.map.plate.rough


def test_what_is_not_geojson_is_said_in_the_banner(tab, desk, tmp_path: Path):
    said = []
    desk.banner.said.connect(lambda kind, text: said.append((kind, text)))
    file = tmp_path / "x.geojson"
    file.write_text("{")
    assert boundaries_dialog(desk, file, tab) is None
    assert [kind for kind, _text in said] == ["refused"]


def colour_at(canvas, lon: float, lat: float) -> int:
    place = canvas.plate.view.place(lon, lat).toPoint()
    canvas.grab()
    return canvas.grab().toImage().pixel(place)
