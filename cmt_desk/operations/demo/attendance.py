"""Three weeks of door lists in the offices of the newest cases: the roster, but a few stayed away."""

from datetime import date, timedelta
from random import Random

from cmt_desk.domain.attendance import Presence
from cmt_desk.domain.schedule import Cell
from cmt_desk.store import Store

OFFICES, WEEKS, ABSENT = 20, 3, 0.03
SCOPE = "JABODETABEK"  # where SE Gugus Tugas 8/2020 set two waves


def make_attendance(store: Store, day: date) -> None:
    """Recorded up to the day before; the day itself is still to be recorded."""
    dice = Random(20201204)  # dice of its own: the people and cases before it stay as they are
    newest = [row.branch for row in store.cases.open_rows(day) if row.confirmed_on]
    branches, scopes = store.branches.by_code(), store.branches.scopes()
    rows: list[dict[str, object]] = []
    for code in list(dict.fromkeys(newest))[:OFFICES]:
        waves = SCOPE in scopes.get(branches[code].area, ())
        teams = {e.number: e.team or "" for e in store.people.of_branch(code)}
        cells = store.schedule.cells(code, day - timedelta(weeks=WEEKS), day - timedelta(days=1))
        for (employee, when), cell in sorted(cells.items()):
            if cell is Cell.OFFICE:
                came = dice.random() >= ABSENT
                place = Presence.OFFICE if came else Presence.ABSENT
                wave = (1 if teams[employee].startswith("A") else 2) if waves and came else None
                rows.append(
                    {
                        "employee": employee,
                        "day": when.isoformat(),
                        "branch": code,
                        "place": place.value,
                        "wave": wave,
                        "source": "Demo",
                    }
                )
    store.attendance.put(rows)
