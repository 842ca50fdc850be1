"""Checklists on paper. Golden pages: tests/golden/checklist.{en,id}.html and checklist_run.{en,id}.html.

GOLDEN=write pytest tests/reports/test_checklist.py writes them anew; look at what changed first.
"""

import os
from datetime import datetime
from pathlib import Path

import pytest

from cmt_desk import i18n
from cmt_desk.domain.protocols import Evidence, Holder, Mark, Protocol, Run, Step
from cmt_desk.reports.checklist import Names, RunFacts, as_paper

GOLDEN = Path(__file__).parents[1] / "golden"
AT = datetime(2020, 12, 2, 9, 0)
STEPS = (
    Step(1, "Tutup <area>", "Close the <area>", "PIC", 4, "trigger", None, True),
    Step(2, "Disinfeksi", "Disinfect", "PIC", 48, "trigger", None, False, (1,)),
    Step(3, "Pantau suhu", "Watch temperatures", "HEAD", None, "daily 15:00", "daily", False),
    Step(4, "Beri tahu tamu", "Tell visitors", "HEAD", 1, "symptom", None, False),
)
PROTOCOL = Protocol("PRT-99", 2, "K", "Penutupan area & ruang", "Closing an area & room", "Kasus positif",
                    "A positive case", "case.confirmed", "HEAD", ("KMK 328/2020",), True, STEPS)  # fmt: skip
NAMES = Names("BPJS Ketenagakerjaan", "Kesehatan", {"PIC": "PIC K3", "HEAD": "Kepala Cabang"})


def facts() -> RunFacts:
    """One step done with proof, one late, one answered for a day, one that does not apply."""
    marks = [
        Mark(1, "DONE", AT.replace(hour=10), "Siti", "lantai 2"),
        Mark(3, "DONE", AT.replace(hour=15), "Agus"),
        Mark(4, "SKIPPED", AT, "Agus", "tidak ada tamu"),
    ]
    run = Run(
        "0176", PROTOCOL, "X", None, AT, "Siti", {(m.n, m.k): m for m in marks},
        holders=(Holder(AT, "Agus", "Siti"),),
        evidence=(Evidence(1, 1, "ab" * 32, "foto <1>.jpg", 9, AT, "Siti"),),
    )  # fmt: skip
    return RunFacts(run, "Medan Kota", "WIB", datetime(2020, 12, 4, 12, 0))


def compare(name: str, html: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(html, "utf-8", newline="\n")
    assert html == golden.read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_papers_are_the_golden_ones(language: str):
    with i18n.speaking(language):
        compare(f"checklist.{language}.html", as_paper(PROTOCOL, NAMES).html)
        compare(f"checklist_run.{language}.html", as_paper(PROTOCOL, NAMES, facts()).html)


def test_a_filled_checklist_says_what_is_done_late_and_proved():
    html = as_paper(PROTOCOL, NAMES, facts()).html
    assert "foto &lt;1&gt;.jpg (SHA-256 abababababab…)" in html and "<area>" not in html
    assert [html.count(f"mark:{box}") for box in ("passed", "failed", "box")] == [1, 1, 2]
    assert html.count('class="alert"') == 2  # the disinfection, and yesterday's temperatures


def test_every_protocol_of_the_desk_fits_one_page(store, qapp):
    """Empty and to be written on: one sheet for the clipboard."""
    from cmt_desk.ui.printing import Pages

    roles = {code: id for code, (id, _en) in store.protocols.roles().items()}
    names = Names(store.settings.institution, "", roles)
    pages = {p.code: Pages(as_paper(p, names)).count for p in store.protocols.active()}
    assert {code: n for code, n in pages.items() if n > 1} == {}
