"""The look: palettes, zone colours and shapes, icons, spacing. Tokens and nothing else decide colours."""

from functools import cache

from PySide6.QtCore import QBuffer, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QImageReader,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QApplication

from cmt_desk.domain.branches import Zone
from cmt_desk.paths import RESOURCES
from cmt_desk.records import record

GAP, SPACE, ROOM, WIDE = 4, 8, 12, 16  # the spacing scale, in pixels
RADIUS = 6
SAMPLE, OURS = "0123456789aneiou", 111.8  # and its width in pixels in our own type, Roboto 10 pt
OUTLINE = QColor("#2B2B2B")
ZONE_COLOURS = {
    Zone.GREEN: QColor("#1AA187"),
    Zone.YELLOW: QColor("#FAE434"),
    Zone.ORANGE: QColor("#C77D10"),
    Zone.RED: QColor("#A60B30"),
    None: QColor("#8A939B"),
}
ZONE_INK = {
    Zone.GREEN: QColor("#000000"),
    Zone.YELLOW: QColor("#000000"),
    Zone.ORANGE: QColor("#000000"),
    Zone.RED: QColor("#FFFFFF"),
    None: QColor("#000000"),
}


@record
class Tokens:
    """One theme's colours."""

    window: str
    surface: str
    sunken: str
    border: str
    ink: str
    faint: str
    accent: str
    on_accent: str
    warning: str
    danger: str
    good: str
    sea: str
    land: str
    neighbour: str
    coast: str


LIGHT = Tokens(
    window="#F3F5F7", surface="#FFFFFF", sunken="#E9EDF1", border="#CBD3DA", ink="#1B2530", faint="#5C6B78",
    accent="#0B5C7A", on_accent="#FFFFFF", warning="#9A5B00", danger="#A60B30", good="#0F7A64",
    sea="#DCE8F0", land="#FBFAF6", neighbour="#D5D9DC", coast="#8FA6B5",
)  # fmt: skip
DARK = Tokens(
    window="#171C21", surface="#1F262D", sunken="#12171B", border="#3A4650", ink="#E8EDF1", faint="#9FB0BD",
    accent="#58B4D9", on_accent="#08222E", warning="#F0B45A", danger="#FF7D93", good="#4FCDB2",
    sea="#141D25", land="#2C363E", neighbour="#20282E", coast="#5A6B78",
)  # fmt: skip
_THEMES = {"light": LIGHT, "dark": DARK}


def tokens() -> Tokens:
    """The theme in force, told from the palette, so that a test only has to set the palette."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def dress(app: QApplication, theme: str, *, barely: bool = False) -> None:
    """Fusion, our palette and our few style rules. `theme`: light, dark or system.

    `barely`: still without the rules; a window is built quicker before they are there than under them.
    """
    if theme == "system":
        dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        theme = "dark" if dark else "light"
    chosen = _THEMES[theme]
    if tokens() is not chosen or app.property("dressed") != theme:
        app.setProperty("dressed", theme)
        app.setStyle("Fusion")
        app.setPalette(_palette(chosen))
        _dress_fonts(app)
    if not barely and app.styleSheet() != (rules := _style_rules(chosen)):
        app.setStyleSheet(rules)  # visits every widget there is


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, t.window), (role.WindowText, t.ink), (role.Base, t.surface), (role.Text, t.ink),
        (role.AlternateBase, t.window), (role.Button, t.surface), (role.ButtonText, t.ink),
        (role.Highlight, t.accent), (role.HighlightedText, t.on_accent), (role.ToolTipBase, t.surface),
        (role.ToolTipText, t.ink), (role.PlaceholderText, t.faint), (role.Link, t.accent),
        (role.Mid, t.border), (role.Light, t.surface), (role.Dark, t.border),
    ):  # fmt: skip
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(t.faint))
    return palette


def _style_rules(t: Tokens) -> str:
    return f"""
        QToolTip {{ color: {t.ink}; background: {t.surface}; border: 1px solid {t.border}; padding: 4px; }}
        QFrame[card="true"] {{ background: {t.surface}; border: 1px solid {t.border};
            border-radius: {RADIUS}px; }}
        QFrame[card="true"]:focus {{ border-color: {t.accent}; }}
        QLabel[faint="true"] {{ color: {t.faint}; }}
        QLabel[heading="true"] {{ font-size: 13pt; font-weight: bold; }}
        QLabel[strong="true"] {{ font-weight: bold; }}
        QLabel[big="true"] {{ font-size: 22pt; font-weight: bold; }}
        QLabel[tone="warning"] {{ color: {t.warning}; }}
        QLabel[tone="danger"] {{ color: {t.danger}; }}
        QLabel[tone="good"] {{ color: {t.good}; }}
        QPushButton {{ padding: 5px 12px; border: 1px solid {t.border}; border-radius: 4px;
            background: {t.surface}; }}
        QPushButton:hover {{ border-color: {t.accent}; }}
        QPushButton:pressed {{ background: {t.sunken}; }}
        QPushButton:disabled {{ color: {t.faint}; background: {t.window}; }}
        QPushButton[primary="true"] {{ background: {t.accent}; color: {t.on_accent};
            border-color: {t.accent}; }}
        QPushButton[primary="true"]:disabled {{ background: {t.sunken}; color: {t.faint};
            border-color: {t.border}; }}
        QPushButton:focus {{ border: 2px solid {t.accent}; padding: 4px 11px; outline: none; }}
        QPushButton[tight="true"] {{ padding: 5px 6px; }}
        QPushButton[tight="true"]:focus {{ padding: 4px 5px; }}
        QPushButton[primary="true"]:focus {{ border-color: {t.ink}; }}
        QTableView, QTreeView, QListView {{ border: 1px solid {t.border}; gridline-color: {t.sunken}; }}
        QTableView::item {{ padding: 0 5px; }}
        QListView::item {{ padding: 4px 6px; }}
        QHeaderView::section {{ background: {t.sunken}; color: {t.faint}; border: 0; padding: 4px 8px;
            border-bottom: 1px solid {t.border}; }}
        QTabBar::tab {{ padding: 7px 16px; color: {t.faint}; border-bottom: 2px solid transparent; }}
        QTabBar::tab:selected {{ color: {t.ink}; border-bottom: 2px solid {t.accent}; font-weight: bold; }}
        QTabBar::tab:hover {{ color: {t.ink}; }}
        QTabWidget::pane {{ border: 0; border-top: 1px solid {t.border}; }}
    """ + _tick_rules(t)


def _tick_rules(t: Tokens) -> str:
    """Boxes to tick, outlined: Fusion draws their edge darker than the window, unseen in the dark."""
    tick = (RESOURCES / "icons" / f"{'tick' if t is LIGHT else 'check'}.svg").as_posix()
    own = ("QCheckBox", "QGroupBox", "QListView", "QTreeView", "QTableView")
    boxes = ", ".join(f"{widget}::indicator" for widget in own)
    ticked = ", ".join(f"{widget}::indicator:checked" for widget in own)
    partly = ", ".join(f"{widget}::indicator:indeterminate" for widget in own)
    asleep = ", ".join(f"{widget}::indicator:disabled" for widget in own)
    middle = f"stop: 0.4 {t.surface}, stop: 0.41 {t.accent}, stop: 0.6 {t.accent}, stop: 0.61 {t.surface}"
    dash = f"qlineargradient(x1: 0, y1: 0, x2: 0, y2: 1, {middle})"
    inner = f"stop: 0 {t.accent}, stop: 0.5 {t.accent}, stop: 0.55 {t.surface}"
    dot = f"qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, {inner})"
    return f"""
        {boxes}, QRadioButton::indicator {{ width: 13px; height: 13px; border: 1px solid {t.faint};
            background: {t.surface}; }}
        {boxes} {{ border-radius: 3px; }}
        QRadioButton::indicator {{ border-radius: 7px; }}
        {ticked} {{ background: {t.accent}; border-color: {t.accent}; image: url("{tick}"); }}
        {partly} {{ background: {dash}; }}
        QRadioButton::indicator:checked {{ background: {dot}; }}
        {asleep} {{ border-color: {t.border}; background: {t.sunken}; }}
        QCheckBox::indicator:focus {{ border-color: {t.accent}; }}
    """


def _dress_fonts(app: QApplication) -> None:
    """The system font; where there is no desktop (offscreen, bare servers), our own, so pictures agree."""
    if QGuiApplication.platformName() == "offscreen" or not QFontDatabase.families():
        app.setFont(QFont(paper_font(), 10))
        return
    font = app.font()
    font.setPointSize(10)
    app.setFont(font)


def wide(pixels: int) -> int:
    """As much text as so many pixels hold in our own type, which column widths are given in."""
    return round(pixels * _width_of(QGuiApplication.font().toString()))


@cache
def _width_of(font: str) -> float:
    """How wide a font runs beside ours at the same size."""
    looked = QFont()
    looked.fromString(font)
    return max(1.0, QFontMetricsF(looked).horizontalAdvance(SAMPLE) / OURS)


@cache
def paper_font() -> str:
    """The family every sheet is printed in: ours, so that each laptop prints the same page."""
    family = "sans-serif"
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
        family = families[0] if families else family
    return family


# --- icons -------------------------------------------------------------------------------------------


def icon(name: str, colour: str | None = None) -> QIcon:
    """One of our line icons in the ink of the theme, or in a colour."""
    return _icon(name, colour or tokens().ink)


@cache
def _icon(name: str, colour: str) -> QIcon:
    """Drawn by Qt's own SVG reader: importing QtSvg would cost the start as much as the window."""
    svg = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8").replace("#000000", colour)
    made = QIcon()
    fine = any(screen.devicePixelRatio() > 1 for screen in QGuiApplication.screens())
    plain = 32 if name == "cmt-desk" else 20
    for size in (plain, 2 * plain) if fine else (plain,):
        buffer = QBuffer()
        buffer.setData(svg.encode())
        reader = QImageReader(buffer, b"svg")
        reader.setScaledSize(QSize(size, size))
        made.addPixmap(QPixmap.fromImage(reader.read()))
    return made


# --- zone marks: colour + shape + letter ------------------------------------------------------------------


def zone_shape(zone: Zone | None, centre: QPointF, radius: float) -> QPolygonF | None:
    """The outline of a zone's mark; None stands for a circle (green and unmapped)."""
    x, y, r = centre.x(), centre.y(), radius
    match zone:
        case Zone.YELLOW:
            return QPolygonF([QPointF(x, y - 1.15 * r), QPointF(x + 1.1 * r, y + 0.8 * r),
                              QPointF(x - 1.1 * r, y + 0.8 * r)])  # fmt: skip
        case Zone.ORANGE:
            return QPolygonF([QPointF(x, y - 1.2 * r), QPointF(x + 1.2 * r, y), QPointF(x, y + 1.2 * r),
                              QPointF(x - 1.2 * r, y)])  # fmt: skip
        case Zone.RED:
            return QPolygonF(QRectF(x - 0.95 * r, y - 0.95 * r, 1.9 * r, 1.9 * r))
        case _:
            return None


def paint_zone(
    painter: QPainter, centre: QPointF, radius: float, zone: Zone | None, *, letter: bool = True
) -> None:
    """A zone's mark as vectors: the same on the map, in tables and on paper."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(OUTLINE if zone else ZONE_COLOURS[None], max(0.5, radius / (8 if zone else 4))))
    painter.setBrush(QBrush(ZONE_COLOURS[zone] if zone else Qt.BrushStyle.NoBrush))
    shape = zone_shape(zone, centre, radius)
    if shape is None:
        painter.drawEllipse(centre, radius, radius)
    else:
        painter.drawPolygon(shape)
    if letter and zone and radius >= 5:
        font = QFont(painter.font())
        font.setBold(True)
        font.setPixelSize(max(1, round(radius * 1.15)))
        painter.setFont(font)
        painter.setPen(ZONE_INK[zone])
        drop = radius * (0.18 if zone is Zone.YELLOW else 0)
        box = QRectF(centre.x() - radius, centre.y() - radius + drop, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, zone.letter)
    painter.restore()
