"""Numbers as they are typed, and what the values of a day add up to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.indicators import (
    Combine,
    Indicator,
    Reading,
    Unreadable,
    check_value,
    figure,
    read_value,
    series,
)
from cmt_desk.i18n import number, speaking

DAY = date(2020, 12, 2)
OFFICES = ("A", "B", "C")


def indicator(kind: Combine, decimals: int = 0) -> Indicator:
    return Indicator("X", "x", "x", "", "", "F", kind, decimals)


@given(st.integers(0, 10**13), st.sampled_from(("id", "en")))
def test_a_whole_number_is_read_as_it_is_written_in_either_language(value: int, language: str):
    with speaking(language):
        assert read_value(number(value), 0) == value
    assert read_value(str(value), 0) == value


@given(st.integers(0, 10**11), st.sampled_from(("id", "en")), st.integers(1, 2))
def test_decimals_are_read_as_they_are_written(hundredths: int, language: str, decimals: int):
    value = round(hundredths / 100, decimals)
    with speaking(language):
        assert read_value(number(value, decimals), 2) == value


@pytest.mark.parametrize(
    ("text", "decimals", "why"),
    [
        ("", 0, "WORD"), ("abc", 0, "WORD"), ("1.2.3", 0, "WORD"), ("12.34.567", 0, "WORD"),
        ("-5", 0, "SIGN"), ("1,5", 0, "PLACES"), ("0.125", 2, "PLACES"), ("1.234", 2, "AMBIGUOUS"),
        ("12,345", 2, "AMBIGUOUS"), ("1234.567", 2, "PLACES"), ("1200.000", 0, "WORD"),
        ("9" * 16, 0, "LARGE"), ("1e5", 0, "WORD"), ("٣", 0, "WORD"), ("1..2", 0, "WORD"),
    ],
)  # fmt: skip
def test_what_is_no_number_or_could_be_two_is_refused(text: str, decimals: int, why: str):
    with pytest.raises(Unreadable) as refused:
        read_value(text, decimals)
    assert refused.value.why == why


@given(st.text("0123456789.,- Rp%e٣", max_size=12), st.integers(0, 2))
def test_nothing_else_comes_out_of_any_text(text: str, decimals: int):
    try:
        value = read_value(text, decimals)
    except Unreadable:
        return
    check_value(value, decimals)


@pytest.mark.parametrize(("value", "why"), [(float("nan"), "LARGE"), (-1.0, "SIGN"), (0.123, "PLACES")])
def test_a_number_that_may_not_be_recorded(value: float, why: str):
    with pytest.raises(Unreadable) as refused:
        check_value(value, 2)
    assert refused.value.why == why


readings = st.lists(
    st.builds(
        lambda place, ago, value: Reading("X", place, DAY - timedelta(days=ago), float(value)),
        st.sampled_from(("", *OFFICES)),
        st.integers(0, 6),
        st.integers(0, 1000),
    ),
    max_size=14,
    unique_by=lambda r: (r.branch, r.day),
)


@given(readings, st.sampled_from(Combine))
def test_the_national_figure_against_the_plain_reading_of_the_rule(told: list[Reading], kind: Combine):
    found = figure(indicator(kind), told, DAY)
    latest = {}
    for place in ("", *OFFICES):
        own = [r for r in told if r.branch == place and (kind.stands or r.day == DAY)]
        if own:
            latest[place] = max(own, key=lambda r: r.day)
    offices = [latest[p] for p in OFFICES if p in latest]
    assert found.reported == len(offices)
    total = None
    if offices and kind is not Combine.LATEST:
        total = max(r.value for r in offices) if kind is Combine.MAX else sum(r.value for r in offices)
    newer = total is not None and "" in latest and max(r.day for r in offices) > latest[""].day
    if "" in latest and not newer:
        assert (found.value, found.own, found.since) == (latest[""].value, True, latest[""].day)
    else:
        assert (found.value, found.own) == (total, False)
        assert found.since == (min(r.day for r in offices) if total is not None else None)
    assert found.before == figure(indicator(kind), told, DAY - timedelta(days=1)).value


@given(readings, st.sampled_from(Combine), st.sampled_from(("", "A")))
def test_a_course_is_the_figure_of_each_day_and_has_gaps_where_nothing_is_known(told, kind, place):
    first = DAY - timedelta(days=5)
    days = [first + timedelta(days=n) for n in range(6)]
    scope = {place} if place else None
    one_by_one = [(d, figure(indicator(kind), told, d, scope).value) for d in days]
    assert series(indicator(kind), told, first, DAY, place) == [
        (d, v) for d, v in one_by_one if v is not None
    ]


def test_an_office_that_did_not_report_is_not_counted_as_nothing():
    told = [Reading("X", "A", DAY, 5.0), Reading("X", "B", DAY - timedelta(days=1), 7.0)]
    today = figure(indicator(Combine.SUM), told, DAY)
    assert (today.value, today.reported, today.before) == (5.0, 1, 7.0)
    level = figure(indicator(Combine.LEVEL), told, DAY)
    assert (level.value, level.reported, level.age) == (12.0, 2, 1)
    assert figure(indicator(Combine.LATEST), told, DAY).value is None
    assert figure(indicator(Combine.LATEST), told, DAY, {"B"}).value == 7.0
