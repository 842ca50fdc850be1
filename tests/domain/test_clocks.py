"""The worked examples of KMK 413/2020, and what may never happen to a clock."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.cases import Case, Spell, Status
from cmt_desk.domain.clocks import ClockRule, isolation_ends, release, rule_on

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
