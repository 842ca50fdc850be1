"""The case table's quick answers are those of the plain rules, on random desks and after every operation."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cmt_desk.domain.case_filter import VIEWS, CaseFilter, begins
from cmt_desk.domain.cases import CarePlace, Case, Status
from cmt_desk.domain.clocks import release
from cmt_desk.domain.contacts import calls_on
from cmt_desk.domain.duplicates import duplicates
from cmt_desk.domain.duplicates import in_order as in_order_of_likeness
from cmt_desk.domain.findings import findings, in_order
from cmt_desk.operations.cases import date_case, open_case, step_case
from cmt_desk.operations.desk import found, redo, undo
from cmt_desk.operations.duplicates import pairs_in_parts
from cmt_desk.operations.findings import contradictions_in_parts
from cmt_desk.store import Store
from cmt_desk.store.case_lines import ListedCase
from cmt_desk.store.case_table import CaseTable

DAY = date(2020, 4, 1)  # near the change from KMK 328 to KMK 413
NOTES = ("", "Keluarga serumah", "résumé: batuk, demam", "perjalanan dinas 2020")
day = st.integers(-12, 140).map(lambda n: (DAY + timedelta(days=n)).isoformat())
maybe = st.none() | day
contact = st.tuples(day, day, st.booleans(), st.lists(day, max_size=2, unique=True))


@st.composite
def case(draw: st.DrawFn) -> dict:
    onset, last = draw(maybe), draw(maybe)
    return {
        "person": draw(st.integers(0, 5)),
        "statuses": draw(st.lists(st.tuples(st.sampled_from(list(Status)), day), min_size=1, max_size=4)),
        "places": draw(st.lists(st.tuples(st.sampled_from(list(CarePlace)), day), max_size=3)),
        "overrides": draw(st.lists(st.tuples(day, day), max_size=2, unique_by=lambda pair: pair[0])),
        "dates": {
            "onset": onset,
            "last_symptom": last if not (onset and last and last < onset) else onset,
            "last_contact": draw(maybe),
            "specimen": draw(maybe),
            "negative_pcr": draw(maybe),
        },
        "notes": draw(st.sampled_from(NOTES)),
        "contact": draw(st.none() | contact),
    }


filters = st.builds(
    CaseFilter,
    st.sampled_from(list(VIEWS)),
    st.sampled_from(("", "s", "siti", "RAH", "resu", "surabaya demam", "2020", "xx", "100003")),
    st.frozensets(st.sampled_from(list(Status)), max_size=3),
    st.frozensets(st.sampled_from(list(CarePlace)), max_size=2),
    st.frozensets(st.sampled_from(("JATIM", "DKI", "nowhere")), max_size=1),
    st.frozensets(st.sampled_from(("PELAYANAN", "KEUANGAN")), max_size=1),
)


@pytest.fixture(scope="module")
def desk() -> Iterator[tuple[Store, CaseTable]]:
    """Six people in two offices, and a table that follows whatever is written."""
    with Store.in_memory() as store:
        found(store)
        functions = [f.code for f in store.people.functions()]
        offices = [b.code for b in store.branches.all()][::40]
        names = ("Siti Rahmawati", "Síta Dewi", "Budi", "Ahmad Résti", "Rahma", "Surabaya Putra")
        with store.operation("enrol", "enrol"):
            store.people.put_employees(
                {
                    "number": f"10000{n}", "name": name, "branch": offices[n % 2],
                    "function": functions[n % 3], "title": "", "team": None, "vulnerable": 0,
                    "active_from": (None, "2020-05-01")[n == 1], "active_to": (None, "2020-04-20")[n == 2],
                }
                for n, name in enumerate(names)
            )  # fmt: skip
        yield store, read(store)


def read(store: Store) -> CaseTable:
    table = CaseTable(store.db, DAY)
    while table.step(1.0):
        pass
    return table


def write(store: Store, cases: list[dict]) -> None:
    """These cases and no others."""
    people = store.people.all()
    with store.operation("replace", "replace"):
        for old in store.cases.all():
            store.db.execute("DELETE FROM follow_up")
            for table in ("status_spell", "care_spell", "release_override", "contact"):
                store.db.execute(f"DELETE FROM {table} WHERE case_file = ?", [old.id])
            store.db.execute("DELETE FROM case_file WHERE id = ?", [old.id])
        for made in cases:
            id, person = store.new_id(), people[made["person"]]
            row = {"id": id, "employee": person.number, "branch": person.branch, "notes": made["notes"]}
            store.cases.put_cases([{**row, **made["dates"]}])
            for kind, put in (("statuses", store.cases.put_statuses), ("places", store.cases.put_places)):
                what = "status" if kind == "statuses" else "place"
                put(
                    {"id": store.new_id(), "case_file": id, what: value.value, "since": since, "n": n}
                    for n, (value, since) in enumerate(made[kind], start=1)
                )
            for decided, until in made["overrides"]:
                override = {"case_file": id, "decided": decided, "day": until, "computed": None}
                store.cases.put_override({**override, "reason": "surat"})
            if made["contact"]:
                put_contact(store, id, *made["contact"])


def put_contact(store: Store, case: str, last: str, recorded: str, household: bool, calls: list[str]) -> None:
    contact = {"case_file": case, "employee": None, "name": "Tamu", "kind": "DEKAT", "last_contact": last}
    id = store.new_id()
    recorded = max(last, recorded)
    store.contacts.put_contacts([{**contact, "id": id, "recorded": recorded, "household": int(household)}])
    for call in calls:
        store.contacts.put_ticks([{"contact": id, "day": call, "temperature": None, "by": "uji"}])


def plain(store: Store, on: date) -> dict[str, ListedCase]:
    """Every case known on a day, by the plain rules."""
    people = {p.number: p for p in store.people.all()}
    offices, rules = store.branches.by_code(), store.cases.clock_rules()

    def line(one: Case, status: Status) -> ListedCase:
        clock, person, office = release(one, rules, on), people[one.employee], offices[one.branch]
        began = max((s for s in one.statuses if s.since <= on), key=lambda s: (s.since, s.n))
        place = one.place(on)
        return ListedCase(
            one.id, one.employee, person.name, one.branch, status, began.since,
            CarePlace(place) if place else None, one.confirmed_on(on), office.regional_office,
            person.function, free_on=clock.free_on if clock else None, notes=one.notes,
            opened_on=one.opened_on(), onset=one.onset,
        )  # fmt: skip

    return {one.id: line(one, status) for one in store.cases.all() if (status := one.status(on))}


def text(store: Store, line: ListedCase) -> str:
    office = store.branches.by_code()[line.branch]
    return f"{line.name} {line.employee} {office.name} {office.city} {line.notes}"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(  # a negative exit test lets a contact go: KMK 4641, in force since 12 May 2021
    cases=[
        {
            "person": 0,
            "statuses": [(Status.CLOSE_CONTACT, "2021-06-01")],
            "places": [],
            "overrides": [],
            "dates": {"last_contact": "2021-06-01", "negative_pcr": "2021-06-07"},
            "notes": "",
            "contact": None,
        }
    ],
    on=date(2021, 6, 7),
    shown=CaseFilter("free"),
    downward=False,
)
@given(
    cases=st.lists(case(), max_size=6),
    on=st.integers(-5, 130).map(lambda n: DAY + timedelta(days=n)),
    shown=filters,
    downward=st.booleans(),
)
def test_every_state_and_every_filter_is_the_plain_rules(desk, cases, on, shown, downward):
    store, follower = desk
    write(store, cases)
    follower.follow()
    fresh = read(store)
    expected = plain(store, on)
    wanted = {
        id for id, line in expected.items()
        if shown.holds(line, on) and begins(shown.words, text(store, line))
    }  # fmt: skip
    for table in (follower, fresh):
        table.show(on)
        lines = table.rows(table.find(CaseFilter()))
        assert {line.id: line for line in lines} == expected
        assert {line.id for line in table.rows(table.find(shown, "free_on", downward))} == wanted
        for view in VIEWS:
            assert table.count(CaseFilter(view)) == sum(VIEWS[view].holds(c, on) for c in expected.values())
        by_free = [line.free_on for line in table.rows(table.find(CaseFilter(), "free_on", downward))]
        known = [d for d in by_free if d]
        assert by_free == sorted(known, reverse=downward) + [None] * (len(by_free) - len(known))
        assert table.choices("statuses", CaseFilter()) == {
            s.value: sum(line.status is s for line in expected.values()) for s in Status
        }
    rules, contacts = store.cases.clock_rules(), store.contacts.all()
    staff = {person.number: person for person in store.people.all()}
    every = findings(store.cases.all(), contacts, rules, on, staff)
    assert in_order(chain.from_iterable(contradictions_in_parts(store, on))) == in_order(every)
    assert calls_on(store.contacts.owing(on), rules, on) == calls_on(contacts, rules, on)
    pairs = chain.from_iterable(pairs_in_parts(store, on))
    assert in_order_of_likeness(pairs, set()) == duplicates(store.duplicates.known(on), set())


def test_the_table_follows_operations_undo_and_redo(demo: Store):
    on = date(2020, 12, 2)
    table = read(demo)
    table.show(on)
    well = next(p for p in demo.people.all() if not demo.cases.of_employee(p.number))
    id = open_case(demo, well.number, Status.SUSPECT, on, notes="Pulang dari Makassar")
    steps = (
        lambda: step_case(demo, id, Status.CONFIRMED_SYMPTOMS, on),
        lambda: date_case(demo, id, on, onset=date(2020, 11, 30)),
        lambda: undo(demo),
        lambda: undo(demo),
        lambda: redo(demo),
        lambda: undo(demo),
        lambda: undo(demo),
        lambda: redo(demo),
    )
    for step in steps:
        step()
        table.follow()
        assert {line.id: line for line in table.rows(table.find(CaseFilter()))} == plain(demo, on)
        makassar = table.ids(table.find(CaseFilter(text="pulang makas")))
        assert makassar == ([id] if demo.cases.get(id) else [])
    assert demo.cases.get(id)


def test_a_protected_name_is_not_searched(desk):
    store, table = desk
    write(store, [])
    number = next(p.number for p in store.people.all() if p.name == "Budi")
    open_case(store, number, Status.SUSPECT, DAY)
    table.show(DAY)
    table.follow()
    assert table.count(CaseFilter(text="bud")) == 1
    with store.operation("protect", "protect"):
        store.db.execute("UPDATE employee SET protected = 1 WHERE number = ?", [number])
    table.follow()
    assert table.count(CaseFilter(text="bud")) == 0
    assert table.count(CaseFilter(text=number)) == 1


def test_the_keys_and_words_are_those_of_the_rows(demo: Store, tmp_path):
    """Derived tables hold what the triggers would make from nothing, also in a copy by VACUUM INTO."""
    from cmt_desk.store.safety import verified_copy

    well = next(p for p in demo.people.all() if not demo.cases.of_employee(p.number))
    open_case(demo, well.number, Status.SUSPECT, date(2020, 12, 2), notes="zebra")
    undo(demo)
    redo(demo)
    verified_copy(demo._connection, tmp_path / "copy.desk")
    with Store.open(tmp_path / "copy.desk") as copy:
        for store in (demo, copy):
            table = read(store)
            table.show(date(2020, 12, 2))
            assert [line.employee for line in table.rows(table.find(CaseFilter(text="zeb")))] == [well.number]
            for line in table.rows(table.find(CaseFilter()))[:40]:
                first = line.name.split()[0]
                assert line.id in table.ids(table.find(CaseFilter(text=f"{first} {line.employee[:5]}")))
