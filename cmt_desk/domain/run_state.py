"""H7 day by day, for who builds a roster in the order of the days."""

from collections.abc import Sequence, Set
from datetime import date

from cmt_desk.domain.people import Employee
from cmt_desk.domain.rooms import Room, Rooms
from cmt_desk.domain.run_rules import timeline, was_in
from cmt_desk.domain.schedule import week_of


class RunState:
    """Who is in the middle of a run, who rests, and who may begin."""

    def __init__(self, facts: Rooms) -> None:
        self._facts, self._rules = facts, facts.problem.settings.runs
        self._free = self._rules.free  # then nobody asks about the days before
        self._days = [] if self._free else timeline(facts)
        self._inside: dict[date, set[str]] = {
            day: {e.number for e in facts.problem.employees if was_in(facts, e.number, day)}
            for day in self._days
        }
        self._rooms = {room.day: room for room in facts.days}
        self._able = {room.day: {e.number for e in room.able} for room in facts.days}

    def note(self, day: date, inside: Set[str]) -> None:
        self._inside[day] = set(inside)

    def must_stay(self, e: Employee, room: Room) -> bool:
        """A run shorter than it may be, or a week that has begun."""
        if self._free or self._waived(e, room.day):
            return False
        if self._rules.whole_weeks and (begun := self._begun(e, room)):
            return e.number in self._inside[begun[0]]
        run = self._run(e.number, room.day)
        full = self._rules.longest is not None and run >= self._rules.longest
        return 0 < run < self._rules.shortest and not full

    def may_begin(self, e: Employee, room: Room) -> bool:
        """Coming in today breaks no rule: the run is not full, the rest is over, the week can be whole."""
        if self._free or self._waived(e, room.day):
            return True
        if self._rules.whole_weeks:
            return self._begun(e, room) == [] and self._may_fill(e, room)
        run = self._run(e.number, room.day)
        if run:
            return (self._rules.longest is None or run < self._rules.longest) and self._clear(e, room, run)
        last = max((d for d in self._days if d < room.day and e.number in self._inside[d]), default=None)
        rested = last is None or (room.day - last).days - 1 >= self._rules.rest
        return rested and self._clear(e, room, 0) and self._long_enough(e, room)

    def _waived(self, e: Employee, day: date) -> bool:
        return self._facts.problem.waived("H7", day, e.number, e.function)

    def _run(self, number: str, day: date) -> int:
        """Working days in a row in the office just before a day."""
        length = 0
        for before in reversed([d for d in self._days if d < day]):
            if number not in self._inside[before]:
                break
            length += 1
        return length

    def _stretch(self, room: Room) -> Sequence[date]:
        """The days of this week with the same cap and cohort, one after the other."""
        found: list[date] = []
        for other in self._facts.days:
            same = (week_of(other.day), other.cap, other.cohorts) == (
                week_of(room.day),
                room.cap,
                room.cohorts,
            )
            if same:
                found.append(other.day)
            elif found and found[-1] >= room.day:
                break
            else:
                found = []
        return found

    def _begun(self, e: Employee, room: Room) -> list[date]:
        return [d for d in self._stretch(room) if d < room.day and e.number in self._able[d]]

    def _may_fill(self, e: Employee, room: Room) -> bool:
        """A week may be begun: nobody was left out of it, and its pinned people leave a place every day."""
        return all(len(self._rooms[d].inside) < self._rooms[d].cap for d in self._stretch(room))

    def _clear(self, e: Employee, room: Room, run: int) -> bool:
        """Pinned days ahead neither lengthen the run past its end nor fall into the rest after it."""
        ahead = [d for d in self._days if d > room.day]
        pinned = [d for d in ahead if e.number in self._inside[d]]
        if not pinned:
            return True
        length, last = run + 1, room.day
        for day in ahead:
            if day not in pinned:
                break
            length, last = length + 1, day
        if self._rules.longest is not None and length > self._rules.longest:
            return False
        later = [d for d in pinned if d > last]
        return not later or (later[0] - last).days - 1 >= self._rules.rest

    def _long_enough(self, e: Employee, room: Room) -> bool:
        """The shortest run can be finished: free on so many working days from today."""
        ahead = [d for d in self._days if d >= room.day][: self._rules.shortest]
        for day in ahead:
            able, pinned = self._able.get(day, set()), e.number in self._inside[day]
            if e.number not in able and not pinned:
                return not self._facts.problem.may_come(e, day)
        return True
