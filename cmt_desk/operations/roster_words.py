"""How a re-plan is told: the reason of each change, and how good the roster is."""

from cmt_desk.domain.differences import Change
from cmt_desk.domain.planner import Plan
from cmt_desk.i18n import _, number
from cmt_desk.wording import cap_reason


def change_reason(change: Change) -> str:
    """Why a re-plan changes a cell, in words."""
    match change.reason:
        case "AWAY":
            return _("cannot come: isolation, quarantine or leave")
        case "CLEARED":
            return _("may work again")
        case "OVER_CAP":
            return _("the cap is {cap} now ({why})").format(
                cap=number(change.cap.people), why=cap_reason(change.cap)
            )
        case "REPLACES":
            return _("takes the place of somebody who cannot come")
        case "ROOM":
            return _("there is room for {cap} now ({why})").format(
                cap=number(change.cap.people), why=cap_reason(change.cap)
            )
        case "SWAP":
            return _("changes places so that fewer people are disturbed and functions stay covered")
        case "NEW":
            return _("not planned before")
        case _:
            return _("only recorded; nobody moves")


def goal_names() -> dict[str, str]:
    """The goals of a roster in their order."""
    return {
        "cover": _("waived cover"),
        "presence": _("presence"),
        "change": _("change"),
        "fairness": _("fairness"),
        "weekdays": _("balance of weekdays"),
        "comfort": _("whole blocks, ways and wishes"),
    }


def quality_text(plan: Plan) -> str:
    """Optimal, or by how much each goal may still be off."""
    names = goal_names()
    if not plan.tiers:
        return _("made without the solver: every rule kept, nothing proved about the rest")
    if plan.optimal:
        return _("proved optimal: no roster is better")
    off = [
        _("{goal} within {percent} %").format(goal=names[tier.name], percent=number(max(0.1, tier.gap), 1))
        for tier in plan.tiers
        if not tier.optimal
    ]
    return ", ".join(
        [*(_("{goal} optimal").format(goal=names[t.name]) for t in plan.tiers if t.optimal), *off]
    )
