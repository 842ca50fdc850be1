"""Whom to call at an office: recorded in its panel or imported with the list, undone as one."""

from pathlib import Path

import pytest

from cmt_desk.domain.branches import Contact
from cmt_desk.domain.errors import Refused
from cmt_desk.operations.branches import set_contact
from cmt_desk.operations.imports import preview, take
from cmt_desk.store import Store
from cmt_desk.ui.window import Window


def test_a_number_recorded_in_the_panel_is_shown_there_until_undone(window: Window, desk):
    window.go("branch", "SBU-01")
    panel = window.risk_map.panel
    assert panel.reach.text() == "kontak belum dicatat"
    form = window.risk_map.questions.contact_form("SBU-01")
    assert form
    for field, text in zip(
        form.fields, ("Ibu Rani", "061-4567890", "medan@example.id", "Jl. Kapten 1"), strict=True
    ):
        field.setText(text)
    form.accept()
    assert panel.reach.text() == "Ibu Rani · 061-4567890 · medan@example.id"
    window.undo()
    assert panel.reach.text() == "kontak belum dicatat"


def test_nonsense_is_refused_and_nothing_typed_is_lost(window: Window, desk):
    form = window.risk_map.questions.contact_form("SBU-01")
    assert form
    form.fields[2].setText("bukan surel")
    form.accept()
    assert "bukan surel" in form.refusal.text()
    assert form.fields[2].text() == "bukan surel"
    for contact in (Contact(phone="tidak ada"), Contact(address="x" * 301)):
        with pytest.raises(Refused):
            set_contact(desk.store, "SBU-01", contact)


def test_contact_data_come_with_the_list_and_a_list_without_them_leaves_them(store: Store, tmp_path: Path):
    file = tmp_path / "kantor.csv"
    row = "SBU-01;Medan Kota;Sumbagut;Kota Medan;3.585;98.675"
    file.write_text(f"kode;nama;kanwil;kota;lat;lon;telepon;surel\n{row};061-1;a@b.id\n")
    take(store, preview(store, "branches", file))
    file.write_text(f"kode;nama;kanwil;kota;lat;lon\n{row}\n")
    take(store, preview(store, "branches", file))
    assert store.branches.by_code()["SBU-01"].contact == Contact("", "061-1", "a@b.id", "")
