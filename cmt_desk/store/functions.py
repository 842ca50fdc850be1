"""Critical functions in the desk's file: their targets, and when they were disrupted."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from cmt_desk.domain.branches import HEAD_OFFICE_ZONE
from cmt_desk.domain.functions import Disruption, FunctionState, Report, Target, local_time, states
from cmt_desk.store.driver import Database
from cmt_desk.store.seed import read_seed

FARTHEST = timedelta(hours=2)  # WIT is ahead of WIB
TARGETS = """
    SELECT * FROM function_target t WHERE since = (SELECT max(since) FROM function_target
                                                   WHERE function = t.function AND since <= :day)
"""
DISRUPTIONS = "SELECT d.*, b.time_zone FROM disruption d LEFT JOIN branch b ON b.code = d.branch"


class Functions:
    def __init__(self, db: Database) -> None:
        self._db = db

    def critical(self) -> list[str]:
        """The codes of the critical functions, in the order of their list."""
        rows = self._db.execute("SELECT code FROM business_function WHERE critical ORDER BY position")
        return [code for (code,) in rows]

    def targets(self, on: date) -> dict[str, Target]:
        """By function what it has to keep on a day; before anything was set, the starter values."""
        found = {row["function"]: _target(row) for row in self._db.query(TARGETS, {"day": on.isoformat()})}
        if missing := set(self.critical()) - found.keys():
            for row in read_seed("function_target"):
                if row["function"] in missing:
                    found[row["function"]] = _target(row)
        return found

    def disruptions(self, until: datetime) -> list[Disruption]:
        """Those that had begun by a moment (in WIB), the newest first; `ended` may be later than it."""
        latest = (until + FARTHEST).isoformat(timespec="minutes")
        rows = self._db.query(f"{DISRUPTIONS} WHERE began <= ? ORDER BY began DESC, id", [latest])
        found = self._with_reports(rows)
        return [d for d in found if d.began <= local_time(until, d.time_zone)]

    def get(self, key: str) -> Disruption | None:
        return next(iter(self._with_reports(self._db.query(f"{DISRUPTIONS} WHERE d.id = ?", [key]))), None)

    def states(self, moment: datetime, scope: Collection[str] | None = None) -> list[FunctionState]:
        """Every critical function at a moment told in WIB, in the order of their list.

        `scope`: only what concerns these offices, so theirs and the institution's; None: everything.
        """
        known = self.disruptions(moment)
        reported = {d.function for d in known}
        if scope is not None:
            known = [d for d in known if not d.branch or d.branch in scope]
        return states(self.critical(), self.targets(moment.date()), known, moment, reported)

    def _with_reports(self, rows: Iterable[dict[str, Any]]) -> list[Disruption]:
        reports: dict[str, list[Report]] = {}
        for r in self._db.query("SELECT * FROM disruption_report ORDER BY at"):
            report = Report(datetime.fromisoformat(r["at"]), r["capacity"], r["workaround"])
            reports.setdefault(r["disruption"], []).append(report)
        return [_disruption(row, reports.get(row["id"], ())) for row in rows]

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_target(self, target: Target) -> None:
        row = {**asdict(target), "since": target.since.isoformat(), "proposed": int(target.proposed)}
        self._db.table("function_target").upsert(row, pk=("function", "since"))

    def put(self, disruption: Disruption) -> None:
        """A disruption without its reports."""
        ended = disruption.ended
        row = {
            "id": disruption.id,
            "function": disruption.function,
            "branch": disruption.branch or None,
            "began": disruption.began.isoformat(timespec="minutes"),
            "ended": ended.isoformat(timespec="minutes") if ended else None,
            "cause": disruption.cause,
            "by": disruption.by,
        }
        self._db.table("disruption").upsert(row, pk="id")

    def put_report(self, disruption: str, report: Report, by: str) -> None:
        row = {
            "disruption": disruption,
            "at": report.at.isoformat(timespec="minutes"),
            "capacity": report.capacity,
            "workaround": report.workaround,
            "by": by,
        }
        self._db.table("disruption_report").upsert(row, pk=("disruption", "at"))


def _target(row: dict[str, Any]) -> Target:
    return Target(
        row["function"], date.fromisoformat(row["since"]), int(row["rto"]), int(row["mtpd"]),
        int(row["mbco"]), bool(int(row["proposed"])), row.get("reason", ""), row.get("by", ""),
    )  # fmt: skip


def _disruption(row: dict[str, Any], reports: Iterable[Report]) -> Disruption:
    return Disruption(
        row["id"], row["function"], row["branch"] or "", datetime.fromisoformat(row["began"]),
        datetime.fromisoformat(row["ended"]) if row["ended"] else None, row["cause"], row["by"],
        row["time_zone"] or HEAD_OFFICE_ZONE, tuple(reports),
    )  # fmt: skip
