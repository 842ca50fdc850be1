"""A decision and the register on paper, in both languages; data is never markup.

GOLDEN=write pytest tests/reports/test_decision.py writes them anew; look at what changed first.
"""

import os
from datetime import date
from pathlib import Path

import pytest

from cmt_desk import i18n
from cmt_desk.reports.decision import Box, DecisionFacts, as_paper, register_paper

GOLDEN = Path(__file__).parents[1] / "golden"
DAY = date(2020, 12, 2)
FACTS = DecisionFacts(
    "0176-000001", "BC Plan 3 <b>", "BC Plan", "half signed", "Medan & Binjai", "3 Dec", "9 Dec 2020",
    "KEP/12/122020", "<img src=file:///x>", "1", [("Orange", "99"), ("Red", "24"), ("Active", "71")],
    [Box("Proposed", "Bambang Wibowo", "CMT secretary", "2 Dec 2020 09:00"), Box("Recommended"),
     Box("For CMT", "Ratna Puspita", "CMT chair", "2 Dec 2020 11:00", "<i>now</i>"), Box("For ECMT")],
    "Waits for ECMT.",
)  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["decision", "decisions"])
def test_the_paper_is_the_golden_one(language: str, name: str):
    with i18n.speaking(language):
        one = name == "decision"
        paper = as_paper(FACTS, "BPJS", DAY) if one else register_paper([FACTS], "all", "BPJS", DAY)
    golden = GOLDEN / f"{name}.{language}.html"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(paper.html, "utf-8", newline="\n")
    assert paper.html == golden.read_text("utf-8")
    assert paper.landscape is (not one)


def test_data_is_never_markup():
    for html in (as_paper(FACTS, "BPJS", DAY).html, register_paper([FACTS], "<b>", "BPJS", DAY).html):
        assert "<img src=file" not in html and "<i>now</i>" not in html and "3 <b>" not in html


def test_an_empty_register_says_so():
    with i18n.speaking("en"):
        assert "No decision yet." in register_paper([], "all", "BPJS", DAY).html
