"""The memo of a what-if: the answer first, in both languages, and data that is never markup."""

import os
from datetime import date
from pathlib import Path

import pytest

from cmt_desk import i18n
from cmt_desk.domain.branches import Branch, Zone
from cmt_desk.domain.caps import CapRule, office_cap
from cmt_desk.domain.schedule import Breach
from cmt_desk.domain.what_if import Condition, FullTest, MetTest, OfficeEffect, WhatIf
from cmt_desk.reports.memo import MemoFacts, as_paper, met_text

GOLDEN = Path(__file__).parents[1] / "golden"  # memo.{en,id}.html; GOLDEN=write writes them anew
DAY = date(2020, 12, 2)
RULE = CapRule("SE67", "SE 67/2020", DAY, None, "NATIONAL", "ZONE", 1, {"ORANYE": 50, "MERAH": 25})
LINKED = FullTest("T2", "Klaster", "Cluster", 14, "UNIT", True, (Condition("linked_cluster", "==", "true"),))


def facts() -> MemoFacts:
    branch = Branch("X", "<img src=file:///x>", "KC", "R", "A", "A", "P", 0.0, 100.0, "WIB")
    office = OfficeEffect(
        branch, Zone.ORANGE, Zone.RED, office_cap(40, Zone.ORANGE, RULE), office_cap(40, Zone.RED, RULE), 18,
        (Breach("COVER", DAY, function="PELAYANAN", have=0, need=1),
         Breach("COVER", DAY, function="INVESTASI", have=0, need=1)),
        {"INVESTASI"}, (MetTest(LINKED, certain=False, already=True),),
    )  # fmt: skip
    asked = WhatIf(DAY, Zone.RED, [office], DAY, [("PRT-05", "Pembaruan zona", "Zone update", ())])
    return MemoFacts(
        "BPJS", "Medan & sekitarnya", asked, {"PELAYANAN": "Pelayanan", "INVESTASI": "Investasi"}
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "id",
            "batas WAO berubah dari 20 menjadi 10 orang dan 8 orang yang dijadwalkan harus tetap di rumah",
        ),
        ("en", "the cap goes from 20 to 10 people and 8 of those planned would have to stay home"),
    ],
)
def test_the_answer_stands_first_in_either_language(language: str, sentence: str):
    with i18n.speaking(language):
        paper = as_paper(facts())
    assert sentence in paper.html
    golden = GOLDEN / f"memo.{language}.html"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(paper.html, "utf-8", newline="\n")
    assert paper.html == golden.read_text("utf-8")
    assert paper.file_name == "bagaimana-jika-merah-2020-12-02.pdf"


def test_what_fails_already_and_what_is_only_possible_say_so():
    with i18n.speaking("en"):
        html = as_paper(facts()).html
        assert html.index("Pelayanan") < html.index("already now: ")
        assert met_text(facts().asked.offices[0].tests[0]) == (
            "T2 Cluster: 14 days (possible: tracing has to show the link) · already now"
        )


def test_data_is_never_markup():
    html = as_paper(facts()).html
    assert "<img src=file" not in html
    assert "Medan &amp; sekitarnya" in html
