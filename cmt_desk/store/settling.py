"""What is kept beside the facts is reckoned anew at the end of each operation, and when a desk opens."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmt_desk.store import Store


def settling(store: "Store") -> Iterator[None]:
    """The days of touched cases, then the deadlines of touched runs: a case's clock moves those."""
    yield from store.cases.days.settling()
    yield from store.protocols.days.settling()


def settle_at_start(store: "Store") -> None:
    """Reckon what a migration touched, and what the day alone has moved, before anybody reads it."""
    store.db.execute("BEGIN IMMEDIATE")
    for _slice in settling(store):
        pass
    store.protocols.days.follow_cases()
    store.db.execute("COMMIT")
