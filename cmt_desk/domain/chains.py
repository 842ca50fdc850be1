"""Who infected whom: contacts that became cases, as trees with time running across.

Incubation lasts five to six days on average and fourteen at most (KMK HK.01.07/MENKES/413/2020, bab I).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from cmt_desk.domain.cases import Status
from cmt_desk.records import record

USUAL_INCUBATION, LONGEST_INCUBATION = 5, 14  # days
ROOM = 2  # days a case stands behind its source to be drawn in the same lane


class DatedBy(StrEnum):
    """Which of its dates a case stands at: the first of these that is known."""

    ONSET = "ONSET"
    SPECIMEN = "SPECIMEN"
    CONFIRMATION = "CONFIRMATION"
    OPENING = "OPENING"


class Doubt(StrEnum):
    """Why the dates speak against a link."""

    SOURCE_LATER = "SOURCE_LATER"  # the source fell ill after the person it is said to have infected
    TOO_LATE = "TOO_LATE"  # symptoms later than the longest incubation after the last contact


@record
class ChainCase:
    """A case as it stood on a day, with the dates that place it in time."""

    id: str
    employee: str
    name: str
    branch: str
    status: Status
    opened_on: date
    onset: date | None = None
    specimen: date | None = None
    confirmed_on: date | None = None

    @property
    def day(self) -> date:
        return self.onset or self.specimen or self.confirmed_on or self.opened_on

    @property
    def dated_by(self) -> DatedBy:
        known = (self.onset, self.specimen, self.confirmed_on, self.opened_on)
        return next(by for by, day in zip(DatedBy, known, strict=True) if day)


@record
class Link:
    """A contact of `source` that became the case `target`; of several sources one is the likeliest."""

    source: str
    target: str
    last_contact: date
    doubt: Doubt | None = None
    likeliest: bool = True


@record
class Member:
    """A case in its cluster: how many infections after the index case, and the lane it is drawn in."""

    case: ChainCase
    generation: int
    lane: int
    source: str | None  # the likeliest


@record
class Cluster:
    """At least two linked cases; it belongs to the office of its first index case.

    Lanes are numbered through all clusters; `heading` is the free lane above the first one.
    """

    branch: str
    heading: int
    members: Sequence[Member]  # from the top lane down
    links: Sequence[Link]

    @property
    def generations(self) -> int:
        return 1 + max(m.generation for m in self.members)

    @property
    def first(self) -> date:
        return min(m.case.day for m in self.members)

    @property
    def last(self) -> date:
        return max(m.case.day for m in self.members)

    @property
    def branches(self) -> set[str]:
        return {m.case.branch for m in self.members}


def doubt_of(source: ChainCase, target: ChainCase, last_contact: date) -> Doubt | None:
    """What the dates of onset say against a link; other dates say nothing about when somebody fell ill."""
    if target.onset is None:
        return None
    if source.onset and source.onset > target.onset:
        return Doubt.SOURCE_LATER
    late = (target.onset - last_contact).days > LONGEST_INCUBATION
    return Doubt.TOO_LATE if late else None


def judged(links: Iterable[Link], cases: Mapping[str, ChainCase]) -> list[Link]:
    """The links between known cases, each with its doubt; each case keeps one likeliest source.

    Links are taken from the most to the least likely, and one that would close a circle is never a
    likeliest one, so the likeliest links form a forest. Two links of one pair count as the later contact.
    """
    latest: dict[tuple[str, str], Link] = {}
    for link in links:
        pair = link.source, link.target
        if link.source == link.target or link.source not in cases or link.target not in cases:
            continue
        if pair not in latest or latest[pair].last_contact < link.last_contact:
            doubt = doubt_of(cases[link.source], cases[link.target], link.last_contact)
            latest[pair] = replace(link, doubt=doubt, likeliest=False)
    root = {case: case for case in cases}
    decided: list[Link] = []
    for link in sorted(latest.values(), key=lambda link: _unlikeliness(link, cases)):
        free = root[link.target] == link.target  # it has no source yet
        fits = free and _root(link.source, root) != link.target
        if fits:
            root[link.target] = link.source
        decided.append(replace(link, likeliest=fits))
    return decided


def _unlikeliness(link: Link, cases: Mapping[str, ChainCase]) -> tuple[int, bool, int, str, str]:
    """First what is possible, then a source that comes before, then the most usual incubation."""
    source, target = cases[link.source], cases[link.target]
    doubt = 0 if link.doubt is None else 1 if link.doubt is Doubt.TOO_LATE else 2
    incubation = (target.day - link.last_contact).days
    return doubt, source.day > target.day, abs(incubation - USUAL_INCUBATION), link.source, link.target


def _root(case: str, root: dict[str, str]) -> str:
    """The index case above a case; the way there is shortened for the next who asks."""
    path: list[str] = []
    while root[case] != case:
        path.append(case)
        case = root[case]
    for passed in path:
        root[passed] = case
    return case


def clusters(
    cases: Iterable[ChainCase],
    links: Iterable[Link],
    shown: Collection[str] | None = None,
    room: int = ROOM,
) -> list[Cluster]:
    """Every chain as a cluster with its lanes: the office with the newest case first, its clusters in time.

    With `shown`, only chains with a case among these; a chain is never cut. A case without links is in none.
    Two cases of one lane are at least `room` days apart.
    """
    known = {case.id: case for case in cases}
    links = judged(links, known)
    groups = [g for g in _connected(links) if shown is None or not g.isdisjoint(shown)]
    of_target: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        of_target[link.target].append(link)
    sources = {link.target: link.source for link in links if link.likeliest}
    index = {id(g): min(_roots(g, sources), key=lambda c: (known[c].day, c)) for g in groups}
    newest: dict[str, date] = {}
    for group in groups:
        office, last = known[index[id(group)]].branch, max(known[c].day for c in group)
        newest[office] = max(newest.get(office, last), last)

    def order(group: set[str]) -> tuple[int, str, date, str]:
        first = known[index[id(group)]]
        return -newest[first.branch].toordinal(), first.branch, first.day, first.id

    found: list[Cluster] = []
    top = 0
    for group in sorted(groups, key=order):
        members = _laid_out(group, sources, known, top + 1, room)
        mine = [link for case in sorted(group) for link in of_target[case]]
        found.append(Cluster(known[index[id(group)]].branch, top, members, mine))
        top = max(m.lane for m in members) + 1
    return found


def _connected(links: Iterable[Link]) -> list[set[str]]:
    """Cases that hang together by any link, likely or not."""
    near: dict[str, set[str]] = defaultdict(set)
    for link in links:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    found: list[set[str]] = []
    seen: set[str] = set()
    for case in near:
        if case in seen:
            continue
        group, waiting = {case}, [case]
        while waiting:
            fresh = near[waiting.pop()] - group
            group |= fresh
            waiting += fresh
        seen |= group
        found.append(group)
    return found


def _roots(group: Iterable[str], sources: Mapping[str, str]) -> list[str]:
    return [case for case in group if case not in sources]


def _laid_out(
    group: set[str], sources: Mapping[str, str], known: Mapping[str, ChainCase], top: int, room: int
) -> list[Member]:
    """A lane for each case so that lines never cross as long as nobody stands before their source.

    Each subtree keeps lanes of its own below its case; the first child that stands far enough behind goes
    on in the lane of its source.
    """
    children: dict[str, list[str]] = defaultdict(list)
    for case in group:
        if case in sources:
            children[sources[case]].append(case)

    def in_time(case: str) -> tuple[date, str]:
        return known[case].day, case

    found: list[Member] = []
    free = top
    for first in sorted(_roots(group, sources), key=in_time):
        waiting: list[tuple[str, int, int | None]] = [(first, 0, None)]
        while waiting:
            case, generation, lane = waiting.pop()
            if lane is None:
                lane, free = free, free + 1
            found.append(Member(known[case], generation, lane, sources.get(case)))
            below = sorted(children[case], key=in_time)
            straight = next((c for c in below if (known[c].day - known[case].day).days >= room), None)
            aside = [(c, generation + 1, None) for c in reversed(below) if c != straight]
            waiting += aside if straight is None else [*aside, (straight, generation + 1, lane)]
    return sorted(found, key=lambda m: (m.lane, m.case.day, m.case.id))
