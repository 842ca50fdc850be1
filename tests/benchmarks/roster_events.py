"""10,000 random events in 250 offices: does any roster break a hard rule? Prints what it found.

uv run --locked python tests/benchmarks/roster_events.py [events]
"""

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from cmt_desk.domain.roster_settings import FIVE_NINE, FREE, Apart, Cohorts, RosterSettings, Waves
from tests.roster_world import EVENTS, World

IN_ONE = 40  # events in one office


def main(events: int) -> None:
    begun, plans, conflicts, broken = time.process_time(), 0, 0, 0
    for seed in range(events // IN_ONE):
        dice = random.Random(seed)
        runs = FIVE_NINE if seed % 10 == 9 else FREE
        cohorts = Cohorts.STRICT_AB if seed % 7 == 6 else Cohorts.NESTED
        apart = Apart.WAVE if seed % 4 == 1 else Apart.DAY
        world = World(RosterSettings(cohorts, runs, Waves() if seed % 2 else None, apart=apart))
        story = [(dice.choice(EVENTS), dice.randrange(1000), dice.randrange(1000)) for _n in range(IN_ONE)]
        try:
            for event in story:
                world.happen(event)
        except AssertionError as wrong:
            broken += 1
            print(f"office {seed}, event {world.plans}: {story[world.plans - 1]}: {wrong!s:.300}", flush=True)
        plans, conflicts = plans + world.plans, conflicts + world.conflicts
        if seed % 25 == 24:
            print(f"{plans} events, {broken} broken", flush=True)
    seconds = time.process_time() - begun
    rosters = plans - conflicts
    print(f"{plans} events: {rosters} rosters, {conflicts} conflicts, {broken} broken, {seconds:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
