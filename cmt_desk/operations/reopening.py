"""The tests of reopening an office, read and said."""

from datetime import datetime, timedelta

from cmt_desk.domain.decisions import DecisionKind, standing
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.protocols import DISINFECTED
from cmt_desk.domain.reopening import Reopening, ReopenTest, closure_order, reopening
from cmt_desk.domain.what_if import AUTHORITY_ORDER
from cmt_desk.i18n import _, clock_time, medium_date, number
from cmt_desk.operations.decisions import withdraw
from cmt_desk.operations.signing import Signer
from cmt_desk.store import Store

LOOK_BACK = timedelta(days=28)  # contacts of cases older than that are through


def reopening_tests(store: Store, branch: str, at: datetime) -> list[Reopening]:
    """What the desk knows of an office that is to be opened again; `at` in the office's time."""
    on, cases = at.date(), store.cases.of_branch(branch)
    recent = [c for c in cases if (day := c.confirmed_on(on)) and day > on - LOOK_BACK]
    contacts = [contact for case in recent for contact in store.contacts.of_case(case.id)]
    decisions = [d for d in standing(store.decisions.all()) if d.concerns(branch)]
    return reopening(
        cases,
        contacts,
        store.people.of_branch(branch),
        store.people.functions(),
        at,
        store.protocols.shown(DISINFECTED, branch, at),
        closure_order(decisions, order_tests(store), on),
    )


def order_tests(store: Store) -> frozenset[str]:
    """The WFH-Full tests that are a closure order of the local government."""
    return frozenset(
        t.code for t in store.zones.full_tests() if any(c.metric == AUTHORITY_ORDER for c in t.conditions)
    )


def reopening_text(test: Reopening) -> str:
    """A line with its mark: met, failed with what is in the way, or to be looked at."""
    said = {
        ReopenTest.NO_NEW_CASE: _("no new confirmed case in 7 days"),
        ReopenTest.TRACED: _("every contact traced"),
        ReopenTest.STAFFED: _("every critical function staffed"),
        ReopenTest.DISINFECTED: _("disinfected at least 24 hours ago"),
        ReopenTest.NO_ORDER: _("no closure order of the local government"),
    }[test.test]
    if test.met is None:
        return _("? {what}: to be confirmed by you").format(what=said)
    if test.test is ReopenTest.DISINFECTED and test.when:
        mark = "✓" if test.met else "✗"
        return f"{mark} {said}: " + _("done {day} {time}").format(
            day=medium_date(test.when.date()), time=clock_time(test.when)
        )
    if test.test is ReopenTest.NO_ORDER and test.when:
        return f"✗ {said}: " + _("in force until {day}").format(day=medium_date(test.when.date()))
    if test.met:
        return f"✓ {said}"
    return _("✗ {what}: {n} in the way").format(what=said, n=number(test.count))


def reopen(store: Store, decision: str, by: Signer, why: str, at: datetime) -> list[Reopening]:
    """End WFH-Full of an office from the signer's day on; the tests, of which those that fail are kept.

    `at`: now, in the office's time. Raises Refused for another kind of decision, and where `withdraw` would.
    """
    found = store.decisions.get(decision)
    if found is None or found.kind is not DecisionKind.WFH_FULL or not found.branch:
        raise Refused(_("Only an office that works from home in full is opened again."))
    tests = reopening_tests(store, found.branch, at)
    failed = failed_text(tests) if why.strip() else ""
    withdraw(store, decision, by, " · ".join(filter(None, (why.strip(), failed))))
    return tests


def failed_text(tests: list[Reopening]) -> str:
    """What is kept with a decision to open although a test failed; empty where none did."""
    failed = [reopening_text(test) for test in tests if test.met is False]
    return _("Opened although: {tests}").format(tests="; ".join(failed)) if failed else ""
