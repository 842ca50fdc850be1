"""Call trees are read from the top, circles are found, placeholders named."""

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.communication import (
    CallContact,
    calls_in_circle,
    filled,
    in_calling_order,
    unknown_places,
)


@given(st.lists(st.integers(-1, 8), min_size=1, max_size=9))
def test_without_a_circle_everybody_is_called_once_and_after_their_caller(callers: list[int]):
    people = [
        CallContact(str(n), f"P{n}", caller=str(c) if 0 <= c < len(callers) else "", position=n)
        for n, c in enumerate(callers)
    ]
    order = [c.id for _depth, c in in_calling_order(people)]
    if calls_in_circle(people):
        assert len(order) < len(people)
    else:
        assert sorted(order) == sorted(c.id for c in people)
        assert all(order.index(c.caller) < order.index(c.id) for c in people if c.caller)


def test_places_are_filled_and_unknown_ones_are_named():
    text = "{date}: {active} aktif, {aktif} {aktif}"
    assert unknown_places(text, {"date", "active"}) == ["aktif"]
    assert filled(text, {"date": "2 Des", "active": "71"}) == "2 Des: 71 aktif, {aktif} {aktif}"
