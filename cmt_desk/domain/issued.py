"""Sheets that were issued: numbered, signed for, and never changed; a correction is a new version."""

from collections.abc import Collection
from datetime import date, datetime

from cmt_desk.domain.sheet_figures import Known
from cmt_desk.domain.sheets import DayFacts, sheet_number
from cmt_desk.records import record


@record
class IssuedSheet:
    """One version of a sheet. `scope` "": the country; `head`: of the journal it was written from."""

    id: str
    number: str
    version: int
    day: date
    scope: str
    language: str
    issued_at: datetime  # in WIB
    issued_by: str
    corrects: str
    reason: str
    head: str
    facts: Known
    digest: str
    sha256: str
    pages: int

    @property
    def file_name(self) -> str:
        version = f"-v{self.version}" if self.version > 1 else ""
        return f"{self.number.replace('/', '-')}{version}.pdf"


@record
class Issue:
    """That a version was issued, without what it says; `scope` "": the country, `at` in WIB."""

    id: str
    number: str
    version: int
    scope: str
    at: datetime
    by: str
    reason: str


def free_number(facts: DayFacts, used: Collection[str]) -> str:
    """The number of a day's sheet: the day of the activation, or the next one that no other day has taken.

    A second activation in one month would count through the same days.
    """
    wanted = sheet_number(facts)
    kind, n, *rest = wanted.split("/")
    count = int(n)
    while wanted in used:
        count += 1
        wanted = "/".join((kind, f"{count:03d}", *rest))
    return wanted
