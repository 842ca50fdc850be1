"""The modules of tabs are read while nobody waits."""

import sys
from datetime import date

from PySide6.QtCore import QObject

from cmt_desk.ui import ahead


def test_all_that_tabs_ask_for_is_read_a_module_at_a_time(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(ahead, "PAUSE", 0)
    owner = QObject()
    reading = ahead.ReadAhead(date(2020, 12, 2), owner)
    reading.start()
    qtbot.waitUntil(lambda: not reading.running, timeout=20_000)
    rooms = [f"cmt_desk.ui.{room}" for room in ahead.ROOMS]
    assert {"numpy", "holidays", "cmt_desk.reports.roster", *rooms} <= set(sys.modules)
