"""What each kind of cell means, in one line under the grid."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _
from cmt_desk.operations.roster_weeks import Mark
from cmt_desk.ui import look
from cmt_desk.ui.schedule.cells import paint_broken, paint_cell, paint_pin, paint_vulnerable
from cmt_desk.ui.widgets import faint


class _Swatch(QWidget):
    def __init__(self, cell: Cell, mark: Mark = Mark.TOLD) -> None:
        super().__init__()
        self._cell, self._mark = cell, mark
        self.setFixedSize(22, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_cell(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._cell, self._mark)
        painter.end()


class _Mark(QWidget):
    def __init__(self, paint: Callable[[QPainter, QRect], None]) -> None:
        super().__init__()
        self._paint = paint
        self.setFixedSize(22, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter, self.rect())
        painter.end()


def paint_pinned(painter: QPainter, box: QRect) -> None:
    inner = QRectF(box).adjusted(1, 1, -1, -1)
    paint_cell(painter, inner, Cell.OFFICE)
    paint_pin(painter, inner)


class Legend(QWidget):
    """What each kind of cell means."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.GAP)
        short = ("WAO", "WFH", _("Isolation"), _("Leave"), _("Off"), _("Empty"))
        entries = [(_Swatch(cell), name) for cell, name in zip(Cell, short, strict=True)]
        marks: list[tuple[QWidget, str]] = [
            (_Swatch(Cell.OFFICE, Mark.DRAFT), _("Draft")),
            (_Swatch(Cell.OFFICE, Mark.CHANGED), _("Changed")),
            (_Mark(paint_pinned), _("Pinned")),
            (_Mark(paint_vulnerable), _("Vulnerable")),
            (_Mark(paint_broken), _("Rule broken")),
        ]
        for swatch, name in [*entries, *marks]:
            row.addWidget(swatch)
            label = faint(name)
            label.setWordWrap(False)
            row.addWidget(label)
            row.addSpacing(look.GAP)
        row.addStretch(1)
