"""When somebody is free again: computed from the rule set in force, never guessed.

Day 1 is the anchor date; free on anchor + N. Source: KMK HK.01.07/MENKES/413/2020, selesai isolasi; rule sets
are rows (`clock_rule`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cmt_desk.domain.cases import Case, Status


@dataclass(frozen=True)
class ClockRule:
    """Days of one regulation: quarantine, isolation, symptom-free days after it."""

    code: str
    number: str
    effective_from: date
    effective_to: date | None
    quarantine_days: int
    isolation_days: int
    symptom_free_days: int


@dataclass(frozen=True)
class Release:
    """The first free day, or None while it cannot be known, with the dates it follows from."""

    day: date | None
    rule: ClockRule
    anchor: date
    kind: str  # QUARANTINE, ASYMPTOMATIC or SYMPTOMATIC


def rule_on(rules: Iterable[ClockRule], day: date) -> ClockRule | None:
    fitting = [r for r in rules if r.effective_from <= day and (not r.effective_to or day <= r.effective_to)]
    return max(fitting, key=lambda r: r.effective_from, default=None)


def quarantine_ends(last_contact: date, rule: ClockRule) -> date:
    """First free day of a close contact: last contact + quarantine days."""
    return last_contact + timedelta(days=rule.quarantine_days)


def isolation_ends_without_symptoms(specimen: date, rule: ClockRule) -> date:
    """First free day of an asymptomatic case: specimen + isolation days."""
    return specimen + timedelta(days=rule.isolation_days)


def isolation_ends(onset: date, last_symptom: date, rule: ClockRule) -> date:
    """First free day of a symptomatic case: ten days from onset, then three without symptoms."""
    rested = max(onset + timedelta(days=rule.isolation_days), last_symptom + timedelta(days=1))
    return rested + timedelta(days=rule.symptom_free_days)


def release(case: Case, rules: Iterable[ClockRule], on: date) -> Release | None:
    """The clock of an open case as seen on a day; None for a closed case or one without an anchor.

    While symptoms last past the isolation days the date is unknown: `Release.day` is None. A last symptom
    day that is not recorded counts as lasting until `on` at least.
    """
    status, rules = case.status(on), list(rules)
    if status is None or status.closing:
        return None
    if status in (Status.CLOSE_CONTACT, Status.TRAVELLER):
        anchor, kind = case.last_contact or _opened(case), "QUARANTINE"
    elif status is Status.CONFIRMED_NO_SYMPTOMS and case.onset is None:
        anchor, kind = case.specimen or case.confirmed_on(on), "ASYMPTOMATIC"
    elif status in (Status.PROBABLE, Status.CONFIRMED_SYMPTOMS, Status.CONFIRMED_NO_SYMPTOMS):
        anchor, kind = case.onset, "SYMPTOMATIC"
    else:
        return None
    rule = rule_on(rules, anchor) if anchor else None
    if anchor is None or rule is None:
        return None
    match kind:
        case "QUARANTINE":
            day: date | None = quarantine_ends(anchor, rule)
        case "ASYMPTOMATIC":
            day = isolation_ends_without_symptoms(anchor, rule)
        case _:
            day = _symptomatic(anchor, case.last_symptom, rule, on)
    return Release(day, rule, anchor, kind)


def _symptomatic(onset: date, last_symptom: date | None, rule: ClockRule, on: date) -> date | None:
    if last_symptom is not None:
        return isolation_ends(onset, last_symptom, rule)
    still_ill_after = onset + timedelta(days=rule.isolation_days)
    return None if on >= still_ill_after else isolation_ends(onset, onset, rule)


def _opened(case: Case) -> date:
    return min(spell.since for spell in case.statuses)
