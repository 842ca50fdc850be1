"""One protocol as a file: out of this desk and into another, as a draft to be read before it is activated.

JSON in UTF-8, one object:

    format   "cmt-desk-protocol", and `format_version` 1
    code, category, owner_role, trigger_event, proposed
    title, trigger                 {"id": …, "en": …}
    legal_basis                    list of texts
    steps                          list of objects in order, each with
        text {"id": …, "en": …}, role
        anchor      "trigger", "daily", "daily HH:MM", "weekly", "monthly", "yearly", or the name of an event
        due_hours   number or null, counted from the anchor
        repeats     null, "daily", "weekly", "monthly", "yearly" or "4h"
        evidence    true where a file should prove it
        after       numbers (from 1) of the steps that come before
        shows       null, or "DISINFECTED": what a tick of it tells the desk

Unknown fields are refused rather than dropped: whoever wrote one meant something by it.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.protocols import SHOWN, Protocol, Step
from cmt_desk.i18n import _
from cmt_desk.operations.templates import check
from cmt_desk.store import Store
from cmt_desk.store.safety import save_whole
from cmt_desk.store.trouble import told_apart

FORMAT, FORMAT_VERSION = "cmt-desk-protocol", 1
LARGEST = 1024 * 1024  # bytes; the longest of ours has 6,000
HEAD = frozenset(
    "format format_version code category owner_role trigger_event proposed title trigger legal_basis"
    " steps".split()
)
STEP = frozenset("text role anchor due_hours repeats evidence after shows".split())


def as_json(protocol: Protocol) -> str:
    """A version as text, readable and the same each time."""
    whole = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "code": protocol.code,
        "category": protocol.category,
        "owner_role": protocol.owner_role,
        "trigger_event": protocol.trigger_event,
        "proposed": protocol.proposed,
        "title": {"id": protocol.title_id, "en": protocol.title_en},
        "trigger": {"id": protocol.trigger_id, "en": protocol.trigger_en},
        "legal_basis": list(protocol.legal_basis),
        "steps": [
            {
                "text": {"id": step.text_id, "en": step.text_en},
                "role": step.role,
                "anchor": step.anchor,
                "due_hours": step.due_hours,
                "repeats": step.repeats,
                "evidence": step.evidence,
                "after": list(step.after),
                "shows": step.shows,
            }
            for step in protocol.steps
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def export_protocol(protocol: Protocol, path: Path) -> None:
    """Write a version to a file. Raises Trouble."""
    save_whole(as_json(protocol).encode(), path)


def import_protocol(store: Store, path: Path) -> Protocol:
    """Read a protocol as a new draft of its code. Raises Refused with the place, or Trouble."""
    with told_apart(path):
        if path.stat().st_size > LARGEST:
            raise Refused(_("{file} is too large for a protocol.").format(file=path.name))
        raw = path.read_bytes()
    try:
        data = json.loads(raw.decode("utf-8-sig"))
        json.dumps(data, ensure_ascii=False).encode()  # half a letter ("\ud800") cannot be stored
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Refused(_("{file} is not a protocol file: it is not JSON.").format(file=path.name)) from None
    protocol = read(data)
    check(store, protocol)
    versions = store.protocols.versions(protocol.code)
    if versions and versions[-1].state == "DRAFT":
        raise Refused(
            _("{code} already has a draft; activate or discard it first.").format(code=protocol.code)
        )
    made = replace(protocol, version=versions[-1].version + 1 if versions else 1)
    with store.operation("import_protocol", _("Import {code} as a draft").format(code=protocol.code)):
        store.protocols.put(made)
    return made


def read(data: Any) -> Protocol:
    """The protocol in what a file says. Raises Refused with the field, and the step, named."""
    whole = _object(data, HEAD, _("The file"))
    if whole.get("format") != FORMAT or whole.get("format_version") != FORMAT_VERSION:
        raise Refused(_("This file is not a protocol of CMT Desk (format {n}).").format(n=FORMAT_VERSION))
    steps = whole.get("steps")
    if not isinstance(steps, list):
        raise _amiss(_("The file"), "steps")
    title, trigger = _both(whole, "title", _("The file")), _both(whole, "trigger", _("The file"))
    legal = whole.get("legal_basis", [])
    if not (isinstance(legal, list) and all(isinstance(line, str) for line in cast(list[Any], legal))):
        raise _amiss(_("The file"), "legal_basis")
    return Protocol(
        _text(whole, "code", _("The file")), 1, _text(whole, "category", _("The file")), *title, *trigger,
        _text(whole, "trigger_event", _("The file")), _text(whole, "owner_role", _("The file")),
        tuple(cast(list[str], legal)), whole.get("proposed", True) is True,
        tuple(_step(n, one) for n, one in enumerate(cast(list[Any], steps), 1)), "DRAFT",
    )  # fmt: skip


def _step(n: int, data: Any) -> Step:
    place = _("Step {n}").format(n=n)
    one = _object(data, STEP, place)
    hours, repeats = one.get("due_hours"), one.get("repeats")
    if not (
        hours is None or (isinstance(hours, int | float) and type(hours) is not bool and abs(hours) < 1e5)
    ):
        raise _amiss(place, "due_hours")
    if not (repeats is None or isinstance(repeats, str)):
        raise _amiss(place, "repeats")
    shows = one.get("shows")
    if shows not in (None, *SHOWN):
        raise _amiss(place, "shows")
    texts = _both(one, "text", place)
    return Step(
        n, *texts, _text(one, "role", place), float(hours) if hours is not None else None,
        _text(one, "anchor", place), repeats, one.get("evidence", False) is True, _numbers(one, place),
        shows,
    )  # fmt: skip


def _numbers(step: dict[str, Any], place: str) -> tuple[int, ...]:
    after = step.get("after", [])
    if not isinstance(after, list) or not all(type(n) is int for n in cast(list[Any], after)):
        raise _amiss(place, "after")
    return tuple(sorted(set(cast(list[int], after))))


def _object(data: Any, fields: frozenset[str], place: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise Refused(_("{place} is not an object with fields.").format(place=place))
    found = cast(dict[str, Any], data)
    if unknown := sorted(set(found) - fields):
        raise Refused(_("{place}: the field “{field}” is not known.").format(place=place, field=unknown[0]))
    return found


def _text(data: dict[str, Any], field: str, place: str) -> str:
    value = data.get(field)
    if not isinstance(value, str) or not value.strip():
        raise _amiss(place, field)
    return value.strip()


def _both(data: dict[str, Any], field: str, place: str) -> tuple[str, str]:
    """The Indonesian and the English text. An empty one is left to the rules of templates."""
    value = _object(data.get(field), frozenset(("id", "en")), f"{place}, “{field}”")
    texts = (value.get("id", ""), value.get("en", ""))
    if not all(isinstance(text, str) for text in texts):
        raise _amiss(place, field)
    return texts[0].strip(), texts[1].strip()


def _amiss(place: str, field: str) -> Refused:
    return Refused(_("{place}: “{field}” is missing or not of its kind.").format(place=place, field=field))
