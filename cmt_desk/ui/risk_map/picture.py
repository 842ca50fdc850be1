"""The map as a file: PNG, SVG or PDF with title, date, source, legend and inset, always in light colours."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from cmt_desk.i18n import _
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.risk_map.canvas import MapCanvas
from cmt_desk.ui.risk_map.legend import Legend

SIZE = QSizeF(1414, 880)  # as wide as an A4 page on its side
_HEAD, _FOOT, _EDGE = 74.0, 40.0, 32.0
_FINE = 2  # pixels of a PNG for one of the page's


@record
class Caption:
    title: str
    bulletin: str
    note: str


def save_picture(path: Path, canvas: MapCanvas, legend: Legend, caption: Caption) -> bool:
    """Write the picture in the format its name says; False if the file could not be written."""
    match path.suffix.lower():
        case ".svg":
            device = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # SVG Tiny cannot clip
            device.setFileName(str(path))
            device.setSize(SIZE.toSize())
            device.setViewBox(QRectF(0, 0, SIZE.width(), SIZE.height()))
            device.setTitle(caption.title)
            return _paint(device, 1.0, canvas, legend, caption)
        case ".pdf":
            return _save_pdf(path, canvas, legend, caption)
        case _:
            return as_image(canvas, legend, caption).save(str(path))


def as_image(canvas: MapCanvas, legend: Legend, caption: Caption) -> QImage:
    """In pixels, twice as fine as the page."""
    image = QImage(SIZE.toSize() * _FINE, QImage.Format.Format_RGB32)
    _paint(image, _FINE, canvas, legend, caption)
    return image


def _save_pdf(path: Path, canvas: MapCanvas, legend: Legend, caption: Caption) -> bool:
    writer = QPdfWriter(str(path))
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF())
    )
    writer.setTitle(caption.title)
    writer.setCreator("CMT Desk")
    writer.setResolution(300)
    return _paint(writer, writer.width() / SIZE.width(), canvas, legend, caption)


def _paint(
    device: QSvgGenerator | QPdfWriter | QImage,
    scale: float,
    canvas: MapCanvas,
    legend: Legend,
    caption: Caption,
) -> bool:
    painter = QPainter()
    if not painter.begin(device):
        return False
    painter.translate(0, (device.height() - SIZE.height() * scale) / 2)  # in the middle of a page of paper
    painter.scale(scale, scale)
    paint_page(painter, canvas, legend, caption)
    return painter.end()


def paint_page(painter: QPainter, canvas: MapCanvas, legend: Legend, caption: Caption) -> None:
    """Title above, map between, source below."""
    t, font = look.LIGHT, QFont(look.paper_font())
    wide, high = SIZE.width(), SIZE.height()
    painter.fillRect(QRectF(0, 0, wide, high), QColor("#FFFFFF"))
    painter.setPen(QColor(t.ink))
    painter.setFont(_sized(font, 30, bold=True))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(_EDGE, 14, wide - 2 * _EDGE, 38), left, caption.title)
    painter.setFont(_sized(font, 16))
    painter.setPen(QColor(t.faint))
    painter.drawText(QRectF(_EDGE, 48, wide - 2 * _EDGE, 22), left, caption.bulletin)
    painter.save()
    painter.translate(_EDGE, _HEAD)
    area = QSizeF(wide - 2 * _EDGE, high - _HEAD - _FOOT)
    canvas.paint_picture(painter, area, legend, t, font)
    painter.restore()
    painter.setFont(_sized(font, 13))
    painter.setPen(QColor(t.faint))
    foot = QRectF(_EDGE, high - _FOOT, wide - 2 * _EDGE, _FOOT)
    painter.drawText(foot, left, caption.note)
    painter.drawText(
        foot,
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        _("Outline: Natural Earth, public domain"),
    )


def paint_into(painter: QPainter, box: QRectF, canvas: MapCanvas, legend: Legend) -> None:
    """The map in a box of a page, with letters as large on paper as in the picture file."""
    scale = box.width() / (SIZE.width() - 2 * _EDGE)
    painter.translate(box.topLeft())
    painter.scale(scale, scale)
    canvas.paint_picture(painter, box.size() / scale, legend, look.LIGHT, QFont(look.paper_font()))


def _sized(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    made.setBold(bold)
    return made
