"""Every clock says what it follows from, in the words of the regulation."""

from datetime import date

import pytest

from cmt_desk.domain.cases import Case, Override, Spell, Status
from cmt_desk.domain.clocks import ClockRule, contact_window, release
from cmt_desk.i18n import speaking
from cmt_desk.wording import release_text, window_text

RULE = ClockRule("KMK-413-2020", "KMK 413/2020", date(2020, 7, 13), None, 14, 10, 3)
FIRST, ON = date(2020, 12, 1), date(2020, 12, 12)
ILL, WELL = Status.CONFIRMED_SYMPTOMS, Status.CONFIRMED_NO_SYMPTOMS


def told(status: Status, **more) -> str:
    clock = release(Case("1", "7", "SBU-01", [Spell(status, FIRST, 1)], **more), [RULE], ON)
    assert clock
    return release_text(clock)


@pytest.mark.parametrize(
    ("status", "dates", "text"),
    [
        (Status.CLOSE_CONTACT, {"last_contact": FIRST}, "bebas 15 Des: kontak terakhir 1 Des + 14 hari"),
        (WELL, {"specimen": FIRST}, "bebas 11 Des: spesimen 1 Des + 10 hari"),
        (
            ILL,
            {"onset": FIRST, "last_symptom": date(2020, 12, 5)},
            "bebas 14 Des: gejala 1 Des + 10 hari + 3 hari bebas gejala",
        ),
        (
            ILL,
            {"onset": FIRST, "last_symptom": date(2020, 12, 12)},
            "bebas 16 Des: gejala terakhir 12 Des + 1 + 3 hari bebas gejala",
        ),
        (
            ILL,
            {"onset": FIRST, "last_symptom": date(2020, 12, 4), "negative_pcr": date(2020, 12, 6)},
            "bebas 8 Des: gejala terakhir 4 Des + 1 + 3 hari bebas gejala, PCR negatif 6 Des",
        ),
        (ILL, {"onset": FIRST}, "menunggu bebas gejala"),
    ],
)
def test_each_release_date_with_its_derivation(status: Status, dates: dict[str, date], text: str):
    assert told(status, **dates) == f"{text}; KMK 413/2020"


def test_a_decided_date_beside_the_computed_or_unknown_one():
    decided = Override(FIRST, date(2020, 12, 12), None, "surat dokter")
    assert told(WELL, specimen=date(2020, 12, 4), overrides=[decided]) == (
        "ditetapkan 12 Des (hitungan: 14 Des): surat dokter"
    )
    assert told(ILL, onset=FIRST, overrides=[decided]) == (
        "ditetapkan 12 Des (hitungan: belum diketahui): surat dokter"
    )


def test_the_contact_window_says_where_it_ends():
    window = contact_window(Case("1", "7", "SBU-01", [Spell(ILL, FIRST, 1)], onset=FIRST), [RULE], ON)
    assert window
    with speaking("en"):
        assert window_text(window) == (
            "29 Nov – 15 Dec: from 2 days before 1 Dec until 14 days after; KMK 413/2020"
        )
