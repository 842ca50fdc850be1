"""Whatever happens to an office, in any order: no roster breaks a hard rule. 10,000 events: benchmarks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmt_desk.domain.roster_settings import FIVE_NINE, FREE, Apart, Cohorts, RosterSettings, Waves
from tests.roster_world import EVENTS, Event, World, hire

pytest.importorskip("highspy")

NUMBERS = st.integers(0, 999)


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(EVENTS), NUMBERS, NUMBERS), min_size=4, max_size=8),
    st.sampled_from([Cohorts.NESTED, Cohorts.NESTED, Cohorts.STRICT_AB]),
    st.sampled_from([FREE, FREE, FIVE_NINE]),
    st.sampled_from(Apart),
)
def test_no_event_breaks_a_hard_rule(events: list[Event], cohorts: Cohorts, runs, apart: Apart):
    people = [hire(n) for n in range(8)]  # two in each leaf; the benchmark has twelve
    world = World(RosterSettings(cohorts, runs, Waves(), apart=apart), people)
    for event in events:
        world.happen(event)
    assert world.plans == len(events)
