"""What another zone would mean for some offices: caps, people, cover, protocols, WFH-Full. Nothing is stored.

WFH-Full tests: the wording of B/11868/102020 is not public; the tests are proposals and rows of the desk.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta

from cmt_desk.domain.branches import Branch, Zone
from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.schedule import Breach
from cmt_desk.records import record

CLUSTER = "linked_cluster"
AUTHORITY_ORDER = "authority_order"  # never measured: a decision tells that it rests on one
POSSIBLE = frozenset({CLUSTER})  # two cases in one unit may be linked; that they are, tracing has to show
Measures = Mapping[str, float | str | bool]


@record
class Condition:
    """`value`: a number, a zone or "true"."""

    metric: str
    relation: str  # ==, >= or <=
    value: str


@record
class FullTest:
    """All conditions together propose WFH-Full for so many days. `proposed`: ours, not the agency's."""

    code: str
    name_id: str
    name_en: str
    days: int
    scope: str  # UNIT or AREA_OR_FLOOR
    proposed: bool
    conditions: Sequence[Condition]


@record
class MetTest:
    """A test that would be met; `certain` is False while it rests on a possible link alone."""

    test: FullTest
    certain: bool
    already: bool  # also met with the zone as it is


def holds(condition: Condition, measures: Measures) -> bool:
    """Whether a condition is known to hold; what was not measured does not."""
    measured = measures.get(condition.metric)
    if measured is None:
        return False
    if isinstance(measured, bool):
        return measured is (condition.value == "true")
    if isinstance(measured, str):
        return condition.relation == "==" and measured == condition.value
    limit = float(condition.value)
    return {"==": measured == limit, ">=": measured >= limit, "<=": measured <= limit}[condition.relation]


def met_tests(tests: Iterable[FullTest], before: Measures, after: Measures) -> list[MetTest]:
    """The tests met with the zone asked about, in their order."""
    return [
        MetTest(
            test,
            certain=not any(c.metric in POSSIBLE for c in test.conditions),
            already=all(holds(c, before) for c in test.conditions),
        )
        for test in tests
        if test.conditions and all(holds(c, after) for c in test.conditions)
    ]


@record
class Illness:
    """Somebody confirmed, and the first sign of it: onset or specimen, else the confirmation."""

    employee: str
    confirmed: date
    first_sign: date


def measures(
    headcount: int,
    zone: Zone | None,
    ill: Sequence[Illness],
    away: int,
    office_days: Mapping[str, Collection[date]],
    on: date,
) -> Measures:
    """What the desk can measure of an office; a closure order, cover and tracing are not among it.

    `confirmed_onsite_14d`: confirmed in the 14 days up to `on`, and planned in the office within the 14 days
    before the first sign. `pct_unavailable`: `away` people have an open case, whatever its status.
    `linked_cluster` is true for two confirmed in 14 days: possible, not shown.
    """
    recent = [i for i in ill if _confirmed_within(i, on, 14)]
    found: dict[str, float | str | bool] = {
        "headcount": headcount,
        "confirmed_onsite_14d": len(
            {i.employee for i in recent if _was_inside(i, office_days.get(i.employee, ()))}
        ),
        "confirmed_new_7d": len({i.employee for i in ill if _confirmed_within(i, on, 7)}),
        "pct_unavailable": 100 * away / headcount if headcount else 0.0,
        CLUSTER: len({i.employee for i in recent}) >= 2,
    }
    return {**found, "zone": zone.value} if zone else found


def _confirmed_within(ill: Illness, on: date, days: int) -> bool:
    return on - timedelta(days=days) < ill.confirmed <= on


def _was_inside(ill: Illness, days: Collection[date]) -> bool:
    return any(ill.first_sign - timedelta(days=14) <= day <= ill.first_sign for day in days)


@record
class OfficeEffect:
    """One office before and after. `in_office` is the roster's figure of the day, None without a roster."""

    branch: Branch
    zone_before: Zone | None
    zone_after: Zone
    cap_before: OfficeCap
    cap_after: OfficeCap
    in_office: int | None
    failing: Sequence[Breach] = ()  # what no roster could keep under the new cap
    failing_already: Collection[str] = ()  # functions (or rules) that fail under the present cap too
    tests: Sequence[MetTest] = ()

    @property
    def stay_home(self) -> int:
        """So many of those planned today would be over the new cap."""
        return max(0, (self.in_office or 0) - self.cap_after.people) if self.cap_after.known else 0

    @property
    def changes(self) -> bool:
        return self.zone_before is not self.zone_after

    @property
    def new_failures(self) -> list[Breach]:
        return [b for b in self.failing if (b.function or b.rule) not in self.failing_already]


@record
class WhatIf:
    """The answer on one page. `cover_day`: the first working day on or after `day`, if there is one."""

    day: date
    zone: Zone
    offices: Sequence[OfficeEffect]
    cover_day: date | None = None
    protocols: Sequence[tuple[str, str, str, Sequence[str]]] = field(
        default_factory=list[tuple[str, str, str, Sequence[str]]]
    )  # code, Indonesian title, English title, offices (none: the institution)

    @property
    def cap_before(self) -> int:
        return sum(o.cap_before.people for o in self.offices)

    @property
    def cap_after(self) -> int:
        return sum(o.cap_after.people for o in self.offices)

    @property
    def stay_home(self) -> int:
        return sum(o.stay_home for o in self.offices)


DISRUPTED = {  # critical function → the event its failing cover is
    "KEPESERTAAN": "function.membership_disrupted",
    "PELAYANAN": "function.service_disrupted",
    "INVESTASI": "function.investment_disrupted",
}


def events(office: OfficeEffect) -> set[str]:
    """Which events of the protocols an office's new zone would be.

    A zone comes with a map (`zone.map_published`, the institution's). Another zone: `schedule.week_open`
    ("… or the zone/rule changes"), and `zone.raised` or `zone.lowered`. Somebody stays at home:
    `wfh.scheduled`. Cover that only the new cap breaks: `capacity.below_minimum` and the function's own
    event. A WFH-Full test newly met: `wfh_full.proposed`.
    """
    found = {"zone.map_published"}
    if office.changes:
        rising = office.zone_before is None or office.zone_after.risk > office.zone_before.risk
        found |= {"schedule.week_open", "zone.raised" if rising else "zone.lowered"}
    if office.stay_home:
        found.add("wfh.scheduled")
    if office.new_failures:
        found.add("capacity.below_minimum")
        found |= {DISRUPTED[b.function] for b in office.new_failures if b.function in DISRUPTED}
    if any(not met.already for met in office.tests):
        found.add("wfh_full.proposed")
    return found
