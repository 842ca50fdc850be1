"""A day's figures as plain values: for automation, and frozen as the grounds of a decision."""

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.sheets import DayFacts


def figures(facts: DayFacts) -> dict[str, object]:
    """The day's figures under the names automation relies on."""
    zones = {**{zone.value.lower(): facts.zones[zone] for zone in Zone}, "unknown": facts.zones[None]}
    offices, cases = len(facts.offices), facts.cases
    return {
        "date": facts.day.isoformat(),
        "offices": offices,
        "zones": zones,
        "zone_percent": {z: round(100 * n / offices, 2) if offices else 0.0 for z, n in zones.items()},
        "cases": {
            "cumulative": cases.cumulative,
            "recovered": cases.recovered,
            "active": cases.active,
            "hospital": cases.hospital,
            "home": cases.home,
            "facility": cases.facility,
            "place_unknown": cases.place_unknown,
            "deaths": cases.deaths,
            "new": cases.new,
        },
        "exposed_units": cases.exposed_units,
        "headcount": facts.headcount,
        "office_cap": facts.office_cap,
        "in_office": facts.in_office,
    }
