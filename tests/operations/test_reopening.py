"""Opening an office again: what failed is shown and kept; a person decides."""

from datetime import date, timedelta

import pytest

from cmt_desk.domain.decisions import Decision, DecisionKind, Step
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.reopening import ReopenTest
from cmt_desk.operations.decisions import decide, propose
from cmt_desk.operations.reopening import failed_text, reopening_tests
from cmt_desk.operations.signing import Signer, sit_as
from cmt_desk.store import Store

DAY = date(2020, 12, 2)


def test_cases_of_the_week_and_open_contacts_are_in_the_way(demo: Store):
    newest = max((r for r in demo.cases.rows(DAY) if r.status.confirmed), key=lambda r: r.since)
    tests = {t.test: t for t in reopening_tests(demo, newest.branch, DAY)}
    assert not tests[ReopenTest.NO_NEW_CASE].met and tests[ReopenTest.NO_NEW_CASE].count >= 1
    assert tests[ReopenTest.DISINFECTED].met is None
    assert "✗" in failed_text(list(tests.values()))
    later = {t.test: t.met for t in reopening_tests(demo, newest.branch, DAY + timedelta(days=60))}
    assert later[ReopenTest.NO_NEW_CASE] and later[ReopenTest.TRACED]


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
