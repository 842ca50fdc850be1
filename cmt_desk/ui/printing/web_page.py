"""A paper as one HTML file that needs nothing else: drawings are SVG inside it, and it may load nothing."""

import base64
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
SHELL = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>{title}</title>
{style}<style>
body {{ font-family: Roboto, "Segoe UI", Arial, sans-serif; max-width: 178mm; margin: 10mm auto; }}
table {{ width: 100%; }}
[align="right"] {{ text-align: right; }}
[align="center"] {{ text-align: center; }}
div.edge {{ color: #5C6B78; font-size: 7.5pt; border-bottom: 1px solid #CBD3DA; margin-bottom: 4mm; }}
section + section {{ break-before: page; margin-top: 12mm; }}
@page {{ size: A4; margin: 16mm; }}
</style></head><body>
<div class="edge">{header}</div>
{sections}
<div class="edge">{footer}</div>
</body></html>
"""


def as_web_page(paper: Paper) -> str:
    """A px of a paper is half a point; here it becomes that."""
    drawings: dict[tuple[str, int, int], str] = {}
    sections = [_section(html, drawings) for html in (paper.html, *paper.annexes)]
    style = re.search(r"<style>.*?</style>", paper.html, re.DOTALL)
    return SHELL.format(
        language=i18n.language(),
        title=escape(paper.title),
        style=_points(style[0]) if style else "",
        header=escape(paper.header),
        footer=escape(paper.footer),
        sections="\n".join(f"<section>{section}</section>" for section in sections),
    )


def _section(html: str, drawings: dict[tuple[str, int, int], str]) -> str:
    body = BODY.search(html)
    inside = STYLE.sub(lambda found: _points(found[0]), body[1] if body else html)
    return IMAGE.sub(lambda found: _image(found[1], found[2], drawings), inside)


def _points(style: str) -> str:
    return LENGTH.sub(lambda found: f"{int(found[1]) / 2:g}pt", style)


def _image(source: str, attributes: str, drawings: dict[tuple[str, int, int], str]) -> str:
    """One of our drawings; anything else that calls itself an image is left out."""
    kind, _colon, what = unescape(source).partition(":")
    if kind not in MARKS:
        return ""
    sides = {name: int(n) for name, n in SIDES.findall(attributes)}
    wide = sides.get("width", SIZE)
    high = sides.get("height", wide)
    key = (source, wide, high)
    if key not in drawings:
        drawings[key] = _drawn(kind, what, wide, high)
    size = f"width: {wide / 2:g}pt; height: {high / 2:g}pt; vertical-align: middle;"
    return f'<img alt="" style="{size}" src="data:image/svg+xml;base64,{drawings[key]}">'


def _drawn(kind: str, what: str, wide: int, high: int) -> str:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # SVG Tiny cannot clip
    device.setOutputDevice(buffer)
    device.setSize(QSize(wide, high))
    device.setViewBox(QRectF(0, 0, wide, high))
    device.setTitle(kind)
    device.setDescription("")
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    MARKS[kind](painter, QRectF(0, 0, wide, high), what)
    painter.end()
    return base64.b64encode(bytes(content.data())).decode()
