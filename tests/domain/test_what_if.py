"""The rules of a what-if: WFH-Full tests, what can be measured, and which protocols would open."""

from dataclasses import replace
from datetime import date, timedelta

from cmt_desk.domain.branches import Branch, Zone
from cmt_desk.domain.caps import office_cap
from cmt_desk.domain.schedule import Breach
from cmt_desk.domain.what_if import (
    CLUSTER,
    Condition,
    FullTest,
    Illness,
    MetTest,
    OfficeEffect,
    events,
    holds,
    measures,
    met_tests,
)

DAY = date(2020, 12, 2)
OFFICE = Branch("X", "X", "KC", "R", "A", "A", "P", 0.0, 100.0, "WIB")


def test_a_condition_holds_only_for_what_was_measured():
    assert holds(Condition("n", ">=", "1"), {"n": 1})
    assert not holds(Condition("n", ">=", "2"), {"n": 1})
    assert holds(Condition("n", "<=", "10"), {"n": 10})
    assert holds(Condition("zone", "==", "MERAH"), {"zone": "MERAH"})
    assert not holds(Condition("zone", "==", "MERAH"), {"zone": "ORANYE"})
    assert not holds(Condition("authority_order", "==", "true"), {})


def full_test(code: str, *conditions: Condition) -> FullTest:
    return FullTest(code, code, code, 7, "UNIT", True, conditions)


def test_a_test_says_whether_it_is_new_and_whether_it_is_certain():
    red = full_test("T5", Condition("zone", "==", "MERAH"), Condition("n", ">=", "1"))
    linked = full_test("T2", Condition(CLUSTER, "==", "true"))
    empty = full_test("T0")
    before = {"zone": "ORANYE", "n": 1, CLUSTER: True}
    met = met_tests([red, linked, empty], before, {**before, "zone": "MERAH"})
    assert [(m.test.code, m.certain, m.already) for m in met] == [("T5", True, False), ("T2", False, True)]


def ill(employee: str, confirmed: int, first_sign: int | None = None) -> Illness:
    """So many days ago."""
    sign = confirmed if first_sign is None else first_sign
    return Illness(employee, DAY - timedelta(days=confirmed), DAY - timedelta(days=sign))


def test_what_is_measured_of_an_office():
    """Three confirmed: one at the desk before the onset, one at home, one long ago."""
    people = [ill("1", 3, first_sign=5), ill("2", 9), ill("3", 14)]
    inside = {"1": [DAY - timedelta(days=19)], "2": [DAY - timedelta(days=8)], "3": [DAY]}
    found = measures(10, Zone.RED, people, 2, inside, DAY)
    assert found == {
        "headcount": 10, "confirmed_onsite_14d": 1, "confirmed_new_7d": 1, "pct_unavailable": 20.0,
        CLUSTER: True, "zone": "MERAH",
    }  # fmt: skip
    later = measures(10, None, people[:1], 0, {"1": [DAY - timedelta(days=20)]}, DAY)
    assert (later["confirmed_onsite_14d"], later[CLUSTER], "zone" in later) == (0, False, False)


def effect(before: Zone | None, after: Zone, *, inside: int | None = 4, failing: tuple[Breach, ...] = ()):
    return OfficeEffect(
        OFFICE, before, after, office_cap(10, before, None), office_cap(3, after, None), inside, failing
    )  # fmt: skip


def test_which_events_a_zone_would_be():
    cover = Breach("COVER", DAY, function="PELAYANAN", have=0, need=1)
    assert events(effect(Zone.RED, Zone.RED, inside=None)) == {"zone.map_published"}
    assert events(effect(Zone.RED, Zone.YELLOW, inside=2)) == {
        "zone.map_published", "schedule.week_open", "zone.lowered"
    }  # fmt: skip
    raised = effect(None, Zone.RED, failing=(cover,))
    assert raised.stay_home == 1
    assert events(raised) == {
        "zone.map_published", "schedule.week_open", "zone.raised", "wfh.scheduled",
        "capacity.below_minimum", "function.service_disrupted",
    }  # fmt: skip
    already = replace(raised, failing_already={"PELAYANAN"})
    assert not events(already) & {"capacity.below_minimum", "function.service_disrupted"}
    met = MetTest(full_test("T"), certain=True, already=False)
    assert "wfh_full.proposed" in events(replace(raised, tests=(met,)))
    assert "wfh_full.proposed" not in events(replace(raised, tests=(replace(met, already=True),)))
