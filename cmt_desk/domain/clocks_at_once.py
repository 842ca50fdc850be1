"""The states and clocks of many cases at once: the rules of `cases` and `clocks` over columns of numbers.

Days are ordinals (`date.toordinal`), NO_DAY where there is none; a status or place is its position in
`Status` or `CarePlace`, NONE where there is none. A test compares every answer with the plain rules.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.clocks import ClockRule
from cmt_desk.records import record

Numbers = NDArray[Any]
NO_DAY = 0  # an ordinal of a real day is at least 1
NONE = -1
STATUSES = list(Status)
PLACES = list(CarePlace)
CLOSING = np.array([s.closing for s in STATUSES])
CONFIRMED = np.array([s.confirmed for s in STATUSES])
_FAR = 3_652_059  # date.max


@record
class Spells:
    """The spells of many cases one after the other: those of case i stand from start[i], count[i] of them,
    in the order of their days."""

    start: Numbers
    count: Numbers
    since: Numbers
    what: Numbers

    def latest(self, on: int) -> tuple[Numbers, Numbers]:
        """The spell of each case in force on a day and the day it began; NONE and NO_DAY before the first."""
        begun = np.concatenate(([0], np.cumsum(self.since <= on, dtype=np.int32)))
        known = begun[self.start + self.count] - begun[self.start]
        found = known > 0
        at = (self.start + known - 1)[found]
        what, since = np.full(len(self.start), NONE, np.int8), np.zeros(len(self.start), np.int32)
        what[found], since[found] = self.what[at], self.since[at]
        return what, since


@record
class Facts:
    """What the clocks of many cases follow from. `opened` and `confirmed` are first days, even to come."""

    opened: Numbers
    confirmed: Numbers
    last_contact: Numbers
    onset: Numbers
    last_symptom: Numbers
    specimen: Numbers
    negative_pcr: Numbers


def confirmed_by(facts: Facts, on: int) -> Numbers:
    """The day each case was first confirmed, if that was by a day."""
    return np.where(facts.confirmed <= on, facts.confirmed, NO_DAY)


def computed_release(
    status: Numbers, facts: Facts, rules: Sequence[ClockRule], on: int
) -> tuple[Numbers, Numbers]:
    """The first free day `clocks.release` computes (NO_DAY: not known), and which cases have a clock."""
    quarantined = _among(status, Status.CLOSE_CONTACT, Status.TRAVELLER)
    without = _among(status, Status.CONFIRMED_NO_SYMPTOMS) & (facts.onset == NO_DAY)
    ill = ~without & _among(status, Status.PROBABLE, Status.CONFIRMED_SYMPTOMS, Status.CONFIRMED_NO_SYMPTOMS)
    anchor = np.zeros(len(status), np.int32)
    _put(anchor, quarantined, _first_known(facts.last_contact, facts.opened))
    _put(anchor, without, _first_known(facts.specimen, confirmed_by(facts, on)))
    _put(anchor, ill, facts.onset)
    rule = _rules_on(anchor, rules)
    clocked = (anchor != NO_DAY) & (rule != NONE)
    quarantine, isolation, symptom_free, pcr, exit_test = (
        np.array([*(value(r) for r in rules), 0], np.int32)[rule]
        for value in (_quarantine, _isolation, _symptom_free, _pcr, _exit_test)
    )
    last, test = facts.last_symptom, facts.negative_pcr
    free = np.zeros(len(status), np.int32)
    let_go = (exit_test != 0) & (test != NO_DAY) & (test >= anchor + exit_test) & (test <= on)
    _put(free, quarantined, np.minimum(anchor + quarantine, np.where(let_go, test, _FAR)))
    _put(free, without, anchor + isolation)
    lasting = np.where(on >= anchor + isolation, NO_DAY, anchor + isolation + symptom_free)
    by_days = np.maximum(anchor + isolation, last + 1) + symptom_free
    tested = (test != NO_DAY) & (anchor <= test) & (test <= on) & (pcr != 0)
    by_test = np.where(tested, np.maximum(last + 1 + symptom_free, test), _FAR)
    _put(free, ill, np.where(last == NO_DAY, lasting, np.minimum(by_days, by_test)))
    return np.where(clocked, free, NO_DAY), clocked


def _among(status: Numbers, *wanted: Status) -> Numbers:
    chosen = np.array([s in wanted for s in STATUSES] + [False])  # the last one is NONE's
    return chosen[status]


def _put(into: Numbers, where: Numbers, values: Numbers) -> None:
    into[where] = values[where]


def _first_known(day: Numbers, other: Numbers) -> Numbers:
    return np.where(day != NO_DAY, day, other)


def _rules_on(anchor: Numbers, rules: Sequence[ClockRule]) -> Numbers:
    """For each anchor the rule `clocks.rule_on` finds: the youngest in force, of equals the first."""
    found = np.full(len(anchor), NONE, np.int8)
    for n in sorted(range(len(rules)), key=lambda n: (rules[n].effective_from, -n)):
        rule = rules[n]
        last = (rule.effective_to or date.max).toordinal()
        found[(rule.effective_from.toordinal() <= anchor) & (anchor <= last)] = n
    return found


def _quarantine(rule: ClockRule) -> int:
    return rule.quarantine_days


def _isolation(rule: ClockRule) -> int:
    return rule.isolation_days


def _symptom_free(rule: ClockRule) -> int:
    return rule.symptom_free_days


def _pcr(rule: ClockRule) -> int:
    return rule.one_negative_pcr


def _exit_test(rule: ClockRule) -> int:
    return rule.exit_test_day or 0
