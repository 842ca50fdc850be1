"""Indonesian is complete: every text of the code is in the catalogue, and nothing else is."""

import ast
import json
import re
import string
from pathlib import Path

from cmt_desk import i18n
from cmt_desk.paths import RESOURCES

ROOT = Path(__file__).parents[1]
CATALOGUE: dict[str, str] = json.loads((RESOURCES / "translations" / "id.json").read_text("utf-8"))
QT = RESOURCES / "translations" / "qt.txt"  # Qt's own words that we answer for, one a line


def texts() -> set[str]:
    """Every `_("…")` of the code and of the templates."""
    found: set[str] = set()
    for file in (ROOT / "cmt_desk").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                assert len(node.args) == 1, (file, node.lineno)
                argument = node.args[0]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found.add(argument.value)
                else:
                    where = f"{file}:{node.lineno}"
                    assert not isinstance(argument, ast.JoinedStr), f"an f-string inside _(): {where}"
    for file in (RESOURCES / "templates").rglob("*.html"):
        found |= {m[1] for m in re.finditer(r"""_\(\s*"((?:[^"\\]|\\.)*)"\s*\)""", file.read_text("utf-8"))}
    return found


def test_every_text_has_its_indonesian():
    assert sorted(texts() - set(CATALOGUE)) == []


def test_no_translation_is_a_stopgap():
    """An "x" that was to be filled in later would be printed on a signed paper."""
    assert {e: i for e, i in CATALOGUE.items() if len(i.strip()) * 5 < len(e) or not i.strip()} == {}


def test_the_catalogue_holds_nothing_that_is_not_said():
    qt = set(QT.read_text("utf-8").splitlines())
    assert sorted(set(CATALOGUE) - texts() - qt) == []
    assert sorted(qt - set(CATALOGUE)) == []


def test_the_same_places_are_filled_in_both_languages():
    def fields(text: str) -> set[str]:
        return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}

    assert {e: i for e, i in CATALOGUE.items() if fields(e) != fields(i)} == {}


def test_dates_and_numbers_as_each_language_writes_them():
    from datetime import date, datetime

    day = date(2020, 12, 2)
    assert i18n.full_date(day) == "Rabu, 2 Desember 2020"
    assert (i18n.number(29562882), i18n.percent(99, 123)) == ("29.562.882", "80,49 %")
    assert i18n.clock_time(datetime(2020, 12, 2, 14, 5)) == "14.05"
    with i18n.speaking("en"):
        assert i18n.full_date(day) == "Wednesday, 2 December 2020"
        assert (i18n.number(29562882), i18n.percent(99, 123)) == ("29,562,882", "80.49 %")
    assert i18n.percent(0, 0) == "–"
    assert [i18n.signed(n) for n in (3, 0, -3)] == ["+3", "±0", "−3"]
