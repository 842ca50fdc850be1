"""Runs: started, ticked, skipped with a reason, and due in the office's own time."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cmt_desk.domain.cases import Status
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.run_lines import DueStep, RunLine
from cmt_desk.operations.cases import date_case, open_case
from cmt_desk.operations.desk import redo, undo
from cmt_desk.operations.evidence import LARGEST, attach, save_evidence
from cmt_desk.operations.protocols import (
    end_run,
    hand_over,
    skip_step,
    start_run,
    tell_event,
    tick_step,
    untick_step,
)
from cmt_desk.store import Store
from cmt_desk.store.playing import Player

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
        lambda: tick_step(store, id, 1, AT, k=0),
        lambda: tick_step(store, id, 1, AT, k=10**12),
    ):
        with pytest.raises(Refused):
            attempt()


def test_a_tick_before_its_predecessor_is_refused_by_name(store: Store):
    id = start_run(store, "PRT-20", AT, branch="SBU-01")
    with pytest.raises(Refused, match=r"3\. Tutup area"):
        tick_step(store, id, 5, AT)
    skip_step(store, id, 3, AT, "kantor sudah kosong")  # an answer is enough
    tick_step(store, id, 5, AT)
    with pytest.raises(Refused, match=r"5\. "):
        untick_step(store, id, 3, AT)  # what came after it would hang in the air


def test_each_occurrence_is_answered_by_itself_and_missed_ones_with_one_reason(store: Store):
    id = start_run(store, "PRT-11", AT, branch="SBU-01")
    later = AT + timedelta(days=3)
    tick_step(store, id, 1, AT)
    with pytest.raises(Refused, match="17"):
        tick_step(store, id, 1, AT)  # tomorrow's has not begun
    assert line(store, id, later).overdue == 4  # steps 1 to 4, however often they were missed
    tick_step(store, id, 1, later, k=3)
    skip_step(store, id, 1, later, "kantor tutup", missed=True)
    run = store.protocols.run(id)
    assert run and {k: m.state for (n, k), m in run.ticks.items() if n == 1} == {
        1: "DONE", 2: "SKIPPED", 3: "DONE",
    }  # fmt: skip
    assert run.open_turn(run.protocol.steps[0]).due == datetime(2020, 12, 5, 17)


def test_a_calendar_knows_every_time_a_step_comes_back(store: Store):
    """Two of five days were answered, one out of order; the others are open, the late one included."""
    id = start_run(store, "PRT-11", AT, branch="SBU-01")
    tick_step(store, id, 1, AT)
    tick_step(store, id, 1, AT + timedelta(days=3), k=3)
    first, last = datetime(2020, 12, 2), datetime(2020, 12, 6, 23, 59)
    later = now(AT + timedelta(days=3))
    found = store.protocols.due_every_time(later, first, last, 5000)
    assert [s.due for s in found if (s.run, s.n) == (id, 1)] == [
        datetime(2020, 12, 3, 17), datetime(2020, 12, 5, 17), datetime(2020, 12, 6, 17)
    ]  # fmt: skip
    day_after = store.protocols.due_every_time(now(AT), first, last, 5000, past=True)
    assert datetime(2020, 12, 4, 17) in [s.due for s in day_after if (s.run, s.n) == (id, 1)]
    end_run(store, id, AT + timedelta(days=3), "selesai")
    assert not [s for s in store.protocols.due_every_time(later, first, last, 5000) if s.run == id]


def test_a_deadline_waits_for_the_moment_of_its_event(store: Store):
    id = start_run(store, "PRT-06", AT, branch="SBU-01")
    run = store.protocols.run(id)
    assert run and run.open_turn(run.step(4)).due is None
    tell_event(store, id, "return", datetime(2020, 12, 6, 20, 0))
    run = store.protocols.run(id)
    assert run and run.open_turn(run.step(4)).due == datetime(2020, 12, 7, 8, 0)
    with pytest.raises(Refused):
        tell_event(store, id, "opening", AT)  # no step counts from it
    undo(store)
    assert [d.n for d in store.protocols.days.overdue(now(AT + timedelta(days=9)))] == [6, 1, 2, 3]


def test_the_clock_of_the_case_moves_the_deadlines_of_its_run(store: Store):
    case = confirmed(store)
    id = start_run(store, "PRT-21", AT, case=case)
    ends = lambda: store.protocols.run(id).events.get("isolation_end")  # noqa: E731
    assert ends() == datetime(2020, 12, 11, 17)
    assert [(d.n, d.due.day) for d in due(store, id)][:2] == [(1, 10), (2, 11)]
    date_case(store, case, date(2020, 12, 3), specimen=date(2020, 12, 3))
    assert [(d.n, d.due.day) for d in due(store, id)][:2] == [(1, 12), (2, 13)]
    undo(store)
    assert [(d.n, d.due.day) for d in due(store, id)][:2] == [(1, 10), (2, 11)]
    with pytest.raises(Refused):
        tell_event(store, id, "isolation_end", AT)


def test_a_run_is_handed_over_and_ended_with_a_reason(store: Store):
    id = start_run(store, "PRT-11", AT, branch="SBU-01", holder="Siti")
    hand_over(store, id, "Agus", AT + timedelta(hours=2), "cuti")
    run = store.protocols.run(id)
    assert run and [h.person for h in run.holders] == ["Siti", "Agus"]
    assert line(store, id, AT).holder == "Siti" and line(store, id, AT + timedelta(days=1)).holder == "Agus"
    with pytest.raises(Refused):
        hand_over(store, id, " Agus ", AT)
    later = AT + timedelta(days=2)
    with pytest.raises(Refused, match="alasan"):
        end_run(store, id, later)
    end_run(store, id, later, "kantor ditutup")
    assert line(store, id, later).finished and not line(store, id, AT + timedelta(days=1)).finished
    for attempt in (lambda: tick_step(store, id, 1, later), lambda: end_run(store, id, later, "x")):
        with pytest.raises(Refused, match="4 Des"):
            attempt()
    undo(store)
    assert not line(store, id, later).finished


def test_evidence_is_kept_once_and_comes_out_as_it_went_in(store: Store, tmp_path: Path):
    photo, copy = tmp_path / "foto.jpg", tmp_path / "salinan.jpg"
    photo.write_bytes(b"\xff\xd8 picture \x00")
    copy.write_bytes(photo.read_bytes())
    id = start_run(store, "PRT-20", AT, branch="SBU-01")
    made = attach(store, id, 1, photo, AT)
    attach(store, id, 2, copy, AT)
    with pytest.raises(Refused):
        attach(store, id, 1, copy, AT)
    assert store.db.execute("SELECT count(*) FROM evidence_file").fetchone() == (1,)
    save_evidence(store, made, out := tmp_path / "out.jpg")
    assert out.read_bytes() == photo.read_bytes()
    undo(store)
    run = store.protocols.run(id)
    assert run and [(e.n, e.name) for e in run.evidence] == [(1, "foto.jpg")]
    redo(store)
    (tmp_path / "empty").touch()
    (tmp_path / "large").write_bytes(bytes(LARGEST + 1))
    for file in ("empty", "large"):
        with pytest.raises(Refused, match=file):
            attach(store, id, 1, tmp_path / file, AT)


def test_the_kept_deadlines_are_those_the_rules_find_after_any_work(store: Store):
    """What `run_due` keeps is compared with the rules, after ticks, undo, redo and the end of a run."""
    case = confirmed(store)
    runs = [start_run(store, code, AT, branch="SBU-01") for code in ("PRT-11", "PRT-14", "PRT-20")]
    runs.append(start_run(store, "PRT-18", AT, case=case))
    tick_step(store, runs[0], 1, AT)
    tick_step(store, runs[3], 6, AT)
    end_run(store, runs[2], AT, "salah mulai")
    undo(store)
    tick_step(store, runs[2], 1, AT)
    for at in (AT, AT + timedelta(days=1), AT + timedelta(days=40)):
        for run in store.protocols.runs():
            found = line(store, run.id, at)
            overdue = run.overdue(at) if at >= AT + timedelta(days=1) else []
            assert (found.overdue, found.finished) == (len(overdue), run.finished)
        counted = store.protocols.days.counts(None, at, 24)
        assert counted.overdue_steps == sum(line(store, id, at).overdue for id in runs)


def now(at: datetime) -> dict[str, datetime]:
    return dict.fromkeys(("WIB", "WITA", "WIT"), at)


def line(store: Store, run: str, at: datetime) -> RunLine:
    found = store.protocols.days.line(run, now(at))
    assert found
    return found


def due(store: Store, run: str) -> list[DueStep]:
    return [d for d in store.protocols.days.overdue(now(datetime(2021, 6, 1))) if d.run == run]


def confirmed(store: Store) -> str:
    """A case without symptoms: specimen on 1 December, free on the 11th."""
    with store.operation("people", "people"):
        store.people.put_employees(
            [{"number": "1", "name": "Siti", "branch": "SBU-01", "function": "PELAYANAN"}]
        )
        store.settings.put("fixed_today", "2020-12-02")
    day = date(2020, 12, 1)
    return open_case(store, "1", Status.CONFIRMED_NO_SYMPTOMS, day, specimen=day)


def test_a_tick_recorded_before_its_key_grew_can_be_undone(store: Store):
    """Older desks name a mark by its run and step; the occurrence came later."""
    id = start_run(store, "PRT-20", AT)
    tick_step(store, id, 1, AT)
    (made,) = store.journal.changes(store.journal.latest(1)[0].id)
    with store.operation("undo", "undo"):
        Player(store.db).play([replace(made, key=made.key[:2])], back=True)
    run = store.protocols.run(id)
    assert run and not run.ticks
