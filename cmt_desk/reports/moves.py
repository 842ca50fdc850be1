"""Who moved: the offices whose zone changed since the bulletin before, as a page to hand round."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from cmt_desk.domain.branches import Bulletin, Zone
from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _, long_date
from cmt_desk.records import record
from cmt_desk.reports.paper import Paper, render, short
from cmt_desk.reports.summary import riskier


@record
class MovesFacts:
    """`offices` are those that moved, of `asked` offices looked at, of `total` there are."""

    institution: str
    day: date
    bulletin: Bulletin
    before: Bulletin
    offices: Sequence[BranchDay]
    asked: int
    total: int
    regional: Mapping[str, str]


@record
class Way:
    """How many offices went from one zone to another."""

    before: Zone | None
    after: Zone | None
    offices: int
    riskier: bool


def ways(offices: Sequence[BranchDay]) -> list[Way]:
    """Towards red first, the longest way at the top."""
    counted = Counter((o.zone_before, o.zone, riskier(o)) for o in offices)
    found = [Way(before, after, n, worse) for (before, after, worse), n in counted.items()]
    return sorted(found, key=lambda w: (not w.riskier, -_risk(w.after), _risk(w.before)))


def ordered(offices: Sequence[BranchDay]) -> list[BranchDay]:
    """Towards red first, the reddest at the top, then by name."""
    return sorted(offices, key=lambda o: (not riskier(o), -_risk(o.zone), o.branch.name))


def as_paper(facts: MovesFacts) -> Paper:
    title = _("Offices that moved")
    between = _("Bulletin of {day}, before it {before}").format(
        day=long_date(facts.bulletin.day), before=long_date(facts.before.day)
    )
    return Paper(
        html=render(
            "moves.html",
            facts=facts,
            between=between,
            ways=ways(facts.offices),
            moves=[(office, riskier(office)) for office in ordered(facts.offices)],
            up=sum(riskier(office) for office in facts.offices),
        ),
        title=f"{title} · {long_date(facts.bulletin.day)}",
        header=f"{title} · {long_date(facts.day)} · {_('RESTRICTED')}",
        footer=f"{short(facts.institution)} · {between}",
        file_name=f"perpindahan-zona-{facts.bulletin.day}.pdf",
    )


def _risk(zone: Zone | None) -> int:
    return -1 if zone is None else zone.risk
