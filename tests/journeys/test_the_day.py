"""Stories a user would tell, on the whole window; each ends with a picture."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.schedule import Cell
from cmt_desk.domain.sheets import Scope
from cmt_desk.store.verify import verify
from cmt_desk.ui.importing.dialog import ImportDialog
from cmt_desk.ui.window import Window


def picture(window: Window, tmp_path: Path, name: str) -> None:
    image = window.grab().toImage()
    assert image.save(str(tmp_path / f"{name}.png"))
    points = ((x, y) for x in range(0, image.width(), 40) for y in range(0, image.height(), 40))
    colours = {image.pixelColor(x, y).rgb() for x, y in points}
    assert len(colours) > 5  # not an empty page


BULLETIN = "tanggal,prov,kota,hasil\n6 Desember 2020,SUMATERA UTARA,{area},{word}\n"


@pytest.fixture
def bulletin(tmp_path: Path) -> Path:
    """The next week's bulletin: Medan turns red."""
    file = tmp_path / "zonasi-2020-12-06.csv"
    file.write_text(BULLETIN.format(area="KOTA MEDAN", word="RESIKO TINGGI"))
    return file


def test_medan_turns_red_and_one_undo_brings_it_back(window: Window, desk, bulletin: Path, tmp_path: Path):
    """Imported from its preview, the bulletin moves map, caps and roster; one undo takes it back."""
    from datetime import date

    before = desk.store.sheets.facts(Scope(), date(2020, 12, 7))
    dialog = ImportDialog(desk, "zones", bulletin, window)
    assert dialog.tiles["new"].value.text() == "1"
    dialog.go.click()
    desk.days.move_to(date(2020, 12, 7))
    assert window.situation.zone_counts()[Zone.RED] == 26  # two offices lie in Kota Medan
    window.go("branch", "SBU-01")
    facts = {o.branch.code: o for o in desk.store.sheets.facts(Scope(), date(2020, 12, 7)).offices}
    medan = facts["SBU-01"]
    assert medan.cap.people == medan.cap.headcount * 25 // 100
    assert medan.over_cap  # the published roster was made for orange
    window.go("schedule", "SBU-01")
    picture(window, tmp_path, "merah")
    window.undo()
    assert desk.store.sheets.facts(Scope(), date(2020, 12, 7)) == before
    assert window.situation.desk.store.branches.bulletins()[-1].day == date(2020, 11, 29)


def test_a_report_in_the_morning_a_case_by_noon(window: Window, desk, tmp_path: Path, qtbot):
    """A suspect is recorded, confirmed, sent to hospital; the figures move; the roster keeps him out."""
    from cmt_desk.ui.cases.new_case import NewCase

    before = desk.store.cases.figures(desk.days.day)
    ill = {case.employee for case in desk.store.cases.all()}
    office = desk.store.people.of_branch("SBU-01")
    person = next(e for e in office if e.number not in ill and not e.vulnerable)
    window.turn_to("cases")
    form = NewCase(desk, window.cases)
    form.search.setText(person.number)
    form.accept()
    window.cases.show_case(form.made)
    detail = window.cases.detail
    detail.step(Status.CONFIRMED_SYMPTOMS)
    detail._move(CarePlace.HOSPITAL)
    detail._set_date("onset", desk.days.day)
    after = desk.store.cases.figures(desk.days.day)
    assert (after.active, after.hospital) == (before.active + 1, before.hospital + 1)
    assert "bebas 15 Des" in detail.clock.text()
    assert len(detail.timeline.events) == 3
    picture(window, tmp_path, "kasus")
    window.go("schedule", "SBU-01")
    assert desk.perform(lambda: _plan(desk))
    cells = desk.store.schedule.cells("SBU-01", desk.days.day, desk.days.day)
    assert cells[person.number, desk.days.day] is Cell.ISOLATION
    for _step in range(5):
        window.undo()
    assert desk.store.cases.figures(desk.days.day) == before
    assert all(finding.sound for finding in verify(desk.store))


def _plan(desk):
    from datetime import timedelta

    from cmt_desk.operations.schedule import plan_office

    plan_office(desk.store, "SBU-01", desk.days.day, desk.days.day + timedelta(days=10))


def test_a_protocol_is_started_ticked_and_printed_on_the_sheet(window: Window, desk, tmp_path: Path):
    """PRT-20 for a case; the sheet counts it; undo takes the ticks back one by one."""
    from cmt_desk.operations.protocols import skip_step, start_run, tick_step

    before = desk.store.sheets.facts(Scope(), desk.days.day).protocols.running
    case = desk.store.cases.rows(desk.days.day)[0].id
    run = start_run(desk.store, "PRT-20", desk.now(), case=case)
    window.go("run", run)
    tick_step(desk.store, run, 1, desk.now(), "RSUD")
    skip_step(desk.store, run, 3, desk.now(), "tidak masuk kantor")
    assert desk.store.sheets.facts(Scope(), desk.days.day).protocols.running == before + 1
    picture(window, tmp_path, "protokol")
    window.undo()
    stored = desk.store.protocols.run(run)
    assert stored and set(stored.marks) == {1}


def test_wrong_files_are_dropped_on_the_window_and_lose_nothing(window: Window, desk, tmp_path: Path):
    """A picture is dropped; one sentence says what it is not; the desk is as it was."""
    file = tmp_path / "foto.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    entries = desk.store.journal.entries()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert window.banner.isVisible()
    assert "foto.png" in window.banner.text.text()
    assert desk.store.journal.entries() == entries
    picture(window, tmp_path, "salah")


def test_a_new_desk_shows_a_way_out_on_every_tab(qtbot, tmp_path: Path, qapp):
    """Nothing imported yet: no tab is a dead end, no tab breaks."""
    from cmt_desk.operations.desk import create_desk
    from cmt_desk.ui.desk import Desk

    with create_desk(tmp_path / "baru.desk") as store:
        desk = Desk.over(store)
        window = Window(desk)
        qtbot.addWidget(window)
        window.show()
        for n in range(window.tabs.count()):
            window.tabs.setCurrentIndex(n)
            qapp.processEvents()
            picture(window, tmp_path, str(n))
        window.turn_to("cases")
        cases = window.cases.list
        assert cases.empty.isVisible() and not cases.view.isVisible()
