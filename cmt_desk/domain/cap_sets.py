"""A set of cap rules: no two decide the same day, and no day between two of them is left undecided."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.caps import FLAT, CapRule
from cmt_desk.records import record

DAY = timedelta(days=1)


@record
class Flaw:
    """Days on which two rules of one scope and precedence hold (OVERLAP), or none does (GAP)."""

    kind: Literal["OVERLAP", "GAP"]
    earlier: CapRule
    later: CapRule
    first: date
    last: date


def flaws(rules: Iterable[CapRule]) -> list[Flaw]:
    """What is wrong between the rules of each scope, by the first day it is wrong on.

    Rules of different precedence may hold together: the higher decides. Before the first rule of a scope and
    after its last nothing is missing: there the rules of the wider scope hold.
    """
    found: list[Flaw] = []
    of_scope: dict[str, list[CapRule]] = {}
    for rule in sorted(rules, key=lambda r: (r.effective_from, r.code)):
        of_scope.setdefault(rule.scope, []).append(rule)
    for own in of_scope.values():
        found += _overlaps(own)
        found += _gaps(own)
    return sorted(found, key=lambda f: (f.first, f.kind, f.earlier.code, f.later.code))


def _overlaps(rules: Sequence[CapRule]) -> list[Flaw]:
    found: list[Flaw] = []
    for n, later in enumerate(rules):
        for earlier in rules[:n]:
            if earlier.precedence != later.precedence or _last(earlier) < later.effective_from:
                continue
            last = min(_last(earlier), _last(later))
            found.append(Flaw("OVERLAP", earlier, later, later.effective_from, last))
    return found


def _gaps(rules: Sequence[CapRule]) -> list[Flaw]:
    """Between the last day covered so far and the next rule; `rules` in the order in which they begin."""
    found: list[Flaw] = []
    longest = rules[0]
    for _before, rule in pairwise(rules):
        if _last(longest) < rule.effective_from - DAY:
            found.append(Flaw("GAP", longest, rule, _last(longest) + DAY, rule.effective_from - DAY))
        longest = max(longest, rule, key=_last)
    return found


def _last(rule: CapRule) -> date:
    return rule.effective_to or date.max


def missing_shares(rule: CapRule) -> list[str]:
    """The keys a rule of its kind needs and has no share for."""
    needed = {"ZONE": [zone.value for zone in Zone], FLAT: [FLAT]}.get(rule.kind, [])
    return [key for key in needed if key not in rule.shares]
