"""The child that reads a spreadsheet's first sheet and prints its rows as JSON."""

import contextlib
import json
import sys
from datetime import date, datetime, time
from zipfile import ZipFile

import python_calamine

MEMORY = 2_000_000_000  # bytes: a well-formed file of 1.7 kB can ask for everything
EXACT = 1e15  # a spreadsheet keeps 15 digits; of a longer number the rest is lost


def _text(value: object) -> str:
    match value:
        case float() if abs(value) >= EXACT:
            return f"{value:.14e}"  # as the spreadsheet shows it: the reader refuses it by this look
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value).strip()


def main(file: str) -> None:
    with ZipFile(file) as parts:  # Windows has no limit below: there a bomb would take all it can get
        if sum(part.file_size for part in parts.infolist()) > MEMORY:
            raise MemoryError(file)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    book = python_calamine.load_workbook(file)  # pyright: ignore[reportUnknownMemberType]
    sheet = book.get_sheet_by_index(0)
    first = (sheet.start or (0, 0))[0]
    rows = sheet.to_python(skip_empty_area=True)
    lines = [(first + n, [_text(cell) for cell in row]) for n, row in enumerate(rows, start=1)]
    sys.stdout.buffer.write(json.dumps(lines, ensure_ascii=False).encode())


if __name__ == "__main__":
    main(sys.argv[1])
