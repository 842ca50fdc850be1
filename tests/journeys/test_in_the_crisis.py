"""Supplies run low, a call is written down by one key, and people are told: three short stories."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from cmt_desk.operations.ripple import open_proposals
from cmt_desk.ui.continuity.count_form import CountForm
from cmt_desk.ui.continuity.log_entry import QuickEntry
from cmt_desk.ui.continuity.sendings import SendingForm
from cmt_desk.ui.window import Window


def picture(window: Window, tmp_path: Path, name: str) -> None:
    image = window.grab().toImage()
    assert image.save(str(tmp_path / f"{name}.png"))
    points = ((x, y) for x in range(0, image.width(), 40) for y in range(0, image.height(), 40))
    assert len({image.pixelColor(x, y).rgb() for x, y in points}) > 5


def test_a_count_below_its_minimum_is_proposed_and_its_protocol_opened(window: Window, desk, tmp_path: Path):
    """Medan counts one mask; the queue has it, accepting opens PRT-13, undo takes both back."""
    window.go("continuity", "supplies")
    form = CountForm(desk, "SBU-01", window)
    code = next(iter(form.quantities))
    form.quantities[code].setText("1")
    form.accept()
    key = f"stock.low:SBU-01:{desk.days.day}"
    picture(window, tmp_path, "stok")
    window.show_proposals(key)
    page = window.proposals
    assert [line.protocol for _p, line in page.shown] == ["PRT-13"]
    page.take.click()
    runs = [run for run in desk.store.protocols.runs() if run.branch == "SBU-01"]
    assert "PRT-13" in {run.protocol.code for run in runs}
    window.undo()
    window.undo()
    assert key not in {p.key for p in open_proposals(desk.store, desk.days.day)}


def test_one_key_from_anywhere_writes_a_line_that_is_found(window: Window, desk, qtbot, tmp_path: Path):
    """Ctrl+L on the map: one line, Enter, and the log has it with its office and hour."""
    window.turn_to("risk_map")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    said: list[str] = []

    def type_it() -> None:
        entry = QApplication.activeModalWidget()
        assert isinstance(entry, QuickEntry)
        qtbot.keyClicks(entry.line, "14.05 telp @Medan Kota: genset rusak")
        said.append(entry.told.text())
        qtbot.keyClick(entry.line, Qt.Key.Key_Return)

    QTimer.singleShot(0, type_it)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert said and "Medan Kota" in said[0] and "14.05" in said[0]
    window.go("continuity", "log")
    page = window.continuity.page("log")
    page.search.setText("genset medan")
    (line,) = page.shown
    assert (line.branch, line.at.hour, line.at.minute) == ("SBU-01", 14, 5)
    picture(window, tmp_path, "log")
    window.undo()
    assert page.shown == []


def test_a_message_goes_out_with_the_figures_and_who_was_told_is_kept(window: Window, desk, tmp_path: Path):
    window.go("continuity", "communication")
    page = window.continuity.page("communication")
    page.views.setCurrentWidget(page.messages)
    page.messages.copy()
    said = QGuiApplication.clipboard().text()
    assert "282" in said
    form = SendingForm(desk, said, window)
    form.recipients.setText("Seluruh kepala cabang")
    form.office.setCurrentIndex(form.office.findData("SBU-01"))
    form.accept()
    page.views.setCurrentWidget(page.sendings)
    page.sendings.search.setText("medan kota")
    (sending,) = page.sendings.shown
    assert (sending.branch, sending.text) == ("SBU-01", said.strip())
    window.go("continuity", "log")
    told = [line for line in window.continuity.page("log").shown if line.origin == "sending"]
    assert "SBU-01" in {line.branch for line in told if line.text.endswith(sending.text)}
    picture(window, tmp_path, "pesan")
