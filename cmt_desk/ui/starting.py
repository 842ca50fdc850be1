"""What makes a start quicker; it needs no Qt itself."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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


@contextmanager
def starting() -> Iterator[None]:
    """The first window of a process; what it took is never looked through for garbage afterwards either.

    The store is read before Qt: PySide6 reads the source of every module that is imported after it.
    """
    with uncollected():
        import cmt_desk.store.situation  # noqa: F401

        yield
        gc.freeze()  # the first paint would wait for the looking
