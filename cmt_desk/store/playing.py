"""Playing recorded changes back or again, row by row or, where many rows were made, a hundred at once."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from cmt_desk.records import record
from cmt_desk.store.driver import ROWS, Database

Row = dict[str, Any]


@record
class Change:
    """One row of one operation; `before` and `after` hold the changed columns."""

    tbl: str
    key: list[Any]
    before: Row | None
    after: Row | None


class Overtaken(Exception):
    """An undo would overwrite what somebody changed since."""


class Player:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._keys: dict[str, list[str]] = {}

    def play(self, changes: Iterable[Change], back: bool) -> None:
        """Changes in the order they are to be played; raises Overtaken where a row has moved on."""
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        steps = (Change(c.tbl, c.key, c.after, c.before) if back else c for c in changes)
        for (table, makes, removes), alike in groupby(
            steps, key=lambda step: (step.tbl, step.before is None, step.after is None)
        ):
            if makes:
                self._db.add(table, (step.after for step in alike if step.after is not None))
            elif removes:
                self._remove(list(alike))
            else:
                for step in alike:
                    self._change(step)

    def _remove(self, steps: Sequence[Change]) -> None:
        """Rows of one table: a hundred at once where all of them are as expected, else one by one."""
        for start in range(0, len(steps), ROWS):
            part = steps[start : start + ROWS]
            if not self._removed_at_once(part):
                for step in part:
                    self._change(step)

    def _removed_at_once(self, steps: Sequence[Change]) -> bool:
        table, columns = steps[0].tbl, list(steps[0].before or ())
        keys = self._keys_of(table)
        if not set(keys) <= set(columns):
            return False  # recorded before a migration widened the key
        rows = [json.dumps([step.before for step in steps])]
        told = {column: f"x.value ->> '$.\"{column}\"'" for column in columns}
        named = " AND ".join(f't."{key}" = {told[key]}' for key in keys)
        same = " AND ".join(f't."{column}" IS {told[column]}' for column in columns)
        count = f"SELECT count(*) FROM json_each(?) x CROSS JOIN {table} t ON {named} WHERE {same}"
        if self._db.execute(count, rows).fetchone()[0] != len(steps):
            return False
        quoted, values = ", ".join(f'"{key}"' for key in keys), ", ".join(told[key] for key in keys)
        self._db.execute(
            f"DELETE FROM {table} WHERE ({quoted}) IN (SELECT {values} FROM json_each(?) x)", rows
        )
        return True

    def _change(self, step: Change) -> None:
        """One row that is there, in a single statement that checks what it was; or it goes."""
        keys, expected, wanted = self._keys_of(step.tbl), step.before or {}, step.after
        # a key recorded before a migration widened it is the first part of it
        where = dict(zip(keys, step.key, strict=False))
        if wanted is not None and (moved := {k: wanted[k] for k in keys if k in wanted}):
            where |= {k: expected[k] for k in moved}  # the key itself had changed
        condition, values = _matching({**where, **expected})
        if wanted is None:
            cursor = self._db.execute(f"DELETE FROM {step.tbl} WHERE {condition}", values)
        else:
            setting = ", ".join(f'"{c}" = ?' for c in wanted)
            cursor = self._db.execute(
                f"UPDATE {step.tbl} SET {setting} WHERE {condition}", [*wanted.values(), *values]
            )
        if cursor.rowcount != 1:
            raise Overtaken(step.tbl, step.key)

    def _keys_of(self, table: str) -> list[str]:
        if table not in self._keys:
            self._keys[table] = self._db.keys(table)
        return self._keys[table]


def _matching(values: Row) -> tuple[str, list[Any]]:
    """A condition on columns; a REAL that went through JSON is the same REAL."""
    return " AND ".join(f'"{c}" IS ?' for c in values), list(values.values())
