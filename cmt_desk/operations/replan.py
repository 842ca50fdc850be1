"""Re-planning with the least change: the difference is shown first, then taken as one operation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.differences import Change, differences, moved
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.planner import Plan
from cmt_desk.domain.schedule import Problem, Roster
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.cohorts import keep_places
from cmt_desk.operations.conflicts import conflict_text
from cmt_desk.operations.engine import Task, best_roster, best_rosters
from cmt_desk.operations.roster_quality import keep_quality
from cmt_desk.operations.schedule import problem, problems, staffed
from cmt_desk.operations.zones import under_zone
from cmt_desk.records import record
from cmt_desk.store import Store

Period = tuple[date, date]  # first and last day


@record
class Proposal:
    """What a new roster of one office would change; nothing is stored yet."""

    problem: Problem
    before: Roster
    plan: Plan
    changes: tuple[Change, ...]
    conflict: str = ""  # why there is no roster, with the people; then nothing can be taken

    @property
    def branch(self) -> str:
        return self.problem.branch

    @property
    def moved(self) -> tuple[int, int]:
        """(cells, people) told to be somewhere else."""
        return moved(self.changes)


def replan(store: Store, branch: str, first: date, last: date, zone: Zone | None = None) -> Proposal:
    """The roster that keeps every rule and is nearest to what people were told. Writes nothing.

    `zone`: as if it held, where one is asked about.

    Raises Refused for an unknown office or period, or with the people in conflict when no roster is possible.
    """
    facts = problem(store, branch, first, last)
    if not staffed(facts):
        raise Refused(_("This office has no employees; import them first."))
    facts = under_zone(facts, zone) if zone else facts
    made = proposal(store, facts, best_roster(*task(store, facts)))
    if made.conflict:
        raise Refused(made.conflict)
    return made


def replan_all(
    store: Store,
    branches: Iterable[str],
    first: date,
    last: date,
    *,
    afresh: bool = False,
    today: date | None = None,
) -> list[Proposal]:
    """A proposal for each office that has people, on all processors. A conflict is told, not raised.

    `afresh` holds on to what is published only; otherwise drafts too are kept where they can be.
    """
    read = [facts for facts in problems(store, list(branches), first, last, today) if staffed(facts)]
    plans = best_rosters(task(store, facts, drafts=not afresh) for facts in read)
    return [proposal(store, facts, made) for facts, made in zip(read, plans, strict=True)]


def tasks(store: Store, periods: Mapping[str, Period], zone: Zone | None = None) -> Iterator[Task]:
    """The tasks of many offices, each with its own days, as if a zone held where one is named.

    Raises Refused for an unknown office.
    """
    return (task(store, under_zone(facts, zone) if zone else facts) for facts in _facts(store, periods))


def _facts(store: Store, periods: Mapping[str, Period], today: date | None = None) -> Iterator[Problem]:
    """Offices of one period come together, for what they share is read once; a step is a few milliseconds."""
    together: dict[Period, list[str]] = {}
    for branch, period in periods.items():
        together.setdefault(period, []).append(branch)
    for (first, last), branches in together.items():
        yield from problems(store, branches, first, last, today)


def accept(
    store: Store, proposals: Sequence[Proposal], name: str = "replan", today: date | None = None
) -> None:
    """Take the proposals as one operation. Raises Refused when the roster or its facts changed since."""
    if not proposals:
        return
    of_branch = {made.branch: made for made in proposals}
    periods = {code: (made.problem.days[0], made.problem.days[-1]) for code, made in of_branch.items()}
    for facts in _facts(store, periods, today):
        made = of_branch[facts.branch]
        stored = store.schedule.cells(facts.branch, *periods[facts.branch])
        if stored != made.before or breaches(made.plan.roster, facts, made.plan.waves):
            raise Refused(_("The roster changed since this proposal was made; re-plan again."))
    with store.operation(name, _label(proposals, name)):
        for made in proposals:
            keep(store, made)


def keep(store: Store, made: Proposal) -> None:
    """The roster, whose cohort people are in, and how good it is; inside an operation."""
    keep_places(store, made.problem)
    store.schedule.put_cells(made.branch, made.plan.roster, made.plan.waves)
    keep_quality(store, made.branch, made.problem.days, made.plan)


def task(store: Store, facts: Problem, *, drafts: bool = True) -> Task:
    """An office with what its people were told; where nothing was told yet, with the draft."""
    period = facts.branch, facts.days[0], facts.days[-1]
    planned = store.schedule.cells(*period) if drafts else {}
    told = {**planned, **store.schedule.published(*period)}
    return facts, told, store.schedule.published_before(*period)


def proposal(store: Store, facts: Problem, made: Plan) -> Proposal:
    """What a roster would change against the stored one, or why there is none."""
    before = store.schedule.cells(facts.branch, facts.days[0], facts.days[-1])
    if made.conflicts:
        return Proposal(facts, before, made, (), conflict_text(store, facts, made.conflicts))
    return Proposal(facts, before, made, differences(facts, before, made.roster))


def _label(proposals: Sequence[Proposal], name: str) -> str:
    days = proposals[0].problem.days
    period = {"first": short_date(days[0]), "last": short_date(days[-1])}
    again = name == "replan"
    if len(proposals) == 1:
        one = _("Re-plan {branch}, {first} – {last}") if again else _("Plan {branch}, {first} – {last}")
        return one.format(branch=proposals[0].branch, **period)
    many = _("Re-plan {n} offices, {first} – {last}") if again else _("Plan {n} offices, {first} – {last}")
    return many.format(n=number(len(proposals)), **period)
