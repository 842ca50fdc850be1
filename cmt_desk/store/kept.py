"""Answers kept until something is written: one connection has the file to itself, so nobody else writes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from cmt_desk.store.driver import Database

Read = TypeVar("Read", bound=Callable[..., Any])


class _Room(Protocol):
    _db: Database


def kept_until_written(read: Read) -> Read:
    """Give a room's answer again while no row was changed since; asked with arguments, it is read anew.

    Within a transaction nothing is kept: it may still be rolled back. The answer is shared, so nobody may
    change it.
    """
    name = read.__name__

    @wraps(read)
    def kept(room: _Room, *asked: Any, **named: Any) -> Any:
        if asked or named:
            return read(room, *asked, **named)
        answers: dict[str, tuple[int, Any]] = room.__dict__.setdefault("_kept", {})
        changed, known = room._db.rows_changed, answers.get(name)
        if known is not None and known[0] == changed:
            return known[1]
        answer = read(room)
        if not room._db.in_transaction:
            answers[name] = room._db.rows_changed, answer
        return answer

    return cast("Read", kept)
