"""What offices said of their days, and what the desk's own records say of the same offices."""

import json
from collections.abc import Collection
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from cmt_desk.domain.contacts import calls_on
from cmt_desk.domain.office_report import FIGURES, OfficeReport
from cmt_desk.store.kept import kept_until_written

if TYPE_CHECKING:
    from cmt_desk.store import Store

CALLED = """
    SELECT c.branch, count(*) AS n FROM follow_up f
    CROSS JOIN contact k ON k.id = f.contact CROSS JOIN case_file c ON c.id = k.case_file
    WHERE f.day = ? GROUP BY c.branch
"""
OF_CONTACTS = """
    SELECT c.branch, count(*) AS n FROM json_each(?) j
    CROSS JOIN contact k ON k.id = j.value CROSS JOIN case_file c ON c.id = k.case_file GROUP BY c.branch
"""
PAPER = "KERTAS"


class Taken(NamedTuple):
    """A report with how it came."""

    report: OfficeReport
    source: str
    code: str
    at: str
    by: str


class OfficeReports:
    def __init__(self, store: "Store") -> None:
        self._store, self._db = store, store.db

    def on(self, day: date) -> dict[str, Taken]:
        """The reports of a day by office."""
        rows = self._db.query("SELECT * FROM office_report WHERE day = ?", [day.isoformat()])
        return {row["branch"]: _taken(row) for row in rows}

    def get(self, branch: str, day: date) -> Taken | None:
        return self.on(day).get(branch)

    def own(self, day: date, branches: Collection[str] | None = None) -> dict[str, OfficeReport]:
        """What the desk's own records say of a day, office by office; offices without any record are blank.

        Attendance is told as recorded where an office has a list of the day, else as its roster plans.
        """
        found = self._own(day)
        return found if branches is None else {code: found[code] for code in found if code in branches}

    @kept_until_written
    def _own(self, day: date) -> dict[str, OfficeReport]:
        store = self._store
        cases, people = store.cases.days.by_branch(day), store.people.headcounts(day)
        attending = store.attendance.on(day)
        called, to_call = self._called(day), self._to_call(day)
        moment = datetime.combine(day, time(store.settings.cutoff_hour))
        runs = store.protocols.days.by_branch(moment)
        low: dict[str, int] = {}
        for stock in store.supplies.low(day):
            low[stock.branch] = low.get(stock.branch, 0) + 1
        found: dict[str, OfficeReport] = {}
        for office in store.branches.all():
            code = office.code
            there, run = attending.get(code), runs.get(code)
            found[code] = OfficeReport(
                code, day, **_cases(cases.get(code)), headcount=people.get(code, 0),
                in_office=there.wao if there else None, at_home=there.wfh if there else None,
                away=there.away if there else None, counted=int(there is not None and there.recorded),
                overdue=run.overdue_steps if run else 0, running=run.running if run else 0,
                called=called.get(code, 0), to_call=to_call.get(code, 0), low_supplies=low.get(code, 0),
            )  # fmt: skip
        return found

    def _called(self, day: date) -> dict[str, int]:
        return {r["branch"]: r["n"] for r in self._db.query(CALLED, [day.isoformat()])}

    def _to_call(self, day: date) -> dict[str, int]:
        rules = self._store.cases.clock_rules()
        owed = [call.contact.id for call in calls_on(self._store.contacts.owing(day), rules, day)]
        return {r["branch"]: r["n"] for r in self._db.query(OF_CONTACTS, [json.dumps(owed)])}

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put(self, taken: Taken) -> None:
        report = taken.report
        row = {
            "branch": report.branch, "day": report.day.isoformat(), **report.figures(),
            "source": taken.source, "code": taken.code, "at": taken.at, "by": taken.by,
        }  # fmt: skip
        self._db.table("office_report").upsert(row, pk=("branch", "day"))


def _cases(counts: dict[str, int] | None) -> dict[str, int]:
    names = "recovered hospital home facility place_unknown deaths new suspects contacts".split()
    found = {name: counts[name] if counts else 0 for name in names}
    known = counts["active"] + counts["recovered"] + counts["deaths"] if counts else 0
    return found | {"otherwise": counts["cumulative"] - known if counts else 0}


def _taken(row: dict[str, Any]) -> Taken:
    figures = {figure.name: row[figure.name] for figure in FIGURES}
    report = OfficeReport(row["branch"], date.fromisoformat(row["day"]), **figures)
    return Taken(report, row["source"], row["code"], row["at"], row["by"])
