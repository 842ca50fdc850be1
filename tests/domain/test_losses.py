"""Losses over time, against the plain reading of the rules."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.losses import (
    SUB_KINDS,
    Loss,
    LossKind,
    LossStatus,
    LossStep,
    curve,
    days_to,
    slope,
    sums,
)

DAY = date(2020, 12, 2)


def ago(n: int) -> date:
    return DAY - timedelta(days=n)


@st.composite
def losses(draw) -> Loss:
    kind = draw(st.sampled_from(LossKind))
    financial = kind is LossKind.FINANCIAL
    amount = draw(st.integers(1, 1000 if financial else 5))
    before = draw(st.integers(0, 30))
    steps = [
        LossStep(status, ago(draw(st.integers(0, before))), "X", "y")
        for status in draw(st.sampled_from(([], [LossStatus.VERIFIED], [LossStatus.WITHDRAWN])))
    ]
    corrected = draw(st.one_of(st.none(), st.integers(0, before).map(ago)))
    return Loss(
        "x", ago(before), ago(before), ago(before), kind, draw(st.sampled_from(SUB_KINDS[kind])), "-", amount,
        expected=draw(st.integers(0, 500)) if financial else 0,
        recovered=draw(st.integers(0, amount)) if financial else 0,
        steps=steps, corrected=corrected,
    )  # fmt: skip


registers = st.lists(losses(), max_size=12)


@given(registers, st.integers(0, 30))
def test_what_is_summed_is_what_was_known_on_the_day(register: list[Loss], before: int):
    on = ago(before)
    for kind, total in sums(register, on).items():
        known = [
            x
            for x in register
            if x.kind is kind
            and x.occurred <= on
            and not (x.corrected and x.corrected <= on)
            and not any(s.step is LossStatus.WITHDRAWN and s.day <= on for s in x.steps)
        ]
        lost = [x for x in known if x.sub != "DEFERRED"]
        assert total.count == len(lost)
        assert total.actual == sum(x.amount - x.recovered for x in lost)
        assert total.unexpected == total.actual - sum(x.expected for x in lost)
        assert total.deferred == sum(x.amount - x.recovered for x in known if x.sub == "DEFERRED")
        assert total.low <= total.actual <= total.high
        assert total.unverified + sum(
            x.actual for x in lost if any(s.step is LossStatus.VERIFIED and s.day <= on for s in x.steps)
        ) == total.actual  # fmt: skip


@given(registers, st.sampled_from(LossKind), st.integers(0, 40))
def test_the_curve_ends_at_the_sum_and_moves_only_on_days_of_losses(register, kind, span: int):
    points = curve(register, kind, ago(span), DAY)
    assert [day for day, _value in points] == [ago(span - n) for n in range(span + 1)]
    assert points[-1][1] == sums(register, DAY)[kind].unexpected
    days = {x.occurred for x in register if x.kind is kind and x.counts(DAY) and not x.deferred}
    assert all(a == b or day in days for (_d, a), (day, b) in pairwise(points))


@given(st.lists(st.integers(-50, 1000), min_size=1, max_size=20), st.integers(1, 5000))
def test_at_its_slope_a_curve_reaches_the_line_on_that_day_and_not_before(values: list[int], limit: int):
    points = [(ago(len(values) - n), value) for n, value in enumerate(values)]
    days, rising, last = days_to(limit, points), slope(points), values[-1]
    if last >= limit:
        assert days == 0
    elif days is None:
        assert rising <= 0
    else:
        assert last + rising * days >= limit - 1e-6
        assert last + rising * (days - 1) < limit


def test_the_slope_is_that_of_seven_days():
    points = [(ago(10 - n), 100 * n if n > 3 else 0) for n in range(11)]
    assert slope(points) == (1000 - 0) / 7
    assert slope(points[:1]) == 0.0


def test_a_life_is_never_added_to_money():
    life = Loss("a", DAY, DAY, DAY, LossKind.LIFE, "DEATH", "-", 1)
    money = Loss("b", DAY, DAY, DAY, LossKind.FINANCIAL, "COST", "-", 500)
    found = sums([life, money], DAY)
    assert [found[kind].actual for kind in LossKind] == [500, 0, 1]


def test_levels_of_severity_are_never_added_up():
    """Two events of level 3 and 4 are two events, not one of 7 on a scale that ends at 5."""
    events = [
        Loss(str(level), DAY - timedelta(days=level - 3), DAY, DAY, LossKind.REPUTATION, "NEWS", "-", level)
        for level in (3, 4)
    ]
    found = sums(events, DAY)[LossKind.REPUTATION]
    assert (found.total, found.total_today, found.worst) == (2, 1, 4)
