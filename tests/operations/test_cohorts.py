"""Cohorts of an office without teams: dealt when it is planned, kept, dealt anew only when somebody asks."""

from datetime import date

import pytest

from cmt_desk.domain.arrangements import Bond
from cmt_desk.domain.caps import FLAT, NATIONAL, CapRule
from cmt_desk.domain.cases import Status
from cmt_desk.domain.cohorts import leaves
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.roster_settings import Apart, RosterSettings, Waves
from cmt_desk.domain.schedule import Cell
from cmt_desk.operations.arrangements import bind
from cmt_desk.operations.cap_rules import save_rule
from cmt_desk.operations.cases import open_case
from cmt_desk.operations.cohorts import deal_again
from cmt_desk.operations.contacts import NewContact, add_contacts
from cmt_desk.operations.desk import undo
from cmt_desk.operations.publishing import publish
from cmt_desk.operations.roster_edit import edit_cells
from cmt_desk.operations.roster_reasons import reasons
from cmt_desk.operations.roster_settings import set_settings
from cmt_desk.operations.roster_weeks import read_weeks
from cmt_desk.operations.schedule import plan_office, problem
from cmt_desk.store import Store

FIRST, LAST, TODAY = date(2020, 12, 14), date(2020, 12, 18), date(2020, 12, 2)
OFFICE = "SBU-01"


@pytest.fixture
def bare(store: Store) -> Store:
    """Twenty-four people without a team in an orange zone, a third of them in service."""
    with store.operation("test", "founded"):
        store.settings.put("fixed_today", "2020-12-02")
        store.branches.put_bulletins([{"day": "2020-11-29", "source": "x", "illustrative": 0}])
        areas = sorted({b.area for b in store.branches.all()})
        store.branches.put_readings(
            {"bulletin": "2020-11-29", "area": area, "zone": "ORANYE", "published": "x"} for area in areas
        )
        store.people.put_employees(
            {"number": f"{n:04}", "name": f"Nama {n}", "branch": OFFICE,
             "function": ("PELAYANAN", "KEPESERTAAN", "UMUM")[n % 3]}
            for n in range(1, 25)
        )  # fmt: skip
    return store


def places(store: Store) -> dict[str, str]:
    return store.arrangements.places([OFFICE])[OFFICE]


def test_planning_keeps_where_people_were_dealt_and_undo_forgets_it(bare: Store):
    made = plan_office(bare, OFFICE, FIRST, LAST)
    dealt = places(bare)
    assert set(dealt.values()) == {"A1", "A2", "B1", "B2"} and len(dealt) == len(
        bare.people.of_branch(OFFICE)
    )
    inside = {dealt[n][0] for (n, _day), cell in made.roster.items() if cell == "W"}
    assert len(inside) == 1  # orange: half the office, one cohort this week
    undo(bare)
    assert places(bare) == {}


def test_a_newcomer_moves_nobody(bare: Store):
    plan_office(bare, OFFICE, FIRST, LAST)
    before = places(bare)
    with bare.operation("test", "hired"):
        bare.people.put_employees([{"number": "0099", "name": "Baru", "branch": OFFICE, "function": "UMUM"}])
    plan_office(bare, OFFICE, FIRST, LAST)
    after = places(bare)
    assert after.keys() - before.keys() == {"0099"} and before.items() <= after.items()


def test_a_household_in_two_cohorts_is_named_until_the_office_is_dealt_anew(bare: Store):
    plan_office(bare, OFFICE, FIRST, LAST)
    dealt = places(bare)
    one = next(n for n in sorted(dealt) if dealt[n] == "A1")
    other = next(n for n in sorted(dealt) if dealt[n] == "B1")
    bind(bare, one, other, "HOUSEHOLD")
    with pytest.raises(Refused, match=r"serumah.*Bagi ulang kelompok lewat Lainnya"):
        plan_office(bare, OFFICE, FIRST, LAST)
    assert bare.arrangements.bonds([OFFICE]) == [Bond(min(one, other), max(one, other), "HOUSEHOLD")]
    assert 1 <= deal_again(bare, problem(bare, OFFICE, FIRST, LAST)) <= 3  # of 24: who need not stays
    assert places(bare)[one] == places(bare)[other]
    plan_office(bare, OFFICE, FIRST, LAST)
    with pytest.raises(Refused):
        deal_again(bare, problem(bare, OFFICE, FIRST, LAST))


def test_told_teams_come_before_dealt_places(bare: Store):
    plan_office(bare, OFFICE, FIRST, LAST)
    with bare.operation("test", "told"):
        bare.people.put_teams([{"branch": OFFICE, "name": "Z"}])
        bare.db.execute("UPDATE employee SET team = 'Z' WHERE branch = ?", [OFFICE])
    facts = problem(bare, OFFICE, FIRST, LAST)
    assert facts.cohorts == {} and set(leaves(facts).values()) == {0}
    with pytest.raises(Refused):
        deal_again(bare, facts)


def test_the_grid_groups_people_by_dealt_cohort(bare: Store):
    plan_office(bare, OFFICE, FIRST, LAST)
    weeks = read_weeks(bare, bare.branches.by_code()[OFFICE], FIRST)
    assert [line.team for line in weeks.lines if line.employee is None] == ["A1", "A2", "B1", "B2"]
    assert weeks.duty[FIRST] in ({"A1", "A2"}, {"B1", "B2"})


def test_the_last_of_a_function_leaves_and_the_cover_is_still_asked(bare: Store):
    """Left the house, or moved to another office: in both cases CMT is asked, nothing lapses silently."""
    plan_office(bare, OFFICE, FIRST, LAST)
    desk = [e.number for e in bare.people.of_branch(OFFICE) if e.function == "PELAYANAN"]
    marks = ", ".join("?" * len(desk))
    with bare.operation("test", "left"):
        bare.db.execute(f"UPDATE employee SET active_to = '2020-12-11' WHERE number IN ({marks})", desk)
    with pytest.raises(Refused, match="Pelayanan"):
        plan_office(bare, OFFICE, FIRST, LAST)
    undo(bare)
    with bare.operation("test", "moved"):
        bare.db.execute(f"UPDATE employee SET branch = 'SBU-02' WHERE number IN ({marks})", desk)
    with pytest.raises(Refused, match="Pelayanan: tidak ada lagi"):
        plan_office(bare, OFFICE, FIRST, LAST)


def test_a_share_of_nothing_asks_for_a_decision(bare: Store):
    rule = CapRule("NIL", "SE 0/2020", FIRST, LAST, NATIONAL, FLAT, 90, {FLAT: 0}, "Menteri PANRB", FIRST)
    save_rule(bare, rule)
    with pytest.raises(Refused, match="WFH-Full"):
        plan_office(bare, OFFICE, FIRST, LAST)


def test_who_was_near_a_case_is_named_with_the_case_and_the_last_day(bare: Store):
    """In the conflict and in *Why*: everybody in service was in contact with one colleague."""
    desk = [e.number for e in bare.people.of_branch(OFFICE) if e.function == "PELAYANAN"]
    case = open_case(bare, "0001", Status.CONFIRMED_NO_SYMPTOMS, TODAY, specimen=TODAY)
    near = [NewContact(date(2020, 12, 1), ContactKind.NEAR, number) for number in desk]
    add_contacts(bare, case, near, TODAY)
    with pytest.raises(Refused) as refused:
        plan_office(bare, OFFICE, TODAY, TODAY)
    assert "s.d. 14 Des (kasus Nama 1))" in str(refused.value)
    weeks = read_weeks(bare, bare.branches.by_code()[OFFICE], date(2020, 11, 30))
    person = next(e for e in weeks.people if e.number == desk[0])
    told = [f"{r.title}: {r.text}" for r in reasons(bare, weeks, person, TODAY, TODAY)]
    assert any("s.d. 14 Des (kasus Nama 1)" in t for t in told)


def test_by_wave_a_typed_day_gets_the_wave_of_the_cohort_and_why_tells_it(bare: Store):
    """Everybody of both halves may be in; whoever is typed in begins with the own cohort."""
    set_settings(bare, OFFICE, RosterSettings(waves=Waves(), apart=Apart.WAVE))
    made = plan_office(bare, OFFICE, FIRST, LAST)
    dealt = places(bare)
    assert {(dealt[n][0], wave) for (n, _day), wave in made.waves.items()} == {("A", 1), ("B", 2)}
    home = next(n for (n, d), c in sorted(made.roster.items()) if d == FIRST and c is Cell.HOME)
    out = next(n for (n, d), w in sorted(made.waves.items()) if d == FIRST and dealt[n][0] == dealt[home][0])
    edit_cells(bare, OFFICE, {(home, FIRST): Cell.OFFICE, (out, FIRST): Cell.HOME})
    waves = bare.schedule.waves(OFFICE, FIRST, FIRST)
    assert waves[home, FIRST] == {"A": 1, "B": 2}[dealt[home][0]] and (out, FIRST) not in waves
    publish(bare, OFFICE, FIRST, LAST)
    weeks = read_weeks(bare, bare.branches.by_code()[OFFICE], FIRST)
    assert weeks.breaches == []
    person = next(e for e in weeks.people if e.number == home)
    told = [r.text for r in reasons(bare, weeks, person, FIRST, TODAY)]
    assert any("H5" in text and "H9" in text for text in told)
    with pytest.raises(Refused, match="gelombang"):
        set_settings(bare, OFFICE, RosterSettings(apart=Apart.WAVE))
