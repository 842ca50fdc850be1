"""In the office against the cap, by regional office: a bar, the figures, and the way to the offices."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from cmt_desk.domain.sheets import Crew
from cmt_desk.domain.situation import RegionDay, Situation
from cmt_desk.i18n import _, number, percent
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.situation.fitting import FittingTable
from cmt_desk.ui.situation.panel import Panel, set_tone
from cmt_desk.ui.widgets import Column, faint, told
from cmt_desk.ui.widgets.table import RECORD

Index = QModelIndex | QPersistentModelIndex


class CapBar(QStyledItemDelegate):
    """Who is in as a bar, the cap as a mark; what is over it is hatched red."""

    widest = 1  # people the whole cell stands for

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row: RegionDay = index.data(RECORD)
        t, cell = look.tokens(), QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        high = min(0.8 * option.fontMetrics.height(), cell.height() - 8)  # pyright: ignore[reportAttributeAccessIssue]
        box = QRectF(cell.left() + 6, cell.center().y() - high / 2, cell.width() - 14, high)
        scale = box.width() / self.widest
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.sunken))
        painter.drawRect(box)
        painter.setBrush(QColor(t.accent))
        painter.drawRect(QRectF(box.left(), box.top(), min(row.inside, row.cap) * scale, high))
        if row.inside > row.cap:
            painter.setBrush(QBrush(QColor(t.danger), Qt.BrushStyle.BDiagPattern))
            over = (row.inside - row.cap) * scale
            painter.drawRect(QRectF(box.left() + row.cap * scale, box.top(), over, high))
        painter.setPen(QPen(QColor(t.ink), 2))
        x = box.left() + row.cap * scale
        painter.drawLine(QPointF(x, box.top() - 3), QPointF(x, box.bottom() + 3))
        painter.restore()


class AttendancePanel(Panel):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Attendance against cap"))
        self.bars = CapBar()
        self.table = FittingTable(
            (
                Column(_("Regional office"), lambda r: r.name, tip=_whole),
                Column("", lambda r: r.inside - r.cap, lambda _r: "", tip=_whole),
                Column(_("WAO / cap"), lambda r: r.inside, _counts, right=True, colour=_tone),
                Column("%", lambda r: r.inside / max(1, r.headcount), _share, right=True),
            ),
            lambda r: r.code,
            lambda row: self.go("map", f"region:{row.code}"),
            stretched=1,
        )
        self.table.setItemDelegateForColumn(1, self.bars)
        self.table.setAccessibleName(self.name)
        self.source = faint()
        self.body.addWidget(self.source)
        self.body.addWidget(self.table, 1)

    def show_situation(self, now: Situation) -> None:
        self.source.setHidden(not now.facts.headcount)
        if not now.facts.headcount:
            text = _("No employees yet. Import their list, then plan or record who comes.")
            self.say_empty(self.table, text, _("Import employees…"), "import", "employees")
            return
        self.say_empty(self.table, "")
        self._tell_source(now.crew)
        rows = now.regions
        self.bars.widest = max([1, *(max(r.inside, r.cap) for r in rows)])
        self.table.show_records(rows)

    def _tell_source(self, crew: Crew) -> None:
        """Whose word it is: a list of who came counts before the roster. Amber where offices told nothing."""
        parts = [
            (crew.recorded, _("{n} by list")),
            (len(crew.told) - crew.recorded, _("{n} by roster")),
            (crew.unknown, _("{n} unknown")),
        ]
        self.source.setText(" · ".join(text.format(n=number(n)) for n, text in parts if n))
        set_tone(self.source, "warning" if crew.unknown else "")


def _counts(row: RegionDay) -> str:
    """Who told nothing is not zero."""
    return f"{number(row.inside) if row.told else '–'} / {number(row.cap)}"


def _share(row: RegionDay) -> str:
    return percent(row.inside, row.headcount, 0)


def _tone(row: RegionDay) -> str | None:
    return look.tokens().danger if row.over else None


def _whole(row: RegionDay) -> str:
    unknown = " · " + _("{n} unknown").format(n=number(row.unknown)) if row.unknown else ""
    over = " · " + _("{n} offices over their cap").format(n=number(row.over)) if row.over else ""
    return told(row.name, [f"{_counts(row)}{over}{unknown}"])
