"""Cohorts of an office that told no teams: dealt by rule, kept from then on, dealt anew when asked."""

from dataclasses import replace

from cmt_desk.domain.cohorts import dealt_again, leaves
from cmt_desk.domain.dealing import LEAVES
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.people import Employee
from cmt_desk.domain.rooms import rooms
from cmt_desk.domain.roster_settings import Cohorts
from cmt_desk.domain.schedule import Breach, Problem
from cmt_desk.i18n import _, number
from cmt_desk.records import record
from cmt_desk.store import Store


def keep_places(store: Store, facts: Problem) -> None:
    """Remember where people without a team were dealt, so that no newcomer moves them (in an operation)."""
    if facts.settings.cohorts is Cohorts.NONE:
        return
    here = {e.number for e in facts.employees if not e.team and any(e.active(day) for day in facts.days)}
    new = {n: LEAVES[leaf] for n, leaf in leaves(facts).items() if n in here and n not in facts.cohorts}
    if new:
        store.arrangements.put_places(facts.branch, new)


@record
class Dealing:
    """What dealing an office anew would change; nothing is stored yet.

    `anew`: the office with everybody who has no team in the new cohort.
    `broken` and `left`: the rules on who shares a cohort (H6, H8) that no roster can keep, now and after it.
    """

    facts: Problem
    anew: Problem
    moves: tuple[tuple[Employee, str, str], ...]  # who, out of which leaf, into which
    broken: tuple[Breach, ...]
    left: tuple[Breach, ...]


def dealing(facts: Problem) -> Dealing:
    """The people of an office dealt anew, as few as can be into another cohort. Writes nothing.

    Raises Refused where nobody is kept apart, where everybody has a told team, or where nothing would change.
    """
    if facts.settings.cohorts is Cohorts.NONE:
        raise Refused(_("Nobody is kept apart here, so there are no cohorts to deal."))
    without = [e for e in facts.employees if not e.team]
    if not without:
        raise Refused(_("Everybody here has a team; cohorts follow the teams."))
    before, after = leaves(facts), dealt_again(facts)
    moves = ((e, LEAVES[before[e.number]], LEAVES[after[e.number]]) for e in without)
    changed = tuple((e, old, new) for e, old, new in moves if old != new)
    if not changed:
        raise Refused(_("Dealing anew changes nothing: these are the cohorts that fit best."))
    anew = replace(facts, cohorts={e.number: LEAVES[after[e.number]] for e in without})
    return Dealing(facts, anew, changed, rooms(facts, {}).standing, rooms(anew, {}).standing)


def deal_again(store: Store, facts: Problem) -> int:
    """Deal the people of an office anew; how many changed their cohort.

    For when a household, a deputy or a function no longer fits. The next planning follows; people meet new
    colleagues, so nothing does this by itself. Raises Refused as `dealing` does.
    """
    found = dealing(facts)
    changed = len(found.moves)
    label = _("Deal the cohorts of {branch} anew: {n} people").format(branch=facts.branch, n=number(changed))
    with store.operation("deal_cohorts", label):
        store.arrangements.remove_places(facts.branch)
        here = {e.number for e in facts.employees if any(e.active(day) for day in facts.days)}
        store.arrangements.put_places(
            facts.branch, {n: leaf for n, leaf in found.anew.cohorts.items() if n in here}
        )
    return changed
