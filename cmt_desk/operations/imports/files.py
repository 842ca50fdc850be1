"""A table in a file becomes rows of text: CSV in the encodings and separators people use, and XLSX."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.records import record

LARGEST = 200_000_000  # bytes
XLSX_SECONDS = 60


@record
class Table:
    """Rows of text with the line each stood on (from 1)."""

    name: str
    sha256: str
    rows: list[tuple[int, list[str]]]


def read_table(file: Path) -> Table:
    """The rows of a CSV or XLSX file, empty lines left out. Raises Refused, saying what is wrong."""
    name = file.name
    if not file.is_file():
        raise Refused(_("There is no file {file}; check the name.").format(file=file))
    if file.stat().st_size > LARGEST:
        raise Refused(_("{file} is larger than 200 MB; split it first.").format(file=name))
    try:
        content = file.read_bytes()
    except OSError:
        raise Refused(_("{file} cannot be read; check your rights to it.").format(file=name)) from None
    if not content.strip():
        raise Refused(_("{file} is empty.").format(file=name))
    rows = _read_xlsx(file) if content[:4] == b"PK\x03\x04" else _read_csv(content, name)
    kept = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    if not kept:
        raise Refused(_("{file} is empty.").format(file=name))
    return Table(name, hashlib.sha256(content).hexdigest(), kept)


def _read_csv(content: bytes, name: str) -> list[tuple[int, list[str]]]:
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(_("{file} is not a table; choose a CSV or XLSX file.").format(file=name))
    text = _decode(content)
    if not text.strip():
        return []
    if text.lstrip().startswith(("%PDF", "{\\rtf", "<!DOCTYPE", "<html", "<?xml")):
        raise Refused(_("{file} is not a table; choose a CSV or XLSX file.").format(file=name))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    rows: list[tuple[int, list[str]]] = []
    end = 0
    try:
        for row in reader:
            rows.append((end + 1, [cell.strip() for cell in row]))
            end = reader.line_num
    except csv.Error:
        raise Refused(
            _("{file} cannot be read as a table near line {line}.").format(file=name, line=end + 1)
        ) from None
    return rows


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """The separator that cuts the first lines into the most equal parts."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    counts = {mark: [line.count(mark) for line in lines] for mark in ";\t,"}
    return max(counts, key=lambda mark: (min(counts[mark]) > 0, sum(counts[mark])))


def _read_xlsx(file: Path) -> list[tuple[int, list[str]]]:
    """In a child process: a damaged sheet can kill the reader, and only the child dies."""
    command = [sys.executable, "-m", "cmt_desk.operations.imports.xlsx", str(file)]
    refused = Refused(
        _("{file} cannot be read as a spreadsheet; save it again as XLSX or CSV.").format(file=file.name)
    )
    try:
        done = subprocess.run(command, capture_output=True, timeout=XLSX_SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError):
        raise refused from None
    if done.returncode != 0:
        raise refused
    rows: list[tuple[int, list[str]]] = json.loads(done.stdout)
    return rows
