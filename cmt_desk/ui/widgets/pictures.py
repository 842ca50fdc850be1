"""A chart as a file: PNG or SVG with title, filter, legend and source, always in light colours.

pyqtgraph's own SVG export raises on Qt 6.11 and later, so the scene is painted.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from cmt_desk.i18n import _
from cmt_desk.paths import documents
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets.charts import Plot
from cmt_desk.ui.widgets.legend import Entry, paint_legend
from cmt_desk.wording import trouble

_EDGE, _HEAD, _FOOT = 24.0, 66.0, 34.0
_FINE = 2  # pixels of a PNG for one of the page's


@record
class Picture:
    """A plot that `draw` fills in light colours, with what stands round it."""

    name: str  # of the file
    title: str
    shown: str  # the filter
    note: str
    legend: Sequence[Entry]
    plot: Callable[[], Plot]
    draw: Callable[[Plot], object]
    wide: int = 1120
    high: int = 620  # of the plot

    @property
    def size(self) -> QSize:
        return QSize(self.wide, self.high)


def as_image(picture: Picture) -> QImage:
    page = _page(picture)
    image = QImage(page * _FINE, QImage.Format.Format_RGB32)
    _paint(image, _FINE, picture)
    return image


def save_picture(picture: Picture, path: Path) -> bool:
    """In the format the name says; False if the file could not be written."""
    if path.suffix.lower() != ".svg":
        return as_image(picture).save(str(path))
    page = _page(picture)
    device = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # SVG Tiny cannot clip
    device.setFileName(str(path))
    device.setSize(page)
    device.setViewBox(QRectF(0, 0, page.width(), page.height()))
    device.setTitle(picture.title)
    device.setResolution(QImage(1, 1, QImage.Format.Format_RGB32).logicalDpiX())  # else the axes shrink
    return _paint(device, 1, picture)


def ask_and_save(desk: Desk, picture: Picture, owner: QWidget) -> None:
    """Ask for a name and say in the banner what came of it."""
    proposed = documents() / f"{picture.name}-{desk.days.day}.png"
    name, _kind = QFileDialog.getSaveFileName(
        owner, _("Save picture…"), str(proposed), "PNG (*.png);;SVG (*.svg)"
    )
    if name and save_picture(picture, Path(name)):
        desk.banner.said.emit("done", _("Saved: {file}").format(file=Path(name).name))
    elif name:
        desk.banner.said.emit("trouble", trouble("NOWHERE", Path(name).name))


def copy_picture(desk: Desk, picture: Picture) -> None:
    QGuiApplication.clipboard().setImage(as_image(picture))
    desk.banner.said.emit("done", _("The picture was copied; paste it into a document."))


def _page(picture: Picture) -> QSize:
    return picture.size + QSize(round(2 * _EDGE), round(_HEAD + _legend_height(picture) + _FOOT))


def _legend_height(picture: Picture) -> float:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setFont(_font(13))
        return paint_legend(painter, picture.legend, QPointF(0, 0), picture.size.width(), look.LIGHT) + 8


def _paint(device: QImage | QSvgGenerator, scale: float, picture: Picture) -> bool:
    painter = QPainter()
    if not painter.begin(device):
        return False
    painter.scale(scale, scale)
    page, t = _page(picture), look.LIGHT
    painter.fillRect(QRectF(0, 0, page.width(), page.height()), QColor("#FFFFFF"))
    wide = page.width() - 2 * _EDGE
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setPen(QColor(t.ink))
    painter.setFont(_font(22, bold=True))
    painter.drawText(QRectF(_EDGE, 10, wide, 30), left, picture.title)
    painter.setFont(_font(13))
    painter.setPen(QColor(t.faint))
    painter.drawText(QRectF(_EDGE, 38, wide, 20), left, picture.shown)
    high = paint_legend(painter, picture.legend, QPointF(_EDGE, _HEAD), wide, t) + 8
    _paint_plot(painter, QPointF(_EDGE, _HEAD + high), picture)
    painter.setPen(QColor(t.faint))
    painter.setFont(_font(12))
    foot = QRectF(_EDGE, page.height() - _FOOT, wide, _FOOT)
    painter.drawText(foot, left, picture.note)
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "CMT Desk")
    return painter.end()


def _paint_plot(painter: QPainter, at: QPointF, picture: Picture) -> None:
    """A plot of its own, never seen: the one on the screen keeps its theme, size and place."""
    plot = picture.plot()
    plot.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    plot.resize(picture.size)
    plot.show()
    picture.draw(plot)
    QApplication.sendPostedEvents(plot)
    plot.area.layout.activate()
    plot.use_paths(painter.transform().m11())
    plot.render(painter, QRectF(at, picture.size), plot.viewport().rect())
    plot.hide()
    plot.deleteLater()


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(look.paper_font())
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
