"""What is kept beside the facts is reckoned anew at the end of each operation, and when a desk opens."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmt_desk.store import Store


def settle(store: "Store") -> None:
    """The days of touched cases, then the deadlines of touched runs: a case's clock moves those."""
    store.cases.days.settle()
    store.protocols.days.settle()


def settle_at_start(store: "Store") -> None:
    """Reckon what a migration touched, and what the day alone has moved, before anybody reads it."""
    store.db.execute("BEGIN IMMEDIATE")
    settle(store)
    store.protocols.days.follow_cases()
    store.db.execute("COMMIT")
