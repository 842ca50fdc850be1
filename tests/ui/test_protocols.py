"""The protocols tab over the demo: start, tick, skip with a reason, open again."""

import atexit
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from cmt_desk.domain.protocols import Step
from cmt_desk.domain.sheets import Scope
from cmt_desk.i18n import speaking
from cmt_desk.operations.desk import undo
from cmt_desk.operations.protocols import start_run
from cmt_desk.operations.templates import draft_of
from cmt_desk.protocol_wording import due_words, event_name
from cmt_desk.ui.protocols import ProtocolsTab
from cmt_desk.ui.protocols.dialogs import HandOverDialog, SkipDialog, StartDialog
from cmt_desk.ui.protocols.editor import TemplateEditor

OK = QDialogButtonBox.StandardButton.Ok


@pytest.fixture
def tab(qtbot, desk):
    made = ProtocolsTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def office_in(desk, zone):
    return next(b for b in desk.store.branches.all() if b.time_zone == zone)


def run_of(desk, line):
    return desk.store.protocols.run(line.id)


def step(due_hours, anchor, repeats=None):
    return Step(1, "x", "x", "CMT", due_hours, anchor, repeats, False)


def test_all_24_protocols_stand_under_8_headings_with_their_running_copies(tab):
    tree = tab.tree.tree
    headings = [tree.topLevelItem(n) for n in range(1, tree.topLevelItemCount())]
    assert len(headings) == 8
    assert sum(heading.childCount() for heading in headings) == 24
    open_runs = sum(not line.line.finished for line in tab.lines)
    assert tree.topLevelItem(0).text(1) == str(open_runs)
    assert len(tab.runs.model.records) == open_runs > 0


def test_the_most_urgent_run_is_in_front_with_its_local_time(tab, desk):
    first = tab.lines[0]
    assert first.line.overdue and tab.runs.current() == first.id
    late = next(view for view in tab.checklist.views if view.overdue)
    assert late.when.endswith(first.zone)
    assert f"{first.line.next_due:%H.%M} {first.zone}" in tab.checklist.rows[late.step.n - 1].meta.text()


def test_a_tick_with_a_note_is_stored_and_the_next_step_is_offered(tab, desk, qtbot):
    line = tab.lines[0]
    open_steps = [s.n for s in run_of(desk, line).open_steps]
    row = tab.checklist.rows[open_steps[0] - 1]
    row.note.setText("sudah ditelepon")
    qtbot.mouseClick(row.tick, Qt.MouseButton.LeftButton)
    mark = desk.store.protocols.run(line.id).marks[open_steps[0]]
    assert (mark.state, mark.note, mark.at) == ("DONE", "sudah ditelepon", datetime(2020, 12, 2, 16))
    assert "sudah ditelepon" in row.told.text()
    assert tab.checklist.rows[open_steps[1] - 1].drawer.isVisible()
    undo(desk.store)
    assert row.tick.state == "" and not row.told.isVisible()


def test_half_a_note_does_not_wander_to_another_run(tab):
    first, second = tab.lines[0], tab.lines[1]
    for row in tab.checklist.rows:
        row.note.setText("setengah catatan")
    tab.show_run(second.id)
    tab.show_run(first.id)
    assert {row.note.text() for row in tab.checklist.rows} == {""}


def test_a_click_on_a_ticked_step_changes_nothing_but_open_again_does(tab, desk, qtbot):
    line = next(x for x in tab.lines if run_of(desk, x).marks and not x.line.finished)
    tab.show_run(line.id)
    marks = run_of(desk, line).marks
    n = next(iter(marks))
    row = tab.checklist.rows[n - 1]
    qtbot.mouseClick(row.tick, Qt.MouseButton.LeftButton)
    assert desk.store.protocols.run(line.id).marks == marks
    qtbot.mouseClick(row.reopen, Qt.MouseButton.LeftButton)
    assert n not in desk.store.protocols.run(line.id).marks


def test_not_applicable_needs_a_reason(tab, desk, qtbot):
    said = []
    desk.banner.said.connect(lambda kind, text: said.append(kind))
    dialog = SkipDialog(tab, "1. a step")
    ready = dialog._buttons.button(OK).isEnabled
    assert not ready()
    dialog.reason.setPlainText("tidak ada tamu")
    assert ready()
    run, n = tab.lines[0], run_of(desk, tab.lines[0]).open_steps[0].n
    tab.doing.skip(n, " ")
    assert said == ["refused"]
    tab.doing.skip(n, dialog.answer())
    assert desk.store.protocols.run(run.id).marks[n].note == "tidak ada tamu"


def test_a_started_run_is_shown_at_once_with_its_office_and_counted(tab, desk):
    papua = office_in(desk, "WIT")
    tab.show_protocol("PRT-21")
    assert tab._pages.currentWidget() is tab.template
    assert tab.runs.model.records == []
    tab.start("PRT-21", papua.code, None)
    assert tab._pages.currentWidget() is tab.checklist
    line = next(x for x in tab.lines if x.id == tab.runs.current())
    assert (line.scope, line.zone, line.line.done) == (papua.name, "WIT", 0)
    assert line.line.started_at == datetime(2020, 12, 2, 16)


def test_a_run_for_a_case_never_shows_a_name(tab, desk):
    case = next(row for row in desk.store.cases.rows(date(2020, 12, 2)) if not row.status.closing)
    tab.start("PRT-20", None, case.id)
    line = next(x for x in tab.lines if x.id == tab.runs.current())
    assert line.line.branch == case.branch
    assert case.name not in line.scope and case.name.split()[0] not in tab.checklist.about.text()
    assert line.scope.endswith("…")


def test_the_start_dialog_waits_for_an_office_that_exists(tab):
    dialog = StartDialog(tab, "PRT-01", [("K1", "Ambon"), ("K2", "Ternate")], [], "")
    ready = dialog._buttons.button(OK).isEnabled
    assert ready() and dialog.answer() == (None, None)
    dialog.kinds["office"].setChecked(True)
    dialog.office.setEditText("Terna")
    assert not ready()
    dialog.office.setEditText("ternate")
    assert ready() and dialog.answer() == ("K2", None)
    assert not dialog.kinds["case"].isEnabled()


def test_an_earlier_day_shows_what_was_known_then_and_cannot_be_changed(tab, desk):
    desk.days.move_to(date(2020, 11, 30))
    assert tab.notice.isVisible()
    assert {line.line.started_at.date() <= date(2020, 11, 30) for line in tab.lines} == {True}
    assert not any(row.tick.isEnabled() for row in tab.checklist.rows if row.isVisible())
    assert not any(action.isEnabled() for action in tab._buttons.values())


def test_filters_split_the_runs_without_losing_one(tab):
    tab.runs.filter_by("done")
    done = {line.id for line in tab.runs.model.records}
    tab.runs.filter_by("open")
    running = {line.id for line in tab.runs.model.records}
    tab.runs.filter_by("overdue")
    overdue = {line.id for line in tab.runs.model.records}
    assert overdue <= running and not running & done
    assert running | done == {line.id for line in tab.lines}


def test_the_search_box_finds_a_protocol_by_its_words(tab):
    tab.tree.search.setText("disinfeksi tidak ada di sini")
    assert all(entry.isHidden() for entry in tab.tree._entries if entry.parent())
    tab.tree.search.setText("PRT-21")
    shown = [entry for entry in tab.tree._entries if entry.parent() and not entry.isHidden()]
    assert [entry.text(0)[:6] for entry in shown] == ["PRT-21"]


@pytest.mark.parametrize(
    ("due_hours", "anchor", "told"),
    [
        (24, "trigger", "within 24 hours of the start"),
        (0.25, "symptom", "within 15 minutes of the first symptom"),
        (-24, "isolation_end", "24 hours before the end of isolation"),
        (0, "isolation_end", "at the end of isolation"),
        (336, "last_contact", "within 14 days of the last contact"),
        (None, "daily 18:30", "every day at 18:30"),
        (None, "day-1 20:00", "the evening before, at 20:00"),
    ],
)
def test_a_deadline_says_what_it_counts_from(due_hours, anchor, told):
    with speaking("en"):
        assert due_words(step(due_hours, anchor)) == told


def test_every_anchor_of_the_protocols_has_words(desk):
    """A new anchor in the seed must be given words before it is shown."""
    with speaking("en"):
        for protocol in desk.store.protocols.active():
            for each in protocol.steps:
                assert due_words(each) != "no deadline"
                if each.due_hours is not None and each.anchor != "trigger":
                    assert event_name(each.anchor) != each.anchor


def test_the_board_shows_every_protocol_or_run_once_and_leads_to_it(tab, desk, qtbot):
    tab.turn_to("board")
    found = {key: column.count() for key, column in tab.board.columns.items()}
    states = [line.state for line in tab.lines]
    assert {key: found[key] for key in ("running", "overdue", "done")} == {
        key: states.count(key) for key in ("running", "overdue", "done")
    }
    assert found["waiting"] == 24 - len({line.code for line in tab.lines if not line.line.finished})
    item = tab.board.columns["overdue"].item(1)
    tab.board.columns["overdue"].itemClicked.emit(item)
    assert tab.view == "list" and tab.runs.current() == tab.lines[1].id
    tab.turn_to("board")
    tab.board.columns["waiting"].itemClicked.emit(tab.board.columns["waiting"].item(0))
    assert tab._pages.currentWidget() is tab.template


def test_the_due_list_and_the_month_hold_the_same_overdue_steps(tab, desk):
    tab.turn_to("due")
    lines = tab.due.table.records.records
    late = sum(line.late for line in lines)
    assert late == desk.store.sheets.facts(Scope(), desk.days.day).protocols.overdue_steps > 0
    assert [line.step.due for line in lines] == sorted(line.step.due for line in lines)
    tab.turn_to("month")
    today = [line for line in lines if line.step.due.date() == desk.days.day]
    assert tab.month.list.count() == len(today)
    tab.month.turn(1)
    assert tab.month.title.text() == "Januari 2021"
    tab.due.run_chosen.emit(lines[0].step.run)
    assert tab.runs.current() == lines[0].step.run


def test_a_run_can_be_handed_to_whoever_holds_a_role_today(tab, desk, monkeypatch):
    """The list names the role; what is kept is the name alone."""
    asked: list[HandOverDialog] = []

    def answer(dialog: HandOverDialog) -> bool:
        asked.append(dialog)
        dialog.person.setCurrentIndex(dialog.person.findData("Ratna Puspita"))
        return True

    monkeypatch.setattr(HandOverDialog, "exec", answer)
    tab.show_run(tab.lines[0].id)
    tab.doing.ask_hand_over()
    assert "Ratna Puspita · Ketua CMT" in [
        asked[0].person.itemText(n) for n in range(asked[0].person.count())
    ]
    assert desk.store.protocols.run(tab.lines[0].id).holder == "Ratna Puspita"


def test_a_repeated_step_offers_its_missed_times_and_a_proof_is_kept(tab, desk, tmp_path, monkeypatch):
    at = datetime(2020, 11, 29, 9)
    run = start_run(desk.store, "PRT-11", at, branch="SBU-01")
    tab.show_run(run)
    row = tab.checklist.rows[0]
    assert [row.turns.itemData(n) for n in range(row.turns.count())] == [1, 2, 3, 4]
    row.turns.setCurrentIndex(2)
    row.tick.click()
    assert set(desk.store.protocols.run(run).ticks) == {(1, 3)}
    tab.doing.skip(1, "libur", missed=True)
    assert set(desk.store.protocols.run(run).ticks) == {(1, 1), (1, 2), (1, 3)}
    (file := tmp_path / "foto.jpg").write_bytes(b"x")
    tab.doing.prove(4, 1, file)
    (proof,) = tab.checklist.rows[3].proofs.findChildren(QPushButton)
    assert proof.text() == "foto.jpg"
    opened, at_the_end = list[Path](), list[Callable[[], object]]()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    monkeypatch.setattr(atexit, "register", lambda *does, **how: at_the_end.append(partial(*does, **how)))
    proof.menu().actions()[0].trigger()
    assert opened[0].name == "foto.jpg" and opened[0].read_bytes() == b"x"
    at_the_end[0]()
    assert not opened[0].parent.exists()  # no copy is left outside the desk
    proof.menu().actions()[2].trigger()
    assert not desk.store.protocols.run(run).evidence


def test_the_editor_asks_before_what_was_typed_goes(tab, desk, qtbot, monkeypatch):
    asked: list[list[str]] = []
    monkeypatch.setattr("cmt_desk.ui.protocols.editor.leaves_it", lambda _of, told: asked.append(told))
    editor = TemplateEditor(desk, draft_of(desk.store, "PRT-05"), tab)
    qtbot.addWidget(editor)
    editor.show()
    editor.form.text_id.setPlainText("Langkah tambahan")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert asked == [["Yang diubah pada PRT-05 belum disimpan."]] and editor.isVisible()
    editor.close()
    assert len(asked) == 2 and editor.isVisible()
    editor.form.text_id.setPlainText(editor._protocol.steps[0].text_id)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert len(asked) == 2 and not editor.isVisible()  # nothing was changed after all


def test_the_editor_keeps_what_was_typed_until_the_rules_are_kept(tab, desk, qtbot):
    draft = draft_of(desk.store, "PRT-05")
    editor = TemplateEditor(desk, draft, tab)
    qtbot.addWidget(editor)
    assert editor.edited() == draft  # looking changes nothing
    editor.list.setCurrentRow(1)
    editor.move_by(-1)
    editor.add()
    editor.accept()
    assert "2" in editor.refusal.text() and editor.result() == 0
    editor.form.text_id.setPlainText("Langkah tambahan")
    editor.form.text_en.setPlainText("One more step")
    editor.accept()
    saved = desk.store.protocols.version("PRT-05", 2)
    assert [s.text_en[:5] for s in saved.steps[:3]] == ["Match", "One m", "Impor"]
    assert saved.steps[0].after == (3,) and saved.steps[3].after == (1,)
    tab.show_version("PRT-05", 2)
    tab.template.asked.emit("activate")
    assert desk.store.protocols.get("PRT-05").version == 2
