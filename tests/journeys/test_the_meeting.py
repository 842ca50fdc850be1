"""The morning meeting: the projector goes round, a function runs again, its light and the strip follow."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cmt_desk.domain.functions import Light
from cmt_desk.operations.functions import restore
from cmt_desk.ui.situation.projector import Projector
from cmt_desk.ui.window import Window


def test_the_meeting_looks_at_every_panel_and_one_light_turns_green(window: Window, desk, tmp_path: Path):
    QTest.keyClick(window, Qt.Key.Key_F11)
    projector = window.findChild(Projector)
    assert isinstance(projector, Projector) and projector.isVisible()
    titles = list[str]()
    for _panel in range(len(projector._slides)):
        titles.append(projector.stack.currentWidget().title.text())  # pyright: ignore[reportAttributeAccessIssue]
        QTest.keyClick(projector, Qt.Key.Key_Right)
    assert len(set(titles)) == len(titles) and "Fungsi kritikal" in titles
    service = next(s for s in desk.store.functions.states(desk.now()) if s.function == "PELAYANAN")
    assert service.worst and service.light is Light.DISRUPTED
    key, local = service.worst.disruption.id, service.worst.local
    assert desk.perform(lambda: restore(desk.store, key, local - timedelta(minutes=5), now=desk.now()))
    projector.turn_to(titles.index("Fungsi kritikal"))  # it follows while it is shown
    lights = [line.mark.light for line in projector.made["functions"].lines]  # pyright: ignore[reportAttributeAccessIssue]
    assert lights == [Light.LIMITED, Light.NORMAL, Light.NORMAL]
    QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert [line.mark.light for line in window.situation.functions.lines] == lights
    assert window.grab().save(str(tmp_path / "rapat.png"))
    window.undo()
    assert window.situation.functions.lines[1].mark.light is Light.DISRUPTED
    QTest.mouseClick(window.situation.functions, Qt.MouseButton.LeftButton)
    assert window.continuity.isVisible()
    window.turn_to("situation")
    window.situation.tiles["exposed"].clicked.emit()
    assert len(window.risk_map.shown) == 76
