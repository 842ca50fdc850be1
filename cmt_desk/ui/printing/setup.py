"""Which paper lies in the printer and how wide its margins are; remembered on this laptop.

F4 (Folio, 215 × 330 mm) is what Indonesian offices have beside A4. Papers are designed for the body of an
A4 page; where the chosen body is smaller, everything is set smaller by the same factor, so that what fits
one page of A4 fits one page of any paper.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize

from cmt_desk.i18n import _
from cmt_desk.paths import preferences_folder
from cmt_desk.records import record

UNITS = 144  # to the inch
MM = UNITS / 25.4
SIZES: Mapping[str, QSizeF] = {  # mm
    "A4": QSizeF(210, 297),
    "F4": QSizeF(215, 330),
    "LETTER": QSizeF(215.9, 279.4),
}
EDGES: Mapping[str, tuple[QMarginsF, QMarginsF]] = {  # mm, of a page that stands and of one that lies
    "NORMAL": (QMarginsF(16, 18, 16, 16), QMarginsF(12, 17, 12, 13)),
    "NARROW": (QMarginsF(11, 16, 11, 13), QMarginsF(9, 16, 9, 12)),
    "BINDING": (QMarginsF(26, 18, 14, 16), QMarginsF(12, 26, 12, 13)),
}


@record
class PageSetup:
    size: str = "A4"
    margins: str = "NORMAL"

    def sheet(self, *, landscape: bool) -> QSizeF:
        """The whole page in half points of the design, larger than it is where it is set smaller."""
        return self._page(landscape) * (self.shrinking(landscape=landscape) * MM)

    def body(self, *, landscape: bool) -> QRectF:
        """Within the margins, in the same units."""
        whole = QRectF(QPointF(0, 0), self.sheet(landscape=landscape))
        factor = self.shrinking(landscape=landscape) * MM
        return whole.marginsRemoved(EDGES[self.margins][landscape] * factor)

    def shrinking(self, *, landscape: bool) -> float:
        """How many times smaller than designed; never larger."""
        needed, given = PageSetup()._room(landscape), self._room(landscape)
        return max(1.0, needed.width() / given.width(), needed.height() / given.height())

    def layout(self, *, landscape: bool) -> QPageLayout:
        way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
        return QPageLayout(self.page_size(), way, QMarginsF())

    def page_size(self) -> QPageSize:
        known = {"A4": QPageSize.PageSizeId.A4, "LETTER": QPageSize.PageSizeId.Letter}
        if self.size in known:
            return QPageSize(known[self.size])
        exact = QPageSize.SizeMatchPolicy.ExactMatch  # else Qt takes the Folio of 8½ × 13 inches
        return QPageSize(SIZES[self.size], QPageSize.Unit.Millimeter, self.size, exact)

    def _page(self, landscape: bool) -> QSizeF:
        return SIZES[self.size].transposed() if landscape else SIZES[self.size]

    def _room(self, landscape: bool) -> QSizeF:
        edges, page = EDGES[self.margins][landscape], self._page(landscape)
        return QSizeF(
            page.width() - edges.left() - edges.right(), page.height() - edges.top() - edges.bottom()
        )


def size_names() -> dict[str, str]:
    return {"A4": "A4 (210 × 297 mm)", "F4": "F4 / Folio (215 × 330 mm)", "LETTER": "Letter (216 × 279 mm)"}


def margin_names() -> dict[str, str]:
    return {
        "NORMAL": _("Normal margins"),
        "NARROW": _("Narrow margins"),
        "BINDING": _("Margin for binding"),
    }


def remembered(file: Path | None = None) -> PageSetup:
    """What was chosen last on this laptop; A4 where nothing sensible is kept."""
    try:
        kept = PageSetup(**json.loads((file or _file()).read_text("utf-8")))
        return kept if kept.size in SIZES and kept.margins in EDGES else PageSetup()
    except (OSError, ValueError, TypeError):
        return PageSetup()


def remember(setup: PageSetup, file: Path | None = None) -> None:
    file = file or _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(setup)), "utf-8")
    except OSError:
        return  # a laptop that cannot keep it still prints


def _file() -> Path:
    return preferences_folder() / "printing.json"
