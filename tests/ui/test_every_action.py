"""Every enabled action and button can be hit in a new desk and in one opened for reading: none raises."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QMessageBox,
    QPushButton,
    QToolButton,
)

from cmt_desk.operations.desk import create_desk
from cmt_desk.store import Store
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.window import Window

Thing = QAction | QAbstractButton


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks is told no: forms are shown and closed, no file is named."""

    def refuse(dialog: QDialog) -> int:
        dialog.show()
        dialog.reject()
        return 0

    for kind in (QDialog, QMessageBox):
        monkeypatch.setattr(kind, "exec", refuse)
    monkeypatch.setattr(QDialog, "open", refuse)
    for name, nothing in (("getOpenFileName", ("", "")), ("getSaveFileName", ("", "")),
                          ("getOpenFileNames", ([], "")), ("getExistingDirectory", "")):  # fmt: skip
        monkeypatch.setattr(QFileDialog, name, lambda *_a, n=nothing, **_k: n)
    for name in ("getText", "getMultiLineText", "getItem"):
        monkeypatch.setattr(QInputDialog, name, lambda *_a, **_k: ("", False))


@pytest.fixture(params=["new", "read only"])
def desk(request: pytest.FixtureRequest, store: Store, qapp, dressed, tmp_path: Path) -> Iterator[Desk]:
    """A new desk, and one opened for reading only."""
    if request.param == "new":
        yield Desk.over(store)
        return
    file = tmp_path / "baca.desk"
    create_desk(file).close()
    file.chmod(0o444)
    with Store.open(file, for_reading=True) as opened:
        yield Desk.over(opened)


def offered(window: Window) -> list[Thing]:
    """What the finder would offer, and the buttons of the tab in front that stand for no action."""
    page = window.page(window.tabs.currentIndex())
    buttons = [
        button
        for kind in (QPushButton, QToolButton)
        for button in page.findChildren(kind)
        if button.isVisible() and button.isEnabled() and not button.menu()
    ]
    actions = {a for a in window.offered() if a.text() and not a.menu() and not a.isSeparator()}
    return [*actions, *(b for b in buttons if not (isinstance(b, QToolButton) and b.defaultAction()))]


def test_no_enabled_action_raises(desk: Desk, qtbot):
    """pytest-qt fails the test for whatever a slot raises."""
    window = Window(desk)
    qtbot.addWidget(window)
    window.show()
    hit: set[Thing] = set()
    for n in range(window.tabs.count()):
        window.tabs.setCurrentIndex(n)
        for thing in offered(window):
            if thing in hit or not thing.isEnabled() or "Ctrl+Q" in thing.toolTip():
                continue
            hit.add(thing)
            thing.trigger() if isinstance(thing, QAction) else thing.click()
            for other in QApplication.topLevelWidgets():
                if other is not window and other.isVisible():
                    other.close()
            window.tabs.setCurrentIndex(n)
    assert len(hit) > 80
