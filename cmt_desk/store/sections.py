"""What the daily sheet tells beside the day's figures, read once for a scope and a day."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from cmt_desk.domain.cases import CaseFigures
from cmt_desk.domain.decisions import DecisionKind, standing
from cmt_desk.domain.mandates import Role
from cmt_desk.domain.sheet_sections import Attending, Closure, Due, OnPaper, Sections, Silent, Steps
from cmt_desk.domain.silence import is_silent
from cmt_desk.store.case_endings import endings

if TYPE_CHECKING:
    from cmt_desk.domain.sheets import DayFacts
    from cmt_desk.store import Store

LISTED = 12  # steps kept of each kind: more than a page names
STEP = """
    SELECT {at} AS due, coalesce(r.branch, c.branch) AS branch, coalesce(b.time_zone, 'WIB') AS zone,
           r.protocol, s.text_id, s.text_en, o.label_id, o.label_en, count(*) OVER () AS steps
    FROM {source}
    JOIN protocol_step s ON s.protocol = r.protocol AND s.version = r.version AND s.n = d.n
    JOIN role o ON o.code = s.role
    LEFT JOIN case_file c ON c.id = r.case_file
    LEFT JOIN branch b ON b.code = coalesce(r.branch, c.branch)
    WHERE {chosen}
      AND (:codes IS NULL OR coalesce(r.branch, c.branch) IN (SELECT value FROM json_each(:codes)))
    ORDER BY due {order}, r.id, d.n LIMIT :limit
"""
OPEN_STEPS = "run_due d JOIN run r ON r.id = d.run"
OPEN = "(d.closed IS NULL OR d.closed > :moment) AND d.opened <= :moment AND d.due"
DONE = STEP.format(
    at="d.at", source="run_mark d JOIN run r ON r.id = d.run", order="DESC",
    chosen="d.state = 'DONE' AND d.at > :since AND d.at <= :moment",
)  # fmt: skip
PLANNED = STEP.format(at="d.due", source=OPEN_STEPS, order="", chosen=f"{OPEN} BETWEEN :moment AND :tomorrow")
OVERDUE = STEP.format(at="d.due", source=OPEN_STEPS, order="", chosen=f"{OPEN} < :moment")
DISINFECTION = """
    SELECT coalesce(sum(done), 0) AS done, coalesce(sum(NOT done), 0) AS pending FROM (
        SELECT d.closed IS NOT NULL AND d.closed <= :moment AS done
        FROM run_due d JOIN run r ON r.id = d.run
        JOIN protocol_step s ON s.protocol = r.protocol AND s.version = r.version AND s.n = d.n
        LEFT JOIN case_file c ON c.id = r.case_file
        WHERE d.opened <= :moment AND s.shows = 'DISINFECTED'
          AND (:codes IS NULL OR coalesce(r.branch, c.branch) IN (SELECT value FROM json_each(:codes)))
    )
"""


class SheetSections:
    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, facts: DayFacts) -> Sections:
        """What belongs to the facts of a day: the same scope, up to the same cut-off."""
        store, on = self._store, facts.day
        codes = None if facts.scope.kind == "national" else {o.branch.code for o in facts.offices}
        moment = datetime.combine(on, time(store.settings.cutoff_hour))
        ahead, overstayed = endings(store.db, store.cases.clock_rules(), on, codes)
        items, attendance = store.supplies.items(), store.attendance.on(on, codes)
        done, pending = self._disinfection(moment, codes)
        on_paper = self._on_paper(on, codes)
        return Sections(
            attendance=attendance,
            by_branch=self._by_branch(on, codes),
            curve=store.cases.curve(on) if codes is None else (),
            endings=ahead,
            overstayed=overstayed,
            closures=self._closures(on, codes),
            functions=store.functions.states(moment, codes),
            function_names={f.code: (f.name_id, f.name_en) for f in store.people.functions()},
            indicators=store.indicators.on(on, codes),
            losses=store.losses.sums(on, codes),
            supplies=[s for s in store.supplies.stocks(on) if codes is None or s.branch in codes],
            items={item.code: (item.name_id, item.name_en) for item in items},
            disinfected=done,
            to_disinfect=pending,
            done=self._steps(DONE, moment, codes),
            planned=self._steps(PLANNED, moment, codes),
            overdue=self._steps(OVERDUE, moment, codes),
            silent=self._silent(facts, attendance, {said.report.branch for said in on_paper}),
            on_paper=on_paper,
            chair=next((m.name for m in store.mandates.on(on) if m.role is Role.CMT_CHAIR), ""),
        )

    def _on_paper(self, on: date, codes: Collection[str] | None) -> list[OnPaper]:
        reports = self._store.office_reports
        taken = reports.on(on)
        chosen = [code for code in taken if codes is None or code in codes]
        own = reports.own(on, chosen) if chosen else {}
        return [
            OnPaper(taken[code].report, own[code], datetime.fromisoformat(taken[code].at)) for code in chosen
        ]

    def _by_branch(self, on: date, codes: Collection[str] | None) -> dict[str, CaseFigures]:
        found: dict[str, CaseFigures] = {}
        for code, row in self._store.cases.days.by_branch(on).items():
            if codes is None or code in codes:
                told: dict[str, Any] = {name: n for name, n in row.items() if name != "confirmed"}
                found[code] = CaseFigures(**told, exposed_units=int(row["confirmed"] > 0))
        return found

    def _steps(self, sql: str, moment: datetime, codes: Collection[str] | None) -> Steps:
        rows = list(self._store.db.query(sql, _values(moment, codes) | {"limit": LISTED}))
        first = [
            Due(
                datetime.fromisoformat(row["due"]), row["zone"], row["branch"] or "", row["protocol"],
                row["text_id"], row["text_en"], row["label_id"], row["label_en"],
            )
            for row in rows
        ]  # fmt: skip
        return Steps(rows[0]["steps"] if rows else 0, first)

    def _disinfection(self, moment: datetime, codes: Collection[str] | None) -> tuple[int, int]:
        """Steps that show a disinfection: done so far, and open."""
        row = next(iter(self._store.db.query(DISINFECTION, _values(moment, codes))))
        return row["done"], row["pending"]

    def _closures(self, on: date, codes: Collection[str] | None) -> list[Closure]:
        """Offices that are WFH-Full by decision; without a branch in the decision: every office."""
        found: list[Closure] = []
        for decision in standing(self._store.decisions.all()):
            if decision.kind is not DecisionKind.WFH_FULL or not decision.covers(on):
                continue
            if codes is None or decision.branch is None or decision.branch in codes:
                found.append(
                    Closure(decision.branch or "", decision.valid_from, decision.valid_to, decision.letter)
                )
        return found

    def _silent(
        self, facts: DayFacts, attendance: Mapping[str, Attending], on_paper: Collection[str]
    ) -> list[Silent]:
        """Who was somewhere gave a sign; the others' last one is looked for only where there are any."""
        told = {*attendance, *on_paper}
        untold = [o.branch.code for o in facts.offices if o.branch.code not in told]
        if not untold:
            return []
        signs = self._store.sheets.last_signs(facts.day)
        quiet = [Silent(code, signs.get(code)) for code in untold if is_silent(signs.get(code), facts.day, 1)]
        return sorted(quiet, key=lambda s: (s.last or date.min, s.branch))


def _values(moment: datetime, codes: Collection[str] | None) -> dict[str, Any]:
    def text(at: datetime) -> str:
        return at.isoformat(timespec="minutes")

    day = timedelta(days=1)
    return {
        "since": text(moment - day),
        "moment": text(moment),
        "tomorrow": text(moment + day),
        "codes": None if codes is None else json.dumps(sorted(codes)),
    }
