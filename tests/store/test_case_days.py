"""The counts kept beside the cases are the domain's own, whatever was done, undone and done again."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmt_desk.domain.cases import CarePlace, Case, CaseFigures, Status
from cmt_desk.domain.errors import Refused
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import found, redo, undo
from cmt_desk.store import Store

FIRST, SPAN = date(2020, 12, 1), 6
DAYS = [FIRST + timedelta(days=n) for n in range(-1, SPAN + 1)]
OURS = ("case_touched", "case_state", "branch_day", "branch_total")
OFFICES = ("SBU-01", "SBU-02", "DKI-01")
SOME = [None, {"SBU-01"}, {"SBU-02", "DKI-01"}, set[str]()]

days = st.integers(0, SPAN - 1).map(lambda n: FIRST + timedelta(days=n))
statuses = st.lists(st.tuples(days, st.sampled_from(list(Status))), min_size=1, max_size=5)
places = st.lists(st.tuples(days, st.sampled_from(list(CarePlace))), max_size=3)
steps = st.one_of(
    st.tuples(st.just("open"), st.sampled_from(OFFICES), statuses, places),
    st.tuples(st.just("redate"), st.integers(0, 99), days),
    st.tuples(st.just("restate"), st.integers(0, 99), st.sampled_from(list(Status))),
    st.tuples(st.just("move"), st.integers(0, 99), st.sampled_from(OFFICES)),
    st.tuples(st.just("merge"), st.integers(0, 99), st.integers(0, 99)),
    st.tuples(st.just("remove"), st.integers(0, 99)),
    st.tuples(st.sampled_from(["undo", "redo"])),
)


@pytest.fixture(scope="module")
def founded():
    with Store.in_memory() as store:
        found(store)
        with store.operation("people", "people"):
            for n, office in enumerate(OFFICES * 2):
                number = str(100_001 + n)
                function = ("UMUM", "TI")[n % 2]
                person = {"number": number, "name": number, "branch": office, "function": function}
                store.people.put_employees([person])
        yield store


def counted(cases: list[Case], on: date) -> CaseFigures:
    """The day's counts, told case by case from the domain's own answers."""
    counts: Counter[str] = Counter()
    exposed, active = set[str](), Counter[str]()
    for case in cases:
        status, place, confirmed = case.status(on), case.place(on), case.confirmed_on(on)
        counts["suspects"] += status in (Status.SUSPECT, Status.PROBABLE)
        counts["contacts"] += status is Status.CLOSE_CONTACT
        counts["deaths"] += status is Status.DIED
        counts["cumulative"] += confirmed is not None or status is Status.DIED
        if confirmed is None:
            continue
        exposed.add(case.branch)
        counts["new"] += confirmed == on
        counts["recovered"] += status is Status.RECOVERED
        if case.is_open(on):
            counts["active"] += 1
            active[case.branch] += 1
            counts["hospital"] += place is not None and place.in_hospital
            counts["home"] += place is CarePlace.HOME
            counts["facility"] += place is CarePlace.FACILITY
            counts["place_unknown"] += place is None
    return CaseFigures(**counts, exposed_units=len(exposed), active_by_branch=dict(active))


def do(store: Store, step: tuple) -> None:
    """One thing that may happen to the rows of cases, by the rules or against them."""
    cases = store.cases.all()
    match step:
        case ("open", office, spells, stays):
            id = store.new_id()
            number = next(e.number for e in store.people.all() if e.branch == office)
            store.cases.put_cases([{"id": id, "employee": number, "branch": office, "notes": ""}])
            store.cases.put_statuses(
                {"id": store.new_id(), "case_file": id, "status": s.value, "since": d.isoformat(), "n": n}
                for n, (d, s) in enumerate(spells, 1)
            )
            store.cases.put_places(
                {"id": store.new_id(), "case_file": id, "place": p.value, "since": d.isoformat(), "n": n}
                for n, (d, p) in enumerate(stays, 1)
            )
        case (_, n, *_rest) if cases:
            chosen = cases[n % len(cases)].id
            change(store, chosen, cases, step)
        case _:
            pass


def change(store: Store, chosen: str, cases: list[Case], step: tuple) -> None:
    run = store.db.execute
    match step:
        case ("redate", _, day):
            run("UPDATE status_spell SET since = ? WHERE case_file = ? AND n = 1", [day.isoformat(), chosen])
        case ("restate", _, status):
            run("UPDATE status_spell SET status = ? WHERE case_file = ? AND n = 1", [status.value, chosen])
        case ("move", _, office):
            run("UPDATE case_file SET branch = ? WHERE id = ?", [office, chosen])
        case ("merge", _, m) if (other := cases[m % len(cases)].id) != chosen:
            for table in ("status_spell", "care_spell"):
                after = f"(SELECT coalesce(max(n), 0) FROM {table} WHERE case_file = ?1)"
                run(
                    f"UPDATE {table} SET case_file = ?1, n = n + {after} WHERE case_file = ?2",
                    [chosen, other],
                )
            run("DELETE FROM case_file WHERE id = ?", [other])
        case ("remove", _):
            for table, key in (
                ("status_spell", "case_file"),
                ("care_spell", "case_file"),
                ("case_file", "id"),
            ):
                run(f"DELETE FROM {table} WHERE {key} = ?", [chosen])


def check(store: Store) -> None:
    cases = store.cases.all()
    for on in DAYS:
        for offices in SOME:
            mine = [c for c in cases if offices is None or c.branch in offices]
            assert store.cases.figures(on, offices) == counted(mine, on)
        states = {r.id: (r.status, r.place, r.confirmed_on) for r in store.cases.rows(on)}
        assert states == {
            c.id: (c.status(on), c.place(on), c.confirmed_on(on)) for c in cases if c.status(on)
        }
        assert {r.id for r in store.cases.open_rows(on)} == {c.id for c in cases if c.is_open(on)}
    for day, new in store.cases.curve(DAYS[-1]):
        assert new == sum(c.confirmed_on(DAYS[-1]) == day for c in cases)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(steps, min_size=1, max_size=3), min_size=1, max_size=8))
def test_random_desks_are_counted_as_the_domain_counts(founded: Store, story: list[list[tuple]]):
    """Spells of one day, out of order, moved, merged, removed, undone and done again."""
    for operation in story:
        try:
            if operation[0] in (("undo",), ("redo",)):
                {"undo": undo, "redo": redo}[operation[0][0]](founded)
            else:
                with founded.operation("story", "story"):
                    for step in operation:
                        if step not in (("undo",), ("redo",)):
                            do(founded, step)
        except Refused:
            pass  # nothing to undo
    check(founded)
    with founded.operation("clear", "clear"):
        for table in ("status_spell", "care_spell", "case_file"):
            founded.db.execute(f"DELETE FROM {table}")
    for table in OURS:
        assert founded.db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_within_an_operation_a_day_is_already_counted(founded: Store):
    with pytest.raises(Refused), founded.operation("half", "half"):
        do(founded, ("open", "SBU-01", [(FIRST, Status.CONFIRMED_SYMPTOMS)], []))
        assert founded.cases.figures(FIRST).active == 1
        raise Refused("no")
    assert founded.cases.figures(FIRST).active == 0


def test_an_older_desk_is_counted_when_it_opens(demo_copy):
    """What the migration leaves: every case touched, nothing counted yet."""
    with Store.open(demo_copy) as store:
        before = store.cases.figures(DAY)
        with store.operation("nothing", "nothing"):
            pass  # until the first operation a desk is only read
        for sql in (
            "DELETE FROM case_state",
            "DELETE FROM branch_day",
            "DELETE FROM branch_total",
            "INSERT INTO case_touched SELECT id FROM case_file",
        ):
            store.db.execute(sql)
    with Store.open(demo_copy) as store:
        assert not store.db.execute("SELECT 1 FROM case_touched").fetchone()
        assert store.cases.figures(DAY) == before


def test_the_published_day_recounted_from_the_rows_alone(demo: Store):
    """282 confirmed, 211 recovered, 71 under care = 12 in hospital + 59 at home, by 2 December 2020."""

    def last(table: str, what: str) -> dict[str, str]:
        found: dict[str, tuple[str, int, str]] = {}
        for case, since, n, value in demo.db.execute(f"SELECT case_file, since, n, {what} FROM {table}"):
            if since <= "2020-12-02":
                found[case] = max(found.get(case, ("", 0, "")), (since, n, value))
        return {case: value for case, (_since, _n, value) in found.items()}

    rows = demo.db.execute("SELECT case_file, status FROM status_spell WHERE since <= '2020-12-02'")
    confirmed = {case for case, status in rows if status.startswith("KONFIRMASI")}
    status, place = last("status_spell", "status"), last("care_spell", "place")
    ended = {case for case in confirmed if status[case] in ("SELESAI_ISOLASI", "MENINGGAL")}
    active = confirmed - ended
    where = Counter(place[case] for case in active)
    recount = (len(confirmed), len(ended), len(active), where["RUMAH_SAKIT"], where["ISOLASI_MANDIRI"])
    assert recount == (282, 211, 71, 12, 59)
    figures = demo.cases.figures(DAY)
    assert recount == (figures.cumulative, figures.recovered, figures.active, figures.hospital, figures.home)
    assert figures == counted(demo.cases.all(), DAY)
