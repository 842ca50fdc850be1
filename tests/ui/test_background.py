"""Work in bites: one piece a turn, and none after one that failed."""

from PySide6.QtCore import QObject

from cmt_desk.ui.background import Bites


def test_a_piece_that_fails_is_told_once_and_ends_the_work(qtbot) -> None:
    done: list[int] = []
    owner = QObject()
    bites = Bites(owner)
    with qtbot.capture_exceptions() as told:
        bites.start([lambda: done.append(1), lambda: 1 // 0, lambda: done.append(3)])
        qtbot.waitUntil(lambda: bool(told))
        qtbot.wait(20)
    assert [kind for kind, _error, _trace in told] == [ZeroDivisionError]
    assert done == [1]
    assert not bites.running
