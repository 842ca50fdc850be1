"""The charts of the cases: from what the store counted to what is drawn, one function each."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt

from cmt_desk.domain.cases import CarePlace
from cmt_desk.domain.charts import (
    DaySeries,
    UnitCount,
    by_day,
    largest_first,
    mean_of_week,
    median,
    under_care,
    without_gaps,
)
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.operations.functions import function_names
from cmt_desk.records import record
from cmt_desk.store import Store
from cmt_desk.ui.widgets.figures import Figure, Series
from cmt_desk.wording import place_name

Cases = Collection[str] | None  # of the filter; None for all
STYLES = {
    CarePlace.HOME: ("accent", Qt.PenStyle.SolidLine),
    CarePlace.FACILITY: ("good", Qt.PenStyle.DashLine),
    CarePlace.HOSPITAL: ("danger", Qt.PenStyle.DashDotLine),
    CarePlace.ICU: ("warning", Qt.PenStyle.DotLine),
    None: ("faint", Qt.PenStyle.DashDotDotLine),
}


@record
class ChartKind:
    """A chart, who makes it, and why there may be nothing to draw: `make` gives None then."""

    key: str
    name: str
    empty: str
    make: Callable[[Store, date, Cases], Figure | None]


def chart_kinds() -> Sequence[ChartKind]:
    """In the order of the list."""
    unconfirmed = _("None of these cases was confirmed by the day shown. Confirm a case, or choose others.")
    no_onset = _("No confirmed case here has a date of onset. Enter it in the case's summary.")
    no_delay = _("No confirmed case here has both a date of onset and a care place. Enter them in the case.")
    return (
        ChartKind("onset", _("Epidemic curve by onset"), no_onset, by_onset),
        ChartKind("confirmed", _("Epidemic curve by confirmation"), unconfirmed, by_confirmation),
        ChartKind("places", _("Under care by place"), unconfirmed, by_place),
        ChartKind("regions", _("By regional office"), unconfirmed, by_regional_office),
        ChartKind("functions", _("By function"), unconfirmed, by_function),
        ChartKind("delays", _("From onset to isolation"), no_delay, by_delay),
    )


def by_onset(store: Store, on: date, cases: Cases) -> Figure | None:
    counts = store.case_charts.by_onset(on, cases)
    missing = counts.get(None, 0)
    dated = {day: n for day, n in counts.items() if day}
    note = _("{n} confirmed cases, {missing} more without a date of onset").format(
        n=number(sum(dated.values())), missing=number(missing)
    )
    return _curve(_("Epidemic curve by onset"), dated, on, note) if dated else None


def by_confirmation(store: Store, on: date, cases: Cases) -> Figure | None:
    counts = store.case_charts.by_confirmation(on, cases)
    note = _("{n} confirmed cases").format(n=number(sum(counts.values())))
    return _curve(_("Epidemic curve by confirmation"), counts, on, note) if counts else None


def _curve(title: str, counts: Mapping[date, int], on: date, note: str) -> Figure:
    days = by_day(counts, on)
    return _of_days(
        title,
        days,
        [
            Series(_("Cases a day"), days.values, "coast"),
            Series(_("Mean of 7 days"), mean_of_week(days.values), "accent", Qt.PenStyle.SolidLine, 1),
        ],
        note,
    )


def by_place(store: Store, on: date, cases: Cases) -> Figure | None:
    places = under_care(store.case_charts.stays(on, cases), on)
    if not places:
        return None
    lines = [
        Series(place_name(place) if place else _("Place not recorded"), days.values, tone, style)
        for place, days in places.items()
        for tone, style in [STYLES[place]]
    ]
    days = next(iter(places.values()))
    total = [sum(values) for values in zip(*(s.values for s in places.values()), strict=True)]
    now = " · ".join(f"{line.name} {number(line.values[-1])}" for line in lines)
    note = _("On the day shown: {n} under care · {places}").format(n=number(total[-1]), places=now)
    return _of_days(_("Under care by place"), days, [Series(_("All"), total, "border"), *lines], note)


def _of_days(title: str, days: DaySeries, series: Sequence[Series], note: str) -> Figure:
    names = [medium_date(days.day(n)) for n in range(len(days.values))]
    return Figure(title, _("Day"), names, series, first_day=days.first, note=note)


def by_regional_office(store: Store, on: date, cases: Cases) -> Figure | None:
    names = {r.code: r.name for r in store.branches.regional_offices()}
    counts = store.case_charts.by_regional_office(on, cases)
    return _of_units(_("By regional office"), _("Regional office"), counts, names)


def by_function(store: Store, on: date, cases: Cases) -> Figure | None:
    names = function_names(store)
    counts = store.case_charts.by_function(on, cases)
    return _of_units(_("By function"), _("Function"), counts, names)


def _of_units(
    title: str, across: str, counts: Sequence[UnitCount], names: Mapping[str, str]
) -> Figure | None:
    if not counts:
        return None
    units = largest_first(counts)
    note = _("{n} confirmed cases, {active} of them under care").format(
        n=number(sum(u.cases for u in units)), active=number(sum(u.active for u in units))
    )
    series = [
        Series(_("Confirmed"), [u.cases for u in units], "coast"),
        Series(_("Of these under care"), [u.active for u in units], "accent"),
    ]
    return Figure(title, across, [names.get(u.unit, u.unit) for u in units], series, note=note)


def by_delay(store: Store, on: date, cases: Cases) -> Figure | None:
    counts = store.case_charts.delays(on, cases)
    middle = median(counts)
    if middle is None:
        return None
    columns = without_gaps(counts)
    told = _("median {n} days").format(n=number(middle, 0 if middle == int(middle) else 1))
    note = _("{n} confirmed cases with both dates · {median}; below zero: isolated before the onset").format(
        n=number(sum(counts.values())), median=told
    )
    return Figure(
        _("From onset to isolation"),
        _("Days"),
        [_day_count(days) for days, _n in columns],
        [Series(_("Cases"), [n for _days, n in columns], "coast")],
        first=columns[0][0],
        mark=(middle, told),
        note=note,
    )


def _day_count(days: int) -> str:
    return _("{n} days").format(n=f"−{number(-days)}" if days < 0 else number(days))
