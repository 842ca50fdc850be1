"""Projector mode: the panels of Situasi one at a time, full screen, in large type, without anybody's name."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cmt_desk.domain.situation import Situation
from cmt_desk.i18n import _, full_date, number
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk, Picked
from cmt_desk.ui.live import Page
from cmt_desk.ui.situation import large
from cmt_desk.ui.situation.now import situation_shown
from cmt_desk.ui.situation.panel import Panel
from cmt_desk.ui.widgets import heading, plain_label

TURN = 15_000  # milliseconds a panel stands when they turn by themselves
LINES = 34  # lines of plain text a screen is high
FORTH = {Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter}
BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace}


@record
class Slide:
    """One panel, made when it is first shown."""

    key: str
    make: Callable[[Desk], Panel]


def slides() -> Sequence[Slide]:
    """In the order of the meeting."""
    return (
        Slide("zones", large.Zones),
        Slide("figures", large.Cases),
        Slide("curve", large.Course),
        Slide("functions", large.Functions),
        Slide("attendance", large.Attendance),
        Slide("decisions", large.Decisions),
        Slide("protocols", large.Protocols),
        Slide("supplies", large.Supplies),
        Slide("silent", large.Silent),
        Slide("changes", large.Changes),
    )


class Projector(Page):
    """Arrow keys or a presenter's buttons step, Space lets the panels turn by themselves, Esc leaves."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(replace(desk, picked=Picked()))  # nothing here leads away
        self.setParent(owner, Qt.WindowType.Window)
        self.setWindowTitle(_("Projector mode"))
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._slides = slides()
        self.made: dict[str, Panel] = {}
        self._now: Situation | None = None
        self.place, self.day, self.hint = heading(""), plain_label(), plain_label(faint=True)
        self.dots, self.stack = Dots(len(self._slides)), QStackedWidget()
        self._turning = QTimer(self, interval=TURN)
        self._turning.timeout.connect(lambda: self.step(1))
        self._lay_out()
        self._tell()

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.place)
        top.addStretch(1)
        top.addWidget(self.day)
        foot.addWidget(self.dots)
        foot.addStretch(1)
        foot.addWidget(self.hint)
        self.page = QVBoxLayout(self)
        self.page.addLayout(top)
        self.page.addWidget(self.stack, 1)
        self.page.addLayout(foot)

    # --- stepping ----------------------------------------------------------------------------------

    @property
    def at(self) -> int:
        return self.dots.at

    def step(self, by: int) -> None:
        """The next panel or the one before; after the last comes the first."""
        self.turn_to((self.at + by) % len(self._slides))

    def turn_to(self, n: int) -> None:
        self.dots.move_to(n)
        if self._turning.isActive():
            self._turning.start()  # the whole time again for what was just chosen
        self._show_slide()

    def turn_by_itself(self, on: bool) -> None:
        if on:
            self._turning.start()
        else:
            self._turning.stop()
        self._tell()

    def _tell(self) -> None:
        keys = _("← → step · Space: stop turning · Esc: leave")
        if not self._turning.isActive():
            keys = _("← → step · Space: turn by itself · Esc: leave")
        self.hint.setText(keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in FORTH or key in BACK:
            self.step(1 if key in FORTH else -1)
        elif key is Qt.Key.Key_Space:
            self.turn_by_itself(not self._turning.isActive())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.turn_to(0 if key is Qt.Key.Key_Home else len(self._slides) - 1)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turn_by_itself(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.step(-1 if event.button() is Qt.MouseButton.RightButton else 1)

    # --- showing -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._now = situation_shown(self.desk)
        facts = self._now.facts
        self.place.setText(facts.institution)
        self.day.setText(full_date(facts.day))
        self._show_slide()

    def _show_slide(self) -> None:
        slide = self._slides[self.at]
        if self._now is None:
            return
        if slide.key not in self.made:
            made = self.made[slide.key] = slide.make(self.desk)
            made.leads = False
            made.setStyleSheet(type_rules(self._line, made.scale))
            self.stack.addWidget(made)
        panel = self.made[slide.key]
        panel.show_situation(self._now)
        panel.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for child in panel.findChildren(QWidget):
            child.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys are the projector's
        self.stack.setCurrentWidget(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Type as large as the screen allows."""
        super().resizeEvent(event)
        line = self._line
        rules = type_rules(line)
        if rules != self.styleSheet():
            self.setStyleSheet(rules)
            for made in self.made.values():
                made.setStyleSheet(type_rules(line, made.scale))
            self.page.setContentsMargins(line, line, line, line // 2)
            self.page.setSpacing(line // 2)

    @property
    def _line(self) -> int:
        """The height of plain type, in pixels."""
        return max(12, self.height() // LINES)


def type_rules(line: int, scale: float = 1) -> str:
    """Type for a line of so many pixels: text, headings, figures, notes."""
    return (
        f"QWidget {{ font-size: {round(scale * line)}px; }}"
        f' QLabel[heading="true"] {{ font-size: {round(1.5 * line)}px; }}'
        f' QLabel[big="true"] {{ font-size: {round(3.6 * line)}px; }}'
        f' QLabel[small="true"] {{ font-size: {line}px; }}'
    )


class Dots(QWidget):
    """Which panel of how many."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count, self.at = count, 0
        self._say()

    def move_to(self, n: int) -> None:
        self.at = n
        self._say()
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(_("{n} of {count}").format(n=number(self.at + 1), count=number(self._count)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedWidth(round(1.2 * self.fontMetrics().height()) * self._count)

    def paintEvent(self, event: QPaintEvent) -> None:
        em, t = self.fontMetrics().height(), look.tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for n in range(self._count):
                painter.setBrush(QColor(t.accent if n == self.at else t.border))
                r = em / (3 if n == self.at else 5)
                middle = QPoint(round((n + 0.5) * 1.2 * em), self.height() // 2)
                painter.drawEllipse(middle, round(r), round(r))


def show_projector(desk: Desk, owner: QWidget) -> Projector:
    """On another screen than the window's, where there is one."""
    found = owner.findChild(Projector)
    shown = found if isinstance(found, Projector) else Projector(desk, owner)
    here = QApplication.screenAt(owner.geometry().center())
    others = [screen for screen in QGuiApplication.screens() if screen is not here]
    if others and here is not None:
        shown.setGeometry(others[0].geometry())
    shown.showFullScreen()
    shown.activateWindow()
    shown.setFocus()
    return shown
