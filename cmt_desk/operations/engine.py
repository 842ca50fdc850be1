"""The best roster of an office: the solver where it is installed, else the constructive planner."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from cmt_desk.domain.blocks import discomfort, with_whole_blocks
from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.fairness import spread
from cmt_desk.domain.lines import told_apart
from cmt_desk.domain.planner import Plan, plan_rooms
from cmt_desk.domain.rooms import Rooms, rooms
from cmt_desk.domain.roster_model import RosterModel, build
from cmt_desk.domain.schedule import Cell, Problem, Roster
from cmt_desk.domain.start_waves import start_waves
from cmt_desk.operations import solver
from cmt_desk.operations.line_search import mix

# An office, what its people were told, and what they had been told before that, the latest first.
Task = tuple[Problem, Roster, Sequence[Roster]]
BACK = 2  # going back may move so many times the cells of the least change: people know that roster


def best_roster(problem: Problem, told: Roster, earlier: Sequence[Roster] = ()) -> Plan:
    """Hard rules kept or named; then as little change from what was told as can be, fairness, comfort.

    Where what was told cannot stay and an `earlier` roster is as good again, it is given back: a zone that
    turns back brings nobody a third roster. The goals of such a plan are counted from that roster.
    """
    made = _best(problem, told)
    moves = 0 if made.conflicts else _moves(problem, told, made.roster)
    for known in earlier if moves else ():
        back = {**told, **known}
        same_past = all(back[key] is cell for key, cell in told.items() if not problem.open(key[1]))
        if not same_past or _moves(problem, told, back) > BACK * moves or breaches(back, problem):
            continue
        again = _best(problem, back)
        if not again.conflicts and not _moves(problem, back, again.roster):
            return again
    return made


def _moves(problem: Problem, one: Roster, other: Roster) -> int:
    """Cells of open days that are in the office in one roster only."""
    return sum(
        (one.get((e.number, day)) is Cell.OFFICE) != (other.get((e.number, day)) is Cell.OFFICE)
        for day in problem.days
        if problem.open(day)
        for e in problem.employees
    )


def _best(problem: Problem, told: Roster) -> Plan:
    facts = rooms(problem, told)
    if found := facts.breaches:
        return Plan({}, tuple(found))
    simple = plan_rooms(facts)
    made = (solver.available() and solved(build(facts, told), told, simple)) or simple
    if made.conflicts:
        return Plan({}, made.conflicts)
    waves = start_waves(problem, made.roster)
    # Whoever planned it: a pin that breaks somebody's run, say, is seen in the cells alone.
    if found := [b for b in breaches(made.roster, problem, waves) if problem.open(b.day)]:
        return Plan({}, tuple(found))
    fair = any(tier.name == "fairness" and tier.optimal for tier in made.tiers)
    return replace(made, waves=waves, spread=spread(problem, made.roster, proved=fair))


def solved(built: RosterModel, told: Roster, start: Plan) -> Plan | None:
    """The best roster of a program; None where the solver finds none."""
    solution = solver.solve(built.model, built.values(start.roster))
    if solution is None:
        return None
    made = Plan(built.roster(solution), (), built.counted + solution.tiers)
    return _in_blocks(built.rooms, told, made)


def _in_blocks(facts: Rooms, told: Roster, made: Plan) -> Plan:
    """Fewer broken blocks, where the program says little about them: by whole lines, else by exchanges."""
    last = made.tiers[-1]
    if last.name != "comfort" or last.optimal or not facts.problem.settings.runs.free:
        return made
    if told_apart(facts):
        mixed = mix(facts, told, made.roster, last.value)
        roster, bound = mixed.roster or made.roster, max(last.bound, mixed.bound)
    else:
        roster, bound = with_whole_blocks(facts, told, made.roster), last.bound
    value = discomfort(facts, roster)
    return replace(made, roster=roster, tiers=(*made.tiers[:-1], replace(last, value=value, bound=bound)))


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
