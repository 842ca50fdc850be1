"""Runs and their steps in few words: what a list, a board, a calendar or a map says of them."""

from datetime import datetime

from cmt_desk.records import record


@record
class RunLine:
    """A run in few words, as of one moment: what a list, a board or a map says of it.

    `overdue` counts steps past their deadline; `next_due` is the nearest deadline of an open one.
    """

    id: str
    protocol: str
    version: int
    branch: str | None
    case_file: str | None
    function: str | None
    started_at: datetime
    holder: str
    steps: int
    done: int
    overdue: int
    next_due: datetime | None
    finished: bool

    @property
    def state(self) -> str:
        """done, overdue or running."""
        if self.finished:
            return "done"
        return "overdue" if self.overdue else "running"

    @property
    def urgency(self) -> tuple[int, datetime, float]:
        """Open before done, the nearest deadline first, the newest start first."""
        return int(self.finished), self.next_due or datetime.max, -self.started_at.timestamp()


@record
class DueStep:
    """A step with a deadline, anywhere: one line of the due list."""

    run: str
    n: int
    k: int
    due: datetime
    branch: str | None
    time_zone: str


@record
class OpenRun:
    """A run with steps left to do, in few words: what a map or a list says of it."""

    id: str
    branch: str
    protocol: str
    title_id: str
    title_en: str
    started_at: datetime
    open_steps: int
