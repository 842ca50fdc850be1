"""A list of cases: one row is one case with its dates; its timeline is built from them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from cmt_desk.domain.cases import Case, CaseSteps
from cmt_desk.domain.duplicates import Known, Pair, in_order, pairs_in_parts
from cmt_desk.i18n import _, long_date, number
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.imports.case_rows import COLUMNS, CaseRows, ReadCase, content
from cmt_desk.operations.imports.case_writing import Fresh, writing
from cmt_desk.operations.imports.choices import Choices
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.intake import (
    NOTHING_CHOSEN,
    Intake,
    Row,
    Unfit,
    Work,
    done,
    each_understood,
)
from cmt_desk.operations.imports.questions import Difference, RowPair
from cmt_desk.operations.imports.whose import Staff, reading_staff
from cmt_desk.store import Store
from cmt_desk.wording import status_name

__all__ = ["COLUMNS", "read_cases", "reading_cases"]

SLICE = 50  # rows read between two breaths
Period = tuple[date, date | None]  # the first day of a case, and its last
COMPARED = ("branch", "last_contact", "onset", "last_symptom", "specimen", "notes")


def read_cases(
    store: Store, table: Table, choices: Choices = NOTHING_CHOSEN, *, today: date | None = None
) -> Intake:
    """Preview a list of cases. A row continues the desk's case of that employee with the same first day."""
    return done(reading_cases(store, table, choices, today=today))


def reading_cases(
    store: Store, table: Table, choices: Choices = NOTHING_CHOSEN, *, today: date | None = None
) -> Work[Intake]:
    """The same in slices. Nothing the desk has is overwritten: what differs is listed, to be ticked."""
    intake = Intake("cases", table.name, label=_("Import cases from {file}").format(file=table.name))
    until = today or today_of(store)
    staff = yield from reading_staff(store, choices)
    reader = _Reader(intake, choices, CaseRows(staff, store.cases.steps(), choices, until))
    for part in store.cases.in_parts():
        for case in part:
            reader.stored.setdefault(case.employee, []).append(case)
            reader.by_id[case.id] = case
        yield 0
    understood = each_understood(table, COLUMNS, intake, reader.understand, choices)
    for n, fresh in enumerate(understood):
        if fresh is not None:
            reader.keep(fresh)
        if n % SLICE == 0:
            yield n / len(table.rows)
    yield from _find_duplicates(store, intake, choices, reader.fresh, staff, until)
    intake.write = lambda target: writing(target, intake, choices, reader.fresh, staff.enrolled, until)
    return intake


@dataclass
class _Reader:
    """What has been read so far of one file."""

    intake: Intake
    choices: Choices
    rows: CaseRows
    stored: dict[str, list[Case]] = field(default_factory=dict[str, list[Case]])
    by_id: dict[str, Case] = field(default_factory=dict[str, Case])
    seen: dict[tuple[str, date], ReadCase] = field(default_factory=dict[tuple[str, date], ReadCase])
    periods: dict[str, list[Period]] = field(default_factory=dict[str, list[Period]])
    fresh: list[Fresh] = field(default_factory=list[Fresh])

    def understand(self, line: int, row: Row) -> Fresh:
        """The case as it will be, and the desk's case it continues."""
        read = self.rows.understand(row, self.intake)
        same = self.choices.same.get(line, "")
        if same.isdigit():
            raise Unfit("number", read.employee, _("is the case of line {line}").format(line=same))
        key = (read.employee, read.began)
        if key in self.seen:
            if self.seen[key] != read:
                raise Unfit("number", read.employee, _("stands twice with different content"))
            return Fresh(line, read, None, repeated=True)
        mine = self.stored.get(read.employee, [])
        known = self.by_id.get(same) or _same_case(mine, read)
        if known is None:
            _refuse_second_case(mine, read)
            self._refuse_overlap(read)
        wanted = _joined(read, known, self.rows.steps) if known else read
        self.seen[key] = read
        self.periods.setdefault(read.employee, []).append((read.began, read.ended))
        return Fresh(line, wanted, known, read)

    def keep(self, fresh: Fresh) -> None:
        """Count a row, and list what it says otherwise than the desk."""
        if fresh.repeated:
            self.intake.unchanged += 1
            return
        known = fresh.known
        writes = self.intake.count(content(known) if known else None, fresh.wanted)
        told = {*self.intake.headers, *(self.choices.mapping.fixed if self.choices.mapping else ())}
        differences = _differences(fresh, told, writes) if known else []
        self.intake.differences += differences
        if writes or differences:
            self.fresh.append(fresh)

    def _refuse_overlap(self, read: ReadCase) -> None:
        """Two rows of one employee cannot both be open on a day."""
        began, ended = read.began, read.ended
        for other_began, other_ended in self.periods.get(read.employee, ()):
            second, end = (began, other_ended) if other_began <= began else (other_began, ended)
            if end is None or second < end:
                raise Unfit("number", read.employee, _("has another open case in this file"))


def _differences(fresh: Fresh, told: Collection[str], writes: bool) -> list[Difference]:
    """Where a field of the file contradicts the desk; the desk's stays unless it is ticked."""
    assert fresh.known is not None and fresh.read is not None
    had = content(fresh.known)
    return [
        Difference(fresh.line, fresh.known.id, had.employee, name, ours, theirs, writes)
        for name in COMPARED
        if name in told
        and (ours := getattr(had, name))
        and (theirs := getattr(fresh.read, name))
        and ours != theirs
    ]


def _joined(read: ReadCase, known: Case, steps: CaseSteps) -> ReadCase:
    """The desk's case with what the row adds; nothing there is overwritten. Unfit: a step not allowed."""
    had = content(known)
    statuses = list(had.statuses)
    for status, since in read.statuses:
        if (status, since) in statuses:
            continue
        last, day = statuses[-1]
        if since < day or not steps.allows(last, status):
            told = _("the desk has “{status}” since {day}; change it by hand")
            raise Unfit(
                "status", status_name(status), told.format(status=status_name(last), day=long_date(day))
            )
        statuses.append((status, since))
    onset, last = read.onset or had.onset, had.last_symptom or read.last_symptom
    if onset and last and last < onset:
        raise Unfit("onset", onset.isoformat(), _("is after the last symptom the desk has"))
    fresh = [entry for entry in read.places if entry not in had.places]
    if fresh and had.places and fresh[0][1] <= had.places[-1][1]:
        fresh = []  # the desk already knows where the person went next
    return replace(
        had,
        last_contact=had.last_contact or read.last_contact,
        onset=had.onset or read.onset,
        last_symptom=had.last_symptom or read.last_symptom,
        specimen=had.specimen or read.specimen,
        notes=had.notes or read.notes,
        statuses=tuple(statuses),
        places=(*had.places, *fresh),
    )


def _same_case(cases: list[Case], read: ReadCase) -> Case | None:
    ill = read.statuses[0][0].confirmed
    for case in cases:
        if case.opened_on() == read.began or (ill and case.confirmed_on(date.max) == read.began):
            return case
    return None


def _refuse_second_case(cases: list[Case], read: ReadCase) -> None:
    """A person has one open case at a time."""
    if any(case.is_open(read.began) or case.is_open(read.began + timedelta(days=3650)) for case in cases):
        raise Unfit("number", read.employee, _("has another open case in the desk"))


def _find_duplicates(
    store: Store, intake: Intake, choices: Choices, rows: list[Fresh], staff: Staff, today: date
) -> Work[None]:
    """Pairs of a new case and one that is known, or of two rows; people say whether they are the same."""
    new: dict[str, Fresh] = {f"line {row.line}": row for row in rows if row.known is None}
    pairs: list[Pair] = []
    for part in pairs_in_parts(_to_compare(store, new, staff, today)):
        pairs += part
        yield 1
    apart = store.duplicates.told_apart()
    for n, pair in enumerate(in_order(pairs, apart)):
        if n % SLICE == 0:
            yield 1
        ours = sorted((k.case for k in (pair.first, pair.second) if k.case in new), key=lambda c: new[c].line)
        if not ours:
            continue
        line = new[ours[-1]].line
        other = str(new[ours[0]].line) if len(ours) == 2 else _other(pair, ours[0])
        if (line, other) not in choices.apart:
            intake.questions.pairs.append(RowPair(line, pair, other))
    if alike := {found.line for found in intake.questions.pairs}:
        told = _("{n} new cases may be known already; compare them under “Possible duplicates”.")
        intake.notices.append(told.format(n=number(len(alike))))


def _to_compare(store: Store, new: dict[str, Fresh], staff: Staff, today: date) -> Iterator[Known]:
    yield from store.duplicates.known(today)
    for key, row in new.items():
        read = row.wanted
        name, _branch = staff.people[read.employee]
        protected = read.employee in staff.protected
        yield Known(key, read.employee, name, read.branch, read.began, read.ended, protected)


def _other(pair: Pair, mine: str) -> str:
    return pair.second.case if pair.first.case == mine else pair.first.case
