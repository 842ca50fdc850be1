"""The worked examples of KMK 413/2020, and what may never happen to a clock."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.cases import CarePlace, Case, Override, Spell, Status
from cmt_desk.domain.clocks import (
    ClockRule,
    contact_window,
    isolation_ends,
    isolation_ends_after_negative_pcr,
    moves_release,
    release,
    rule_on,
)

KMK_413 = ClockRule("KMK-413-2020", "KMK 413/2020", date(2020, 7, 13), date(2021, 5, 11), 14, 10, 3)
KMK_4641 = ClockRule("KMK-4641-2021", "KMK 4641/2021", date(2021, 5, 12), None, 10, 10, 3)
RULES = [KMK_413, KMK_4641]
FIRST = date(2020, 12, 1)
DAYS = st.dates(date(2020, 7, 13), date(2021, 5, 11))


def case(status: Status, **dates: date) -> Case:
    return Case("1", "100001", "SBU-01", [Spell(status, FIRST, 1)], **dates)


def free(status: Status, on: date, **dates: date) -> date | None:
    found = release(case(status, **dates), RULES, on)
    assert found is not None
    return found.day


def test_the_worked_examples_of_the_regulation():
    later = date(2020, 12, 30)
    assert free(Status.CONFIRMED_NO_SYMPTOMS, later, specimen=FIRST) == date(2020, 12, 11)
    assert free(Status.CONFIRMED_SYMPTOMS, later, onset=FIRST, last_symptom=date(2020, 12, 5)) == date(
        2020, 12, 14
    )
    assert free(Status.CONFIRMED_SYMPTOMS, later, onset=FIRST, last_symptom=date(2020, 12, 13)) == date(
        2020, 12, 17
    )
    assert free(Status.CLOSE_CONTACT, later, last_contact=FIRST) == date(2020, 12, 15)


def test_while_symptoms_last_past_day_ten_the_date_is_unknown_not_guessed():
    assert free(Status.CONFIRMED_SYMPTOMS, date(2020, 12, 10), onset=FIRST) == date(2020, 12, 14)
    assert free(Status.CONFIRMED_SYMPTOMS, date(2020, 12, 11), onset=FIRST) is None


def test_symptoms_that_appear_later_move_the_case_to_the_symptomatic_clock():
    dates = {"specimen": FIRST, "onset": date(2020, 12, 4), "last_symptom": date(2020, 12, 6)}
    assert free(Status.CONFIRMED_NO_SYMPTOMS, date(2020, 12, 20), **dates) == date(2020, 12, 17)


def test_a_closed_case_has_no_clock():
    assert release(case(Status.RECOVERED, onset=FIRST), RULES, date(2020, 12, 2)) is None


@given(onset=DAYS, ill=st.integers(0, 40))
def test_nobody_is_free_before_thirteen_days_or_three_days_after_the_last_symptom(onset: date, ill: int):
    last = onset + timedelta(days=ill)
    end = isolation_ends(onset, last, KMK_413)
    assert end >= onset + timedelta(days=13)
    assert end - last > timedelta(days=3)


@given(onset=DAYS, ill=st.integers(0, 40), later=st.integers(0, 30))
def test_a_later_onset_never_means_an_earlier_release(onset: date, ill: int, later: int):
    moved = onset + timedelta(days=later)
    assert isolation_ends(moved, moved + timedelta(days=ill), KMK_413) >= isolation_ends(
        onset, onset + timedelta(days=ill), KMK_413
    )


def test_the_regulation_changes_on_its_day():
    assert rule_on(RULES, date(2021, 5, 11)) is KMK_413
    assert rule_on(RULES, date(2021, 5, 12)) is KMK_4641
    assert rule_on(RULES, date(2020, 7, 12)) is None


def test_one_negative_pcr_frees_three_days_after_the_last_symptom_but_not_before_the_test():
    dates = {"onset": FIRST, "last_symptom": date(2020, 12, 4)}
    ill, later = Status.CONFIRMED_SYMPTOMS, date(2020, 12, 30)
    assert free(ill, later, **dates, negative_pcr=date(2020, 12, 6)) == date(2020, 12, 8)
    assert free(ill, later, **dates, negative_pcr=date(2020, 12, 10)) == date(2020, 12, 10)
    assert free(ill, later, **dates, negative_pcr=date(2020, 12, 20)) == date(2020, 12, 14)
    assert free(ill, date(2020, 12, 5), **dates, negative_pcr=date(2020, 12, 6)) == date(2020, 12, 14)


def test_kmk_328_knew_no_single_negative_pcr():
    old = ClockRule("KMK-328-2020", "KMK 328/2020", date(2020, 5, 20), date(2020, 7, 12), 14, 14, 0)
    onset = date(2020, 6, 1)
    ill = Case(
        "1", "100001", "SBU-01", [Spell(Status.CONFIRMED_SYMPTOMS, onset, 1)],
        onset=onset, last_symptom=date(2020, 6, 3), negative_pcr=date(2020, 6, 4),
    )  # fmt: skip
    found = release(ill, [old, *RULES], date(2020, 7, 1))
    assert found and (found.day, found.rule) == (date(2020, 6, 15), old)


@given(onset=DAYS, ill=st.integers(0, 40), test=st.integers(0, 60))
def test_a_negative_pcr_never_frees_anybody_who_still_has_symptoms(onset: date, ill: int, test: int):
    last, negative = onset + timedelta(days=ill), onset + timedelta(days=test)
    end = isolation_ends_after_negative_pcr(last, negative, KMK_413)
    assert end - last > timedelta(days=3)
    assert end >= negative
    whole = free(
        Status.CONFIRMED_SYMPTOMS, date(2022, 1, 1), onset=onset, last_symptom=last, negative_pcr=negative
    )
    assert whole == min(end, isolation_ends(onset, last, KMK_413))


def test_a_decided_date_counts_from_its_day_and_keeps_the_computed_one():
    decided = Override(date(2020, 12, 5), date(2020, 12, 12), date(2020, 12, 14), "surat dokter")
    ill = Case(
        "1", "100001", "SBU-01", [Spell(Status.CONFIRMED_SYMPTOMS, FIRST, 1)],
        onset=FIRST, last_symptom=date(2020, 12, 5), overrides=[decided],
    )  # fmt: skip
    before, after = (release(ill, RULES, date(2020, 12, day)) for day in (4, 5))
    assert before and after
    assert (before.free_on, after.free_on, after.day) == (
        date(2020, 12, 14),
        date(2020, 12, 12),
        date(2020, 12, 14),
    )


def test_only_a_correction_that_moves_a_known_date_is_asked_about():
    on, ill = date(2020, 12, 20), Status.CONFIRMED_SYMPTOMS
    dated = case(ill, onset=FIRST, last_symptom=date(2020, 12, 5))
    assert moves_release(dated, case(ill, onset=FIRST, last_symptom=date(2020, 12, 13)), RULES, on)
    assert moves_release(dated, case(ill), RULES, on)
    assert not moves_release(dated, case(ill, onset=FIRST, last_symptom=date(2020, 12, 7)), RULES, on)
    waiting = case(ill, onset=FIRST)
    assert not moves_release(waiting, dated, RULES, on)


def test_the_contact_window_begins_two_days_before_and_ends_with_isolation():
    ill = case(Status.CONFIRMED_SYMPTOMS, onset=FIRST)
    window = contact_window(ill, RULES, date(2020, 12, 20))
    assert window and (window.first, window.last, window.cut) == (
        date(2020, 11, 29),
        date(2020, 12, 15),
        False,
    )
    apart = Case("1", "1", "SBU-01", ill.statuses, [Spell(CarePlace.HOME, date(2020, 12, 3), 1)], onset=FIRST)
    window = contact_window(apart, RULES, date(2020, 12, 20))
    assert window and (window.last, window.cut) == (date(2020, 12, 3), True)
    assert contact_window(case(Status.SUSPECT, onset=FIRST), RULES, date(2020, 12, 20)) is None
