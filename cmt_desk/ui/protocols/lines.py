"""Runs as the screens show them: what for, how far, what is due next, as of one moment."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from cmt_desk.domain.branches import HEAD_OFFICE_ZONE, UTC_HOURS
from cmt_desk.domain.people import masked
from cmt_desk.domain.protocols import Protocol
from cmt_desk.domain.run_lines import RunLine
from cmt_desk.i18n import _, either
from cmt_desk.operations.functions import function_names
from cmt_desk.records import record
from cmt_desk.reports.checklist import Names
from cmt_desk.store import Store, run_days
from cmt_desk.ui.desk import Desk


@record
class RunCard:
    """A run with the names it needs."""

    line: RunLine
    title: str
    scope: str
    zone: str

    @property
    def id(self) -> str:
        return self.line.id

    @property
    def code(self) -> str:
        return self.line.protocol

    @property
    def state(self) -> str:
        """done, overdue or running."""
        return self.line.state


def checklist_names(store: Store, protocol: Protocol) -> Names:
    """What a printed checklist calls things."""
    categories = {code: either(i, e) for code, i, e in store.protocols.categories()}
    roles = {code: either(*names) for code, names in store.protocols.roles().items()}
    return Names(store.settings.institution, categories.get(protocol.category, ""), roles)


def now_everywhere(desk: Desk) -> dict[str, datetime]:
    """Deadlines are measured now, on another day at its cut-off hour; in each office's own time."""
    if desk.days.day == desk.days.today:
        return {zone: desk.now(zone) for zone in UTC_HOURS}
    return run_days.now_everywhere(desk.days.day, desk.store.settings.cutoff_hour)


def read_cards(store: Store, day: date, now: Mapping[str, datetime], protocol: str = "") -> list[RunCard]:
    """The open runs and the last finished ones, the most urgent first."""
    return cards(store, day, store.protocols.days.lines(now, protocol))


def cards(store: Store, day: date, lines: Iterable[RunLine]) -> list[RunCard]:
    """The same lines with the names of what they are for; the name of an employee is masked."""
    lines = list(lines)
    offices = store.branches.by_code()
    titles = {p.code: either(p.title_id, p.title_en) for p in store.protocols.newest()}
    functions = function_names(store)
    ill = {line.case_file for line in lines if line.case_file}
    names = {row.id: row.name for row in store.cases.rows_of(ill, day)} if ill else {}
    found: list[RunCard] = []
    for line in lines:
        office = offices.get(line.branch or "")
        scope = [office.name] if office else []
        if line.function:
            scope.append(functions.get(line.function, line.function))
        if line.case_file:
            scope.append(masked(names[line.case_file]) if line.case_file in names else _("Case"))
        zone = office.time_zone if office else HEAD_OFFICE_ZONE
        whole = " · ".join(scope) or store.settings.institution
        found.append(RunCard(line, titles.get(line.protocol, line.protocol), whole, zone))
    return found
