"""The best roster of an office: the solver where it is installed, else the constructive planner."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from cmt_desk.domain.blocks import discomfort, with_whole_blocks
from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.planner import Plan, plan_rooms
from cmt_desk.domain.rooms import Rooms, rooms
from cmt_desk.domain.roster_model import build
from cmt_desk.domain.schedule import Problem, Roster
from cmt_desk.domain.start_waves import start_waves
from cmt_desk.operations import solver

Task = tuple[Problem, Roster]  # an office and what its people were told


def best_roster(problem: Problem, told: Roster) -> Plan:
    """Hard rules kept or named; then as little change from what was told as can be, fairness, comfort."""
    facts = rooms(problem, told)
    if found := facts.breaches:
        return Plan({}, tuple(found))
    simple = plan_rooms(facts)
    made = simple
    if solver.available():
        built = build(facts, told)
        solution = solver.solve(built.model, built.values(simple.roster))
        if solution:
            made = _in_blocks(facts, told, Plan(built.roster(solution), (), built.counted + solution.tiers))
    if made.conflicts:
        return Plan({}, made.conflicts)
    waves = start_waves(problem, made.roster)
    # Whoever planned it: a pin that breaks somebody's run, say, is seen in the cells alone.
    if found := [b for b in breaches(made.roster, problem, waves) if problem.open(b.day)]:
        return Plan({}, tuple(found))
    return replace(made, waves=waves)


def _in_blocks(facts: Rooms, told: Roster, made: Plan) -> Plan:
    """Where branching on the last goal would take too long, fewer broken blocks by exchanges."""
    last = made.tiers[-1]
    if last.name != "comfort" or last.optimal or not facts.problem.settings.runs.free:
        return made
    roster = with_whole_blocks(facts, told, made.roster)
    value = discomfort(facts, roster)
    return replace(made, roster=roster, tiers=(*made.tiers[:-1], replace(last, value=value)))


def best_rosters(tasks: Iterable[Task]) -> Iterator[Plan]:
    """One roster a task, in their order, on all processors; the offices do not depend on each other."""
    tasks = list(tasks)
    workers = min(len(tasks), os.cpu_count() or 1)
    if workers < 2:
        yield from (best_roster(*task) for task in tasks)
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn) as pool:
        yield from pool.map(_one, tasks, chunksize=4)


def _one(task: Task) -> Plan:
    return best_roster(*task)
