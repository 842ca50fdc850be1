"""A chart as data: what is drawn, what the pointer is told and what its table says are the same values."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cmt_desk.i18n import number
from cmt_desk.records import record
from cmt_desk.ui.look import Tokens

SWATCH = 11.0  # half as high


@record
class Series:
    """One value a column: bars, or a line of a style of its own. `tone` names a colour of the theme."""

    name: str
    values: Sequence[float]
    tone: str
    line: Qt.PenStyle | None = None  # bars if None
    decimals: int = 0

    def paint_swatch(self, painter: QPainter, centre: QPointF, tokens: Tokens) -> None:
        """Its sample in the legend."""
        colour = QColor(getattr(tokens, self.tone))
        if self.line is None:
            painter.fillRect(QRectF(centre.x() - SWATCH / 2, centre.y() - SWATCH / 2, SWATCH, SWATCH), colour)
            return
        painter.setPen(QPen(colour, 2, self.line))
        painter.drawLine(QPointF(centre.x() - SWATCH, centre.y()), QPointF(centre.x() + SWATCH, centre.y()))


@record
class Figure:
    """A chart of columns side by side; later bars stand on the same ground, in front of the earlier.

    Columns are days from `first_day` on, numbers from `first` on, or names one below the other.
    """

    title: str
    across: str  # what the columns are
    columns: Sequence[str]
    series: Sequence[Series]
    first_day: date | None = None
    first: int | None = None
    mark: tuple[float, str] | None = None  # a place between the columns, and what it is
    note: str = ""

    @property
    def start(self) -> int:
        """Where the first column stands on its axis; days are counted from the first."""
        return self.first or 0

    @property
    def named(self) -> bool:
        return self.first_day is None and self.first is None

    def told(self, n: int) -> list[str]:
        """The values of a column, as the pointer is told them."""
        return [f"{s.name}: {number(s.values[n], s.decimals)}" for s in self.series]
