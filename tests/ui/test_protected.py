"""A protected person's name appears on no screen, paper or command, even with all names revealed."""

from datetime import date
from pathlib import Path
from types import BuiltinMethodType

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QInputDialog, QWidget

from cmt_desk import cli
from cmt_desk.domain.cases import Status
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.people import HIDDEN
from cmt_desk.operations.cases import open_case, step_case
from cmt_desk.operations.contacts import NewContact, add_contacts
from cmt_desk.operations.desk import undo
from cmt_desk.operations.people import name_for_form, protect, unprotect
from cmt_desk.store import Store
from cmt_desk.ui.cases.pages import page_kinds
from cmt_desk.ui.cases.pairs import CompareCases
from cmt_desk.ui.cases.papers import form_of, letter_of, protected_form
from cmt_desk.ui.cases.people_list import PeopleList
from cmt_desk.ui.cases.protected import ProtectedPeople
from cmt_desk.ui.finder import cases
from cmt_desk.ui.window import PAGES, Window

DAY = date(2020, 12, 2)
NAME = "Zyxwina Qvortekawati"
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def texts(root: QWidget) -> list[str]:
    """Everything the widgets below a window say: labels, tips, names for screen readers, every cell."""
    found: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        for ask in ("text", "toPlainText", "toolTip", "accessibleName", "accessibleDescription", "statusTip"):
            told = getattr(widget, ask, None)
            if isinstance(told, BuiltinMethodType):  # Qt's own, not a part of ours of that name
                found.append(str(told()))
        if isinstance(widget, QAbstractItemView) and widget.model():
            found += cells(widget.model())
    return found


def cells(model: QAbstractItemModel) -> list[str]:
    rows = model.rowCount()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    places = [model.index(row, column) for row in range(rows) for column in range(columns)]
    heads = [model.headerData(row, Qt.Orientation.Vertical) for row in range(rows)]
    return [str(index.data(role)) for index in places for role in ROLES] + [str(head) for head in heads]


def made_hidden(store: Store) -> tuple[str, str]:
    """(number, case) of a protected person with a twin of the same name, who is a contact as well."""
    ill = {case.employee for case in store.cases.all()}
    first, twin, other = [p.number for p in store.people.of_branch("SBU-01") if p.number not in ill][:3]
    with store.operation("rename", "rename"):
        for number in (first, twin):
            store.db.table("employee").update(number, {"name": NAME})
    case = open_case(store, first, Status.CONFIRMED_NO_SYMPTOMS, DAY, specimen=DAY)
    open_case(store, twin, Status.SUSPECT, DAY)
    source = open_case(store, other, Status.CONFIRMED_NO_SYMPTOMS, DAY, specimen=DAY)
    add_contacts(store, source, [NewContact(date(2020, 12, 1), ContactKind.NEAR, employee=first)], DAY)
    for number in (first, twin):
        protect(store, number, "permintaan keluarga")
    return first, case


def test_no_screen_shows_the_name_even_when_names_are_revealed(window: Window, desk, monkeypatch):
    number, case = made_hidden(desk.store)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_asked: ("uji", True))
    desk.picked.pick_branch("SBU-01")
    tab = window.cases
    tab.reveal()
    told: list[str] = []
    for n, page in enumerate(PAGES):
        window.turn_to(page)
        told += texts(window.page(n))
    window.turn_to("cases")
    tab.show_case(case)
    for section in range(3):
        tab.detail.show_section(section)
        told += texts(tab.detail)
    for kind in page_kinds():
        tab.show_view(kind.key)
        told += texts(tab.page(kind.key))
    pairs = tab.page("pairs").pairs
    (pair,) = [p for p in pairs if number in (p.first.employee, p.second.employee)]
    finder = PeopleList(desk)
    finder.search.setText(number)
    dialogs = (CompareCases(desk, pair, True, tab), ProtectedPeople(desk, tab), finder.people)
    told += [text for dialog in dialogs for text in texts(dialog)]
    told += [found.text for found in cases(desk, number)]
    assert cases(desk, NAME.split(maxsplit=1)[0]) == []
    assert any(number in text for text in told) and any(HIDDEN in text for text in told)
    assert [text for text in told if "Zyxw" in text or "Qvort" in text] == []


def test_no_paper_bears_the_name_but_the_form_with_a_reason(window: Window, desk, monkeypatch):
    _number, case = made_hidden(desk.store)
    papers = [form_of(desk, case, True)]
    answers = iter([("", True), ("rujukan rumah sakit", True)])
    monkeypatch.setattr(QInputDialog, "getText", lambda *_asked: next(answers))
    papers.append(protected_form(desk, case, True, window))
    assert not any(NAME in paper.html for paper in papers)
    with_name = protected_form(desk, case, False, window)
    assert with_name and NAME in with_name.html
    entry = desk.store.journal.entries()[-1]
    assert (entry.name, entry.reason) == ("reveal_protected", "rujukan rumah sakit")
    scopes = [row["scope"] for row in desk.store.db.query("SELECT scope FROM disclosure")]
    assert scopes == [case]
    step_case(desk.store, case, Status.RECOVERED, DAY)
    letter = letter_of(desk, case)
    assert letter and NAME not in letter.html and "………" in letter.html


def test_no_command_prints_the_name(demo_copy: Path, capsys):
    with Store.open(demo_copy) as store:
        number, _case = made_hidden(store)
    ask = ["--desk", str(demo_copy)]
    office, week = ["--branch", "SBU-01"], ["--from", "2020-11-30", "--to", "2020-12-06"]
    for words in (
        ["roster", *ask, *office, *week],
        ["why", *ask, *office, "--employee", number, "--date", "2020-12-02"],
        ["journal", *ask], ["journal", *ask, "--json"], ["figures", *ask, "--date", "2020-12-02"],
    ):  # fmt: skip
        assert cli.main(words) == 0
    told = capsys.readouterr().out
    assert number in told
    assert "Zyxw" not in told and "Qvort" not in told


def test_protecting_needs_a_reason_and_is_undone_like_anything(demo: Store):
    number = demo.people.of_branch("SBU-01")[0].number
    name = demo.people.get(number).name
    with pytest.raises(Refused, match="alasan"):
        protect(demo, number, "  ")
    protect(demo, number, "ancaman")
    assert (demo.people.get(number).name, demo.people.get(number).protected) == (HIDDEN, True)
    undo(demo)
    assert demo.people.get(number).name == name
    protect(demo, number, "ancaman")
    with pytest.raises(Refused):
        unprotect(demo, number, "")
    unprotect(demo, number, "ancaman berakhir")
    assert demo.people.get(number).name == name
    case = demo.cases.all()[0].id
    with pytest.raises(Refused, match="alasan"):
        name_for_form(demo, case, "")


def test_a_protected_person_is_found_by_the_whole_name_only(demo: Store):
    """Letter by letter, a search would give the name away."""
    number, _case = made_hidden(demo)
    assert [p.number for p in demo.people.search("Zyxwina")] == []
    assert number in [p.number for p in demo.people.search(NAME.lower())]


def test_pickers_mask_names_and_still_find_by_them(desk):
    person = next(p for p in desk.store.people.of_branch("SBU-01"))
    finder = PeopleList(desk)
    finder.search.setText(person.name)
    shown = [finder.people.item(n).text() for n in range(finder.people.count())]
    assert any(person.number in text for text in shown)
    assert not any(person.name in text for text in shown)
