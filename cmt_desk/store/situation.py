"""A day as Situasi shows it, each fact read once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from cmt_desk.domain.branches import count_zones
from cmt_desk.domain.sheets import Crew, DayFacts, Scope
from cmt_desk.domain.situation import LastSheet, Situation

if TYPE_CHECKING:
    from cmt_desk.store import Store


class Situations:
    def __init__(self, store: Store) -> None:
        self._store = store

    def on(self, day: date, moment: datetime) -> Situation:
        """What is known of a day, and the figures of the day before; the clocks at a moment (in WIB)."""
        store = self._store
        facts = store.sheets.facts(Scope(), day)
        steps = store.cases.days.steps()
        return Situation(
            facts,
            steps,
            max((s.day for s in steps if s.day <= day), default=None),
            Crew(facts.offices, store.attendance.on(day)),
            store.functions.states(moment),
            self._day_before(facts),
            lambda: store.sheets.last_signs(day),
            lambda: store.supplies.stocks(day),
            lambda: self._last_sheet(day),
        )

    def _last_sheet(self, day: date) -> LastSheet | None:
        sheet = self._store.issued.latest(day)
        return LastSheet(sheet.number, sheet.day, sheet.issued_at, sheet.facts.figures) if sheet else None

    def _day_before(self, facts: DayFacts) -> dict[str, int]:
        """The figures of the day before, under the names of `told`; of attendance none where nobody told."""
        store, day = self._store, facts.day - timedelta(days=1)
        offices, cases = store.sheets.offices(Scope(), day), facts.cases_before
        crew, zones = Crew(offices, store.attendance.on(day)), count_zones(office.zone for office in offices)
        moment = datetime.combine(day, time(store.settings.cutoff_hour))
        runs = store.protocols.days.counts(None, moment, templates=0)
        named = {f"zones.{z.value.lower() if z else 'unknown'}": n for z, n in zones.items()}
        counted = {f"cases.{name}": getattr(cases, name) for name in CASE_FIGURES}
        return {
            **named,
            **counted,
            "exposed_units": cases.exposed_units,
            **({"attendance.wao": crew.wao, "attendance.over": len(crew.over)} if crew.told else {}),
            "protocols.running": runs.running,
            "protocols.overdue": runs.overdue_steps,
        }


CASE_FIGURES = ("cumulative", "recovered", "active", "hospital", "home", "facility", "deaths", "new")
