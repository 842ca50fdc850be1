"""Calendars and date fields: Monday first, dates in words, for short dates are read wrongly in Indonesian."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QCalendarWidget, QDateEdit

from cmt_desk.i18n import language


def locale() -> QLocale:
    return QLocale("id_ID" if language() == "id" else "en_GB")


def dress_calendar(calendar: QCalendarWidget) -> None:
    calendar.setLocale(locale())
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)


def date_edit() -> QDateEdit:
    """A date field in the language in force."""
    edit = QDateEdit()
    edit.setLocale(locale())
    edit.setDisplayFormat("d MMMM yyyy")
    edit.setCalendarPopup(True)
    dress_calendar(edit.calendarWidget())
    return edit
