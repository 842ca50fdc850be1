"""The panel that answers *why*: the chosen cell, the rules that fix it, and every rule the roster breaks."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import Breach
from cmt_desk.i18n import _, full_date
from cmt_desk.ui import look
from cmt_desk.ui.schedule.grid import breach_words
from cmt_desk.ui.schedule.reasons import Reason
from cmt_desk.ui.schedule.weeks import Weeks
from cmt_desk.ui.widgets import Card, faint, plain_label
from cmt_desk.wording import cell_name

MOST = 12  # broken rules listed by name


class WhyPanel(Card):
    """`breach_picked`: somebody wants to see the cell that breaks a rule."""

    breach_picked = Signal(object)  # Breach

    def __init__(self) -> None:
        super().__init__(_("Why"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self.body.addWidget(self._scroll, 1)

    def show_nothing(self) -> None:
        self._fill([faint(_("Choose a cell to see why it is what it is."))])

    def show_reasons(
        self, weeks: Weeks, employee: Employee | None, day: date, reasons: Sequence[Reason]
    ) -> None:
        parts: list[QWidget] = []
        if employee:
            name = plain_label(employee.name)
            font = name.font()
            font.setBold(True)
            font.setPointSizeF(font.pointSizeF() + 1)
            name.setFont(font)
            name.setWordWrap(True)
            function = weeks.function_names.get(employee.function, employee.function)
            parts += [name, faint(" · ".join(p for p in (employee.number, employee.title or function) if p))]
        parts.append(_wrapped(full_date(day)))
        if employee:
            parts.append(_bold(cell_name(weeks.cell(employee, day))))
        parts += [_entry(reason) for reason in reasons]
        if weeks.breaches:
            parts += self._all_broken(weeks)
        self._fill(parts)

    def _all_broken(self, weeks: Weeks) -> list[QWidget]:
        title = _("Rules broken in these weeks: {n}").format(n=len(weeks.breaches))
        parts: list[QWidget] = [_line(), _bold(title, "danger")]
        for breach in weeks.breaches[:MOST]:
            parts.append(self._link(breach, breach_words(weeks, breach)))
        if len(weeks.breaches) > MOST:
            parts.append(faint(_("and {n} more").format(n=len(weeks.breaches) - MOST)))
        return parts

    def _link(self, breach: Breach, text: str) -> QWidget:
        link = _Link(text)
        link.clicked.connect(lambda: self.breach_picked.emit(breach))
        return link

    def _fill(self, parts: Sequence[QWidget]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.GAP, 0)
        column.setSpacing(look.GAP)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)

    def text(self) -> str:
        """Everything the panel says, as one would read it aloud."""
        inside = self._scroll.widget()
        return "\n".join(label.text() for label in inside.findChildren(QLabel)) if inside else ""


class _Link(QFrame):
    """A sentence that wraps and can be clicked, also with the keyboard (a button's text does not wrap)."""

    clicked = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setProperty("card", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.SPACE, look.GAP, look.SPACE, look.GAP)
        column.addWidget(_wrapped(text))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


def _entry(reason: Reason) -> QWidget:
    entry = QWidget()
    column = QVBoxLayout(entry)
    column.setContentsMargins(0, look.SPACE, 0, 0)
    column.setSpacing(2)
    column.addWidget(_bold(reason.title, reason.tone))
    column.addWidget(_wrapped(reason.text))
    return entry


def _wrapped(text: str) -> QLabel:
    label = plain_label(text)
    label.setWordWrap(True)
    return label


def _bold(text: str, tone: str = "") -> QLabel:
    label = _wrapped(text)
    label.setProperty("tone", tone)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    return line
