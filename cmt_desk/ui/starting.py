"""What makes a start quicker; it needs no Qt itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def read_store() -> None:
    """Before Qt: PySide6 reads the source of every module that is imported after it."""
    import cmt_desk.store.situation  # noqa: F401


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for garbage: building a window makes much that stays, and none of it is garbage."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
