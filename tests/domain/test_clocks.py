"""The worked examples of KMK 413/2020, and what may never happen to a clock."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.cases import CarePlace, Case, Override, Spell, Status
from cmt_desk.domain.clocks import (
    ClockRule,
    Release,
    contact_window,
    isolation_ends,
    isolation_ends_after_negative_pcr,
    moves_release,
    release,
    rule_on,
)
from cmt_desk.store import Store
from cmt_desk.wording import release_text

KMK_413 = ClockRule("KMK-413-2020", "KMK 413/2020", date(2020, 7, 13), date(2021, 5, 11), 14, 10, 3)
KMK_328 = ClockRule("KMK-328-2020", "KMK 328/2020", date(2020, 5, 20), date(2020, 7, 12), 14, 14, 0)
KMK_4641 = ClockRule("KMK-4641-2021", "KMK 4641/2021", date(2021, 5, 12), None, 10, 10, 3, exit_test_day=5)
RULES = [KMK_413, KMK_4641]
ALL_RULES = [KMK_328, *RULES]
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
    late = replace(apart, places=[Spell(CarePlace.HOME, date(2020, 12, 16), 1)])
    window = contact_window(late, RULES, date(2020, 12, 20))
    assert window and (window.last, window.cut) == (date(2020, 12, 15), False)
    assert contact_window(case(Status.SUSPECT, onset=FIRST), RULES, date(2020, 12, 20)) is None


# --- three rule sets ------------------------------------------------------------------------------------

LATER = date(2022, 12, 31)
ANY_DAY = st.dates(date(2020, 5, 20), date(2021, 12, 31))
ILL = (Status.CONFIRMED_SYMPTOMS, Status.PROBABLE)


def told(status: Status, **dates: date) -> Release:
    found = release(
        Case("1", "1", "SBU-01", [Spell(status, date(2020, 5, 20), 1)], **dates), ALL_RULES, LATER
    )
    assert found
    return found


def test_the_seeded_rule_sets_are_these(store: Store):
    seeded = store.cases.clock_rules()
    assert [replace(rule, number="") for rule in seeded] == [replace(rule, number="") for rule in ALL_RULES]


def test_a_contact_of_may_2021_may_leave_after_a_negative_exit_test_on_day_five():
    met = date(2021, 6, 1)
    contact = Status.CLOSE_CONTACT
    assert told(contact, last_contact=met).day == date(2021, 6, 11)
    for tested, free, kind in (
        (date(2021, 6, 2), date(2021, 6, 11), "QUARANTINE"),  # the entry test
        (date(2021, 6, 5), date(2021, 6, 11), "QUARANTINE"),
        (date(2021, 6, 6), date(2021, 6, 6), "EXIT_TEST"),
        (date(2021, 6, 9), date(2021, 6, 9), "EXIT_TEST"),
        (date(2021, 6, 11), date(2021, 6, 11), "QUARANTINE"),
    ):
        found = told(contact, last_contact=met, negative_pcr=tested)
        assert (found.day, found.kind) == (free, kind)
    before = told(contact, last_contact=FIRST, negative_pcr=FIRST + timedelta(days=6))
    assert (before.day, before.kind) == (date(2020, 12, 15), "QUARANTINE")  # KMK 413 knew no exit test


def test_the_boundary_day_is_the_anchors_not_todays():
    """Who met a case on 11 May 2021 waits 14 days, on 12 May 10; the isolation of the ill did not change."""
    last, first = date(2021, 5, 11), date(2021, 5, 12)
    assert told(Status.CLOSE_CONTACT, last_contact=last).day == date(2021, 5, 25)
    assert told(Status.CLOSE_CONTACT, last_contact=first).day == date(2021, 5, 22)
    for onset in (last, first):
        assert told(ILL[0], onset=onset, last_symptom=onset).day == onset + timedelta(days=13)
    old, new = date(2020, 7, 12), date(2020, 7, 13)
    assert told(ILL[0], onset=old, last_symptom=old).day == old + timedelta(days=14)
    assert told(ILL[0], onset=new, last_symptom=new).day == new + timedelta(days=13)
    assert told(Status.CONFIRMED_NO_SYMPTOMS, specimen=old).day == old + timedelta(days=14)
    assert told(Status.CONFIRMED_NO_SYMPTOMS, specimen=new).day == new + timedelta(days=10)


@given(status=st.sampled_from([*ILL, Status.CONFIRMED_NO_SYMPTOMS, Status.CLOSE_CONTACT]), anchor=ANY_DAY,
       ill=st.integers(0, 40), test=st.none() | st.integers(0, 60), on=st.integers(0, 90))  # fmt: skip
def test_no_way_out_is_earlier_than_the_least_the_rule_in_force_allows(
    status: Status, anchor: date, ill: int, test: int | None, on: int
):
    """The least: the exit test's day, the isolation days, or three days after the last symptom."""
    day = timedelta(days=1)
    symptomatic = status in ILL
    found = release(
        Case(
            "1", "1", "SBU-01", [Spell(status, anchor, 1)],
            last_contact=anchor, specimen=anchor, onset=anchor if symptomatic else None,
            last_symptom=anchor + ill * day if symptomatic else None,
            negative_pcr=anchor + test * day if test is not None else None,
        ),
        ALL_RULES, anchor + on * day,
    )  # fmt: skip
    assert found and found.day and found.rule is rule_on(ALL_RULES, anchor)
    rule, waited = found.rule, (found.day - anchor).days
    if status is Status.CLOSE_CONTACT:
        assert waited >= min(rule.quarantine_days, rule.exit_test_day or rule.quarantine_days)
    elif symptomatic:
        assert waited > ill + rule.symptom_free_days or waited == rule.isolation_days > ill
        assert waited >= rule.isolation_days + rule.symptom_free_days or found.kind == "NEGATIVE_PCR"
    else:
        assert waited == rule.isolation_days


@given(anchor=ANY_DAY, later=st.integers(0, 60), ill=st.integers(0, 40), status=st.sampled_from(list(Status)))
def test_within_one_rule_set_a_later_anchor_never_means_an_earlier_release(
    anchor: date, later: int, ill: int, status: Status
):
    moved = anchor + timedelta(days=later)
    if status.closing or rule_on(ALL_RULES, anchor) is not rule_on(ALL_RULES, moved):
        return
    days = [
        release(
            Case(
                "1", "1", "SBU-01", [Spell(status, date(2020, 5, 20), 1)],
                last_contact=first, onset=first, last_symptom=first + timedelta(days=ill),
            ),
            ALL_RULES, LATER,
        )
        for first in (anchor, moved)
    ]  # fmt: skip
    if days[0]:
        assert days[1] and days[0].day and days[1].day and days[0].day <= days[1].day
    else:
        assert status in (Status.SUSPECT, Status.SELF_REPORT) and days[1] is None


def test_the_window_of_a_case_without_symptoms_is_counted_from_its_specimen():
    quiet = case(Status.CONFIRMED_NO_SYMPTOMS, specimen=FIRST)
    window = contact_window(quiet, ALL_RULES, LATER)
    assert window and (window.first, window.last) == (date(2020, 11, 29), date(2020, 12, 15))


def test_each_clock_is_told_with_what_it_follows_from():
    contact, met = Status.CLOSE_CONTACT, date(2021, 6, 1)
    june = date(2020, 6, 1)
    for found, text in (
        (told(ILL[0], onset=FIRST, last_symptom=FIRST + timedelta(days=4)),
         "bebas 14 Des: gejala 1 Des + 10 hari + 3 hari bebas gejala; KMK 413/2020"),
        (told(ILL[0], onset=FIRST), "menunggu bebas gejala; KMK 413/2020"),
        (told(ILL[0], onset=june, last_symptom=june), "bebas 15 Jun: gejala 1 Jun + 14 hari; KMK 328/2020"),
        (told(ILL[0], onset=june, last_symptom=june + timedelta(days=20)),
         "bebas 22 Jun: gejala terakhir 21 Jun + 1; KMK 328/2020"),
        (told(contact, last_contact=met), "bebas 11 Jun: kontak terakhir 1 Jun + 10 hari; KMK 4641/2021"),
        (told(contact, last_contact=met, negative_pcr=date(2021, 6, 7)),
         "bebas 7 Jun: exit test negatif 7 Jun, hari ke-5 atau lebih sesudah kontak terakhir 1 Jun;"
         " KMK 4641/2021"),
    ):  # fmt: skip
        assert release_text(found) == text
