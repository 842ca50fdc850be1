"""The outbreak day by day equals counting every step anew."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.outbreak import CaseStep, outbreak

LAST = date(2020, 12, 2)
ROW = st.tuples(
    st.integers(0, 9), st.integers(-5, 5), st.integers(-5, 5), st.integers(0, 5), st.integers(0, 5)
)
STEPS = st.lists(st.tuples(st.integers(-3, 40), ROW), max_size=8, unique_by=lambda step: step[0]).map(
    lambda found: [CaseStep(LAST - timedelta(days=n), *row) for n, row in sorted(found, reverse=True)]
)


@given(STEPS, st.integers(1, 30))
def test_levels_are_the_sums_of_all_steps_so_far(steps, days):
    """Steps before the first day shown count; those after the last one do not."""
    course = outbreak(steps, LAST, days)
    assert (course.first, course.last) == (LAST - timedelta(days=days - 1), LAST)
    for n in range(days):
        day = course.first + timedelta(days=n)
        assert course.new[n] == sum(s.new for s in steps if s.day == day)
        for name in ("hospital", "home", "facility", "unknown"):
            assert getattr(course, name)[n] == sum(getattr(s, name) for s in steps if s.day <= day)
