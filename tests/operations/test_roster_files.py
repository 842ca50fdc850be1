"""The roster goes out as a table and comes back: nothing lost, every edit a draft, every wrong cell named."""

import csv
from datetime import date
from pathlib import Path

import pytest

from cmt_desk import i18n
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import Cell
from cmt_desk.operations.desk import undo
from cmt_desk.operations.imports import guess_kind, preview, take
from cmt_desk.operations.roster_files import FIXED, write_roster
from cmt_desk.operations.roster_weeks import Weeks, read_weeks
from cmt_desk.operations.schedule import plan_office
from cmt_desk.store import Store

OFFICE = "SBU-01"
MONDAY = date(2020, 11, 30)
CHANGED = date(2020, 12, 7)


def weeks(store: Store) -> Weeks:
    return read_weeks(store, store.branches.by_code()[OFFICE], MONDAY)


def rows_of(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))


def write_rows(file: Path, rows: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)


@pytest.mark.parametrize("name", ["jadwal.csv", "jadwal.xlsx"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_out_and_in_again_changes_nothing(demo: Store, tmp_path: Path, name: str, language: str):
    """Half a draft, leave and isolation among it; every cell comes back as it is."""
    plan_office(demo, OFFICE, date(2020, 12, 14), date(2020, 12, 18))
    shown, file = weeks(demo), tmp_path / name
    with i18n.speaking(language):
        assert write_roster(shown, file) == len(shown.people)
        assert guess_kind(file) == "roster"
        intake = preview(demo, "roster", file)
    assert (intake.new, intake.changed, intake.aside) == (0, 0, [])
    working = [d for d in shown.days if shown.works(d)]
    assert intake.unchanged == len(shown.people) * len(working)  # "-" of the unplanned days too


def test_a_cell_changed_in_the_spreadsheet_comes_in_as_a_draft(demo: Store, tmp_path: Path):
    shown, file = weeks(demo), tmp_path / "jadwal.csv"
    write_roster(shown, file)
    rows = rows_of(file)
    column = FIXED + shown.days.index(CHANGED)
    row = next(r for r in rows if r[column] == "W")
    row[column] = "wfh"
    write_rows(file, rows)
    intake = preview(demo, "roster", file)
    assert (intake.new, intake.changed, intake.aside) == (0, 1, [])
    take(demo, intake)
    assert demo.schedule.cells(OFFICE, CHANGED, CHANGED)[row[0], CHANGED] is Cell.HOME
    assert demo.schedule.published(OFFICE, CHANGED, CHANGED)[row[0], CHANGED] is Cell.OFFICE
    assert demo.journal.latest(1)[0].reason == "1 sel terbit dari 1 orang, yang pertama 5 hari lagi"
    undo(demo)
    assert demo.schedule.cells(OFFICE, CHANGED, CHANGED) == {
        key: cell for key, cell in shown.cells.items() if key[1] == CHANGED
    }


def test_wrong_cells_are_set_aside_by_name_and_the_rest_is_taken(demo: Store, tmp_path: Path):
    shown, file = weeks(demo), tmp_path / "jadwal.csv"
    write_roster(shown, file)
    rows = rows_of(file)
    past, ahead = FIXED, FIXED + shown.days.index(CHANGED)
    rows[1][ahead] = "X"
    rows[2][past] = {"W": "H", "H": "W"}.get(rows[2][past], "W")
    rows[3][ahead] = "I"
    rows[4][0] = "999999"
    rows[5][ahead] = {"W": "H", "H": "W"}[rows[5][ahead]]
    write_rows(file, rows)
    intake = preview(demo, "roster", file)
    assert intake.changed == 1
    assert [(a.column, a.value) for a in intake.aside] == [
        ("L2 (7 Des 2020)", "X"), ("E3 (30 Nov 2020)", rows[2][past]), ("L4 (7 Des 2020)", "I"),
        ("A5 (NPP)", "999999"),
    ]  # fmt: skip
    take(demo, intake)
    assert demo.schedule.cells(OFFICE, CHANGED, CHANGED)[rows[5][0], CHANGED].value == rows[5][ahead]


def test_an_empty_cell_says_nothing_and_a_missing_person_stays(demo: Store, tmp_path: Path):
    shown, file = weeks(demo), tmp_path / "jadwal.csv"
    write_roster(shown, file)
    rows = rows_of(file)
    blank = [[*row[:FIXED], *[""] * len(shown.days)] for row in rows[1:3]]
    write_rows(file, [rows[0], *blank])
    intake = preview(demo, "roster", file)
    assert (intake.read, intake.new, intake.changed) == (0, 0, 0)


def test_one_day_cut_out_of_the_spreadsheet_is_enough(demo: Store, tmp_path: Path):
    """Whoever imports a roster has said what it is; only guessing the kind of a file asks for two days."""
    person = next(e for e in demo.people.of_branch("SBU-01") if not e.vulnerable)
    file = tmp_path / "satu-hari.csv"
    file.write_text(f"NPP;Nama;2020-12-17\n{person.number};{person.name};H\n000000;Orang lain;W\n", "utf-8")
    found = preview(demo, "roster", file)
    assert found.new == 1 and len(found.aside) == 1


def test_names_are_no_formulas_and_a_table_without_days_is_refused(demo: Store, tmp_path: Path):
    with demo.operation("test", "a name that starts a formula"):
        person = weeks(demo).lines[1].employee
        assert person
        demo.db.table("employee").update(person.number, {"name": "=1+1"})
    file = tmp_path / "jadwal.csv"
    write_roster(weeks(demo), file)
    assert "'=1+1" in {row[1] for row in rows_of(file)}
    assert preview(demo, "roster", file).changed == 0
    write_rows(file, [["NPP", "Nama"], [person.number, "x"]])
    with pytest.raises(Refused, match="2020-12-07"):
        preview(demo, "roster", file)
