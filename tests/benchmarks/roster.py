"""Rosters by hand: one office, its re-plans, growing offices, all 123 of the demo. Prints, asserts nothing.

uv run --locked python tests/benchmarks/roster.py [--one]

Seconds are processor seconds of one core, so that a busy machine gives the same figures; only the re-planning
of all offices, which runs in other processes, is told by the clock. `--one` leaves that out.
"""

import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from cmt_desk.domain.caps import CapRule, OfficeCap
from cmt_desk.domain.differences import differences, moved
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.schedule import Cell, Problem, days_between
from cmt_desk.operations.demo import DAY, create_demo
from cmt_desk.operations.engine import best_roster
from cmt_desk.operations.replan import replan_all
from cmt_desk.operations.roster_report import status
from cmt_desk.operations.roster_words import quality_text

MONDAY = date(2020, 12, 7)
RULE = CapRule("R", "SE 67/2020", date(2020, 9, 4), None, "NATIONAL", "ZONE", 1, {})
FUNCTIONS = [BusinessFunction("PEL", "P", "P", True, 3), BusinessFunction("KEU", "K", "K", True, 1)]


def office(size: int, percent: int = 50) -> Problem:
    people = [
        Employee(
            f"{n:03}", "N", "X", ("PEL", "KEU", "UM", "UM")[n % 4], team=("A1", "A2", "B1", "B2")[n // 4 % 4]
        )
        for n in range(size)
    ]
    days = days_between(MONDAY, MONDAY + timedelta(days=27))
    caps = {d: OfficeCap(size, percent, RULE) for d in days}
    return Problem("X", people, days, frozenset(d for d in days if d.weekday() < 5), caps, FUNCTIONS)


def median(work: Callable[[], object], times: int = 3) -> float:
    found: list[float] = []
    for _n in range(times):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return statistics.median(found)


def one_office(size: int) -> None:
    problem = office(size)
    first = best_roster(problem, {})
    seconds = median(lambda: best_roster(problem, {}))
    print(f"{size} × 20, first roster: {seconds:.2f} s, {quality_text(first.tiers)}")
    after = MONDAY + timedelta(days=7)
    ill = {("004", MONDAY + timedelta(days=n)): Cell.ISOLATION for n in range(14)}
    events = {
        "one in quarantine": replace(problem, blocked=ill),
        **{
            f"cap {share} %": replace(
                problem, caps={d: OfficeCap(size, share if d >= after else 50, RULE) for d in problem.days}
            )
            for share in (25, 75)
        },
    }
    for name, event in events.items():
        made = best_roster(event, first.roster)
        cells, people = moved(differences(event, first.roster, made.roster))
        seconds = median(lambda event=event: best_roster(event, first.roster), 3)
        told = quality_text(made.tiers)
        print(f"  re-plan, {name}: {seconds:.2f} s, {cells} cells of {people} people, {told}")


def growing() -> None:
    """Seconds per office; a thousand offices are estimated from the largest run."""
    print("seconds an office of 20 days, first roster:")
    for size in (50, 100, 200):
        took: list[float] = []
        for offices in (1, 10, 30) if size == 50 else (1, 10):
            problems = [office(size, (25, 50, 75)[n % 3]) for n in range(offices)]
            begun = time.process_time()
            for problem in problems:
                best_roster(problem, {})
            took.append((time.process_time() - begun) / offices)
        told = ", ".join(f"{t:.2f} ({n} offices)" for n, t in zip((1, 10, 30), took, strict=False))
        print(f"  {size} people: {told}; 1,000 offices: {took[-1] * 1000 / 60:.0f} minutes, estimated")


def the_country() -> None:
    with tempfile.TemporaryDirectory() as folder, create_demo(Path(folder) / "demo.desk") as store:
        codes = [branch.code for branch in store.branches.all()]
        begun = time.perf_counter()
        made = replan_all(store, codes, date(2020, 12, 14), date(2021, 1, 10))
        print(f"{len(made)} offices × 4 weeks planned: {time.perf_counter() - begun:.1f} s")
        with store.operation("bulletin", "everything turns red"):
            store.branches.put_bulletins([{"day": "2020-12-06", "source": "x", "illustrative": 1}])
            areas = {branch.area for branch in store.branches.all()}
            store.branches.put_readings(
                {"bulletin": "2020-12-06", "area": a, "zone": "MERAH", "published": "x"}
                for a in sorted(areas)
            )
        begun = time.perf_counter()
        made = replan_all(store, codes, DAY, date(2020, 12, 13))
        cells = sum(proposal.moved[0] for proposal in made)
        seconds, told = time.perf_counter() - begun, dict(Counter(map(status, made)))
        print(f"{len(made)} offices re-planned for red: {seconds:.1f} s, {cells} cells, {told}")


if __name__ == "__main__":
    for people in (45, 50, 100, 200):
        one_office(people)
    growing()
    if "--one" not in sys.argv:
        the_country()
