"""The tests of reopening an office, read and said."""

from datetime import date, timedelta

from cmt_desk.domain.reopening import Reopening, ReopenTest, reopening
from cmt_desk.i18n import _, number
from cmt_desk.store import Store

LOOK_BACK = timedelta(days=28)  # contacts of cases older than that are through


def reopening_tests(store: Store, branch: str, on: date) -> list[Reopening]:
    """What the desk knows of an office that is to be opened again."""
    cases = store.cases.of_branch(branch)
    recent = [c for c in cases if (day := c.confirmed_on(on)) and day > on - LOOK_BACK]
    contacts = [contact for case in recent for contact in store.contacts.of_case(case.id)]
    return reopening(cases, contacts, store.people.of_branch(branch), store.people.functions(), on)


def reopening_text(test: Reopening) -> str:
    """A line with its mark: met, failed with the number in the way, or to be looked at."""
    said = {
        ReopenTest.NO_NEW_CASE: _("no new confirmed case in 7 days"),
        ReopenTest.TRACED: _("every contact traced"),
        ReopenTest.STAFFED: _("every critical function staffed"),
        ReopenTest.DISINFECTED: _("disinfected at least 24 hours ago"),
        ReopenTest.NO_ORDER: _("no closure order of the local government"),
    }[test.test]
    if test.met is None:
        return _("? {what}: to be confirmed by you").format(what=said)
    if test.met:
        return f"✓ {said}"
    return _("✗ {what}: {n} in the way").format(what=said, n=number(test.count))


def failed_text(tests: list[Reopening]) -> str:
    """What is kept with a decision to open although a test failed; empty where none did."""
    failed = [reopening_text(test) for test in tests if test.met is False]
    return _("Opened although: {tests}").format(tests="; ".join(failed)) if failed else ""
