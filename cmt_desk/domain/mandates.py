"""Who may act for whom: members of CMT and ECMT, heads and their deputies, from a day to a day."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from cmt_desk.records import record


class Role(StrEnum):
    """The codes are those of the protocols' roles, where a step has the same one."""

    CMT_CHAIR = "CMT_CHAIR"
    CMT_SECRETARY = "CMT_SEC"
    CMT_MEMBER = "CMT_MEMBER"
    ECMT_CHAIR = "ECMT_CHAIR"
    ECMT_MEMBER = "ECMT_MEMBER"
    REGIONAL_DEPUTY = "KANWIL"
    BRANCH_HEAD = "KACAB"
    CASE_OFFICER = "CASE_OFFICER"


class Body(StrEnum):
    CMT = "CMT"
    ECMT = "ECMT"


BODY = {
    Role.CMT_CHAIR: Body.CMT,
    Role.CMT_SECRETARY: Body.CMT,
    Role.CMT_MEMBER: Body.CMT,
    Role.ECMT_CHAIR: Body.ECMT,
    Role.ECMT_MEMBER: Body.ECMT,
}
OF_AN_OFFICE = frozenset({Role.BRANCH_HEAD, Role.CASE_OFFICER})


@record
class Mandate:
    """One role of one person. `employee` None: from outside, by name; `until` None: until it is ended.

    `name` is the one that may be shown. A deputy holds a mandate of the same role that names the one it
    stands in for; its own dates say when.
    """

    id: str
    name: str
    role: Role
    since: date
    until: date | None = None
    employee: str | None = None
    branch: str | None = None
    region: str | None = None
    deputy_of: str | None = None
    letter: str = ""

    @property
    def person(self) -> str:
        """The same for all mandates of one person."""
        return self.employee or self.name.strip().casefold()

    @property
    def body(self) -> Body | None:
        return BODY.get(self.role)

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


def held(mandates: Iterable[Mandate], person: str, on: date) -> list[Mandate]:
    """The mandates of a person on a day."""
    return [m for m in mandates if m.person == person and m.in_force(on)]


@record
class Agreement:
    """Somebody who signed for a body."""

    person: str
    body: Body


class Missing(StrEnum):
    """Whose signature a decision still waits for."""

    CMT = "CMT"
    ECMT = "ECMT"
    ANYBODY = "ANYBODY"  # of either body
    ANOTHER = "ANOTHER"  # nobody approves an own proposal alone


def missing(both: bool, proposer: str, agreed: Iterable[Agreement]) -> set[Missing]:
    """What is missing before a decision counts; empty once it does.

    `both`: one of CMT and one of ECMT, two different people. Otherwise one of either body, who is not the
    proposer.
    """
    signed = list(agreed)
    if not both:
        if any(a.person != proposer for a in signed):
            return set()
        return {Missing.ANOTHER} if signed else {Missing.ANYBODY}
    if any(a.person != b.person and a.body is not b.body for a in signed for b in signed):
        return set()
    present = {a.body for a in signed}
    lacking = {Missing(body.value) for body in Body if body not in present}
    return lacking or {Missing.ANOTHER}
