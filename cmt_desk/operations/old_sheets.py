"""Issued sheets that would say something else now, without laying out again what nobody touched.

A sheet of a day rests on what was so by then: an operation whose rows name only later days cannot change it.
So only the sheets of the earliest day an operation names, and of later ones, are held against the present;
one that names no day may change any.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.proposal_facts import OldSheet
from cmt_desk.domain.sheet_figures import differences, known
from cmt_desk.i18n import speaking
from cmt_desk.operations.sheets import day_sheet
from cmt_desk.store import Store

DAYS = 7  # sheets older than that are corrected when somebody asks
MANY = 2000  # changes of one operation: so many name every day
RESTS_ON = frozenset(
    (
        "setting regional_office area branch bulletin zone_reading cap_rule cap_share area_scope employee"
        " case_file status_spell care_spell release_override roster_week attendance protocol run run_mark"
        " activation decision decision_signature mandate supply_item supply_need supply_count function_target"
        " disruption disruption_report indicator indicator_reading loss loss_step office_report"
    ).split()
)
_DAY = re.compile(r"20\d\d-[01]\d-[0-3]\d")


@dataclass
class Compared:
    """What was found out already: of operations the earliest day they touch, of sheets how they differ.

    A key is the number of the operation, or of the sheet's id with the last operation that could touch it.
    """

    earliest: dict[int, date | None] = field(default_factory=dict[int, date | None])
    sheets: dict[tuple[str, int], OldSheet | None] = field(
        default_factory=dict[tuple[str, int], OldSheet | None]
    )


def old_sheets(store: Store, on: date, compared: Compared) -> Iterator[OldSheet | None]:
    """The sheets of the last days that would say something else now; None after others that were looked at.

    A sheet whose correction waits is left alone: what is issued then says whatever is known by then.
    """
    waiting = store.issued.corrections()
    current = store.issued.current(on - timedelta(days=DAYS))
    sheets = [s for s in current if s.day <= on and s.id not in waiting]
    if not sheets:
        return
    seqs = store.issued.journal_places(s.head for s in sheets)
    touching = _touching(store, min(seqs.values(), default=0), compared)
    for sheet in sheets:
        last = max((n for n, day in touching if n > seqs.get(sheet.head, 0) and _may(day, sheet)), default=0)
        if last == 0:
            continue
        key = sheet.id, last
        if key not in compared.sheets:
            compared.sheets[key] = _held_against_now(store, sheet)
        if found := compared.sheets[key]:
            yield found
        else:
            yield None


def _may(day: date | None, sheet: IssuedSheet) -> bool:
    return day is None or day <= sheet.day


def _touching(store: Store, after: int, compared: Compared) -> list[tuple[int, date | None]]:
    """The operations after one that touch what a sheet rests on, each with the earliest day it names."""
    found: list[tuple[int, date | None]] = []
    for operation in store.journal.entries(after):
        if not operation.tables & RESTS_ON:
            continue
        if operation.seq not in compared.earliest:
            compared.earliest[operation.seq] = _earliest(store, operation.id, operation.rows)
        found.append((operation.seq, compared.earliest[operation.seq]))
    return found


def _earliest(store: Store, operation: str, rows: int) -> date | None:
    """The earliest day that the rows of an operation name; None where one of them names none."""
    if rows > MANY:
        return None
    return earliest_day(
        f"{key} {before or ''} {after or ''}"
        for _n, table, key, before, after in store.journal.raw_changes(operation)
        if table in RESTS_ON
    )


def earliest_day(rows: Iterable[str]) -> date | None:
    """The earliest day named in rows told as text; None where a row names none."""
    days: list[str] = []
    for row in rows:
        named = _DAY.findall(row)
        if not named:
            return None
        days.append(min(named))
    return date.fromisoformat(min(days)) if days else None


def _held_against_now(store: Store, sheet: IssuedSheet) -> OldSheet | None:
    scope = store.sheets.scope(sheet.scope)
    if scope is None:
        return None  # its office is gone
    with speaking(sheet.language):
        now = known(day_sheet(store, scope, sheet.day))
    changed = differences(sheet.facts, now)
    if not changed:
        return None
    branch = sheet.scope if scope.kind == "branch" else ""
    return OldSheet(sheet.number, sheet.version, sheet.day, sheet.scope, branch, tuple(changed), now.digest)
