"""What a filter asks of one case; the store's fast answer is compared with this in tests/store."""

from dataclasses import dataclass
from datetime import date

import pytest

from cmt_desk.domain.case_filter import VIEWS, CaseFilter, begins, search_words
from cmt_desk.domain.cases import CarePlace, Status

DAY = date(2020, 12, 2)


@dataclass(frozen=True)
class Stub:
    status: Status = Status.CONFIRMED_SYMPTOMS
    place: CarePlace | None = CarePlace.HOME
    confirmed_on: date | None = date(2020, 11, 20)
    free_on: date | None = None
    branch: str = "SBU-01"
    regional_office: str = "SBU"
    function: str = "KEU"


@pytest.mark.parametrize(
    ("view", "inside", "outside"),
    [
        ("free", Stub(free_on=DAY), Stub(free_on=date(2020, 12, 1))),
        ("late", Stub(free_on=date(2020, 12, 1)), Stub(free_on=DAY)),
        ("new", Stub(confirmed_on=date(2020, 11, 26)), Stub(confirmed_on=date(2020, 11, 25))),
        ("hospital", Stub(place=CarePlace.ICU), Stub(place=None)),
        ("recovered", Stub(Status.RECOVERED), Stub(Status.RECOVERED, confirmed_on=None)),
        ("open", Stub(Status.SELF_REPORT), Stub(Status.DISCARDED)),
    ],
)
def test_a_view_holds_on_its_edges(view: str, inside: Stub, outside: Stub):
    assert VIEWS[view].holds(inside, DAY)
    assert not VIEWS[view].holds(outside, DAY)


def test_values_of_one_choice_are_or_and_choices_are_and():
    shown = CaseFilter(statuses=frozenset({Status.SUSPECT, Status.PROBABLE}), functions=frozenset({"KEU"}))
    assert shown.holds(Stub(Status.SUSPECT), DAY) and shown.holds(Stub(Status.PROBABLE), DAY)
    assert not shown.holds(Stub(), DAY)
    assert not shown.holds(Stub(Status.SUSPECT, function="TI"), DAY)


def test_each_word_begins_a_word_whatever_the_accents():
    assert begins(search_words("rah SÍTI"), "Siti Rahmawati")
    assert not begins(search_words("mawati"), "Siti Rahmawati")
    assert search_words("  Jl. Él-Nino/2 ") == ["jl", "el", "nino", "2"]
    assert begins([], "")
