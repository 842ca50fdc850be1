"""The roster's commands as automation runs them."""

import json
from pathlib import Path

import pytest

from cmt_desk import cli
from cmt_desk.domain.schedule import Cell
from cmt_desk.operations.demo import DAY
from cmt_desk.store import Store


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def command(*words: object) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_plan_publish_red_replan_undo(run, demo_copy: Path, tmp_path: Path):
    """Published for orange, turned red: the difference as JSON, shown first, then taken, then taken back."""
    desk, period = ("--desk", demo_copy), ("--from", "2020-12-14", "--to", "2020-12-24")
    office = ("--branch", "SBU-01", *period)
    assert run("plan", *desk, *office)[0] == 0
    assert run("publish", *desk, *office)[0] == 0
    before = run("roster", *desk, *office)[1]
    zones = tmp_path / "z.csv"
    zones.write_text("date,area,zone\n2020-12-13,Kota Medan,merah\n")
    assert run("import", "zones", zones, *desk)[0] == 0
    code, out, _err = run("replan", *desk, *office, "--json", "--dry-run")
    shown = json.loads(out)["offices"][0]
    assert code == 0 and run("roster", *desk, *office)[1] == before
    assert shown["status"] in ("optimal", "within") and shown["waived_cover"] == 0
    inside, cap = shown["in_office"], shown["cap"]
    assert len(cap) == 8 and all(cap[day] - 1 <= inside[day] <= cap[day] for day in cap)  # a cohort has ten
    assert shown["cells_changed"] > shown["people_changed"] > 0
    code, out, _err = run("replan", *desk, *office, "--json")
    assert json.loads(out)["offices"][0] == shown
    after = run("roster", *desk, *office)[1]
    moved = sum(
        ("WAO" in a) != ("WAO" in b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True)
    )
    assert moved == shown["cells_changed"]
    assert run("undo", *desk)[0] == 0
    assert run("roster", *desk, *office)[1] == before


def test_the_same_desk_is_planned_the_same_in_both_languages(run, demo_copy: Path):
    words = ("plan", "--desk", demo_copy, "--branch", "DKI-01", "--from", "2020-12-14", "--to", "2021-01-10")
    told = [run(*words, "--json", "--dry-run", "--lang", language)[1] for language in ("id", "en", "id")]
    assert told[0] and told[0] == told[1] == told[2]


def test_why_names_the_rules_that_fix_a_day(run, demo_copy: Path):
    """Somebody in isolation on the demo's day: the place, the case, the cap with its regulation."""
    with Store.open(demo_copy, for_reading=True) as store:
        case = next(c for c in store.cases.open_rows(DAY) if c.employee and c.branch.startswith("SBU"))
    person = ("--branch", case.branch, "--employee", case.employee, "--date", DAY)
    code, out, _err = run("why", "--desk", demo_copy, *person, "--lang", "en")
    assert code == 0 and "Isolation or quarantine" in out.splitlines()[0]
    assert "stays away until the case is closed" in out and "SE 67/2020" in out


def test_why_names_what_forbids_the_other_place_and_the_waiver_it_needs(run, demo_copy: Path):
    """Somebody of another cohort at home: H5, and whom to waive it for."""
    with Store.open(demo_copy, for_reading=True) as store:
        cells = store.schedule.cells("SBU-01", DAY, DAY)
        well = {e.number: e for e in store.people.of_branch("SBU-01") if not e.vulnerable}
        inside = {e.team for n, e in well.items() if cells[n, DAY] is Cell.OFFICE}
        absent = next(e for n, e in well.items() if cells[n, DAY] is Cell.HOME and e.team not in inside)
    person = ("--branch", "SBU-01", "--employee", absent.number, "--date", DAY)
    code, out, _err = run("why", "--desk", demo_copy, *person, "--lang", "en")
    assert code == 0
    assert "Office (WAO) instead: H5 · cohorts do not mix" in out
    assert f"To waive: H5 · cohorts do not mix, {absent.name}" in out


def test_the_drill_names_every_team_of_an_office(run, demo_copy: Path):
    code, out, _err = run(
        "drill", "--desk", demo_copy, "--branch", "SBU-01", "--date", "2020-12-02", "--json"
    )
    office = json.loads(out)[0]
    assert code == 0 and [team["team"] for team in office["teams"]] == ["A1", "A2", "B1", "B2"]
    assert office["fragile"] == any(team["short"] for team in office["teams"])


def test_a_broken_roster_and_an_unknown_office_are_one_sentence(run, demo_copy: Path):
    for words in (
        ("publish", "--branch", "SBU-01", "--from", "2021-02-01", "--to", "2021-02-05"),
        ("publish", "--branch", "XXX", "--from", "2020-12-01", "--to", "2020-12-05"),
        ("replan", "--branch", "XXX", "--from", "2020-12-01", "--to", "2020-12-05"),
        ("why", "--branch", "SBU-01", "--employee", "0", "--date", "2020-12-01"),
        ("drill", "--branch", "XXX", "--date", "2020-12-01"),
        ("attendance", "--branch", "XXX", "--from", "2020-12-01", "--to", "2020-12-05"),
        ("replan", "--all", "--from", "2020-12-05", "--to", "2020-12-01"),
    ):
        code, _out, err = run(*words, "--desk", demo_copy)
        assert code == 2 and len(err.strip().splitlines()) == 1


def test_attendance_goes_out_in_the_form_in_which_it_comes_in(run, demo_copy: Path, tmp_path: Path):
    with Store.open(demo_copy) as store:
        office = store.db.execute("SELECT branch FROM attendance WHERE wave = 1 LIMIT 1").fetchone()[0]
    period = ("--from", "2020-12-01", "--to", "2020-12-01")
    code, out, _err = run("attendance", "--desk", demo_copy, "--branch", office, *period)
    assert code == 0 and out.startswith("employee,day,place,wave\n") and ",WAO,1\n" in out
    file = tmp_path / "hadir.csv"
    file.write_text(out, "utf-8")
    code, out, _err = run("import", "attendance", file, "--desk", demo_copy)
    assert code == 0 and "set_aside=0" in out and "taken=0" not in out


def test_cohorts_are_listed_and_where_everybody_has_a_team_nothing_is_dealt(run, demo_copy: Path):
    asked = ("cohorts", "--desk", demo_copy, "--branch", "SBU-01", "--date", DAY.isoformat())
    code, out, _err = run(*asked)
    head, *lines = out.splitlines()
    assert code == 0 and head == "employee,function,cohort"
    assert {line.rsplit(",", 1)[1] for line in lines} == {"A1", "A2", "B1", "B2"}
    code, _out, err = run(*asked, "--again")
    assert code == 2 and "tim" in err and len(err.splitlines()) == 1
