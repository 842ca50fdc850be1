"""A page of the risk map pasted without its header: province, area, zone, with tabs or spaces between."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from cmt_desk.domain.branches import province_key
from cmt_desk.domain.intake import Column, fold, match_columns
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.intake import HEADER_WITHIN

HEADER = ["prov", "kota", "hasil"]
_BETWEEN = re.compile(r"\t+|\s{2,}")


def has_column(table: Table, columns: Sequence[Column], name: str) -> bool:
    """Whether the header, if there is one, names a column."""
    found = (match_columns(header, columns) for _line, header in table.rows[:HEADER_WITHIN])
    return any(not missing and name in where for where, missing, _extra in found)


def pasted_page(
    table: Table, columns: Sequence[Column], provinces: Collection[str], words: Collection[str]
) -> Table | None:
    """The same rows under a header of ours; None if there is a header, or rows that look otherwise.

    Most rows must begin with a province and end with a zone word; the odd ones are kept, to be set aside.
    """
    if any(not match_columns(header, columns)[1] for _line, header in table.rows[:HEADER_WITHIN]):
        return None
    rows = [(line, _parts(cells)) for line, cells in table.rows]
    fitting = sum(
        len(parts) == len(HEADER) and (province_key(parts[0]) in provinces or fold(parts[2]).upper() in words)
        for _line, parts in rows
    )
    if fitting * 2 <= len(rows):
        return None
    return replace(table, rows=[(0, HEADER), *rows])


def _parts(cells: Sequence[str]) -> list[str]:
    """A row's cells; one long cell is cut at tabs and wide spaces; a running number in front goes."""
    parts = [part for cell in cells for part in _BETWEEN.split(cell.strip()) if part]
    return parts[1:] if len(parts) == len(HEADER) + 1 and parts[0].rstrip(".").isdigit() else parts
