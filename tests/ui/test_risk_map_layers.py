"""What else the map can show and give: layers, silence, the panel's ways out, tables and pictures."""

import csv
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
import python_calamine
from PySide6.QtGui import QGuiApplication

from cmt_desk.domain.silence import is_silent
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.operations.schedule import problem
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.risk_map import RiskMapTab
from cmt_desk.ui.risk_map.hover import office_tip
from cmt_desk.ui.risk_map.layers import Layers, case_radius, legend_height
from cmt_desk.ui.risk_map.table_file import table_rows
from cmt_desk.ui.table_file import write_table


@pytest.fixture
def tab(qtbot, desk: Desk) -> RiskMapTab:
    made = RiskMapTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def choose(combo, value) -> None:
    """As the user does."""
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


# --- layers ---------------------------------------------------------------------------------------


def test_twice_the_cases_are_twice_the_area():
    assert case_radius(20) ** 2 == pytest.approx(2 * case_radius(10) ** 2)


def test_each_layer_changes_the_map_and_only_cases_and_cover_need_a_legend(tab):
    seen = [tab.map.grab().toImage()]
    for name in ("cases", "occupancy", "markers"):
        tab.layers.switches[name].trigger()
        seen.append(tab.map.grab().toImage())
    assert all(a != b for a, b in pairwise(seen))
    assert tab.map.plate.layers == tab.map.inset.plate.layers == Layers(False, True, True)
    assert legend_height(Layers()) == 0 < legend_height(Layers(cases=True))


def test_the_layers_stay_as_they_were_chosen(tab):
    tab.layers.switches["cases"].trigger()
    tab.desk.days.move_to(date(2020, 9, 20))
    tab.hide()
    tab.show()
    assert tab.map.plate.layers.cases and tab.layers.switches["cases"].isChecked()


# --- silence --------------------------------------------------------------------------------------


def silence_of(demo, code: str) -> None:
    """Nothing of an office but what was recorded before the last week of November."""
    with demo.operation("x", "x"):
        demo.db.execute("DELETE FROM roster_week WHERE branch = ? AND monday >= '2020-11-23'", [code])
        demo.db.execute(
            "DELETE FROM status_spell WHERE since > '2020-11-22'"
            " AND case_file IN (SELECT id FROM case_file WHERE branch = ?)",
            [code],
        )
        demo.db.execute("DELETE FROM run_mark WHERE run IN (SELECT id FROM run WHERE branch = ?)", [code])
        demo.db.execute("DELETE FROM run WHERE branch = ?", [code])


def test_silent_for_a_week_is_an_office_nothing_was_recorded_for(tab, demo):
    choose(tab.filters.silent, 7)
    assert tab.shown == []
    silence_of(demo, "KAL-01")
    assert [office.branch.code for office in tab.shown] == ["KAL-01"]
    assert tab.legend.legend.title == "1 dari 123 kantor"
    choose(tab.filters.silent, 14)
    assert tab.shown == []  # its roster of the week before is a sign


def test_what_is_planned_for_later_is_no_sign_of_life(demo):
    """Asked on a Wednesday: only the cells up to it count."""
    silence_of(demo, "KAL-01")
    person = demo.people.of_branch("KAL-01")[0].number
    with demo.operation("x", "x"):
        demo.db.table("roster_week").insert(
            {"employee": person, "monday": "2020-11-30", "branch": "KAL-01", "cells": "---WW--"}
        )
    assert demo.sheets.last_signs(DAY)["KAL-01"] == date(2020, 11, 22)
    assert demo.sheets.last_signs(date(2020, 12, 3))["KAL-01"] == date(2020, 12, 3)


@pytest.mark.parametrize("last, silent", [(None, True), (DAY, False), (date(2020, 11, 26), False),
                                          (date(2020, 11, 25), True)])  # fmt: skip
def test_seven_days_are_the_day_shown_and_six_before(last, silent):
    assert is_silent(last, DAY, 7) is silent


def test_a_time_zone_filters_and_clearing_shows_all_again(tab):
    choose(tab.filters.time_zone, "WIT")
    assert tab.shown and {o.branch.time_zone for o in tab.shown} == {"WIT"}
    tab.filters.clear()
    assert len(tab.shown) == 123


# --- hover and panel ------------------------------------------------------------------------------


def test_open_protocols_are_named_in_hover_and_panel_and_one_click_away(tab, qtbot, demo):
    (run,) = [r for r in demo.protocols.runs() if r.branch == "KAL-09" and not r.finished]
    office = tab._day.office("KAL-09")
    tip = office_tip(office, tab._day)
    for words in ("Protokol berjalan: 1", run.protocol.title_id, "WIB", "Kantor Wilayah Kalimantan"):
        assert words in tip
    tab.desk.picked.pick_branch("KAL-09")
    assert run.protocol.code in tab.panel.figures[-1].text()
    with qtbot.waitSignal(tab.desk.picked.wanted) as wanted:
        tab.panel.ways["protocols"].click()
    assert wanted.args == ["run", run.id]


def test_a_run_not_yet_started_is_not_open_on_an_earlier_day(tab):
    tab.desk.days.move_to(date(2020, 11, 1))
    assert tab._day.runs == {}


# --- taking it away -------------------------------------------------------------------------------


def test_the_zone_table_says_the_same_as_csv_and_as_spreadsheet(tab, tmp_path):
    """Those shown, every column; in the spreadsheet numbers are numbers and days are days."""
    choose(tab.filters.regional, "DKI")
    assert tab.out.save_table(tmp_path / "zona.csv") and tab.out.save_table(tmp_path / "zona.xlsx")
    raw = (tmp_path / "zona.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    sheet = python_calamine.load_workbook(str(tmp_path / "zona.xlsx")).get_sheet_by_index(0).to_python()
    assert len(lines) == len(sheet) == 18
    assert lines[0] == sheet[0] == [
        "Kode", "Kantor", "Kabupaten/kota", "Kantor wilayah", "Zona", "Sejak", "Kasus aktif", "Karyawan",
        "Batas", "Aturan", "Di kantor",
    ]  # fmt: skip
    for line, row, office in zip(lines[1:], sheet[1:], tab.shown, strict=True):
        assert line[1] == row[1] == office.branch.name
        assert row[5] == office.since and line[5] == office.since.isoformat()
        assert row[8] == float(line[8]) == office.cap.people
        assert row[10] == office.in_office


def test_a_name_is_never_a_formula(tab, tmp_path):
    office = tab.shown[0]
    bad = replace(office, branch=replace(office.branch, name="=1+1"))
    for name in ("t.csv", "t.xlsx"):
        write_table(table_rows([bad], {}), tmp_path / name)
    assert "'=1+1" in (tmp_path / "t.csv").read_text("utf-8-sig")
    sheet = python_calamine.load_workbook(str(tmp_path / "t.xlsx")).get_sheet_by_index(0).to_python()
    assert sheet[1][1] == "=1+1"


def test_a_table_that_cannot_be_written_is_said(tab, tmp_path, qtbot):
    with qtbot.waitSignal(tab.desk.banner.said) as said:
        assert not tab.out.save_table(tmp_path / "nowhere" / "zona.xlsx")
    assert said.args[0] == "trouble"


def test_the_copied_picture_is_the_saved_one(tab, tmp_path):
    tab.out.copy_picture()
    copied = QGuiApplication.clipboard().image()
    assert tab.out.save_picture(tmp_path / "map.png")
    assert copied.size().width() == 2828 and copied.save(str(tmp_path / "copied.png"))
    assert (tmp_path / "copied.png").read_bytes() == (tmp_path / "map.png").read_bytes()


def test_the_svg_is_clipped_and_its_lines_do_not_need_a_modern_reader(tab, tmp_path):
    """Qt's SVG Tiny cannot clip: the inset's land would lie over half the country."""
    tab.out.save_picture(tmp_path / "map.svg")
    text = (tmp_path / "map.svg").read_text("utf-8")
    assert "<clipPath" in text and "non-scaling-stroke" not in text


def test_the_offices_one_lost_team_would_break_have_a_ring_on_the_map(tab, qtbot):
    """Reckoned once the layer is asked for, counted in its legend; another office stays as it is."""
    facts = problem(tab.desk.store, "SBU-01", DAY, DAY)
    code = next(f.code for f in facts.functions if facts.minimum(f, DAY))
    with tab.desk.store.operation("test", "one team does it all"):
        tab.desk.store.db.execute(
            "UPDATE employee SET team = 'A1' WHERE branch = 'SBU-01' AND function = ?", [code]
        )
    plain = tab.map.grab().toImage()
    assert not tab.fragile.bites.running
    tab.layers.switches["fragile"].trigger()
    assert tab.layers.layers.broken_by_loss is None
    qtbot.waitUntil(lambda: tab.layers.layers.broken_by_loss is not None, timeout=20_000)
    assert tab.layers.layers.broken_by_loss == {"SBU-01"}
    assert tab.map.plate.layers == tab.layers.layers
    assert tab.map.grab().toImage() != plain
    undo(tab.desk.store)
    qtbot.waitUntil(lambda: tab.layers.layers.broken_by_loss == frozenset(), timeout=20_000)
    person = tab.desk.store.people.of_branch("SBU-01")[0]
    record_absence(tab.desk.store, person.number, "LEAVE", DAY, DAY)
    assert tab.layers.layers.broken_by_loss is None  # the map shows no leave, a drill reckons with it
    assert tab.fragile.bites.running
    tab.hide()
    assert not tab.fragile.bites.running  # nobody looks, and the desk may be closed
    tab.show()
    assert tab.fragile.bites.running
