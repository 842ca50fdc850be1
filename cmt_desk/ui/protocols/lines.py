"""Runs as the list shows them: what for, how far, what is due next, as of one moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from cmt_desk.domain.people import masked
from cmt_desk.domain.protocols import Run
from cmt_desk.i18n import _, either
from cmt_desk.store import Store

HEAD_OFFICE_ZONE = "WIB"


@dataclass(frozen=True)
class RunLine:
    """A run with the names it needs; `overdue` counts open steps past their deadline."""

    run: Run
    title: str
    scope: str
    zone: str
    overdue: int
    next_due: datetime | None

    @property
    def state(self) -> str:
        """done, overdue or running."""
        if self.run.finished:
            return "done"
        return "overdue" if self.overdue else "running"

    @property
    def done(self) -> int:
        return len(self.run.protocol.steps) - len(self.run.open_steps)

    @property
    def urgency(self) -> tuple[int, datetime, float]:
        """Open before done, the nearest deadline first, the newest start first."""
        due = self.next_due or datetime.max
        return int(self.run.finished), due, -self.run.started_at.timestamp()


def read_lines(store: Store, day: date, now_in: Callable[[str], datetime]) -> list[RunLine]:
    """The runs started by the end of a day, the most urgent first, each measured in its office's own time."""
    offices = store.branches.by_code()
    runs = store.protocols.runs(datetime.combine(day, time(23, 59)))
    ill = {run.case_file for run in runs if run.case_file}
    names = {row.id: row.name for row in store.cases.rows_of(ill, day)}
    found: list[RunLine] = []
    for run in runs:
        office = offices.get(run.branch or "")
        scope = [office.name] if office else []
        if run.case_file:
            scope.append(masked(names[run.case_file]) if run.case_file in names else _("Case"))
        zone = office.time_zone if office else HEAD_OFFICE_ZONE
        found.append(
            RunLine(
                run=run,
                title=either(run.protocol.title_id, run.protocol.title_en),
                scope=" · ".join(scope) or store.settings.institution,
                zone=zone,
                overdue=len(run.overdue(now_in(zone))),
                next_due=run.next_due(),
            )
        )
    return sorted(found, key=lambda line: line.urgency)
