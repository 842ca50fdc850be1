"""The facts of a day, gathered once for every screen, the command line and the paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from cmt_desk.domain.branches import Branch, Bulletin, ZoneHistory
from cmt_desk.domain.caps import office_cap, rule_in_force
from cmt_desk.domain.cells import week_of
from cmt_desk.domain.decisions import OF_ROSTER, standing
from cmt_desk.domain.roster_decisions import decided_cap
from cmt_desk.domain.sheets import BranchDay, DayFacts, ProtocolCount, Scope
from cmt_desk.domain.silence import CHOICES
from cmt_desk.store.kept import kept_until_written

if TYPE_CHECKING:
    from cmt_desk.store import Store

SIGNS = """
    SELECT branch, max(day) AS day FROM (
        SELECT branch, date(monday, '+' || (n - 1) || ' days') AS day FROM (
            SELECT branch, monday,
                   max(length(rtrim(substr(cells, 1, iif(monday = :monday, :column, 7)), '-'))) AS n
            FROM roster_week WHERE monday BETWEEN :from AND :monday GROUP BY monday, branch
        ) WHERE n > 0
        UNION ALL
        SELECT branch, max(day) FROM branch_day WHERE steps > 0 AND day BETWEEN :from AND :day GROUP BY branch
        UNION ALL
        SELECT branch, max(day) FROM office_report WHERE day BETWEEN :from AND :day GROUP BY branch
        UNION ALL
        SELECT coalesce(r.branch, c.branch), substr(max(r.started_at, coalesce(m.at, '')), 1, 10)
        FROM run r LEFT JOIN case_file c ON c.id = r.case_file
        LEFT JOIN run_mark m ON m.run = r.id AND substr(m.at, 1, 10) <= :day
        WHERE substr(r.started_at, 1, 10) <= :day
    ) WHERE branch IS NOT NULL GROUP BY branch
"""


class Sheets:
    def __init__(self, store: Store) -> None:
        self._store, self._db = store, store.db

    def scope(self, code: str) -> Scope | None:
        """The country, a regional office (code or short name) or a branch (code or name); None if neither."""
        word = code.strip().casefold()
        if word in ("", "national", "nasional"):
            return Scope()
        for office in self._store.branches.regional_offices():
            if word in (office.code.casefold(), office.short.casefold(), office.name.casefold()):
                return Scope("regional", office.code, office.name)
        for branch in self._store.branches.all():
            if word in (branch.code.casefold(), branch.name.casefold()):
                return Scope("branch", branch.code, branch.name)
        return None

    def facts(self, scope: Scope, on: date) -> DayFacts:
        store = self._store
        country = store.cases.figures(on)
        offices = self.offices(scope, on)
        codes = None if scope.kind == "national" else {o.branch.code for o in offices}
        cases = country if codes is None else store.cases.figures(on, codes)
        return DayFacts(
            institution=store.settings.institution,
            day=on,
            scope=scope,
            offices=offices,
            regional_offices=store.branches.regional_offices(),
            bulletin=store.branches.bulletin_on(on),
            cases=cases,
            cases_before=store.cases.figures(on - timedelta(days=1), codes),
            protocols=self._protocols(codes, on),
            plan=store.plans.state(on, scope.code if scope.kind == "branch" else ""),
            rules=sorted({o.cap.rule.number for o in offices if o.cap.rule}),
        )

    def offices(
        self,
        scope: Scope,
        on: date,
        history: ZoneHistory | None = None,
        active: Mapping[str, int] | None = None,
        bulletin: Bulletin | None = None,
    ) -> list[BranchDay]:
        """The offices on a day. Who already knows the zones' history, the bulletin that decides or the
        active cases says so."""
        found = self._country(on, history, active, bulletin) if history or bulletin else self._all(on)
        return [office for office in found if _within(office.branch, scope)]

    @kept_until_written
    def _all(self, on: date) -> list[BranchDay]:
        return self._country(on, None, None, None)

    def _country(
        self,
        on: date,
        history: ZoneHistory | None,
        active: Mapping[str, int] | None,
        bulletin: Bulletin | None,
    ) -> list[BranchDay]:
        store = self._store
        history, rules = history or store.branches.history(), store.branches.cap_rules()
        scopes, headcounts = store.branches.scopes(), store.people.headcounts(on)
        presence = store.schedule.presence(on)
        active = store.cases.figures(on).active_by_branch if active is None else active
        bulletin = bulletin or store.branches.bulletin_on(on)
        decided = [d for d in standing(store.decisions.all()) if d.kind in OF_ROSTER and d.covers(on)]
        week_ago = (bulletin.day if bulletin else on) - timedelta(days=1)
        found: list[BranchDay] = []
        for branch in store.branches.all():
            zone = history.zone(branch.area, on)
            rule = rule_in_force(rules, scopes.get(branch.area, ()), on)
            inside, away = presence.get(branch.code, (None, 0))
            found.append(
                BranchDay(
                    branch=branch,
                    zone=zone,
                    zone_before=history.zone(branch.area, week_ago),
                    since=history.since(branch.area, on),
                    cap=decided_cap(
                        office_cap(headcounts.get(branch.code, 0), zone, rule), decided, branch.code, on
                    ),
                    in_office=inside,
                    away=away,
                    active=active.get(branch.code, 0),
                )
            )
        return found

    @kept_until_written
    def last_signs(self, on: date) -> dict[str, date]:
        """By office the last day something was recorded for it (`domain.silence`), as far back as is asked.

        Weeks further back say nothing more of an office that was heard of this week.
        """
        monday, branches = week_of(on), self._store.branches.all()
        values = {"day": on.isoformat(), "monday": monday.isoformat(), "column": on.weekday() + 1}
        found = self._signs(values | {"from": monday.isoformat()})
        if any(found.get(branch.code, date.min) < monday for branch in branches):
            found = self._signs(values | {"from": week_of(on - timedelta(days=max(CHOICES))).isoformat()})
        return found

    def _signs(self, values: Mapping[str, object]) -> dict[str, date]:
        return {r["branch"]: date.fromisoformat(r["day"]) for r in self._db.query(SIGNS, values)}

    def _protocols(self, branches: set[str] | None, on: date) -> ProtocolCount:
        moment = datetime.combine(on, time(self._store.settings.cutoff_hour))
        protocols = self._store.protocols
        return protocols.days.counts(branches, moment, templates=protocols.count_active())


def _within(branch: Branch, scope: Scope) -> bool:
    match scope.kind:
        case "regional":
            return branch.regional_office == scope.code
        case "branch":
            return branch.code == scope.code
        case _:
            return True
