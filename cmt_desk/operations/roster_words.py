"""How a re-plan is told: the reason of each change, and how good the roster is."""

from collections.abc import Sequence

from cmt_desk.domain.differences import Change
from cmt_desk.domain.fairness import Spread
from cmt_desk.domain.mip import Reached
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


def quality_text(tiers: Sequence[Reached]) -> str:
    """Proved optimal; or the goal at which the proof stopped, and how far each may be off at most."""
    names = goal_names()
    if not tiers:
        return _("made without the solver: every rule kept, nothing proved about the rest")
    off = [tier for tier in tiers if not tier.optimal]
    if not off:
        return _("proved optimal: no roster is better")
    gaps = [(names[tier.name], number(max(0.1, tier.gap), 1)) for tier in off]
    first, *others = gaps
    parts = [_("stopped at {goal}, within {percent} %").format(goal=first[0], percent=first[1])]
    parts += [_("{goal} within {percent} %").format(goal=goal, percent=percent) for goal, percent in others]
    return "; ".join([*parts, _("the goals before it are optimal")])


def all_quality_text(made: Sequence[Sequence[Reached]]) -> str:
    """How good many rosters are: how many are proved, and how far the others may be off, at which goals."""
    names = goal_names()
    off = [next(t for t in tiers if not t.optimal) for tiers in made if not all(t.optimal for t in tiers)]
    unproved = sum(not tiers for tiers in made)
    parts = [_("{n} proved optimal").format(n=number(len(made) - len(off) - unproved))]
    if off:
        told = _("{n} stopped at {goals}, at most {percent} % off")
        goals = ", ".join(name for key, name in names.items() if key in {tier.name for tier in off})
        worst = number(max(0.1, *(tier.gap for tier in off)), 1)
        parts.append(told.format(n=number(len(off)), goals=goals, percent=worst))
    if unproved:
        parts.append(_("{n} made without the solver").format(n=number(unproved)))
    return "; ".join(parts)


def bounds_text(tiers: Sequence[Reached], spread: Spread | None) -> str:
    """What the roster costs in change, how evenly the office days are spread, and what cannot be less."""
    parts: list[str] = []
    for change in (tier for tier in tiers if tier.name == "change"):
        least = _("as little change as there can be ({value} points, the lower bound)")
        told = least if change.optimal else _("change of {value} points, lower bound {bound}")
        parts.append(told.format(value=number(change.value), bound=number(change.bound)))
    if spread:
        told = _(
            "days in the office a person, the four weeks before included: most {most}, fewest {least};"
            " lower bound of the most {bound}"
        )
        parts.insert(0, told.format(most=spread.most, least=spread.least, bound=spread.bound))
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]
