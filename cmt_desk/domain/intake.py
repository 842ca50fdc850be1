"""Rows from outside: columns recognised by their header, values read or set aside with the reason."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from cmt_desk.records import record

MONTH_WORDS = {
    word: month
    for month, words in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu aug ags agt",
            "september sep sept",
            "oktober october okt oct",
            "november nov nopember nop",
            "desember december des dec",
        ),
        start=1,
    )
    for word in words.split()
}


@record
class SetAside:
    """A row (or one value of it) that cannot be taken as it is."""

    line: int
    column: str
    value: str
    reason: str
    row: Mapping[str, str] = field(default_factory=dict[str, str])


class Holds(StrEnum):
    """What stands in a column, to tell a foreign one by its values."""

    TEXT = "TEXT"
    DATE = "DATE"
    WORD = "WORD"  # one of a few words that stand for a code


@record
class Column:
    """A column we read, with every header it may stand under."""

    name: str
    headers: Sequence[str]
    needed: bool = False
    holds: Holds = Holds.TEXT


class NotADate(ValueError):
    """`args[0]` is the code of the reason: EMPTY, TWO_DIGIT_YEAR, UNKNOWN or IMPOSSIBLE."""


@lru_cache(4096)
def fold(text: str) -> str:
    """A header or word without case, accents, outer and doubled spaces; `_` and `-` count as spaces."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[_\-./]", " ", plain).casefold().split())


def fitting(typed: str, names: Sequence[str]) -> list[str]:
    """The names that first letters fit: "konf tanpa" → "konfirmasi tanpa gejala". All texts folded.

    A name that begins with what was typed goes before one whose words do.
    """
    beginning = [name for name in names if name.startswith(typed)]
    return beginning or [name for name in names if _in_order(typed.split(), name.split())]


def _in_order(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Does each typed word begin a word, in the same order?"""
    left = iter(words)
    return all(any(word.startswith(part) for word in left) for part in typed)


def match_columns(
    header: Sequence[str], columns: Sequence[Column]
) -> tuple[dict[str, int], list[str], list[str]]:
    """Where each of our columns stands; what is missing; which headers we do not read."""
    folded = [fold(cell) for cell in header]
    where: dict[str, int] = {}
    for column in columns:
        for candidate in column.headers:
            if fold(candidate) in folded and column.name not in where:
                where[column.name] = folded.index(fold(candidate))
    missing = [c.headers[0] for c in columns if c.needed and c.name not in where]
    extra = [cell for i, cell in enumerate(header) if i not in where.values() and cell.strip()]
    return where, missing, extra


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2,4})")
_WORDS = re.compile(r"(\d{1,2})[\s\-]+([A-Za-z]+)\.?[\s\-]+(\d{2,4})")


@lru_cache(4096)  # a list of 100,000 cases names a few hundred days
def read_date(text: str) -> date:
    """A date as people write it: 2 Desember 2020, 02/12/2020 (day first), 2020-12-02. Raises NotADate.

    Two-digit years are refused: 20 could be the year or the day, and nobody should guess.
    """
    text = re.sub(r"^[A-Za-z]+,\s*", "", text.strip())
    if not text:
        raise NotADate("EMPTY")
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _NUMERIC.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif (match := _WORDS.fullmatch(text)) and match[2].casefold() in MONTH_WORDS:
        day, month, year = int(match[1]), MONTH_WORDS[match[2].casefold()], int(match[3])
    else:
        raise NotADate("UNKNOWN")
    if year < 100:
        raise NotADate("TWO_DIGIT_YEAR")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADate("IMPOSSIBLE") from None


YES = frozenset("ya y yes true 1 x benar rentan vulnerable".split())
NO = frozenset(["", *"tidak t no n false 0 - bukan".split()])


def read_yes_no(text: str) -> bool | None:
    """None for a word that is neither."""
    word = fold(text)
    return True if word in YES else False if word in NO or word == "" else None


@record
class DateRepair:
    """A bulletin date that breaks order or the weekly cadence, with the date that would fit."""

    published: date
    proposed: date
    line: int


def doubtful_dates(days: Sequence[tuple[date, int]]) -> list[DateRepair]:
    """Dates out of order in a file that otherwise ascends, and the repair that fits between the neighbours.

    `days`: each bulletin's date with its first line, in the order of the file. The repair keeps the day of
    the month and takes the month that puts it between its neighbours (`09 Desember 2021` between 2 and 16
    January 2022 → 9 January 2022). Nothing is repaired here; the user decides.
    """
    repairs: list[DateRepair] = []
    for i, (day, line) in enumerate(days):
        before = days[i - 1][0] if i else None
        after = days[i + 1][0] if i + 1 < len(days) else None
        if before and after and before < after and not before < day < after:
            fitting = _same_day_between(day, before, after)
            if fitting:
                repairs.append(DateRepair(day, fitting, line))
    return repairs


def _same_day_between(day: date, before: date, after: date) -> date | None:
    for year in range(before.year, after.year + 1):
        for month in range(1, 13):
            try:
                candidate = day.replace(year=year, month=month)
            except ValueError:
                continue
            if before < candidate < after:
                return candidate
    return None
