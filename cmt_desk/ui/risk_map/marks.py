"""Where the markers stand: one for each office, one with a count where they would overlap, or fanned out.

Everything here is in pixels from the map's origin at one scale, so that panning only moves the result.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cmt_desk.domain.branches import Branch

RADIUS = 7.0  # of a single marker; its shape reaches a little further
FAN_FROM = 240.0  # pixels per degree from which overlapping markers are fanned out
_APART = 2.35  # a fanned marker's distance from the next, in radii
_ROUNDS = 60
_REACH = 8  # of those distances: as far as two markers can travel towards each other


@dataclass(frozen=True, eq=False, slots=True)
class Mark:
    """One office, or several that overlap. `home_x`, `home_y` is where a fanned-out office really lies."""

    codes: tuple[str, ...]
    x: float
    y: float
    home_x: float
    home_y: float
    radius: float = RADIUS

    @property
    def moved(self) -> bool:
        return math.hypot(self.x - self.home_x, self.y - self.home_y) > 1.5


def cluster_radius(count: int) -> float:
    return 12.0 + min(5.0, math.sqrt(count))


def place_marks(branches: Iterable[Branch], scale: float, *, fan: bool) -> list[Mark]:
    """The markers at a scale. The same offices always make the same groups, whatever their zones."""
    at = [Mark((b.code,), x, y, x, y) for b in branches for x, y in [(b.lon * scale, -b.lat * scale)]]
    return _fan(at) if fan else _cluster(at)


# --- clusters --------------------------------------------------------------------------------------


def _cluster(marks: Sequence[Mark]) -> list[Mark]:
    """Join the first mark of each overlapping pair with the other until none overlap."""
    waiting, done = list(marks), list[Mark]()
    while waiting:
        mark = waiting.pop()
        near = _overlapping(mark, waiting) + _overlapping(mark, done)
        if not near:
            done.append(mark)
            continue
        waiting = [other for other in waiting if other not in near]
        done = [other for other in done if other not in near]
        waiting.append(_joined([mark, *near]))
    return done


def _overlapping(mark: Mark, others: Sequence[Mark]) -> list[Mark]:
    """In one go over plain numbers: this runs for each step of a zoom."""
    x, y, radius = mark.x, mark.y, mark.radius
    return [
        other
        for other in others
        if -40 < other.x - x < 40 and math.hypot(other.x - x, other.y - y) < (radius + other.radius) * 0.92
    ]


def _joined(marks: Sequence[Mark]) -> Mark:
    codes = tuple(code for mark in marks for code in mark.codes)
    x = sum(m.x * len(m.codes) for m in marks) / len(codes)
    y = sum(m.y * len(m.codes) for m in marks) / len(codes)
    return Mark(codes, x, y, x, y, cluster_radius(len(codes)))


# --- fans ------------------------------------------------------------------------------------------


def _fan(marks: Sequence[Mark]) -> list[Mark]:
    """Push overlapping markers apart, each as little as it takes; a line leads back to the place."""
    xs, ys = [m.x for m in marks], [m.y for m in marks]
    apart = _APART * RADIUS
    reach = _REACH * apart  # who lies farther off is never met
    pairs = [
        (a, b)
        for a in range(len(marks))
        for b in range(a)
        if -reach < xs[a] - xs[b] < reach and -reach < ys[a] - ys[b] < reach
    ]
    for _round in range(_ROUNDS):
        pushed = False
        for a, b in pairs:
            across, down = xs[a] - xs[b], ys[a] - ys[b]
            if not (-apart < across < apart and -apart < down < apart):
                continue
            distance = math.hypot(across, down)
            if distance >= apart:
                continue
            if distance < 1e-6:  # the very same place: part along an angle of their own
                across, down, distance = math.cos(a), math.sin(a), 1.0
            push = (apart - distance) / 2 + 0.05
            xs[a] += across / distance * push
            ys[a] += down / distance * push
            xs[b] -= across / distance * push
            ys[b] -= down / distance * push
            pushed = True
        if not pushed:
            break
    return [Mark(m.codes, x, y, m.home_x, m.home_y) for m, x, y in zip(marks, xs, ys, strict=True)]
