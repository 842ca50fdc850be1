"""What is known of a day for its proposals, kept part by part until an operation touches it.

Of the four parts that follow from single cases only the cases an operation touched are read again, so that
one case among 100,000 costs no more than one among a hundred. Undo and redo are operations like any other. A
test holds every part against what is read from nothing, and its tables against those SQLite says it reads.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from cmt_desk.domain.proposal_facts import Facts
from cmt_desk.domain.proposals import Proposal
from cmt_desk.operations.old_sheets import Compared
from cmt_desk.store import Operation, Store

OF_CASES = frozenset("case_file status_spell care_spell release_override".split())
FEW = 300  # touched cases that are read one by one
Found = TypeVar("Found")
Known = TypeVar("Known", bound=Mapping[str, Any])


@dataclass
class Memory:
    """Of one day of one desk. `waiting`: operations whose consequences were not looked at yet."""

    day: date | None = None
    parts: dict[str, Any] = field(default_factory=dict[str, Any])
    touched: dict[str, set[str]] = field(default_factory=dict[str, set[str]])  # by part: cases to read again
    waiting: list[Operation] = field(default_factory=list[Operation])
    compared: Compared = field(default_factory=Compared)
    follows: tuple[Facts, Sequence[Proposal]] | None = None  # what followed from which facts

    def follow(self, operation: Operation) -> None:
        self.waiting.append(operation)

    def turn_to(self, store: Store, day: date) -> None:
        """Forget what is no longer so."""
        waiting, self.waiting = self.waiting, []
        if day != self.day:
            self.day, self.parts, self.touched = day, {}, {}
            return
        for operation in waiting:
            self._forget(store, operation)

    def _forget(self, store: Store, operation: Operation) -> None:
        cases = store.cases_lately.touched(operation, FEW) if operation.tables & OF_CASES else set[str]()
        for name in list(self.parts):
            tables, by_case = RESTS_ON[name]
            if not tables & operation.tables:
                continue
            if by_case and cases is not None and not tables & operation.tables - OF_CASES:
                self.touched.setdefault(name, set()).update(cases)
            else:
                del self.parts[name]
                self.touched.pop(name, None)


RESTS_ON: dict[str, tuple[frozenset[str], bool]] = {}  # by part: its tables, and whether it is read by case
_memories: WeakKeyDictionary[Store, Memory] = WeakKeyDictionary()


def memory_of(store: Store) -> Memory:
    found = _memories.get(store)
    if found is None:
        found = _memories[store] = Memory()
        store.watch(found.follow)
    return found


class Look:
    """One look at a day. Within a transaction nothing is remembered: it may still be rolled back."""

    def __init__(self, store: Store, on: date, memory: Memory | None = None) -> None:
        self.store, self.on = store, on
        self._memory, self._passing = memory or Memory(), Memory(on)
        if not store.db.in_transaction:
            self._memory.turn_to(store, on)

    @property
    def memory(self) -> Memory:
        return self._passing if self.store.db.in_transaction else self._memory


class Part(Generic[Found]):
    """A part of the facts: `part(look)` reads it, or gives what is known."""

    def __init__(self, read: Callable[[Look], Found], tables: frozenset[str]) -> None:
        self.name, self._read = read.__name__, read
        RESTS_ON[self.name] = tables, False

    def __call__(self, look: Look) -> Found:
        parts = look.memory.parts
        if self.name not in parts:
            parts[self.name] = self._read(look)
        return parts[self.name]


class PartOfCases(Generic[Found]):
    """A part that is read by case: `read(look, None)` of all, or of the cases named."""

    def __init__(
        self, read: Callable[[Look, set[str] | None], dict[str, Found]], tables: frozenset[str]
    ) -> None:
        self.name, self._read = read.__name__, read
        RESTS_ON[self.name] = tables | OF_CASES, True

    def __call__(self, look: Look) -> Mapping[str, Found]:
        memory, name = look.memory, self.name
        if name not in memory.parts:
            memory.parts[name] = self._read(look, None)
        elif touched := memory.touched.get(name):
            again = self._read(look, touched)
            known = {case: found for case, found in memory.parts[name].items() if case not in touched}
            memory.parts[name] = known | again
        memory.touched.pop(name, None)
        return memory.parts[name]


def rests_on(*tables: frozenset[str] | str) -> Callable[[Callable[[Look], Found]], Part[Found]]:
    named = _tables(tables)
    return lambda read: Part(read, named)


def rests_on_cases(
    *tables: frozenset[str] | str,
) -> Callable[[Callable[[Look, set[str] | None], dict[str, Found]]], PartOfCases[Found]]:
    named = _tables(tables)
    return lambda read: PartOfCases(read, named)


def _tables(tables: tuple[frozenset[str] | str, ...]) -> frozenset[str]:
    """Every part rests on the settings: how far back is looked, and what day is today."""
    found = frozenset({"setting"})
    for some in tables:
        found |= frozenset(some.split()) if isinstance(some, str) else some
    return found
