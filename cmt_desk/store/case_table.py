"""The case table over any number of cases: what a filter shows, in any order, without reading the rows.

Numbers alone are kept in memory; the text of a row is read when it comes into view.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

import numpy as np

from cmt_desk.domain.case_filter import VIEWS, CaseFilter, View
from cmt_desk.domain.cases import CarePlace
from cmt_desk.domain.clocks_at_once import NO_DAY, NONE, PLACES, STATUSES, Numbers
from cmt_desk.store.case_columns import CaseColumns
from cmt_desk.store.case_lines import Lines, ListedCase
from cmt_desk.store.case_lists import Offices, People
from cmt_desk.store.case_order import Orders
from cmt_desk.store.case_reader import CaseReader
from cmt_desk.store.cases import Cases
from cmt_desk.store.driver import Database

SLICE = 1000  # cases read at a time: about ten milliseconds
KEPT = 24  # answers to words and to choices


class CaseTable:
    """Call `step` until it says no; ask at any time, of what was read so far. `show` chooses the day."""

    def __init__(self, db: Database, day: date) -> None:
        self._db, self._reader, self._cases = db, CaseReader(db), Cases(db)
        self._day = day
        self._words: dict[str, Numbers] = {}
        self._masks: dict[CaseFilter, Numbers] = {}
        self.orders, self.lines = Orders(self._values), Lines(db)
        self._begin()

    def _begin(self) -> None:
        """Nothing is read yet; cases are read from the newest down."""
        self._next = self._reader.last_key()
        self._seen = self._reader.last_operation()
        self._read_offices()
        self.people = People(self._db)
        self.columns = CaseColumns(self._cases.clock_rules(), self._day, self._next, self._next)
        self._forget()

    # --- reading ---------------------------------------------------------------------------------

    def step(self, seconds: float) -> bool:
        """Read more cases for about so long; False once all are read."""
        until = time.monotonic() + seconds
        while self._next > 0:
            first = max(0, self._next - SLICE)
            self.columns.add(self._reader.between(first, self._next))
            self._next = first
            if time.monotonic() >= until:
                break
        self._forget()
        return self._next > 0

    @property
    def expected(self) -> int:
        """About so many cases there will be."""
        return len(self.columns) + self._next

    @property
    def unread(self) -> int:
        """At most so many cases are still to be read."""
        return self._next

    def show(self, day: date) -> None:
        """Everything as it stood on another day."""
        if day != self._day:
            self._day = day
            self.columns.show(day, self._cases.clock_rules())
            self._forget()

    def follow(self) -> None:
        """Take in what operations wrote since the last time: the cases they touched, and no others."""
        tables = self._reader.tables_since(self._seen)
        if tables & {"branch", "area", "regional_office"} and self._offices_changed():
            return
        if "employee" in tables:
            self.people = People(self._db)
        touched = np.array(self._reader.touched_since(self._seen), np.int32)
        self._seen = self._reader.last_operation()
        self.columns.close(touched)
        read = touched[touched > self._next]  # the others are still to come
        for n in range(0, len(read), SLICE):
            self.columns.add(self._reader.among(read[n : n + SLICE].tolist()))
        if "clock_rule" in tables:
            self.columns.show(self._day, self._cases.clock_rules())
        if tables:
            self._forget()

    def _forget(self) -> None:
        """What follows from the columns is reckoned anew when it is asked for."""
        self._words.clear()
        self._masks.clear()
        self.orders.forget()
        self.lines.forget()

    def _read_offices(self) -> None:
        self.offices = Offices(self._db)
        self._reader.branches = self.offices.number

    def _offices_changed(self) -> bool:
        """Read the offices; where there are others their numbers changed, and all is read again."""
        before = self.offices.number
        self._read_offices()
        if self.offices.number == before:
            return False
        self._begin()
        return True

    def _values(self, column: str) -> Numbers:
        """What `Orders` asks for."""
        columns = self.columns
        match column:
            case "key":
                return columns.keys
            case "name":
                return self.people.by_name[columns.employee]
            case "employee":
                return self.people.by_number[columns.employee]
            case "branch":
                return self.offices.ranks("name")[columns.branch]
            case "city":
                return self.offices.ranks("city")[columns.branch]
            case "regional_office":
                return self.offices.ranks("region")[columns.branch]
            case "function":
                return (self.people.function + 1)[columns.employee]
            case "status":
                return columns.status + 1
            case "place":
                return columns.place + 1
            case "free_on":
                return columns.free
            case "confirmed_on":
                return columns.confirmed
            case "opened_on":
                return columns.opened
            case "onset":
                return columns.onset
            case _:
                return columns.since

    def get_ready(self) -> bool:
        """Read one thing that a first sort or choice would wait for; False once everything was."""
        return self.people.get_ready()

    # --- finding ---------------------------------------------------------------------------------

    def find(self, shown: CaseFilter, sort: str = "", downward: bool = False) -> Numbers:
        """The slots of the cases a filter shows, in the order of a column; "" is the newest state first."""
        return self.orders.put(self.mask(shown), sort, downward)

    def mask(self, shown: CaseFilter) -> Numbers:
        """True for each slot that the filter shows."""
        mask = self._chosen(shown)
        for word in shown.words:
            mask = mask & self._having(word)
        return mask

    def _chosen(self, shown: CaseFilter) -> Numbers:
        """Without the words; kept, because words change with every key."""
        asked = CaseFilter(
            shown.view, "", shown.statuses, shown.places, shown.regional_offices, shown.functions,
            shown.branches,
        )  # fmt: skip
        if asked not in self._masks:
            if len(self._masks) >= KEPT:
                self._masks.clear()
            self._masks[asked] = self._reckoned(asked)
        return self._masks[asked]

    def _reckoned(self, asked: CaseFilter) -> Numbers:
        columns = self.columns
        mask = columns.alive & (columns.status != NONE) & self._in_view(VIEWS[asked.view])
        if asked.statuses:
            mask &= _table(STATUSES, asked.statuses)[columns.status]
        if asked.places:
            mask &= _table(PLACES, asked.places)[columns.place]
        if asked.regional_offices or asked.branches:
            mask &= self.offices.among(asked.regional_offices, asked.branches)[columns.branch]
        if asked.functions:
            chosen = _table(self.people.functions, asked.functions)
            mask &= chosen[self.people.function][columns.employee]
        return mask

    def _in_view(self, view: View) -> Numbers:
        columns, on = self.columns, self._day.toordinal()
        mask = _table(STATUSES, view.statuses)[columns.status]
        if view.in_hospital:
            mask &= _table(PLACES, [p for p in CarePlace if p.in_hospital])[columns.place]
        if view.confirmed or view.confirmed_within is not None:
            mask &= columns.confirmed != NO_DAY
        if view.confirmed_within is not None:
            mask &= columns.confirmed > on - view.confirmed_within
        if view.free == "TODAY":
            mask &= columns.free == on
        if view.free == "LATE":
            mask &= (columns.free != NO_DAY) & (columns.free < on)
        return mask

    def _having(self, word: str) -> Numbers:
        """The cases with a word that begins so: the person's, the office's or in the notes."""
        if word not in self._words:
            if len(self._words) >= KEPT:
                self._words.pop(next(iter(self._words)))
            people = np.zeros(self.people.size, bool)
            people[self._numbers("employee_words", word)] = True
            mask = people[self.columns.employee] | self.offices.having(word)[self.columns.branch]
            mask[self.columns.slots_of(self._numbers("case_words", word))] = True
            self._words[word] = mask
        return self._words[word]

    def _numbers(self, table: str, word: str) -> Numbers:
        """The rows of a full-text table with a word that begins so; letters and digits are no syntax."""
        rows = self._db.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", [f'"{word}"*'])
        return np.fromiter(chain.from_iterable(rows), np.int32)

    # --- counting --------------------------------------------------------------------------------

    def count(self, shown: CaseFilter) -> int:
        return int(np.count_nonzero(self.mask(shown)))

    def choices(self, name: str, shown: CaseFilter) -> dict[str, int]:
        """Value → how many cases it would show, by a field of the filter;
        the other choices hold, this one's own does not."""
        mask = self.mask(replace(shown, **{name: frozenset()}))
        columns = self.columns
        match name:
            case "statuses":
                return _counted(columns.status[mask], [s.value for s in STATUSES])
            case "places":
                return _counted(columns.place[mask], [p.value for p in PLACES])
            case "functions":
                return _counted(self.people.function[columns.employee[mask]], self.people.functions)
            case "branches":
                return _counted(columns.branch[mask], list(self.offices.number))
            case _:
                by_office = _counted(columns.branch[mask], list(self.offices.number))
                counts: dict[str, int] = {}
                for office in self.offices.all:
                    region = office.regional_office
                    counts[region] = counts.get(region, 0) + by_office[office.code]
                return counts

    # --- lines -----------------------------------------------------------------------------------

    def rows(self, slots: Sequence[int] | Numbers) -> list[ListedCase]:
        """The lines of these slots as they stand on the day shown."""
        return self.lines.of(self.columns, slots, self._day)

    def ids(self, slots: Numbers) -> list[str]:
        """The ids of these cases, in their order."""
        return self.lines.ids(self.columns.keys[slots].tolist())

    def slot_of(self, id: str) -> int:
        """The slot of a case; NONE if it was not read (yet)."""
        found = self.columns.slots_of(np.array(self.lines.keys([id]), np.int32))
        return int(found[0]) if len(found) else NONE


def _table(values: Sequence[Any], chosen: Iterable[Any]) -> Numbers:
    """True at the place of each chosen value; the last place is NONE's."""
    wanted = set(chosen)
    return np.array([value in wanted for value in values] + [False])


def _counted(numbers: Numbers, names: Sequence[str]) -> dict[str, int]:
    counts = np.bincount(numbers[numbers >= 0], minlength=len(names))
    return dict(zip(names, counts.tolist(), strict=False))
