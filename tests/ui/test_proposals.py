"""The page of the ripple and the queue that leads to it."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cmt_desk import i18n
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.proposals import Kind
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import undo
from cmt_desk.operations.zones import correct_reading
from cmt_desk.ui.proposals.now import open_now
from cmt_desk.ui.proposals.page import ProposalsWindow
from cmt_desk.ui.proposals.queue import DecisionQueue

WEEK = date(2020, 11, 29)


@pytest.fixture
def page(qtbot, desk) -> ProposalsWindow:
    made = ProposalsWindow(desk, None)
    qtbot.addWidget(made)
    made.ask()
    made.show()
    return made


def of_kind(page: ProposalsWindow, kind: Kind) -> list[str]:
    return [line.id for _p, line in page.shown if line.kind is kind]


def test_every_line_is_in_its_group_with_a_reason_and_not_now_leaves_no_trace(page, desk, demo_copy: Path):
    before = demo_copy.read_bytes()
    proposed = {line.id for p in open_now(desk) for line in p.lines}
    assert set(page.tree.items) == proposed
    groups = [page.tree.topLevelItem(n) for n in range(page.tree.topLevelItemCount())]
    assert sum(group.childCount() for group in groups) == len(proposed)
    assert all(item.text(3) for item in page.tree.items.values())
    assert page.tree.ticks() == set()
    page.tree.tick(list(proposed)[:3])
    page.later.click()
    assert not page.isVisible()
    assert demo_copy.read_bytes() == before


def test_a_row_counts_what_follows_and_leads_to_each_group(page):
    counts = {kind: len(of_kind(page, kind)) for kind in Kind}
    shown = {kind for kind, made in page.groups.buttons.items() if made.isVisible()}
    assert shown == {kind for kind, n in counts.items() if n} and len(shown) > 2
    last = max(shown, key=list(Kind).index)
    assert page.groups.buttons[last].text().endswith(f" {counts[last]}")
    group = page.tree.topLevelItem(page.tree.topLevelItemCount() - 1)
    group.setExpanded(False)
    page.groups.buttons[last].click()
    assert page.tree.currentItem() is group and group.isExpanded()
    assert page.tree.visualItemRect(group).top() >= 0
    page.only.setText("tidak ada yang begini")
    page.only.textEdited.emit(page.only.text())
    assert not page.groups.isVisible()


def test_a_part_is_accepted_as_one_operation_and_the_rest_stays(page, demo):
    zones, entries = of_kind(page, Kind.ZONE), len(demo.journal.entries())
    group = page.tree.items[zones[0]].parent()
    group.setCheckState(0, Qt.CheckState.Checked)  # the box of a group ticks its lines
    assert page.tree.ticks() == set(zones)
    assert str(len(zones)) in page.take.text()
    page.take.click()
    assert len(demo.journal.entries()) == entries + 1
    assert of_kind(page, Kind.ZONE) == []
    assert page.shown
    undo(demo)
    page.refresh()
    assert of_kind(page, Kind.ZONE) == zones


def test_declining_asks_why(page, demo):
    wanted = of_kind(page, Kind.NOTE)[0]
    assert not page.refuse.isEnabled()
    page.tree.tick([wanted])
    page.decline_ticked(" ")
    assert wanted in page.tree.items
    assert "alasan" in page.note.text()
    page.decline_ticked("sudah dikerjakan")
    assert wanted not in page.tree.items
    assert demo.proposals.decisions()[0].why == "sudah dikerjakan"


def test_a_change_while_the_page_is_open_is_told_and_everything_computed_again(page, demo, qtbot):
    some = of_kind(page, Kind.PROTOCOL)[0]
    page.tree.tick([some])
    correct_reading(demo, WEEK, "KOTAMEDAN", Zone.RED, "uji")
    assert "dihitung ulang" in page.note.text()
    key = "zone.raised:SBU-01:2020-11-29:MERAH/ZONE"
    qtbot.waitUntil(lambda: key in page.tree.items, timeout=5000)
    assert page.tree.ticks() == {some}  # what was ticked stays ticked
    roster = next(id for id in of_kind(page, Kind.ROSTER) if ":SBU-01:" in id)  # Medan has two offices
    qtbot.waitUntil(lambda: "SBU-01" in page.rosters.made, timeout=60_000)
    assert "sel dari" in page.tree.items[roster].text(2)
    page.tree.tick([some], False)
    page.tree.tick([roster])
    page.take.click()
    assert roster not in of_kind(page, Kind.ROSTER)


def test_one_proposal_or_a_word_narrows_the_page(page, desk):
    proposal = open_now(desk)[3]
    page.ask(proposal.key)
    assert [line for _p, line in page.shown] == list(proposal.lines)
    page.whole.click()
    assert len(page.shown) == sum(len(p.lines) for p in open_now(desk))
    assert page.whole.isHidden()
    page.ask(proposal.key)
    page.only.setText("suspek")
    page.only.textEdited.emit("suspek")
    assert page.shown
    assert {line.trigger for _p, line in page.shown} == {"case.suspect"}


def test_a_past_day_can_be_looked_at_and_not_decided(page, desk, qtbot):
    desk.days.move_to(date(2020, 12, 1))
    qtbot.waitUntil(lambda: not page.take.isEnabled(), timeout=3000)
    assert "lampau" in page.counted.text()


def test_the_queue_lists_the_most_urgent_first_and_leads_to_the_page(desk, qtbot):
    queue = DecisionQueue(desk)
    qtbot.addWidget(queue)
    queue.show()
    qtbot.waitUntil(lambda: bool(queue.table.records.records), timeout=5000)
    rows = queue.table.records.records
    assert [r.key for r in rows] == [p.key for p in open_now(desk)]
    assert rows[0].trigger == "case.confirmed"
    with qtbot.waitSignal(desk.picked.wanted) as heard:
        queue.table.opened.emit(rows[0])
    assert heard.args[0] == "proposals"


def test_english_has_english_words(qtbot, desk):
    with i18n.speaking("en"):
        made = ProposalsWindow(desk, None)
        qtbot.addWidget(made)
        made.ask()
        assert made.tree.topLevelItem(0).text(0).startswith("Offices whose zone moved")
        assert DAY.strftime("%Y") in made.title.text()


def test_a_what_if_of_the_map_becomes_a_proposal(window, desk, qtbot):
    """The button of the what-if leads to the same page; what is taken there is one operation."""
    desk.picked.pick_branch("SBU-01")
    window.turn_to("risk_map")
    asked = window.risk_map.questions.show_what_if()
    asked.made["Jadikan usulan…"].trigger()
    page = window.proposals
    assert page.isVisible() and "merah" in page.title.text()
    qtbot.waitUntil(lambda: not page.rosters.running, timeout=20000)
    kinds = {line.kind for _p, line in page.shown}
    assert Kind.ROSTER in kinds and {line.branch for _p, line in page.shown} == {"SBU-01"}
    entries = len(desk.store.journal.entries())
    page.take.click()
    assert len(desk.store.journal.entries()) == entries + 1
    assert page.shown == []
    page.whole.click()
    assert {p.trigger for p, _line in page.shown} >= {"zone.raised"}
    asked.close()
