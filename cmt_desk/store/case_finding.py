"""Finding a few cases by the beginnings of words, however many there are."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from cmt_desk.store.driver import Database

if TYPE_CHECKING:
    from cmt_desk.store.cases import CaseRow, Cases

FEW = 2000  # people: their cases are looked through one by one, else all cases from the newest down
NEWEST = """
    SELECT s.case_file FROM case_state s INDEXED BY state_began
    JOIN case_file c ON c.id = s.case_file JOIN employee_key k ON k.number = c.employee
    WHERE s.since <= :day AND s.until > :day {words} ORDER BY s.status_since DESC, c.id DESC LIMIT :limit
"""
THEIRS = """
    SELECT s.case_file FROM employee_key k CROSS JOIN case_file c ON c.employee = k.number
    CROSS JOIN case_state s ON s.case_file = c.id
    WHERE k.n IN (SELECT rowid FROM employee_words WHERE employee_words MATCH :rare)
      AND s.since <= :day AND s.until > :day {words} ORDER BY s.status_since DESC, c.id DESC LIMIT :limit
"""
WORD = """
    AND (k.n IN (SELECT rowid FROM employee_words WHERE employee_words MATCH :person{n})
         OR c.branch IN (SELECT value FROM json_each(:offices{n}))
         OR s.status IN (SELECT value FROM json_each(:statuses{n})))
"""
NAMED = "SELECT count(*) FROM (SELECT 1 FROM employee_words WHERE employee_words MATCH ? LIMIT ?)"


class CaseFinding:
    def __init__(self, db: Database, cases: "Cases") -> None:
        self._db, self._cases = db, cases

    def find(
        self,
        words: Sequence[str],
        on: date,
        limit: int,
        offices: Mapping[str, str],
        statuses: Mapping[str, str],
    ) -> "list[CaseRow]":
        """At most `limit` cases with all the words, the newest state first.

        A word begins one of the person's name or number, or of what `offices` and `statuses` (code → how it
        is written) say. A protected person is found by the number alone.
        """
        self._cases.days.settle()
        values: dict[str, str | int] = {"day": on.isoformat(), "limit": limit}
        for n, word in enumerate(words):
            where, which = _having(word, offices), _having(word, statuses)
            values |= {f"person{n}": _prefix(word), f"offices{n}": where, f"statuses{n}": which}
            if where == which == "[]" and self._is_rare(word):
                values["rare"] = _prefix(word)
        sql = THEIRS if "rare" in values else NEWEST
        rows = self._db.execute(
            sql.format(words="".join(WORD.format(n=n) for n in range(len(words)))), values
        )
        return self._cases.rows_of([id for (id,) in rows], on)

    def _is_rare(self, word: str) -> bool:
        (people,) = self._db.execute(NAMED, [_prefix(word), FEW + 1]).fetchone()
        return people <= FEW


def _prefix(word: str) -> str:
    """Letters and digits are no syntax of the search."""
    return f'"{word}"*'


def _having(word: str, texts: Mapping[str, str]) -> str:
    from cmt_desk.domain.case_filter import begins  # only who searches waits for it

    return json.dumps([code for code, text in texts.items() if begins([word], text)])
