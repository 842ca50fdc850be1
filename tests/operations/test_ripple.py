"""The ripple on a real database: proposed, taken in part, undone, done again, and never twice."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.cases import Status
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.domain.decisions import Decision, DecisionKind, Step
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.mandates import Role
from cmt_desk.domain.plan import due
from cmt_desk.domain.proposals import Kind, Proposal
from cmt_desk.domain.roster_settings import Away
from cmt_desk.domain.schedule import Cell, in_office
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.cases import open_case
from cmt_desk.operations.contacts import NewContact, add_contacts
from cmt_desk.operations.decisions import Signer, correct, decide, sign_new
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import redo, undo
from cmt_desk.operations.exposures import exposed_and_planned
from cmt_desk.operations.imports import preview, take
from cmt_desk.operations.mandates import end_mandate
from cmt_desk.operations.ripple import Supposed, accept, decline, open_proposals, supposed_proposals
from cmt_desk.operations.roster_reader import RosterReader
from cmt_desk.operations.signing import sit_as
from cmt_desk.operations.zones import correct_reading
from cmt_desk.store import Store

AT = datetime(2020, 12, 2, 16)
WEEK = date(2020, 11, 29)


def of_office(store: Store, branch: str) -> dict[str, Proposal]:
    return {p.key: p for p in open_proposals(store, DAY) if p.branch == branch}


def lines(store: Store) -> set[str]:
    return {line.id for p in open_proposals(store, DAY) for line in p.lines}


def turn(store: Store, zone: Zone) -> Proposal:
    """Medan's office in another zone since the last map."""
    correct_reading(store, WEEK, "KOTAMEDAN", zone, "uji")
    return next(
        p for p in open_proposals(store, DAY) if p.trigger.startswith("zone.") and p.branch == "SBU-01"
    )


def test_a_red_zone_is_taken_whole_as_one_operation_and_undone_as_one(demo: Store):
    raised = turn(demo, Zone.RED)
    assert raised.trigger == "zone.raised"
    assert {Kind.ZONE, Kind.CAP, Kind.ROSTER, Kind.PROTOCOL} <= {line.kind for line in raised.lines}
    before, entries = lines(demo), len(demo.journal.entries())
    runs = len(demo.protocols.runs())
    done = accept(demo, [line.id for line in raised.lines], DAY, AT)
    assert done == list(raised.lines)
    assert len(demo.journal.entries()) == entries + 1
    assert raised.key not in {p.key for p in open_proposals(demo, DAY)}
    opened = [line for line in raised.lines if line.kind in (Kind.PROTOCOL, Kind.WFH_FULL)]
    assert len(demo.protocols.runs()) == runs + len(opened)
    people = demo.people.of_branch("SBU-01")
    cells = demo.schedule.cells("SBU-01", DAY, DAY + timedelta(days=9))
    cap = next(line for line in raised.lines if line.kind is Kind.CAP)
    assert all(in_office(cells, DAY + timedelta(days=n), people) <= int(cap.after) for n in range(10))
    undo(demo)
    assert lines(demo) == before
    redo(demo)
    assert raised.key not in {p.key for p in open_proposals(demo, DAY)}


def test_a_part_is_taken_and_the_rest_stays_open_also_after_a_restart(demo: Store, demo_copy: Path):
    raised = turn(demo, Zone.RED)
    part = [line.id for line in raised.lines if line.kind in (Kind.ZONE, Kind.CAP)]
    accept(demo, part, DAY, AT)
    demo.close()
    with Store.open(demo_copy) as again:
        (left,) = [p for p in open_proposals(again, DAY) if p.key == raised.key]
        assert [line.id for line in left.lines] == [line.id for line in raised.lines if line.id not in part]


def test_the_fact_undone_takes_its_proposal_along_and_done_again_brings_it_back_as_it_was(demo: Store):
    before = lines(demo)
    raised = turn(demo, Zone.RED)
    both = lines(demo)
    undo(demo)
    assert lines(demo) == before
    redo(demo)
    assert lines(demo) == both
    accept(demo, [line.id for line in raised.lines], DAY, AT)
    settled = lines(demo)
    undo(demo)
    undo(demo)
    redo(demo)
    redo(demo)
    assert lines(demo) == settled  # it does not fire again


def test_looking_and_refusals_leave_the_file_byte_for_byte(demo: Store, demo_copy: Path):
    before = demo_copy.read_bytes()
    found = open_proposals(demo, DAY)
    some = [line.id for line in found[0].lines]
    for attempt in (
        lambda: accept(demo, ["zone.raised:NOWHERE:2020-11-29:MERAH/ZONE"], DAY, AT),
        lambda: accept(demo, [*some, "gone"], DAY, AT),
        lambda: accept(demo, [], DAY, AT),
        lambda: decline(demo, some, "  ", DAY, AT),
    ):
        with pytest.raises(Refused):
            attempt()
    assert demo_copy.read_bytes() == before


def test_declined_with_the_reason_in_the_journal_and_never_asked_again(demo: Store):
    proposal = open_proposals(demo, DAY)[0]
    ids = [line.id for line in proposal.lines]
    decline(demo, ids, "sudah ditangani Kanwil", DAY, AT)
    assert not lines(demo) & set(ids)
    assert demo.journal.entries()[-1].reason == "sudah ditangani Kanwil"
    assert {(d.verdict, d.why, d.at) for d in demo.proposals.decisions()} == {
        ("DECLINED", "sudah ditangani Kanwil", AT)
    }
    with pytest.raises(Refused):
        accept(demo, ids, DAY, AT)
    undo(demo)
    assert set(ids) <= lines(demo)


def test_a_case_takes_its_person_out_of_the_roster_and_offers_contacts(demo: Store):
    cells = demo.schedule.cells("SBU-01", DAY, DAY)
    free = {row.employee for row in demo.cases.open_rows(DAY)}
    inside = [number for (number, _d), cell in cells.items() if cell == "W" and number not in free]
    ill, *others = sorted(inside)
    case = open_case(demo, ill, Status.CONFIRMED_NO_SYMPTOMS, DAY, specimen=DAY)
    near = [NewContact(DAY, ContactKind.NEAR, employee=number) for number in others[:2]]
    add_contacts(demo, case, near, DAY)
    confirmed = of_office(demo, "SBU-01")[f"case.confirmed:{case}"]
    kinds = [line.kind for line in confirmed.lines]
    assert kinds.count(Kind.CONTACT) == 2
    assert {"PRT-20", "PRT-04", "ROSTER"} <= {line.name for line in confirmed.lines}
    accept(demo, [line.id for line in confirmed.lines], DAY, AT)
    after = demo.schedule.cells("SBU-01", DAY, DAY + timedelta(days=9))
    kept_home = {ill, *others[:2]}  # who was near is in quarantine
    assert not any(cell == "W" for (number, _d), cell in after.items() if number in kept_home)
    runs = [r.protocol.code for r in demo.protocols.runs() if r.case_file == case]
    assert sorted(runs) == ["PRT-18", "PRT-18", "PRT-20"]


def test_leave_proposes_another_roster(demo: Store):
    cells = demo.schedule.cells("SBU-01", DAY, DAY + timedelta(days=2))
    number, day = sorted(key for key, cell in cells.items() if cell == "W")[0]
    record_absence(demo, number, "LEAVE", day, day)
    (broken,) = of_office(demo, "SBU-01").values()
    assert (broken.trigger, broken.lines[0].rule) == ("roster.broken", "AWAY")


def test_wfh_full_is_not_proposed_where_it_is_decided_and_its_roster_is(demo: Store):
    full = next(line for p in open_proposals(demo, DAY) for line in p.lines if line.kind is Kind.WFH_FULL)
    office = full.branch
    decided = Decision("", DecisionKind.WFH_FULL, DAY, DAY + timedelta(days=6), "klaster", office)
    head, chair = Signer("Kepala cabang", "x", DAY), Signer("Ratna Puspita", "x", DAY)
    sign_new(demo, [decided], chair, proposed_by=head)
    kinds = {line.kind for p in open_proposals(demo, DAY) for line in p.lines if line.branch == office}
    assert Kind.WFH_FULL not in kinds
    assert Kind.ROSTER in kinds


def test_wfh_full_is_proposed_again_where_a_correction_ended_it_earlier(demo: Store):
    """The version that was corrected says longer days, and counts no more."""
    full = next(line for p in open_proposals(demo, DAY) for line in p.lines if line.kind is Kind.WFH_FULL)
    first, last = DAY - timedelta(days=3), DAY + timedelta(days=6)
    decided = Decision("", DecisionKind.WFH_FULL, first, last, "klaster", full.branch)
    head, chair = Signer("Kepala cabang", "x", DAY), Signer("Ratna Puspita", "x", DAY)
    (key,) = sign_new(demo, [decided], chair, proposed_by=head)
    assert full.id not in lines(demo)
    shorter = correct(demo, key, replace(decided, valid_to=DAY - timedelta(days=1)), head)
    decide(demo, shorter, chair)
    assert full.id in lines(demo)


def test_an_accepted_full_test_waits_for_a_signature_proposed_by_the_head_of_the_office(demo: Store):
    """The tests, their figures and their days are in it; CMT signs; one undo takes run and proposal back."""
    full = next(line for p in open_proposals(demo, DAY) for line in p.lines if line.kind is Kind.WFH_FULL)
    before = [d.id for d in demo.decisions.all()]
    sit_as(demo, "Ratna Puspita", DAY)
    accept(demo, [full.id], DAY, AT)
    (made,) = [d for d in demo.decisions.all() if d.id not in before]
    head = next(m for m in demo.mandates.on(DAY) if m.role is Role.BRANCH_HEAD and m.branch == full.branch)
    proposed = made.signature(Step.PROPOSED)
    assert (made.kind, made.branch, made.tests) == (DecisionKind.WFH_FULL, full.branch, full.rule)
    assert (made.valid_from, made.valid_to) == (DAY, DAY + timedelta(days=(full.count or 0) - 1))
    assert (proposed.mandate, proposed.name) == (head.id, head.name)
    assert "Ratna Puspita" in proposed.note
    assert due(made) == (Step.RECOMMENDED, AT + timedelta(hours=4))
    assert made.figures and not made.decided
    decide(demo, made.id, Signer("Ratna Puspita", "x", DAY))
    assert demo.decisions.get(made.id).decided
    undo(demo)
    undo(demo)
    assert [d.id for d in demo.decisions.all()] == before
    assert full.id in lines(demo)


def test_without_a_head_the_person_at_the_desk_proposes(demo: Store):
    full = next(line for p in open_proposals(demo, DAY) for line in p.lines if line.kind is Kind.WFH_FULL)
    head = next(m for m in demo.mandates.on(DAY) if m.role is Role.BRANCH_HEAD and m.branch == full.branch)
    end_mandate(demo, head.id, DAY - timedelta(days=1))
    sit_as(demo, "Bambang Wibowo", DAY)
    accept(demo, [full.id], DAY, AT)
    made = next(d for d in demo.decisions.all() if d.tests)
    proposed = made.signature(Step.PROPOSED)
    assert (proposed.name, proposed.note) == ("Bambang Wibowo", "")


def test_teammates_of_a_case_alone_break_the_roster(demo: Store):
    """The case came off the roster; who shared its office days is still planned there."""
    ill_now = {row.employee for row in demo.cases.open_rows(DAY)}
    last = DAY + timedelta(days=14)
    cells = demo.schedule.cells("SBU-01", DAY - timedelta(days=5), last)
    before = {n for (n, day), cell in cells.items() if cell == "W" and day < DAY}
    ill = min(n for n in before if n not in ill_now and demo.people.get(n).team)
    open_case(demo, ill, Status.CONFIRMED_SYMPTOMS, DAY, onset=DAY - timedelta(days=1))
    with demo.operation("home", "home"):
        demo.schedule.put_cells("SBU-01", {k: Cell.HOME for k in cells if k[0] == ill and k[1] >= DAY})
    reasons = next(RosterReader(demo, DAY, last, DAY).problems(["SBU-01"])).reasons
    planned = {k for k, cell in demo.schedule.cells("SBU-01", DAY, last).items() if cell == "W"}
    kept = {key for key, why in reasons.items() if why is Away.EXPOSED}
    expected = {("SBU-01", day, n) for n, day in kept & planned}
    assert expected
    assert set(exposed_and_planned(demo, DAY)) == expected
    (line,) = [
        line for p in of_office(demo, "SBU-01").values() for line in p.lines if line.kind is Kind.ROSTER
    ]
    assert line.rule == "AWAY" and ill not in {n for _b, _d, n in expected}


def test_a_lowered_zone_offers_another_roster_with_the_room_it_gives(demo: Store, tmp_path: Path):
    """Red first, so that the roster is small; then the map takes it back."""
    raised = turn(demo, Zone.RED)
    accept(demo, [line.id for line in raised.lines], DAY, AT)
    days = DAY, DAY + timedelta(days=9)
    inside = sum(cell == "W" for cell in demo.schedule.cells("SBU-01", *days).values())
    file = tmp_path / "zonasi-2020-12-01.csv"
    file.write_text("date,area,zone\n2020-12-01,Kota Medan,hijau\n", "utf-8")
    take(demo, preview(demo, "zones", file))
    (lowered,) = [p for p in of_office(demo, "SBU-01").values() if p.trigger == "zone.lowered"]
    line = next(line for line in lowered.lines if line.kind is Kind.ROSTER)
    assert (line.rule, int(line.after) - int(line.before)) == ("ROOM", line.count)
    accept(demo, [line.id], DAY, AT)
    after = demo.schedule.cells("SBU-01", *days)
    assert sum(cell == "W" for cell in after.values()) > inside


def test_somebody_near_a_case_is_taken_out_of_the_roster(demo: Store):
    cells = demo.schedule.cells("SBU-01", DAY, DAY)
    near = min(number for (number, _day), cell in cells.items() if cell == "W")
    case = next(row.id for row in demo.cases.open_rows(DAY) if row.branch != "SBU-01" and row.confirmed_on)
    add_contacts(demo, case, [NewContact(DAY, ContactKind.NEAR, employee=near)], DAY)
    rosters = [
        line for p in of_office(demo, "SBU-01").values() for line in p.lines if line.kind is Kind.ROSTER
    ]
    assert [(line.rule, line.count) for line in rosters] == [("AWAY", 1)]


def test_a_what_if_is_taken_before_the_map_says_so(demo: Store):
    """Medan acts as if it were red: a smaller roster and its protocols, as one operation; the zone stays."""
    asked = Supposed(Zone.RED, ("SBU-01",))
    before, zone = lines(demo), demo.branches.history().zone("KOTAMEDAN", DAY)
    assert zone is not Zone.RED
    (made,) = supposed_proposals(demo, asked, DAY)
    assert made.trigger == "zone.supposed"
    cap = next(line for line in made.lines if line.kind is Kind.CAP)
    roster = next(line for line in made.lines if line.kind is Kind.ROSTER)
    assert {Kind.PROTOCOL, Kind.CAP, Kind.ROSTER} <= {line.kind for line in made.lines}
    with pytest.raises(Refused):
        accept(demo, [roster.id], DAY, AT)  # no fact proposes it
    entries = len(demo.journal.entries())
    accept(demo, [line.id for line in made.lines], DAY, AT, asked=asked)
    assert len(demo.journal.entries()) == entries + 1
    people = demo.people.of_branch("SBU-01")
    cells = demo.schedule.cells("SBU-01", DAY, DAY + timedelta(days=9))
    assert all(in_office(cells, DAY + timedelta(days=n), people) <= int(cap.after) for n in range(10))
    assert demo.branches.history().zone("KOTAMEDAN", DAY) is zone
    assert supposed_proposals(demo, asked, DAY) == []
    undo(demo)
    assert lines(demo) == before
    looser = supposed_proposals(demo, Supposed(Zone.GREEN, ("SBU-01",)), DAY)
    assert Kind.ROSTER not in {line.kind for p in looser for line in p.lines}
