"""Start waves of days that somebody entered by hand (H9): who has one keeps it where that is possible."""

from collections.abc import Collection
from datetime import date

from cmt_desk.domain.start_waves import start_waves
from cmt_desk.operations.roster_settings import settings_of
from cmt_desk.operations.schedule import problem
from cmt_desk.store import Store


def deal_waves(store: Store, branch: str, days: Collection[date], today: date) -> None:
    """Everybody in the office on these days gets a start wave, in an operation, where the office has any."""
    if settings_of(store.arrangements.settings(), branch).waves is None:
        return
    facts = problem(store, branch, min(days), max(days), today)
    cells = store.schedule.cells(branch, facts.days[0], facts.days[-1])
    waves = {key: wave for key, wave in start_waves(facts, cells).items() if key[1] in days}
    moved = {key: cells[key] for key, wave in waves.items() if facts.told_waves.get(key) != wave}
    if moved:
        store.schedule.put_cells(branch, moved, waves)
