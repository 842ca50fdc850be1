"""The best roster of an office: the solver where it is installed, else the constructive planner."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor

from cmt_desk.domain.planner import Plan, plan
from cmt_desk.domain.roster_model import build, conflicts
from cmt_desk.domain.schedule import Problem, Roster
from cmt_desk.operations import solver

Task = tuple[Problem, Roster]  # an office and what its people were told


def best_roster(problem: Problem, told: Roster) -> Plan:
    """Hard rules kept or named; then as little change from what was told as can be, turns, fairness."""
    if found := conflicts(problem):
        return Plan({}, tuple(found))
    simple = plan(problem)
    if not solver.available():
        return simple
    made = build(problem, told)
    solution = solver.solve(made.model, made.values(simple.roster))
    if solution is None:  # no node was left to find one in: the constructive roster keeps every hard rule
        return simple
    return Plan(made.roster(solution), (), solution.tiers)


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
