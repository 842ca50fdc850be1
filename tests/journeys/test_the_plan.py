"""The plan goes to level 3: CMT alone is not enough, ECMT signs, the decision is printed, one undo each."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.mandates import Role
from cmt_desk.operations.signing import sit_as
from cmt_desk.reports.decision import as_paper
from cmt_desk.ui.plan.facts import decision_facts
from cmt_desk.ui.plan.forms import ProposeForm, first_level
from cmt_desk.ui.plan.people import AppointForm, EndForm
from cmt_desk.ui.plan.seat import SeatForm, sit_again
from cmt_desk.ui.preferences import Preferences
from cmt_desk.ui.printing import Pages, save_pdf
from cmt_desk.ui.window import Window

DAY = date(2020, 12, 2)


def seat(window: Window, text: str) -> None:
    """Somebody else sits down: found by a few letters, and chosen."""
    form = SeatForm(window.desk, window)
    form.search.setText(text)
    form.accept()
    assert not form.refusal.text()


def refused(form) -> str:
    form.accept()
    said = form.refusal.text()
    form.deleteLater()
    return said


def test_level_3_needs_ecmt_and_is_printed(window: Window, desk, tmp_path: Path):
    window.header.plan.click()
    page = window.protocols.rooms.plan
    assert page.isVisible() and page.state.level.text() == "Tingkat 2 Luas · hari ke-261"
    seat(window, "Bambang")
    form = ProposeForm(desk, page, first_level(desk))
    assert "alasan" in refused(form)
    form = ProposeForm(desk, page, first_level(desk))
    form.since.setDate(QDate(2020, 12, 3))
    form.reason.setPlainText("RTO pelayanan terlampaui di dua wilayah")
    form.letter.setText("SURAT 12")
    assert "JENIS/nomor/BBTTTT" in form.warning.text()
    form.accept()
    proposed = next(d for d in desk.store.decisions.all() if d.level == 3)
    page.show_decision(proposed.id)
    assert page.view.boxes[0].name.text() == "Bambang Wibowo"
    seat(window, "ratna")
    assert window.header.seat.text() == "Ratna Puspita · Ketua CMT"
    assert not refused(page.step_form("sign"))
    assert desk.store.plans.state(DAY + timedelta(days=1)).level == 2
    assert "sudah menyetujui" in refused(page.step_form("sign"))
    seat(window, "dewi lestari")
    assert not refused(page.step_form("sign"))  # two of CMT: still not level 3
    assert desk.store.plans.state(DAY + timedelta(days=1)).level == 2
    window.undo()
    seat(window, "Kepala Kantor Cabang, Medan Kota")
    assert "bukan anggota CMT atau ECMT" in refused(page.step_form("sign"))
    seat(window, "Surya")
    assert not refused(page.step_form("sign"))
    assert desk.store.journal.latest(1)[0].actor == "Surya Mahendra"
    desk.days.move_to(DAY + timedelta(days=1))
    assert window.header.plan.text() == "BC Plan: Tingkat 3 Nasional · hari ke-262"
    facts = decision_facts(desk.store, desk.store.decisions.get(proposed.id), desk.store.decisions.all(), DAY)
    assert [box.name for box in facts.boxes] == ["Bambang Wibowo", "", "Ratna Puspita", "Surya Mahendra"]
    paper = as_paper(facts, "BPJS", DAY)
    for said in ("Tingkat 3 Nasional".lower(), "ratna puspita", "surya mahendra", "rto pelayanan terlampaui"):
        assert said in paper.html.lower()
    save_pdf(Pages(paper), tmp_path / paper.file_name)
    assert (tmp_path / paper.file_name).stat().st_size > 5_000
    image = window.grab().toImage()
    assert image.save(str(tmp_path / "tingkat3.png"))
    window.undo()
    assert window.header.plan.text() == "BC Plan: Tingkat 2 Luas · hari ke-262"


def test_the_register_is_filtered_and_a_past_day_is_read_only(window: Window, desk):
    window.go("plan", "")
    page = window.protocols.rooms.plan
    assert [d.level for d in page.list.shown()] == [2]
    page.list.kinds.setCurrentIndex(page.list.kinds.findData("full"))
    assert page.list.shown() == [] and page.table.isVisible()
    page.list.kinds.setCurrentIndex(0)
    desk.days.move_to(DAY - timedelta(days=30))
    page.table.choose(page.list.shown()[0].id)
    enabled = {text for text, action in page.buttons.items() if action.isEnabled()}
    assert enabled == {"Cetak register…", "Cetak…"}
    desk.days.move_to(date(2020, 12, 20))
    assert page.state.review.isVisible()


def test_people_are_appointed_and_their_mandates_ended(window: Window, desk):
    window.go("people", "")
    page = window.protocols.rooms.people
    before = len(page.table.records.records)
    form = AppointForm(desk, page)
    assert refused(form)
    form = AppointForm(desk, page)
    form.name.setText("Sari Utama")
    form.role.setCurrentIndex(form.role.findData(Role.ECMT_MEMBER))
    assert not refused(form)
    assert len(page.table.records.records) == before + 1
    made = next(m for m in desk.store.mandates.all() if m.name == "Sari Utama")
    page.table.choose(made.id)
    deputy = AppointForm(desk, page, made)
    deputy.name.setText("Wakil Sari")
    assert not refused(deputy)
    assert not refused(EndForm(desk, page, made))
    page.search.setText("anggota ecmt")
    shown = {m.name for m in page.table.records.records}
    assert shown == {"Lina Simanjuntak", "Sari Utama", "Wakil Sari"}
    desk.days.move_to(DAY + timedelta(days=1))
    assert {m.name for m in page.table.records.records} == shown - {"Sari Utama"}


def test_a_desk_without_mandates_says_what_to_do(store, qtbot, dressed):
    from cmt_desk.ui.desk import Desk

    window = Window(Desk.over(store))
    qtbot.addWidget(window)
    window.show()
    window.go("people", "")
    assert window.protocols.rooms.people.nothing.isVisible()
    window.go("plan", "")
    assert window.protocols.rooms.plan.list.nothing.isVisible()
    assert window.header.seat.text() == "Siapa di meja ini?"


def test_the_laptop_remembers_who_sat_here(window: Window, desk):
    seat(window, "Surya")
    kept = Preferences(seats={desk.store.settings.get("desk"): [desk.store.actor, desk.store.mandate]})
    sit_as(desk.store, "Orang Lain", DAY)
    assert desk.store.mandate == ""
    assert sit_again(desk, kept) and desk.store.actor == "Surya Mahendra"
    assert not sit_again(desk, Preferences())
    with pytest.raises(Refused):
        sit_as(desk.store, " ", DAY)
