"""A copy of the open desk: whole, checked, told in the footer and remembered on the laptop."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from cmt_desk.roof import Roof
from cmt_desk.store import Store
from cmt_desk.ui.preferences import Preferences
from cmt_desk.ui.window import Window


@pytest.fixture
def roof(qapp, dressed, store: Store, tmp_path: Path):
    """A new desk in memory, in a window."""
    made = Roof(qapp, Preferences(theme="light"))
    made._show_store(lambda: store)
    yield made
    assert made.shown is not None
    made.shown.close()
    made.shown.deleteLater()
    qapp.removeTranslator(made._words)


@pytest.fixture
def window(roof: Roof, qapp) -> Window:
    assert isinstance(roof.shown, Window)
    qapp.processEvents()
    return roof.shown


def save_to(monkeypatch: pytest.MonkeyPatch, window: Window, target: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    window.save_copy()


def test_a_copy_opens_as_the_same_desk_and_the_footer_says_when(
    roof: Roof, window, monkeypatch, tmp_path, qtbot
):
    assert window.footer.copied.text() == "belum ada cadangan di laptop ini"
    assert not window.footer.copied.property("tone")  # it was made a moment ago
    save_to(monkeypatch, window, tmp_path / "cadangan")
    assert window.footer.copied.text().startswith("cadangan ")
    assert window.footer.copied.property("tone") == ""
    with Store.open(tmp_path / "cadangan.desk") as copy:
        assert copy.settings.get("desk") == window.desk.store.settings.get("desk")
        assert copy.journal.latest(5) == window.desk.store.journal.latest(5)
    with window.desk.store.operation("x", "x"):  # the desk is as writable as before
        window.desk.store.settings.put("x", "y")
    said = window.footer.copied.text()
    roof._rebuild()  # as the next day does it
    again = roof.shown
    assert isinstance(again, Window) and again is not window
    qtbot.waitUntil(lambda: again.footer.copied.text() == said, timeout=2000)


def test_the_footer_warns_once_there_is_more_than_a_week_to_lose(window: Window, monkeypatch):
    for days, tone in ((8, "warning"), (1, "")):
        window.desk.copies.note(datetime.now() - timedelta(days=days))
        assert window.footer.copied.property("tone") == tone
    monkeypatch.setattr(window.desk.store.journal, "began", lambda: "2020-12-02T08:00:00+00:00")
    window.desk.copies.last = None
    window.desk.copies.made.emit()
    assert window.footer.copied.property("tone") == "warning"


def test_what_cannot_be_a_copy_is_refused_and_keeps_what_was_there(window: Window, monkeypatch, tmp_path):
    said: list[str] = []
    window.desk.banner.said.connect(lambda kind, _sentence: said.append(kind))
    save_to(monkeypatch, window, tmp_path / "tidak" / "ada.desk")
    monkeypatch.setattr(window.desk.store, "path", tmp_path / "ini.desk")
    (tmp_path / "ini.desk").write_bytes(b"whole")
    save_to(monkeypatch, window, tmp_path / "ini.desk")
    assert said == ["trouble", "refused"]
    assert (tmp_path / "ini.desk").read_bytes() == b"whole"
    assert window.desk.copies.last is None


def test_a_desk_opened_for_reading_can_be_copied(demo_copy: Path, tmp_path: Path):
    demo_copy.chmod(0o444)
    with Store.open(demo_copy, for_reading=True) as opened:
        opened.copy_to(tmp_path / "boleh.desk")
    with Store.open(tmp_path / "boleh.desk") as copy:
        assert not copy.read_only
