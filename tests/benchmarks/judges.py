"""Our solver beside OR-tools CP-SAT on the same model, goal by goal, on 50 random offices. Prints a table.

OR-tools is no part of the desk; the judge gets an environment of its own for the run:

    uv run --locked --isolated --with ortools python tests/benchmarks/judges.py [offices]

Each goal is minimised and then kept, as ours does; both use one thread. Processor seconds are compared. The
judge sits in a process of its own: OR-tools brings another HiGHS along, and one process cannot hold both.
"""

import random
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.mip import Model, Reached
from cmt_desk.domain.planner import plan_rooms
from cmt_desk.domain.rooms import rooms
from cmt_desk.domain.roster_model import build
from cmt_desk.domain.roster_settings import Away
from cmt_desk.domain.schedule import Problem, Roster, days_between
from cmt_desk.operations import solver
from cmt_desk.operations.engine import best_roster, solved
from tests.roster_world import CASH, MONDAY, OTHER, RULE, hire

SECONDS = 4.0  # for one goal; what the judge cannot prove by then counts for nobody


def office(dice: random.Random) -> tuple[Problem, Roster]:
    """12 to 40 people over two weeks; in two of three a roster was published and then something happened."""
    size, share = dice.randint(12, 40), dice.choice((25, 50, 50, 75))
    days = days_between(MONDAY, MONDAY + timedelta(days=13))
    people = [hire(n) for n in range(size)]
    problem = Problem(
        "X", people, days, frozenset(d for d in days if d.weekday() < 5),
        {d: OfficeCap(size, share, RULE) for d in days}, [CASH, OTHER],
        load={e.number: dice.randrange(9) for e in people},
    )  # fmt: skip
    if dice.randrange(3) == 0:
        return problem, {}
    told = best_roster(problem, {}).roster
    ill = {(dice.choice(people).number, day): Away.ISOLATION for day in days[dice.randrange(5) :][:8]}
    later = days[dice.randrange(4, 10)]
    caps = {
        d: replace(c, percent=dice.choice((25, 50)) if d >= later else share) for d, c in problem.caps.items()
    }
    return replace(problem, reasons=ill, caps=caps), told


def judge(model: Model) -> tuple[list[Reached] | None, float]:
    """The goals as CP-SAT gets them, None where there is no roster; and processor seconds."""
    from ortools.sat.python import cp_model

    begun = time.process_time()
    return _goals(cp_model, model), time.process_time() - begun


def _goals(cp: Any, model: Model) -> list[Reached] | None:
    made = cp.CpModel()
    columns = [made.new_int_var(0, upper, f"c{n}") for n, upper in enumerate(model.upper)]
    for row in model.rows:
        total = sum(weight * columns[c] for c, weight in row.terms.items())
        made.add_linear_constraint(total, int(max(row.lower, -(10**6))), int(min(row.upper, 10**6)))
    found: list[Reached] = []
    for tier in model.tiers[:-1]:  # the last one only makes equals the same
        goals = [sum(columns[c] for c in level) for level in tier.levels]
        goals.append(sum(weight * columns[c] for c, weight in tier.terms.items()))
        proved = True
        for goal in goals:
            made.minimize(goal)
            worker = cp.CpSolver()
            worker.parameters.num_workers = 1
            worker.parameters.random_seed = 0
            worker.parameters.max_time_in_seconds = SECONDS
            if worker.solve(made) not in (cp.OPTIMAL, cp.FEASIBLE):
                return None
            value, bound = round(worker.objective_value), round(worker.best_objective_bound)
            proved = proved and value <= bound
            made.add(goal <= value)
            made.clear_hints()
            for column in columns:
                made.add_hint(column, worker.value(column))
        bound = value if proved else min(bound, value - 1)
        found.append(Reached(tier.name, value + tier.constant, bound + tier.constant))
    return [done for done, tier in zip(found, model.tiers, strict=False) if not tier.tie]


def main(offices: int) -> None:
    if not find_spec("ortools"):
        print("skipped: OR-tools is not in this environment; the head of this file says how to get it")
        return
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        compare(offices, lambda model: pool.submit(judge, model).result())


def compare(offices: int, judged: Callable[[Model], tuple[list[Reached] | None, float]]) -> None:
    dice, seconds = random.Random(5), [0.0, 0.0]
    warm = build(rooms(office(dice)[0], {}), {}).model  # what both load at their first call is not counted
    solver.solve(warm)
    judged(warm)
    table: dict[str, list[int]] = {}
    conflicts = faster = compared = silent = 0
    for _n in range(offices):
        problem, told = office(dice)
        facts = rooms(problem, told)
        if facts.breaches:
            conflicts += 1
            continue
        built = build(facts, told)
        begun = time.process_time()
        ours = solved(built, told, plan_rooms(facts))
        mine = time.process_time() - begun
        theirs, his = judged(built.model)
        seconds = [seconds[0] + mine, seconds[1] + his]
        faster, compared = faster + (mine <= his), compared + 1
        if ours is None or theirs is None:
            assert theirs is None  # or the judge had too little time for a first roster
            silent += ours is not None
            continue
        for one, other in zip(ours.tiers[-len(theirs) :], theirs, strict=True):
            row = table.setdefault(one.name, [0] * 5)
            row[0 if one.value == other.value else 1 if one.value < other.value else 2] += 1
            row[3] += one.optimal
            row[4] += other.optimal
            if one.value != other.value:
                break  # from here on the goals are minimised under different conditions
    print(f"{offices} offices, {conflicts} in conflict; ours not slower in {faster} of {compared}")
    print(f"the judge found no roster in its time: {silent}")
    print(f"processor seconds: ours {seconds[0]:.1f}, CP-SAT {seconds[1]:.1f}")
    print(f"{'goal':12}{'same':>8}{'better':>8}{'worse':>8}{'proved':>8}{'CP-SAT proved':>15}")
    for name, row in table.items():
        print(f"{name:12}{row[0]:8}{row[1]:8}{row[2]:8}{row[3]:8}{row[4]:15}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
