"""A published rostering problem in the desk's own terms: "Instance1" of schedulingbenchmarks.org.

One shift, eight people, fourteen days from a Monday; the optimum is 607. Days off asked for are H2, two to
five shifts in a row and two days off after them H7. What the desk has no rule for (seven to nine shifts each,
one weekend at most) is added as rows, and the weights of the instance are one goal. A day off does not cut a
run short there, as it may under H7; rows say so too. The data are facts of Curtois & Qu (2014),
"Computational results on new staff scheduling benchmark instances".
"""

from datetime import date, timedelta
from itertools import product

import pytest

from cmt_desk.domain.caps import CapRule, OfficeCap
from cmt_desk.domain.mip import Model, Row, Tier
from cmt_desk.domain.people import Employee
from cmt_desk.domain.rooms import rooms
from cmt_desk.domain.roster_settings import Away, Cohorts, RosterSettings, Runs
from cmt_desk.domain.run_rules import run_rows
from cmt_desk.domain.schedule import Problem, days_between
from cmt_desk.operations import solver

pytest.importorskip("highspy")

MONDAY = date(2020, 12, 7)
COVER = (5, 7, 6, 4, 5, 5, 5, 6, 7, 4, 2, 5, 6, 4)  # people wanted; one too few costs 100, one too many 1
DAYS_OFF = dict(zip("ABCDEFGH", (0, 5, 8, 2, 9, 5, 1, 7), strict=True))
ON = {"A": (2, range(2, 4)), "B": (3, range(5)), "C": (1, range(5)), "D": (2, range(8, 10)),
      "F": (2, range(2)), "H": (1, range(9, 14))}  # fmt: skip
OFF = {"C": (1, (12, 13)), "F": (3, (8,)), "H": (3, (2, 3))}
SHIFTS, WEEKENDS, RUNS = (7, 9), 1, Runs(2, 5, 2)
RULE = CapRule("R", "R", MONDAY, None, "NATIONAL", "FLAT", 1, {})

Cells = dict[tuple[str, date], int]


def problem() -> Problem:
    days = days_between(MONDAY, MONDAY + timedelta(days=13))
    people = [Employee(number, number, "X", "D") for number in DAYS_OFF]
    caps = {day: OfficeCap(len(people), 100, RULE) for day in days}
    away = {(number, days[n]): Away.LEAVE for number, n in DAYS_OFF.items()}
    settings = RosterSettings(Cohorts.NONE, RUNS)
    return Problem("X", people, days, frozenset(days), caps, [], settings=settings, reasons=away)


def build(asked: Problem) -> tuple[Model, Cells]:
    """The desk's cells and rows of H7, and what the instance asks besides."""
    facts, model, cells = rooms(asked, {}), Model(), Cells()
    for room in facts.days:
        for person in room.able:
            cells[person.number, room.day] = model.column()
    model.rows += run_rows(facts, cells)
    cost, constant = dict[int, int](), 0
    for n, day in enumerate(asked.days):
        under, over = model.column(8, follows=True), model.column(8, follows=True)
        here = {column: 1 for (_number, d), column in cells.items() if d == day}
        model.rows.append(Row(COVER[n], COVER[n], {**here, under: 1, over: -1}))
        cost |= {under: 100, over: 1}
    for number in DAYS_OFF:
        own = [cells.get((number, day)) for day in asked.days]
        model.rows.append(Row(*SHIFTS, {column: 1 for column in own if column is not None}))
        weekends = [model.column() for _week in range(2)]
        model.rows.append(Row(0, WEEKENDS, dict.fromkeys(weekends, 1)))
        for week, day in product(range(2), (5, 6)):
            if (column := own[7 * week + day]) is not None:
                model.rows.append(Row(0, 1, {weekends[week]: 1, column: -1}))
        model.rows += _no_single_shift_before_a_day_off(own)
        weight, days = ON.get(number, (0, ()))
        for column in (own[day] for day in days):
            constant += weight
            if column is not None:
                cost[column] = cost.get(column, 0) - weight
        weight, days = OFF.get(number, (0, ()))
        for column in (own[day] for day in days):
            if column is not None:
                cost[column] = cost.get(column, 0) + weight
    model.tiers = [Tier("cost", cost, constant)]
    return model, cells


def _no_single_shift_before_a_day_off(own: list[int | None]) -> list[Row]:
    found: list[Row] = []
    for before, column, after in zip(own[:-2], own[1:-1], own[2:], strict=True):
        if column is not None and after is None:
            found.append(Row(-1, 0, {column: 1} if before is None else {column: 1, before: -1}))
    return found


def cost_of(inside: set[tuple[str, int]]) -> int:
    """The instance's own counting, from the cells alone; whatever breaks one of its rules fails."""
    total = 0
    for number, off in DAYS_OFF.items():
        line = [(number, n) in inside for n in range(14)]
        assert not line[off] and SHIFTS[0] <= sum(line) <= SHIFTS[1]
        assert sum(any(line[7 * week + 5 : 7 * week + 7]) for week in range(2)) <= WEEKENDS
        text = "".join("W" if yes else "." for yes in line)
        assert "WWWWWW" not in text and ".W." not in text and "W.W" not in text
        weight, days = ON.get(number, (0, ()))
        total += sum(weight for day in days if not line[day])
        weight, days = OFF.get(number, (0, ()))
        total += sum(weight for day in days if line[day])
    for n, wanted in enumerate(COVER):
        have = sum(day == n for _number, day in inside)
        total += 100 * max(0, wanted - have) + max(0, have - wanted)
    return total


def test_instance_1_is_solved_to_its_known_optimum(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(solver.NODES, "cost", 10_000)
    asked = problem()
    model, cells = build(asked)
    found = solver.solve(model)
    assert found is not None
    (reached,) = found.tiers
    assert (reached.value, reached.optimal) == (607, True)
    inside = {(number, (day - MONDAY).days) for (number, day), c in cells.items() if found.values[c]}
    assert cost_of(inside) == 607
