"""Every paper is a template filled in the language in force; what data says is text, never markup."""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cmt_desk import i18n, wording
from cmt_desk.paths import RESOURCES
from cmt_desk.records import record

LONGEST_WORD = 16  # letters; a longer one would push its column off the page
BREAK = "\u200b"  # a place to break a line, without a hyphen
_TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


WORDS: dict[str, Callable[..., str]] = {  # what a template may say
    "_": i18n.translate,
    "number": i18n.number,
    "percent": i18n.percent,
    "signed": i18n.signed,
    "full_date": i18n.full_date,
    "long_date": i18n.long_date,
    "medium_date": i18n.medium_date,
    "short_date": i18n.short_date,
    "clock_time": i18n.clock_time,
    "zone_name": wording.zone_name,
    "check_text": wording.check_text,
}


@record
class Paper:
    """A finished paper before it meets ink: the body, what every page's margin says, a name for the file.

    `pictures` are painted where the body has `<img src="picture:NAME">`, each given a painter and a box.
    """

    html: str
    title: str
    header: str
    footer: str
    file_name: str
    landscape: bool = False
    annexes: tuple[str, ...] = ()  # more bodies, each beginning on a page of its own
    language: str = ""  # of its margins, where that is not the one in force
    pictures: Mapping[str, Callable[..., None]] = field(default_factory=dict[str, Callable[..., None]])


def render(template: str, **values: Any) -> str:
    """A template of `resources/templates` with the words of the language in force."""
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(RESOURCES / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=breakable,
    )
    cast(dict[str, object], made.globals).update(WORDS, short=short)  # pyright: ignore[reportUnknownMemberType]
    return made


def breakable(value: Any) -> Any:
    """Text with places to break in its endless words; markup of our own passes untouched."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _TOO_LONG.sub(lambda found: found.group() + BREAK, value)


def short(text: str, letters: int = 60) -> str:
    """A name cut to what a line can hold."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
