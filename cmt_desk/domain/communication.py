"""Call trees, messages with figures filled in, and what was sent to whom."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from cmt_desk.records import record


class Channel(StrEnum):
    PHONE = "PHONE"
    WHATSAPP = "WHATSAPP"
    SMS = "SMS"
    EMAIL = "EMAIL"
    LETTER = "LETTER"
    MEETING = "MEETING"


@record
class CallContact:
    """One person of a call tree. `branch` empty: the national tree; `caller` empty: begins the calling."""

    id: str
    name: str
    branch: str = ""
    caller: str = ""
    position: int = 0
    role: str = ""
    phone: str = ""
    deputy: str = ""
    deputy_phone: str = ""


@record
class Template:
    code: str
    title_id: str
    title_en: str
    text_id: str
    text_en: str
    position: int = 0


@record
class Sending:
    """What was told to whom, by which channel, when (the desk's local time) and by whom."""

    id: str
    at: datetime
    channel: Channel
    recipients: str
    text: str
    by: str
    branch: str = ""


def in_calling_order(contacts: Iterable[CallContact]) -> list[tuple[int, CallContact]]:
    """Each person below whoever calls them, with the depth; a caller outside the list begins a branch."""
    below: dict[str, list[CallContact]] = {}
    every = sorted(contacts, key=lambda c: (c.position, c.name, c.id))
    known = {c.id for c in every}
    for contact in every:
        below.setdefault(contact.caller if contact.caller in known else "", []).append(contact)
    found: list[tuple[int, CallContact]] = []
    waiting = [(0, c) for c in reversed(below.get("", []))]
    while waiting:
        depth, contact = waiting.pop()
        found.append((depth, contact))
        waiting += [(depth + 1, c) for c in reversed(below.get(contact.id, []))]
    return found


def calls_in_circle(contacts: Iterable[CallContact]) -> bool:
    """Whether somebody would be called by a person they call themselves, over any number of steps."""
    callers = {c.id: c.caller for c in contacts}
    for start, caller in callers.items():
        seen, at = {start}, caller
        while at:
            if at in seen:
                return True
            seen.add(at)
            at = callers.get(at, "")
    return False


_PLACE = re.compile(r"\{([^{}]*)\}")


def unknown_places(text: str, known: Collection[str]) -> list[str]:
    """The {placeholders} of a text that nothing fills, in their order."""
    return list(dict.fromkeys(name for name in _PLACE.findall(text) if name not in known))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its {placeholders} filled; an unknown one stays as it is."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), text)


def phones_missing(contacts: Sequence[CallContact]) -> int:
    return sum(not c.phone.strip() for c in contacts)
