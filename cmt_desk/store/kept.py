"""Answers kept until something is written: one connection has the file to itself, so nobody else writes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from cmt_desk.store.driver import Database

NOTHING: tuple[tuple[Any, ...], tuple[Any, ...]] = (), ()  # asked without arguments
Read = TypeVar("Read", bound=Callable[..., Any])


class _Room(Protocol):
    _db: Database


def kept_until_written(read: Read) -> Read:
    """Give a room's answer again while no row was changed since; of questions with arguments, the last one's.

    Within a transaction nothing is kept: it may still be rolled back. The answer is shared, so nobody may
    change it.
    """
    name = read.__name__

    @wraps(read)
    def kept(room: _Room, *asked: Any, **named: Any) -> Any:
        answers: dict[Any, tuple[Any, Any]] = room.__dict__.setdefault("_kept", {})
        question = asked, tuple(named.items())
        slot = name, question == NOTHING
        known = answers.get(slot)
        if known is not None and known[0] == (room._db.rows_changed, question):
            return known[1]
        answer = read(room, *asked, **named)
        if not room._db.in_transaction:
            answers[slot] = (room._db.rows_changed, question), answer
        return answer

    return cast("Read", kept)
