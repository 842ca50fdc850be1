"""Protocols and runs in the desk's file."""

import json
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Any

from cmt_desk.domain.protocols import Evidence, Holder, Mark, Protocol, Run
from cmt_desk.domain.run_clock import case_moments
from cmt_desk.domain.run_lines import DueStep, OpenRun
from cmt_desk.store.cases import Cases
from cmt_desk.store.driver import Database
from cmt_desk.store.run_days import Nows, RunDays
from cmt_desk.store.templates import Key, Templates

OPEN_RUNS = """
    SELECT r.id, coalesce(r.branch, c.branch) AS branch, r.protocol, p.title_id, p.title_en, r.started_at,
           (SELECT count(DISTINCT d.n) FROM run_due d
            WHERE d.run = r.id AND (d.closed IS NULL OR d.closed > :moment)) AS open_steps
    FROM run_finish f CROSS JOIN run r ON r.id = f.run
    JOIN protocol p ON p.code = r.protocol AND p.version = r.version
    LEFT JOIN case_file c ON c.id = r.case_file
    WHERE (f.finished_at IS NULL OR f.finished_at > :moment) AND r.started_at <= :moment
      AND coalesce(r.branch, c.branch) IS NOT NULL
    ORDER BY r.started_at DESC, r.id DESC
"""
SHOWN = """
    SELECT max(m.at) FROM protocol_step s
    CROSS JOIN run r ON r.protocol = s.protocol AND r.version = s.version
    JOIN run_mark m ON m.run = r.id AND m.n = s.n AND m.state = 'DONE'
    LEFT JOIN case_file c ON c.id = r.case_file
    WHERE s.shows = ? AND m.at <= ? AND coalesce(r.branch, c.branch) = ?
"""
CHOSEN = "run IN (SELECT value FROM json_each(:runs))"
EVER = "9999"
MOST_COMING_BACK = 500  # runs whose steps a calendar follows through the month


class Protocols(Templates):
    """Templates, and the runs made of them; `days` knows what is due over all of them."""

    def __init__(self, db: Database, cases: Cases, today: Callable[[], date]) -> None:
        super().__init__(db)
        self._cases, self._today = cases, today
        self.days = RunDays(db, self.chosen)

    def runs(self, until: datetime | None = None) -> list[Run]:
        """The runs started by a moment, with what was known by it; the newest first."""
        moment = _text(until) if until else EVER
        ids = [
            id for (id,) in self._db.execute("SELECT id FROM run WHERE started_at <= ?", [moment]).fetchall()
        ]
        return self.chosen(ids, until)

    def run(self, id: str, until: datetime | None = None) -> Run | None:
        return next(iter(self.chosen([id], until)), None)

    def chosen(self, ids: Collection[str], until: datetime | None = None) -> list[Run]:
        """Some runs with what was known by a moment, the newest first."""
        values = {"runs": json.dumps(list(ids)), "until": _text(until) if until else EVER}
        rows = list(
            self._db.query(
                "SELECT * FROM run WHERE id IN (SELECT value FROM json_each(:runs))"
                " ORDER BY started_at DESC, id DESC",
                values,
            )
        )
        ticks = self._ticks(values)
        told = self._told(values)
        holders, evidence = self._holders(values), self._evidence(values)
        templates = self._templates({(row["protocol"], row["version"]) for row in rows})
        moments = self._case_moments({row["case_file"] for row in rows if row["case_file"]}, until)
        found: list[Run] = []
        for row in rows:
            of_case = moments.get(row["case_file"], {})
            ended = row["ended_at"] if row["ended_at"] and row["ended_at"] <= values["until"] else None
            found.append(
                Run(
                    row["id"],
                    templates[row["protocol"], row["version"]],
                    row["branch"],
                    row["case_file"],
                    datetime.fromisoformat(row["started_at"]),
                    row["started_by"],
                    ticks.get(row["id"], {}),
                    row["function"],
                    {**told.get(row["id"], {}), **of_case},
                    of_case.get("isolation_end"),
                    holders.get(row["id"], ()),
                    evidence.get(row["id"], ()),
                    datetime.fromisoformat(ended) if ended else None,
                    (row["ended_by"] or "") if ended else "",
                    (row["end_reason"] or "") if ended else "",
                )
            )
        return found

    def _templates(self, keys: Iterable[Key]) -> dict[Key, Protocol]:
        wanted = json.dumps([f"{code} {version}" for code, version in keys])
        read = self._read("p.code || ' ' || p.version IN (SELECT value FROM json_each(?))", [wanted])
        return {(p.code, p.version): p for p in read}

    def _case_moments(
        self, cases: Collection[str], until: datetime | None
    ) -> dict[str | None, dict[str, datetime]]:
        if not cases:
            return {}
        on, rules = until.date() if until else self._today(), self._cases.clock_rules()
        return {case.id: case_moments(case, rules, on) for case in self._cases.chosen(cases)}

    def _ticks(self, values: dict[str, str]) -> dict[str, dict[tuple[int, int], Mark]]:
        found: dict[str, dict[tuple[int, int], Mark]] = {}
        for row in self._db.query(f"SELECT * FROM run_mark WHERE {CHOSEN} AND at <= :until", values):
            at = datetime.fromisoformat(row["at"])
            mark = Mark(row["n"], row["state"], at, row["by"], row["note"], row["k"])
            found.setdefault(row["run"], {})[mark.n, mark.k] = mark
        return found

    def _told(self, values: dict[str, str]) -> dict[str, dict[str, datetime]]:
        found: dict[str, dict[str, datetime]] = {}
        for row in self._db.query(f"SELECT * FROM run_event WHERE {CHOSEN}", values):
            found.setdefault(row["run"], {})[row["event"]] = datetime.fromisoformat(row["at"])
        return found

    def _holders(self, values: dict[str, str]) -> dict[str, list[Holder]]:
        found: dict[str, list[Holder]] = {}
        sql = f"SELECT * FROM run_holder WHERE {CHOSEN} AND since <= :until ORDER BY run, n"
        for row in self._db.query(sql, values):
            since = datetime.fromisoformat(row["since"])
            found.setdefault(row["run"], []).append(Holder(since, row["person"], row["by"], row["note"]))
        return found

    def _evidence(self, values: dict[str, str]) -> dict[str, list[Evidence]]:
        found: dict[str, list[Evidence]] = {}
        sql = f"SELECT * FROM run_evidence WHERE {CHOSEN} AND added_at <= :until ORDER BY run, n, k, added_at"
        for row in self._db.query(sql, values):
            run, row["added_at"] = row.pop("run"), datetime.fromisoformat(row["added_at"])
            found.setdefault(run, []).append(Evidence(**row))
        return found

    def due_every_time(
        self, now: Nows, since: datetime, until: datetime, limit: int, *, past: bool = False
    ) -> list[DueStep]:
        """As `days.due_between`, with every time a step comes back between two local moments."""
        span = dict.fromkeys(now, since), dict.fromkeys(now, until)
        found = {(s.run, s.n, s.k): s for s in self.days.due_between(now, *span, limit, past=past)}
        places = self.days.coming_back(now, until, MOST_COMING_BACK, past=past)
        for run in self.chosen(list(places), max(now.values()) if past else None):
            branch, zone = places[run.id]
            for turn in run.open_between(since, until):
                if turn.due:
                    key = run.id, turn.step.n, turn.k
                    found.setdefault(key, DueStep(*key, turn.due, branch, zone))
        return sorted(found.values(), key=lambda s: (s.due, s.run, s.n))

    def open_by_branch(self, until: datetime) -> dict[str, list[OpenRun]]:
        """By office: its runs, and its cases' runs, that have steps left at a moment; the newest first."""
        self.days.settle()
        found: dict[str, list[OpenRun]] = {}
        for row in self._db.query(OPEN_RUNS, {"moment": _text(until)}):
            run = OpenRun(**{**row, "started_at": datetime.fromisoformat(row["started_at"])})
            found.setdefault(run.branch, []).append(run)
        return found

    def shown(self, what: str, branch: str, until: datetime) -> datetime | None:
        """When a step that shows something (DISINFECTED) was last done for an office or a case of it."""
        (last,) = self._db.execute(SHOWN, [what, _text(until), branch]).fetchone()
        return datetime.fromisoformat(last) if last else None

    def known_holders(self) -> list[str]:
        """Who has answered for a run, by name."""
        rows = self._db.execute("SELECT DISTINCT person FROM run_holder ORDER BY person").fetchall()
        return [name for (name,) in rows]

    def evidence_content(self, sha256: str) -> bytes | None:
        row = self._db.execute("SELECT content FROM evidence_file WHERE sha256 = ?", [sha256]).fetchone()
        return bytes(row[0]) if row else None

    # --- writing (inside an operation) ---------------------------------------------------------------

    def add_run(self, row: dict[str, Any]) -> None:
        self._db.table("run").insert(row)

    def add_runs(self, rows: Iterable[dict[str, Any]]) -> None:
        self._db.add("run", rows)

    def put_end(self, run: str, at: datetime | None, by: str | None, reason: str | None) -> None:
        ended = {"ended_at": _text(at) if at else None, "ended_by": by, "end_reason": reason}
        self._db.table("run").update(run, ended)

    def put_mark(self, row: dict[str, Any]) -> None:
        self._db.table("run_mark").upsert({"k": 1, **row}, pk=("run", "n", "k"))

    def remove_mark(self, run: str, n: int, k: int = 1) -> None:
        self._db.table("run_mark").delete((run, n, k))

    def put_event(self, run: str, event: str, at: datetime, by: str) -> None:
        row = {"run": run, "event": event, "at": _text(at), "by": by}
        self._db.table("run_event").upsert(row, pk=("run", "event"))

    def add_holder(self, run: str, n: int, holder: Holder) -> None:
        row = {"run": run, "n": n, "since": _text(holder.since), "person": holder.person}
        self._db.table("run_holder").insert({**row, "by": holder.by, "note": holder.note})

    def add_evidence(self, run: str, evidence: Evidence, content: bytes) -> None:
        """The file's bytes are kept once, outside the journal: undo and redo only take and give the name."""
        self._db.execute(
            "INSERT INTO evidence_file SELECT ?1, ?2"
            " WHERE NOT EXISTS (SELECT 1 FROM evidence_file WHERE sha256 = ?1)",
            [evidence.sha256, content],
        )
        row = {name: getattr(evidence, name) for name in ("n", "k", "sha256", "name", "size", "added_by")}
        self._db.table("run_evidence").insert({"run": run, **row, "added_at": _text(evidence.added_at)})

    def remove_evidence(self, run: str, evidence: Evidence) -> None:
        self._db.table("run_evidence").delete((run, evidence.n, evidence.k, evidence.sha256))


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
