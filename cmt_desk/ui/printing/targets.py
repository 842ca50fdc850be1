"""Where pages go: a PDF in memory or in a file, a printer."""

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from cmt_desk.reports.paper import Paper
from cmt_desk.store.trouble import told_apart
from cmt_desk.ui.printing.pages import Pages

PDF_DPI = 1200


def to_pdf(paper: Paper, path: Path) -> int:
    """Write a paper to a file and return how many pages it has. Raises Trouble."""
    pages = Pages(paper)
    save_pdf(pages, path)
    return pages.count


def save_pdf(pages: Pages, path: Path) -> None:
    """Whole or not at all: written beside its place, then moved there. Raises Trouble."""
    content = as_pdf(pages)
    beside = path.with_name(f"{path.name}.part")
    with told_apart(path):
        try:
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def as_pdf(pages: Pages) -> bytes:
    """The paper as a vector PDF with its fonts inside (PDF/A-1b)."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_A1b)
    writer.setResolution(PDF_DPI)
    writer.setTitle(pages.paper.title)
    writer.setCreator("CMT Desk")
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), _orientation(pages), QMarginsF()))
    painter = QPainter(writer)
    for page in range(pages.count):
        if page:
            writer.newPage()
        pages.paint(painter, page, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
    return bytes(content.data())


def to_printer(pages: Pages, printer: QPrinter) -> int:
    """Print the pages asked for, A4 fitted to the paper in the printer; returns how many were printed."""
    printer.setDocName(pages.paper.title)
    printer.setFullPage(True)
    printer.setPageOrientation(_orientation(pages))
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or pages.count, pages.count)
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    scale = min(sheet.width() / pages.sheet.width(), sheet.height() / pages.sheet.height())
    target = QRectF(0, 0, pages.sheet.width() * scale, pages.sheet.height() * scale)
    target.moveCenter(QRectF(0, 0, sheet.width(), sheet.height()).center())
    painter = QPainter()
    if first > last or not painter.begin(printer):
        return 0
    for page in range(first, last + 1):
        if page > first:
            printer.newPage()
        pages.paint(painter, page - 1, target)
    painter.end()
    return last - first + 1


def _orientation(pages: Pages) -> QPageLayout.Orientation:
    way = QPageLayout.Orientation
    return way.Landscape if pages.paper.landscape else way.Portrait
