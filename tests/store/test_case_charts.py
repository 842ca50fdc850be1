"""What charts count, counted again from the cases themselves, on several days and for a part of the cases."""

from collections import Counter
from datetime import date, timedelta

import pytest

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.charts import Stay, under_care
from cmt_desk.operations.cases import date_case, move_case, open_case, step_case
from cmt_desk.store import Store

DAYS = (date(2020, 5, 1), date(2020, 9, 15), date(2020, 12, 2))


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("part", [False, True])
def test_every_chart_agrees_with_the_cases_one_by_one(demo: Store, on: date, part: bool):
    cases = demo.cases.all()
    ids = {c.id for c in cases[::3]} if part else None
    confirmed = [c for c in cases if c.confirmed_on(on) and (ids is None or c.id in ids)]
    charts = demo.case_charts
    assert charts.by_confirmation(on, ids) == Counter(c.confirmed_on(on) for c in confirmed)
    assert charts.by_onset(on, ids) == Counter(
        c.onset if c.onset and c.onset <= on else None for c in confirmed
    )
    region = {b.code: b.regional_office for b in demo.branches.all()}
    function = {p.number: p.function for p in demo.people.all()}
    for found, unit in (
        (charts.by_regional_office(on, ids), lambda c: region[c.branch]),
        (charts.by_function(on, ids), lambda c: function[c.employee]),
    ):
        counted = Counter(unit(c) for c in confirmed)
        assert {u.unit: u.cases for u in found} == counted
        active = Counter(unit(c) for c in confirmed if c.is_open(on))
        assert {u.unit: u.active for u in found} == {u: active[u] for u in counted}
    delays = Counter(
        (i - c.onset).days
        for c in confirmed
        if c.onset and c.onset <= on and (i := c.isolated_on()) and i <= on
    )
    assert charts.delays(on, ids) == delays
    care = under_care(charts.stays(on, ids), on)
    for back in (0, 1, 7, 30):
        day = on - timedelta(days=back)
        there = Counter(c.place(day) for c in confirmed if c.confirmed_on(day) and c.is_open(day))
        drawn = {p: s.values[n] for p, s in care.items() if (n := (day - s.first).days) >= 0}
        assert {place: n for place, n in drawn.items() if n} == there, day


def test_care_follows_a_case_that_moves_closes_and_is_opened_again(demo: Store):
    number = next(p.number for p in demo.people.all() if not demo.cases.of_employee(p.number))
    day = date(2020, 12, 2)
    case = open_case(demo, number, Status.CONFIRMED_SYMPTOMS, day - timedelta(days=20))
    step_case(demo, case, Status.RECOVERED, day - timedelta(days=6), reason="salah tanggal")
    step_case(demo, case, Status.CONFIRMED_SYMPTOMS, day - timedelta(days=4), reason="kambuh")
    move_case(demo, case, CarePlace.HOSPITAL, day - timedelta(days=4))
    stays = demo.case_charts.stays(day, {case})
    assert stays[-1] == Stay(CarePlace.HOSPITAL, day - timedelta(days=4), None)
    assert sum(s.until == day - timedelta(days=6) for s in stays) == 1
    date_case(demo, case, day, onset=day - timedelta(days=22))
    assert demo.case_charts.by_onset(day, {case}) == {day - timedelta(days=22): 1}
