"""Lists for a spreadsheet in an Indonesian locale."""

import csv
import io
from collections.abc import Iterable, Sequence


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Semicolons, UTF-8 with BOM; nothing can start a formula."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([tame(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def tame(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a dash alone is none."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and cell != "-" else cell
