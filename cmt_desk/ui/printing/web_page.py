"""A paper as one HTML file that needs nothing else and may load nothing: its drawings are SVG inside it, each
defined once."""

import re
from html import escape, unescape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from cmt_desk import i18n
from cmt_desk.reports.paper import Paper
from cmt_desk.ui.printing.marks import MARKS, SIZE

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
SHELL = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>{title}</title>
{style}<style>
body {{ font-family: Roboto, "Segoe UI", Arial, sans-serif; max-width: 178mm; margin: 10mm auto; }}
table {{ width: 100%; }}
[align="right"] {{ text-align: right; }}
[align="center"] {{ text-align: center; }}
div.edge {{ color: #5C6B78; font-size: 7.5pt; border-bottom: 1px solid #CBD3DA; margin-bottom: 4mm; }}
section + section {{ break-before: page; margin-top: 12mm; }}
@page {{ size: A4; margin: 16mm; }}
svg.drawing {{ vertical-align: middle; }}
</style></head><body>
<svg width="0" height="0" style="position: absolute" aria-hidden="true">{drawings}</svg>
<div class="edge">{header}</div>
{sections}
<div class="edge">{footer}</div>
</body></html>
"""


def as_web_page(paper: Paper) -> str:
    """A px of a paper is half a point; here it becomes that."""
    drawings = _Drawings()
    sections = [_section(html, drawings) for html in (paper.html, *paper.annexes)]
    style = re.search(r"<style>.*?</style>", paper.html, re.DOTALL)
    return SHELL.format(
        language=i18n.language(),
        title=escape(paper.title),
        style=_points(style[0]) if style else "",
        drawings="\n".join(drawings.symbols),
        header=escape(paper.header),
        footer=escape(paper.footer),
        sections="\n".join(f"<section>{section}</section>" for section in sections),
    )


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
        size = f"width: {wide / 2:g}pt; height: {high / 2:g}pt"
        return (
            f'<svg class="drawing" aria-hidden="true" style="{size}"><use href="#{self._names[key]}"/></svg>'
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
