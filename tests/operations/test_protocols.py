"""Runs: started, ticked, skipped with a reason, and due in the office's own time."""

from datetime import datetime

import pytest

from cmt_desk.domain.errors import Refused
from cmt_desk.operations.protocols import skip_step, start_run, tick_step, untick_step
from cmt_desk.store import Store

AT = datetime(2020, 12, 2, 9, 0)


def test_24_protocols_with_164_steps_in_both_languages(store: Store):
    active = store.protocols.active()
    steps = [step for protocol in active for step in protocol.steps]
    assert (len(active), len(steps)) == (24, 164)
    assert all(s.text_id and s.text_en and s.text_id != s.text_en for s in steps)
    assert all(protocol.proposed for protocol in active)  # the screens must say so


def test_a_run_is_done_when_every_step_is_ticked_or_skipped(store: Store):
    id = start_run(store, "PRT-20", AT, branch="SBU-01")
    run = store.protocols.run(id)
    assert run and run.next_due() == datetime(2020, 12, 2, 11, 0)
    assert [step.n for step in run.overdue(datetime(2020, 12, 2, 13, 30))] == [1, 2, 3]
    for step in run.protocol.steps[:-1]:
        tick_step(store, id, step.n, datetime(2020, 12, 2, 10, 0))
    with pytest.raises(Refused):
        skip_step(store, id, 9, AT, " ")
    skip_step(store, id, 9, AT, "area tidak ditutup")
    done = store.protocols.run(id)
    assert done and done.finished
    untick_step(store, id, 9, AT)
    again = store.protocols.run(id)
    assert again and [s.n for s in again.open_steps] == [9]


def test_a_daily_step_is_due_at_its_time_of_day(store: Store):
    run = store.protocols.run(start_run(store, "PRT-03", datetime(2020, 12, 2, 15, 30)))
    assert run
    dues = {step.n: step.due(run.started_at) for step in run.protocol.steps}
    assert dues[2] == datetime(2020, 12, 2, 16, 0)
    assert dues[1] == datetime(2020, 12, 3, 15, 0)  # 15.00 had passed


def test_what_does_not_exist_is_refused(store: Store):
    id = start_run(store, "PRT-01", AT)
    for attempt in (
        lambda: start_run(store, "PRT-99", AT),
        lambda: start_run(store, "PRT-01", AT, branch="XXX"),
        lambda: tick_step(store, "none", 1, AT),
        lambda: tick_step(store, id, 99, AT),
        lambda: tick_step(store, id, 1, datetime(2020, 12, 1)),
    ):
        with pytest.raises(Refused):
            attempt()
