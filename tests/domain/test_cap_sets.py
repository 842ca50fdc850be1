"""Gaps and overlaps of cap rules against a count by days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.cap_sets import flaws
from cmt_desk.domain.caps import CapRule

START = date(2021, 1, 1)


def _rule(code: str, first: int, last: int | None, precedence: int) -> CapRule:
    until = None if last is None else START + timedelta(days=first + last)
    return CapRule(code, code, START + timedelta(days=first), until, "X", "FLAT", precedence, {"FLAT": 50})


rules = st.lists(
    st.tuples(st.integers(0, 25), st.none() | st.integers(0, 12), st.integers(1, 2)), min_size=1, max_size=5
).map(lambda drawn: [_rule(f"R{n}", *one) for n, one in enumerate(drawn)])


@given(rules)
def test_flaws_are_the_days_with_two_rules_or_none(found):
    wrong = flaws(found)
    begun = [r.effective_from for r in found]
    for n in range(40):
        day = START + timedelta(days=n)
        holding = [r for r in found if r.in_force(day)]
        twice = len({r.precedence for r in holding}) < len(holding)
        assert twice == any(f.kind == "OVERLAP" and f.first <= day <= f.last for f in wrong)
        between = not holding and min(begun) < day < max(begun)
        assert between == any(f.kind == "GAP" and f.first <= day <= f.last for f in wrong)


def test_the_seeded_rules_have_no_flaw(store):
    assert flaws(store.branches.cap_rules()) == []
