"""An operation of many rows is taken back behind a bar: all of it, or nothing when one leaves."""

import pytest
from PySide6.QtWidgets import QDialog, QMainWindow

from cmt_desk.ui import undoing
from cmt_desk.ui.undoing import do_again, take_back


@pytest.fixture
def parent(qtbot, desk, monkeypatch):
    """A window over a desk whose last operation made three thousand rows."""
    monkeypatch.setattr(undoing, "LONG", 1000)
    with desk.store.operation("many", "Banyak baris"):
        desk.store.db.add("setting", ({"key": f"k{n}", "value": "1"} for n in range(3000)))
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


def many(desk) -> int:
    return sum(desk.store.settings.get(f"k{n}") == "1" for n in range(0, 3000, 100))


def test_a_long_operation_is_taken_back_and_done_again_behind_a_bar(parent, desk, qtbot):
    for step, left in ((take_back, 0), (do_again, 30)):
        step(desk, parent)
        (bar,) = parent.findChildren(QDialog)
        assert bar.isVisible()
        with qtbot.waitSignal(desk.changes.happened, timeout=20_000):
            pass
        qtbot.waitUntil(lambda: not parent.findChildren(QDialog))
        assert many(desk) == left


def test_leaving_it_early_puts_everything_back(parent, desk, qtbot):
    entries = len(desk.store.journal.entries())
    take_back(desk, parent)
    (bar,) = parent.findChildren(QDialog)
    qtbot.waitUntil(lambda: bar.bar.value() > 0, timeout=20_000)
    bar.leave.click()
    assert many(desk) == 30
    assert len(desk.store.journal.entries()) == entries
