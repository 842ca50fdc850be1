"""Who really was in the office: recorded by hand or from a file, and asked before the roster."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from cmt_desk.domain.attendance import Attendance, Attended, Presence
from cmt_desk.domain.clocks import ClockRule, Window
from cmt_desk.domain.contacts import proposed_contacts
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Cell, week_of
from cmt_desk.operations.attendance import day_list, record_attendance
from cmt_desk.operations.contacts import propose_contacts
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.operations.imports import guess_kind, preview, take
from cmt_desk.operations.roster_weeks import read_weeks
from cmt_desk.operations.schedule import problem
from cmt_desk.store import Store
from cmt_desk.wording import proposed_reason

OFFICE = "SBU-01"


def test_a_list_opens_as_planned_and_remembers_what_was_corrected(demo: Store):
    before = day_list(demo, OFFICE, DAY)
    roster = demo.schedule.cells(OFFICE, DAY, DAY)
    assert not before.recorded
    assert before.ticked == {e for (e, _day), cell in roster.items() if cell is Cell.OFFICE}
    stayed, *came = sorted(before.ticked)
    at_home = next(e for (e, _day), cell in roster.items() if cell is Cell.HOME)
    assert record_attendance(demo, OFFICE, DAY, came, on=DAY, wave=1) == len(came)
    after = day_list(demo, OFFICE, DAY)
    assert (after.recorded, after.ticked) == (True, set(came))
    lines = demo.attendance.of_branch(OFFICE, DAY, DAY).lines
    told = [(lines[e, DAY].place, lines[e, DAY].wave) for e in (came[0], stayed, at_home)]
    assert told == [(Presence.OFFICE, 1), (Presence.ABSENT, None), (Presence.HOME, None)]
    undo(demo)
    assert not day_list(demo, OFFICE, DAY).recorded


def test_fairness_carries_over_what_really_happened(demo: Store):
    """Planned and sent home does not count; called in though planned at home counts, also by weekday."""
    before = DAY - timedelta(days=1)
    facts = problem(demo, OFFICE, DAY, DAY)
    planned = day_list(demo, OFFICE, before)
    sent_home, stayed = sorted(planned.ticked)[0], sorted(planned.ticked)[1]
    called = next(e.number for e in planned.people if e.number not in planned.ticked)
    there = (planned.ticked | {called}) - {sent_home}
    record_attendance(demo, OFFICE, before, there, on=DAY)
    after = problem(demo, OFFICE, DAY, DAY)
    change = {n: after.load.get(n, 0) - facts.load.get(n, 0) for n in (sent_home, stayed, called)}
    assert change == {sent_home: -1, stayed: 0, called: 1}
    key = called, before.weekday()
    assert after.weekday_load.get(key, 0) == facts.weekday_load.get(key, 0) + 1
    weeks = read_weeks(demo, demo.branches.by_code()[OFFICE], week_of(DAY))
    assert weeks.burden[called] == weeks.problem.load.get(called, 0) + 1 + sum(
        weeks.cells.get((called, day)) is Cell.OFFICE for day in weeks.days if day != before
    )


def test_tomorrow_strangers_and_empty_offices_are_refused(demo: Store, store: Store):
    for desk, office, day, there in (
        (demo, OFFICE, DAY + timedelta(days=1), ()),
        (demo, OFFICE, DAY, ("000",)),
        (demo, "XXX", DAY, ()),
        (store, OFFICE, DAY, ()),
    ):
        with pytest.raises(Refused):
            record_attendance(desk, office, day, there, on=DAY)


def test_a_file_of_attendance_is_taken_and_wrong_rows_are_set_aside(demo: Store, tmp_path: Path):
    one, two = sorted(e.number for e in demo.people.of_branch(OFFICE))[:2]
    file = tmp_path / "hadir.csv"
    file.write_text(
        "NPP;Tanggal;Kehadiran;Gelombang\n"
        f"{one};01/12/2020;WAO;1\n{two};1 Desember 2020;rumah;\n"
        f"{one};02/12/20;WAO;\n{one};2020-12-03;WAO;\n{one};2020-12-02;entah;\n"
        f"000;2020-12-01;WAO;\n{two};2020-12-02;WAO;3\n{two};2020-12-01;WAO;\n;2020-12-01;WAO;\n",
        "utf-8",
    )
    assert guess_kind(file) == "attendance"
    intake = preview(demo, "attendance", file)
    assert (intake.read, intake.new) == (9, 2)
    assert [(a.line, a.column) for a in intake.aside] == [
        (4, "Tanggal"), (5, "Tanggal"), (6, "Kehadiran"), (7, "NPP"), (8, "Gelombang"), (9, "NPP"),
        (10, "NPP"),
    ]  # fmt: skip
    take(demo, intake)
    lines = demo.attendance.of_branch(OFFICE, DAY - timedelta(days=1), DAY).lines.values()
    assert {(x.employee, x.place, x.wave) for x in lines} == {
        (one, Presence.OFFICE, 1),
        (two, Presence.HOME, None),
    }
    again = preview(demo, "attendance", file)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


def test_recorded_attendance_is_asked_before_the_roster():
    """Who was planned but did not come is not proposed; who came unplanned is, before those only planned."""
    ill, planned, came, mate = (
        Employee(n, n, OFFICE, "UMUM", team=t) for n, t in zip("1234", "ABBA", strict=True)
    )
    monday, tuesday = date(2020, 11, 30), date(2020, 12, 1)
    roster = {(n, day): Cell.OFFICE for n in "124" for day in (monday, tuesday)}
    recorded = Attendance(
        {(n, tuesday): Attended(n, tuesday, Presence.OFFICE, w) for n, w in (("1", 1), ("3", 1))}
    )
    kmk = ClockRule("KMK-413-2020", "KMK 413/2020", date(2020, 7, 13), None, 14, 10, 3)
    window = Window(monday, tuesday, tuesday, kmk, cut=True)
    found = proposed_contacts(ill, window, roster, [planned, came, mate], (), recorded)
    assert [(p.employee.number, p.days, p.recorded, p.same_wave) for p in found] == [
        ("3", [tuesday], [tuesday], True),
        ("4", [monday], [], False),
        ("2", [monday], [], False),
    ]
    assert [proposed_reason(p) for p in found] == [
        "bersama di kantor 1 Des (kehadiran) · gelombang sama",
        "bersama di kantor 30 Nov (jadwal) · tim A sama",
        "bersama di kantor 30 Nov (jadwal)",
    ]


def test_the_demo_has_door_lists_that_follow_its_rosters(demo: Store):
    """Nobody is recorded in the office who was not planned there; the day itself is still open."""
    rows = demo.attendance.stored(date(2020, 11, 1), DAY).values()
    assert 5_000 < len(rows) < 9_000
    assert max(row["day"] for row in rows) == "2020-12-01"
    for code in {row["branch"] for row in rows}:
        cells = demo.schedule.cells(code, date(2020, 11, 9), DAY)
        mine = [row for row in rows if row["branch"] == code]
        assert all(cells[r["employee"], date.fromisoformat(r["day"])] is Cell.OFFICE for r in mine)
    recorded = {row["branch"] for row in rows}
    case = next(
        r.id for r in demo.cases.open_rows(DAY)
        if r.confirmed_on and r.branch in recorded and propose_contacts(demo, r.id, DAY)
    )  # fmt: skip
    assert "(kehadiran)" in proposed_reason(propose_contacts(demo, case, DAY)[0])
