"""Files as people have them: taken, or set aside row by row with the reason. Read = taken + set aside."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.errors import Refused
from cmt_desk.operations.desk import undo
from cmt_desk.operations.imports import Intake, guess_kind, preview, save_aside, take
from cmt_desk.operations.imports.files import read_table
from cmt_desk.operations.imports.xlsx import main as read_spreadsheet
from cmt_desk.store import Store

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(text: str, name: str = "x.csv", encoding: str = "utf-8") -> Path:
        file = tmp_path / name
        file.write_bytes(text.encode(encoding))
        return file

    return make


def reasons(intake: Intake) -> list[tuple[int, str]]:
    return [(entry.line, entry.column) for entry in intake.aside]


ZONES = "tanggal,prov,kota,kode_kota,hasil\n"


def test_one_bulletin_in_every_dress(store: Store, write: Write):
    """Separators, encodings, order, language, titles above the header, extra columns."""
    dresses = [
        write(ZONES + "29 November 2020,ACEH,BANDA ACEH,,x\n", "0.csv"),
        write("tanggal;kota;hasil\n29/11/2020;Kota Banda Aceh;RESIKO RENDAH\n", "1.csv"),
        write("Zone\tArea\tDate\nlow risk\tKota Banda Aceh\t2020-11-29\n", "2.csv", "utf-8-sig"),
        write(
            "Peta Risiko;;\n;;\n HASIL ; TANGGAL ;KOTA;lain\nRisiko Rendah;29 Nov 2020;KOTA BANDA ACEH;1\n",
            "3.csv",
        ),
        write("tanggal,kota,hasil\n29 November 2020,Kota Banda Aceh,Zona Kuning\n", "4.csv", "utf-16"),
    ]
    results = [preview(store, "zones", file) for file in dresses]
    assert [r.taken for r in results] == [0, 1, 1, 1, 1]  # "BANDA ACEH" is a city, not a regency
    assert all(r.read == r.taken + len(r.aside) for r in results)
    assert any("lain" in notice for notice in results[3].notices)


def test_each_kind_of_bad_zone_row_has_its_own_sentence(store: Store, write: Write):
    intake = preview(store, "zones", write(ZONES + (
        "29 November 2020,ACEH,KOTA BANDA ACEH,1171,RESIKO RENDAH\n"
        "29 November 2020,ACEH,KOTA ATLANTIS,,RESIKO RENDAH\n"
        "29 November 2020,BALI,KOTA SABANG,,RESIKO RENDAH\n"
        "29 November 2020,ACEH,KOTA LANGSA,1171,RESIKO RENDAH\n"
        "29 November 2020,ACEH,KOTA SABANG,,UNGU\n"
        "29/11/20,ACEH,KOTA SABANG,,RESIKO RENDAH\n"
        "31 Februari 2020,ACEH,KOTA SABANG,,RESIKO RENDAH\n"
        "29 November 2999,ACEH,KOTA SABANG,,RESIKO RENDAH\n"
        ",ACEH,KOTA SABANG,,RESIKO RENDAH\n"
        "29 November 2020,ACEH,KOTA BANDA ACEH,1171,RESIKO TINGGI\n"
        "29 November 2020,ACEH,KOTA BANDA ACEH,1171,RES.RENDAH\n"
    )))  # fmt: skip
    assert (intake.read, intake.taken, intake.new) == (11, 2, 1)
    assert [line for line, _column in reasons(intake)] == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert len({entry.reason for entry in intake.aside}) >= 8


def test_the_real_weeks_import_whole_and_every_office_has_its_zone(store: Store, samples: Path):
    """514 of 514 areas a week; the office's zone is read again from the file by name, without our join."""
    file = samples / "zones" / "zonasi-2021-11_2022-02.csv"
    intake = preview(store, "zones", file)
    assert (intake.read, intake.taken, intake.new) == (7710, 7710, 7710)
    assert [(r.published, r.proposed) for r in intake.repairs] == [(date(2021, 12, 9), date(2022, 1, 9))]
    take(store, intake)
    assert {b.areas for b in store.branches.bulletins()} == {514}
    assert date(2021, 12, 9) in {b.day for b in store.branches.bulletins()}  # nothing is repaired unasked
    with file.open(encoding="utf-8") as rows:
        published = {(r["tanggal"], r["kode_kota"]): r["hasil"] for r in csv.DictReader(rows)}
    codes = {a: area.kemendagri_code for a, area in store.branches.areas().items()}
    words = {"RENDAH": Zone.YELLOW, "SEDANG": Zone.ORANGE, "TINGGI": Zone.RED, "KASUS": Zone.GREEN}
    history = store.branches.history()
    for branch in store.branches.all():
        said = published["27 Februari 2022", codes[branch.area]]
        assert history.zone(branch.area, date(2022, 3, 1)) is words[said.split()[-1]], branch.name
    assert preview(store, "zones", file).unchanged == 7710
    undo(store)
    assert store.branches.bulletins() == []


def test_the_proposed_date_is_taken_only_when_asked(store: Store, samples: Path):
    file = samples / "zones" / "zonasi-2021-11_2022-02.csv"
    take(store, preview(store, "zones", file, repair_dates=True))
    days = {b.day for b in store.branches.bulletins()}
    assert date(2022, 1, 9) in days
    assert date(2021, 12, 9) not in days
    assert len(days) == 15


def test_the_offices_of_the_survey_are_the_offices_of_the_desk(store: Store, samples: Path):
    intake = preview(store, "branches", samples.parent / "domain" / "branches.csv")
    assert (intake.read, intake.unchanged) == (123, 123)


def test_offices_new_changed_and_wrong(store: Store, write: Write):
    intake = preview(store, "branches", write(
        "Kode;Nama;Kanwil;Kota;Provinsi;Lat;Lon\n"
        "SBU-01;Medan Baru;Sumbagut;Kota Medan;Sumatera Utara;3,585;98,675\n"
        "XXX-01;Sabang;SBU;Kota Sabang;Aceh;5.89;95.32\n"
        "XXX-02;Jayapura 2;SLM;Kota Jayapura;Papua;-2.5;140.7\n"
        "XXX-03;Mars;SBU;Kota Mars;Aceh;5;95\n"
        "XXX-04;Laut;SBU;Kota Sabang;Aceh;50;95\n"
        "XXX-05;Lain;Kanwil Lain;Kota Sabang;Aceh;5;95\n"
        "XXX-06;Huruf;SBU;Kota Sabang;Aceh;lima;95\n"
    ))  # fmt: skip
    assert (intake.new, intake.changed, len(intake.aside)) == (2, 1, 4)
    take(store, intake)
    branches = store.branches.by_code()
    assert branches["SBU-01"].name == "Medan Baru"
    assert (branches["XXX-01"].time_zone, branches["XXX-02"].time_zone) == ("WIB", "WIT")


PEOPLE = "npp,nama,kantor,fungsi,jabatan,rentan,tim\n"


def test_employees_in_english_and_excel(store: Store, tmp_path: Path):
    file = tmp_path / "people.xlsx"
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet()
    for n, row in enumerate([
        ["Employee", "Name", "Branch", "Function", "Title", "Vulnerable", "Team"],
        [100123, "Siti Rahmawati", "SBU-01", "Service", "Officer", "yes", "A"],
        ["100124", "=1+1", "KC Medan Kota", "Keuangan", "", "", ""],
        ["100125", "Tanpa Kantor", "Nowhere", "Service", "", "", ""],
    ]):  # fmt: skip
        for m, value in enumerate(row):
            sheet.write_number(n, m, value) if isinstance(value, int) else sheet.write_string(n, m, value)
    book.close()
    intake = preview(store, "employees", file)
    assert (intake.new, reasons(intake)) == (2, [(4, "Branch")])
    take(store, intake)
    siti = store.people.get("100123")
    assert siti and (siti.function, siti.vulnerable, siti.team) == ("PELAYANAN", True, "A")
    assert store.people.get("100124").name == "=1+1"  # pyright: ignore[reportOptionalMemberAccess]


def test_a_damaged_spreadsheet_kills_only_its_reader(store: Store, tmp_path: Path):
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"PK\x03\x04" + b"rusak" * 100)
    with pytest.raises(Refused):
        preview(store, "employees", file)


def test_a_spreadsheet_that_unpacks_without_end_is_refused_unread(tmp_path: Path):
    """The list of its parts tells how large they are before any is read."""
    file = tmp_path / "bomb.xlsx"
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", " " * 1000)
    content = bytearray(file.read_bytes())
    told = content.rindex((1000).to_bytes(4, "little"))  # in the list of parts at the end
    content[told : told + 4] = (2_500_000_000).to_bytes(4, "little")
    file.write_bytes(content)
    with pytest.raises(MemoryError):
        read_spreadsheet(str(file))
    with pytest.raises(Refused, match="tidak terbaca sebagai lembar sebar"):
        read_table(file)


@pytest.mark.parametrize("content", [b"", b" \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_of_nothing_is_empty(tmp_path: Path, content: bytes):
    file = tmp_path / "kosong.csv"
    file.write_bytes(content)
    with pytest.raises(Refused, match="kosong"):
        read_table(file)


def test_a_list_set_aside_is_saved_corrected_and_taken(store: Store, write: Write, tmp_path: Path):
    first = preview(store, "employees", write(PEOPLE + (
        "1,Ani,Medan Kota,Pelayanan,,,\n2,=Budi,Medan Kota,Sulap,,,\n3,Citra,Nirwana,Keuangan,,,\n"
    )))  # fmt: skip
    take(store, first)
    assert (first.taken, len(first.aside)) == (1, 2)
    saved = tmp_path / "aside.csv"
    save_aside(first, saved)
    text = saved.read_text("utf-8-sig")
    assert "'=Budi" in text  # cannot start a formula in a spreadsheet
    saved.write_text(text.replace("Sulap", "Pelayanan").replace("Nirwana", "Medan Kota"), "utf-8-sig")
    second = preview(store, "employees", saved)
    assert (second.read, second.taken, second.new) == (2, 2, 2)
    take(store, second)
    assert len(store.people.all()) == 3


CASES = "npp,status,gejala,spesimen,konfirmasi,tempat,sembuh,meninggal,catatan\n"


@pytest.fixture
def staffed(store: Store, write: Write) -> Store:
    rows = "".join(f"{n},Orang {n},Medan Kota,Pelayanan,,,\n" for n in range(1, 31))
    take(store, preview(store, "employees", write(PEOPLE + rows, "people.csv")))
    return store


def test_cases_become_timelines(staffed: Store, write: Write):
    take(staffed, preview(staffed, "cases", write(CASES + (
        "1,positif,20 November 2020,21 November 2020,22 November 2020,RS,,,berat\n"
        "2,sembuh,,1 November 2020,2 November 2020,isoman,14 November 2020,,\n"
        "3,meninggal,1 November 2020,,3 November 2020,ICU,,9 November 2020,\n"
        "4,suspek,1 Desember 2020,,,rumah,,,\n"
        "5,OTG,,30 November 2020,,,,,\n"
    ))))  # fmt: skip
    figures = staffed.cases.figures(date(2020, 12, 2))
    assert (figures.cumulative, figures.recovered, figures.deaths, figures.active, figures.hospital) == (
        3,
        1,
        1,
        1,
        1,
    )
    assert (figures.suspects, figures.contacts) == (1, 1)
    ani = staffed.cases.of_employee("1")[0]
    assert ani.status(date(2020, 11, 22)) is Status.CONFIRMED_SYMPTOMS
    assert ani.place(date(2020, 11, 22)) is CarePlace.HOSPITAL
    assert staffed.cases.of_employee("2")[0].status(date(2020, 11, 13)) is Status.CONFIRMED_NO_SYMPTOMS


def test_impossible_cases_are_set_aside(staffed: Store, write: Write):
    intake = preview(staffed, "cases", write(CASES + (
        "99,positif,,,22 November 2020,,,,\n"
        "1,ODP,1 November 2020,,,,,,\n"
        "2,ungu,1 November 2020,,,,,,\n"
        "3,positif,,,,,,,\n"
        "4,positif,,,22/11/20,,,,\n"
        "5,positif,,,22 November 2020,,1 November 2020,,\n"
        "6,positif,,,22 November 2020,,30 November 2020,30 November 2020,\n"
        "7,sembuh,,,22 November 2020,,,,\n"
        "8,positif,,,22 November 2999,,,,\n"
        "9,positif,,,22 November 2020,bulan,,,\n"
        "10,suspek,1 November 2020,,,,9 November 2020,,\n"
    )))  # fmt: skip
    assert (intake.taken, len(intake.aside)) == (0, 11)


def test_a_second_import_continues_a_case_and_overwrites_nothing(staffed: Store, write: Write):
    file = write(CASES + "1,positif,20 November 2020,,22 November 2020,RS,,,\n")
    take(staffed, preview(staffed, "cases", file))
    assert preview(staffed, "cases", file).unchanged == 1
    later = preview(staffed, "cases", write(CASES + (
        "1,sembuh,20 November 2020,,22 November 2020,RS,5 Desember 2020,,pulang\n"
    ), "later.csv"))  # fmt: skip
    assert later.changed == 1
    take(staffed, later)
    assert preview(staffed, "cases", file).unchanged == 1  # the older list does not reopen the case
    other = preview(staffed, "cases", write(CASES + (
        "1,positif,10 November 2020,,22 November 2020,,,,\n1,positif,,,30 November 2020,,,,\n"
    ), "other.csv"))  # fmt: skip
    assert (other.unchanged, len(other.aside)) == (1, 1)  # the second case while the first is open
    assert [(d.line, d.field, d.ours, d.theirs) for d in other.differences] == [
        (2, "onset", date(2020, 11, 20), date(2020, 11, 10))
    ]
    take(staffed, other)
    assert staffed.cases.of_employee("1")[0].onset == date(2020, 11, 20)  # nothing is overwritten unasked
    other.taken_over.add((2, "onset"))
    assert other.writes == 1
    take(staffed, other)
    assert staffed.cases.of_employee("1")[0].onset == date(2020, 11, 10)
    undo(staffed)
    assert staffed.cases.of_employee("1")[0].onset == date(2020, 11, 20)


def test_a_dropped_file_is_recognised(write: Write):
    assert guess_kind(write(ZONES + "a,b,c,d,e\n")) == "zones"
    assert guess_kind(write(PEOPLE + "1,2,3,4,5,6,7\n")) == "employees"
    assert guess_kind(write(CASES + "1\n")) == "cases"
    assert guess_kind(write("kode,nama,kanwil,kota,provinsi,lat,lon\n1\n")) == "branches"
    assert guess_kind(write("a,b\n1,2\n")) is None


def test_what_is_not_a_table_is_refused(store: Store, write: Write, tmp_path: Path):
    for content in ("", "%PDF-1.4 x", "<html><table>", "satu baris saja\n"):
        with pytest.raises(Refused):
            preview(store, "zones", write(content))
    with pytest.raises(Refused):
        preview(store, "zones", tmp_path / "none.csv")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=12), min_size=5, max_size=6), max_size=12))
def test_whatever_stands_in_a_file_every_row_is_counted(store: Store, tmp_path: Path, rows: list[list[str]]):
    file = tmp_path / "x.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["tanggal", "prov", "kota", "kode_kota", "hasil"], *rows])
    try:
        intake = preview(store, "zones", file)
    except Refused:
        return
    assert intake.read == intake.taken + len(intake.aside)
