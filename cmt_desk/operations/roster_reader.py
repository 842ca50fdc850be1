"""Everything the rosters of many offices follow from: one query for several offices at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from cmt_desk.domain.arrangements import Absence, Bond, Commute, Wish, circles
from cmt_desk.domain.attendance import Attendance, really_inside
from cmt_desk.domain.branches import Branch, ZoneHistory
from cmt_desk.domain.calendar import days_off
from cmt_desk.domain.caps import OfficeCap, office_cap, rule_in_force
from cmt_desk.domain.cases import Case
from cmt_desk.domain.contacts import Contact
from cmt_desk.domain.decisions import standing
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.kept_out import Causes, HealthFacts, causes, cell_of_reason, kept_out
from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_decisions import decided_cap, waivers
from cmt_desk.domain.roster_settings import RosterSettings
from cmt_desk.domain.schedule import Cell, Problem, Roster, days_between
from cmt_desk.i18n import _
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.roster_settings import settings_of
from cmt_desk.records import record
from cmt_desk.store import Store

BATCH = 4  # offices read together: a few ten milliseconds, so that a window still answers
BACK = timedelta(weeks=4)  # fairness and exposure look so far back
KEPT_GOING = timedelta(weeks=26)  # a function moved away so long ago is no longer asked for
CONTACTS_BACK = timedelta(days=60)  # an older contact no longer keeps anybody out
COMMUTE_STEP = 15  # minutes that cost one more, up to 9


@record
class _Batch:
    """What was read of some offices at once."""

    people: dict[str, list[Employee]]
    cells: dict[str, dict[tuple[str, date], Cell]]
    attended: dict[str, Attendance]
    cases: dict[str, list[Case]]
    contacts: dict[str, list[Contact]]
    absences: dict[str, list[Absence]]
    wishes: dict[str, list[Wish]]
    commutes: dict[str, Commute]
    places: dict[str, dict[str, str]]
    gone: dict[str, frozenset[str]]
    pins: Roster
    bonds: list[Bond]
    deputies: list[tuple[str, str]]


class RosterReader:
    """The problems of offices over one period, as known on `today`; what they share is read once.

    `today`: past cells of earlier days stay (H10). A past day on which the office has no cell may be filled.
    """

    def __init__(self, store: Store, first: date, last: date, today: date | None = None) -> None:
        self._store, self._days = store, days_between(first, last)
        self._today = today or today_of(store)
        self._rules, self._scopes = store.branches.cap_rules(), store.branches.scopes()
        self._functions, self._clocks = store.people.functions(), store.cases.clock_rules()
        self._decisions = standing(store.decisions.all())
        self._settings = store.arrangements.settings()
        self._holidays = store.schedule.holidays()
        self._off = days_off(first, last)

    @cached_property
    def _branches(self) -> dict[str, Branch]:
        return self._store.branches.by_code()

    def problem(self, branch: str) -> Problem:
        """Of one office. Raises Refused for an unknown one."""
        return next(self.problems([branch]))

    def problems(self, branches: Sequence[str]) -> Iterator[Problem]:
        """In the order asked for, read a batch at a time. Raises Refused for an unknown one."""
        for code in branches:
            if code not in self._branches:
                raise Refused(_("There is no office with the code {code}.").format(code=code))
        area = self._branches[branches[0]].area if len(branches) == 1 else None
        history = self._store.branches.history(area)
        for n in range(0, len(branches), BATCH):
            codes = branches[n : n + BATCH]
            read = self._read(codes)
            for code in codes:
                yield self._problem(code, read, history)

    def causes(self, branch: str) -> Causes:
        """Why the people of one office may not come, with whose case it follows from and until when."""
        read = self._read([branch])
        settings = settings_of(self._settings, branch)
        return causes(self._health(branch, read, settings), self._days, self._today)

    def _read(self, codes: Sequence[str]) -> _Batch:
        store, first, last = self._store, self._days[0], self._days[-1]
        people = store.people.of_branches(codes)
        office = {e.number: code for code, own in people.items() for e in own}
        arranged = store.arrangements
        return _Batch(
            people=people,
            cells=store.schedule.of_branches(codes, first - BACK, last),
            attended=store.attendance.of_branches(codes, first - BACK, first - timedelta(days=1)),
            cases=_grouped(codes, office, store.cases.of_branches(codes, first - BACK)),
            contacts=_grouped(codes, office, store.contacts.of_branches(codes, first - CONTACTS_BACK)),
            absences=_grouped(codes, office, arranged.absences(codes, first - BACK, last)),
            wishes=_grouped(codes, office, arranged.wishes(codes, first, last)),
            commutes=arranged.commutes(codes),
            places=arranged.places(codes),
            gone=store.schedule.functions_gone(codes, first - KEPT_GOING),
            pins=arranged.pins(codes, first, last),
            bonds=arranged.bonds(codes),
            deputies=arranged.deputies(codes),
        )

    def _problem(self, code: str, read: _Batch, history: ZoneHistory) -> Problem:
        days, people, cells = self._days, read.people[code], read.cells[code]
        numbers, own = {e.number for e in people}, read.places[code]
        settings = settings_of(self._settings, code)
        before = {key: cell for key, cell in cells.items() if key[1] < days[0] and key[0] in numbers}
        reasons = kept_out(self._health(code, read, settings), days, self._today)
        first_open = self._first_open(cells)
        past = {key: cell for key, cell in cells.items() if key[1] < first_open} if first_open else before
        load, weekday_load = _loads(really_inside(before, read.attended[code]) if before else ())
        return Problem(
            branch=code,
            employees=people,
            days=days,
            working=frozenset(d for d in days if d.weekday() < 5 and not self._closed(code, d)),
            caps=self._caps(code, people, history),
            functions=self._functions,
            blocked={key: cell_of_reason(reason) for key, reason in reasons.items()},
            load=load,
            weekday_load=weekday_load,
            settings=settings,
            waivers=waivers(self._decisions, code),
            pins={
                k: c
                for k, c in read.pins.items()
                if k[0] in numbers and (not first_open or k[1] >= first_open)
            },
            first_open=first_open,
            past=past,
            cohorts={e.number: own[e.number] for e in people if not e.team and e.number in own},
            bonds=circles(b for b in read.bonds if {b.first, b.second} <= numbers),
            reasons=reasons,
            deputies=[pair for pair in read.deputies if set(pair) <= numbers],
            wishes=_wished(read.wishes[code], days),
            commute={n: _cost(read.commutes[n]) for n in sorted(numbers & read.commutes.keys())},
            duties=read.gone[code],
            told_waves=self._store.schedule.waves(code, days[0], days[-1]) if settings.waves else {},
        )

    def _closed(self, code: str, day: date) -> bool:
        return day in self._off or any(
            h.day == day and (not h.branches or code in h.branches) for h in self._holidays
        )

    def _first_open(self, cells: Roster) -> date | None:
        """Today, where earlier days of the period have cells; None where none has to stay."""
        begun = any(self._days[0] <= day < self._today for _number, day in cells)
        return self._today if begun else None

    def _caps(self, code: str, people: Sequence[Employee], history: ZoneHistory) -> dict[date, OfficeCap]:
        area = self._branches[code].area
        scopes = self._scopes.get(area, set[str]())
        caps: dict[date, OfficeCap] = {}
        dated = [e for e in people if e.active_from or e.active_to]
        always = len(people) - len(dated)
        for day in self._days:
            rule = rule_in_force(self._rules, scopes, day)
            headcount = always + sum(e.active(day) for e in dated)
            cap = office_cap(headcount, history.zone(area, day), rule)
            caps[day] = decided_cap(cap, self._decisions, code, day)
        return caps

    def _health(self, code: str, read: _Batch, settings: RosterSettings) -> HealthFacts:
        places = read.places[code]  # a dealt cohort is exposed like a told team
        return HealthFacts(
            [e if e.team else replace(e, team=places.get(e.number)) for e in read.people[code]],
            read.cases[code],
            read.contacts[code],
            read.absences[code],
            read.cells[code],
            self._clocks,
            settings.after_travel,
        )


T = TypeVar("T", Case, Contact, Absence, Wish)


def _grouped(codes: Sequence[str], office: dict[str, str], records: Sequence[T]) -> dict[str, list[T]]:
    """The records by the office of their employee."""
    found: dict[str, list[T]] = {code: [] for code in codes}
    for each in records:
        if each.employee in office:
            found[office[each.employee]].append(each)
    return found


def _loads(inside: Iterable[tuple[str, date]]) -> tuple[dict[str, int], dict[tuple[str, int], int]]:
    """Office days of each employee in the weeks before, in all and by weekday."""
    load: dict[str, int] = {}
    weekdays: dict[tuple[str, int], int] = {}
    for number, day in inside:
        load[number] = load.get(number, 0) + 1
        weekdays[number, day.weekday()] = weekdays.get((number, day.weekday()), 0) + 1
    return load, weekdays


def _wished(wishes: Sequence[Wish], days: Sequence[date]) -> dict[tuple[str, date], Cell]:
    """The wish of each day; one for a single day counts before one for every week."""
    broad_first = sorted(wishes, key=lambda w: (w.since - w.until, w.id))
    return {(w.employee, day): Cell(w.cell) for w in broad_first for day in days if w.asks(day)}


def _cost(commute: Commute) -> int:
    return min(9, commute.minutes // COMMUTE_STEP + commute.shared)
