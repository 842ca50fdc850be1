"""A morning: a network fails, its protocol is opened, figures come in, it costs money, it runs again."""

from datetime import date, datetime, time
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from cmt_desk.domain.functions import Light
from cmt_desk.operations.desk import undo
from cmt_desk.operations.ripple import accept, open_proposals
from cmt_desk.ui.continuity.function_forms import DisruptForm, RestoreForm
from cmt_desk.ui.continuity.loss_forms import LossForm
from cmt_desk.ui.window import Window

DAY = date(2020, 12, 2)


def test_a_function_fails_and_everything_that_follows(window: Window, desk, tmp_path: Path):
    store = desk.store
    office = next(b for b in store.branches.all() if b.time_zone == "WIT")
    window.go("continuity", "functions")
    page = window.continuity.page("functions")
    form = DisruptForm(desk, "INVESTASI", office.code, page)
    form.cause.setText("Jaringan putus")
    form.began.setDateTime(form.began.dateTime().addSecs(-26 * 3600))
    form.accept()
    card = page.cards[2]
    assert card.mark.light is Light.MTPD and card.word.text() == "MTPD terlampaui"
    assert office.name in card.where.text() and "WIT" in card.where.text()

    proposed = next(
        p for p in open_proposals(store, DAY) if p.trigger == "function.disrupted" and p.branch == office.code
    )
    runs = len(store.protocols.runs())
    accept(store, [line.id for line in proposed.lines], DAY, datetime.combine(DAY, time(16)))
    assert len(store.protocols.runs()) == runs + 1
    assert proposed.key not in {p.key for p in open_proposals(store, DAY)}

    window.go("continuity", "daily")
    daily = window.continuity.page("daily")
    daily.office.setCurrentIndex(daily.office.findData(office.code))
    daily.refresh()
    QGuiApplication.clipboard().setText("12\n7\n1.031\n")
    QTest.keySequence(daily.grid.fields["KLAIM_MASUK"], "Ctrl+V")
    found = {f.indicator.code: f.value for f in store.indicators.on(DAY, {office.code})}
    assert (found["KLAIM_MASUK"], found["KLAIM_TERTUNDA"]) == (12, 1031)

    window.go("continuity", "losses")
    losses = window.continuity.page("losses")
    before = losses.outlook.text()
    loss = LossForm(desk, None, losses)
    loss.text.setText("Jalur cadangan satelit")
    loss.amount.setText("11.000.000.000")
    loss.accept()
    assert losses.outlook.text() != before and "terlampaui" in losses.outlook.text()

    window.go("continuity", "functions")
    line = next(x for x in page.shown if x.disruption.cause == "Jaringan putus")
    end = RestoreForm(desk, line.disruption, page)
    end.accept()
    assert card.mark.light is Light.NORMAL
    undo(store)
    assert card.mark.light is Light.MTPD
    picture = tmp_path / "keberlangsungan.png"
    assert window.grab().save(str(picture))
