"""What people write, and what is refused rather than guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmt_desk import i18n
from cmt_desk.domain.intake import DateRepair, NotADate, doubtful_dates, read_date, read_yes_no


@pytest.mark.parametrize(
    "text",
    ["2 Desember 2020", "02 desember 2020", "2 Des 2020", "2020-12-02", "02/12/2020", "2-12-2020",
     "Rabu, 2 Desember 2020", "2 December 2020", "2020-12-02 00:00:00"],
)  # fmt: skip
def test_every_way_to_write_the_second_of_december(text: str):
    assert read_date(text) == date(2020, 12, 2)


@pytest.mark.parametrize(
    ("text", "why"),
    [("02/12/20", "TWO_DIGIT_YEAR"), ("2 Des 20", "TWO_DIGIT_YEAR"), ("31 Februari 2020", "IMPOSSIBLE"),
     ("besok", "UNKNOWN"), ("", "EMPTY"), ("2 Desembur 2020", "UNKNOWN")],
)  # fmt: skip
def test_a_date_is_refused_rather_than_guessed(text: str, why: str):
    with pytest.raises(NotADate, match=why):
        read_date(text)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["id", "en"]))
def test_what_the_desk_writes_it_can_read(day: date, language: str):
    with i18n.speaking(language):
        for text in (i18n.long_date(day), i18n.medium_date(day), i18n.full_date(day)):
            assert read_date(text) == day


def test_a_bulletin_between_its_neighbours_gets_the_month_that_fits():
    days = [date(2021, 12, 19), date(2022, 1, 2), date(2021, 12, 9), date(2022, 1, 16)]
    repairs = doubtful_dates([(day, n) for n, day in enumerate(days, 1)])
    assert repairs == [DateRepair(date(2021, 12, 9), date(2022, 1, 9), 3)]


def test_a_missing_week_is_not_a_wrong_date():
    days = [date(2021, 12, 19), date(2022, 1, 2), date(2022, 1, 16)]
    assert doubtful_dates([(day, n) for n, day in enumerate(days)]) == []


def test_yes_and_no_in_both_languages():
    assert [read_yes_no(w) for w in ("Ya", "yes", "1", "x", "Rentan")] == [True] * 5
    assert [read_yes_no(w) for w in ("", "Tidak", "no", "0", "-")] == [False] * 5
    assert read_yes_no("mungkin") is None
