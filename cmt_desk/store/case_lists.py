"""The offices and people of the case table as numbers: their words, functions and places in an order."""

from functools import cached_property

import numpy as np

from cmt_desk.domain.case_filter import search_words
from cmt_desk.domain.clocks_at_once import Numbers
from cmt_desk.records import record
from cmt_desk.store.driver import Database
from cmt_desk.store.people import SHOWN_NAME

FUNCTIONS = "SELECT k.n, e.function FROM employee e JOIN employee_key k ON k.number = e.number"
NAMES = f"""
    SELECT k.n FROM employee e JOIN employee_key k ON k.number = e.number
    ORDER BY {SHOWN_NAME} COLLATE NOCASE, e.number
"""
NUMBERS = "SELECT k.n FROM employee e JOIN employee_key k ON k.number = e.number ORDER BY e.number"
OFFICES = """
    SELECT b.code, b.name, a.name AS city, b.regional_office, r.name AS region
    FROM branch b JOIN area a ON a.code = b.area JOIN regional_office r ON r.code = b.regional_office
    ORDER BY b.code
"""


@record
class Office:
    code: str
    name: str
    city: str
    regional_office: str
    region: str


class Offices:
    """An office's number is its place in `all`."""

    def __init__(self, db: Database) -> None:
        self.all = [Office(**row) for row in db.query(OFFICES)]
        self.number = {office.code: n for n, office in enumerate(self.all)}
        self._words = [search_words(f"{office.name} {office.city}") for office in self.all]

    def having(self, word: str) -> Numbers:
        """True for each office with a word that begins so."""
        return np.array([any(w.startswith(word) for w in words) for words in self._words] + [False])

    def among(self, regional_offices: frozenset[str], codes: frozenset[str]) -> Numbers:
        return np.array(
            [
                (not regional_offices or office.regional_office in regional_offices)
                and (not codes or office.code in codes)
                for office in self.all
            ]
            + [False]
        )

    def ranks(self, column: str) -> Numbers:
        """The place of each office by its `name`, `city` or `region`, from 1; equal texts share it."""
        texts = [getattr(office, column).casefold() for office in self.all]
        place = {text: n for n, text in enumerate(sorted(set(texts)), start=1)}
        return np.array([place[text] for text in texts] + [0], np.int32)


class People:
    """By the number of a person in `employee_key`; each list is read when it is first asked for."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.functions = [
            code for (code,) in db.execute("SELECT code FROM business_function ORDER BY position")
        ]
        self.size = db.execute("SELECT coalesce(max(n), 0) + 1 FROM employee_key").fetchone()[0]

    @cached_property
    def function(self) -> Numbers:
        """The place of each person's function in `functions`."""
        rows = self._db.execute(FUNCTIONS).fetchall()
        keys, functions = zip(*rows, strict=True) if rows else ((), ())
        place = {code: n for n, code in enumerate(self.functions)}
        found = np.zeros(self.size, np.int8)
        found[np.array(keys, np.int32)] = [place[code] for code in functions]
        return found

    @cached_property
    def by_name(self) -> Numbers:
        """The place of each person in the order of names, from 1."""
        return self._places(NAMES)

    @cached_property
    def by_number(self) -> Numbers:
        return self._places(NUMBERS)

    def get_ready(self) -> bool:
        """Read one of the lists that were not asked for yet; False if there was none."""
        for name in ("function", "by_name", "by_number"):
            if name not in self.__dict__:
                getattr(self, name)
                return True
        return False

    def _places(self, sql: str) -> Numbers:
        keys = np.fromiter((n for (n,) in self._db.execute(sql)), np.int32)
        place = np.zeros(self.size, np.int32)
        place[keys] = np.arange(1, len(keys) + 1)
        return place
