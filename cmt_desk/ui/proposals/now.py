"""What is open on the day shown, read once for the page and the queue together."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from cmt_desk.domain.proposals import Proposal
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.ripple import proposals_in_slices
from cmt_desk.operations.ripple_words import trigger_name
from cmt_desk.store import Store
from cmt_desk.store.sealing import last_of
from cmt_desk.ui.desk import Desk

URGENT = (
    *("case.confirmed", "wfh_full.met", "function.disrupted"),
    *("zone.raised", "cover.failed", "roster.broken"),
)
_last: WeakKeyDictionary[Store, tuple[str, date, Sequence[Proposal]]] = WeakKeyDictionary()


def open_now(desk: Desk) -> Sequence[Proposal]:
    """The open proposals of the day shown; they are the same until the journal grows."""
    return last_of(open_in_slices(desk))


def open_in_slices(desk: Desk) -> Generator[None, None, Sequence[Proposal]]:
    """The same, with rests in which the window answers."""
    store, day = desk.store, desk.days.day
    head, known = store.journal.head(), _last.get(store)
    if known is not None and known[:2] == (head, day):
        return known[2]
    slices = proposals_in_slices(store, day)
    while True:
        try:
            next(slices)
        except StopIteration as done:
            found: Sequence[Proposal] = done.value
            break
        yield
    if not store.db.in_transaction and head == store.journal.head():
        _last[store] = head, day, found
    return found


@dataclass(frozen=True)
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
    found = yield from open_in_slices(desk)
    names: Mapping[str, str] = {branch.code: branch.name for branch in desk.store.branches.all()}
    yield
    return [
        OpenProposal(
            p.key, n, p.trigger, len(p.lines), names.get(p.branch, p.branch) or _("the institution"),
            p.day, p.age(desk.days.day),
        )
        for n, p in enumerate(found)
    ]  # fmt: skip


def age_text(days: int) -> str:
    """ "hari ini", "kemarin", "3 hari"; what is due tomorrow has no age yet."""
    near = {-1: _("tomorrow"), 0: _("today"), 1: _("yesterday")}
    return near.get(days) or _("{n} days").format(n=number(days))
