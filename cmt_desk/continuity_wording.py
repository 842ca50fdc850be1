"""Words of the continuity rooms: the plan, lights and clocks, readings, losses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from cmt_desk.domain.functions import DisruptionState, FunctionState, Light, Target
from cmt_desk.i18n import _, clock_time, number, short_date

if TYPE_CHECKING:
    from cmt_desk.domain.losses import LossKind, LossStatus
    from cmt_desk.domain.plan import PlanState


def plan_level(level: int) -> str:
    names = (_("On alert"), _("Limited"), _("Wide"), _("National"))
    return names[level]


def plan_text(state: PlanState, sentence: str) -> str:
    """A sentence with {level}, {name} and {n}, the day; after it, where the plan stands higher."""
    told = sentence.format(level=state.level, name=plan_level(state.level), n=number(state.day_number))
    return " · ".join(filter(None, (told, plan_parts(state))))


def plan_parts(state: PlanState) -> str:
    """Where the plan stands higher than for the whole: "tingkat 3 di 2 kantor". Of a level that holds for a
    part only, how large that is; else empty."""
    if not state.whole:
        return _places(state.offices, state.functions)
    if not state.parts:
        return ""
    level = max(part.level for part in state.parts)
    highest = [part for part in state.parts if part.level == level]
    nothing = frozenset[str]()
    where = _places(
        nothing.union(*(p.offices for p in highest)), nothing.union(*(p.functions for p in highest))
    )
    return _("level {level} for {where}").format(level=level, where=where)


def _places(offices: frozenset[str], functions: frozenset[str]) -> str:
    told: list[str] = []
    if offices:
        told.append(_("1 office") if len(offices) == 1 else _("{n} offices").format(n=number(len(offices))))
    if functions:
        one = len(functions) == 1
        told.append(_("1 function") if one else _("{n} functions").format(n=number(len(functions))))
    return ", ".join(told)


def light_name(light: Light) -> str:
    match light:
        case Light.UNREPORTED:
            return _("Not reported yet")
        case Light.NORMAL:
            return _("Running normally")
        case Light.LIMITED:
            return _("Disrupted, minimum reached")
        case Light.DISRUPTED:
            return _("Disrupted, within the RTO")
        case Light.RTO:
            return _("RTO breached")
        case Light.MTPD:
            return _("MTPD breached")


def duration(span: timedelta) -> str:
    """ "2 hari 3 jam", "7 jam 50 menit", "5 jam": the two largest parts."""
    minutes = max(0, round(span.total_seconds() / 60))
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return _("{days} d {hours} h").format(days=number(days), hours=number(hours))
    if hours and not minutes:
        return _("{hours} h").format(hours=number(hours))
    if hours:
        return _("{hours} h {minutes} min").format(hours=number(hours), minutes=number(minutes))
    return _("{minutes} min").format(minutes=number(minutes))


def clock_text(state: DisruptionState) -> str:
    """How long the clock runs and what is left: "3 jam 10 menit di bawah MBCO · sisa RTO 4 jam 50 menit"."""
    ran = _("{time} below the MBCO").format(time=duration(state.elapsed))
    return f"{ran} · {left_text(state)}" if state.below_since else left_text(state)


def quiet_text(state: FunctionState) -> str:
    """What is known of a function that no open disruption was recorded of."""
    if state.light is Light.UNREPORTED:
        return _("nothing was recorded of it yet")
    if state.since is None:
        return _("no disruption")
    return _("no disruption since {day} {time}").format(
        day=short_date(state.since.date()), time=clock_time(state.since)
    )


def left_text(state: DisruptionState) -> str:
    """What is left of the RTO, or by how much it is over."""
    if state.rto_at is None or state.mtpd_at is None:
        return _("minimum reached, no clock runs")
    match state.light:
        case Light.MTPD:
            return _("MTPD over by {time}").format(time=duration(state.local - state.mtpd_at))
        case Light.RTO:
            return _("RTO over by {late}, {left} left of the MTPD").format(
                late=duration(state.local - state.rto_at), left=duration(state.mtpd_at - state.local)
            )
        case _:
            return _("{left} left of the RTO").format(left=duration(state.rto_at - state.local))


def target_text(target: Target | None) -> str:
    """RTO 8 jam · MTPD 48 jam · MBCO 50 % (usulan)."""
    if target is None:
        return _("no targets set")
    text = _("RTO {rto} h · MTPD {mtpd} h · MBCO {mbco} %").format(
        rto=number(target.rto), mtpd=number(target.mtpd), mbco=number(target.mbco)
    )
    return f"{text} ({_('proposed')})" if target.proposed else text


def places_text(state: FunctionState, offices: dict[str, str]) -> str:
    """Where a function is disrupted: "nasional", "Tual", "Tual dan 3 kantor lain"."""
    branches = [s.disruption.branch for s in state.open]
    if not branches:
        return ""
    if "" in branches:
        return _("national")
    return _listed(offices.get(code, code) for code in branches)


def _listed(names: Iterable[str]) -> str:
    first, *rest = names
    if not rest:
        return first
    return _("{office} and {n} other offices").format(office=first, n=number(len(rest)))


# --- losses ------------------------------------------------------------------------------------------


def loss_kind_name(kind: LossKind) -> str:
    from cmt_desk.domain.losses import LossKind

    match kind:
        case LossKind.FINANCIAL:
            return _("Financial")
        case LossKind.REPUTATION:
            return _("Reputation")
        case LossKind.LIFE:
            return _("Loss of life")


def sub_kind_name(sub: str) -> str:
    return {
        "COST": _("extra cost"),
        "REDUCED": _("contribution reduced"),
        "DEFERRED": _("contribution deferred (comes later)"),
        "PENALTY": _("penalty waived"),
        "FRAUD": _("overpaid or false claims"),
        "INVESTMENT": _("investment result"),
        "COMPLAINT": _("complaints"),
        "NEWS": _("negative news"),
        "SERVICE": _("service level missed"),
        "HOAX": _("hoax"),
        "DEATH": _("death"),
        "ILLNESS": _("long-term illness"),
    }.get(sub, sub)


def loss_status_name(status: LossStatus) -> str:
    from cmt_desk.domain.losses import LossStatus

    match status:
        case LossStatus.SUSPECTED:
            return _("suspected")
        case LossStatus.VERIFIED:
            return _("verified")
        case LossStatus.CLOSED:
            return _("closed")
        case LossStatus.WITHDRAWN:
            return _("withdrawn")


def rupiah(amount: int) -> str:
    """Rp 1.250.000; rounded from ten million on: Rp 85,5 juta, Rp 2,32 miliar."""
    sign, size = ("−" if amount < 0 else ""), abs(amount)
    if size < 10**7:
        return f"{sign}Rp {number(size)}"
    unit, name, most = (10**9, _("billion"), 2) if size >= 10**9 else (10**6, _("million"), 1)
    value = round(size / unit, most)
    decimals = next(n for n in range(most + 1) if round(value, n) == value)
    return f"{sign}Rp {number(value, decimals)} {name}"


def loss_total(kind: LossKind, total: int) -> str:
    """What several losses of a kind come to: `LossSum.total`."""
    from cmt_desk.domain.losses import LossKind

    return (
        _("{n} events").format(n=number(total)) if kind is LossKind.REPUTATION else loss_amount(kind, total)
    )


def loss_amount(kind: LossKind, amount: int) -> str:
    """Each kind in its own measure: a life has no price."""
    from cmt_desk.domain.losses import LossKind

    match kind:
        case LossKind.FINANCIAL:
            return rupiah(amount)
        case LossKind.REPUTATION:
            return _("severity {n}").format(n=number(amount))
        case LossKind.LIFE:
            return _("{n} people").format(n=number(amount))
