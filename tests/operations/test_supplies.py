"""Counting supplies: one step, as of any day, refused where it makes no sense; and lists from files."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cmt_desk.domain.errors import Refused
from cmt_desk.operations.desk import undo
from cmt_desk.operations.imports import preview, take
from cmt_desk.operations.supplies import Counted, record_supplies, save_item
from cmt_desk.store import Store

DAY = date(2020, 12, 2)


@pytest.fixture
def office(store: Store) -> str:
    return store.branches.all()[0].code


def test_a_count_is_known_from_its_day_on_and_one_undo_takes_it_back(store: Store, office: str):
    said = {"MASKER": Counted(100, 200, 10.5), "SABUN": Counted(None, 10, 0.5)}
    assert record_supplies(store, office, DAY, said, today=DAY) == 1  # soap: not counted, needs as proposed
    [stock] = store.supplies.low(DAY)
    assert (stock.item, stock.left, stock.days_left, stock.low_since) == ("MASKER", 100, 9, DAY)
    assert store.supplies.low(DAY - timedelta(days=1)) == []
    assert record_supplies(store, office, DAY, said, today=DAY) == 0
    undo(store)
    assert store.supplies.stocks(DAY) == []


def test_a_need_counts_from_its_day_and_the_days_before_keep_theirs(store: Store, office: str):
    before = DAY - timedelta(days=7)
    record_supplies(store, office, before, {"MASKER": Counted(100, 50, 0)}, today=DAY)
    record_supplies(store, office, DAY, {"MASKER": Counted(None, 150, 0)}, today=DAY)
    assert [s.need.minimum for s in store.supplies.stocks(before)] == [50]
    assert [s.item for s in store.supplies.low(DAY)] == ["MASKER"]


@pytest.mark.parametrize(
    ("day", "code", "said"),
    [
        (DAY + timedelta(days=1), "MASKER", Counted(1, 1, 1)),
        (DAY, "PAYUNG", Counted(1, 1, 1)),
        (DAY, "MASKER", Counted(-1, 1, 1)),
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, office: str, day: date, code: str, said: Counted):
    with pytest.raises(Refused):
        record_supplies(store, office, day, {code: said}, today=DAY)
    assert store.supplies.stocks(DAY) == []


def test_the_list_of_kinds_is_edited_and_keeps_no_name_twice(store: Store):
    mask = store.supplies.items()[0]
    code = save_item(store, replace(mask, code="", name_id="Tisu", name_en="Tissues"))
    assert store.supplies.items()[-1].code == code
    with pytest.raises(Refused):
        save_item(store, replace(mask, code="", name_id="tisu", name_en="Wipes"))
    for wrong in ({"minimum": -1}, {"use": -1}):
        with pytest.raises(Refused, match="di bawah nol"):
            save_item(store, replace(mask, **wrong))
    save_item(store, replace(mask, retired=True))
    assert mask.code not in {i.code for i in store.supplies.items()}


def test_a_desk_made_before_there_were_kinds_has_those_of_a_new_one(store: Store, office: str):
    """Its list is planted with the first thing that needs it, in the same operation."""
    new = store.supplies.items()
    with store.operation("older", "a desk made before"):
        store.db.table("supply_item").delete_where()
    assert store.supplies.items() == new
    record_supplies(store, office, DAY, {"MASKER": Counted(100, 200, 10)}, today=DAY)
    assert [s.item for s in store.supplies.low(DAY)] == ["MASKER"]
    undo(store)
    save_item(store, replace(new[0], retired=True))
    assert store.supplies.items() == new[1:]


@pytest.mark.parametrize(
    ("typed", "quantity"),
    [
        ("1.200", 1200), ("1200.0", 1200), ("1 200", 1200), ("0", 0), ("0.125", None), ("1200.000", None),
        ("1,5", None), ("-3", None), ("1000000000", None),
    ],
)  # fmt: skip
def test_a_count_is_whole_pieces_or_set_aside(store: Store, tmp_path: Path, typed: str, quantity: int | None):
    """A part of a piece is never read as a thousand times as many."""
    office, file = store.branches.all()[0], tmp_path / "stok.csv"
    file.write_text(f"Kantor;Barang;Tanggal;Jumlah\n{office.name};Masker medis;2020-12-02;{typed}\n", "utf-8")
    intake = preview(store, "supplies", file)
    take(store, intake)
    assert [s.left for s in store.supplies.stocks(DAY)] == ([] if quantity is None else [quantity])
    assert len(intake.aside) == (quantity is None)


def test_a_list_of_counts_is_read_and_rows_that_do_not_fit_are_set_aside(store: Store, tmp_path: Path):
    first, second = store.branches.all()[:2]
    file = tmp_path / "stok.csv"
    file.write_text(
        "Kantor;Barang;Tanggal;Jumlah\n"
        f"{first.name};Masker medis;2 Desember 2020;1.200\n"
        f"{second.code};face shields;2020-12-02;7\n"
        f"{first.name};Payung;2020-12-02;7\n"
        f"{first.name};Masker medis;2020-12-01;setengah\n"
        f"{first.name};Sabun cuci tangan;02-12-20;5\n",
        "utf-8",
    )
    intake = preview(store, "supplies", file)
    assert [a.line for a in intake.aside] == [4, 5, 6]
    take(store, intake)
    found = {(s.branch, s.item): s.left for s in store.supplies.stocks(DAY)}
    assert found == {(first.code, "MASKER"): 1200, (second.code, "PELINDUNG_WAJAH"): 7}
    again = preview(store, "supplies", file)
    assert (again.writes, again.unchanged) == (0, 2)
