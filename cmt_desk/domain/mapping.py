"""Which column of a foreign list is which of ours: guessed from header and values, decided by people."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, cast

from rapidfuzz import fuzz, process

from cmt_desk.domain.intake import Column, Holds, NotADate, fold, read_date
from cmt_desk.records import record

LOOKS_LIKE = 84  # of 100: from here a header is taken for one of ours
MOSTLY = 0.6  # of the values must be of the kind a column holds
SAMPLE = 200  # rows whose values are tried
OURS = frozenset("line column value reason baris kolom nilai alasan".split())  # what a set-aside list adds

Words = Mapping[str, Mapping[str, str]]  # our column → a word, folded → the code it stands for


@record
class ColumnMapping:
    """How a foreign list is read. A word of theirs that stands for "" sets its row aside.

    `columns`: ours → their header. `fixed`: ours → one value for every row. `enrol`: the function under which
    people who are not in the desk are enrolled; empty sets them aside.
    """

    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    fixed: Mapping[str, str] = field(default_factory=dict[str, str])
    words: Words = field(default_factory=dict[str, Mapping[str, str]])
    enrol: str = ""

    def missing(self, columns: Sequence[Column]) -> list[Column]:
        """The columns we cannot do without that neither a column nor a fixed value gives."""
        return [c for c in columns if c.needed and not (self.columns.get(c.name) or self.fixed.get(c.name))]

    def as_json(self) -> dict[str, Any]:
        words = {name: dict(words) for name, words in self.words.items()}
        return {
            "columns": dict(self.columns),
            "fixed": dict(self.fixed),
            "words": words,
            "enrol": self.enrol,
        }


def mapping_from_json(data: object) -> ColumnMapping:
    """A mapping that was saved or came with a file. Raises ValueError for anything of another shape."""
    parts = _object(data)
    words = {name: _texts(told) for name, told in _object(parts.get("words", {})).items()}
    enrol = parts.get("enrol", "")
    if "columns" not in parts or not isinstance(enrol, str):
        raise ValueError(data)
    return ColumnMapping(
        _texts(parts["columns"]),
        _texts(parts.get("fixed", {})),
        {name: {fold(theirs): ours for theirs, ours in told.items()} for name, told in words.items()},
        enrol,
    )


def _object(data: object) -> dict[str, object]:
    if not isinstance(data, dict):
        raise ValueError(data)
    return cast("dict[str, object]", data)


def _texts(data: object) -> dict[str, str]:
    pairs = _object(data)
    if not all(isinstance(text, str) for text in pairs.values()):
        raise ValueError(data)
    return cast("dict[str, str]", pairs)


def fingerprint(header: Sequence[str]) -> str:
    """The same for files with the same columns in any order, and for their set-aside lists."""
    names = sorted({fold(cell) for cell in header} - OURS - {""})
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def header_position(rows: Sequence[Sequence[str]]) -> int:
    """The row that names the columns: the first of those with the most filled cells."""
    return max(range(len(rows)), key=lambda n: (sum(bool(cell) for cell in rows[n]), -n), default=0)


def guess_mapping(
    header: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[Column], words: Words
) -> ColumnMapping:
    """A proposal: the best fitting pairs first, each column used once."""
    samples = [[row[n] for row in rows[:SAMPLE] if n < len(row) and row[n]] for n in range(len(header))]
    scores = sorted(
        (
            (_fits(title, samples[n], column, words), -order, -n)
            for order, column in enumerate(columns)
            for n, title in enumerate(header)
            if title
        ),
        reverse=True,
    )
    found: dict[str, str] = {}
    used: set[int] = set()
    for score, order, n in scores:
        column = columns[-order]
        if score >= LOOKS_LIKE and column.name not in found and -n not in used:
            found[column.name] = header[-n]
            used.add(-n)
    return ColumnMapping(found)


def _fits(title: str, sample: Sequence[str], column: Column, words: Words) -> float:
    """0 to 110: how alike the header is to ours; values of another kind rule it out, known words in."""
    alike = max(
        max(fuzz.ratio(fold(title), name), fuzz.token_sort_ratio(fold(title), name))
        for name in map(fold, column.headers)
    )
    test = _test(column, words)
    if test is None or not sample:
        return alike
    share = sum(map(test, sample)) / len(sample)
    if column.holds is Holds.DATE:
        return alike + 10 * share if share >= MOSTLY else 0
    return max(alike, LOOKS_LIKE + 10 * share) if share >= MOSTLY else alike


def _test(column: Column, words: Words) -> Callable[[str], bool] | None:
    if column.holds is Holds.DATE:
        return _is_date
    told = words.get(column.name)
    return (lambda text: fold(text) in told) if told else None


def _is_date(text: str) -> bool:
    try:
        read_date(text)
    except NotADate as error:
        return str(error) != "UNKNOWN"
    return True


def guess_word(word: str, known: Mapping[str, str]) -> str:
    """The code a word of theirs most likely stands for; "" where nothing is near."""
    if fold(word) in known:
        return known[fold(word)]
    best = process.extractOne(fold(word), list(known), scorer=fuzz.token_set_ratio, score_cutoff=90)
    return known[best[0]] if best else ""
