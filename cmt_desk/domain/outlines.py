"""Outlines of areas, small enough to keep: snapped to a grid, without points in the middle of straight runs.

Each point is snapped by itself, so two neighbours keep one border: thinning by distance tears them apart.
"""

from collections.abc import Iterator, Sequence

SCALE = 1000  # thousandths of a degree, about 110 m
GRID = 2
Rings = Sequence[Sequence[int]]  # each ring [x, y, dx, dy, …], east and north


def compact(ring: Sequence[Sequence[float]], grid: int = GRID) -> list[int]:
    """A ring of (longitude, latitude, …) as steps on the grid; empty where nothing of it is left."""
    points: list[tuple[int, int]] = []
    per_degree = SCALE / grid
    for place in ring:
        point = round(place[0] * per_degree) * grid, round(place[1] * per_degree) * grid
        if not points or point != points[-1]:
            points.append(point)
    return steps(straightened(points))


def coarser(flat: Sequence[int], grid: int) -> list[tuple[int, int]]:
    """The points of a kept ring on a coarser grid."""
    points: list[tuple[int, int]] = []
    for x, y in places(flat):
        point = round(x / grid) * grid, round(y / grid) * grid
        if not points or point != points[-1]:
            points.append(point)
    return straightened(points)


def straightened(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without the repeated last point and without points in the middle of a straight run."""
    kept: list[tuple[int, int]] = []
    for x, y in points:
        while len(kept) >= 2 and _straight(kept[-2], kept[-1], (x, y)):
            kept.pop()
        kept.append((x, y))
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept if len(kept) >= 3 else []


def _straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Whether b lies between a and c, or the line turns back on itself in b."""
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def steps(points: Sequence[tuple[int, int]]) -> list[int]:
    """The first point as it is, each later one as the step from the one before."""
    flat: list[int] = []
    last = (0, 0)
    for x, y in points:
        flat += (x - last[0], y - last[1])
        last = x, y
    return flat


def places(flat: Sequence[int]) -> Iterator[tuple[int, int]]:
    x = y = 0
    for n in range(0, len(flat), 2):
        x, y = x + flat[n], y + flat[n + 1]
        yield x, y
