"""The columns of the case table, one line each, and how this laptop's user has arranged them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from cmt_desk import paths
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, medium_date, short_date
from cmt_desk.operations.functions import function_names
from cmt_desk.store import Store
from cmt_desk.ui.widgets import Column
from cmt_desk.wording import place_name, status_text

SHOWN = ("name", "employee", "branch", "status", "since", "free_on", "place")  # until somebody arranges them


def case_columns(store: Store, revealed: Callable[[], bool]) -> dict[str, Column]:
    """Column → how it looks. The keys are those the store sorts by."""
    offices = store.branches.by_code()
    regions = {office.code: office.short for office in store.branches.regional_offices()}
    functions = function_names(store)
    return {
        "name": Column(
            _("Employee"), lambda r: r.name if revealed() else masked(r.name), width=78
        ),
        "employee": Column("NPP", lambda r: r.employee, width=64),
        "branch": Column(_("Office"), lambda r: offices[r.branch].name, width=130),
        "status": Column(_("Status"), lambda r: status_text(r.status, r.term), width=160),
        "since": Column(_("Since"), lambda r: _medium(r.since), right=True, width=94),
        "free_on": Column(
            _("Free on"), lambda r: short_date(r.free_on) if r.free_on else "–", right=True, width=66
        ),
        "place": Column(_("Care place"), lambda r: place_name(r.place), width=84),
        "city": Column(_("City"), lambda r: offices[r.branch].city, width=120),
        "regional_office": Column(_("Regional office"), lambda r: regions[r.regional_office], width=110),
        "function": Column(_("Function"), lambda r: functions[r.function], width=130),
        "confirmed_on": Column(_("Confirmed on"), lambda r: _medium(r.confirmed_on), right=True, width=94),
        "opened_on": Column(_("Opened on"), lambda r: _medium(r.opened_on), right=True, width=94),
        "onset": Column(_("Onset"), lambda r: _medium(r.onset), right=True, width=94),
        "notes": Column(_("Notes"), lambda r: " ".join(r.notes.split()), width=200),
    }  # fmt: skip


def _medium(day: date | None) -> str:
    return medium_date(day) if day else "–"


def load_arrangement() -> list[tuple[str, int]]:
    """The columns shown, in order, with their widths; empty where nothing (readable) is kept."""
    try:
        kept = json.loads(_file().read_text("utf-8"))
        return [(str(key), int(width)) for key, width in kept]
    except (OSError, ValueError, TypeError):
        return []


def save_arrangement(columns: list[tuple[str, int]]) -> None:
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(json.dumps(columns), "utf-8")
    except OSError:
        return  # a laptop that cannot keep preferences still works


def _file() -> Path:
    return paths.preferences_folder() / "case-columns.json"
