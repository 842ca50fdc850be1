"""A paper as one HTML file that needs nothing else and may load nothing: its drawings are SVG inside it, each
defined once."""

import re
from collections.abc import Generator
from html import unescape
from string import Formatter

from markupsafe import Markup
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from cmt_desk import i18n
from cmt_desk.i18n import _
from cmt_desk.reports.paper import Paper, render
from cmt_desk.ui.printing.marks import MARKS, SIZE
from cmt_desk.ui.slices import finished

IMAGE = re.compile(r'<img src="([^"]*)"([^>]*)>')
LENGTH = re.compile(r"(\d+)px")
STYLE = re.compile(r"(<style>.*?</style>|style=\"[^\"]*\")", re.DOTALL)
BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
SIDES = re.compile(r'(width|height)="(\d+)"')
INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
TITLES = re.compile(r"<(title|desc)>.*?</\1>", re.DOTALL)  # a browser would show them under the mouse
SAID_ANYHOW = re.compile(  # Qt writes what is so without a word of it
    r' (?:(?:fill|stroke)-opacity="1"|transform="matrix\(1,0,0,1,0,0\)"|vector-effect="none")'
    r"|<g [^>]*>\s*</g>|(?<=\d\.\d\d)\d+"
)
NAMED = re.compile(r'(\bid="|url\(#)')
COUNTERS = {"page": "counter(page)", "pages": "counter(pages)"}
LARGE = 200  # px of a paper; a wider drawing shrinks with a narrow window


def as_web_page(paper: Paper) -> str:
    """A px of a paper is half a point; here it becomes that."""
    return finished(web_page_in_slices(paper))


def web_page_in_slices(paper: Paper) -> Generator[float, None, str]:
    """The same, a section at a time, for `ui.slices`."""
    drawings, sections, bodies = _Drawings(), list[str](), (paper.html, *paper.annexes)
    for html in bodies:
        sections.append(_section(html, drawings))
        yield len(sections) / (len(bodies) + 1)
    style = re.search(r"<style>.*?</style>", paper.html, re.DOTALL)
    return render(
        "web_page.html",
        language=i18n.language(),
        title=paper.title,
        style=Markup(_points(style[0]) if style else ""),
        drawings=Markup("\n".join(drawings.symbols)),
        header=paper.header,
        footer=paper.footer,
        sections=[Markup(section) for section in sections],
        landscape=paper.landscape,
        page_header=_css_text(paper.header),
        page_footer=_css_text(paper.footer),
        page_of=_page_of(),
    )


def _page_of() -> Markup:
    """ "Page 1 of 2" as a browser that prints counts it: `"Page " counter(page) " of " counter(pages)`."""
    parts = Formatter().parse(_("Page {page} of {pages}"))
    return Markup(
        " ".join(f'"{_css_text(text)}" {COUNTERS.get(name or "", "")}' for text, name, *_rest in parts)
    )


def _css_text(text: str) -> Markup:
    """Text between the quotes of a style sheet: whatever is no letter or digit is told by its number."""
    return Markup("".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text))


def _section(html: str, drawings: "_Drawings") -> str:
    body = BODY.search(html)
    inside = STYLE.sub(lambda found: _points(found[0]), body[1] if body else html)
    return IMAGE.sub(lambda found: drawings.shown(found[1], found[2]), inside)


def _points(style: str) -> str:
    return LENGTH.sub(lambda found: f"{int(found[1]) / 2:g}pt", style)


class _Drawings:
    """The drawings of a page, each once, and the places where they are shown."""

    def __init__(self) -> None:
        self.symbols: list[str] = []
        self._names: dict[tuple[str, int, int], str] = {}

    def shown(self, source: str, attributes: str) -> str:
        """One of our drawings; anything else that calls itself an image is left out."""
        kind, _colon, what = unescape(source).partition(":")
        if kind not in MARKS:
            return ""
        sides = {name: int(n) for name, n in SIDES.findall(attributes)}
        wide = sides.get("width", SIZE)
        high = sides.get("height", wide)
        key = (source, wide, high)
        if key not in self._names:
            name = self._names[key] = f"d{len(self._names)}"
            inside = NAMED.sub(rf"\g<1>{name}-", _drawn(kind, what, wide, high))
            self.symbols.append(f'<symbol id="{name}" viewBox="0 0 {wide} {high}">{inside}</symbol>')
        large, height = (" large", "") if wide > LARGE else ("", f"; height: {high / 2:g}pt")
        return (
            f'<svg class="drawing{large}" aria-hidden="true" viewBox="0 0 {wide} {high}"'
            f' style="width: {wide / 2:g}pt{height}"><use href="#{self._names[key]}"/></svg>'
        )


def _drawn(kind: str, what: str, wide: int, high: int) -> str:
    """What stands within the SVG element."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # SVG Tiny cannot clip
    device.setOutputDevice(buffer)
    device.setSize(QSize(wide, high))
    device.setViewBox(QRectF(0, 0, wide, high))
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    MARKS[kind](painter, QRectF(0, 0, wide, high), what)
    painter.end()
    inside = INSIDE.search(bytes(content.data()).decode())
    return SAID_ANYHOW.sub("", TITLES.sub("", inside[1])).strip() if inside else ""
