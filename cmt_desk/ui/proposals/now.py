"""What is open on the day shown, read once for the page and the queue together."""

from collections.abc import Sequence
from datetime import date
from weakref import WeakKeyDictionary

from cmt_desk.domain.proposals import Proposal
from cmt_desk.operations.ripple import open_proposals
from cmt_desk.store import Store
from cmt_desk.ui.desk import Desk

_last: WeakKeyDictionary[Store, tuple[str, date, Sequence[Proposal]]] = WeakKeyDictionary()


def open_now(desk: Desk) -> Sequence[Proposal]:
    """The open proposals of the day shown; they are the same until the journal grows."""
    store, day = desk.store, desk.days.day
    head = store.journal.head()
    known = _last.get(store)
    if known is None or known[:2] != (head, day):
        known = head, day, open_proposals(store, day)
        _last[store] = known
    return known[2]
