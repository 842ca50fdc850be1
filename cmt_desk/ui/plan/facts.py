"""A decision in words, for the detail on the right and for paper."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.decisions import BY_AUTHORITY, Decision, Signature, Step, version
from cmt_desk.domain.mandates import BODY, Body, Role
from cmt_desk.domain.plan import due, stage
from cmt_desk.i18n import _, clock_time, long_date, medium_date, number
from cmt_desk.operations.authority import still_missing
from cmt_desk.operations.decision_words import (
    decision_title,
    kind_name,
    missing_text,
    scope_text,
    stage_name,
    step_name,
)
from cmt_desk.operations.mandate_words import role_name
from cmt_desk.operations.plan_rules import effect_text
from cmt_desk.operations.signing import NO_ROLE
from cmt_desk.reports.decision import Box, DecisionFacts
from cmt_desk.store import Store
from cmt_desk.wording import zone_name

ZONES = {
    "hijau": Zone.GREEN,
    "kuning": Zone.YELLOW,
    "oranye": Zone.ORANGE,
    "merah": Zone.RED,
    "unknown": None,
}


def decision_facts(store: Store, decision: Decision, known: Sequence[Decision], day: date) -> DecisionFacts:
    before = next((d for d in known if d.id == decision.corrects), None)
    told = number(version(decision, known))
    if before:
        told += " · " + _("in place of {what}").format(what=decision_title(store, before))
    waits = decision.kind in BY_AUTHORITY and not decision.settled
    return DecisionFacts(
        key=decision.id,
        title=decision_title(store, decision),
        kind=kind_name(decision.kind),
        stage=stage_name(stage(decision, known, day)),
        scope=scope_text(store, decision),
        period=_in_force(decision),
        review=long_date(decision.look_again) if decision.look_again else "",
        letter=decision.letter,
        reason=decision.reason,
        version=told,
        figures=figure_lines(decision.figures),
        boxes=boxes(decision),
        waits=missing_text(still_missing(store, decision)) if waits else "",
        effect=effect_text(store, decision),
    )


def _in_force(decision: Decision) -> str:
    """Days with their year: a signed paper is read years later."""
    first = long_date(decision.valid_from)
    if decision.valid_to is None:
        return _("from {first}").format(first=first)
    return first if decision.valid_to == decision.valid_from else f"{first} – {long_date(decision.valid_to)}"


def figure_lines(figures: str | None) -> list[tuple[str, str]]:
    """The frozen figures by name: zones, cases, presence."""
    if not figures:
        return []
    kept = json.loads(figures)
    cases, zones = kept["cases"], kept["zones"]
    lines = [(_("Day of the figures"), medium_date(date.fromisoformat(kept["date"])))]
    lines += [
        (_("Offices {zone}").format(zone=zone_name(ZONES[z]).lower()), number(n))
        for z, n in zones.items()
        if n
    ]
    lines += [
        (_("Active cases"), number(cases["active"])),
        (_("In hospital"), number(cases["hospital"])),
        (_("Cumulative cases"), number(cases["cumulative"])),
        (_("Recovered"), number(cases["recovered"])),
        (_("Deaths"), number(cases["deaths"])),
        (_("Exposed units"), number(kept["exposed_units"])),
        _inside(kept),
        (_("Employees"), number(kept["headcount"])),
    ]
    return lines


def _inside(kept: dict[str, int]) -> tuple[str, str]:
    """Who was in the office against the cap, and whence it is known; older decisions kept the plan alone."""
    lists, told = kept.get("wao_recorded", 0), kept.get("wao_told", 0)
    name = _("WAO planned / cap")
    if lists:
        name = _("WAO attended / cap") if lists == told else _("WAO attended or planned / cap")
    return name, f"{number(kept.get('wao', kept['in_office']))} / {number(kept['office_cap'])}"


def boxes(decision: Decision) -> list[Box]:
    """The signature block: proposer and recommender, then who decides; two names where both are needed."""
    found = [_box(decision, Step.PROPOSED)]
    if decision.kind in BY_AUTHORITY:
        found.append(_box(decision, Step.RECOMMENDED))
    if decision.signature(Step.REJECTED):
        found.append(_box(decision, Step.REJECTED))
    elif decision.needs_both:
        found += [_body_box(decision, body) for body in Body]
    else:
        found.append(_box(decision, Step.DECIDED))
        found += [_signed(step_name(s.step), s) for s in decision.signatures if s.step is Step.AGREED]
    if decision.signature(Step.WITHDRAWN):
        found.append(_box(decision, Step.WITHDRAWN))
    return found


def _box(decision: Decision, step: Step) -> Box:
    signed = decision.signature(step)
    if signed:
        return _signed(step_name(step), signed)
    waiting = due(decision)
    late = waiting is not None and waiting[0] is step
    return Box(
        step_name(step), when=_("by {when}").format(when=_moment(waiting[1])) if waiting and late else ""
    )


def _body_box(decision: Decision, body: Body) -> Box:
    title = _("Decided for the {body}").format(body=body.value)
    for s in decision.signatures:
        if s.step in (Step.AGREED, Step.DECIDED) and s.role in list(Role) and BODY.get(Role(s.role)) is body:
            return _signed(title, s)
    return Box(title)


def _signed(title: str, signed: Signature) -> Box:
    when = medium_date(signed.signed)
    if signed.at:
        when += f" {clock_time(datetime.combine(signed.signed, signed.at))}"
    role = "" if signed.role == NO_ROLE else role_name(signed.role)
    return Box(title, signed.name, role, when, signed.note)


def _moment(at: datetime) -> str:
    return f"{medium_date(at.date())} {clock_time(at)} WIB"
