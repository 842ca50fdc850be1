"""Issued sheets and the words of drafts in the desk's file."""

import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from cmt_desk.domain.issued import Issue, IssuedSheet
from cmt_desk.domain.sheet_figures import from_json
from cmt_desk.domain.sheet_sections import Part
from cmt_desk.store.driver import Database

NEWEST = """
    SELECT s.* FROM issued_sheet s
    WHERE NOT EXISTS (SELECT 1 FROM issued_sheet WHERE corrects = s.id) AND s.scope = :scope AND s.day <= :day
    ORDER BY s.day DESC LIMIT 1
"""


class Issued:
    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[IssuedSheet]:
        """Every version, the latest day first; of one day the newest version first."""
        rows = self._db.query("SELECT * FROM issued_sheet ORDER BY day DESC, scope, version DESC")
        return [_sheet(row) for row in rows]

    def get(self, key: str) -> IssuedSheet | None:
        rows = self._db.query("SELECT * FROM issued_sheet WHERE id = ?", [key])
        return next(map(_sheet, rows), None)

    def latest(self, before_or_on: date, scope: str = "") -> IssuedSheet | None:
        """The newest version of the last day that has an issued sheet, up to a day."""
        rows = self._db.query(NEWEST, {"scope": scope, "day": before_or_on.isoformat()})
        return next(map(_sheet, rows), None)

    def of_day(self, day: date, scope: str = "") -> IssuedSheet | None:
        """The version that stands for a day; None while none was issued."""
        found = self.latest(day, scope)
        return found if found and found.day == day else None

    def numbered(self, number: str) -> IssuedSheet | None:
        """The version that stands under a number."""
        rows = self._db.query(
            "SELECT * FROM issued_sheet WHERE number = ? ORDER BY version DESC LIMIT 1", [number]
        )
        return next(map(_sheet, rows), None)

    def current(self, since: date) -> list[IssuedSheet]:
        """The versions that stand for each day and scope from a day on, the latest day first."""
        rows = self._db.query(
            "SELECT s.* FROM issued_sheet s WHERE s.day >= ? AND NOT EXISTS"
            " (SELECT 1 FROM issued_sheet WHERE corrects = s.id) ORDER BY s.day DESC, s.scope",
            [since.isoformat()],
        )
        return [_sheet(row) for row in rows]

    def issues(self, until: date) -> list[Issue]:
        """When each version was issued, up to the end of a day."""
        rows = self._db.execute(
            "SELECT id, number, version, scope, issued_at, issued_by, reason FROM issued_sheet"
            " WHERE issued_at < ? ORDER BY issued_at, id",
            [(until + timedelta(days=1)).isoformat()],
        )
        return [
            Issue(id, number, version, scope, datetime.fromisoformat(at), by, reason)
            for id, number, version, scope, at, by, reason in rows
        ]

    def correction(self, sheet: str) -> str:
        """The reason of the correction that was decided on and not issued yet; empty for none."""
        row = self._db.execute("SELECT reason FROM sheet_correction WHERE sheet = ?", [sheet]).fetchone()
        return row[0] if row else ""

    def journal_places(self, heads: Iterable[str]) -> dict[str, int]:
        """By the head of the journal a sheet was written from: the number of its operation."""
        rows = self._db.execute(
            "SELECT hash, seq FROM operation WHERE hash IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(set(heads)))],
        )
        return dict(rows.fetchall())

    def corrections(self) -> set[str]:
        """The sheets whose correction was decided on; those that were corrected since are among them."""
        return {sheet for (sheet,) in self._db.execute("SELECT sheet FROM sheet_correction")}

    def numbers(self) -> set[str]:
        return {number for (number,) in self._db.execute("SELECT number FROM issued_sheet")}

    def pdf(self, digest: str) -> bytes | None:
        """The PDF as it was printed, byte by byte."""
        row = self._db.execute("SELECT content FROM issued_file WHERE sha256 = ?", [digest]).fetchone()
        return bytes(row[0]) if row else None

    def paper(self, digest: str) -> dict[str, Any] | None:
        """The pages as they were, to be laid out again: the fields of `reports.paper.Paper`."""
        row = self._db.execute("SELECT paper FROM issued_file WHERE sha256 = ?", [digest]).fetchone()
        return json.loads(zlib.decompress(row[0])) if row else None

    def unsound(self) -> list[str]:
        """The sheets whose pages or figures are not those that were issued, or whose journal is another."""
        heads = {head for (head,) in self._db.execute("SELECT hash FROM operation")} | {"0" * 64}
        found: list[str] = []
        for sheet in reversed(self.all()):
            content = self.pdf(sheet.sha256)
            sound = content is not None and sha256(content).hexdigest() == sheet.sha256
            if not sound or sheet.facts.digest != sheet.digest or sheet.head not in heads:
                found.append(f"{sheet.number} v{sheet.version}")
        return found

    # --- words of a draft ----------------------------------------------------------------------------

    def texts(self, day: date, scope: str, language: str) -> dict[Part, str]:
        """What was worded for the sheet of a day.

        The summary and the decisions are of one language; the rest, which people alone can write, is shown in
        the other language where that has none of its own.
        """
        rows = self._db.query(
            "SELECT part, text, language FROM sheet_text WHERE day = ? AND scope = ? ORDER BY language = ?",
            [day.isoformat(), scope, language],
        )
        own = (Part.SUMMARY, Part.DECISIONS)
        return {
            Part(row["part"]): row["text"]
            for row in rows
            if row["language"] == language or Part(row["part"]) not in own
        }

    # --- writing (inside an operation) ---------------------------------------------------------------

    def put_texts(self, day: date, scope: str, language: str, texts: Mapping[Part, str]) -> None:
        """The words of a language for a day; an empty one is taken away."""
        key = {"day": day.isoformat(), "scope": scope, "language": language}
        for part, text in texts.items():
            if text.strip():
                row = {**key, "part": part.value, "text": text.strip()}
                self._db.table("sheet_text").upsert(row, pk=("day", "scope", "language", "part"))
            else:
                self._db.execute(
                    "DELETE FROM sheet_text WHERE day = :day AND scope = :scope AND language = :language"
                    " AND part = :part",
                    {**key, "part": part.value},
                )

    def put_correction(self, sheet: str, reason: str, at: datetime, by: str) -> None:
        row = {"sheet": sheet, "reason": reason, "at": at.isoformat(timespec="minutes"), "by": by}
        self._db.table("sheet_correction").upsert(row, pk="sheet")

    def add(self, sheet: IssuedSheet, pdf: bytes, paper: Mapping[str, object]) -> None:
        packed = zlib.compress(json.dumps(paper, ensure_ascii=False).encode())
        self._db.execute(
            "INSERT INTO issued_file SELECT ?1, ?2, ?3"
            " WHERE NOT EXISTS (SELECT 1 FROM issued_file WHERE sha256 = ?1)",
            [sheet.sha256, pdf, packed],
        )
        self._db.table("issued_sheet").insert(
            {
                "id": sheet.id,
                "number": sheet.number,
                "version": sheet.version,
                "day": sheet.day.isoformat(),
                "scope": sheet.scope,
                "language": sheet.language,
                "issued_at": sheet.issued_at.isoformat(timespec="minutes"),
                "issued_by": sheet.issued_by,
                "corrects": sheet.corrects or None,
                "reason": sheet.reason,
                "head": sheet.head,
                "facts": sheet.facts.as_json(),
                "digest": sheet.digest,
                "sha256": sheet.sha256,
                "pages": sheet.pages,
            }
        )


def _sheet(row: dict[str, Any]) -> IssuedSheet:
    return IssuedSheet(
        **{
            **row,
            "day": date.fromisoformat(row["day"]),
            "issued_at": datetime.fromisoformat(row["issued_at"]),
            "corrects": row["corrects"] or "",
            "facts": from_json(row["facts"]),
        }
    )
