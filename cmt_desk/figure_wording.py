"""How the figures of a sheet are named and written: in comparisons, a table file, a proposal."""

from collections.abc import Mapping
from datetime import date

from cmt_desk.continuity_wording import light_name, loss_kind_name, loss_total
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.functions import Light
from cmt_desk.domain.losses import LossKind
from cmt_desk.domain.sheet_figures import Difference, Value
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.wording import zone_name

ZONES: dict[str, Zone | None] = {**{zone.value.lower(): zone for zone in Zone}, "unknown": None}


def figure_names() -> dict[str, str]:
    """The names that need no more than a word; the others are built by `figure_name`."""
    return {
        "offices": _("Offices"),
        "exposed_units": _("Exposed work units"),
        "headcount": _("Employees"),
        "office_cap": _("Cap"),
        "bulletin": _("Zone bulletin"),
        "plan.level": _("Level of the BC Plan"),
        "plan.day": _("Day of the activation"),
        "cases.cumulative": _("Cumulative positive"),
        "cases.recovered": _("Recovered"),
        "cases.active": _("Under care"),
        "cases.hospital": _("Hospital"),
        "cases.home": _("Self-isolation"),
        "cases.facility": _("Isolation facility"),
        "cases.place_unknown": _("Place not recorded"),
        "cases.deaths": _("Deceased"),
        "cases.new": _("New cases"),
        "cases.suspects": _("Suspected or probable"),
        "cases.contacts": _("Close contacts monitored"),
        "cases.free_soon": _("Free again within 3 days"),
        "cases.overstayed": _("Isolation over, still open"),
        "attendance.wao": "WAO",
        "attendance.wfh": "WFH",
        "attendance.away": _("Away"),
        "attendance.over": _("Units over the cap"),
        "attendance.closed": _("WFH-Full units"),
        "attendance.unknown": _("Without roster or list"),
        "protocols.running": _("Protocols running"),
        "protocols.finished": _("Protocols finished"),
        "protocols.overdue": _("Steps overdue"),
        "protocols.due_today": _("Steps due later today"),
        "protocols.disinfected": _("Disinfection done"),
        "protocols.to_disinfect": _("Disinfection pending"),
        "supplies.low": _("Offices short of supplies"),
        "actions.done": _("Steps done in 24 h"),
        "actions.planned": _("Steps planned for 24 h"),
        "decisions.signed": _("Decisions signed"),
        "decisions.waiting": _("Decisions waiting"),
        "quality.silent": _("Offices not reporting"),
        "quality.failed": _("Cross-checks failed"),
        "zone": _("Zone"),
        "cap": _("Cap"),
        "active": _("Under care"),
        "cumulative": _("Cumulative positive"),
        "recovered": _("Recovered"),
        "deaths": _("Deceased"),
        "wao": "WAO",
        "wfh": "WFH",
        "away": _("Away"),
    }


def figure_name(name: str, known: Mapping[str, str]) -> str:
    """`known`: the names of functions (functions.CODE) and indicators (indicators.CODE)."""
    kind, _dot, rest = name.partition(".")
    match kind:
        case "zones":
            return _("Zone {zone}").format(zone=zone_name(ZONES.get(rest)))
        case "losses":
            of, _dot, when = rest.partition(".")
            said = _("{kind} losses today") if when == "today" else _("{kind} losses so far")
            return said.format(kind=loss_kind_name(LossKind(of)))
        case "functions" | "indicators":
            return known.get(name, rest)
        case _:
            return figure_names().get(name, name)


def figure_text(name: str, value: Value | None) -> str:
    """A value as it is written beside its name; a dash for what is not known."""
    if value is None:
        return "–"
    kind, _dot, rest = name.partition(".")
    if name == "zone":
        return zone_name(Zone(value)) if value else zone_name(None)
    if name == "bulletin":
        return medium_date(date.fromisoformat(str(value)))
    if kind == "functions":
        return light_name(Light(value))
    if kind == "losses":
        return loss_total(LossKind(rest.partition(".")[0]), int(value))
    return written(value)


def written(value: Value) -> str:
    if isinstance(value, str):
        return value
    return number(value, 0 if value == int(value) else 2)


def change_text(difference: Difference) -> str:
    """+3, −2, or what can only be said to be another."""
    change = difference.change
    if change is None:
        return "" if difference.before == difference.after else _("changed")
    if not change:
        return "±0"
    sign = "+" if change > 0 else "−"
    name = difference.name
    if name.startswith("losses."):
        return f"{sign}{figure_text(name, abs(change))}"
    return f"{sign}{written(abs(change))}"
