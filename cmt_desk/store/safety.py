"""Files that are whole or not there: written aside, synced, then renamed over what was there."""

import os
from contextlib import suppress
from pathlib import Path

from cmt_desk.store.driver import Connection, connect
from cmt_desk.store.trouble import Trouble, told_apart


def verified_copy(connection: Connection, target: Path) -> None:
    """A complete copy of the open desk beside it. Raises Trouble DAMAGED if the copy is not sound."""
    aside = target.with_suffix(".part")
    aside.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", [str(aside)])
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        copy = connect(aside, read_only=True)
        try:
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        finally:
            copy.close()
        if not sound:
            raise Trouble("DAMAGED", target)
        aside.replace(target)
        with suppress(OSError):  # folders cannot be synced on Windows
            folder = os.open(target.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
    finally:
        aside.unlink(missing_ok=True)


def save_whole(content: bytes, path: Path) -> None:
    """Write a file; the one that was there stays until the new one is whole. Raises Trouble."""
    aside = path.with_name(f"{path.name}.part")
    with told_apart(path):
        if path.exists() and not path.is_file():  # /dev/stdout stays what it is
            path.write_bytes(content)
            return
        try:
            with aside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
