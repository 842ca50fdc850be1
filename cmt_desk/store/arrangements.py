"""Roster settings, cohorts, absences, pins, bonds, deputies, wishes and commutes in the desk's file."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cmt_desk.domain.arrangements import Absence, Bond, Commute, Wish
from cmt_desk.domain.schedule import Cell
from cmt_desk.store.driver import Database

INSTITUTION = "*"  # the scope of settings where an office has none of its own
SETTINGS = "cohorts apart shortest_run longest_run rest whole_weeks waves presence after_travel".split()
OF = "(SELECT number FROM employee WHERE branch IN ({marks}))"


class Arrangements:
    def __init__(self, db: Database) -> None:
        self._db = db

    # --- reading ---------------------------------------------------------------------------------

    def settings(self) -> dict[str, dict[str, Any]]:
        """The stored columns by office code; the institution's under `INSTITUTION`."""
        rows = self._db.query(f"SELECT scope, {', '.join(SETTINGS)} FROM roster_setting")
        return {row.pop("scope"): row for row in rows}

    def places(self, branches: Sequence[str]) -> dict[str, dict[str, str]]:
        """The leaves dealt to people of these offices, by office."""
        found: dict[str, dict[str, str]] = {branch: {} for branch in branches}
        marks = ", ".join("?" * len(branches))
        sql = f"SELECT branch, employee, leaf FROM cohort_place WHERE branch IN ({marks})"
        for branch, number, leaf in self._db.execute(sql, branches):
            found[branch][number] = leaf
        return found

    def pins(self, branches: Sequence[str], first: date, last: date) -> dict[tuple[str, date], Cell]:
        sql = f"SELECT employee, day, cell FROM pin WHERE day BETWEEN ? AND ? AND employee IN {_of(branches)}"
        rows = self._db.execute(sql, [first.isoformat(), last.isoformat(), *branches])
        return {(number, date.fromisoformat(day)): Cell(cell) for number, day, cell in rows}

    def pin_reason(self, employee: str, day: date) -> str | None:
        """None where nothing is pinned."""
        found = self._db.execute(
            "SELECT reason FROM pin WHERE employee = ? AND day = ?", [employee, day.isoformat()]
        )
        row = found.fetchone()
        return row[0] if row else None

    def bonds(self, branches: Sequence[str]) -> list[Bond]:
        """The bonds in which somebody of these offices stands."""
        return self._pairs(Bond, "SELECT first, second, kind FROM bond WHERE", "first", "second", branches)

    def deputies(self, branches: Sequence[str]) -> list[tuple[str, str]]:
        """(head, deputy)."""
        sql = "SELECT head, deputy FROM deputy WHERE"
        return self._pairs(lambda *row: row, sql, "head", "deputy", branches)

    def _pairs(self, make: Any, sql: str, one: str, other: str, branches: Sequence[str]) -> list[Any]:
        of = _of(branches)
        rows = self._db.execute(
            f"{sql} {one} IN {of} OR {other} IN {of} ORDER BY 1, 2", [*branches, *branches]
        )
        return [make(*row) for row in rows]

    def wishes(self, branches: Sequence[str], first: date, last: date) -> list[Wish]:
        sql = f"WHERE since <= ? AND until >= ? AND employee IN {_of(branches)}"
        return self._wishes(sql, [last.isoformat(), first.isoformat(), *branches])

    def wishes_of(self, employee: str) -> list[Wish]:
        return self._wishes("WHERE employee = ?", [employee])

    def _wishes(self, where: str, values: list[str]) -> list[Wish]:
        rows = self._db.query(f"SELECT * FROM wish {where} ORDER BY since, id", values)
        return [Wish(**row | _period(row)) for row in rows]

    def commutes(self, branches: Sequence[str]) -> dict[str, Commute]:
        rows = self._db.execute(
            f"SELECT employee, minutes, shared FROM commute WHERE employee IN {_of(branches)}", branches
        )
        return {number: Commute(minutes, bool(shared)) for number, minutes, shared in rows}

    def commute(self, employee: str) -> Commute | None:
        row = self._db.execute(
            "SELECT minutes, shared FROM commute WHERE employee = ?", [employee]
        ).fetchone()
        return Commute(row[0], bool(row[1])) if row else None

    def absences(self, branches: Sequence[str], first: date, last: date) -> list[Absence]:
        """Leave, training, travel and sick days that touch the period."""
        sql = f"WHERE since <= ? AND until >= ? AND employee IN {_of(branches)}"
        return self._absences(sql, [last.isoformat(), first.isoformat(), *branches])

    def absences_of(self, employee: str) -> list[Absence]:
        return self._absences("WHERE employee = ?", [employee])

    def absence(self, absence: str) -> Absence | None:
        return next(iter(self._absences("WHERE id = ?", [absence])), None)

    def _absences(self, where: str, values: list[str]) -> list[Absence]:
        rows = self._db.query(f"SELECT * FROM absence {where} ORDER BY since, id", values)
        return [Absence(**row | _period(row)) for row in rows]

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_settings(self, branch: str | None, values: dict[str, Any]) -> None:
        """Of one office, or of the institution."""
        row = {"scope": branch or INSTITUTION, "branch": branch, **values}
        self._db.table("roster_setting").upsert(row, pk="scope")

    def remove_settings(self, branch: str) -> None:
        self._db.table("roster_setting").delete(branch)

    def put_places(self, branch: str, leaves: Mapping[str, str]) -> None:
        rows = [{"employee": n, "branch": branch, "leaf": leaf} for n, leaf in sorted(leaves.items())]
        self._db.table("cohort_place").upsert_all(rows, pk="employee")

    def remove_places(self, branch: str) -> None:
        self._db.execute("DELETE FROM cohort_place WHERE branch = ?", [branch])

    def put_pins(self, pins: Iterable[tuple[str, date, Cell]], reason: str) -> None:
        rows = (
            {"employee": number, "day": day.isoformat(), "cell": cell.value, "reason": reason}
            for number, day, cell in pins
        )
        self._db.table("pin").upsert_all(rows, pk=("employee", "day"))

    def remove_pins(self, keys: Iterable[tuple[str, date]]) -> None:
        for number, day in keys:
            self._db.execute("DELETE FROM pin WHERE employee = ? AND day = ?", [number, day.isoformat()])

    def put_bond(self, bond: Bond) -> None:
        row = {"first": bond.first, "second": bond.second, "kind": bond.kind}
        self._db.table("bond").upsert(row, pk=("first", "second"))

    def remove_bond(self, bond: Bond) -> None:
        self._db.table("bond").delete((bond.first, bond.second))

    def put_deputy(self, head: str, deputy: str) -> None:
        self._db.table("deputy").insert({"head": head, "deputy": deputy})

    def remove_deputy(self, head: str, deputy: str) -> None:
        self._db.table("deputy").delete((head, deputy))

    def put_wish(self, wish: Wish) -> None:
        row = {**vars(wish), "since": wish.since.isoformat(), "until": wish.until.isoformat()}
        self._db.table("wish").insert(row)

    def remove_wish(self, wish: str) -> None:
        self._db.table("wish").delete(wish)

    def put_commute(self, employee: str, commute: Commute) -> None:
        row = {"employee": employee, "minutes": commute.minutes, "shared": int(commute.shared)}
        self._db.table("commute").upsert(row, pk="employee")

    def remove_commute(self, employee: str) -> None:
        self._db.table("commute").delete(employee)

    def put_absence(self, absence: Absence) -> None:
        row = {**vars(absence), "since": absence.since.isoformat(), "until": absence.until.isoformat()}
        self._db.table("absence").upsert(row, pk="id")

    def remove_absence(self, absence: str) -> None:
        self._db.table("absence").delete(absence)


def _of(branches: Sequence[str]) -> str:
    """The people of these offices, as a subquery with one mark an office."""
    return OF.format(marks=", ".join("?" * len(branches)))


def _period(row: dict[str, Any]) -> dict[str, Any]:
    return {name: date.fromisoformat(row[name]) for name in ("since", "until")}
