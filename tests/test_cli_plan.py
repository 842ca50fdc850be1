"""The plan without a window: proposed, signed under a mandate, listed; each refusal one sentence."""

import json
from pathlib import Path

import pytest

from cmt_desk.app import main


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
    assert run("decide", "sign", key, *as_board)[0] == 0
    code, told = run("decide", "list", "--json", "--signed", "2020-12-03")
    (found,) = [row for row in json.loads(told) if row["id"] == key]
    assert (found["stage"], found["level"], found["figures"]["cases"]["active"]) == ("RUNNING", 3, 71)
    assert [s["step"] for s in found["signatures"]] == ["PROPOSED", "AGREED", "DECIDED"]
    journal = json.loads(run("journal", "--json")[1])
    assert [row["who"] for row in journal[-3:]] == ["Bambang Wibowo", "Ratna Puspita", "Surya Mahendra"]
    assert run("verify")[0] == 0


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
