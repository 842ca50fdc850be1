"""Where pages go: a PDF in memory or in a file, a printer."""

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from cmt_desk.reports.paper import Paper
from cmt_desk.store.safety import save_whole
from cmt_desk.ui.printing.pages import Pages
from cmt_desk.ui.printing.setup import UNITS
from cmt_desk.ui.slices import finished

PDF_DPI = UNITS  # positions have decimals: finer dots make larger numbers, and PDF/A-1 ends at 32,767

# Qt names CMYK on every page and paints with RGB; PDF/A-1b forbids it. As long, so that no offset moves.
NEVER_USED = (b"/DeviceCMYK", b"/DeviceRGB ")


def to_pdf(paper: Paper, path: Path) -> int:
    """Write a paper to a file and return how many pages it has. Raises Trouble."""
    pages = Pages(paper)
    save_pdf(pages, path)
    return pages.count


def save_pdf(pages: Pages, path: Path) -> None:
    """Whole or not at all: written beside its place, then moved there. Raises Trouble."""
    save_whole(as_pdf(pages), path)


def as_pdf(pages: Pages) -> bytes:
    """The paper as a vector PDF with its fonts inside (PDF/A-1b)."""
    return finished(pdf_in_slices(pages))


def pdf_in_slices(pages: Pages) -> Generator[float, None, bytes]:
    """The same, a page at a time, for `ui.slices`."""
    book = PdfBook(pages.paper.title)
    try:
        for page in range(pages.count):
            book.add_page(pages, page)
            yield (page + 1) / (pages.count + 1)
        content = book.close()
        yield 1.0
        return content
    finally:
        book.abort()


class PdfBook:
    """Papers one after another in one PDF/A-1b, each page as large as its paper wants it; fonts once."""

    def __init__(self, title: str) -> None:
        self._content = QByteArray()
        self._buffer = QBuffer(self._content)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_A1b)
        self._writer.setResolution(PDF_DPI)
        self._writer.setTitle(title)
        self._writer.setCreator("CMT Desk")
        self._painter = QPainter()
        self.count = 0

    def add_page(self, pages: Pages, page: int) -> None:
        self._writer.setPageLayout(pages.setup.layout(landscape=pages.paper.landscape))
        if self.count:
            self._writer.newPage()
        else:
            self._painter.begin(self._writer)
        pages.paint(self._painter, page, QRectF(0, 0, self._writer.width(), self._writer.height()))
        self.count += 1

    def close(self) -> bytes:
        self.abort()
        return bytes(self._content.data()).replace(*NEVER_USED)

    def abort(self) -> None:
        """A painter that outlives what it paints on takes the process with it."""
        if self._painter.isActive():
            self._painter.end()
        self._buffer.close()


def to_printer(pages: Pages, printer: QPrinter) -> int:
    """Print the pages asked for, fitted to the paper in the printer; returns how many: all or none."""
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or pages.count, pages.count)
    if first > last:
        return 0
    job = PrintJob(printer, pages.paper.title)
    try:
        for page in range(first - 1, last):
            if not job.add_page(pages, page):
                return 0
        job.close()
    finally:
        job.abort()
    return last - first + 1


class PrintJob:
    """Papers one after another as one job of a printer."""

    def __init__(self, printer: QPrinter, title: str) -> None:
        printer.setDocName(title)
        printer.setFullPage(True)
        self._printer, self._painter = printer, QPainter()
        self.count = 0

    def add_page(self, pages: Pages, page: int) -> bool:
        """False where the printer took nothing."""
        layout = pages.setup.layout(landscape=pages.paper.landscape)
        self._printer.setPageOrientation(layout.orientation())
        if not (self._printer.newPage() if self.count else self._painter.begin(self._printer)):
            return False
        sheet = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        scale = min(sheet.width() / pages.sheet.width(), sheet.height() / pages.sheet.height())
        target = QRectF(0, 0, pages.sheet.width() * scale, pages.sheet.height() * scale)
        target.moveCenter(QRectF(0, 0, sheet.width(), sheet.height()).center())
        pages.paint(self._painter, page, target)
        self.count += 1
        return True

    def close(self) -> None:
        self._painter.end()

    def abort(self) -> None:
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
