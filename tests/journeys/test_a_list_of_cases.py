"""Five hundred rows, 37 of them wrong on purpose: corrected in the window, taken, and all of it undone."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from cmt_desk.domain.cases import OldTerm, Status
from cmt_desk.domain.mapping import ColumnMapping
from cmt_desk.operations.imports import Choices
from cmt_desk.store.verify import verify
from cmt_desk.ui.importing.lists import ListImport
from cmt_desk.ui.window import Window

HEADER = "npp nama kantor status gejala konfirmasi tempat sembuh meninggal catatan".split()
ROWS = 500
TABLES = ("employee", "case_file", "status_spell", "care_spell", "contact", "not_same", "import_mapping")


def everything(store) -> dict[str, list[tuple[object, ...]]]:
    return {table: store.db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES}


@pytest.fixture
def settled(qtbot) -> Callable[[ListImport], None]:
    """Waits until the dialog's slices are done."""
    return lambda dialog: qtbot.waitUntil(lambda: not dialog._work.running, timeout=20_000)


def people(demo) -> list[str]:
    """500 employees without a case, nobody with a name like another of the office."""
    ill = {case.employee for case in demo.cases.all()}
    return [e.number for e in demo.people.all() if e.number not in ill][:ROWS]


def right(n: int, number: str) -> dict[str, str]:
    """A row without fault; statuses, places and ends are mixed."""
    began = date(2020, 10, 1) + timedelta(days=n % 40)
    row = dict.fromkeys(HEADER, "") | {"npp": number, "konfirmasi": began.isoformat(), "status": "positif"}
    match n % 4:
        case 0:
            row |= {"gejala": (began - timedelta(days=2)).isoformat(), "tempat": "RS"}
        case 1:
            row |= {"status": "sembuh", "sembuh": (began + timedelta(days=14)).isoformat()}
        case 2:
            row |= {"status": "suspek", "gejala": began.isoformat(), "konfirmasi": "", "tempat": "rumah"}
    return row


WRONG: list[dict[str, str]] = [
    *[{"konfirmasi": "31 Februari 2020"}] * 5,
    *[{"konfirmasi": "2 Desember 2999"}] * 5,
    *[{"konfirmasi": "20/11/20"}] * 5,
    *[{"npp": "3.20123456789012E+15"}] * 3,
    *[{"npp": "3201234567890120"}] * 3,
    *[{"kantor": "Atlantis"}] * 4,
    *[{"status": "suspek", "gejala": "2020-10-20", "meninggal": "2020-10-30", "sembuh": ""}] * 4,
    *[{"npp": "tidak ada"}] * 4,
    *[{"status": "PDP", "gejala": "2020-10-20", "sembuh": ""}] * 4,
]


def test_five_hundred_rows_corrected_in_the_window_and_undone(window: Window, demo, qtbot, tmp_path, settled):
    assert len(WRONG) == 37
    before = everything(demo)
    numbers = people(demo)
    good = [right(n, number) for n, number in enumerate(numbers)]
    rows = [row | (WRONG[n // 13] if n % 13 == 5 and n // 13 < 37 else {}) for n, row in enumerate(good)]
    file = tmp_path / "kasus.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, HEADER)
        writer.writeheader()
        writer.writerows(rows)

    dialog = ListImport(window.desk, "cases", file, window)
    qtbot.addWidget(dialog)
    dialog.show()
    settled(dialog)
    check = dialog.check
    assert (check.intake.read, check.intake.new, len(check.intake.aside)) == (500, 463, 37)
    assert len({entry.reason for entry in check.intake.aside}) >= 8  # each kind has its own sentence

    term = check.questions.terms[OldTerm.PDP]  # asked once for the file
    term.setCurrentIndex(term.findData(Status.SUSPECT))
    term.activated.emit(term.currentIndex())
    settled(dialog)
    assert (check.intake.new, len(check.intake.aside)) == (467, 33)

    table = check.aside.rows
    for line, entry in enumerate(table.entries):
        fixed = good[entry.line - 2]
        for title in HEADER:
            if entry.row[title] != fixed[title]:
                index = table.index(line, 2 + table.titles.index(title))
                assert table.setData(index, fixed[title])
    check.again.click()
    settled(dialog)
    assert (check.intake.new, check.intake.aside) == (500, [])
    assert dialog.grab().save(str(tmp_path / "periksa.png"))

    entries = len(demo.journal.entries())
    dialog.go.click()
    settled(dialog)
    assert demo.db.execute("SELECT count(*) FROM case_file").fetchone()[0] == len(before["case_file"]) + 500
    assert len(demo.journal.entries()) == entries + 1
    assert [s.term for s in demo.cases.of_employee(numbers[33 * 13 + 5])[0].statuses] == [OldTerm.PDP]
    assert all(finding.sound for finding in verify(demo))
    window.undo()
    assert everything(demo) == before


def test_a_foreign_list_is_mapped_and_offered_again(window: Window, demo, qtbot, tmp_path: Path, settled):
    """A health office's list: columns guessed and completed, kept under a name, cancelled at the end."""
    number = people(demo)[0]
    file = tmp_path / "dinkes.csv"
    file.write_text(f"Kode;Klasifikasi;Onset Date\n{number};Suspected Case;2020-11-20\n", "utf-8")
    for known in (False, True):
        dialog = ListImport(window.desk, "cases", file, window)
        qtbot.addWidget(dialog)
        settled(dialog)
        page = dialog.mapping
        assert page is not None
        assert dialog.next.isEnabled() is known
        if not known:
            page.columns["number"].setCurrentIndex(page.columns["number"].findData("Kode"))
            page.columns["number"].activated.emit(0)
            page.kept.save("Dinkes")
        assert page.kept.names.currentText() == "Dinkes"
        dialog.next.click()
        settled(dialog)
        assert dialog.check.intake.new == 1
        dialog.reject()
    assert demo.cases.of_employee(number) == []
    read = ColumnMapping({"number": "Kode", "status": "Klasifikasi", "onset": "Onset Date"})
    assert demo.mappings.of_kind("cases")[0].mapping.columns == read.columns


def test_a_pair_is_decided_side_by_side(window: Window, demo, qtbot, tmp_path: Path, settled):
    """The same person under two numbers: one case if people say so, two and remembered if not."""
    person = demo.people.get(people(demo)[0])
    twin = {"number": "999999", "name": person.name, "branch": person.branch, "function": person.function}
    with demo.operation("enrol", "enrol"):
        demo.people.put_employees([{**twin, "title": "", "team": None, "vulnerable": 0}])
    file = tmp_path / "kasus.csv"
    rows = f"{person.number},positif,2020-11-20\n999999,positif,2020-11-21\n"
    file.write_text(f"npp,status,konfirmasi\n{rows}")
    dialog = ListImport(window.desk, "cases", file, window)
    qtbot.addWidget(dialog)
    settled(dialog)
    check = dialog.check
    pair = check.intake.questions.pairs[0]
    check.pairs.decided.emit(pair, True)
    settled(dialog)
    assert (check.intake.new, len(check.intake.aside)) == (1, 1)
    dialog.read(Choices())
    settled(dialog)
    check.pairs.decided.emit(check.intake.questions.pairs[0], False)
    settled(dialog)
    assert (check.intake.new, check.intake.questions.pairs) == (2, [])
    dialog.go.click()
    settled(dialog)
    assert len(demo.duplicates.told_apart()) == 1
