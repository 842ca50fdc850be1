"""How a typed line is understood, and what the filters let through."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.crisis_log import LogKind, LogLine, Search, Wanted, understand

OFFICES = {
    "surabaya darmo": ("SBD", "Surabaya Darmo"),
    "surabaya": ("SBY", "Surabaya"),
    "medan": ("MDN", "Medan"),
}


@pytest.mark.parametrize(
    ("line", "kind", "text", "branch", "clock"),
    [
        ("telp @Surabaya Darmo: dua demam", LogKind.CALL, "Surabaya Darmo: dua demam", "SBD", None),
        ("14.05 putus tutup loket @medan", LogKind.DECISION, "tutup loket Medan", "MDN", (14, 5)),
        ("pesan ke @Surabaya pusat", LogKind.MESSAGE, "ke Surabaya pusat", "SBY", None),
        ("telp @Surabaya dan @medan", LogKind.CALL, "Surabaya dan Medan", "SBY", None),
        ("lampu padam, lapor a@b.id", LogKind.EVENT, "lampu padam, lapor a@b.id", "", None),
        ("Telp: kanwil", LogKind.CALL, "kanwil", "", None),
        ("25.00 rapat", LogKind.EVENT, "25.00 rapat", "", None),
    ],
)
def test_a_line_is_understood(
    line: str, kind: LogKind, text: str, branch: str, clock: tuple[int, int] | None
):
    typed = understand(line, OFFICES.get)
    assert (typed.kind, typed.text, typed.branch, typed.clock) == (kind, text, branch, clock)
    assert typed.unknown == ""


def test_an_unknown_office_is_named():
    assert understand("telp @Suraabya: demam", OFFICES.get).unknown == "Suraabya"
    assert understand("telp @medan dan @Suraabya", OFFICES.get).unknown == "Suraabya"


@given(st.text(max_size=60))
def test_any_line_is_understood_somehow(line: str):
    understand(line, OFFICES.get)


def test_every_word_must_be_found_and_the_filters_add_up():
    line = LogLine("1", datetime(2020, 12, 2, 14, 5), LogKind.CALL, "Dua orang demam", "Siti", "SBD")
    search = Search()

    def fits(wanted: Wanted) -> bool:
        return search.among([line], wanted, {"SBD": "Surabaya Darmo"}) == [line]

    assert fits(Wanted())
    assert fits(Wanted("demam dua siti darmo", LogKind.CALL, "SBD", "Siti", date(2020, 12, 2)))
    assert not fits(Wanted("demam tiga"))
    assert not fits(Wanted(kind=LogKind.EVENT))
    assert not fits(Wanted(day=date(2020, 12, 1)))
    assert not fits(Wanted(by="Budi"))
    assert not fits(Wanted(branch="SBY"))
