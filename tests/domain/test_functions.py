"""The clocks of critical functions, checked minute by minute against the plain reading of the rule."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.functions import (
    Disruption,
    Light,
    Report,
    Target,
    light_after,
    local_time,
    state_of,
    states,
    worst_light,
)

BEGAN = datetime(2020, 12, 2, 8, 0)
TARGET = Target("PELAYANAN", date(2020, 1, 1), rto=8, mtpd=48, mbco=50)
HOUR = timedelta(hours=1)

hours = st.integers(0, 120)
shares = st.one_of(st.none(), st.integers(0, 100))
histories = st.lists(st.tuples(hours, shares), max_size=5, unique_by=lambda r: r[0])


def disruption(reports=(), ended: int | None = None, *, key: str = "d", zone: str = "WIB") -> Disruption:
    told = tuple(Report(BEGAN + n * HOUR, share) for n, share in sorted(reports, key=lambda r: r[0]))
    end = BEGAN + ended * HOUR if ended is not None else None
    return Disruption(key, "PELAYANAN", "X", BEGAN, end, "-", "-", zone, told)


def plainly(reports, after: int) -> int | None:
    """Hours below the minimum up to now, walked hour by hour; None while it is reached."""
    told, running, reached = dict(reports), 0, False
    for hour in range(after + 1):
        before = reached
        if hour in told:
            reached = told[hour] is not None and told[hour] >= TARGET.mbco
        if reached or before:
            running = 0
        elif hour:
            running += 1
    return None if reached else running


@given(histories, hours)
def test_the_clock_is_what_one_counts_hour_by_hour(reports, after: int):
    state = state_of(disruption(reports), TARGET, BEGAN + after * HOUR)
    expected = plainly(reports, after)
    assert state
    if expected is None:
        assert (state.light, state.below_since, state.elapsed) == (Light.LIMITED, None, timedelta())
        return
    assert state.elapsed == expected * HOUR
    assert state.light is (
        Light.MTPD if expected > TARGET.mtpd else Light.RTO if expected > TARGET.rto else Light.DISRUPTED
    )
    assert state.rto_at and state.mtpd_at and state.mtpd_at - state.rto_at == 40 * HOUR


@given(hours, hours, st.integers(1, 400))
def test_without_progress_a_light_never_gets_better_and_turns_on_the_minute(first: int, later: int, rto: int):
    target = Target("PELAYANAN", date.min, rto=rto, mtpd=rto + 5, mbco=50)
    lights = [light_after(h * HOUR, target).rank for h in sorted((first, later))]
    assert lights == sorted(lights)
    minute = timedelta(minutes=1)
    assert light_after(rto * HOUR, target) is Light.DISRUPTED
    assert light_after(rto * HOUR + minute, target) is Light.RTO
    assert light_after((rto + 5) * HOUR, target) is Light.RTO
    assert light_after((rto + 5) * HOUR + minute, target) is Light.MTPD


@given(histories, st.integers(1, 120), hours)
def test_what_is_over_keeps_the_worst_that_was_shown_while_it_lasted(reports, ended: int, later: int):
    d = disruption(reports, ended)
    # Reports and limits fall on whole hours, so a light turns with one or a minute after it.
    looked = [BEGAN + n * HOUR + timedelta(minutes=m) for n in range(ended) for m in (0, 1)]
    shown = [s.light for at in looked if (s := state_of(d, TARGET, at))]
    assert len(shown) == len(looked)
    over = BEGAN + (ended + later) * HOUR
    assert state_of(d, TARGET, over) is None
    assert worst_light(d, TARGET, over) is max(shown, key=lambda light: light.rank)


@given(st.sampled_from(("WIB", "WITA", "WIT")), st.integers(0, 100))
def test_each_clock_runs_on_its_offices_own_time(zone: str, after: int):
    moment = BEGAN + after * HOUR  # in WIB
    began_there = local_time(BEGAN, zone)
    d = Disruption("d", "PELAYANAN", "X", began_there, None, "-", "-", zone)
    [state] = states(["PELAYANAN"], {"PELAYANAN": TARGET}, [d], moment)
    assert state.worst and state.worst.elapsed == after * HOUR
    assert state.worst.local - moment == timedelta(hours={"WIB": 0, "WITA": 1, "WIT": 2}[zone])


def test_the_worst_disruption_gives_the_light_and_silence_is_no_news():
    mild, bad = disruption([(0, 80)], key="mild"), disruption(key="bad")
    found = states(
        ["KEPESERTAAN", "PELAYANAN"], {"PELAYANAN": TARGET}, [mild, bad], BEGAN + timedelta(hours=9)
    )
    assert [(s.function, s.light) for s in found] == [
        ("KEPESERTAAN", Light.UNREPORTED),
        ("PELAYANAN", Light.RTO),
    ]
    assert [s.disruption.id for s in found[1].open] == ["bad", "mild"]


@given(st.integers(-1, 30), st.booleans())
def test_a_function_runs_normally_once_somebody_told_of_it(hours: int, elsewhere: bool):
    over = disruption(ended=5)
    reported = {"PELAYANAN"} if elsewhere else set[str]()
    [state] = states(["PELAYANAN"], {"PELAYANAN": TARGET}, [over], BEGAN + hours * HOUR, reported)
    if 0 <= hours < 5:
        assert state.worst and state.since is None
    else:
        told = elsewhere or hours >= 5
        assert state.light is (Light.NORMAL if told else Light.UNREPORTED)
        assert state.since == (over.ended if hours >= 5 else None)
