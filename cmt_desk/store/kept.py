"""Answers kept until something is written: one connection has the file to itself, so nobody else writes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from cmt_desk.store.driver import Database

NOTHING: tuple[tuple[Any, ...], tuple[Any, ...]] = (), ()  # asked without arguments
FEW = 3  # days asked in turn: a day, the one before, a cut-off
Read = TypeVar("Read", bound=Callable[..., Any])


class _Room(Protocol):
    _db: Database


def kept_until_written(read: Read) -> Read:
    """Give a room's answer again while no row was changed since; of questions with arguments, the last few.

    Within a transaction nothing is kept: it may still be rolled back. The answer is shared, so nobody may
    change it.
    """
    name = read.__name__

    @wraps(read)
    def asked_for(room: _Room, *asked: Any, **named: Any) -> Any:
        question = asked, tuple(named.items())
        kept: dict[Any, dict[Any, tuple[int, Any]]] = room.__dict__.setdefault("_kept", {})
        answers = kept.setdefault((name, question == NOTHING), {})
        known = answers.get(question)
        if known is not None and known[0] == room._db.rows_changed:
            return known[1]
        answer = read(room, *asked, **named)
        if not room._db.in_transaction:
            answers.pop(question, None)
            while len(answers) >= FEW:
                del answers[next(iter(answers))]  # the one kept longest
            answers[question] = room._db.rows_changed, answer
        return answer

    return cast("Read", asked_for)
