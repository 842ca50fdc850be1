"""The cases of a desk as columns of numbers: what was read, and how each stands on the day shown.

A place in the columns ("slot") is never given to another case: a case that changed is read again into a new
slot and its old one is closed. So a change of one case costs the same among a hundred as among a million.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from cmt_desk.domain.clocks import ClockRule
from cmt_desk.domain.clocks_at_once import (
    CLOSING,
    NO_DAY,
    NONE,
    Facts,
    Numbers,
    Spells,
    computed_release,
    confirmed_by,
)
from cmt_desk.store.case_reader import Chunk

FACTS = ("opened", "confirmed", "last_contact", "onset", "last_symptom", "specimen", "negative_pcr")


class Stack:
    """A column that grows at its end."""

    def __init__(self, kind: Any) -> None:
        self._room: Numbers = np.zeros(0, kind)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def all(self) -> Numbers:
        return self._room[: self._count]

    def make_room(self, count: int) -> None:
        if count > len(self._room):
            wider = np.zeros(count, self._room.dtype)
            wider[: self._count] = self.all
            self._room = wider

    def add(self, values: Numbers) -> None:
        if self._count + len(values) > len(self._room):
            self.make_room((self._count + len(values)) * 5 // 4 + 64)
        self._room[self._count : self._count + len(values)] = values
        self._count += len(values)


class SpellStack:
    """The spells of all slots."""

    def __init__(self) -> None:
        self._start, self._count = Stack(np.int32), Stack(np.int16)
        self._since, self._what = Stack(np.int32), Stack(np.int8)

    @property
    def all(self) -> Spells:
        return Spells(self._start.all, self._count.all, self._since.all, self._what.all)

    def add(self, spells: Spells) -> None:
        self._start.add(spells.start + len(self._since))
        self._count.add(spells.count)
        self._since.add(spells.since)
        self._what.add(spells.what)


class CaseColumns:
    def __init__(self, rules: Sequence[ClockRule], day: date, expected: int, highest_key: int) -> None:
        self._rules, self._on = list(rules), day.toordinal()
        self._key, self._employee, self._branch = Stack(np.int32), Stack(np.int32), Stack(np.int16)
        self._alive = Stack(bool)
        self._facts = {name: Stack(np.int32) for name in FACTS}
        self._statuses, self._places = SpellStack(), SpellStack()
        self._overrides = (Stack(np.int32), Stack(np.int32), Stack(np.int32))  # slot, decided, day
        self._status, self._place = Stack(np.int8), Stack(np.int8)
        self._since, self._free, self._confirmed = Stack(np.int32), Stack(np.int32), Stack(np.int32)
        self._slots = np.full(highest_key + 1, NONE, np.int32)  # by key
        for column in (self._key, self._employee, self._branch, self._alive, *self._facts.values(),
                       self._status, self._place, self._since, self._free, self._confirmed):  # fmt: skip
            column.make_room(expected)

    def __len__(self) -> int:
        return len(self._key)

    # --- what a slot holds -----------------------------------------------------------------------

    @property
    def keys(self) -> Numbers:
        return self._key.all

    @property
    def employee(self) -> Numbers:
        return self._employee.all

    @property
    def branch(self) -> Numbers:
        return self._branch.all

    @property
    def alive(self) -> Numbers:
        return self._alive.all

    @property
    def status(self) -> Numbers:
        """On the day shown, as are place, since, free and confirmed. NONE: not yet known on that day."""
        return self._status.all

    @property
    def place(self) -> Numbers:
        return self._place.all

    @property
    def since(self) -> Numbers:
        return self._since.all

    @property
    def free(self) -> Numbers:
        return self._free.all

    @property
    def confirmed(self) -> Numbers:
        return self._confirmed.all

    @property
    def opened(self) -> Numbers:
        return self._facts["opened"].all

    @property
    def onset(self) -> Numbers:
        return self._facts["onset"].all

    def slots_of(self, keys: Numbers) -> Numbers:
        """The slots of cases by their keys; those not read (yet) are left out."""
        found = self._slots[keys[keys < len(self._slots)]]
        return found[found != NONE]

    # --- filling ---------------------------------------------------------------------------------

    def add(self, chunk: Chunk) -> None:
        """New slots for cases that were read; each stands as it did on the day shown."""
        first, count = len(self), len(chunk.keys)
        self._key.add(chunk.keys)
        self._employee.add(chunk.employee)
        self._branch.add(chunk.branch)
        self._alive.add(np.ones(count, bool))
        for name, column in self._facts.items():
            column.add(getattr(chunk.facts, name))
        self._statuses.add(chunk.statuses)
        self._places.add(chunk.places)
        for column, values in zip(
            self._overrides, (chunk.overrides[0] + first, *chunk.overrides[1:]), strict=True
        ):
            column.add(values)
        highest = int(chunk.keys.max(initial=0))
        if highest >= len(self._slots):
            more = np.full(highest + 1 - len(self._slots) + 64, NONE, np.int32)
            self._slots = np.concatenate((self._slots, more))
        self._slots[chunk.keys] = np.arange(first, first + count)
        stand = self._stand(chunk.statuses, chunk.places, chunk.facts, chunk.overrides)
        for column, values in zip(self._standing, stand, strict=True):
            column.add(values)

    def close(self, keys: Numbers) -> None:
        """These cases are no longer as they were read."""
        self._alive.all[self.slots_of(keys)] = False
        self._slots[keys[keys < len(self._slots)]] = NONE

    def show(self, day: date, rules: Sequence[ClockRule]) -> None:
        """Every slot as it stood on another day, or under other rules."""
        self._rules, self._on = list(rules), day.toordinal()
        facts = Facts(*(self._facts[name].all for name in FACTS))
        slot, decided, until = (column.all for column in self._overrides)
        order = np.argsort(decided, kind="stable")
        overrides = slot[order], decided[order], until[order]
        stand = self._stand(self._statuses.all, self._places.all, facts, overrides)
        for column, values in zip(self._standing, stand, strict=True):
            column.all[:] = values

    @property
    def _standing(self) -> tuple[Stack, ...]:
        return self._status, self._since, self._place, self._confirmed, self._free

    def _stand(
        self, statuses: Spells, places: Spells, facts: Facts, overrides: tuple[Numbers, Numbers, Numbers]
    ) -> tuple[Numbers, ...]:
        """Status, since, place, first confirmed, first free day."""
        status, since = statuses.latest(self._on)
        place, _since = places.latest(self._on)
        place[(status == NONE) | CLOSING[status]] = NONE  # a closed case is cared for nowhere
        free, clocked = computed_release(status, facts, self._rules, self._on)
        slot, decided, day = overrides
        taken = decided <= self._on
        free[slot[taken]] = day[taken]  # in the order decided: the latest stays
        return status, since, place, confirmed_by(facts, self._on), np.where(clocked, free, NO_DAY)
