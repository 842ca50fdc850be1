"""Protocols and runs in the desk's file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cmt_desk.domain.protocols import Mark, OpenRun, Protocol, Run, Step
from cmt_desk.store.driver import Database

PROTOCOLS = """
    SELECT code, version, category, title_id, title_en, trigger_id, trigger_en, trigger_event,
           owner_role, legal_basis, proposed, state
    FROM protocol ORDER BY code, version
"""
OPEN_RUNS = """
    SELECT * FROM (
        SELECT r.id, coalesce(r.branch, c.branch) AS branch, r.protocol, p.title_id, p.title_en, r.started_at,
               (SELECT count(*) FROM protocol_step s WHERE s.protocol = r.protocol AND s.version = r.version)
               - (SELECT count(*) FROM run_mark m WHERE m.run = r.id AND m.at <= :moment) AS open_steps
        FROM run r JOIN protocol p ON p.code = r.protocol AND p.version = r.version
        LEFT JOIN case_file c ON c.id = r.case_file
        WHERE r.started_at <= :moment
    ) WHERE open_steps > 0 AND branch IS NOT NULL ORDER BY started_at DESC, id DESC
"""


class Protocols:
    def __init__(self, db: Database) -> None:
        self._db = db

    def active(self) -> list[Protocol]:
        """The version in use of every template."""
        return [p for p, state in self._all().values() if state == "ACTIVE"]

    def get(self, code: str) -> Protocol | None:
        return next((p for p in self.active() if p.code == code), None)

    def categories(self) -> list[tuple[str, str, str]]:
        """(code, Indonesian, English) in order."""
        rows = self._db.query("SELECT code, label_id, label_en FROM protocol_category ORDER BY position")
        return [(r["code"], r["label_id"], r["label_en"]) for r in rows]

    def roles(self) -> dict[str, tuple[str, str]]:
        rows = self._db.query("SELECT code, label_id, label_en FROM role")
        return {r["code"]: (r["label_id"], r["label_en"]) for r in rows}

    def runs(self, until: datetime | None = None) -> list[Run]:
        """The runs started by a moment, with the marks made by it; the newest first."""
        moment = until.isoformat(timespec="minutes") if until else "9999"
        marks: dict[str, dict[int, Mark]] = {}
        for row in self._db.query("SELECT * FROM run_mark WHERE at <= ?", [moment]):
            mark = Mark(row["n"], row["state"], datetime.fromisoformat(row["at"]), row["by"], row["note"])
            marks.setdefault(row["run"], {})[row["n"]] = mark
        templates = self._all()
        rows = self._db.query(
            "SELECT * FROM run WHERE started_at <= ? ORDER BY started_at DESC, id DESC", [moment]
        )
        return [_run(row, templates, marks.get(row["id"], {})) for row in rows]

    def run(self, id: str) -> Run | None:
        return next((run for run in self.runs() if run.id == id), None)

    def open_by_branch(self, until: datetime) -> dict[str, list[OpenRun]]:
        """By office: its runs, and its cases' runs, that have steps left at a moment; the newest first."""
        found: dict[str, list[OpenRun]] = {}
        for row in self._db.query(OPEN_RUNS, {"moment": until.isoformat(timespec="minutes")}):
            run = OpenRun(**{**row, "started_at": datetime.fromisoformat(row["started_at"])})
            found.setdefault(run.branch, []).append(run)
        return found

    def _all(self) -> dict[tuple[str, int], tuple[Protocol, str]]:
        steps: dict[tuple[str, int], list[Step]] = {}
        for row in self._db.query("SELECT * FROM protocol_step ORDER BY protocol, version, n"):
            protocol, version = row.pop("protocol"), row.pop("version")
            step = Step(**{**row, "evidence": bool(row["evidence"])})
            steps.setdefault((protocol, version), []).append(step)
        found: dict[tuple[str, int], tuple[Protocol, str]] = {}
        for row in self._db.query(PROTOCOLS):
            state = row.pop("state")
            key = (row["code"], row["version"])
            row["legal_basis"] = row["legal_basis"].splitlines()
            row["proposed"] = bool(row["proposed"])
            found[key] = (Protocol(**row, steps=tuple(steps.get(key, ()))), state)
        return found

    # --- writing (inside an operation) ---------------------------------------------------------------

    def add_run(self, row: dict[str, Any]) -> None:
        self._db.table("run").insert(row)

    def put_mark(self, row: dict[str, Any]) -> None:
        self._db.table("run_mark").upsert(row, pk=("run", "n"))

    def remove_mark(self, run: str, n: int) -> None:
        self._db.table("run_mark").delete((run, n))


def _run(
    row: dict[str, Any],
    templates: Mapping[tuple[str, int], tuple[Protocol, str]],
    marks: dict[int, Mark],
) -> Run:
    protocol, _ = templates[row["protocol"], row["version"]]
    return Run(
        row["id"],
        protocol,
        row["branch"],
        row["case_file"],
        datetime.fromisoformat(row["started_at"]),
        row["started_by"],
        marks,
    )
