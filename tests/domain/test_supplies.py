"""Days left and shortages, checked day by day against the plain reckoning."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.supplies import Count, Need, Stock, days_of, falls_below, left, shortest

DAY = date(2020, 12, 2)
quantities = st.integers(0, 500)
uses = st.integers(0, 4000).map(lambda n: n / 100)


def stock(need: Need, counts: list[Count], on: date = DAY, item: str = "MASKER") -> Stock:
    return Stock("X", item, on, need, sorted(counts))


@given(quantities, uses, st.integers(0, 60))
def test_what_lasts_n_days_is_there_for_n_days_and_not_for_one_more(quantity: int, use: float, extra: int):
    days = days_of(quantity, use)
    if days is None:
        assert left(Count(DAY, quantity), use, DAY + timedelta(days=extra)) == quantity
        return
    assert use * days <= quantity + 1e-6
    assert use * (days + 1) > quantity - 1e-6
    assert left(Count(DAY, quantity), use, DAY + timedelta(days=days + 1 + extra)) == 0


@given(quantities, st.integers(0, 300), uses)
def test_a_stock_falls_below_its_minimum_on_that_day_and_not_before(quantity: int, minimum: int, use: float):
    count, need = Count(DAY, quantity), Need(DAY, minimum, use)
    day = falls_below(count, need)
    if day is None:
        assert left(count, use, DAY + timedelta(days=20_000)) >= minimum
        return
    assert left(count, use, day) < minimum
    assert day == DAY or left(count, use, day - timedelta(days=1)) >= minimum


@given(
    st.lists(st.tuples(st.integers(0, 40), quantities), min_size=1, max_size=5, unique_by=lambda c: c[0]),
    st.integers(0, 300),
    uses,
)
def test_a_shortage_began_where_asking_every_day_finds_it(
    counts: list[tuple[int, int]], minimum: int, use: float
):
    told = [Count(DAY - timedelta(days=ago), quantity) for ago, quantity in counts]
    need = Need(DAY, minimum, use)
    first = min(told).day
    began: date | None = None
    for n in range((DAY - first).days + 1):
        day = first + timedelta(days=n)
        low = stock(need, [c for c in told if c.day <= day], day).low
        refilled = low and any(c.day == day and c.quantity >= minimum for c in told)
        began = (day if began is None or refilled else began) if low else None
    assert stock(need, told).low_since == began


def test_counting_again_while_it_is_short_begins_no_new_shortage():
    counts = [Count(date(2020, 11, 10), 40), Count(date(2020, 11, 20), 30), Count(date(2020, 12, 1), 35)]
    assert stock(Need(DAY, 50, 0), counts).low_since == date(2020, 11, 10)
    refilled = [*counts, Count(date(2020, 11, 25), 80)]
    assert stock(Need(DAY, 50, 0), refilled).low_since == date(2020, 12, 1)


def test_problems_come_first_and_the_sheet_names_what_is_used_up_first():
    need = Need(DAY, 20, 5)
    low = stock(need, [Count(DAY, 10)])
    soon = stock(Need(DAY, 0, 5), [Count(DAY, 20)])
    old = stock(need, [Count(DAY - timedelta(days=20), 900)])
    never, fine = stock(need, []), stock(need, [Count(DAY, 900)])
    assert sorted([fine, never, old, soon, low], key=lambda s: s.rank) == [low, soon, old, never, fine]
    assert shortest([fine, low, never])["MASKER"] is low
