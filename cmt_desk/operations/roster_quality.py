"""How good the rosters are: what the last planning of an office reached, kept beside the roster it made."""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b

from cmt_desk.domain.fairness import Spread
from cmt_desk.domain.mip import Reached
from cmt_desk.domain.planner import Plan
from cmt_desk.domain.schedule import Cell, Roster
from cmt_desk.i18n import _, medium_date, short_date
from cmt_desk.operations.roster_words import bounds_text, quality_text
from cmt_desk.records import record
from cmt_desk.store import Store

MOST, LEAST = "most", "least"  # kept beside the goals: office days of the most and the least loaded


@record
class Quality:
    """`same`: the roster of these days is still the one that was planned, cell by cell."""

    first: date
    last: date
    tiers: Sequence[Reached]
    same: bool
    spread: Spread | None = None


def keep_quality(store: Store, branch: str, days: Sequence[date], made: Plan) -> None:
    """Beside the roster that is stored, in the same operation."""
    goals = [(tier.name, tier.value, tier.bound) for tier in made.tiers]
    if made.spread:
        goals += [(MOST, made.spread.most, made.spread.bound), (LEAST, made.spread.least, 0)]
    store.schedule.put_quality(branch, days[0], days[-1], goals, _digest(made.roster))


def quality(store: Store, branch: str) -> Quality | None:
    """Of the roster last planned for an office; None where none was planned here."""
    kept = store.schedule.quality(branch)
    if kept is None:
        return None
    first, last, goals, digest = kept
    now = _digest(store.schedule.cells(branch, first, last))
    days = {name: (value, bound) for name, value, bound in goals if name in (MOST, LEAST)}
    spread = Spread(days[MOST][0], days[LEAST][0], days[MOST][1]) if days else None
    tiers = [Reached(*goal) for goal in goals if goal[0] not in days]
    return Quality(first, last, tiers, now == digest, spread)


def kept_quality_text(found: Quality) -> str:
    """The days, how good, the bounds, and whether somebody changed the roster since."""
    told = quality_text(found.tiers)
    parts = [
        f"{short_date(found.first)} – {medium_date(found.last)}: {told}.",
        bounds_text(found.tiers, found.spread),
        "" if found.same else _("Changed since then, so no longer proved."),
    ]
    return "\n".join(part for part in parts if part)


def _digest(roster: Roster) -> str:
    planned = sorted(
        (who, day.isoformat(), c.value) for (who, day), c in roster.items() if c is not Cell.UNPLANNED
    )
    return blake2b(repr(planned).encode(), digest_size=8).hexdigest()
