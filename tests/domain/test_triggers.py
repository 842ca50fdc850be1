"""Triggers: pure functions of facts; each fires once, and says why."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.branches import Branch, Bulletin, Zone
from cmt_desk.domain.caps import CapRule, office_cap
from cmt_desk.domain.cases import Status
from cmt_desk.domain.functions import Light
from cmt_desk.domain.plan import Activation
from cmt_desk.domain.proposal_facts import (
    BrokenRoster,
    CaseFact,
    ContactFact,
    CoverFact,
    Facts,
    FullFact,
    NewRule,
    Overdue,
    Shortage,
    Started,
    Stopped,
)
from cmt_desk.domain.proposals import Kind
from cmt_desk.domain.triggers import TRIGGERS, proposals, urgency
from cmt_desk.domain.what_if import OfficeEffect

ON = date(2020, 12, 2)
MAP = Bulletin(date(2020, 11, 29), "peta.csv", 514)
RULE = CapRule(
    "SE67", "SE 67/2020", date(2020, 9, 4), None, "NATIONAL", "ZONE", 10,
    {"HIJAU": 100, "KUNING": 75, "ORANYE": 50, "MERAH": 25},
)  # fmt: skip
PROTOCOLS = {
    "zone.map_published": ["PRT-05"], "schedule.week_open": ["PRT-23"], "wfh.scheduled": ["PRT-15"],
    "wfh_full.proposed": ["PRT-04"], "case.confirmed": ["PRT-20"], "case.suspect_or_probable": ["PRT-19"],
    "case.close_contact": ["PRT-18"], "case.isolation_due": ["PRT-21"], "case.death": ["PRT-22"],
    "capacity.below_minimum": ["PRT-07"], "function.service_disrupted": ["PRT-09"], "daily": ["PRT-03"],
    "review.due": ["PRT-24"],
    "stock.low": ["PRT-13"],
}  # fmt: skip


def office(
    code: str, before: Zone, after: Zone, headcount: int = 23, inside: int | None = 11
) -> OfficeEffect:
    branch = Branch(code, code, "KC", "DKI", code, code, code, -6, 106, "WIB")
    caps = (office_cap(headcount, zone, RULE) for zone in (before, after))
    return OfficeEffect(branch, before, after, *caps, inside)


def facts(**values) -> Facts:
    return Facts(**{"on": ON, "since": ON - timedelta(days=6), "protocols": PROTOCOLS, **values})


def found(**values) -> dict[str, list[str]]:
    """By fact: the names of its lines."""
    return {p.key: [line.name for line in p.lines] for p in proposals(facts(**values))}


def test_a_raised_zone_brings_its_cap_and_protocols_with_rule_number_and_date():
    (raised,) = proposals(
        facts(bulletin=MAP, moved=[office("SBY", Zone.YELLOW, Zone.RED)], started=[_run("PRT-05")])
    )
    assert raised.key == "zone.raised:SBY:2020-11-29:MERAH"
    assert [line.name for line in raised.lines] == ["ZONE", "CAP", "PRT-15", "PRT-23"]
    cap = raised.lines[1]
    assert (cap.before, cap.after, cap.rule, cap.count) == ("17", "5", "SE 67/2020", 25)
    assert raised.age(ON) == 3


def test_a_rising_cap_offers_a_roster_where_one_is_planned_and_none_must_change():
    lowered = [office("SBY", Zone.RED, Zone.ORANGE, inside=5)]
    (offered,) = proposals(facts(bulletin=MAP, moved=lowered, planned={"SBY"}, started=[_run("PRT-05")]))
    line = next(line for line in offered.lines if line.kind is Kind.ROSTER)
    assert (line.before, line.after, line.rule, line.count) == ("5", "11", "ROOM", 6)
    broken = BrokenRoster("SBY", ON, 8, 5, 3, 0)
    both = proposals(facts(bulletin=MAP, moved=lowered, planned={"SBY"}, rosters=[broken]))
    rosters = [line.rule for p in both for line in p.lines if line.kind is Kind.ROSTER]
    assert rosters == ["CAP"]


def _run(protocol: str, branch: str = "", case: str = "", day: date = ON) -> Started:
    return Started(protocol, branch, case, day)


def test_a_lowered_zone_and_the_map_itself():
    assert found(bulletin=MAP, moved=[office("SBY", Zone.RED, Zone.ORANGE, inside=5)]) == {
        "zone.map_published:2020-11-29": ["PRT-05"],
        "zone.lowered:SBY:2020-11-29:ORANYE": ["ZONE", "CAP", "PRT-23"],
    }


def test_what_runs_since_the_fact_is_not_proposed_again_but_an_older_run_counts_for_nothing():
    moved = [office("SBY", Zone.YELLOW, Zone.RED)]
    runs = [_run("PRT-23", "SBY", day=MAP.day), _run("PRT-15", "SBY", day=MAP.day - timedelta(days=1))]
    names = found(bulletin=MAP, moved=moved, started=[*runs, _run("PRT-05", "JKT")])
    assert names["zone.raised:SBY:2020-11-29:MERAH"] == ["ZONE", "CAP", "PRT-15"]
    assert "zone.map_published:2020-11-29" in names  # an office's run is not the institution's


def test_a_confirmed_case_brings_its_contacts_and_the_full_test_on_one_proposal():
    case = CaseFact("c1", "1001", "SBY", Status.CONFIRMED_SYMPTOMS, ON, ON)
    near = [ContactFact(n, "c1", "SBY", "1002", ON, ON, ON + timedelta(days=14)) for n in ("k1", "k2")]
    full = FullFact("SBY", ON, ["T3", "T7"], 14, True)
    names = found(cases=[case], contacts=near, full=[full])
    assert names == {"case.confirmed:c1": ["PRT-20", "PRT-04", "PRT-18", "PRT-18"]}
    ids = {line.id for line in proposals(facts(cases=[case], contacts=near, full=[full]))[0].lines}
    assert {"contact.added:k1/PRT-18", "contact.added:k2/PRT-18"} < ids
    alone = found(contacts=near[:1], full=[full])  # the case has left the window: they stand by themselves
    assert list(alone) == ["wfh_full.met:SBY:2020-12-02:T3+T7", "contact.added:k1"]
    decided = [f"{fact}/{name}" for fact, names in alone.items() for name in names]
    left = found(cases=[case], contacts=near, full=[full], decided=decided)
    assert left == {"case.confirmed:c1": ["PRT-20", "PRT-18"]}  # k2 is still open


def test_each_state_of_a_case_has_its_protocol():
    def only(status: Status, **values) -> dict[str, list[str]]:
        return found(cases=[CaseFact("c1", "1001", "SBY", status, ON, **values)])

    assert only(Status.SUSPECT) == {"case.suspect:c1": ["PRT-19"]}
    assert only(Status.DIED) == {"case.closed:c1": ["PRT-22"]}
    assert only(Status.RECOVERED, confirmed_on=date(2020, 11, 1)) == {"case.closed:c1": ["PRT-21"]}
    due = {"confirmed_on": date(2020, 11, 20), "due": ON + timedelta(days=1)}
    assert only(Status.CONFIRMED_SYMPTOMS, **due) == {"case.isolation_due:c1:2020-12-03": ["PRT-21"]}
    assert only(Status.CONFIRMED_SYMPTOMS, **{**due, "due": ON + timedelta(days=2)}) == {}
    runs = [_run("PRT-21", "SBY", "c1", date(2020, 11, 1))]
    assert found(cases=[CaseFact("c1", "1", "SBY", Status.RECOVERED, ON)], started=runs) == {}


def test_a_broken_roster_goes_with_the_zone_that_broke_it_or_stands_alone():
    broken = BrokenRoster("SBY", ON, 11, 5, 6, 0)
    alone = found(rosters=[broken])
    assert alone == {"roster.broken:SBY:2020-11-30": ["ROSTER"]}
    names = found(rosters=[broken], bulletin=MAP, moved=[office("SBY", Zone.YELLOW, Zone.RED)])
    assert names["zone.raised:SBY:2020-11-29:MERAH"][-1] == "ROSTER"
    assert "roster.broken:SBY:2020-11-30" not in names


def test_cover_plan_rule_overdue_and_silence():
    short = [CoverFact("SBY", "PELAYANAN", ON, 0, 1)]
    assert found(cover=short) == {"cover.failed:SBY:2020-11-30:PELAYANAN": ["PRT-07", "PRT-09"]}
    assert found(activations=[Activation(2, ON, None, "B/1/122020", "CMT")]) == {
        "plan.activated:2:2020-12-02": ["PRT-03"]
    }
    assert found(activations=[Activation(2, date(2020, 3, 17), None, "", "CMT")]) == {}
    assert found(rules=[NewRule("SBY", "DKI", "Pergub 3/2021", ON, 25, 11, 5)]) == {
        "rule.in_force:SBY:DKI": ["CAP", "PRT-23"]
    }
    assert found(overdue=[Overdue("r1", "PRT-20", "SBY", 2, 4, ON)]) == {"run.overdue:r1:4": ["NOTE"]}
    assert found(reviews=[date(2020, 12, 1), ON]) == {"review.due:2020-12-02": ["PRT-24"]}
    short = [Shortage("SBY", date(2020, 12, 1), ["MASKER"]), Shortage("SBY", date(2020, 11, 1), ["SABUN"])]
    assert found(shortages=short) == {"stock.low:SBY:2020-12-01": ["PRT-13"]}
    assert found(silent={"SBY": date(2020, 11, 20)}) == {"office.silent:SBY:2020-11-20": ["NOTE"]}


@given(st.sampled_from(Light), st.none() | st.integers(0, 3))
def test_a_level_is_proposed_for_a_function_only_where_the_plan_is_lower(light: Light, level: int | None):
    """2 while it is below its minimum, 3 over its RTO or MTPD; nothing where its minimum is reached."""
    stopped = Stopped("d1", "INVESTASI", "", ON, light, ON if light.breached else None, 4)
    asked = [name for names in found(stopped=[stopped], level=level).values() for name in names]
    wanted = 2 if light is Light.DISRUPTED else 3 if light.breached else 0
    lower = (level if level is not None else -1) < wanted
    assert [n for n in asked if n.startswith("PLAN")] == ([f"PLAN-{wanted}"] if wanted and lower else [])


days = st.integers(-20, 3).map(lambda n: ON + timedelta(days=n))
zones = st.sampled_from(Zone)
moves = st.lists(st.tuples(zones, zones), max_size=6).map(
    lambda pairs: [office(f"K{n}", a, b, 5 * n, n) for n, (a, b) in enumerate(pairs)]
)
case_facts = st.lists(
    st.builds(CaseFact, st.uuids().map(str), st.just("1"), st.sampled_from(["K1", "K2"]),
              st.sampled_from(Status), days, st.none() | days, st.none() | days),
    max_size=6, unique_by=lambda case: case.id,
)  # fmt: skip


@given(moves, case_facts)
def test_no_line_is_proposed_twice_or_after_it_was_decided_and_every_line_has_a_reason(moved, cases):
    rosters = [BrokenRoster("K1", ON, 9, 4, 5, 0)]
    day = facts(bulletin=MAP, moved=moved, cases=cases, rosters=rosters)
    first = proposals(day)
    ids = [line.id for proposal in first for line in proposal.lines]
    assert len(ids) == len(set(ids))
    assert [urgency(p) for p in first] == sorted(urgency(p) for p in first)
    assert {p.branch for p in first if p.trigger in ("zone.raised", "zone.lowered")} == {
        o.branch.code for o in moved if o.zone_before is not o.zone_after
    }
    assert all(line.trigger in TRIGGERS and line.kind in Kind for p in first for line in p.lines)
    assert proposals(replace(day, decided=ids)) == []
    half = set(ids[::2])
    rest = [line.id for p in proposals(replace(day, decided=half)) for line in p.lines]
    assert sorted(rest) == sorted(set(ids) - half)
