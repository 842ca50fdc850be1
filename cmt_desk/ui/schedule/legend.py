"""What each kind of cell means, in one line under the grid.

A bold frame is what a proposal would change; once it is taken the cells are changed but not told yet, which
is another state and has a mark of its own, the folded corner.
"""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _
from cmt_desk.operations.roster_weeks import Mark, Weeks
from cmt_desk.ui import look
from cmt_desk.ui.schedule.cells import paint_broken, paint_cell, paint_pin, paint_vulnerable, paint_wish
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


def paint_unmet(painter: QPainter, box: QRect) -> None:
    inner = QRectF(box).adjusted(1, 1, -1, -1)
    paint_cell(painter, inner, Cell.HOME)
    paint_wish(painter, inner)


class Legend(QWidget):
    """What each kind of cell and mark that is shown means; what is not shown needs no explaining."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.GAP)
        self.entries: dict[Cell | Mark | str, list[QWidget]] = {}
        short = ("WAO", "WFH", _("Isolation"), _("Leave"), _("Off"), _("Empty"))
        swatches: list[tuple[Cell | Mark | str, QWidget, str]] = [
            *((cell, _Swatch(cell), name) for cell, name in zip(Cell, short, strict=True)),
            (Mark.DRAFT, _Swatch(Cell.OFFICE, Mark.DRAFT), _("Draft")),
            (Mark.CHANGED, _Swatch(Cell.OFFICE, Mark.CHANGED), _("Changed")),
            (Mark.PROPOSED, _Swatch(Cell.OFFICE, Mark.PROPOSED), _("Proposed")),
            ("pinned", _Mark(paint_pinned), _("Pinned")),
            ("unmet", _Mark(paint_unmet), _("Wish")),
            ("vulnerable", _Mark(paint_vulnerable), _("Vulnerable")),
            ("broken", _Mark(paint_broken), _("Rule broken")),
        ]
        for kind, swatch, name in swatches:
            label = faint(name)
            label.setWordWrap(False)
            self.entries[kind] = [swatch, label]
            row.addWidget(swatch)
            row.addWidget(label)
        row.addStretch(1)

    def show_weeks(self, weeks: Weeks) -> None:
        shown: set[Cell | Mark | str] = {Cell.OFFICE, Cell.HOME, *weeks.cells.values(), *weeks.marks}
        if any((e.number, d) not in weeks.cells for e in weeks.people for d in weeks.days if weeks.works(d)):
            shown.add(Cell.UNPLANNED)
        if not all(map(weeks.works, weeks.days)):
            shown.add(Cell.OFF)
        shown |= {"pinned"} if weeks.problem.pins else set()
        shown |= {"unmet"} if any(map(weeks.wish_unmet, weeks.problem.wishes)) else set()
        shown |= {"vulnerable"} if any(e.vulnerable for e in weeks.people) else set()
        shown |= {"broken"} if weeks.breaches else set()
        for kind, parts in self.entries.items():
            for part in parts:
                part.setVisible(kind in shown)
