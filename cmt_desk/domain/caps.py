"""How many may be in the office: dated rules with a legal reference, never constants.

The highest precedence among the rules in force decides; a local rule (Jabodetabek follows DKI's) replaces
the zone's. Source: SE MenPANRB 67/2020; seed note on Jabodetabek; `cap_rule` rows carry each reference.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from cmt_desk.domain.branches import Zone
from cmt_desk.records import record

FLAT = "FLAT"
NATIONAL = "NATIONAL"


@record
class CapRule:
    """One regulation's shares. `kind`: ZONE by colour, FLAT one share, DISCRETION names no figure."""

    code: str
    number: str
    effective_from: date
    effective_to: date | None
    scope: str
    kind: str
    precedence: int
    shares: Mapping[str, int]
    issuer: str = ""
    dated: date | None = None
    note: str = ""
    source: str = ""

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def percent(self, zone: Zone | None) -> int | None:
        """The share for a zone; None where the rule needs a zone and there is none."""
        match self.kind:
            case "FLAT":
                return self.shares[FLAT]
            case "ZONE":
                return self.shares.get(zone) if zone else None
            case _:
                return 100


@record
class OfficeCap:
    """The answer for one office and day. `percent` is None while the zone is unknown."""

    headcount: int
    percent: int | None
    rule: CapRule | None
    decided: int | None = None  # so many by a signed decision, whatever the rules say
    closed: bool = False  # WFH-Full: everybody at home, no cover is asked
    decision: str = ""  # the letter, or who decided

    @property
    def people(self) -> int:
        """At most so many in the office: ⌊headcount × share⌋. "Paling banyak" forbids rounding up.

        An unknown zone gives no cap to break, so the headcount; the screens say it is unknown.
        """
        if self.closed or self.decided is not None:
            return 0 if self.closed else min(self.decided or 0, self.headcount)
        return self.headcount * (100 if self.percent is None else self.percent) // 100

    @property
    def known(self) -> bool:
        return self.percent is not None or self.closed or self.decided is not None

    @property
    def rounds_to_nobody(self) -> bool:
        """A share, even of 0 %, that leaves nobody: CMT has to decide, nobody is sent home silently."""
        asked = not self.closed and self.decided is None
        return asked and self.headcount > 0 and self.percent is not None and self.people == 0


def rule_in_force(rules: Iterable[CapRule], scopes: Iterable[str], on: date) -> CapRule | None:
    """The rule that decides for an area lying in `scopes` (NATIONAL holds everywhere)."""
    places = {NATIONAL, *scopes}
    fitting = [r for r in rules if r.scope in places and r.in_force(on)]
    return max(fitting, key=lambda r: (r.precedence, r.effective_from, r.code), default=None)


def office_cap(headcount: int, zone: Zone | None, rule: CapRule | None) -> OfficeCap:
    """The cap of an office; without any rule everybody may come."""
    return OfficeCap(headcount, rule.percent(zone) if rule else 100, rule)
