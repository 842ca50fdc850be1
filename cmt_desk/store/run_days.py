"""What is open and due over all runs: kept beside them, not journalled.

Triggers of the file note the runs an operation touches (or whose case it touches); at its end `settle`
reckons their occurrences anew by the rules of `domain.protocols`. So a due list is one walk along an index,
however many runs there are, and undo, redo and import need no thought.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from cmt_desk.domain.protocols import DueStep, Run, RunLine
from cmt_desk.domain.sheets import ProtocolCount
from cmt_desk.store.driver import Database

HEAD_OFFICE_ZONE = "WIB"
Nows = Mapping[str, datetime]  # by time zone: what time it is at an office there
NOW = "CASE coalesce(b.time_zone, 'WIB') WHEN 'WIT' THEN :WIT WHEN 'WITA' THEN :WITA ELSE :WIB END"
OFFICE = (
    "LEFT JOIN case_file c ON c.id = r.case_file LEFT JOIN branch b ON b.code = coalesce(r.branch, c.branch)"
)
DUE = f"""
    SELECT d.run, d.n, d.k, d.due, coalesce(r.branch, c.branch) AS branch,
           coalesce(b.time_zone, 'WIB') AS time_zone
    FROM run_due d CROSS JOIN run r ON r.id = d.run {OFFICE}
    WHERE {{open}} AND d.due IS NOT NULL AND d.due BETWEEN :earliest AND :latest AND d.opened <= {NOW}
      AND d.due {{span}} ORDER BY d.due, d.run, d.n LIMIT :limit
"""
OPEN_NOW = "d.closed IS NULL"  # along an index; a day that is over needs the longer question
OPEN_THEN = f"(d.closed IS NULL OR d.closed > {NOW})"
LINES = f"""
    SELECT r.id, r.protocol, r.version, r.branch, r.case_file, r.function, r.started_at,
           coalesce((SELECT person FROM run_holder h WHERE h.run = r.id AND h.since <= {NOW}
                     ORDER BY h.n DESC LIMIT 1), r.started_by) AS holder,
           count(DISTINCT d.n) AS steps,
           count(DISTINCT d.n) - count(DISTINCT iif({OPEN_THEN}, d.n, NULL)) AS done,
           count(DISTINCT iif({OPEN_THEN} AND d.due < {NOW}, d.n, NULL)) AS overdue,
           min(iif({OPEN_THEN}, d.due, NULL)) AS next_due,
           NOT coalesce(f.finished_at IS NULL OR f.finished_at > {NOW}, 1) AS finished
    FROM run_finish f CROSS JOIN run r ON r.id = f.run LEFT JOIN run_due d ON d.run = r.id {OFFICE}
    WHERE {{chosen}} AND r.started_at <= {NOW} GROUP BY r.id
"""
OPEN = f"(f.finished_at IS NULL OR f.finished_at > {NOW})"
LAST_DONE = """
    f.run IN (SELECT f.run FROM run_finish f JOIN run r ON r.id = f.run
              WHERE f.finished_at <= :WIT AND (:protocol = '' OR r.protocol = :protocol)
              ORDER BY f.finished_at DESC LIMIT :limit)
"""
COUNTS = """
    SELECT b.code AS branch, count(*) AS runs, coalesce(sum(f.finished_at <= :moment), 0) AS finished
    FROM run_finish f CROSS JOIN run r ON r.id = f.run LEFT JOIN branch b ON b.code = r.branch
    WHERE r.started_at <= :moment GROUP BY b.code
"""
LATE = """
    SELECT r.branch, count(DISTINCT iif(d.due < :moment, d.run || ' ' || d.n, NULL)) AS overdue,
           count(DISTINCT d.run || ' ' || d.n) AS tonight
    FROM run_due d CROSS JOIN run r ON r.id = d.run
    WHERE d.opened <= :moment AND (d.closed IS NULL OR d.closed > :moment) AND d.due < :tonight
    GROUP BY r.branch
"""
CHOSEN = "run IN (SELECT value FROM json_each(?))"
CASE_RUNS = """
    SELECT r.id FROM run_finish f CROSS JOIN run r ON r.id = f.run
    WHERE f.finished_at IS NULL AND r.case_file IS NOT NULL AND EXISTS (
        SELECT 1 FROM protocol_step s WHERE s.protocol = r.protocol AND s.version = r.version
        AND (s.repeats IS NOT NULL OR s.anchor IN ('isolation_end', 'last_contact'))
    )
"""
SLICE = 100  # runs reckoned together
SOME = 200  # finished runs a list shows at most, the last ones


class RunDays:
    def __init__(self, db: Database, chosen: Callable[[Collection[str]], list[Run]]) -> None:
        self._db, self._chosen = db, chosen

    def settle(self) -> None:
        """Reckon the touched runs anew; at the end of an operation, or within it before a list is read."""
        for _slice in self.settling():
            pass

    def settling(self) -> Iterator[None]:
        """The same, some runs at a time."""
        touched = [id for (id,) in self._db.execute("SELECT run FROM run_touched").fetchall()]
        for n in range(0, len(touched), SLICE):
            self._reckon(touched[n : n + SLICE])
            yield
        if touched:
            self._db.execute("DELETE FROM run_touched")

    def follow_cases(self) -> None:
        """The clock of a case moves from day to day: reckon its unfinished runs again where they differ."""
        ids = [id for (id,) in self._db.execute(CASE_RUNS).fetchall()]
        known: dict[str, list[tuple[Any, ...]]] = {}
        for row in self._db.execute(
            f"SELECT * FROM run_due WHERE {CHOSEN} ORDER BY run, n, k", [json.dumps(ids)]
        ):
            known.setdefault(row[0], []).append(tuple(row))
        self._reckon([run.id for run in self._chosen(ids) if _due_rows(run) != known.get(run.id, [])])

    def _reckon(self, ids: list[str]) -> None:
        if not ids:
            return
        for table in ("run_due", "run_finish"):
            self._db.execute(f"DELETE FROM {table} WHERE {CHOSEN}", [json.dumps(ids)])
        runs = self._chosen(ids)
        names = ("run", "n", "k", "due", "opened", "closed")
        self._db.add(
            "run_due", (dict(zip(names, row, strict=True)) for run in runs for row in _due_rows(run))
        )
        self._db.add("run_finish", ({"run": run.id, "finished_at": _text(run.finished_at)} for run in runs))

    # --- reading -----------------------------------------------------------------------------------

    def overdue(self, now: Nows, limit: int = SOME, *, past: bool = False) -> list[DueStep]:
        """Steps past their deadline over all offices, the oldest first; `now` in each office's own time."""
        values = {"earliest": "", "latest": _text(max(now.values()))}
        return self._due(now, f"< {NOW}", values, limit, past)

    def due_between(self, now: Nows, until: Nows, limit: int = SOME, *, past: bool = False) -> list[DueStep]:
        """Open steps with a deadline from now on and up to another moment, each in its office's time."""
        values = {"earliest": _text(min(now.values())), "latest": _text(max(until.values()))}
        values |= {f"until_{zone}": _text(at) for zone, at in until.items()}
        span = f"BETWEEN {NOW} AND {NOW.replace(':WI', ':until_WI')}"
        return self._due(now, span, values, limit, past)

    def due_today(self, now: Nows, limit: int = SOME, *, past: bool = False) -> list[DueStep]:
        """Steps due later on the day that it is at each office."""
        tonight = {zone: datetime.combine(at.date(), time(23, 59)) for zone, at in now.items()}
        return self.due_between(now, tonight, limit, past=past)

    def _due(self, now: Nows, span: str, values: Mapping[str, Any], limit: int, past: bool) -> list[DueStep]:
        self.settle()
        sql = DUE.format(open=OPEN_THEN if past else OPEN_NOW, span=span)
        rows = self._db.query(sql, {**_nows(now), **values, "limit": limit})
        return [DueStep(**{**row, "due": datetime.fromisoformat(row["due"])}) for row in rows]

    def lines(self, now: Nows, protocol: str = "", finished: int = SOME) -> list[RunLine]:
        """The open runs as of a moment and the last finished ones, the most urgent first."""
        self.settle()
        values = _nows(now) | {"protocol": protocol, "limit": finished}
        mine = f"({OPEN} AND (:protocol = '' OR r.protocol = :protocol))"
        return self._lines(f"({mine} OR {LAST_DONE})", values)

    def line(self, run: str, now: Nows) -> RunLine | None:
        self.settle()
        return next(iter(self._lines("f.run = :run", _nows(now) | {"run": run})), None)

    def _lines(self, chosen: str, values: Mapping[str, Any]) -> list[RunLine]:
        found = [
            RunLine(
                **{
                    **row,
                    "started_at": datetime.fromisoformat(row["started_at"]),
                    "next_due": datetime.fromisoformat(row["next_due"]) if row["next_due"] else None,
                    "finished": bool(row["finished"]),
                }
            )
            for row in self._db.query(LINES.format(chosen=chosen), values)
        ]
        return sorted(found, key=lambda line: line.urgency)

    def counts(self, branches: Collection[str] | None, moment: datetime, templates: int) -> ProtocolCount:
        """The figures of the sheet at a moment, of some offices or of all."""
        self.settle()
        values = {"moment": _text(moment), "tonight": _text(datetime.combine(moment.date(), time(23, 59)))}

        def wanted(sql: str) -> list[dict[str, Any]]:
            rows = self._db.query(sql, values)
            return [row for row in rows if branches is None or row["branch"] in branches]

        runs, late = wanted(COUNTS), wanted(LATE)
        finished = sum(row["finished"] for row in runs)
        overdue = sum(row["overdue"] for row in late)
        return ProtocolCount(
            templates=templates,
            running=sum(row["runs"] for row in runs) - finished,
            finished=finished,
            overdue_steps=overdue,
            due_today=sum(row["tonight"] for row in late) - overdue,
        )


def now_everywhere(day: date, hour: int) -> dict[str, datetime]:
    """The same hour of a day in every time zone: how a day that is over is looked at."""
    return dict.fromkeys(("WIB", "WITA", "WIT"), datetime.combine(day, time()) + timedelta(hours=hour))


def _nows(now: Nows) -> dict[str, Any]:
    return {zone: _text(at) for zone, at in now.items()}


def _text(moment: datetime | None) -> Any:
    return moment.isoformat(timespec="minutes") if moment else None


def _due_rows(run: Run) -> list[tuple[Any, ...]]:
    """Every answered occurrence, and of each step the first one that is not; the end of a run closes it."""
    opened, ended = _text(run.started_at), _text(run.ended_at)
    found: list[tuple[Any, ...]] = []
    for step in run.protocol.steps:
        marked = {k for n, k in run.ticks if n == step.n}
        first_open = True
        for turn in run.turns(step):
            if turn.mark:
                marked.discard(turn.k)
                found.append((run.id, step.n, turn.k, _text(turn.due), opened, _text(turn.mark.at)))
            elif first_open:
                first_open = False
                found.append((run.id, step.n, turn.k, _text(turn.due), opened, ended))
            if not marked and not first_open:
                break
    return found
