"""Ctrl+K: a few letters lead to a branch, a case, a protocol or an action."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from cmt_desk.domain.case_filter import begins, search_words
from cmt_desk.ui.finder import SHOWN, Finder, cases, everything, matches
from cmt_desk.ui.window import Window
from cmt_desk.wording import status_name


def test_a_branch_is_found_by_name_city_or_code_and_picked_everywhere(window: Window, desk, qtbot):
    finder = Finder(desk, window.findChildren(QAction), window)
    qtbot.keyClicks(finder.typed, "banyuwangi")
    qtbot.keyClick(finder.typed, Qt.Key.Key_Return)
    assert desk.store.branches.by_code()[desk.picked.branch].name == "Banyuwangi"
    assert window.risk_map.isVisible()


def test_signs_narrow_what_is_found(window: Window, desk):
    found = everything(desk, window.findChildren(QAction))
    assert {f.kind for f in matches(desk, found, "@medan")} == {"branch"}
    assert {f.kind for f in matches(desk, found, "#kudus")} == {"case"}
    assert {f.kind for f in matches(desk, found, ">")} == {"action"}
    assert matches(desk, found, "prt-20")[0].kind == "protocol"
    assert matches(desk, found, "atlantis") == []


def test_cases_are_found_by_the_beginnings_of_words_whatever_they_are_of(desk):
    """As the rows themselves say: number, name, office or status, all words, the newest first."""
    rows = desk.store.cases.rows(desk.days.day)
    offices = {b.code: f"{b.name} {b.city}" for b in desk.store.branches.all()}
    person = next(row for row in rows if row.name.split()[0] != offices[row.branch].split()[0])
    for typed in (
        person.employee,
        person.name,
        f"{person.name[:4]} {offices[person.branch][:5]}",
        "sus",
        "-",
    ):
        wanted = [
            row.employee
            for row in rows
            if begins(
                search_words(typed),
                f"{row.employee} {row.name} {offices[row.branch]} {status_name(row.status)}",
            )
        ]
        assert [f.text.split(" · ")[0] for f in cases(desk, typed)] == wanted[:SHOWN]
        assert wanted


def test_names_of_the_ill_stay_masked(window: Window, desk):
    row = desk.store.cases.rows(desk.days.day)[0]
    found = matches(desk, [], f"#{row.employee}")
    assert len(found) == 1
    assert row.name not in found[0].text


def test_a_case_opens_in_its_tab(window: Window, desk, qtbot):
    row = desk.store.cases.rows(desk.days.day)[0]
    finder = Finder(desk, [], window)
    qtbot.keyClicks(finder.typed, f"#{row.employee}")
    finder.accept()
    assert window.cases.isVisible()
    assert window.cases.list.current().id == row.id


def test_an_action_is_offered_where_it_can_be_done_and_its_tab_comes_to_the_front(window: Window, desk):
    window.turn_to("protocols")
    window.turn_to("cases")
    texts = [action.text() for action in window.offered()]
    assert "Kasus baru…" in texts
    assert "Tanda tangan…" not in texts and "Januari" not in texts  # pages and calendars that are not open
    window.turn_to("situation")
    [form] = [f for f in everything(desk, window.offered(), window.do) if f.text == "Formulir kasus…"]
    said: list[str] = []
    desk.banner.said.connect(lambda _kind, sentence: said.append(sentence))
    form.go()
    assert window.cases.isVisible()
    assert said == ["Pilih dahulu satu kasus di tabel."]
