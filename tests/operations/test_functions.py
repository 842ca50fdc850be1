"""Disruptions on a real desk: recorded, reported on, ended, undone; the protocol that is proposed."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.functions import Light
from cmt_desk.operations.desk import redo, undo
from cmt_desk.operations.functions import (
    correct_disruption,
    disrupt,
    report_progress,
    restore,
    set_target,
)
from cmt_desk.operations.ripple import accept, open_proposals
from cmt_desk.operations.signing import sit_as
from cmt_desk.store import Store
from cmt_desk.store.verify import verify

NOW = datetime(2020, 12, 2, 16, 0)
TODAY = NOW.date()


def lights(store: Store, at: datetime = NOW) -> dict[str, Light]:
    return {s.function: s.light for s in store.functions.states(at)}


def eastern(store: Store) -> str:
    return next(b.code for b in store.branches.all() if b.time_zone == "WIT")


def test_the_starter_values_are_there_and_said_to_be_proposed(store: Store):
    found = {code: (t.rto, t.mtpd, t.mbco, t.proposed) for code, t in store.functions.targets(TODAY).items()}
    assert found == {
        "KEPESERTAAN": (24, 72, 60, True),
        "PELAYANAN": (8, 48, 50, True),
        "INVESTASI": (4, 24, 80, True),
    }


def test_a_desk_made_before_there_were_targets_has_the_starter_values(store: Store):
    with store.operation("older", "older"):
        store.db.execute("DELETE FROM function_target")
    assert store.functions.targets(TODAY)["PELAYANAN"].rto == 8


def test_a_workaround_stops_the_clock_and_the_end_leaves_the_past_as_it_was(store: Store):
    office = eastern(store)
    began = datetime(2020, 12, 1, 9, 0)  # at the office: 07.00 in WIB
    key = disrupt(store, "PELAYANAN", office, began, "Jaringan putus", now=NOW)
    assert lights(store, datetime(2020, 12, 1, 6, 59))["PELAYANAN"] is Light.UNREPORTED
    assert lights(store, datetime(2020, 12, 1, 15, 0))["PELAYANAN"] is Light.DISRUPTED
    assert lights(store)["PELAYANAN"] is Light.RTO
    elsewhere = next(b.code for b in store.branches.all() if b.code != office)
    here, there = (store.functions.states(NOW, {code})[1].light for code in (office, elsewhere))
    assert (here, there) == (Light.RTO, Light.NORMAL)
    report_progress(store, key, datetime(2020, 12, 2, 17, 0), 60, "Lapak Asik", now=NOW)
    assert lights(store)["PELAYANAN"] is Light.LIMITED
    restore(store, key, datetime(2020, 12, 2, 18, 0), now=NOW)
    assert lights(store)["PELAYANAN"] is Light.NORMAL
    assert lights(store, datetime(2020, 12, 2, 10, 0))["PELAYANAN"] is Light.RTO
    undo(store)
    undo(store)
    assert lights(store)["PELAYANAN"] is Light.RTO
    undo(store)
    assert store.functions.disruptions(NOW) == []
    assert all(finding.sound for finding in verify(store))


def test_stricter_targets_count_from_their_day_on(store: Store):
    disrupt(store, "INVESTASI", "", NOW - timedelta(hours=3), "Sistem penyelesaian", now=NOW)
    assert lights(store)["INVESTASI"] is Light.DISRUPTED
    set_target(store, "INVESTASI", rto=2, mtpd=24, mbco=80, since=TODAY, reason="Rapat CMT")
    assert lights(store)["INVESTASI"] is Light.RTO
    target = store.functions.targets(TODAY)["INVESTASI"]
    assert (target.proposed, target.reason) == (False, "Rapat CMT")
    assert store.functions.targets(date(2020, 12, 1))["INVESTASI"].proposed


def test_what_cannot_be_is_refused_and_nothing_is_written(store: Store):
    office = eastern(store)
    key = disrupt(store, "PELAYANAN", office, datetime(2020, 12, 2, 8, 0), "Banjir", now=NOW)
    before = store.journal.latest(1)[0].id
    eight, to_come = datetime(2020, 12, 2, 8, 0), NOW + timedelta(days=1)
    tries = [
        lambda: disrupt(store, "PELAYANAN", office, datetime(2020, 12, 2, 9, 0), "Lagi", now=NOW),
        lambda: disrupt(store, "PELAYANAN", office, datetime(2020, 12, 2, 7, 0), "Lagi", now=NOW),
        lambda: disrupt(store, "TI", "", NOW, "Bukan fungsi kritikal", now=NOW),
        lambda: disrupt(store, "PELAYANAN", "NOWHERE", NOW, "x", now=NOW),
        lambda: disrupt(store, "PELAYANAN", "", NOW + timedelta(minutes=1), "x", now=NOW),
        lambda: disrupt(store, "PELAYANAN", "", NOW, "  ", now=NOW),
        lambda: disrupt(store, "PELAYANAN", "", NOW, "x", now=NOW, capacity=101),
        lambda: report_progress(store, key, datetime(2020, 12, 2, 7, 0), 10, "", now=NOW),
        lambda: restore(store, key, datetime(2020, 12, 2, 8, 0), now=NOW),
        lambda: restore(store, key, datetime(2020, 12, 2, 18, 1), now=NOW),  # 16.01 in WIB
        lambda: correct_disruption(store, key, NOW, None, "Banjir", "", now=NOW),
        lambda: correct_disruption(store, key, NOW, NOW, "Banjir", "salah ketik", now=NOW),
        lambda: correct_disruption(store, key, to_come, None, "Banjir", "salah ketik", now=NOW),
        lambda: correct_disruption(store, key, eight, to_come, "Banjir", "salah ketik", now=NOW),
        lambda: set_target(store, "PELAYANAN", rto=8, mtpd=8, mbco=50, since=TODAY, reason="x"),
        lambda: set_target(store, "PELAYANAN", rto=8, mtpd=9, mbco=0, since=TODAY, reason="x"),
        lambda: set_target(store, "PELAYANAN", rto=8, mtpd=9, mbco=50, since=TODAY, reason=" "),
    ]
    for attempt in tries:
        with pytest.raises(Refused):
            attempt()
    assert store.journal.latest(1)[0].id == before


def test_a_corrected_disruption_may_not_overlap_another_of_the_same_place(store: Store):
    ten, noon, two = (datetime(2020, 12, 2, hour) for hour in (10, 12, 14))
    first = disrupt(store, "INVESTASI", "", ten, "Server mati", now=NOW)
    restore(store, first, noon, now=NOW)
    second = disrupt(store, "INVESTASI", "", two, "Listrik padam", now=NOW)
    elsewhere = disrupt(store, "INVESTASI", eastern(store), noon, "Banjir", now=NOW)
    for key, began, ended in (
        (first, ten, None),
        (first, ten, two + timedelta(minutes=1)),
        (second, noon - timedelta(minutes=1), None),
    ):
        with pytest.raises(Refused, match="tumpang tindih"):
            correct_disruption(store, key, began, ended, "uji", "salah ketik", now=NOW)
    correct_disruption(store, first, ten, two, "uji", "salah ketik", now=NOW)  # the end is not part of it
    correct_disruption(store, elsewhere, ten, None, "uji", "salah ketik", now=NOW)


def test_the_protocol_of_a_disrupted_function_is_proposed_once_until_it_runs(demo_copy: Path):
    with Store.open(demo_copy) as store:
        key = disrupt(store, "INVESTASI", "", NOW - timedelta(hours=2), "Sistem penyelesaian", now=NOW)

        def proposed() -> list[tuple[str, str]]:
            return [
                (p.lines[0].protocol, p.branch)
                for p in open_proposals(store, TODAY)
                if p.key == f"function.disrupted:{key}"
            ]

        assert proposed() == [("PRT-10", "")]
        restore(store, key, NOW, now=NOW)
        assert proposed() == []
        undo(store)
        assert proposed() == [("PRT-10", "")]


def test_a_function_out_of_its_rto_proposes_level_3_to_be_signed_and_is_undone_with_it(demo: Store):
    """Below the minimum level 2 is in force already; over the RTO the plan is proposed at level 3, once."""

    def proposed(on: date = TODAY) -> dict[str, list[str]]:
        return {
            p.key: [line.name for line in p.lines]
            for p in open_proposals(demo, on)
            if p.trigger.startswith("function.") and key in p.key
        }

    key = disrupt(demo, "INVESTASI", "", NOW - timedelta(hours=4), "Server mati", now=NOW)
    assert proposed() == {f"function.disrupted:{key}": ["PRT-10"]}  # the last minute is in time
    breached = f"function.breached:{key}:RTO"
    tomorrow = proposed(TODAY + timedelta(days=1))[f"function.breached:{key}:MTPD"]
    assert "PLAN-3" in tomorrow
    correct_disruption(demo, key, NOW - timedelta(hours=5), None, "Server mati", "sejak 11.00", now=NOW)
    assert proposed()[breached] == ["PLAN-3", "PRT-07", "PRT-10"]
    before = len(demo.decisions.all())
    taken = accept(demo, [f"{breached}/PLAN-3"], TODAY, NOW)
    assert [(line.before, line.after) for line in taken] == [("2", "3")]
    made = next(d for d in demo.decisions.all() if d.level == 3 and not d.settled)
    assert "INVESTASI" not in made.reason and "RTO 4 jam" in made.reason and made.needs_both
    assert proposed()[breached] == ["PRT-07", "PRT-10"]
    undo(demo)
    assert len(demo.decisions.all()) == before
    assert proposed()[breached] == ["PLAN-3", "PRT-07", "PRT-10"]


def test_a_function_below_its_minimum_proposes_level_2_where_the_plan_is_lower(store: Store):
    """Once: not again while it lies there to be signed, after undo and redo, or with a level that stands."""
    with store.operation("test", "the desk stands in 2020"):
        store.settings.put("fixed_today", TODAY.isoformat())
    key = disrupt(store, "INVESTASI", "", NOW - timedelta(hours=1), "Server mati", now=NOW)
    fact = f"function.disrupted:{key}"

    def proposed() -> list[str]:
        return [line.name for p in open_proposals(store, TODAY) for line in p.lines if line.fact == fact]

    assert proposed() == ["PRT-10", "PLAN-2"]
    sit_as(store, "Siapa Saja", TODAY)
    (line,) = accept(store, [f"{fact}/PLAN-2"], TODAY, NOW)
    assert (line.before, line.after) == ("", "2")
    (made,) = store.decisions.all()
    assert (made.level, made.decided, made.needs_both) == (2, False, False)
    assert "di bawah minimum" in made.reason.lower()
    assert proposed() == ["PRT-10"]
    undo(store)
    assert proposed() == ["PRT-10", "PLAN-2"] and not store.decisions.all()
    redo(store)
    assert proposed() == ["PRT-10"]
    restore(store, key, NOW, now=NOW)
    assert proposed() == []
