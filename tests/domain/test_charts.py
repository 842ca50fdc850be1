"""Series add up to what was counted, and a mean never leaves its window."""

from collections import Counter
from datetime import date, timedelta
from statistics import median as counted_median

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from cmt_desk.domain.cases import CarePlace
from cmt_desk.domain.charts import (
    Stay,
    UnitCount,
    by_day,
    largest_first,
    mean_of_week,
    median,
    under_care,
    without_gaps,
)

LAST = date(2020, 12, 2)
days = st.dates(LAST - timedelta(days=60), LAST + timedelta(days=10))


@given(st.dictionaries(days, st.integers(0, 50)))
def test_every_case_up_to_the_day_is_in_the_curve_once(counts):
    series = by_day(counts, LAST)
    assert series.total == sum(n for day, n in counts.items() if day <= LAST)
    assert series.day(len(series.values) - 1) == LAST
    assert all(series.values[n] == counts.get(series.day(n), 0) for n in range(len(series.values)))


@given(st.lists(st.integers(0, 100), max_size=40))
def test_the_mean_is_of_seven_days_and_of_fewer_at_the_start(values):
    for n, mean in enumerate(mean_of_week(values)):
        window = values[max(0, n - 6) : n + 1]
        assert mean == approx(sum(window) / len(window))


stays = st.lists(
    st.builds(
        lambda place, since, length, cases: Stay(
            place, since, None if length is None else since + timedelta(days=length), cases
        ),
        st.sampled_from([*CarePlace, None]),
        days,
        st.one_of(st.none(), st.integers(0, 30)),
        st.integers(0, 5),
    ),
    max_size=12,
)


@given(stays)
def test_a_place_holds_on_each_day_who_is_there_on_that_day(told):
    places = under_care(told, LAST)
    assert len({(s.first, len(s.values)) for s in places.values()}) <= 1
    for place, series in places.items():
        for n, value in enumerate(series.values):
            day = series.day(n)
            there = [
                s for s in told if s.place == place and s.since <= day and (not s.until or day < s.until)
            ]
            assert value == sum(s.cases for s in there)
    assert {s.place for s in told if s.cases and s.since <= LAST} == set(places)


@given(st.lists(st.integers(-10, 40), min_size=1, max_size=60))
def test_the_histogram_counts_everybody_and_the_median_is_the_middle(delays):
    counts = Counter(delays)
    columns = without_gaps(counts)
    assert sum(n for _days, n in columns) == len(delays)
    assert [d for d, _n in columns] == list(range(min(delays), max(delays) + 1))
    assert median(counts) == counted_median(delays)


def test_nothing_counted_has_no_median_and_no_columns():
    assert (median({}), without_gaps({}), under_care([], LAST)) == (None, [], {})
    assert by_day({}, LAST).values == [0]


def test_the_largest_unit_stands_first_and_equals_stand_by_name():
    units = [UnitCount("B", 2, 1), UnitCount("A", 2, 0), UnitCount("C", 5, 5)]
    assert [u.unit for u in largest_first(units)] == ["C", "A", "B"]
