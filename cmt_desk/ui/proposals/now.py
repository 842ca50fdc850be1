"""What is open on the day shown, for the page and the queue; what is known of it is remembered."""

from collections.abc import Generator, Mapping, Sequence
from datetime import date

from cmt_desk.domain.proposals import Proposal
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.ripple import open_proposals, proposals_in_slices
from cmt_desk.operations.ripple_words import trigger_name
from cmt_desk.records import record
from cmt_desk.ui.desk import Desk

URGENT = (
    *("case.confirmed", "wfh_full.met", "function.breached", "function.disrupted"),
    *("zone.raised", "cover.failed", "roster.broken"),
)


def open_now(desk: Desk) -> Sequence[Proposal]:
    """The open proposals of the day shown, the most urgent first."""
    return open_proposals(desk.store, desk.days.day)


@record
class OpenProposal:
    """One line of the queue; `place`: the first is the most urgent."""

    key: str
    place: int
    trigger: str
    lines: int
    office: str
    day: date
    age: int

    @property
    def what(self) -> str:
        name = trigger_name(self.trigger)
        return f"{name} ({number(self.lines)})" if self.lines > 1 else name

    @property
    def since(self) -> str:
        return short_date(self.day)

    @property
    def age_text(self) -> str:
        return age_text(self.age)

    @property
    def urgent(self) -> bool:
        return self.trigger in URGENT


def open_rows(desk: Desk) -> Generator[None, None, list[OpenProposal]]:
    """The queue of the day shown, in slices."""
    found = yield from proposals_in_slices(desk.store, desk.days.day)
    names: Mapping[str, str] = {branch.code: branch.name for branch in desk.store.branches.all()}
    yield
    return [
        OpenProposal(
            p.key, n, p.trigger, len(p.lines), names.get(p.branch, p.branch) or _("The whole institution"),
            p.day, p.age(desk.days.day),
        )
        for n, p in enumerate(found)
    ]  # fmt: skip


def age_text(days: int) -> str:
    """ "hari ini", "kemarin", "3 hari"; what is due tomorrow has no age yet."""
    near = {-1: _("tomorrow"), 0: _("today"), 1: _("yesterday")}
    return near.get(days) or _("{n} days").format(n=number(days))
