"""A date that may be empty."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.calendar import date_edit


class OptionalDate(QWidget):
    """A button to set it where there is no date yet, else the date and a button to clear it."""

    changed = Signal(object)  # date or None

    def __init__(self) -> None:
        super().__init__()
        self._edit = date_edit()
        self._clear, self._set = QToolButton(), QToolButton()
        self._clear.setIcon(look.icon("close"))
        self._clear.setToolTip(_("Clear the date"))
        self._clear.setAccessibleName(_("Clear the date"))
        self._set.setText(_("Set…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._edit, 1)
        row.addWidget(self._clear)
        row.addWidget(self._set)
        row.addStretch(0)
        self._edit.editingFinished.connect(self._say)
        self._edit.calendarWidget().clicked.connect(lambda _day: self._say())
        self._clear.clicked.connect(lambda: self.changed.emit(None))
        self._set.clicked.connect(self._say)
        self._day: date | None = None

    def setAccessibleName(self, name: str) -> None:
        """Of its parts: the field itself is never reached."""
        self._edit.setAccessibleName(name)
        for part in (self._clear, self._set):
            part.setAccessibleName(f"{name}: {part.text() or part.toolTip()}")

    def show_day(self, day: date | None, until: date) -> None:
        """Fill without emitting; `until` is the latest day that may be chosen."""
        self._day = day
        shown = day or until
        self._edit.setMaximumDate(QDate(until.year, until.month, until.day))
        self._edit.setDate(QDate(shown.year, shown.month, shown.day))
        for part in (self._edit, self._clear):
            part.setVisible(day is not None)
        self._set.setVisible(day is None)

    def day(self) -> date:
        chosen = self._edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _say(self) -> None:
        if self._day != self.day():
            self.changed.emit(self.day())
