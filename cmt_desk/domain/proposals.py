"""What the desk proposes: the lines that follow from one fact, each with what it would do and why."""

from datetime import date
from enum import StrEnum
from functools import cached_property

from cmt_desk.domain.sheet_figures import Difference
from cmt_desk.records import record


class Kind(StrEnum):
    """What a line is about, in the order of the page."""

    ZONE = "ZONE"  # an office moved; taken note of
    CAP = "CAP"  # its new cap; taken note of
    ROSTER = "ROSTER"  # cells change with the least change
    PLAN = "PLAN"  # accepting proposes a level of the plan, to be signed
    WFH_FULL = "WFH_FULL"  # tests are met; accepting opens the protocol and proposes the decision
    PROTOCOL = "PROTOCOL"  # opens a run
    CONTACT = "CONTACT"  # opens the run that follows a contact
    SHEET = "SHEET"  # an issued sheet says otherwise; accepting begins its correction, which people issue
    NOTE = "NOTE"  # something stands still; taken note of


@record
class Line:
    """One thing that follows from a fact. `before` and `after` are raw: a zone, a number, a code.

    `rule`: the regulation's number, the bulletin's source or the tests met. `count`: the figure the reason
    names (percent of a cap, days of WFH-Full, people, hours). An empty `branch` stands for the institution.
    `figures`: those of a sheet that are others by now.
    """

    fact: str
    name: str
    kind: Kind
    day: date
    branch: str = ""
    case: str = ""
    protocol: str = ""
    before: str = ""
    after: str = ""
    rule: str = ""
    count: int | None = None
    person: str = ""
    figures: tuple[Difference, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.fact}/{self.name}"

    @property
    def trigger(self) -> str:
        return self.fact.partition(":")[0]


@record
class Proposal:
    """What follows from one fact; `key` is the fact."""

    key: str
    day: date
    branch: str = ""
    case: str = ""
    lines: tuple[Line, ...] = ()

    @cached_property
    def trigger(self) -> str:
        return self.key.partition(":")[0]

    def age(self, on: date) -> int:
        return (on - self.day).days
