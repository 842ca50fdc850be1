"""Issuing and comparing sheets from the shell."""

import json
from pathlib import Path

import pypdf
import pytest

from tests.pdf_text import text_of_page
from tests.test_cli import run  # noqa: F401  (the fixture)


@pytest.mark.usefixtures("qapp")
def test_a_sheet_is_issued_listed_corrected_and_saved_again_unchanged(run, demo_copy: Path, tmp_path: Path):  # noqa: F811
    desk = ("--desk", demo_copy)
    first, again = tmp_path / "first.pdf", tmp_path / "again.pdf"
    day = ("--date", "2020-12-02", "--no-annexes")
    assert run("sheet", *desk, *day, "--issue", "--as", "Sekretariat", "--out", first)[0] == 0
    code, _out, err = run("sheet", *desk, *day, "--issue")
    assert code == 2
    assert "alasan" in err
    assert run("sheet", *desk, *day, "--issue", "--reason", "Medan salah")[0] == 0
    rows = json.loads(run("sheets", "list", *desk, "--json")[1])
    assert [(r["number"], r["version"], r["reason"]) for r in rows] == [
        ("LSH/261/122020", 2, "Medan salah"),
        ("LSH/261/122020", 1, ""),
    ]
    assert rows[1]["issued_by"] == "Sekretariat"
    assert run("sheets", "pdf", "LSH/261/122020", *desk, "--version", 1, "--out", again)[0] == 0
    assert again.read_bytes() == first.read_bytes()
    said = text_of_page(pypdf.PdfReader(first).pages[1])
    assert rows[1]["journal"] in said  # the letters on the paper are those of the journal …
    code, out, _err = run("verify", *desk, "--head", rows[1]["journal"])
    assert code == 0  # … and verify finds the state they stand for
    assert rows[1]["journal"] in out
    assert "Tidak ada yang diketahui lain" in run("sheets", "now", "LSH/261/122020", *desk)[1]
    assert run("sheets", "now", "LSH/999/122020", *desk)[0] == 2


@pytest.mark.usefixtures("qapp")
def test_the_other_forms_of_a_sheet(run, demo_copy: Path, tmp_path: Path):  # noqa: F811
    desk = ("--desk", demo_copy, "--date", "2020-12-02", "--no-annexes")
    out = run("sheet", *desk, "--format", "text")[1]
    assert "282" in out
    assert "80,49 %" in out
    assert run("sheet", *desk)[0] == 2  # where to?
    region = tmp_path / "region.pdf"
    assert run("sheet", *desk, "--scope", "SBS", "--offices", "--out", region)[0] == 0
    assert len(pypdf.PdfReader(region).pages) == 2 + 7  # a page for each office of the region
    for kind, begins in (("html", b"<!DOCTYPE html>"), ("xlsx", b"PK"), ("text", b"*Lembar")):
        file = tmp_path / f"sheet.{kind}"
        assert run("sheet", *desk, "--format", kind, "--out", file)[0] == 0
        assert file.read_bytes().startswith(begins)
    compared = run("sheets", "compare", "2020-12-01", "2020-12-02", "--desk", demo_copy)[1]
    assert "Dalam penanganan: 59 → 71  +12" in compared


def test_letters_of_another_journal_are_not_found(run, tmp_path: Path):  # noqa: F811
    desk = tmp_path / "new.desk"
    assert run("new", desk)[0] == 0
    letters = run("verify", "--desk", desk)[1].rpartition(": ")[2].strip()
    assert run("verify", "--desk", desk, "--head", letters.lower())[0] == 0
    code, out, _err = run("verify", "--desk", desk, "--head", "AAAA-AAAA-AAAA-AAAA")
    assert code == 1
    assert "AAAA-AAAA-AAAA-AAAA" in out
