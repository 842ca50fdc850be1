"""The daily follow-up of one contact as a row of days, and the form for one call."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.contacts import Contact, follow_up_days
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, full_date, long_date, number
from cmt_desk.operations.contacts import COLDEST, WARMEST, tick_contact, untick_contact
from cmt_desk.ui import look
from cmt_desk.ui.calendar import locale
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import plain_label, refusal_line, save_or_cancel

BOX = 30  # the height of a day; seven days in a row


def day_text(contact: Contact, day: date, on: date) -> str:
    """What is known of one day: "hari 3, 2 Desember 2020: 36,7 °C, tanpa gejala (Demo)"."""
    n = (day - contact.last_contact).days
    tick = contact.ticks.get(day)
    if tick is None:
        state = _("not called") if day <= on else _("not due yet")
    else:
        warm = f"{number(tick.temperature, 1)} °C, " if tick.temperature else ""
        state = f"{warm}{tick.symptoms or _('no symptoms')} ({tick.by})"
    return _("day {n}, {day}: {state}").format(n=n, day=long_date(day), state=state)


class TickStrip(QWidget):
    """d1–d14: a tick for a call, an exclamation mark for symptoms, an empty box for a missed call."""

    picked = Signal(object)  # date

    def __init__(self) -> None:
        super().__init__()
        self.contact: Contact | None = None
        self.days: list[date] = []
        self._on = date.min
        self.setMouseTracking(True)
        self.setFixedHeight(2 * BOX + look.SPACE)
        self.setAccessibleName(_("Daily follow-up"))

    def show_contact(self, contact: Contact | None, days: list[date], on: date) -> None:
        self.contact, self.days, self._on = contact, days, on
        self.setFixedHeight(-(-max(1, len(days)) // 7) * (BOX + look.GAP))
        told = "; ".join(day_text(contact, day, on) for day in days) if contact else ""
        self.setAccessibleDescription(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(340, 2 * (BOX + look.GAP))

    def box(self, n: int) -> QRectF:
        width = (self.width() - 6 * look.GAP) / 7
        return QRectF(n % 7 * (width + look.GAP), n // 7 * (BOX + look.GAP), width, BOX).adjusted(
            1, 1, -1, -1
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.contact is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for n, day in enumerate(self.days):
            self._paint_day(painter, self.box(n), n + 1, day)

    def _paint_day(self, painter: QPainter, box: QRectF, n: int, day: date) -> None:
        assert self.contact is not None
        tokens = look.tokens()
        tick = self.contact.ticks.get(day)
        missed = tick is None and self.contact.recorded <= day < self._on
        colour = tokens.border
        if tick:
            colour = tokens.danger if tick.symptoms else tokens.good
        elif missed or day == self._on:
            colour = tokens.warning
        painter.setPen(QPen(QColor(colour), 2 if day == self._on else 1))
        painter.setBrush(QColor(tokens.surface if tick or day <= self._on else tokens.sunken))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(colour if tick or missed else tokens.faint))
        mark = "" if tick is None else " !" if tick.symptoms else " ✓"
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{n}{mark}")

    def day_at(self, x: float, y: float) -> date | None:
        return next((day for n, day in enumerate(self.days) if self.box(n).contains(x, y)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().x(), event.position().y())
        self.setToolTip(day_text(self.contact, day, self._on) if day and self.contact else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().x(), event.position().y())
        if day and day <= self._on:
            self.picked.emit(day)


class TickForm(QDialog):
    """One call: temperature and symptoms; a call entered by mistake is taken back here."""

    def __init__(self, desk: Desk, contact: Contact, day: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._contact, self._day = desk, contact, day
        self.setWindowTitle(_("Call"))
        self.setMinimumWidth(400)
        known = contact.ticks.get(day)
        total = len(follow_up_days(contact, desk.store.cases.clock_rules()))
        of = _("day {n} of {total}").format(n=(day - contact.last_contact).days, total=total)
        self.temperature = QDoubleSpinBox()
        self.temperature.setLocale(locale())
        self.temperature.setRange(COLDEST - 0.1, WARMEST)
        self.temperature.setDecimals(1)
        self.temperature.setSingleStep(0.1)
        self.temperature.setSuffix(" °C")
        self.temperature.setSpecialValueText(_("not measured"))
        self.temperature.setValue(known.temperature if known and known.temperature else COLDEST - 0.1)
        self.symptoms = QLineEdit(known.symptoms if known else "")
        self.symptoms.setPlaceholderText(_("empty: no symptoms"))
        self.refusal = refusal_line()
        form = QFormLayout()
        form.addRow(_("Day"), plain_label(f"{full_date(day)} · {of}"))
        form.addRow(_("Temperature"), self.temperature)
        form.addRow(_("Symptoms"), self.symptoms)
        buttons = save_or_cancel(self)
        if known:
            back = buttons.addButton(_("Take back"), QDialogButtonBox.ButtonRole.DestructiveRole)
            back.clicked.connect(lambda: self._take_back())
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addWidget(buttons)
        self.symptoms.setFocus()

    def accept(self) -> None:
        value = round(self.temperature.value(), 1)
        try:
            tick_contact(
                self._desk.store, self._contact.id, self._day,
                temperature=value if value >= COLDEST else None, symptoms=self.symptoms.text(),
            )  # fmt: skip
        except Refused as refused:
            self.refusal.setText(str(refused))
            return
        super().accept()

    def _take_back(self) -> None:
        if self._desk.perform(lambda: untick_contact(self._desk.store, self._contact.id, self._day)):
            super().accept()
