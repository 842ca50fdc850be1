"""One illness recorded twice becomes one case with every row; two people are told apart for good."""

from datetime import date, datetime, timedelta
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.domain.duplicates import Known, Pair, alike, compare, duplicates, in_order
from cmt_desk.domain.errors import Refused
from cmt_desk.operations.cases import date_case, open_case, override_release, step_case
from cmt_desk.operations.contacts import NewContact, add_contacts, tick_contact
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.operations.duplicates import like_a_new_case, merge_cases, pairs_in_parts, tell_apart
from cmt_desk.operations.imports import preview, take
from cmt_desk.operations.protocols import start_run
from cmt_desk.store import Store
from cmt_desk.store.verify import verify

BEGAN = date(2020, 11, 20)


def known(case: str, employee: str, name: str, began: date = BEGAN, ended: date | None = None) -> Known:
    return Known(case, employee, name, "SBU-01", began, ended)


def test_names_are_compared_whatever_the_order_and_case():
    assert alike("Siti Rahmawati", "RAHMAWATI, Siti") > 88
    assert alike("Siti Rahmawati", "Siti Rahmawaty") > 88
    assert alike("Siti Rahmawati", "Budi Santoso") == 0


def test_what_may_be_one_case_and_what_may_not():
    siti = known("1", "7", "Siti Rahmawati")
    assert compare(siti, known("2", "8", "Siti Rahmawaty"))
    assert not compare(siti, known("2", "8", "Siti Rahmawaty", BEGAN + timedelta(days=15)))
    assert not compare(siti, known("2", "8", "Budi Santoso"))
    assert compare(siti, known("2", "7", "Siti Rahmawati", BEGAN + timedelta(days=90)))  # the first is open
    ended = known("1", "7", "Siti Rahmawati", ended=BEGAN + timedelta(days=14))
    assert not compare(ended, known("2", "7", "Siti Rahmawati", BEGAN + timedelta(days=90)))
    assert compare(ended, known("2", "7", "Siti Rahmawati", BEGAN + timedelta(days=3)))


def test_a_pair_is_told_once_and_not_again_once_decided():
    siti, again = known("1", "7", "Siti Rahmawati"), known("2", "7", "Siti Rahmawati")
    assert [p.key for p in duplicates([again, siti], set())] == [("1", "2")]
    assert duplicates([again, siti], {("1", "2")}) == []


PEOPLE = st.builds(
    Known,
    case=st.uuids().map(str),
    employee=st.sampled_from("789"),
    name=st.sampled_from(("Siti Rahmawati", "Rahmawaty Siti", "Budi Santoso", "Budi Susanto", "")),
    branch=st.sampled_from(("SBU-01", "SBU-02")),
    began=st.dates(BEGAN, BEGAN + timedelta(days=40)),
    ended=st.none() | st.dates(BEGAN + timedelta(days=41), BEGAN + timedelta(days=60)),
)


@given(st.lists(PEOPLE, max_size=25, unique_by=lambda k: k.case))
def test_no_pair_is_missed_by_comparing_only_what_is_near(cases: list[Known]):
    """Comparing everybody with everybody finds the same pairs, of the same likeness."""
    all_pairs = filter(None, (compare(a, b) for a, b in combinations(cases, 2)))
    assert {p.key: p.likeness for p in duplicates(cases, set())} == {p.key: p.likeness for p in all_pairs}


def two_cases(demo: Store) -> tuple[str, str]:
    """Two people of one office who are well, each with a case, a contact in common and one of their own."""
    ill = {case.employee for case in demo.cases.all()}
    well = [e.number for e in demo.people.of_branch("SBU-01")[8:] if e.number not in ill]
    a, b, mate, other = well[:4]
    first = open_case(demo, a, Status.SUSPECT, BEGAN, place=CarePlace.HOME, onset=BEGAN, notes="demam")
    second = open_case(
        demo, b, Status.CONFIRMED_SYMPTOMS, BEGAN + timedelta(days=2), place=CarePlace.HOSPITAL,
        specimen=BEGAN + timedelta(days=1), notes="batuk",
    )  # fmt: skip
    for case, people in ((first, [mate]), (second, [mate, other])):
        new = [NewContact(BEGAN, ContactKind.NEAR, number) for number in people]
        for contact in add_contacts(demo, case, new, DAY):
            tick_contact(demo, contact, DAY if case == first else DAY - timedelta(days=1))
    start_run(demo, "PRT-20", datetime(2020, 12, 2, 10, 0), case=second)
    return first, second


def rows(demo: Store) -> dict[str, list[tuple[object, ...]]]:
    tables = ("case_file", "status_spell", "care_spell", "contact", "follow_up", "run", "not_same")
    return {t: demo.db.execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall() for t in tables}


def test_a_merge_keeps_every_row_and_is_undone(demo: Store):
    keep, other = two_cases(demo)
    tell_apart(demo, keep, other, DAY)  # a decision about a case that goes does not stand in the way
    before = rows(demo)
    merge_cases(demo, keep, other)
    case = demo.cases.get(keep)
    assert case and demo.cases.get(other) is None
    assert [(s.what, s.since) for s in case.statuses] == [
        (Status.SUSPECT, BEGAN),
        (Status.CONFIRMED_SYMPTOMS, BEGAN + timedelta(days=2)),
    ]
    assert [s.what for s in case.places] == [CarePlace.HOME, CarePlace.HOSPITAL]
    assert (case.onset, case.specimen, case.notes) == (BEGAN, BEGAN + timedelta(days=1), "demam\nbatuk")
    contacts = demo.contacts.of_case(keep)
    assert sorted(len(c.ticks) for c in contacts) == [1, 2]  # the common one has the calls of both
    runs = demo.db.execute("SELECT count(*) FROM run WHERE case_file = ?", [keep]).fetchone()[0]
    assert runs == 1
    undo(demo)
    assert rows(demo) == before
    assert all(finding.sound for finding in verify(demo))


def test_a_contact_of_both_cases_keeps_what_both_say_and_the_calls_of_one_day(demo: Store):
    first, second = two_cases(demo)
    ones, twos = ({c.employee: c for c in demo.contacts.of_case(case)} for case in (first, second))
    mate = next(iter(ones.keys() & twos.keys()))
    tick_contact(demo, ones[mate].id, DAY, temperature=36.5)
    tick_contact(demo, twos[mate].id, DAY, temperature=38.1, symptoms="batuk")
    with demo.operation("facts", "facts"):
        demo.contacts.put_facts(twos[mate].id, {"phone": "0812", "notes": "satu mobil", "household": 1})
    before = demo.contacts.all()
    merge_cases(demo, first, second)
    joined = next(c for c in demo.contacts.of_case(first) if c.employee == mate)
    assert (joined.id, joined.phone, joined.notes, joined.household) == (
        ones[mate].id, "0812", "satu mobil", True,
    )  # fmt: skip
    call = joined.ticks[DAY]
    assert (call.temperature, call.symptoms) == (38.1, "batuk")
    undo(demo)
    assert demo.contacts.all() == before


def test_two_release_dates_decided_on_one_day_become_the_later_one_with_both_reasons(demo: Store):
    first, second = two_cases(demo)
    date_case(demo, second, DAY, onset=BEGAN)
    step_case(demo, first, Status.CONFIRMED_SYMPTOMS, DAY)
    override_release(demo, first, DAY + timedelta(days=2), "hasil rontgen", DAY)
    override_release(demo, second, DAY + timedelta(days=1), "surat dokter", DAY)
    before = [demo.cases.get(case) for case in (first, second)]
    merge_cases(demo, first, second)
    merged = demo.cases.get(first)
    assert merged
    (decided,) = merged.overrides
    assert decided.day == DAY + timedelta(days=2)
    assert decided.reason == "hasil rontgen; 3 Desember 2020: surat dokter"
    undo(demo)
    assert [demo.cases.get(case) for case in (first, second)] == before


def test_a_case_is_not_merged_with_itself(demo: Store):
    case = demo.cases.rows(DAY)[0].id
    with pytest.raises(Refused):
        merge_cases(demo, case, case)


def undecided(store: Store) -> list[Pair]:
    return in_order(chain.from_iterable(pairs_in_parts(store, DAY)), store.duplicates.told_apart())


def test_two_people_are_told_apart_until_that_is_undone(demo: Store):
    person = next(e for e in demo.people.of_branch("SBU-01")[8:] if not demo.cases.of_employee(e.number))
    twin = {"number": "999999", "name": person.name, "branch": "SBU-01", "function": person.function}
    with demo.operation("enrol", "enrol"):
        demo.people.put_employees([{**twin, "title": "", "team": None, "vulnerable": 0}])
    first = open_case(demo, person.number, Status.SUSPECT, DAY)
    assert [p.first.case for p in like_a_new_case(demo, "999999", DAY, DAY)] == [first]
    second = open_case(demo, "999999", Status.SUSPECT, DAY)
    pair = tuple(sorted((first, second)))
    assert pair in [p.key for p in undecided(demo)]
    tell_apart(demo, second, first, DAY)
    assert pair not in [p.key for p in undecided(demo)]
    undo(demo)
    assert pair in [p.key for p in undecided(demo)]


def test_an_import_says_which_new_cases_may_be_known_already(demo: Store, tmp_path: Path):
    person = next(e for e in demo.people.of_branch("SBU-01")[8:] if not demo.cases.of_employee(e.number))
    twin = {"number": "999999", "name": person.name, "branch": "SBU-01", "function": person.function}
    with demo.operation("enrol", "enrol"):
        demo.people.put_employees([{**twin, "title": "", "team": None, "vulnerable": 0}])
    open_case(demo, person.number, Status.CONFIRMED_NO_SYMPTOMS, BEGAN)
    file = tmp_path / "kasus.csv"
    file.write_text("npp,status,konfirmasi\n999999,konfirmasi,2020-11-22\n")
    seen = preview(demo, "cases", file)
    assert seen.new == 1
    assert "1 kasus baru mungkin sudah tercatat" in seen.notices[-1]
    take(demo, seen)
    assert [{p.first.employee, p.second.employee} for p in undecided(demo)] == [{person.number, "999999"}]
