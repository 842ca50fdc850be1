"""A paper laid out once, in half points, and painted page by page on whatever is given: screen, PDF, printer.

One layout for every device, so what the preview shows is what the printer prints. All lengths and letters in
a template are `px`, and a px is half a point here (144 to the inch): whole numbers stay fine enough, and
neither the screen's nor the printer's resolution moves a line.
"""

from collections.abc import Callable, Generator, Mapping

from PySide6.QtCore import QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPalette,
    QPen,
    QTextDocument,
    QTextFormat,
    QTextOption,
    QTextTable,
)

from cmt_desk import i18n
from cmt_desk.i18n import _
from cmt_desk.reports.paper import Paper
from cmt_desk.ui import look
from cmt_desk.ui.printing.marks import Marks
from cmt_desk.ui.printing.rows import keep_rows_whole
from cmt_desk.ui.printing.setup import MM, PageSetup
from cmt_desk.ui.slices import finished

A4 = PageSetup()
BODY = A4.body(landscape=False)
TEXT, SMALL = 18, 15  # half points


class _Document(QTextDocument):
    """A document that reads nothing from outside, whatever its data names."""

    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None


class _Body:
    """One HTML body laid out in pages of a size, once `settle` was called."""

    def __init__(self, html: str, size: QSizeF, pictures: Mapping[str, Callable[..., None]]) -> None:
        self._size = size
        self._document = document = _Document()
        self._layout = document.documentLayout()
        self._marks = Marks(document, pictures)
        self._layout.registerHandler(QTextFormat.ObjectTypes.ImageObject.value, self._marks)
        document.setUndoRedoEnabled(False)
        document.setUseDesignMetrics(True)
        document.setDocumentMargin(0)
        document.setDefaultFont(_font(TEXT))
        wrap = document.defaultTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WordWrap)  # Qt's own would break "Karyawa-n" in a narrow column
        document.setDefaultTextOption(wrap)
        document.setPageSize(size)
        document.setHtml(html)

    @property
    def count(self) -> int:
        return self._document.pageCount()

    def text(self) -> str:
        return self._document.toPlainText()

    def paint(self, painter: QPainter, page: int) -> None:
        """With the painter's origin at the top left corner of the room within the margins."""
        top, high = page * self._size.height(), self._size.height()
        painter.translate(0, -top)
        context = QAbstractTextDocumentLayout.PaintContext()
        clip, palette = QRectF(0, top, self._size.width() + MM, high), QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(look.LIGHT.ink))
        # PySide's types leave the fields of this structure out.
        context.clip = clip  # pyright: ignore[reportAttributeAccessIssue]
        context.palette = palette  # pyright: ignore[reportAttributeAccessIssue]
        painter.setClipRect(clip)
        self._layout.draw(painter, context)

    def settle(self) -> None:
        """Start a section on the next page where it would break across two and fits on one; else a row of it.

        Qt's rich text knows forced page breaks only; a section is a table at the top of the document.
        """
        height, forced = self._size.height(), QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
        if self._document.pageCount() == 1:
            return
        for section in self._document.rootFrame().childFrames():
            box = self._layout.frameBoundingRect(section)
            breaks = int(box.top() // height) != int((box.bottom() - 1) // height)
            form = section.frameFormat()
            if breaks and box.height() <= height and form.pageBreakPolicy() != forced:
                form.setPageBreakPolicy(forced)
                section.setFrameFormat(form)
            elif breaks and isinstance(section, QTextTable):
                keep_rows_whole(self._document, section, height)


class Pages:
    """The pages of one paper. Lay it out while its language is spoken: "page x of y" is said here."""

    def __init__(self, paper: Paper, setup: PageSetup = A4) -> None:
        self._begin(paper, setup)
        finished(self._lay_out())

    @classmethod
    def in_slices(cls, paper: Paper, setup: PageSetup) -> Generator[float, None, "Pages"]:
        """The same, for a window that goes on answering."""
        made = cls.__new__(cls)
        made._begin(paper, setup)
        yield from made._lay_out()
        return made

    def _begin(self, paper: Paper, setup: PageSetup) -> None:
        self.paper, self.setup = paper, setup
        self.sheet = setup.sheet(landscape=paper.landscape)
        self._body = setup.body(landscape=paper.landscape)
        with i18n.speaking(paper.language or i18n.language()):
            self._page_of = _("Page {page} of {pages}")
        self._parts: list[_Body] = []
        self._places: list[tuple[_Body, int]] = []

    def _lay_out(self) -> Generator[float, None, None]:
        """One body after another, each in two slices."""
        bodies = (self.paper.html, *self.paper.annexes)
        for n, html in enumerate(bodies):
            part = _Body(html, self._body.size(), self.paper.pictures)
            yield (n + 0.5) / len(bodies)
            part.settle()
            self._parts.append(part)
            self._places += [(part, page) for page in range(part.count)]
            yield (n + 1) / len(bodies)

    @property
    def count(self) -> int:
        return len(self._places)

    def text(self) -> str:
        """What the pages say, for screen readers and for searching."""
        return "\n".join(part.text() for part in self._parts)

    def paint(self, painter: QPainter, page: int, target: QRectF) -> None:
        """Page `page` (from 0) on a white sheet that fills `target`, in the painter's own units."""
        painter.save()
        painter.translate(target.topLeft())
        painter.scale(target.width() / self.sheet.width(), target.height() / self.sheet.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_margins(painter, page)
        painter.translate(self._body.topLeft())
        part, n = self._places[page]
        part.paint(painter, n)
        painter.restore()

    def image(self, page: int, width: int = 1191) -> QImage:
        """One page as a picture, for a thumbnail or a test."""
        made = QImage(
            width, round(width * self.sheet.height() / self.sheet.width()), QImage.Format.Format_RGB32
        )
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        self.paint(painter, page, QRectF(made.rect()))
        painter.end()
        return made

    def _paint_margins(self, painter: QPainter, page: int) -> None:
        painter.setFont(_font(SMALL))
        body = self._body
        top = QRectF(body.left(), body.top() - 9 * MM, body.width(), 6 * MM)
        bottom = QRectF(body.left(), body.bottom() + 3 * MM, body.width(), 6 * MM)
        side = Qt.AlignmentFlag
        painter.setPen(QPen(QColor(look.LIGHT.border), 1))
        painter.drawLine(top.bottomLeft(), top.bottomRight())
        painter.drawLine(bottom.topLeft(), bottom.topRight())
        painter.setPen(QColor(look.LIGHT.faint))
        place = self._page_of.format(page=page + 1, pages=self.count)
        room = painter.fontMetrics().horizontalAdvance(place) + 20
        for box, text in ((top, self.paper.header), (bottom, self.paper.footer)):
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) - room)
            painter.drawText(box, side.AlignLeft | side.AlignVCenter, cut)
        painter.drawText(top, side.AlignRight | side.AlignVCenter, place)


def _font(size: int) -> QFont:
    font = QFont(look.paper_font())
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
