"""The printed log. Golden pages: tests/golden/crisis_log.{en,id}.html; GOLDEN=write writes them anew."""

import os
from datetime import date, datetime
from pathlib import Path

import pytest

from cmt_desk import i18n
from cmt_desk.domain.crisis_log import LogKind, LogLine
from cmt_desk.operations.crisis_log import kind_name
from cmt_desk.reports.crisis_log import as_paper

GOLDEN = Path(__file__).parents[1] / "golden"
LINES = [
    LogLine("2", datetime(2020, 12, 2, 14, 5), LogKind.CALL, "Tiga <b>demam</b>", "Siti", "X", corrects="1",
            reason="salah dengar"),
    LogLine("1", datetime(2020, 12, 2, 14, 5), LogKind.CALL, "Dua demam", "Siti", "X", corrected_by="2"),
    LogLine("0", datetime(2020, 3, 17), LogKind.DECISION, "Tingkat 2", "CMT", origin="plan", timed=False),
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_paper_is_the_golden_one(language: str):
    with i18n.speaking(language):
        kinds = {kind: kind_name(kind) for kind in LogKind}
        html = as_paper(LINES, {"X": "Medan & Kota"}, kinds, "BPJS Ketenagakerjaan", date(2020, 12, 2)).html
    golden = GOLDEN / f"crisis_log.{language}.html"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(html, "utf-8", newline="\n")
    assert html == golden.read_text("utf-8")
    assert html.index("Dua demam") < html.index("Tiga &lt;b&gt;")
