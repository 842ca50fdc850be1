"""Asked by `papers.py` in an environment of its own: the sheet as a PDF by WeasyPrint and by ReportLab.

WeasyPrint is given the page as it is, with small SVGs in the place of the desk's marks. ReportLab, which
reads no HTML, is given the same lines as tables. Both embed Roboto. Prints a JSON of (processor s, clock s,
pages).
"""

import io
import json
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from time import perf_counter, process_time

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
HALF_POINTS = "@page { size: 315mm 446mm; margin: 27mm 24mm 24mm 24mm } body { font-family: Roboto }"
SHAPE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E%3Ccircle cx='4' cy='4' r='4'/%3E%3C/svg%3E"  # noqa: E501


def least(work: Callable[[], int], times: int) -> tuple[float, float, int]:
    found: list[tuple[float, float, int]] = []
    for _n in range(times):
        cpu, clock = process_time(), perf_counter()
        pages = work()
        found.append((process_time() - cpu, perf_counter() - clock, pages))
    return min(found)


def weasyprint_work(html: str) -> Callable[[], int]:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    page = re.sub(r'src="(?!data:)[^"]*"', f'src="{SHAPE}"', html)
    fonts = FontConfiguration()
    faces = "".join(f"@font-face {{ font-family: Roboto; src: url('{f.as_uri()}') }}" for f in _faces()[:1])
    style = CSS(string=faces + HALF_POINTS, font_config=fonts)

    def work() -> int:
        document = HTML(string=page).render(stylesheets=[style], font_config=fonts, presentational_hints=True)
        document.write_pdf(io.BytesIO(), zoom=2 / 3)
        return len(document.pages)

    return work


class Rows(HTMLParser):
    """The innermost rows of the page's tables, cell by cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._open.append([])
        elif tag in ("td", "th") and self._open:
            self._open[-1].append("")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] and data.strip():
            self._open[-1][-1] += " ".join(data.split()) + " "

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and self._open and any(row := self._open.pop()):
            self.rows.append(row)


def reportlab_work(html: str) -> Callable[[], int]:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(TTFont("Roboto", str(_faces()[0])))
    small = ParagraphStyle("small", fontName="Roboto", fontSize=7, leading=8.5)
    whole = ((0, 0), (-1, -1))
    lines = TableStyle([("LINEBELOW", *whole, 0.3, colors.grey), ("FONT", *whole, "Roboto", 7),
                        ("TOPPADDING", *whole, 1), ("BOTTOMPADDING", *whole, 1)])  # fmt: skip
    reader = Rows()
    reader.feed(html)

    def work() -> int:
        document = SimpleDocTemplate(io.BytesIO(), pagesize=A4, leftMargin=45, rightMargin=45, topMargin=50)
        tables: list[list[list[str]]] = []
        for row in reader.rows:
            if not tables or len(tables[-1][-1]) != len(row):
                tables.append([])
            tables[-1].append(row)
        wide = document.width
        document.build(
            [
                Table([[Paragraph(cell, small) for cell in row] for row in rows],
                      colWidths=[wide / len(rows[0])] * len(rows[0]), style=lines)
                for rows in tables
            ]
        )  # fmt: skip
        return document.page

    return work


def _faces() -> list[Path]:
    return sorted(FONTS.rglob("*Regular*.ttf")) or sorted(FONTS.rglob("*.ttf"))


def main() -> None:
    html, times = Path(sys.argv[1]).read_text("utf-8"), int(sys.argv[2])
    found: dict[str, tuple[float, float, int]] = {}
    for name, make in (("WeasyPrint", weasyprint_work), ("ReportLab", reportlab_work)):
        work = make(html)
        work()
        found[name] = least(work, times)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
