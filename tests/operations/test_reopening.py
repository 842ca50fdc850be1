"""Opening an office again: what failed is shown and kept; a person decides."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cmt_desk.domain.cases import Status
from cmt_desk.domain.decisions import Decision, DecisionKind, Step
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.reopening import Reopening, ReopenTest
from cmt_desk.operations.cases import open_case
from cmt_desk.operations.decisions import decide, propose, sign_new, withdraw
from cmt_desk.operations.protocols import start_run, tick_step
from cmt_desk.operations.reopening import failed_text, reopening_tests, reopening_text
from cmt_desk.operations.signing import Signer, sit_as
from cmt_desk.store import Store

DAY = date(2020, 12, 2)
AT = datetime(2020, 12, 2, 16)


def test_cases_of_the_week_and_open_contacts_are_in_the_way(demo: Store):
    newest = max((r for r in demo.cases.rows(DAY) if r.status.confirmed), key=lambda r: r.since)
    tests = {t.test: t for t in reopening_tests(demo, newest.branch, AT)}
    assert not tests[ReopenTest.NO_NEW_CASE].met and tests[ReopenTest.NO_NEW_CASE].count >= 1
    assert tests[ReopenTest.DISINFECTED].met is None
    assert "✗" in failed_text(list(tests.values()))
    later = {t.test: t.met for t in reopening_tests(demo, newest.branch, AT + timedelta(days=60))}
    assert later[ReopenTest.NO_NEW_CASE] and later[ReopenTest.TRACED]


def known_of(store: Store, branch: str, at: datetime) -> dict[ReopenTest, Reopening]:
    return {t.test: t for t in reopening_tests(store, branch, at)}


def test_a_ticked_step_of_disinfection_counts_after_a_day_and_not_before_a_later_case(demo: Store):
    """PRT-20 step 5 shows it; whoever is confirmed on a later day makes it worthless."""
    newest = max((r for r in demo.cases.rows(DAY) if r.status.confirmed), key=lambda r: r.since)
    run = start_run(demo, "PRT-20", AT, case=newest.id)
    tick_step(demo, run, 3, AT)
    assert known_of(demo, newest.branch, AT)[ReopenTest.DISINFECTED].met is None
    tick_step(demo, run, 5, AT)
    early, late = (known_of(demo, newest.branch, AT + timedelta(hours=h)) for h in (23, 24))
    assert (early[ReopenTest.DISINFECTED].met, late[ReopenTest.DISINFECTED].met) == (False, True)
    assert "2 Des 2020" in reopening_text(early[ReopenTest.DISINFECTED])
    healthy = next(
        e.number
        for e in demo.people.of_branch(newest.branch)
        if not any(c.is_open(DAY) for c in demo.cases.of_employee(e.number))
    )
    open_case(demo, healthy, Status.CONFIRMED_NO_SYMPTOMS, DAY + timedelta(days=1), specimen=DAY)
    after = known_of(demo, newest.branch, AT + timedelta(days=2))
    assert after[ReopenTest.DISINFECTED].met is None


def test_an_order_is_known_from_the_decision_that_rests_on_it(demo: Store):
    full = Decision("", DecisionKind.WFH_FULL, DAY, DAY + timedelta(days=7), "perintah", "SBU-01")
    chair, head = Signer("Ratna Puspita", "x", DAY), Signer("Kepala", "x", DAY)
    (silent,) = sign_new(demo, [full], chair, proposed_by=head)
    assert known_of(demo, "SBU-01", AT)[ReopenTest.NO_ORDER].met is None
    withdraw(demo, silent, chair, "diganti")
    sign_new(demo, [replace(full, tests="T1, T4")], chair, proposed_by=head)
    order = known_of(demo, "SBU-01", AT)[ReopenTest.NO_ORDER]
    assert order.met is False and "9 Des 2020" in reopening_text(order)
    sign_new(demo, [replace(full, branch="SBU-02", tests="T4")], chair, proposed_by=head)
    assert known_of(demo, "SBU-02", AT)[ReopenTest.NO_ORDER].met is True


def test_the_form_keeps_what_failed_with_the_signature(qapp, dressed, demo: Store):
    from cmt_desk.ui.desk import Desk
    from cmt_desk.ui.plan.forms import ReopenForm

    newest = max((r for r in demo.cases.rows(DAY) if r.status.confirmed), key=lambda r: r.since)
    full = Decision("", DecisionKind.WFH_FULL, DAY, DAY + timedelta(days=7), "klaster", newest.branch)
    key = propose(demo, full, Signer("Bambang Wibowo", "x", DAY))
    decide(demo, key, Signer("Ratna Puspita", "x", DAY))
    sit_as(demo, "Ratna Puspita", DAY)
    form = ReopenForm(Desk.over(demo), None, demo.decisions.get(key))
    with pytest.raises(Refused):
        form.save()
    form.reason.setPlainText("perintah direksi")
    form.save()
    note = demo.decisions.get(key).signature(Step.WITHDRAWN).note
    assert note.startswith("perintah direksi · ") and "✗" in note
