"""One change of the journal in words: "Tanggal gejala: 1 Des 2020 → 30 Nov 2020"."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.store.journal import Change
from cmt_desk.wording import contact_kind, place_name, status_name

DATES = frozenset("since day onset last_symptom last_contact specimen negative_pcr computed".split())
QUIET = frozenset(
    {"id", "n", "case_file", "contact", "recorded", "decided"}
)  # told by the rest, or by nothing


def field_names() -> dict[str, str]:
    return {
        "status": _("Status"),
        "place": _("Place"),
        "since": _("Since"),
        "onset": _("Onset"),
        "last_symptom": _("Last symptom"),
        "last_contact": _("Last contact"),
        "specimen": _("Specimen"),
        "negative_pcr": _("Negative PCR"),
        "notes": _("Notes"),
        "employee": _("Employee"),
        "branch": _("Office"),
        "day": _("Day"),
        "computed": _("Computed"),
        "reason": _("Reason"),
        "kind": _("How"),
        "household": _("Household"),
        "became": _("Became a case"),
        "temperature": _("Temperature"),
        "symptoms": _("Symptoms"),
        "by": _("By"),
        "name": _("Name"),
        "phone": _("Phone"),
    }


def table_name(table: str) -> str:
    names = {
        "case_file": _("Case"),
        "status_spell": _("Status"),
        "care_spell": _("Care place"),
        "release_override": _("Release date decided"),
        "contact": _("Contact"),
        "follow_up": _("Call"),
    }
    return names[table]


def change_text(change: Change, offices: Mapping[str, str]) -> list[str]:
    """What one row of the journal says: a row that was made or removed in one line, else a line a field."""
    if change.before is None or change.after is None:
        row = change.after or change.before or {}
        told = ", ".join(
            filter(None, (_said(change.tbl, name, value, offices) for name, value in row.items()))
        )
        sign = "+" if change.before is None else "−"
        return [f"{sign} {table_name(change.tbl)}: {told}"]
    names = field_names()
    return [
        f"{names.get(name, name)}: {_value(change.tbl, name, change.before.get(name), offices)} →"
        f" {_value(change.tbl, name, value, offices)}"
        for name, value in change.after.items()
        if name not in QUIET
    ]


def _said(table: str, name: str, value: Any, offices: Mapping[str, str]) -> str:
    """A field that was filled; personal names and telephone numbers are left out."""
    hidden = name in QUIET or name in ("name", "phone") or value in (None, "", 0)
    if hidden:
        return ""
    text = _value(table, name, value, offices)
    return text if name in ("status", "place", "kind") else f"{field_names().get(name, name)} {text}"


def _value(table: str, name: str, value: Any, offices: Mapping[str, str]) -> str:
    if value in (None, ""):
        return "–"
    match name:
        case "status":
            return status_name(Status(value))
        case "place" if table == "care_spell":
            return place_name(CarePlace(value))
        case "branch":
            return offices.get(value, value)
        case "kind":
            return contact_kind(ContactKind(value))
        case "temperature":
            return f"{number(value, 1)} °C"
        case "household" | "became":
            return _("yes") if value else _("no")
        case "name" | "phone":
            return "…"
        case _ if name in DATES:
            return medium_date(date.fromisoformat(value))
        case _:
            return str(value)
