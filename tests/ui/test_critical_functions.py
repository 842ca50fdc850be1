"""Critical functions over the demo desk: a light a card, the clock in the table, the forms."""

from datetime import date

import pytest

from cmt_desk.domain.functions import Light
from cmt_desk.ui.continuity.function_forms import (
    CorrectForm,
    DisruptForm,
    ProgressForm,
    RestoreForm,
    TargetForm,
)
from cmt_desk.ui.continuity.functions_page import FunctionsPage


@pytest.fixture
def page(qtbot, desk) -> FunctionsPage:
    made = FunctionsPage(desk)
    qtbot.addWidget(made)
    made.resize(1140, 620)
    made.show()
    return made


def lights(page) -> list[Light]:
    return [card.mark.light for card in page.cards]


def test_a_disruption_is_recorded_reported_on_corrected_and_ended(page, desk, qtbot):
    assert lights(page) == [Light.LIMITED, Light.DISRUPTED, Light.NORMAL]
    form = DisruptForm(desk, "INVESTASI", "", page)
    qtbot.addWidget(form)
    form.accept()
    assert form.refusal.text() == "Sebutkan penyebab gangguan."
    form.cause.setText("Listrik padam")
    form.began.setDateTime(form.began.dateTime().addSecs(-5 * 3600))
    form.accept()
    assert lights(page)[2] is Light.RTO
    assert "RTO lewat 1 jam," in page.cards[2].clock.text()
    line = page.shown[0] if page.shown[0].disruption.cause == "Listrik padam" else page.shown[1]
    page.table.choose(line.disruption.id)
    progress = ProgressForm(desk, line.disruption, page)
    qtbot.addWidget(progress)
    progress.share.setValue(85)
    progress.accept()
    assert lights(page)[2] is Light.LIMITED
    correct = CorrectForm(desk, line.disruption, page)
    qtbot.addWidget(correct)
    correct.cause.setText("Genset gagal")
    correct.accept()
    assert correct.refusal.text()
    correct.reason.setText("laporan teknisi")
    correct.accept()
    again = next(x for x in page.shown if x.disruption.id == line.disruption.id)
    assert again.disruption.cause == "Genset gagal"
    end = RestoreForm(desk, again.disruption, page)
    qtbot.addWidget(end)
    end.accept()
    assert lights(page)[2] is Light.NORMAL
    kept = next(x for x in page.shown if x.disruption.id == line.disruption.id)
    assert kept.stands == "berakhir; RTO terlampaui"
    page.open_only.click()
    assert all(x.state for x in page.shown)


def test_targets_are_set_with_a_reason_and_no_longer_called_proposed(page, desk, qtbot):
    assert "diusulkan" in page.cards[2].target.text()
    form = TargetForm(desk, "INVESTASI", page)
    qtbot.addWidget(form)
    assert "4 jam" in form.hint.text()
    form.rto.setValue(6)
    form.accept()
    assert form.refusal.text()
    form.reason.setText("Rapat CMT 2 Desember")
    form.accept()
    assert page.cards[2].target.text() == "RTO 6 jam · MTPD 24 jam · MBCO 80 %"


def test_a_past_day_shows_its_own_lights(page, desk):
    desk.days.move_to(date(2020, 11, 26))
    assert [card.mark.light for card in page.cards] == [Light.UNREPORTED, Light.DISRUPTED, Light.NORMAL]
    assert page.cards[0].word.text() == "Belum dilaporkan"
    assert page.cards[2].clock.text() == "tidak ada gangguan sejak 20 Nov 12.45"
    desk.days.move_to(date(2020, 3, 1))
    assert page.nothing.isVisible() and page._lines == []
