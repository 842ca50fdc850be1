"""Public and joint-leave days of Indonesia."""

from datetime import date
from functools import cache


@cache
def _of_year(year: int) -> dict[date, str]:
    import holidays  # its calendars take a tenth of a second, which no start should pay

    calendar = holidays.country_holidays("ID", years=year, categories=("public", "government"), language="id")
    return dict(calendar)


def days_off(first: date, last: date) -> set[date]:
    """Public holidays and joint leave (cuti bersama) between two days; the `holidays` library's data."""
    return {
        day for year in range(first.year, last.year + 1) for day in _of_year(year) if first <= day <= last
    }


def name_of_day_off(day: date) -> str | None:
    return _of_year(day.year).get(day)
