"""The legend is a small table: zone, offices, share, and the difference to the bulletin before."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cmt_desk.domain.branches import Zone, count_zones
from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _, number, percent, signed
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.look import Tokens
from cmt_desk.wording import zone_name

WIDTH, LINE, PAD = 252, 20, 10


@record
class LegendRow:
    """`name` empty stands for the total. `change` is None where there is no bulletin before."""

    zone: Zone | None
    name: str
    offices: int
    share: str
    change: int | None = None


@record
class Legend:
    title: str
    rows: Sequence[LegendRow]
    total: LegendRow

    @property
    def height(self) -> int:
        return 2 * PAD + LINE * (len(self.rows) + 2) + 4

    def as_text(self) -> str:
        """For screen readers."""
        rows = [f"{r.name}: {number(r.offices)}, {r.share}" for r in (*self.rows, self.total)]
        return "\n".join([self.title, *rows])


def make_legend(shown: Sequence[BranchDay], of: int, *, compared: bool) -> Legend:
    """Counts what is shown; says so when that is not everything. The unmapped only where there are some."""
    now = count_zones(office.zone for office in shown)
    then = count_zones(office.zone_before for office in shown)
    zones: list[Zone | None] = [*reversed(Zone)]
    if now[None] or (compared and then[None]):
        zones.append(None)
    rows = [
        LegendRow(
            zone,
            zone_name(zone),
            now[zone],
            percent(now[zone], len(shown)),
            now[zone] - then[zone] if compared else None,
        )
        for zone in zones
    ]
    if len(shown) == of:
        title = _("{total} offices").format(total=number(of))
    else:
        title = _("{n} of {total} offices").format(n=number(len(shown)), total=number(of))
    total = LegendRow(None, _("Total"), len(shown), percent(len(shown), len(shown)))
    return Legend(title, rows, total)


def paint_legend(
    painter: QPainter, at: QPointF, legend: Legend, font: QFont, t: Tokens, width: float = WIDTH
) -> None:
    """As a card whose top left corner is `at`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(at.x() + 0.5, at.y() + 0.5, width - 1, legend.height - 1)
    painter.setPen(QPen(QColor(t.border), 1))
    painter.setBrush(QColor(t.surface))
    painter.drawRoundedRect(box, look.RADIUS, look.RADIUS)
    plain, bold = QFont(font), QFont(font)
    plain.setPixelSize(13)
    bold.setPixelSize(13)
    bold.setBold(True)
    y = at.y() + PAD
    painter.setPen(QColor(t.ink))
    painter.setFont(bold)
    painter.drawText(
        QRectF(at.x() + PAD, y, width - 2 * PAD, LINE), Qt.AlignmentFlag.AlignVCenter, legend.title
    )
    y += LINE + 2
    for row in legend.rows:
        painter.setFont(plain)
        look.paint_zone(painter, QPointF(at.x() + PAD + 8, y + LINE / 2), 6.5, row.zone)
        _paint_row(painter, at.x(), y, width, row, t)
        y += LINE
    painter.setPen(QPen(QColor(t.border), 1))
    painter.drawLine(QPointF(at.x() + PAD, y + 0.5), QPointF(at.x() + width - PAD, y + 0.5))
    painter.setFont(bold)
    _paint_row(painter, at.x(), y + 2, width, legend.total, t)
    painter.restore()


def _paint_row(painter: QPainter, x: float, y: float, width: float, row: LegendRow, t: Tokens) -> None:
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    end = x + width - PAD
    painter.setPen(QColor(t.ink))
    painter.drawText(QRectF(x + PAD + 22, y, width - 200, LINE), Qt.AlignmentFlag.AlignVCenter, row.name)
    painter.drawText(QRectF(end - 156, y, 40, LINE), right, number(row.offices))
    painter.drawText(QRectF(end - 116, y, 76, LINE), right, row.share)
    if row.change is not None:
        painter.setPen(QColor(_tone(row, t)))
        painter.drawText(QRectF(end - 40, y, 40, LINE), right, signed(row.change))


def _tone(row: LegendRow, t: Tokens) -> str:
    """More red is worse, more green is better; the colours between may be either."""
    if row.change and row.zone in (Zone.RED, Zone.GREEN):
        worse = (row.change > 0) == (row.zone is Zone.RED)
        return t.danger if worse else t.good
    return t.ink if row.change else t.faint


class LegendCard(QWidget):
    """The legend lying on a corner of the map."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.legend: Legend | None = None
        self.setAccessibleName(_("Legend"))

    def show_legend(self, legend: Legend) -> None:
        if legend != self.legend:
            self.legend = legend
            self.setAccessibleDescription(legend.as_text())
            self.setFixedHeight(legend.height)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self.legend.height if self.legend else 0)

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.legend:
            painter = QPainter(self)
            paint_legend(painter, QPointF(0, 0), self.legend, self.font(), look.tokens(), self.width())
