"""The plan without a window: proposed, signed under a mandate, listed; each refusal one sentence."""

import json
from pathlib import Path

import pytest

from cmt_desk.app import main
from cmt_desk.store import Store


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], demo_copy: Path):
    """A command over the demo: its exit code and all it printed."""

    def ran(*words: str) -> tuple[int, str]:
        code = main([*words, "--desk", str(demo_copy)])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return ran


def test_level_3_from_the_proposal_to_the_second_signature(run):
    as_secretary, as_chair, as_board = (
        ("--as", name) for name in ("Bambang Wibowo", "ratna puspita", "Surya Mahendra")
    )
    wanted = ("--level", "3", "--from", "2020-12-03", "--reason", "klaster", "--letter", "SURAT-1")
    code, told = run("decide", "propose", *wanted, *as_secretary)
    assert code == 0 and "JENIS/nomor/BBTTTT" in told
    key = told.split()[0]
    code, told = run("decide", "sign", key, *as_chair)
    assert (code, "anggota ECMT" in told) == (0, True)
    assert run("decide", "sign", key, "--as", "Orang Lain")[0] == 2
    assert "decide list" in run("decide", "sign")[1] and "berawal" in run("decide", "sign", "0", *as_board)[1]
    assert run("decide", "sign", key, *as_board)[0] == 0
    code, told = run("decide", "list", "--json", "--signed", "2020-12-03")
    (found,) = [row for row in json.loads(told) if row["id"] == key]
    assert (found["stage"], found["level"], found["figures"]["cases"]["active"]) == ("RUNNING", 3, 71)
    assert [s["step"] for s in found["signatures"]] == ["PROPOSED", "AGREED", "DECIDED"]
    journal = json.loads(run("journal", "--json")[1])
    assert [row["who"] for row in journal[-3:]] == ["Bambang Wibowo", "Ratna Puspita", "Surya Mahendra"]
    assert run("verify")[0] == 0


def test_a_proposal_is_amended_signed_extended_and_printed(run, tmp_path: Path):
    """Everything the window can do with a level."""
    by, chair = ("--as", "Bambang Wibowo"), ("--as", "Ratna Puspita")
    first = run("decide", "propose", "--level", "3", "--from", "2020-12-03", "--reason", "klaster", *by)[1]
    shorter = ("--why", "lebih singkat", "--to", "2020-12-20")
    code, told = run("decide", "amend", first.split()[0], *shorter, *chair)
    assert code == 0
    second = told.split()[0]
    rows = {row["id"]: row for row in json.loads(run("decide", "list", "--json")[1])}
    assert (rows[first.split()[0]]["stage"], rows[second]["to"]) == ("AMENDED", "2020-12-20")
    assert rows[second]["reason"] == "klaster"
    for who in ("Dewi Lestari Hakim", "Surya Mahendra"):
        assert run("decide", "sign", second, "--as", who)[0] == 0
    longer = ("--to", "2020-12-31", "--reason", "diperpanjang")
    third = run("decide", "correct", second, *longer, *by)[1].split()[0]
    (found,) = [row for row in json.loads(run("decide", "list", "--json")[1]) if row["id"] == third]
    assert (found["corrects"], found["to"], found["level"]) == (second, "2020-12-31", 3)
    for name, key in (("satu.pdf", [second]), ("register.pdf", [])):
        out = tmp_path / name
        code, told = run("decide", "print", *key, "--out", str(out))
        assert (code, out.read_bytes()[:5]) == (0, b"%PDF-"), told
    assert run("decide", "print", second)[0] == 2


def test_an_office_is_opened_again_with_its_tests_told_and_kept(run):
    period = ("--from", "2020-12-02", "--to", "2020-12-10", "--reason", "klaster", "--proposed-by", "Kepala")
    assert run("wfh-full", "--branch", "SBU-01", *period, "--by", "Ratna Puspita", "--role", "CMT")[0] == 0
    rows = json.loads(run("decide", "list", "--json")[1])
    (key,) = [row["id"] for row in rows if row["kind"] == "WFH_FULL"]
    assert run("decide", "reopen", key, "--as", "Ratna Puspita")[0] == 2  # why?
    code, told = run("decide", "reopen", key, "--why", "perintah direksi", "--as", "Ratna Puspita")
    assert (code, told.count("?") + told.count("✓") + told.count("✗")) == (0, 5)
    (found,) = [row for row in json.loads(run("decide", "list", "--json")[1]) if row["id"] == key]
    assert found["stage"] == "WITHDRAWN"
    assert found["signatures"][-1]["note"].startswith("perintah direksi")
    (plan,) = [row["id"] for row in rows if row["kind"] == "PLAN"]
    assert run("decide", "reopen", plan, "--why", "x", "--as", "Ratna Puspita")[0] == 2
    assert run("decide", "withdraw", plan, "--why", "x", "--as", "Ratna Puspita")[0] == 2


def test_whoever_is_named_acts_in_their_role(run, demo_copy: Path):
    """The mandate, not the laptop's user; somebody without one has none."""
    run("run", "start", "PRT-05", "--as", "ratna puspita")
    run("run", "start", "PRT-06", "--as", "Orang Lain")
    with Store.open(demo_copy) as store:
        rows = store.db.execute("SELECT actor, role FROM operation ORDER BY seq DESC LIMIT 2").fetchall()
    assert rows == [("Orang Lain", ""), ("Ratna Puspita", "CMT_CHAIR")]


def test_mandates_are_appointed_listed_and_ended(run):
    code, told = run(
        "mandate", "appoint", "--name", "Sari Utama", "--role", "CMT_MEMBER", "--from", "2020-12-01"
    )
    assert (code, "Sari Utama" in told) == (0, True)
    rows = json.loads(run("mandate", "list", "--json")[1])
    (key,) = [row["id"] for row in rows if row["name"] == "Sari Utama"]
    assert run("mandate", "end", key, "--to", "2020-12-01")[0] == 0
    for wrong in (
        ("mandate", "end", "x"),
        ("mandate", "appoint", "--name", "x"),
        ("decide", "stand-down", "--from", "2020-03-17", "--reason", "x"),
        ("decide", "propose", "--reason", "x"),
        ("decide", "sign", "x"),
    ):
        code, told = run(*wrong)
        assert (code, told.strip().endswith("."), told.count("\n")) == (2, True, 1), wrong
