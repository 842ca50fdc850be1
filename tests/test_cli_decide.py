"""What a roster is made under, from the command line: pins, absences, decisions; and planning as on a day."""

import json
from pathlib import Path

import pytest

from cmt_desk import cli
from cmt_desk.store import Store

OFFICE, PERIOD = "SBU-01", ("--from", "2020-12-14", "--to", "2020-12-18")
PLANNED = ("--from", "2020-12-07", "--to", "2020-12-11")  # of the demo
SIGNED = ("--reason", "Klaster", "--by", "Sri Wahyuni", "--role", "CMT")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], demo_copy: Path):
    def command(*words: object) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in (*words, "--desk", demo_copy)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def able(desk: Path) -> str:
    with Store.open(desk, for_reading=True) as store:
        return next(e.number for e in store.people.of_branch(OFFICE) if not e.vulnerable)


def shown(run, name: str, period: tuple[str, ...] = PERIOD, *words: object) -> dict:
    code, out, err = run(name, "--branch", OFFICE, *period, *words, "--json", "--dry-run")
    assert (code, err) == (0, "")
    return json.loads(out)["offices"][0]


def test_a_pin_and_an_absence_are_kept_by_planning_until_taken_back(run, demo_copy: Path):
    person, day = able(demo_copy), ("--date", "2020-12-14")
    assert run("pin", "--employee", person, *day, "--place", "WFH")[0] == 0
    assert run("plan", "--branch", OFFICE, *PERIOD)[0] == 0
    assert f"{person},2020-12-14,WFH" in run("roster", "--branch", OFFICE, *PERIOD)[1]
    assert run("pin", "--employee", person, *day, "--remove")[0] == 0
    code, out, err = run("pin", "--employee", person, *day, "--remove")
    assert code == 2 and out == "" and len(err.splitlines()) == 1
    leave = ("absence", "--employee", person, "--from", "2020-12-14", "--to", "2020-12-15")
    assert run(*leave)[0] == 0
    code, _out, err = run(*leave, "--kind", "SICK")
    assert code == 2 and "15 Des" in err
    assert run("plan", "--branch", OFFICE, *PERIOD)[0] == 0
    assert f"{person},2020-12-15,LEAVE" in run("roster", "--branch", OFFICE, *PERIOD)[1]


def test_wfh_full_is_proposed_first_and_signed_later(run):
    day = ("--signed", "2020-12-02")
    code, _out, err = run("wfh-full", "--branch", OFFICE, *PLANNED, "--reason", "Klaster")
    assert code == 2 and "--propose" in err
    asked = ("wfh-full", "--branch", OFFICE, *PLANNED, "--reason", "Klaster", "--propose", *day)
    code, key, err = run(*asked, "--as", "Kepala cabang")
    assert (code, err) == (0, "")
    assert shown(run, "replan", PLANNED)["in_office"]["2020-12-07"] > 0  # nothing counts before it is signed
    assert run("decide", "sign", key.strip(), "--as", "Ratna Puspita", *day)[0] == 0
    assert not any(shown(run, "replan", PLANNED)["in_office"].values())


def test_wfh_full_empties_the_office_and_a_signature_is_needed(run):
    before = shown(run, "replan", PLANNED)
    assert all(before["in_office"].values())
    code, _out, err = run("wfh-full", "--branch", OFFICE, *PLANNED, *SIGNED[:2], "--by", " ", "--role", "CMT")
    assert code == 2 and len(err.splitlines()) == 1
    code, out, _err = run("wfh-full", "--branch", OFFICE, *PLANNED, *SIGNED)
    assert code == 2  # no member of CMT
    by = ("--by", "Ratna Puspita", "--role", "CMT", "--proposed-by", "Kepala cabang")
    code, out, _err = run("wfh-full", "--branch", OFFICE, *PLANNED, *SIGNED, *by, "--letter", "B/1/122020")
    assert code == 0 and "WFH-Full" in out
    after = shown(run, "replan", PLANNED)
    assert set(after["cap"].values()) == set(after["in_office"].values()) == {0}
    assert after["people_changed"] > 0 and after["status"] in ("optimal", "within", "unproved")


def test_a_number_is_decided_where_the_cap_rounds_to_nobody(run):
    """Elsewhere the share of the rule stands, and the decision changes nothing."""
    before = shown(run, "replan")["cap"]
    code, out, _err = run("cap-number", "--branch", OFFICE, "--people", 2, *PERIOD, *SIGNED)
    assert code == 0 and "2" in out
    assert shown(run, "replan")["cap"] == before
    for people, told in (
        (-1, "1"),
        (0, "WFH-Full"),
    ):  # nobody at all is WFH-Full, which ends with a reopening
        code, _out, err = run("cap-number", "--branch", OFFICE, "--people", people, *PERIOD, *SIGNED)
        assert code == 2 and told in err and len(err.splitlines()) == 1


def test_only_rules_that_may_be_waived_are(run, demo_copy: Path, capsys: pytest.CaptureFixture[str]):
    person = able(demo_copy)
    waive = ("waive", "--branch", OFFICE, "--employee", person, *PERIOD, *SIGNED)
    code, out, _err = run(*waive, "--rule", "H3")
    assert code == 0 and "H3" in out
    with pytest.raises(SystemExit):
        run(*waive, "--rule", "H1")
    capsys.readouterr()
    code, _out, err = run("waive", "--branch", OFFICE, *PERIOD, *SIGNED, "--rule", "H3")
    assert code == 2 and len(err.splitlines()) == 1  # a vulnerable person is named


def test_planned_as_on_a_later_day_the_days_before_stay(run):
    """JSON of point 11: status, bound, cap, in office per day, waived cover, cells and people changed."""
    whole = shown(run, "plan", PLANNED)
    later = shown(run, "plan", PLANNED, "--today", "2020-12-11")
    named = {"status", "bound", "cap", "in_office", "waived_cover", "cells_changed", "people_changed"}
    assert named <= set(later) and later["bound"].keys() == {tier["name"] for tier in later["tiers"]}
    assert later["cells_changed"] <= whole["cells_changed"]
    before = run("roster", "--branch", OFFICE, *PLANNED)[1]
    assert run("plan", "--branch", OFFICE, *PLANNED, "--today", "2020-12-11")[0] == 0
    after = run("roster", "--branch", OFFICE, *PLANNED)[1]
    first = [line for line in before.splitlines() if ",2020-12-07," in line or ",2020-12-10," in line]
    assert first and set(first) <= set(after.splitlines())
