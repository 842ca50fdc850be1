"""The day's papers from the shell."""

from pathlib import Path

import pypdf
import pytest

from cmt_desk import cli

DAY = ("--date", "2020-12-02")


def test_papers_are_listed_and_saved_together_or_apart(
    qapp, demo_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    def run(*words: object) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in (*words, *DAY, "--desk", demo_file)])
        told = capsys.readouterr()
        return code, told.out, told.err

    keys = [line.split("\t")[0] for line in run("papers", "list")[1].splitlines()]
    assert keys[:2] == ["sheet", "week"] and sum(key.startswith("office/") for key in keys) == 123
    file = tmp_path / "dki.pdf"
    code, out, _err = run("papers", "save", "--only", "office/DKI-0[1-3]", "--size", "F4", "--out", file)
    pdf = pypdf.PdfReader(file)
    assert (code, len(pdf.pages)) == (0, 3) and out.endswith("3 kertas.\n")
    assert float(pdf.pages[0].mediabox.height) / float(pdf.pages[0].mediabox.width) == pytest.approx(
        330 / 215, abs=0.003
    )
    code, _out, _err = run("papers", "save", "--only", "register", "--only", "map", "--out", tmp_path)
    made = {file.name for file in (tmp_path / "Kertas Rabu, 2 Desember 2020").iterdir()}
    assert (code, made) == (0, {"peta-risiko-2020-12-02.pdf", "register-keputusan-2020-12-02.pdf"})
    code, _out, err = run("papers", "save", "--only", "nothing", "--out", file)
    assert code == 2 and "nothing" in err
    assert run("papers", "save", "--only", "log", "--out", tmp_path / "gone" / "x.pdf")[0] == 3
