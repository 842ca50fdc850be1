"""Which cases a table, a chart or a paper is about: a view, words, and choices, all of which hold."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Protocol

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.records import record

ANY: frozenset[str] = frozenset()


class CaseOn(Protocol):
    """What a filter asks of a case as it stands on a day."""

    @property
    def status(self) -> Status: ...
    @property
    def place(self) -> CarePlace | None: ...
    @property
    def confirmed_on(self) -> date | None: ...
    @property
    def free_on(self) -> date | None: ...
    @property
    def branch(self) -> str: ...
    @property
    def regional_office(self) -> str: ...
    @property
    def function(self) -> str: ...


@record
class View:
    """A question that has a name. Whatever is left out is not asked."""

    key: str
    statuses: frozenset[Status] = frozenset(Status)
    in_hospital: bool = False
    confirmed: bool = False  # ever, by the day asked about
    confirmed_within: int | None = None  # days, the day asked about included
    free: str = ""  # TODAY, or LATE: the first free day is past and the case still open

    def holds(self, case: CaseOn, on: date) -> bool:
        since = None if self.confirmed_within is None else on - timedelta(days=self.confirmed_within)
        return (
            case.status in self.statuses
            and (not self.in_hospital or (case.place is not None and case.place.in_hospital))
            and (not self.confirmed or case.confirmed_on is not None)
            and (since is None or (case.confirmed_on is not None and case.confirmed_on > since))
            and (self.free != "TODAY" or case.free_on == on)
            and (self.free != "LATE" or (case.free_on is not None and case.free_on < on))
        )


VIEWS = {
    view.key: view
    for view in (
        View("active", statuses=frozenset(s for s in Status if s.confirmed)),
        View("free", free="TODAY"),
        View("late", free="LATE"),
        View("today", confirmed_within=1),
        View("new", confirmed_within=7),
        View("hospital", in_hospital=True),
        View("suspects", statuses=frozenset({Status.SUSPECT, Status.PROBABLE})),
        View("contacts", statuses=frozenset({Status.CLOSE_CONTACT})),
        View("open", statuses=frozenset(s for s in Status if not s.closing)),
        View("confirmed", confirmed=True),
        View("recovered", statuses=frozenset({Status.RECOVERED}), confirmed=True),
        View("died", statuses=frozenset({Status.DIED})),
        View("all"),
    )
}


@record
class CaseFilter:
    """What the case table shows. An empty choice chooses everything; several values of one choice are "or".

    `text`: each word begins a word of the name, employee number, office, city or notes.
    """

    view: str = "all"
    text: str = ""
    statuses: frozenset[Status] = frozenset()
    places: frozenset[CarePlace] = frozenset()
    regional_offices: frozenset[str] = ANY
    functions: frozenset[str] = ANY
    branches: frozenset[str] = ANY

    def holds(self, case: CaseOn, on: date) -> bool:
        """Is the case in the view and among the choices? Words are asked apart, of `begins`."""
        return (
            VIEWS[self.view].holds(case, on)
            and (not self.statuses or case.status in self.statuses)
            and (not self.places or case.place in self.places)
            and _among(case.regional_office, self.regional_offices)
            and _among(case.function, self.functions)
            and _among(case.branch, self.branches)
        )

    @property
    def chooses(self) -> bool:
        """Does it narrow the view down?"""
        return bool(
            self.words
            or self.statuses
            or self.places
            or self.regional_offices
            or self.functions
            or self.branches
        )

    @property
    def words(self) -> list[str]:
        return search_words(self.text)


def _among(value: str, chosen: Collection[str]) -> bool:
    return not chosen or value in chosen


def search_words(text: str) -> list[str]:
    """The words of a text as they are searched: runs of letters and digits without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain.lower())


def begins(words: Iterable[str], text: str) -> bool:
    """Does each of the words begin a word of the text?"""
    there = search_words(text)
    return all(any(word.startswith(wanted) for word in there) for wanted in words)
