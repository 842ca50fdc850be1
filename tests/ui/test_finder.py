"""Ctrl+K: a few letters lead to a branch, a case, a protocol or an action."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from cmt_desk.ui.finder import Finder, everything, matches
from cmt_desk.ui.window import Window


def test_a_branch_is_found_by_name_city_or_code_and_picked_everywhere(window: Window, desk, qtbot):
    finder = Finder(desk, window.findChildren(QAction), window)
    qtbot.keyClicks(finder.typed, "banyuwangi")
    qtbot.keyClick(finder.typed, Qt.Key.Key_Return)
    assert desk.store.branches.by_code()[desk.picked.branch].name == "Banyuwangi"
    assert window.risk_map.isVisible()


def test_signs_narrow_what_is_found(window: Window, desk):
    found = everything(desk, window.findChildren(QAction))
    assert {f.kind for f in matches(found, "@medan")} == {"branch"}
    assert {f.kind for f in matches(found, "#kudus")} == {"case"}
    assert {f.kind for f in matches(found, ">")} == {"action"}
    assert matches(found, "prt-20")[0].kind == "protocol"
    assert matches(found, "atlantis") == []


def test_names_of_the_ill_stay_masked(window: Window, desk):
    row = desk.store.cases.rows(desk.days.day)[0]
    found = matches(everything(desk, []), f"#{row.employee}")
    assert len(found) == 1
    assert row.name not in found[0].text


def test_a_case_opens_in_its_tab(window: Window, desk, qtbot):
    row = desk.store.cases.rows(desk.days.day)[0]
    finder = Finder(desk, [], window)
    qtbot.keyClicks(finder.typed, f"#{row.employee}")
    finder.accept()
    assert window.cases.isVisible()
    assert window.cases.list.current().id == row.id
