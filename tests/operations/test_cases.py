"""A case moves along the regulation's steps; the rest is refused in one sentence."""

from datetime import date

import pytest

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.errors import Refused
from cmt_desk.operations.cases import (
    date_case,
    move_case,
    open_case,
    redate_step,
    reveal_names,
    step_case,
)
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.store import Store


def healthy(store: Store) -> str:
    ill = {case.employee for case in store.cases.all()}
    return next(e.number for e in store.people.all() if e.number not in ill)


def test_from_suspect_to_hospital_to_recovered(demo: Store):
    """The story of one employee, told as of each day."""
    case = open_case(demo, healthy(demo), Status.SUSPECT, date(2020, 11, 10), place=CarePlace.HOME)
    step_case(demo, case, Status.CONFIRMED_SYMPTOMS, date(2020, 11, 12))
    move_case(demo, case, CarePlace.HOSPITAL, date(2020, 11, 14))
    step_case(demo, case, Status.RECOVERED, date(2020, 11, 27))
    found = demo.cases.get(case)
    assert found
    days = [date(2020, 11, d) for d in (9, 10, 12, 14, 26, 27)]
    assert [found.status(d) for d in days] == [
        None,
        Status.SUSPECT,
        Status.CONFIRMED_SYMPTOMS,
        Status.CONFIRMED_SYMPTOMS,
        Status.CONFIRMED_SYMPTOMS,
        Status.RECOVERED,
    ]
    assert [found.place(d) for d in days] == [
        None, CarePlace.HOME, CarePlace.HOME, CarePlace.HOSPITAL, CarePlace.HOSPITAL, None
    ]  # fmt: skip
    assert demo.cases.figures(DAY).cumulative == 283
    assert demo.cases.figures(date(2020, 11, 11)).cumulative == demo.cases.figures(
        date(2020, 11, 12)
    ).cumulative - (
        1 + sum(r.confirmed_on == date(2020, 11, 12) and r.id != case for r in demo.cases.rows(DAY))
    )


def test_only_the_regulations_steps_unless_a_reason_is_given(demo: Store):
    case = open_case(demo, healthy(demo), Status.SUSPECT, DAY)
    with pytest.raises(Refused):
        step_case(demo, case, Status.RECOVERED, DAY)
    step_case(demo, case, Status.RECOVERED, DAY, reason="salah catat")
    found = demo.cases.get(case)
    assert found and found.statuses[-1].reason == "salah catat"
    assert demo.journal.entries()[-1].reason == "salah catat"


def test_a_person_has_one_open_case_at_a_time(demo: Store):
    number = healthy(demo)
    case = open_case(demo, number, Status.SUSPECT, DAY)
    with pytest.raises(Refused):
        open_case(demo, number, Status.CLOSE_CONTACT, DAY)
    step_case(demo, case, Status.DISCARDED, DAY)
    open_case(demo, number, Status.CLOSE_CONTACT, DAY)


def test_time_does_not_run_backwards(demo: Store):
    case = open_case(demo, healthy(demo), Status.SUSPECT, DAY)
    with pytest.raises(Refused):
        step_case(demo, case, Status.DISCARDED, date(2020, 12, 1))
    with pytest.raises(Refused):
        date_case(demo, case, DAY, onset=date(2020, 12, 3))
    with pytest.raises(Refused):
        date_case(demo, case, DAY, onset=date(2020, 12, 1), last_symptom=date(2020, 11, 30))


def test_the_day_of_a_step_is_corrected_between_its_neighbours_and_undone(demo: Store):
    days = [date(2020, 11, d) for d in (10, 12, 27)]
    case = open_case(demo, healthy(demo), Status.SUSPECT, days[0], place=CarePlace.HOME)
    step_case(demo, case, Status.CONFIRMED_SYMPTOMS, days[1])
    step_case(demo, case, Status.RECOVERED, days[2])
    active = demo.cases.figures(date(2020, 11, 15)).active

    def steps() -> list[date]:
        found = demo.cases.get(case)
        assert found
        return [spell.since for spell in (*found.statuses, *found.places)]

    found = demo.cases.get(case)
    assert found
    confirmed, home = found.statuses[1], found.places[0]
    for wrong, told in ((date(2020, 11, 9), "Suspek"), (date(2020, 11, 28), "Selesai isolasi")):
        with pytest.raises(Refused, match=told):
            redate_step(demo, case, confirmed, wrong, DAY)
    with pytest.raises(Refused, match="masa depan"):
        redate_step(demo, case, found.statuses[2], date(2020, 12, 3), DAY)
    redate_step(demo, case, confirmed, date(2020, 11, 20), DAY)
    assert demo.cases.figures(date(2020, 11, 15)).active == active - 1
    with pytest.raises(Refused):  # somebody else was quicker: the step is no longer as it was seen
        redate_step(demo, case, confirmed, date(2020, 11, 21), DAY)
    redate_step(demo, case, home, date(2020, 11, 11), DAY)
    assert steps() == [days[0], date(2020, 11, 20), days[2], date(2020, 11, 11)]
    undo(demo)
    undo(demo)
    assert steps() == [*days, days[0]]
    assert demo.cases.figures(date(2020, 11, 15)).active == active


def test_a_case_cannot_begin_closed_or_for_a_stranger(demo: Store):
    for number, status in ((healthy(demo), Status.RECOVERED), ("000", Status.SUSPECT)):
        with pytest.raises(Refused):
            open_case(demo, number, status, DAY)


def test_opening_a_case_is_undone_as_one(demo: Store):
    before = demo.cases.figures(DAY)
    open_case(demo, healthy(demo), Status.CONFIRMED_NO_SYMPTOMS, DAY, place=CarePlace.HOME)
    assert demo.cases.figures(DAY).active == before.active + 1
    undo(demo)
    assert demo.cases.figures(DAY) == before


def test_revealing_names_is_kept_with_its_reason(demo: Store):
    with pytest.raises(Refused):
        reveal_names(demo, "cases", "  ")
    reveal_names(demo, "cases", "panggilan dinas kesehatan")
    assert demo.journal.entries()[-1].reason == "panggilan dinas kesehatan"
