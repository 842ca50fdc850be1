"""When somebody is free again: computed from the rule set in force, never guessed.

Day 1 is the anchor date; free on anchor + N. Source: KMK HK.01.07/MENKES/413/2020, selesai isolasi; rule sets
are rows (`clock_rule`).
"""

from collections.abc import Iterable
from datetime import date, timedelta

from cmt_desk.domain.cases import Case, Override, Status
from cmt_desk.records import record


@record
class ClockRule:
    """Days of one regulation: quarantine, isolation, symptom-free days after it."""

    code: str
    number: str
    effective_from: date
    effective_to: date | None
    quarantine_days: int
    isolation_days: int
    symptom_free_days: int
    window_before: int = 2
    window_after: int = 14
    exit_test_day: int | None = None  # from this day on a negative test ends the quarantine of a contact

    @property
    def one_negative_pcr(self) -> bool:
        """KMK 328 wanted two negative tests and knew no symptom-free days; since KMK 413 one will do."""
        return self.symptom_free_days > 0


@record
class Release:
    """The first free day as computed, or None while it cannot be known, with the dates it follows from."""

    day: date | None
    rule: ClockRule
    anchor: date
    kind: str  # QUARANTINE, EXIT_TEST, ASYMPTOMATIC, SYMPTOMATIC or NEGATIVE_PCR
    last_symptom: date | None = None
    negative_pcr: date | None = None
    override: Override | None = None

    @property
    def free_on(self) -> date | None:
        """The day that counts: what somebody decided, else what was computed."""
        return self.override.day if self.override else self.day


@record
class Window:
    """The days on which somebody near the case was a contact, both included."""

    first: date
    last: date
    anchor: date
    rule: ClockRule
    cut: bool  # by the first day of isolation


def rule_on(rules: Iterable[ClockRule], day: date) -> ClockRule | None:
    fitting = [r for r in rules if r.effective_from <= day and (not r.effective_to or day <= r.effective_to)]
    return max(fitting, key=lambda r: r.effective_from, default=None)


def quarantine_ends(last_contact: date, rule: ClockRule) -> date:
    """First free day of a close contact: last contact + quarantine days."""
    return last_contact + timedelta(days=rule.quarantine_days)


def quarantine_ends_after_exit_test(last_contact: date, negative_pcr: date, rule: ClockRule) -> date | None:
    """First free day of a contact with a negative exit test; None where the rule has none or the test was
    too early (an entry test). Source: KMK 4641/2021, exit test on day 5; day 1 follows the last contact.
    """
    if rule.exit_test_day is None:
        return None
    due = last_contact + timedelta(days=rule.exit_test_day)
    return negative_pcr if negative_pcr >= due else None


def isolation_ends_without_symptoms(specimen: date, rule: ClockRule) -> date:
    """First free day of an asymptomatic case: specimen + isolation days."""
    return specimen + timedelta(days=rule.isolation_days)


def isolation_ends(onset: date, last_symptom: date, rule: ClockRule) -> date:
    """First free day of a symptomatic case: ten days from onset, then three without symptoms."""
    rested = max(onset + timedelta(days=rule.isolation_days), last_symptom + timedelta(days=1))
    return rested + timedelta(days=rule.symptom_free_days)


def isolation_ends_after_negative_pcr(last_symptom: date, negative_pcr: date, rule: ClockRule) -> date:
    """First free day of a symptomatic case with one negative follow-up PCR: three days without symptoms
    after the last one, not before the day of the test."""
    rested = last_symptom + timedelta(days=1 + rule.symptom_free_days)
    return max(rested, negative_pcr)


def release(case: Case, rules: Iterable[ClockRule], on: date) -> Release | None:
    """The clock of an open case as seen on a day; None for a closed case or one without an anchor.

    While symptoms last past the isolation days the date is unknown: `Release.day` is None. A last symptom
    day that is not recorded counts as lasting until `on` at least.
    """
    status, rules = case.status(on), list(rules)
    if status is None or status.closing:
        return None
    if status in (Status.CLOSE_CONTACT, Status.TRAVELLER):
        anchor, kind = case.last_contact or case.opened_on(), "QUARANTINE"
    elif status is Status.CONFIRMED_NO_SYMPTOMS and case.onset is None:
        anchor, kind = case.specimen or case.confirmed_on(on), "ASYMPTOMATIC"
    elif status in (Status.PROBABLE, Status.CONFIRMED_SYMPTOMS, Status.CONFIRMED_NO_SYMPTOMS):
        anchor, kind = case.onset, "SYMPTOMATIC"
    else:
        return None
    rule = rule_on(rules, anchor) if anchor else None
    if anchor is None or rule is None:
        return None
    day: date | None
    match kind:
        case "QUARANTINE":
            kind, day = _quarantine(case, anchor, rule, on)
        case "ASYMPTOMATIC":
            day = isolation_ends_without_symptoms(anchor, rule)
        case _:
            kind, day = _symptomatic(case, anchor, rule, on)
    return Release(day, rule, anchor, kind, case.last_symptom, case.negative_pcr, case.override(on))


def _quarantine(case: Case, last_contact: date, rule: ClockRule, on: date) -> tuple[str, date]:
    """By days, or by a negative exit test where the rule knows one; the earlier one counts."""
    by_days, negative = quarantine_ends(last_contact, rule), case.negative_pcr
    by_test = (
        quarantine_ends_after_exit_test(last_contact, negative, rule) if negative and negative <= on else None
    )
    return ("EXIT_TEST", by_test) if by_test and by_test < by_days else ("QUARANTINE", by_days)


def _symptomatic(case: Case, onset: date, rule: ClockRule, on: date) -> tuple[str, date | None]:
    """Two ways out, by days or by a negative PCR; the earlier one counts."""
    last, negative = case.last_symptom, case.negative_pcr
    if last is None:
        still_ill_after = onset + timedelta(days=rule.isolation_days)
        day = None if on >= still_ill_after else isolation_ends(onset, onset, rule)
        return "SYMPTOMATIC", day
    by_days = isolation_ends(onset, last, rule)
    if negative is None or not onset <= negative <= on or not rule.one_negative_pcr:
        return "SYMPTOMATIC", by_days
    by_test = isolation_ends_after_negative_pcr(last, negative, rule)
    return ("NEGATIVE_PCR", by_test) if by_test < by_days else ("SYMPTOMATIC", by_days)


def moves_release(before: Case, after: Case, rules: Iterable[ClockRule], on: date) -> bool:
    """Would this correction change a release date that is already known?"""
    rules = list(rules)
    old, new = release(before, rules, on), release(after, rules, on)
    return old is not None and old.day is not None and (new is None or old.day != new.day)


def contact_window(case: Case, rules: Iterable[ClockRule], on: date) -> Window | None:
    """Who was near a probable or confirmed case from two days before the anchor, until it was isolated.

    Anchor: onset, or the specimen of a case without symptoms. Source: KMK 413/2020, kontak erat.
    """
    ill = [Status(s.what) for s in case.statuses if s.since <= on]
    if not any(status.confirmed or status is Status.PROBABLE for status in ill):
        return None
    anchor = case.onset or case.specimen or case.confirmed_on(on)
    rule = rule_on(rules, anchor) if anchor else None
    if anchor is None or rule is None:
        return None
    first = anchor - timedelta(days=rule.window_before)
    last, isolated = anchor + timedelta(days=rule.window_after), case.isolated_on()
    cut = isolated is not None and isolated < last
    return Window(first, max(first, isolated) if isolated and cut else last, anchor, rule, cut)
