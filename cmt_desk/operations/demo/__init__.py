"""The demo desk: BPJS Ketenagakerjaan's 2 December 2020, with made-up people behind the published totals.

Published: 123 offices, 99 orange and 24 red; 282 confirmed = 211 recovered + 12 in hospital + 59 isolating;
76 exposed units; 24 protocols. Not published, so made up and marked "ilustrasi": which office was red, every
person, every date of a case, every roster. The same bytes each time: one seed, counted keys, a fixed clock.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from cmt_desk.i18n import _
from cmt_desk.operations.demo.attendance import make_attendance
from cmt_desk.operations.demo.cases import make_cases
from cmt_desk.operations.demo.chains import make_chains
from cmt_desk.operations.demo.communication import make_communication
from cmt_desk.operations.demo.contacts import make_contacts
from cmt_desk.operations.demo.crisis_log import make_log
from cmt_desk.operations.demo.functions import make_functions
from cmt_desk.operations.demo.history import make_bulletins
from cmt_desk.operations.demo.losses import make_losses
from cmt_desk.operations.demo.people import make_absences, make_people
from cmt_desk.operations.demo.plan import make_plan
from cmt_desk.operations.demo.quarantine import keep_out
from cmt_desk.operations.demo.readings import make_readings
from cmt_desk.operations.demo.supplies import make_supplies
from cmt_desk.operations.demo.work import make_reviews, make_rosters, make_runs
from cmt_desk.operations.desk import found
from cmt_desk.operations.imports import preview, take
from cmt_desk.paths import SEED
from cmt_desk.store import Store
from cmt_desk.store.ids import counted_ids

DAY = date(2020, 12, 2)
BULLETIN = SEED / "demo" / "zonasi-2020-11-29-ilustrasi.csv"
_STARTED = datetime(2020, 12, 2, 8, 0, tzinfo=UTC)


def create_demo(path: Path | None, *, bulletin: bool = True) -> Store:
    """A new demo desk at `path`, or in memory. Without `bulletin` the latest one is left to be imported."""
    options = {"ids": counted_ids(int(_STARTED.timestamp() * 1000)), "now": lambda: _STARTED}
    store = Store.create(path, **options) if path else Store.in_memory(**options)
    try:
        store.actor = "Demo"
        found(store)
        build(store)
        if bulletin:
            take(store, preview(store, "zones", BULLETIN))
    except BaseException:
        store.close()
        if path:
            path.unlink(missing_ok=True)
        raise
    return store


def demo_at(file: Path) -> Store:
    """The demo desk kept in a file, for a window. Made aside first: half a demo is never taken for one."""
    if not file.exists():
        aside = file.with_suffix(".part")
        aside.unlink(missing_ok=True)
        create_demo(aside).close()
        aside.replace(file)
    return Store.open(file, for_reading=True)


def build(store: Store) -> None:
    """Fill a desk with the demo's people, cases, bulletins before the last, rosters and runs."""
    dice = Random(20201202)
    with store.operation("build_demo", _("Make the demo desk")):
        store.settings.put("fixed_today", DAY.isoformat())
        store.settings.put("illustrative", "1")
        store.settings.put("proposal_days", "2")  # its cases were never decided on: an older queue drowns
        make_bulletins(store, BULLETIN, dice)
        people = make_people(store, dice)
        make_cases(store, people, dice, DAY)
        make_absences(store, people, dice, DAY)
        make_rosters(store, BULLETIN, DAY)
        make_runs(store, dice, DAY)
        make_reviews(store, DAY)
        make_contacts(store, DAY)
        make_chains(store, DAY)
        keep_out(store, BULLETIN, DAY)
        make_attendance(store, DAY)
        make_supplies(store, DAY)
        make_log(store, DAY)
        make_communication(store, DAY)
        make_plan(store, DAY)
        make_functions(store, DAY)
        make_readings(store, DAY)
        make_losses(store, DAY)
