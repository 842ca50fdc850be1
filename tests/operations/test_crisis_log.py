"""The log is written in one line, never rewritten, and shows what was decided elsewhere."""

from datetime import datetime, timedelta

import pytest

from cmt_desk.domain.crisis_log import LogKind
from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.sheets import Scope
from cmt_desk.operations.crisis_log import add_entry, correct_entry, log_lines
from cmt_desk.operations.decisions import decide, propose, reject, sign_new
from cmt_desk.operations.desk import undo
from cmt_desk.operations.sheets import Printed, issue_sheet
from cmt_desk.operations.signing import Signer
from cmt_desk.store import Store

NOW = datetime(2020, 12, 2, 16, 0)


def test_a_correction_is_a_new_version_and_the_old_one_stays(store: Store):
    office = store.branches.all()[0]
    first = add_entry(store, f"14.05 telp @{office.name} dua demam", now=NOW)
    second = correct_entry(store, first, f"telp @{office.name} tiga demam", "salah dengar", now=NOW)
    lines = log_lines(store, NOW.date())
    assert [(x.id, x.corrected_by, x.at.hour) for x in lines] == [(first, second, 14), (second, "", 14)]
    with pytest.raises(Refused):
        correct_entry(store, first, "empat", "lagi", now=NOW)
    undo(store)
    assert [x.corrected_by for x in log_lines(store, NOW.date())] == [""]
    assert log_lines(store, NOW.date() - timedelta(days=1)) == []


@pytest.mark.parametrize("line", ["", "telp ", "telp @Atlantis demam", "16.01 rapat"])
def test_a_line_that_says_nothing_is_refused(store: Store, line: str):
    with pytest.raises(Refused):
        add_entry(store, line, now=NOW)


def test_an_entry_is_never_rewritten_even_inside_an_operation(store: Store):
    first = add_entry(store, "rapat", now=NOW)
    with pytest.raises(Exception, match="new version"), store.operation("cheat", "cheat"):
        store.db.execute("UPDATE log_entry SET text = 'lain' WHERE id = ?", [first])


def test_decisions_of_every_kind_are_in_it(demo: Store):
    """A waiver, a number, WFH-Full, a level signed by one of two, a stand-down, and one that is rejected."""
    chair, member = (Signer(name, "x", NOW.date()) for name in ("Ratna Puspita", "Dewi Lestari Hakim"))
    day, week = NOW.date(), NOW.date() + timedelta(days=6)
    office = {"valid_from": day, "valid_to": week, "reason": "uji", "branch": "SBU-01", "id": ""}
    made = [
        Decision(kind=DecisionKind.WAIVER, rule="H4", function="PELAYANAN", **office),
        Decision(kind=DecisionKind.CAP, people=1, **office),
        Decision(kind=DecisionKind.WFH_FULL, **office),
    ]
    keys = sign_new(demo, made, chair, proposed_by=member)
    active = demo.plans.state(day)
    assert active
    down = Decision(
        "", DecisionKind.STAND_DOWN, day + timedelta(days=1), None, "uji", follows=active.decision
    )
    keys += [propose(demo, down, member)]
    decide(demo, keys[-1], chair)
    other = Decision(kind=DecisionKind.WFH_FULL, **{**office, "branch": "SBU-02"})
    keys += [propose(demo, other, member)]
    reject(demo, keys[-1], chair, "belum perlu")
    lines = {line.id: line for line in log_lines(demo, day) if line.origin == "decision"}
    steps = ["DECIDED", "DECIDED", "DECIDED", "AGREED", "REJECTED"]
    assert {f"{key}/{step}" for key, step in zip(keys, steps, strict=True)} <= lines.keys()
    assert all(line.kind is LogKind.DECISION for line in lines.values())


def test_what_was_decided_elsewhere_is_shown_from_its_day_on(demo: Store):
    day = demo.settings.fixed_today
    assert day
    told = {line.id.partition("/")[2]: line for line in log_lines(demo, day) if line.origin == "decision"}
    assert {"DECIDED", "REVIEW2020-03-31"} <= told.keys()
    assert (told["DECIDED"].timed, told["DECIDED"].by) == (True, "Ratna Puspita · Ketua CMT")
    assert log_lines(demo, day) == sorted(log_lines(demo, day), key=lambda x: (x.at, x.id))


def test_sheets_that_went_out_and_their_corrections_are_told_and_cannot_be_corrected_here(demo: Store):
    day, office = NOW.date(), demo.branches.all()[0]
    for scope, minute, reason in (
        (Scope(), 10, ""),
        (Scope(), 20, "daftar hadir menyusul"),
        (Scope("branch", office.code, office.name), 30, ""),
    ):
        issue_sheet(
            demo, scope, day, now=NOW.replace(minute=minute), reason=reason,
            print_sheet=lambda sheet: Printed(repr(sheet.stamp).encode(), 2, {}),
        )  # fmt: skip
    told = [line for line in log_lines(demo, day) if line.origin == "sheet"]
    assert [(line.at.minute, line.kind, line.branch) for line in told] == [
        (10, LogKind.EVENT, ""),
        (20, LogKind.EVENT, ""),
        (30, LogKind.EVENT, office.code),
    ]
    assert told[1].text == "Lembar status LSH/261/122020 dikoreksi, versi 2: daftar hadir menyusul"
    assert not [line for line in log_lines(demo, day - timedelta(days=1)) if line.origin == "sheet"]
    with pytest.raises(Refused):
        correct_entry(demo, told[0].id, "lain", "uji", now=NOW)
