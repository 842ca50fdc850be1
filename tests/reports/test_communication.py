"""A call tree and a message on paper. Golden pages: tests/golden/{call_tree,message}.*; GOLDEN=write."""

import os
from datetime import date
from pathlib import Path

import pytest

from cmt_desk import i18n
from cmt_desk.domain.communication import CallContact, in_calling_order
from cmt_desk.operations.communication import fill
from cmt_desk.operations.demo import DAY
from cmt_desk.reports import call_tree, message
from cmt_desk.store import Store

GOLDEN = Path(__file__).parents[1] / "golden"
TREE = [
    CallContact("2", "Budi & Sons", "", "1", 1, "Anggota CMT", "0812-2", "Wakil Budi", "0812-22"),
    CallContact("1", "Ratna", "", "", 1, "Ketua CMT", "0812-1"),
    CallContact("3", "Siti", "", "2", 1, "Kepala cabang"),
]


def golden(name: str, language: str, html: str) -> str:
    file = GOLDEN / f"{name}.{language}.html"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(html, "utf-8", newline="\n")
    return file.read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_call_tree_is_the_golden_one(language: str):
    with i18n.speaking(language):
        html = call_tree.as_paper(in_calling_order(TREE), "Medan <Kota>", "BPJS <TK>").html
    assert html == golden("call_tree", language, html)
    assert html.index("Ratna") < html.index("Budi &amp; Sons") < html.index("Siti")
    assert "&lt;Kota&gt;" in html and "&lt;TK&gt;" in html


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_message_with_the_figures_of_a_day_is_the_golden_one(language: str, demo: Store):
    template = demo.communication.templates()[0]
    with i18n.speaking(language):
        title = i18n.either(template.title_id, template.title_en)
        raw = i18n.either(template.text_id, template.text_en)
        html = message.as_paper(title, fill(demo, raw, DAY), "BPJS Ketenagakerjaan", date(2020, 12, 2)).html
    assert html == golden("message", language, html)
    said = html[html.index("<body") :]
    assert "{" not in said and "282" in said
