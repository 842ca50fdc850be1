"""What a chart of days draws: bars in parts, and a line over them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt

from cmt_desk.i18n import number
from cmt_desk.records import record


@record
class Part:
    """A part of each day's bar, from the bottom up. `tone` names a colour of the theme."""

    name: str
    values: Sequence[int]
    tone: str
    hatch: Qt.BrushStyle = Qt.BrushStyle.SolidPattern


@record
class Line:
    name: str
    values: Sequence[float]
    tone: str = "accent"


@record
class DayFigure:
    """What is drawn, told and read aloud; parts and line have a value for each day from `first` on."""

    title: str
    first: date
    parts: Sequence[Part]
    line: Line | None = None

    @property
    def days(self) -> int:
        return len(self.parts[0].values)

    @property
    def highest(self) -> float:
        tops = (sum(values) for values in zip(*(p.values for p in self.parts), strict=True))
        return max(max(tops, default=0), max(self.line.values, default=0) if self.line else 0)

    def told(self, n: int) -> list[str]:
        lines = [f"{part.name}: {number(part.values[n])}" for part in self.parts]
        return [*lines, f"{self.line.name}: {number(self.line.values[n], 1)}"] if self.line else lines


def nice_top(highest: float) -> int:
    """A round number not below the highest, for the axis: 4, 5, 6, 8, 10, 20, 30 …"""
    top = 4
    while top < highest:
        power = 10 ** (len(str(top)) - 1)
        top = next(step * power for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * power > top)
    return top
