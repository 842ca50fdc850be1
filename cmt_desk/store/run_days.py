"""What is open and due over all runs: kept beside them, not journalled.

Triggers of the file note the runs an operation touches (or whose case it touches); at its end `settle`
reckons their occurrences anew by the rules of `domain.protocols`. So a due list is one walk along an index,
however many runs there are, and undo, redo and import need no thought.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from cmt_desk.domain.branches import UTC_HOURS
from cmt_desk.domain.protocols import Run
from cmt_desk.domain.run_lines import DueStep, RunLine
from cmt_desk.domain.sheets import ProtocolCount
from cmt_desk.store.driver import Database

Nows = Mapping[str, datetime]  # by time zone: what time it is at an office there
NOW = "CASE {0}zone WHEN 'WIT' THEN :WIT WHEN 'WITA' THEN :WITA ELSE :WIB END"
DUE = f"""
    SELECT run, n, k, due, branch, zone AS time_zone FROM run_due
    WHERE {{open}} AND due IS NOT NULL AND due BETWEEN :earliest AND :latest
      AND opened <= {NOW.format("")} AND due {{span}}
    ORDER BY due, run, n LIMIT :limit
"""
COMING_BACK = f"""
    SELECT d.run, d.branch, d.zone FROM run_due d CROSS JOIN run r ON r.id = d.run
    JOIN protocol_step s ON s.protocol = r.protocol AND s.version = r.version AND s.n = d.n
    WHERE {{open}} AND d.due IS NOT NULL AND d.due <= :until AND d.opened <= {NOW.format("d.")}
      AND s.repeats IS NOT NULL GROUP BY d.run ORDER BY min(d.due) LIMIT :limit
"""
OPEN_NOW = "closed IS NULL"  # in the order of an index; a day that is over needs the longer question
OPEN_THEN = f"(closed IS NULL OR closed > :first) AND (closed IS NULL OR closed > {NOW.format('')})"
LINES = f"""
    WITH chosen AS MATERIALIZED (
        SELECT f.*, {NOW.format("f.")} AS now
        FROM json_each(:runs) j CROSS JOIN run_finish f ON f.run = j.value
    ), step AS (         -- a step once, however often it comes back
        SELECT c.run, max(d.closed IS NULL OR d.closed > c.now) AS open,
               max((d.closed IS NULL OR d.closed > c.now) AND d.due < c.now) AS late,
               min(iif(d.closed IS NULL OR d.closed > c.now, d.due, NULL)) AS due
        FROM chosen c CROSS JOIN run_due d ON d.run = c.run GROUP BY c.run, d.n
    ), stand AS (
        SELECT run, count(*) AS steps, count(*) - sum(open) AS done, sum(coalesce(late, 0)) AS overdue,
               min(due) AS next_due
        FROM step GROUP BY run
    )
    SELECT r.id, r.protocol, r.version, r.branch, r.case_file, r.function, r.started_at,
           coalesce((SELECT person FROM run_holder h WHERE h.run = r.id AND h.since <= c.now
                     ORDER BY h.n DESC LIMIT 1), r.started_by) AS holder,
           coalesce(s.steps, 0) AS steps, coalesce(s.done, 0) AS done, coalesce(s.overdue, 0) AS overdue,
           s.next_due, c.finished_at IS NOT NULL AND c.finished_at <= c.now AS finished
    FROM chosen c JOIN run r ON r.id = c.run LEFT JOIN stand s ON s.run = c.run
    WHERE r.started_at <= c.now
"""
UNFINISHED = """
    SELECT run FROM run_finish
    WHERE (finished_at IS NULL OR finished_at > :first) AND (:protocol = '' OR protocol = :protocol)
"""
LAST_DONE = """
    SELECT run FROM run_finish WHERE finished_at <= :last AND (:protocol = '' OR protocol = :protocol)
    ORDER BY finished_at DESC LIMIT :limit
"""
COUNTS = """
    SELECT branch, count(*) AS runs, coalesce(sum(finished_at <= :moment), 0) AS finished
    FROM run_finish WHERE started_at <= :moment GROUP BY branch
"""
LATE = """
    SELECT branch, sum(late) AS overdue, count(*) AS tonight FROM (
        SELECT branch, max(due < :moment) AS late FROM run_due
        WHERE (closed IS NULL OR closed > :moment) AND opened <= :moment AND due < :tonight GROUP BY run, n
    ) GROUP BY branch
"""
PLACES = """
    SELECT r.id, coalesce(r.branch, c.branch) AS branch, coalesce(b.time_zone, 'WIB') AS zone
    FROM json_each(?) j CROSS JOIN run r ON r.id = j.value LEFT JOIN case_file c ON c.id = r.case_file
    LEFT JOIN branch b ON b.code = coalesce(r.branch, c.branch)
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
DUE_COLUMNS = ("run", "n", "k", "due", "opened", "closed")
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
        sql = f"SELECT {', '.join(DUE_COLUMNS)} FROM run_due WHERE {CHOSEN} ORDER BY run, n, k"
        for row in self._db.execute(sql, [json.dumps(ids)]):
            known.setdefault(row[0], []).append(tuple(row))
        self._reckon([run.id for run in self._chosen(ids) if _due_rows(run) != known.get(run.id, [])])

    def _reckon(self, ids: list[str]) -> None:
        if not ids:
            return
        for table in ("run_due", "run_finish"):
            self._db.execute(f"DELETE FROM {table} WHERE {CHOSEN}", [json.dumps(ids)])
        runs = self._chosen(ids)
        places = {row.pop("id"): row for row in self._db.query(PLACES, [json.dumps(ids)])}
        self._db.add(
            "run_due",
            (
                {**dict(zip(DUE_COLUMNS, row, strict=True)), **places[run.id]}
                for run in runs
                for row in _due_rows(run)
            ),
        )
        self._db.add(
            "run_finish",
            (
                {
                    "run": run.id,
                    "finished_at": _text(run.finished_at),
                    "started_at": _text(run.started_at),
                    "protocol": run.protocol.code,
                    **places[run.id],
                }
                for run in runs
            ),
        )

    # --- reading -----------------------------------------------------------------------------------

    def overdue(self, now: Nows, limit: int = SOME, *, past: bool = False) -> list[DueStep]:
        """Steps past their deadline over all offices, the oldest first; `now` in each office's own time."""
        values = {"earliest": "", "latest": _text(max(now.values()))}
        return self._due(now, f"< {NOW.format('')}", values, limit, past)

    def due_between(
        self, now: Nows, since: Nows, until: Nows, limit: int = SOME, *, past: bool = False
    ) -> list[DueStep]:
        """Steps that are open now, with a deadline between two moments, each in its office's time."""
        values = {"earliest": _text(min(since.values())), "latest": _text(max(until.values()))}
        values |= {f"since_{zone}": _text(at) for zone, at in since.items()}
        values |= {f"until_{zone}": _text(at) for zone, at in until.items()}
        at = NOW.format("")
        span = f"BETWEEN {at.replace(':WI', ':since_WI')} AND {at.replace(':WI', ':until_WI')}"
        return self._due(now, span, values, limit, past)

    def due_today(self, now: Nows, limit: int = SOME, *, past: bool = False) -> list[DueStep]:
        """Steps due later on the day that it is at each office."""
        tonight = {zone: datetime.combine(at.date(), time(23, 59)) for zone, at in now.items()}
        return self.due_between(now, now, tonight, limit, past=past)

    def coming_back(
        self, now: Nows, until: datetime, limit: int, *, past: bool = False
    ) -> dict[str, tuple[str | None, str]]:
        """The runs with an open step that repeats and is due by a moment: office and time zone of each."""
        self.settle()
        sql = COMING_BACK.format(open=OPEN_THEN if past else OPEN_NOW)
        rows = self._db.execute(sql, {**_nows(now), "until": _text(until), "limit": limit})
        return {run: (branch, zone) for run, branch, zone in rows}

    def _due(self, now: Nows, span: str, values: Mapping[str, Any], limit: int, past: bool) -> list[DueStep]:
        self.settle()
        sql = DUE.format(open=OPEN_THEN if past else OPEN_NOW, span=span)
        rows = self._db.query(sql, {**_nows(now), **values, "limit": limit})
        return [DueStep(**{**row, "due": datetime.fromisoformat(row["due"])}) for row in rows]

    def lines(self, now: Nows, protocol: str = "", finished: int = SOME) -> list[RunLine]:
        """The open runs as of a moment and the last finished ones, the most urgent first."""
        self.settle()
        values = _nows(now) | {"protocol": protocol, "limit": finished}
        ids = [id for sql in (UNFINISHED, LAST_DONE) for (id,) in self._db.execute(sql, values).fetchall()]
        return self.chosen_lines(list(dict.fromkeys(ids)), now)

    def chosen_lines(self, runs: Collection[str], now: Nows) -> list[RunLine]:
        """Some runs as of a moment, the most urgent first."""
        self.settle()
        found = [
            RunLine(
                **{
                    **row,
                    "started_at": datetime.fromisoformat(row["started_at"]),
                    "next_due": datetime.fromisoformat(row["next_due"]) if row["next_due"] else None,
                    "finished": bool(row["finished"]),
                }
            )
            for row in self._db.query(LINES, _nows(now) | {"runs": json.dumps(list(runs))})
        ]
        return sorted(found, key=lambda line: line.urgency)

    def line(self, run: str, now: Nows) -> RunLine | None:
        return next(iter(self.chosen_lines([run], now)), None)

    def counts(self, branches: Collection[str] | None, moment: datetime, templates: int) -> ProtocolCount:
        """The figures of the sheet at a moment, of some offices or of all."""
        found = self.by_branch(moment)
        wanted = [count for branch, count in found.items() if branches is None or branch in branches]
        return ProtocolCount(
            templates=templates,
            running=sum(count.running for count in wanted),
            finished=sum(count.finished for count in wanted),
            overdue_steps=sum(count.overdue_steps for count in wanted),
            due_today=sum(count.due_today for count in wanted),
        )

    def by_branch(self, moment: datetime) -> dict[str | None, ProtocolCount]:
        """The same figures of each office that ever had a run; None holds those of no office."""
        self.settle()
        values = {"moment": _text(moment), "tonight": _text(datetime.combine(moment.date(), time(23, 59)))}
        late = {row["branch"]: row for row in self._db.query(LATE, values)}
        none = {"overdue": 0, "tonight": 0}
        return {
            row["branch"]: ProtocolCount(
                running=row["runs"] - row["finished"],
                finished=row["finished"],
                overdue_steps=(of := late.get(row["branch"], none))["overdue"],
                due_today=of["tonight"] - of["overdue"],
            )
            for row in self._db.query(COUNTS, values)
        }


def now_everywhere(day: date, hour: int) -> dict[str, datetime]:
    """The same hour of a day in every time zone: how a day that is over is looked at."""
    return dict.fromkeys(UTC_HOURS, datetime.combine(day, time(hour)))


def _nows(now: Nows) -> dict[str, Any]:
    """The time in every zone, and the first and the last of them."""
    times = {zone: _text(at) for zone, at in now.items()}
    return times | {"first": min(times.values()), "last": max(times.values())}


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
