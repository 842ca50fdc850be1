"""Projector mode: one panel at a time, keys that step, nobody's name anywhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget

from cmt_desk.ui.situation.projector import Projector
from cmt_desk.ui.window import Window


@pytest.fixture
def projector(window: Window, qtbot):
    window.go("projector", "")
    shown = window.findChild(Projector)
    assert isinstance(shown, Projector)
    return shown


def texts(widget: QWidget) -> list[str]:
    """Whatever can be read, pointed at or heard."""
    found: list[str] = []
    for child in [widget, *widget.findChildren(QWidget)]:
        found += [child.toolTip(), child.statusTip(), child.accessibleName(), child.accessibleDescription()]
        if isinstance(child, QLabel | QAbstractButton):
            found.append(child.text())
        if isinstance(child, QTableView):
            model = child.model()
            cells = [model.index(r, c) for r in range(model.rowCount()) for c in range(model.columnCount())]
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                found += [str(cell.data(role) or "") for cell in cells]
    return [text for text in found if text]


def test_no_panel_names_anybody(projector: Projector, desk):
    """Not an employee, not who holds a run, not who is at the desk."""
    desk.store.actor = "Nyonya Meja"
    for n in range(len(projector._slides)):
        projector.turn_to(n)
    shown = "\n".join(texts(projector))
    assert "282" in shown and "Pelayanan" in shown and "PRT-20" in shown and "Sumbagut" in shown
    people = desk.store.people.all()
    held = {
        line.holder
        for line in desk.store.protocols.days.lines(dict.fromkeys(("WIB", "WITA", "WIT"), desk.now()))
    }
    assert len(people) > 5000 and held
    named = [e.name for e in people if e.name in shown] + [name for name in held if name in shown]
    assert named == []
    assert "Nyonya Meja" not in shown
    assert [e.number for e in people if e.number in shown] == []


def test_keys_step_through_every_panel_and_back(projector: Projector):
    keys, count = [Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Down], len(projector._slides)
    seen = [projector.stack.currentWidget()]
    for n in range(count - 1):
        QTest.keyClick(projector, keys[n % 3])
        seen.append(projector.stack.currentWidget())
    assert len(set(seen)) == count and projector.at == count - 1
    QTest.keyClick(projector, Qt.Key.Key_Right)
    assert projector.at == 0  # round again
    QTest.keyClick(projector, Qt.Key.Key_Left)
    assert projector.stack.currentWidget() is seen[-1]
    QTest.keyClick(projector, Qt.Key.Key_Home)
    QTest.mouseClick(projector, Qt.MouseButton.LeftButton)
    assert projector.at == 1


def test_late_says_at_which_hour_it_is_counted(projector: Projector, desk):
    """As on the sheet, and not as on the list of Protokol: the same room sees both."""
    projector.turn_to(next(n for n, slide in enumerate(projector._slides) if slide.key == "protocols"))
    assert "pukul 16.00, seperti di lembar status" in projector.made["protocols"].rule.text()


def test_space_lets_the_panels_turn_by_themselves(projector: Projector, monkeypatch, qtbot):
    projector._turning.setInterval(1)
    QTest.keyClick(projector, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: projector.at >= 2, timeout=3000)
    QTest.keyClick(projector, Qt.Key.Key_Space)
    assert not projector._turning.isActive()


def test_escape_leaves_and_f11_comes_back_to_the_same(projector: Projector, window: Window, desk):
    assert projector.isFullScreen()
    QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert not projector.isVisible() and window.isVisible()
    action = next(a for a in window.actions() if a.shortcut().toString() == "F11")
    action.trigger()
    assert projector.isVisible() and len(window.findChildren(Projector)) == 1


def test_it_follows_the_day(projector: Projector, desk):
    from datetime import date

    projector.turn_to(1)
    desk.days.move_to(date(2020, 6, 10))
    tiles = projector.made["figures"].figures.tiles
    assert tiles["cumulative"].value.text() == str(desk.store.cases.figures(date(2020, 6, 10)).cumulative)
    assert "10 Juni 2020" in projector.day.text()


def test_type_grows_with_the_screen_and_nothing_is_clipped(projector: Projector):
    for wide, high in ((1366, 768), (1920, 1080)):
        projector.showNormal()
        projector.resize(wide, high)
        for n in range(len(projector._slides)):
            projector.turn_to(n)
            panel = projector.stack.currentWidget()
            assert panel.minimumSizeHint().width() <= projector.stack.width(), projector._slides[n].key
            for label in panel.findChildren(QLabel):
                assert "…" not in label.text()
                if label.isVisible() and not label.wordWrap():
                    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width() + 1, (
                        label.text()
                    )
