"""Rows of the line list: cells as people type them, one row one operation; one edit on many cases."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.intake import fitting, fold
from cmt_desk.i18n import speaking
from cmt_desk.operations.bulk import BulkEdit, edit_cases, rehearse
from cmt_desk.operations.desk import undo
from cmt_desk.operations.line_cells import Unread, cells_of, read_line, tidy
from cmt_desk.operations.line_list import LooksLike, moved_release, save_line
from cmt_desk.store import Store
from cmt_desk.wording import status_name

DAY = date(2020, 12, 2)


def healthy(store: Store, count: int) -> list[str]:
    ill = {case.employee for case in store.cases.all()}
    return [p.number for p in store.people.of_branch("SBU-01") if p.number not in ill][:count]


def row(store: Store, **cells: str) -> dict[str, str]:
    return {"number": healthy(store, 1)[0], "status": "sus", "since": "2 des 2020", **cells}


@pytest.mark.parametrize("typed", ["2 des 2020", "02/12/2020", "2020-12-02", "2 Desember 2020"])
def test_a_date_is_read_day_first_in_any_clear_form(demo: Store, typed: str):
    assert tidy(demo, "onset", typed, DAY) == "2 Des 2020"


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        ("onset", "02/12/20", "gejala: “02/12/20”.*empat angka"),
        ("specimen", "31/11/2020", "spesimen.*kalender"),
        ("since", "3 des 2020", "Sejak.*masa depan"),
        ("status", "kon", "Status.*Kontak erat.*Konfirmasi"),
        ("status", "ODP", "Status.*istilah lama"),
        ("place", "xyz", "Tempat"),
        ("number", "tidak ada orang ini", "NPP"),
    ],
)
def test_a_wrong_cell_is_named_with_its_reason(demo: Store, column: str, typed: str, said: str):
    with pytest.raises(Unread, match=said):
        tidy(demo, column, typed, DAY)


def test_the_other_language_is_understood_too(demo: Store):
    with speaking("en"):
        assert tidy(demo, "status", "kontak", DAY) == "Close contact"
        assert tidy(demo, "place", "self", DAY) == "Self-isolation"


def test_first_letters_and_old_terms_are_enough(demo: Store):
    assert tidy(demo, "status", "sus", DAY) == "Suspek"
    assert tidy(demo, "status", "konf tanpa", DAY) == status_name(Status.CONFIRMED_NO_SYMPTOMS)
    assert tidy(demo, "status", "OTG", DAY) == status_name(Status.CLOSE_CONTACT)
    assert tidy(demo, "place", "rumah", DAY) == tidy(demo, "place", "isolasi man", DAY)


@given(status=st.sampled_from(Status), length=st.integers(3, 40))
def test_letters_of_a_name_always_fit_that_name(status: Status, length: int):
    names = [fold(status_name(s)) for s in Status]
    name = fold(status_name(status))
    assert name in fitting(name[:length].strip(), names)


def test_a_name_finds_its_one_person_and_asks_between_several(demo: Store):
    person = demo.people.get(healthy(demo, 1)[0])
    with demo.operation("rename", "rename"):
        demo.db.table("employee").update(person.number, {"name": "Zyxwina Tunggal"})
    assert tidy(demo, "number", "zyxwina", DAY) == person.number
    with pytest.raises(Unread, match="cocok dengan beberapa"):
        tidy(demo, "number", "a", DAY)


def test_a_row_that_was_fine_on_another_day_is_refused_like_by_any_rule(demo: Store):
    """The day in the header may move back after the row was typed."""
    with pytest.raises(Refused, match="masa depan"):
        read_line(demo, row(demo), date(2020, 12, 1))


def test_a_row_opens_one_case_with_all_its_dates_in_one_operation(demo: Store):
    """Dates after the first day of the case are taken too: the list is often typed later."""
    cells = row(demo, status="konf tanpa", since="20/11/2020", specimen="25/11/2020", place="isolasi m")
    entries = len(demo.journal.entries())
    case = demo.cases.get(save_line(demo, "", read_line(demo, cells, DAY), DAY))
    assert len(demo.journal.entries()) == entries + 1
    assert (case.specimen, case.place(DAY), case.opened_on()) == (
        date(2020, 11, 25), CarePlace.HOME, date(2020, 11, 20),
    )  # fmt: skip
    shown = cells_of(case, demo.people.get(case.employee), "x", DAY)
    assert read_line(demo, shown, DAY).dates["specimen"] == date(2020, 11, 25)
    with pytest.raises(Refused, match="sudah memiliki kasus"):
        save_line(demo, "", read_line(demo, {**cells, "since": "1 nov 2020"}, DAY), DAY)
    undo(demo)
    assert demo.cases.get(case.id) is None


def test_a_similar_case_is_asked_about_once(demo: Store):
    first, second = healthy(demo, 2)
    with demo.operation("rename", "rename"):
        for number in (first, second):
            demo.db.table("employee").update(number, {"name": "Zyxwina Tunggal"})
    save_line(demo, "", read_line(demo, row(demo, number=first), DAY), DAY)
    line = read_line(demo, row(demo, number=second), DAY)
    with pytest.raises(LooksLike) as asked:
        save_line(demo, "", line, DAY)
    assert save_line(demo, "", line, DAY, asked.value.cases)
    assert demo.duplicates.told_apart()


def test_an_edited_row_does_only_what_differs(demo: Store):
    case = save_line(demo, "", read_line(demo, row(demo, onset="1 des 2020"), DAY), DAY)
    stored = demo.cases.get(case)
    cells = cells_of(stored, None, "", DAY)
    entries = len(demo.journal.entries())
    save_line(demo, case, read_line(demo, cells, DAY), DAY)
    assert len(demo.journal.entries()) == entries
    edited = {**cells, "status": "konfirmasi ber", "place": "rs", "notes": "batuk"}
    save_line(demo, case, read_line(demo, edited, DAY), DAY)
    after = demo.cases.get(case)
    assert (after.status(DAY), after.place(DAY), after.notes) == (
        Status.CONFIRMED_SYMPTOMS, CarePlace.HOSPITAL, "batuk",
    )  # fmt: skip
    assert len(demo.journal.entries()) == entries + 1
    note = read_line(demo, {**cells_of(after, None, "", DAY), "notes": "batuk, demam"}, DAY)
    save_line(demo, case, note, DAY)
    after = demo.cases.get(case)
    assert demo.journal.latest(1)[0].label.endswith(": Catatan")
    for wrong, said in (
        ({"since": "1 des 2020"}, "perbaiki tanggal"),
        ({"number": healthy(demo, 1)[0]}, "tetap"),
        ({"place": ""}, "dikosongkan"),
        ({"status": "suspek"}, "alasan"),
    ):
        edited = {**cells_of(after, None, "", DAY), **wrong}
        with pytest.raises(Refused, match=said):
            save_line(demo, case, read_line(demo, edited, DAY), DAY)
        assert demo.cases.get(case) == after
    edited = {**cells_of(after, None, "", DAY), "status": "suspek", "reason": "salah ketik"}
    save_line(demo, case, read_line(demo, edited, DAY), DAY)
    assert demo.cases.get(case).statuses[-1].reason == "salah ketik"


def test_a_row_that_moves_the_release_says_from_what_to_what(demo: Store):
    cells = row(
        demo, status="konfirmasi ber", since="28/11/2020", onset="28/11/2020", last_symptom="1/12/2020"
    )
    case = save_line(demo, "", read_line(demo, cells, DAY), DAY)
    same = read_line(demo, cells, DAY)
    assert moved_release(demo, case, same, DAY) is None
    before, after = moved_release(demo, case, read_line(demo, {**cells, "onset": "25/11/2020"}, DAY), DAY)
    assert "11 Des" in before and "8 Des" in after
    earlier = date(2020, 11, 27)  # the day in the header stands before the case
    assert moved_release(demo, case, same, earlier) is None
    moved = moved_release(demo, case, read_line(demo, {**cells, "onset": "25/11/2020"}, DAY), earlier)
    assert moved and "8 Des" in moved[1]


# --- many cases at once ----------------------------------------------------------------------------


def three_cases(store: Store) -> list[str]:
    """Two suspects, and one that was discarded since."""
    made = [
        save_line(store, "", read_line(store, row(store, onset="1/12/2020"), DAY), DAY) for _n in range(3)
    ]
    edit_cases(store, made[2:], BulkEdit(status=Status.DISCARDED), DAY)
    return made


def test_a_rehearsal_counts_and_changes_nothing(demo: Store):
    cases = three_cases(demo)
    before, entries = demo.cases.chosen(cases), len(demo.journal.entries())
    edit = BulkEdit(status=Status.CONFIRMED_SYMPTOMS, place=CarePlace.HOSPITAL)
    found = rehearse(demo, cases, edit, DAY)
    assert (list(found.accepted), [r.case for r in found.refused]) == (cases[:2], cases[2:])
    assert "tidak terbuka" in found.refused[0].why
    assert (demo.cases.chosen(cases), len(demo.journal.entries())) == (before, entries)


def test_the_accepted_part_is_one_operation_and_one_undo(demo: Store):
    cases = three_cases(demo)
    before = demo.cases.chosen(cases)
    edit = BulkEdit(place=CarePlace.HOSPITAL, dates={"last_symptom": DAY}, note="dirujuk")
    with pytest.raises(Refused):
        edit_cases(demo, cases, edit, DAY)
    assert demo.cases.chosen(cases) == before
    edit_cases(demo, rehearse(demo, cases, edit, DAY).accepted, edit, DAY)
    assert [c.place(DAY) for c in demo.cases.chosen(cases)] == [CarePlace.HOSPITAL, CarePlace.HOSPITAL, None]
    undo(demo)
    assert demo.cases.chosen(cases) == before


def test_what_is_so_already_is_counted_apart_and_an_empty_edit_refused(demo: Store):
    cases = three_cases(demo)
    again = rehearse(demo, cases[:2], BulkEdit(status=Status.SUSPECT), DAY)
    assert (list(again.accepted), list(again.unchanged)) == ([], cases[:2])
    with pytest.raises(Refused):
        rehearse(demo, cases, BulkEdit(note="  "), DAY)


def test_a_bulk_date_tells_whose_release_moves(demo: Store):
    cells = row(
        demo, status="konfirmasi ber", since="28/11/2020", onset="28/11/2020", last_symptom="1/12/2020"
    )
    case = save_line(demo, "", read_line(demo, cells, DAY), DAY)
    found = rehearse(demo, [case], BulkEdit(dates={"onset": date(2020, 11, 25)}), DAY)
    assert list(found.moved) == [cells["number"]]
