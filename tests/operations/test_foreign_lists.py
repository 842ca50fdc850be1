"""Lists from elsewhere: read through a column mapping, in older terms, with strangers; nothing is guessed."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from cmt_desk.cli import main
from cmt_desk.domain.cases import OldTerm, Status
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.mapping import ColumnMapping, fingerprint, guess_mapping, guess_word, mapping_from_json
from cmt_desk.operations.cases import open_case
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.operations.imports import COLUMNS, Choices, preview, save_aside, take
from cmt_desk.operations.imports.case_words import KNOWN
from cmt_desk.operations.imports.files import read_table
from cmt_desk.operations.imports.whose import ENROL
from cmt_desk.operations.mappings import (
    delete_mapping,
    read_mapping,
    remembered,
    rename_mapping,
    save_mapping,
    write_mapping,
)
from cmt_desk.store import Store, Trouble
from cmt_desk.wording import status_text

GODATA = ColumnMapping(
    {
        "number": "case_id", "name": "firstName", "surname": "lastName", "branch": "admin_2_name",
        "status": "classification", "onset": "date_of_onset", "outcome": "outcome_id",
        "outcome_date": "date_of_outcome", "place": "hospitalization_typeid",
    },
    words={"branch": {"cornet": "SBU-01", "venu": "SBU-02", "congas": "SBU-03", "duduk": "SBU-04"}},
)  # fmt: skip


@pytest.fixture
def write(tmp_path: Path):
    def make(text: str, name: str = "kasus.csv") -> Path:
        file = tmp_path / name
        file.write_text(text, "utf-8")
        return file

    return make


def well(demo: Store, n: int = 0):
    """Somebody of Medan Kota who has no case."""
    return [e for e in demo.people.of_branch("SBU-01")[8:] if not demo.cases.of_employee(e.number)][n]


def test_a_header_is_guessed_by_its_words_and_its_values(samples: Path):
    table = read_table(samples / "godata" / "cases_clean.csv")
    header, *rows = (cells for _line, cells in table.rows)
    guessed = guess_mapping(header, rows, COLUMNS["cases"], KNOWN).columns
    right = GODATA.columns | {
        "last_contact": "date_of_last_contact",
        "place_since": "hospitalization_startdate",
    }
    left_to_people = {"number", "branch"}
    assert {name: guessed.get(name) for name in right if name not in left_to_people} == {
        name: title for name, title in right.items() if name not in left_to_people
    }
    assert guess_word("NOT_A_CASE_DISCARDED", KNOWN["status"]) == "DISCARDED"
    assert guess_word("BUTCHER", KNOWN["status"]) == ""


def test_a_foreign_list_is_refused_until_its_columns_are_mapped(demo: Store, samples: Path):
    """The sample: nobody is an employee here; enrolling is a choice, and each row that cannot be says why."""
    file = samples / "godata" / "cases_clean.csv"
    with pytest.raises(Refused):
        preview(demo, "cases", file)
    seen = preview(demo, "cases", file, Choices(GODATA))
    assert (seen.read, seen.taken) == (56, 0)
    enrolling = ColumnMapping(GODATA.columns, GODATA.fixed, GODATA.words, enrol="UMUM")
    seen = preview(demo, "cases", file, Choices(enrolling))
    assert (seen.read, seen.taken, len(seen.aside)) == (56, seen.new, 56 - seen.new)
    assert seen.new >= 10
    people = len(demo.people.all())
    take(demo, seen)
    assert len(demo.people.all()) >= people + seen.new
    undo(demo)
    assert len(demo.people.all()) == people


def test_contacts_of_the_sample_belong_to_the_case_that_people_name(demo: Store, samples: Path):
    ill = well(demo)
    case = open_case(demo, ill.number, Status.CONFIRMED_NO_SYMPTOMS, date(2020, 6, 10))
    file = samples / "godata" / "contacts_clean.csv"
    mapping = ColumnMapping(
        {
            "name": "firstName",
            "surname": "lastName",
            "last_contact": "date_of_last_contact",
            "phone": "telephone",
        },
        fixed={"case": ill.number},
    )
    seen = preview(demo, "contacts", file, Choices(mapping))
    assert seen.read == 66
    assert seen.new >= 40  # the others met the case too long before it began
    take(demo, seen)
    assert len(demo.contacts.of_case(case)) == seen.new
    assert preview(demo, "contacts", file, Choices(mapping)).new == 0
    undo(demo)
    assert demo.contacts.of_case(case) == []


def test_a_mapping_is_remembered_for_the_same_columns_in_any_order(demo: Store, write, tmp_path: Path):
    header = ["Kode Pegawai", "Keadaan", "Mulai"]
    mapping = ColumnMapping({"number": "Kode Pegawai", "status": "Keadaan", "onset": "Mulai"})
    save_mapping(demo, "cases", "Puskesmas", header, mapping)
    person = well(demo)
    file = write(f"Mulai;Keadaan;Kode Pegawai\n2020-11-20;suspek;{person.number}\nx;suspek;{person.number}\n")
    seen = preview(demo, "cases", file)
    assert (seen.new, len(seen.aside)) == (1, 1)
    assert "Puskesmas" in seen.notices[0]
    aside = tmp_path / "aside.csv"
    save_aside(seen, aside)  # its four columns more do not make it another list
    assert preview(demo, "cases", aside).read == 1
    rename_mapping(demo, "cases", "Puskesmas", "Dinkes")
    kept = remembered(demo, "cases", header)
    assert kept and (kept.name, kept.mapping) == ("Dinkes", mapping)
    delete_mapping(demo, "cases", "Dinkes")
    assert remembered(demo, "cases", header) is None
    undo(demo)
    undo(demo)
    assert remembered(demo, "cases", header).name == "Puskesmas"  # pyright: ignore[reportOptionalMemberAccess]


def test_a_mapping_travels_as_a_file(tmp_path: Path):
    file = tmp_path / "map.json"
    write_mapping(GODATA, file)
    assert read_mapping(file) == GODATA
    for wrong in ("", "[]", "{}", '{"columns": {"number": 1}}', '{"columns": {}, "words": {"status": []}}'):
        file.write_text(wrong)
        with pytest.raises(Refused):
            read_mapping(file)
    assert fingerprint(["B", "a"]) == fingerprint(["A", "b", "baris", "alasan"]) != fingerprint(["A"])
    assert mapping_from_json(json.loads(json.dumps(GODATA.as_json()))) == GODATA


def test_older_terms_are_a_choice_and_stay_beside_the_status(demo: Store, write):
    """OTG is one to one unless the test was positive; ODP and PDP wait for a person."""
    a, b, c, d = (well(demo, n).number for n in range(4))
    file = write(
        "npp,status,gejala,spesimen,konfirmasi\n"
        f"{a},PDP,2020-11-20,,\n{b},ODP,2020-11-21,,\n{c},OTG,,2020-11-22,\n{d},OTG,,,2020-11-22\n"
    )
    seen = preview(demo, "cases", file)
    assert (seen.new, [entry.value for entry in seen.aside]) == (2, ["PDP", "ODP"])
    assert seen.questions.terms == {OldTerm.PDP: 1, OldTerm.ODP: 1, OldTerm.OTG: 2}
    terms = {OldTerm.PDP: Status.PROBABLE, OldTerm.ODP: Status.SUSPECT}
    take(demo, preview(demo, "cases", file, Choices(terms=terms)))
    told = [
        status_text(Status(spell.what), spell.term)
        for number in (a, b, c, d)
        for spell in demo.cases.of_employee(number)[0].statuses
    ]
    assert told == [
        "Probable (dahulu PDP)",
        "Suspek (dahulu ODP)",
        "Kontak erat (dahulu OTG)",
        "Konfirmasi tanpa gejala (dahulu OTG)",
    ]
    rows = {row.employee: row.term for row in demo.cases.rows(DAY)}
    assert rows[a] is OldTerm.PDP
    assert preview(demo, "cases", file, Choices(terms=terms)).unchanged == 4


def test_a_stranger_with_a_known_name_waits_for_a_person(demo: Store, write):
    person = well(demo)
    file = write(
        f"npp,nama,kantor,status,konfirmasi\n,{person.name.upper()},{person.branch},positif,2020-11-20\n"
    )
    seen = preview(demo, "cases", file)
    stranger = next(iter(seen.questions.strangers.values()))
    assert (seen.taken, person.number in stranger.candidates) == (0, True)
    seen = preview(demo, "cases", file, Choices(people={stranger.key: person.number}))
    take(demo, seen)
    assert len(demo.cases.of_employee(person.number)) == 1


def test_a_stranger_is_enrolled_only_when_no_similar_name_is_meant(demo: Store, write):
    person = well(demo)
    file = write(f"npp,nama,kantor,status,konfirmasi\nX1,{person.name},{person.branch},positif,2020-11-20\n")
    columns = {
        "number": "npp",
        "name": "nama",
        "branch": "kantor",
        "status": "status",
        "confirmed": "konfirmasi",
    }
    mapping = ColumnMapping(columns, enrol="UMUM")
    seen = preview(demo, "cases", file, Choices(mapping))
    assert seen.taken == 0
    key = next(iter(seen.questions.strangers))
    take(demo, preview(demo, "cases", file, Choices(mapping, people={key: ENROL})))
    new = demo.people.get("X1")
    assert new and (new.name, new.function) == (person.name, "UMUM")


def test_a_number_that_a_spreadsheet_rounded_is_never_repaired(demo: Store, write):
    file = write(
        "npp,status,konfirmasi\n3,2E+15,positif,2020-11-20\n"
        "3.20123456789012E+15,positif,2020-11-20\n3201234567890120,positif,2020-11-20\n"
    )
    seen = preview(demo, "cases", file)
    assert seen.taken == 0
    assert ["angka" in entry.reason or "digit" in entry.reason for entry in seen.aside][1:] == [True, True]


def test_nobody_writes_between_two_slices_and_leaving_takes_all_back(demo: Store):
    def work():
        demo.settings.put("institution", "Setengah")
        yield 0.5
        demo.settings.put("institution", "Utuh")
        yield 1.0

    before = demo.settings.institution
    slices = demo.in_slices("x", "x", work())
    next(slices)
    with pytest.raises(Trouble) as busy, demo.operation("y", "y"):
        pass
    assert busy.value.code == "BUSY"
    slices.close()  # cancelled
    assert demo.settings.institution == before
    assert list(demo.in_slices("x", "x", work())) == [0.4, 0.8]
    assert demo.settings.institution == "Utuh"
    undo(demo)
    assert demo.settings.institution == before


def test_a_foreign_list_without_a_window(
    demo_copy: Path, write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    with Store.open(demo_copy) as demo:
        a, b = well(demo).number, well(demo, 1).number
    file = write(f"Kode;Keadaan;Mulai\n{a};PDP;2020-11-20\n{b};ODP;2020-11-20\n")
    mapping = tmp_path / "map.json"
    write_mapping(ColumnMapping({"number": "Kode", "status": "Keadaan", "onset": "Mulai"}), mapping)
    command = ["import", "cases", str(file), "--desk", str(demo_copy)]
    assert main(command) == 2
    assert main([*command, "--mapping", str(mapping), "--term", "PDP=SUSPEK"]) == 0
    assert "read=2 taken=1 unchanged=0 set_aside=1" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main([*command, "--term", "PDP=SAKIT"])
    file.write_text(f"Kode;Keadaan;Mulai\n{a};Suspek;2020-11-20\n")
    with file.open(encoding="utf-8") as rows:
        assert len(list(csv.reader(rows))) == 2
