"""Language: one catalogue a language, numbers and dates as Indonesians and English readers write them.

The text in the code is English; `resources/translations/id.json` holds the Indonesian. The language in
force is a context variable, so that a sheet can be printed in English while the window stays Indonesian.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache

from cmt_desk.paths import RESOURCES

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT = "id"

_chosen = ContextVar[str]("language", default=DEFAULT)


@cache
def _catalogue(language: str) -> dict[str, str]:
    file = RESOURCES / "translations" / f"{language}.json"
    if language == "en" or not file.is_file():
        return {}
    catalogue: dict[str, str] = json.loads(file.read_text("utf-8"))
    return catalogue


def use(language: str) -> None:
    """Speak this language from now on. Raises KeyError for one we do not have."""
    if language not in LANGUAGES:
        raise KeyError(language)
    _chosen.set(language)


def language() -> str:
    return _chosen.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Another language for the length of a block."""
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)


def translate(text: str) -> str:
    return _catalogue(_chosen.get()).get(text, text)


_ = translate


def either(indonesian: str, english: str) -> str:
    """The right one of two texts that data carries in both languages."""
    return english if language() == "en" else indonesian


MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(),
    "en": "January February March April May June July August September October November December".split(),
}
WEEKDAYS = {
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}


def month_name(month: int) -> str:
    return MONTHS[language()][month - 1]


def weekday_name(day: date) -> str:
    return WEEKDAYS[language()][day.weekday()]


def long_date(day: date) -> str:
    """2 Desember 2020."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def full_date(day: date) -> str:
    """Rabu, 2 Desember 2020."""
    return f"{weekday_name(day)}, {long_date(day)}"


def short_date(day: date) -> str:
    """2 Des: for the axis and for crowded cells, where the year is clear."""
    return f"{day.day} {month_name(day.month)[:3]}"


def medium_date(day: date) -> str:
    """2 Des 2020."""
    return f"{short_date(day)} {day.year}"


def clock_time(at: datetime) -> str:
    """14.05 in Indonesian, 14:05 in English."""
    return f"{at:%H.%M}" if language() == "id" else f"{at:%H:%M}"


def moment(at: datetime, zone: str) -> str:
    """2 Des 08.10 WIB."""
    return f"{short_date(at.date())} {clock_time(at)} {zone}"


def number(value: float, decimals: int = 0) -> str:
    """29.562.882 and 80,49 in Indonesian; 29,562,882 and 80.49 in English."""
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if language() == "id" else text


def percent(part: float, whole: float, decimals: int = 2) -> str:
    """80,49 %; a dash where there is nothing to divide by."""
    return f"{number(100 * part / whole, decimals)} %" if whole else "–"


def signed(value: int) -> str:
    """+3, −2 or ±0: a change since yesterday."""
    if value == 0:
        return "±0"
    return f"+{number(value)}" if value > 0 else f"−{number(-value)}"
