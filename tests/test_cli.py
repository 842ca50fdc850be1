"""The commands automation relies on, run as a user's shell runs them."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from cmt_desk import cli
from tests.pdf_text import text_of_page


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Run a command; returns (exit code, what it printed, what it complained of)."""

    def command(*words: object) -> tuple[int, str, str]:
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def figures(run, desk: Path, day: str = "2020-12-02") -> dict:
    code, out, _err = run("figures", "--desk", desk, "--date", day)
    assert code == 0
    return json.loads(out)


def test_the_decks_day_as_json(run, demo_copy: Path):
    day = figures(run, demo_copy)
    assert day["zones"] == {"hijau": 0, "kuning": 0, "oranye": 99, "merah": 24, "unknown": 0}
    assert (day["zone_percent"]["oranye"], day["zone_percent"]["merah"]) == (80.49, 19.51)
    wanted = {"cumulative": 282, "recovered": 211, "active": 71, "hospital": 12, "home": 59, "deaths": 0}
    assert wanted.items() <= day["cases"].items()
    assert (day["offices"], day["exposed_units"], day["headcount"]) == (123, 76, 6000)
    assert 0 < day["in_office"] <= day["office_cap"] <= day["headcount"]


def test_a_new_desk_then_plan_roster_undo_redo_verify(run, tmp_path: Path):
    """The life of a small office, from an empty folder."""
    desk, people = tmp_path / "a.desk", tmp_path / "orang.csv"
    assert run("new", desk)[0] == 0
    assert figures(run, desk)["zones"]["unknown"] == 123
    rows = ["NPP;Nama;Kantor;Fungsi;Jabatan;Rentan;Tim"]
    for n in range(12):
        function = ("Kepesertaan & Iuran", "Pelayanan", "Keuangan")[n % 3]
        rows.append(
            f"9000{n:02};Orang {n};Medan Kota;{function};Penata;{'ya' if n == 3 else 'tidak'};{'AB'[n % 2]}"
        )
    people.write_text("\n".join(rows), "cp1252")
    code, out, _ = run("import", "employees", people, "--desk", desk)
    assert (code, out.splitlines()[-1]) == (0, "read=12 taken=12 unchanged=0 set_aside=0")
    zones = tmp_path / "z.csv"
    zones.write_text("tanggal,prov,kota,hasil\n29 November 2020,SUMATERA UTARA,KOTA MEDAN,RESIKO TINGGI\n")
    assert run("import", "zones", zones, "--desk", desk)[0] == 0
    period = ("--branch", "SBU-01", "--from", "2020-12-07", "--to", "2020-12-11")
    assert run("plan", "--desk", desk, *period)[0] == 0
    code, out, _ = run("roster", "--desk", desk, *period)
    cells = list(csv.DictReader(io.StringIO(out)))
    days = {cell["day"] for cell in cells}
    assert days == {"2020-12-07", "2020-12-08", "2020-12-10", "2020-12-11"}  # the 9th was election day
    for day in days:
        inside = [c["employee"] for c in cells if c["day"] == day and c["place"] == "WAO"]
        assert len(inside) == 3  # a quarter of twelve
        assert "900003" not in inside  # vulnerable
    assert run("undo", "--desk", desk)[0] == 0
    assert len(run("roster", "--desk", desk, *period)[1].splitlines()) == 1
    assert run("redo", "--desk", desk)[0] == 0
    assert run("roster", "--desk", desk, *period)[1] == out
    assert run("verify", "--desk", desk)[0] == 0
    code, out, _ = run("journal", "--desk", desk, "--json")
    names = [entry["name"] for entry in json.loads(out)]
    assert names == ["create_desk", "import_employees", "import_zones", "plan_office", "undo", "redo"]


def test_a_dry_run_shows_and_writes_nothing(run, tmp_path: Path, demo_copy: Path):
    zones = tmp_path / "z.csv"
    zones.write_text("date,area,zone\n2020-12-06,Kota Medan,merah\n")
    before = demo_copy.read_bytes()
    code, out, _ = run("import", "zones", zones, "--desk", demo_copy, "--dry-run")
    assert (code, out.splitlines()[-1]) == (0, "read=1 taken=1 unchanged=0 set_aside=0")
    assert demo_copy.read_bytes() == before


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_mistake_is_one_sentence_and_a_code(run, tmp_path: Path, demo_copy: Path, language: str):
    picture = tmp_path / "x.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    nothing = tmp_path / "nothing.csv"
    nothing.write_text("")
    desk = ("--desk", demo_copy, "--lang", language)
    attempts = [
        ("figures", "--desk", tmp_path / "none.desk", "--date", "2020-12-02", "--lang", language),
        ("figures", *desk, "--date", "2 Des"),
        ("import", "zones", picture, *desk),
        ("import", "zones", nothing, *desk),
        ("import", "zones", tmp_path / "none.csv", *desk),
        ("import", "zones", demo_copy, *desk),
        ("plan", *desk, "--branch", "XXX", "--from", "2020-12-07", "--to", "2020-12-11"),
        ("plan", *desk, "--branch", "SBU-01", "--from", "2020-12-11", "--to", "2020-12-07"),
        ("roster", *desk, "--branch", "XXX", "--from", "2020-12-07", "--to", "2020-12-11"),
        ("sheet", *desk, "--date", "2020-12-02", "--scope", "Atlantis", "--out", tmp_path / "x.pdf"),
        ("sheet", *desk, "--date", "2020-12-02", "--out", tmp_path / "no" / "x.pdf"),
        ("new", demo_copy, "--lang", language),
        ("new", tmp_path / "no" / "x.desk", "--lang", language),
        ("redo", *desk),
        ("fly", *desk),
    ]
    before = demo_copy.read_bytes()
    for words in attempts:
        code, _out, err = run(*words)
        assert code != 0, words
        assert len(err.strip().splitlines()) == 1, (words, err)
    assert demo_copy.read_bytes() == before


def test_the_language_may_stand_before_or_after_the_command(run, demo_copy: Path):
    before = run("--lang", "en", "undo", "--desk", demo_copy)[1]
    after = run("redo", "--desk", demo_copy, "--lang", "en")[1]
    plain = run("undo", "--desk", demo_copy)[1]
    assert before.startswith("Undone")
    assert after.startswith("Done again")
    assert plain.startswith("Dibatalkan")


def test_pictures_and_paper_without_a_screen(run, demo_copy: Path, tmp_path: Path):
    """Seven tabs of 1366×768 and a sheet with the deck's figures."""
    from pypdf import PdfReader
    from PySide6.QtGui import QImage

    code, out, _err = run("shots", "--desk", demo_copy, "--out", tmp_path / "shots", "--theme", "dark")
    pictures = sorted((tmp_path / "shots").glob("*.png"))
    assert (code, len(pictures), len(out.splitlines())) == (0, 7, 7)
    assert {(QImage(str(p)).width(), QImage(str(p)).height()) for p in pictures} == {(1366, 768)}
    sheet = tmp_path / "x.pdf"
    assert run("sheet", "--desk", demo_copy, "--date", "2020-12-02", "--out", sheet)[0] == 0
    text = " ".join(text_of_page(page) for page in PdfReader(sheet).pages)
    for figure in ("80,49 %", "19,51 %", "282", "211", "71", "12", "59", "76", "LSH/261/122020"):
        assert figure in text


def test_version_and_module_start():
    done = subprocess.run(
        [sys.executable, "-m", "cmt_desk", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("cmt-desk ")
