"""The orders of the case table: a permutation of all slots for each column, made when it is first wanted."""

from collections.abc import Callable

import numpy as np

from cmt_desk.domain.clocks_at_once import Numbers

FEW = 16  # where fewer than one in so many is shown, sorting those alone is quicker than walking the order
Key = tuple[str, bool]


class Orders:
    """Of equal values the newest case comes first; what has no value comes last, in either direction."""

    KEPT = 3

    def __init__(self, values: Callable[[str], Numbers]) -> None:
        """`values` gives numbers that sort as a column does, from 1, and 0 where there is nothing; "key" is
        the number of the case, the newest the highest."""
        self._values = values
        self._orders: dict[Key, Numbers] = {}
        self._places: dict[Key, Numbers] = {}
        self._newest: Numbers | None = None

    def forget(self) -> None:
        self._orders.clear()
        self._places.clear()
        self._newest = None

    def put(self, mask: Numbers, sort: str, downward: bool) -> Numbers:
        """The slots of a mask in an order."""
        key = (sort or "since", downward or not sort)
        order = self._order(key)
        if np.count_nonzero(mask) * FEW > len(mask):
            return order[mask[order]]
        slots = np.flatnonzero(mask)
        return slots[np.argsort(self._place(key)[slots])].astype(np.int32)

    def _order(self, key: Key) -> Numbers:
        if key not in self._orders:
            if len(self._orders) >= self.KEPT:
                dropped = next(iter(self._orders))
                del self._orders[dropped]
                self._places.pop(dropped, None)
            self._orders[key] = self._sorted(*key)
        return self._orders[key]

    def _place(self, key: Key) -> Numbers:
        """The place of each slot in an order."""
        if key not in self._places:
            order = self._order(key)
            place = np.empty(len(order), np.int32)
            place[order] = np.arange(len(order), dtype=np.int32)
            self._places[key] = place
        return self._places[key]

    def _sorted(self, column: str, downward: bool) -> Numbers:
        if self._newest is None:
            self._newest = radix_order(-self._values("key"))
        values = self._values(column)
        known = values > 0
        high = int(values.max(initial=0))
        low = int(values.min(where=known, initial=high))
        ranks = np.where(known, high - values if downward else values - low, high - low + 1)
        return self._newest[radix_order(ranks[self._newest])]


def radix_order(values: Numbers) -> Numbers:
    """A stable order of whole numbers: numpy sorts 16 bits in one quick pass, wider ones far slower."""
    ranks = values - values.min(initial=0)
    if ranks.max(initial=0) < 1 << 16:
        return np.argsort(ranks.astype(np.uint16), kind="stable").astype(np.int32)
    by_low = np.argsort((ranks & 0xFFFF).astype(np.uint16), kind="stable").astype(np.int32)
    by_high = np.argsort((ranks >> 16).astype(np.uint16)[by_low], kind="stable")
    return by_low[by_high]
