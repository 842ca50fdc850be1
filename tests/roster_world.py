"""An office to which things happen: zones, cases, leave, rules, waivers, pins, staff moves, days going by.

After each event the roster is planned anew from what was told. The world checks what came out with rules
written once more, from the cells and the facts alone, besides asking the desk's own checker.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.caps import CapRule, OfficeCap
from cmt_desk.domain.people import BusinessFunction, Employee
from cmt_desk.domain.planner import Plan
from cmt_desk.domain.roster_settings import Away, Cohorts, RosterSettings, Waiver
from cmt_desk.domain.schedule import RULES, Cell, Problem, Roster, Waves, days_between
from cmt_desk.operations.engine import best_roster

MONDAY = date(2020, 12, 7)
DAYS = 14
RULE = CapRule("R", "SE 67/2020", date(2020, 9, 4), None, "NATIONAL", "ZONE", 1, {})
CASH = BusinessFunction("KAS", "Kas", "Cash", True, 1)
OTHER = BusinessFunction("UMUM", "Umum", "General", False, 0)
LEAVES = ("A1", "A2", "B1", "B2")
EVENTS = ("zone", "rule", "case", "cleared", "leave", "waiver", "pin", "unpin", "joins", "goes", "day")
ON_LEAVE = (Away.LEAVE, Away.TRAINING, Away.TRAVEL)
Event = tuple[str, int, int]  # what, and two numbers that choose whom and when


def hire(n: int) -> Employee:
    """One in three at the till, one in seven at risk; two, four … people in each leaf."""
    return Employee(
        f"{n:03}", f"N{n}", "X", "KAS" if n % 3 == 0 else "UMUM", vulnerable=n % 7 == 6, team=LEAVES[n % 4]
    )


@dataclass
class World:
    """`told`: the roster as last planned. `conflicts` and `plans` count how planning ended."""

    settings: RosterSettings = field(default_factory=RosterSettings)
    people: list[Employee] = field(default_factory=lambda: [hire(n) for n in range(12)])
    shares: dict[date, int] = field(
        default_factory=lambda: dict.fromkeys(days_between(MONDAY, MONDAY + timedelta(days=DAYS - 1)), 50)
    )
    away: dict[tuple[str, date], Away] = field(default_factory=dict[tuple[str, date], Away])
    waivers: list[Waiver] = field(default_factory=list[Waiver])
    pins: dict[tuple[str, date], Cell] = field(default_factory=dict[tuple[str, date], Cell])
    today: date = MONDAY
    told: Roster = field(default_factory=dict[tuple[str, date], Cell])
    waves: Waves = field(default_factory=dict[tuple[str, date], int])
    conflicts: int = 0
    plans: int = 0

    @property
    def days(self) -> Sequence[date]:
        return list(self.shares)

    def happen(self, event: Event) -> None:
        """Change the facts, plan, and check."""
        what, a, b = event
        day = self.days[min(DAYS - 1, (self.today - MONDAY).days + b % 9)]
        staff = [e for e in self.people if e.active(day)]
        match what:
            case "zone":
                share = (25, 50, 75, 100)[a % 4]
                self.shares |= {d: share for d in self.days if d >= day}
            case "rule":
                self.shares |= {
                    d: (25, 50, 75, 100)[a % 4] for d in self.days[b % DAYS :][:3] if d >= self.today
                }
            case "case" | "leave":
                kind = (
                    list(Away)[a % 3] if what == "case" else (Away.LEAVE, Away.TRAINING, Away.TRAVEL)[a % 3]
                )
                number, length = staff[a % len(staff)].number, 10 if what == "case" else 1 + b % 4
                self.away |= {(number, d): kind for d in self.days if 0 <= (d - day).days < length}
            case "cleared":
                for key in [
                    k for k in self.away if k[0] == staff[a % len(staff)].number and k[1] >= self.today
                ]:
                    del self.away[key]
            case "waiver":
                rule, until = ("H3", "H4", "H5", "H6")[a % 4], day + timedelta(days=b % 5)
                who = staff[b % len(staff)].number if rule in ("H3", "H5") else None
                self.waivers = [*self.waivers[-5:], Waiver(rule, day, until, who, None, "KEP/1", "CMT")]
            case "pin":
                self.pins[staff[a % len(staff)].number, day] = (Cell.OFFICE, Cell.HOME)[b % 2]
            case "unpin":
                self.pins.clear()
            case "joins" if len(staff) < 16:
                self.people.append(replace(hire(len(self.people)), active_from=day))
            case "goes" if len(staff) > 8:
                gone = staff[a % len(staff)]
                self.people[self.people.index(gone)] = replace(gone, active_to=max(day, self.today))
            case "day" if self.today < self.days[-1]:
                self.today += timedelta(days=1)
            case _:
                pass
        self._plan()

    @property
    def problem(self) -> Problem:
        days = self.days
        return Problem(
            "X", self.people, days, frozenset(d for d in days if d.weekday() < 5),
            {d: OfficeCap(sum(e.active(d) for e in self.people), s, RULE) for d, s in self.shares.items()},
            [CASH, OTHER],
            settings=self.settings, waivers=self.waivers, reasons=self.away, first_open=self.today,
            told_waves=self.waves,
            pins={key: cell for key, cell in self.pins.items() if key[1] >= self.today},
            past={key: cell for key, cell in self.told.items() if key[1] < self.today},
        )  # fmt: skip

    def _plan(self) -> None:
        problem = self.problem
        made = best_roster(problem, self.told)
        self.plans += 1
        if made.conflicts:  # somebody has to decide; until then what was told stands
            self.conflicts += 1
            assert made.roster == {}
            assert all(b.rule in RULES for b in made.conflicts)
            return
        self._check(problem, made)
        self.told, self.waves = made.roster, made.waves

    def _check(self, problem: Problem, made: Plan) -> None:
        found = [b for b in breaches(made.roster, problem, made.waves) if b.day >= self.today]
        assert found == []
        people = {e.number: e for e in self.people}
        for day in self.days[(self.today - MONDAY).days :]:
            inside = [n for (n, d), cell in made.roster.items() if d == day and cell is Cell.OFFICE]
            headcount = sum(e.active(day) for e in self.people)
            assert len(inside) * 100 <= headcount * self.shares[day], "H1"
            assert day.weekday() < 5 or not inside
            for number in inside:
                assert people[number].active(day)
                assert (number, day) not in self.away, "H2"
                signed = any(
                    w.rule == "H3" and w.first <= day <= w.last and w.employee == number for w in self.waivers
                )
                assert signed or not people[number].vulnerable, "H3"
        if self.settings.by_wave:
            self._check_waves(made)
        for key, cell in self.told.items():
            assert key[1] >= self.today or made.roster[key] is cell, "H10"

    def _check_waves(self, made: Plan) -> None:
        """Nobody of two cohorts begins in one wave, but for those whom a waiver of H5 lets in."""
        team = {e.number: e.team or "" for e in self.people}
        strict = self.settings.cohorts is Cohorts.STRICT_AB
        for day in self.days[(self.today - MONDAY).days :]:
            depth = 1 if strict else {25: 2, 50: 1}.get(self.shares[day], 0)
            free = {w.employee for w in self.waivers if w.rule == "H5" and w.first <= day <= w.last}
            for wave in (1, 2):
                here = [n for (n, d), w in made.waves.items() if (d, w) == (day, wave) and n not in free]
                assert len({team[n][:depth] for n in here}) <= 1, "H5"
