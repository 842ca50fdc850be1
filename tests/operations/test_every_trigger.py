"""Each trigger on a real desk: it fires, once; neither undo and redo nor a restart fire it again."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.caps import FLAT, CapRule
from cmt_desk.domain.cases import Status
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.domain.sheets import Scope
from cmt_desk.domain.triggers import TRIGGERS
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.cap_rules import save_rule
from cmt_desk.operations.cases import date_case, open_case, step_case
from cmt_desk.operations.contacts import NewContact, add_contacts
from cmt_desk.operations.decisions import decide, propose
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import redo, undo
from cmt_desk.operations.functions import disrupt
from cmt_desk.operations.imports import preview, take
from cmt_desk.operations.protocols import start_run
from cmt_desk.operations.ripple import decline, open_proposals
from cmt_desk.operations.sheets import Printed, issue_sheet
from cmt_desk.operations.signing import Signer
from cmt_desk.operations.supplies import Counted, record_supplies
from cmt_desk.operations.zones import correct_reading
from cmt_desk.store import Store

AT, WEEK, LATER = datetime(2020, 12, 2, 16), date(2020, 11, 29), DAY + timedelta(days=30)
Happen = Callable[[Store], object]


def _well(store: Store, branch: str) -> str:
    """Somebody who is planned in the office today and has no open case."""
    ill = {row.employee for row in store.cases.open_rows(DAY)}
    cells = store.schedule.cells(branch, DAY, DAY)
    return min(n for (n, _day), cell in cells.items() if cell == "W" and n not in ill)


def _new_map(store: Store) -> None:
    file = store.path.parent / "zonasi-2020-12-02.csv"
    file.write_text("date,area,zone\n2020-12-02,Kota Medan,merah\n2020-12-02,Kota Semarang,hijau\n", "utf-8")
    take(store, preview(store, "zones", file))


def _near_a_case(store: Store) -> None:
    case = next(row.id for row in store.cases.open_rows(DAY) if row.confirmed_on and row.branch != "SBU-03")
    add_contacts(store, case, [NewContact(DAY, ContactKind.NEAR, employee=_well(store, "SBU-03"))], DAY)


def _nobody_serves(store: Store) -> None:
    for person in store.people.of_branch("SBU-04"):
        if person.function == "PELAYANAN":
            record_absence(store, person.number, "SICK", DAY, DAY)


def _level_3(store: Store) -> None:
    state = store.plans.state(DAY)
    made = Decision("", DecisionKind.PLAN, DAY, None, "uji", level=3, review=DAY + timedelta(days=5),
                    follows=state and state.decision)  # fmt: skip
    key = propose(store, made, Signer("Bambang Wibowo", "x", DAY))
    for name in ("Ratna Puspita", "Surya Mahendra"):
        decide(store, key, Signer(name, "x", DAY))


def _other_rule(store: Store) -> None:
    rule = CapRule("NEW", "SE 99/2020", DAY, DAY, "KISARAN", "FLAT", 30, {FLAT: 10}, "x", DAY)
    save_rule(store, rule, {"ASAHAN"})


def _issued(store: Store) -> None:
    """A sheet whose figures are others soon after: `case.suspect` and its like come later in FACTS."""
    issue_sheet(store, Scope(), DAY, now=AT, print_sheet=lambda _sheet: Printed(b"%PDF", 1, {"html": ""}))


def _open(status: Status, branch: str, **dates: date) -> Happen:
    return lambda store: open_case(store, _well(store, branch), status, DAY, **dates)


def _isolated(store: Store) -> None:
    row = next(r for r in store.cases.open_rows(DAY) if r.status is Status.CONFIRMED_SYMPTOMS)
    date_case(store, row.id, DAY, onset=DAY - timedelta(days=13), last_symptom=DAY - timedelta(days=11))


def _recovered(store: Store) -> None:
    row = next(r for r in store.cases.open_rows(DAY) if r.confirmed_on and r.branch == "DKI-09")
    step_case(store, row.id, Status.RECOVERED, DAY, reason="uji")


FACTS: dict[str, Happen] = {
    "sheet.outdated": _issued,
    "zone.map_published": _new_map,
    "zone.raised": lambda s: correct_reading(s, WEEK, "KOTAPALEMBANG", Zone.RED, "uji"),
    "zone.lowered": lambda s: correct_reading(s, WEEK, "KOTADENPASAR", Zone.GREEN, "uji"),
    "case.suspect": _open(Status.SUSPECT, "SBU-02", onset=DAY),
    "case.confirmed": _open(Status.CONFIRMED_NO_SYMPTOMS, "DKI-02", specimen=DAY),
    "wfh_full.met": _open(Status.CONFIRMED_NO_SYMPTOMS, "DKI-03", specimen=DAY),
    "case.closed": _recovered,
    "case.isolation_due": _isolated,
    "contact.added": _near_a_case,
    "cover.failed": _nobody_serves,
    "roster.broken": lambda s: record_absence(s, _well(s, "JTD-01"), "LEAVE", DAY, DAY),
    "plan.activated": _level_3,
    "rule.in_force": _other_rule,
    "function.disrupted": lambda s: disrupt(s, "INVESTASI", "JTD-02", AT, "uji", now=AT),
    "function.breached": lambda s: disrupt(s, "INVESTASI", "JTD-03", AT - timedelta(hours=9), "uji", now=AT),
    "run.overdue": lambda s: start_run(s, "PRT-20", AT - timedelta(days=2), branch="JTD-04"),
    "stock.low": lambda s: record_supplies(s, "JTD-05", DAY, {"MASKER": Counted(0, 100, 5)}, today=DAY),
    "office.silent": lambda s: None,  # nothing happens for a month: that is the fact
    "review.due": lambda s: None,  # two templates of the demo are due
}

STANDING = ("review.due",)


def fired(store: Store, day: date = DAY) -> dict[str, set[str]]:
    """By trigger the lines that are open."""
    ids = [line.id for p in open_proposals(store, day) for line in p.lines]
    assert max(Counter(ids).values()) == 1  # once
    found: dict[str, set[str]] = {}
    for id in ids:
        found.setdefault(id.partition(":")[0], set()).add(id)
    return found


def test_every_trigger_fires_once_and_never_again_after_undo_redo_and_a_restart(demo: Store, demo_copy: Path):
    """All facts on one desk: what they brought is declined, all is undone, done again, and reopened."""
    assert FACTS.keys() == TRIGGERS.keys()
    before, start = fired(demo), len(demo.journal.entries())
    for happen in FACTS.values():
        happen(demo)
    now, silent = fired(demo), fired(demo, LATER)["office.silent"]
    new = {t: now.get(t, set()) - (set() if t in STANDING else before.get(t, set())) for t in TRIGGERS}
    assert [t for t in TRIGGERS if not new[t]] == ["office.silent"]
    decline(demo, set().union(*new.values()), "uji", DAY, AT)
    decline(demo, silent, "uji", LATER, AT)
    settled = fired(demo)
    assert not [t for t in TRIGGERS if settled.get(t, set()) & new[t]]
    steps = len(demo.journal.entries()) - start - 1  # a sheet once issued is not undone
    for _step in range(steps):
        undo(demo)
    assert fired(demo) == before  # the facts took their proposals along
    for _step in range(steps):
        redo(demo)
    assert fired(demo) == settled
    demo.close()
    with Store.open(demo_copy) as again:
        assert fired(again) == settled
        assert "office.silent" not in fired(again, LATER)
