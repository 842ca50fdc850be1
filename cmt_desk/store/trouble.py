"""What can go wrong with a file, told apart from a rule that said no and from our own bugs."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path

from cmt_desk.store.driver import DatabaseError


class Trouble(Exception):
    """The desk's file cannot do what was asked. `code` says which kind; `wording.trouble` says it in words.

    Codes: MISSING, EXISTS, LOCKED, NOT_A_DESK, DAMAGED, NEWER, READ_ONLY, DISK_FULL, NOWHERE, BUSY,
    IO.
    """

    def __init__(self, code: str, path: Path | None = None, detail: str = "") -> None:
        super().__init__(code, str(path or ""), detail)
        self.code, self.path, self.detail = code, path, detail


_SIGNS = (
    ("file is not a database", "NOT_A_DESK"),
    ("database is locked", "LOCKED"),
    ("malformed", "DAMAGED"),
    ("disk is full", "DISK_FULL"),
    ("readonly", "READ_ONLY"),
    ("unable to open", "NOWHERE"),
    ("disk I/O error", "IO"),
)


@contextmanager
def told_apart(path: Path | None) -> Iterator[None]:
    """Turn the driver's errors about the file into Trouble; anything else is our bug and passes."""
    try:
        yield
    except (DatabaseError, OSError) as error:
        if known := trouble_behind(error, path):
            raise known from error
        raise


def trouble_behind(error: BaseException, path: Path | None) -> Trouble | None:
    """What an error says about the file; None for our bugs. A damaged page shows only when it is read."""
    text = str(error)
    match error:
        case DatabaseError():
            code = next((code for sign, code in _SIGNS if sign in text), None)
            return Trouble(code, path, text) if code else None
        case OSError():
            return Trouble(_of_system(error), path, text)
        case _:
            return None


def _of_system(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError | IsADirectoryError | PermissionError):
        return "NOWHERE"
    return "DISK_FULL" if error.errno == ENOSPC else "IO"
