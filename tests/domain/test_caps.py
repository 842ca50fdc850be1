"""The cap: dated rules, floor, local override."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.caps import FLAT, CapRule, office_cap, rule_in_force

SHARES = {Zone.GREEN: 100, Zone.YELLOW: 75, Zone.ORANGE: 50, Zone.RED: 25}
SE_67 = CapRule("SE67", "SE 67/2020", date(2020, 9, 4), date(2021, 7, 20), "NATIONAL", "ZONE", 10, SHARES)
DKI = CapRule(
    "DKI", "Pergub 101", date(2020, 10, 12), date(2021, 1, 10), "JABODETABEK", "FLAT", 20, {FLAT: 50}
)
DISCRETION = CapRule(
    "SE58", "SE 58/2020", date(2020, 6, 5), date(2020, 9, 3), "NATIONAL", "DISCRETION", 5, {}
)
RULES = [SE_67, DKI, DISCRETION]


def test_the_published_example_of_23_people():
    caps = {zone: office_cap(23, zone, SE_67).people for zone in Zone}
    assert caps == {Zone.GREEN: 23, Zone.YELLOW: 17, Zone.ORANGE: 11, Zone.RED: 5}


def test_a_branch_in_jabodetabek_follows_dki_whatever_its_colour():
    rule = rule_in_force(RULES, {"JABODETABEK"}, date(2020, 12, 2))
    assert rule is DKI
    assert {office_cap(40, zone, rule).people for zone in (*Zone, None)} == {20}


def test_rules_hold_from_their_first_to_their_last_day():
    assert rule_in_force(RULES, {"JABODETABEK"}, date(2020, 10, 11)) is SE_67
    assert rule_in_force(RULES, {"JABODETABEK"}, date(2021, 1, 10)) is DKI
    assert rule_in_force(RULES, {"JABODETABEK"}, date(2021, 1, 11)) is SE_67
    assert rule_in_force(RULES, (), date(2021, 7, 21)) is None


def test_discretion_names_no_figure():
    assert office_cap(40, None, DISCRETION).people == 40


def test_three_people_in_a_red_zone_need_a_decision_not_a_rounding():
    cap = office_cap(3, Zone.RED, SE_67)
    assert cap.people == 0
    assert cap.rounds_to_nobody


def test_an_unknown_zone_is_said_to_be_unknown():
    assert not office_cap(40, None, SE_67).known


@given(st.integers(0, 10_000), st.sampled_from(list(Zone)))
def test_the_cap_never_rounds_up(headcount: int, zone: Zone):
    cap = office_cap(headcount, zone, SE_67)
    assert cap.people * 100 <= headcount * SHARES[zone] < (cap.people + 1) * 100
