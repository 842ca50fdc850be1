"""Calendars and date fields: Monday first, dates in words, for short dates are read wrongly in Indonesian."""

from datetime import datetime
from typing import cast

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QDateTimeEdit

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


def moment_edit(at: datetime) -> QDateTimeEdit:
    """A day with its time, in the language in force."""
    edit = QDateTimeEdit()
    edit.setLocale(locale())
    edit.setDisplayFormat("d MMMM yyyy  HH.mm" if language() == "id" else "d MMMM yyyy  HH:mm")
    edit.setCalendarPopup(True)
    dress_calendar(edit.calendarWidget())
    edit.setDateTime(QDateTime(at.year, at.month, at.day, at.hour, at.minute, 0))
    return edit


def moment_of(edit: QDateTimeEdit) -> datetime:
    return cast(datetime, edit.dateTime().toPython()).replace(second=0, microsecond=0)
