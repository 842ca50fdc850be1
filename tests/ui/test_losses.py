"""The register of losses over the demo desk: recorded, verified, corrected, its tiles and its curve."""

from datetime import date
from pathlib import Path

import pytest

from cmt_desk.domain.losses import LossKind
from cmt_desk.operations.desk import undo
from cmt_desk.ui.continuity.loss_forms import LimitsForm, LossForm
from cmt_desk.ui.continuity.losses_page import LossesPage


@pytest.fixture
def page(qtbot, desk) -> LossesPage:
    made = LossesPage(desk)
    qtbot.addWidget(made)
    made.resize(1140, 620)
    made.show()
    return made


def enabled(page: LossesPage) -> set[str]:
    return {text for text, action in page.buttons.items() if action.isEnabled()}


def test_a_loss_is_recorded_verified_and_corrected(page, desk, qtbot):
    form = LossForm(desk, None, page)
    qtbot.addWidget(form)
    form.text.setText("Genset sewaan")
    form.amount.setText("dua")
    form.accept()
    assert "“dua” bukan bilangan bulat" in form.refusal.text()
    form.amount.setText("1.250.000.000")
    form.expected.setText("250.000.000")
    form.accept()
    loss = next(x for x in page.shown if x.text == "Genset sewaan")
    assert (loss.amount, loss.unexpected) == (1_250_000_000, 1_000_000_000)
    assert "hari ini Rp 1,33 miliar" in page.tiles[LossKind.FINANCIAL].second.text()
    page.table.choose(loss.id)
    assert {"Koreksi kerugian…", "Verifikasi…"} <= enabled(page) and "Tutup…" not in enabled(page)
    step = page.verify_form()
    qtbot.addWidget(step)
    step.name.setText(loss.by)
    step.accept()
    assert loss.by in step.refusal.text()
    step.name.setText("Sekretariat CMT")
    step.accept()
    assert page.table.current().id == loss.id and "Tutup…" in enabled(page)
    correct = LossForm(desk, page.table.current(), page)
    qtbot.addWidget(correct)
    assert correct.amount.text() == "1.250.000.000"
    correct.amount.setText("1.100.000.000")
    correct.reason.setText("faktur datang")
    correct.accept()
    assert [x.amount for x in page.shown if x.text == "Genset sewaan"] == [1_100_000_000]
    page.versions.click()
    assert sorted(x.amount for x in page.shown if x.text == "Genset sewaan") == [1_100_000_000, 1_250_000_000]
    undo(desk.store)
    assert [x.amount for x in page.shown if x.text == "Genset sewaan"] == [1_250_000_000]


def test_a_loss_of_perhaps_nothing_stays_one_when_it_is_corrected(page, desk, qtbot):
    """At least 0 is another thing than no range at all."""
    form = LossForm(desk, None, page)
    qtbot.addWidget(form)
    form.text.setText("Denda")
    form.amount.setText("5.000.000")
    form.low.setText("0")
    form.accept()
    page.table.choose(next(x for x in page.shown if x.text == "Denda").id)
    correct = LossForm(desk, page.table.current(), page)
    qtbot.addWidget(correct)
    assert (correct.low.text(), correct.high.text(), correct.expected.text()) == ("0", "", "")
    correct.reason.setText("salah ketik")
    correct.accept()
    assert [x.low for x in page.shown if x.text == "Denda"] == [0]


def test_each_kind_asks_in_its_own_measure_and_a_life_has_no_price(page, desk, qtbot):
    form = LossForm(desk, None, page)
    qtbot.addWidget(form)
    form.show()
    form.kind.setCurrentIndex(form.kind.findData("LIFE"))
    form.kind.activated.emit(0)
    assert not form.low.isVisible() and not form.expected.isVisible()
    form.expected.setText("5")  # left over from another kind
    form.text.setText("Seorang karyawan")
    form.amount.setText("1")
    form.accept()
    assert page.tiles[LossKind.LIFE].value.text() == "1 orang"
    page.tiles[LossKind.LIFE].clicked.emit()
    assert page.title.text() == "Kehilangan jiwa, orang"
    page.chart.draw()
    assert page.chart.courses[0].points[-1][1] == 1 and not page.chart.marks


def test_the_curve_says_when_the_line_would_be_crossed(page, desk, qtbot):
    assert "tercapai dalam" in page.outlook.text()
    form = LimitsForm(desk, page)
    qtbot.addWidget(form)
    form.limit.setText("2.000.000.000")
    form.accept()
    assert form.refusal.text()
    form.appetite.setText("1.000.000.000")
    form.reason.setText("Rapat CMT")
    form.accept()
    assert "terlampaui" in page.outlook.text()
    page.chart.draw()
    assert [mark.value for mark in page.chart.marks] == [1000, 2000]


def test_a_past_day_knows_only_what_was_known_then(page, desk):
    desk.days.move_to(date(2020, 9, 23))
    assert [x.occurred for x in page.shown] == [date(2020, 9, 22), date(2020, 9, 5)]
    desk.days.move_to(date(2020, 3, 1))
    assert page.nothing.isVisible()


def test_the_register_is_saved_as_a_table(page, tmp_path: Path):
    file = tmp_path / "kerugian.csv"
    assert page.save_table(file)
    rows = file.read_text("utf-8-sig").splitlines()
    assert len(rows) == len(page.shown) + 1
    assert rows[0].startswith("Terjadi;Diketahui sejak;Dicatat;Jenis")
