"""What a roster cannot be made from: each a sentence that says what is wrong, never a silent relaxation."""

from datetime import date
from pathlib import Path

import pytest

from cmt_desk.domain.caps import FLAT, NATIONAL, CapRule
from cmt_desk.domain.errors import Refused
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.cap_rules import save_rule
from cmt_desk.operations.imports import preview, take
from cmt_desk.operations.replan import replan, replan_all
from cmt_desk.operations.schedule import plan_office, problem
from cmt_desk.store import Store

FIRST, LAST = date(2020, 12, 14), date(2020, 12, 18)
OFFICE = "SBU-01"


def refused(store: Store) -> str:
    """Why the office is neither planned nor re-planned; nothing is written."""
    before, entries = store.schedule.cells(OFFICE, FIRST, LAST), len(store.journal.entries())
    with pytest.raises(Refused) as why:
        plan_office(store, OFFICE, FIRST, LAST)
    with pytest.raises(Refused):
        replan(store, OFFICE, FIRST, LAST)
    assert store.schedule.cells(OFFICE, FIRST, LAST) == before
    assert len(store.journal.entries()) == entries
    return str(why.value)


def test_a_function_nobody_can_do_that_day_names_who_is_missing(demo: Store):
    """All of them in training: how many are qualified, each with the last day away."""
    facts = problem(demo, OFFICE, FIRST, LAST)
    code = next(f.code for f in facts.functions if facts.minimum(f, FIRST))
    able = [e.number for e in facts.employees if e.function == code]
    for number in able:
        record_absence(demo, number, "TRAINING", FIRST, LAST)
    told = refused(demo)
    assert f"{len(able)} orang memenuhi syarat" in told and "18 Des" in told


def test_a_cap_of_nobody_asks_for_a_decision(demo: Store):
    """One of a hundred rounds to nobody: no one comes in silently, and no one is sent home silently."""
    rule = CapRule("ONE", "SE 0/2020", FIRST, LAST, NATIONAL, FLAT, 90, {FLAT: 1}, "Menteri PANRB", FIRST)
    save_rule(demo, rule)
    assert problem(demo, OFFICE, FIRST, LAST).caps[FIRST].people == 0
    told = refused(demo)
    assert "14 Des: batas tidak menyisakan" in told and "CMT" in told


def test_an_office_without_people_asks_for_them_and_holds_up_no_other(demo: Store):
    with demo.operation("test", "everybody has left"):
        demo.db.execute("UPDATE employee SET active_to = '2020-12-01' WHERE branch = ?", [OFFICE])
    assert "belum memiliki karyawan" in refused(demo)
    found = replan_all(demo, [OFFICE, "SBU-02"], FIRST, LAST)
    assert [made.branch for made in found] == ["SBU-02"]


def test_an_employee_in_two_offices_is_set_aside_by_number(demo: Store, tmp_path: Path):
    """Nobody guesses the second office; the row waits, corrected by hand."""
    file = tmp_path / "karyawan.csv"
    file.write_text("npp,nama,kantor,fungsi\n999001,Rina,SBU-01,UMUM\n999001,Rina,SBU-02,UMUM\n", "utf-8")
    shown = preview(demo, "employees", file)
    (aside,) = shown.aside
    assert aside.line == 3 and "dua kali" in aside.reason
    take(demo, shown)
    assert demo.people.get("999001").branch == "SBU-01"
