"""Four weeks of a branch: planned, published, turned red, re-planned, printed, told, undone."""

from datetime import date, timedelta
from pathlib import Path

from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import short_date
from cmt_desk.operations.imports import preview, take
from cmt_desk.operations.roster_quality import kept_quality_text
from cmt_desk.operations.roster_weeks import Mark
from cmt_desk.store.verify import verify
from cmt_desk.ui.printing import Pages, as_pdf
from cmt_desk.ui.window import Window


def picture(window: Window, tmp_path: Path, name: str) -> None:
    image = window.grab().toImage()
    assert image.save(str(tmp_path / f"{name}.png"))
    points = ((x, y) for x in range(0, image.width(), 40) for y in range(0, image.height(), 40))
    assert len({image.pixelColor(x, y).rgb() for x, y in points}) > 5


def finished(qtbot, tab, action):
    """Do it, and wait until the other process has planned."""
    action()
    qtbot.waitUntil(lambda: not tab.doing.planning.running, timeout=60_000)


def test_plan_publish_red_accept_print_tell_undo(window: Window, desk, tmp_path: Path, qtbot):
    window.go("schedule", "SBU-01")
    tab = window.schedule
    desk.days.move_to(date(2020, 12, 14))
    assert not tab.weeks.cells
    finished(qtbot, tab, tab.doing.plan)
    assert tab.weeks.marks[Mark.DRAFT] > 0 and tab.weeks.breaches == []
    picture(window, tmp_path, "draf")
    tab.doing.publish()
    assert tab.weeks.marks[Mark.DRAFT] == 0 and "Diterbitkan" in tab.middle.notice.text()
    told = dict(tab.weeks.cells)
    file = tmp_path / "zona.csv"
    file.write_text(f"date,area,zone\n2020-12-20,{tab.weeks.branch.city},merah\n", "utf-8")
    take(desk.store, preview(desk.store, "zones", file))
    assert tab.weeks.broken_days and min(tab.weeks.broken_days) == date(2020, 12, 21)
    assert "Susun ulang" in tab.middle.notice.text()
    finished(qtbot, tab, tab.doing.replan)
    _shown_before_it_is_taken(tab, told)
    moved = {key for key in tab.weeks.proposed if told[key] is Cell.OFFICE}
    assert moved and min(day for _person, day in tab.weeks.proposed) == date(2020, 12, 21)
    picture(window, tmp_path, "usulan")
    tab.middle.bar.accept.click()
    assert tab.weeks.breaches == [] and tab.weeks.marks[Mark.CHANGED] >= len(moved)
    kept = tab.showing.quality
    assert kept and kept.same and "batas bawah" in kept_quality_text(kept)
    picture(window, tmp_path, "diterima")
    _printed(tab, tmp_path, min(moved))
    tab.doing.publish()
    assert tab.showing.waiting >= len({person for person, _day in moved})
    for _step in range(2):  # the publication, then the difference that was accepted
        window.undo()
    assert dict(tab.weeks.cells) == told and dict(tab.weeks.published) == told
    assert tab.showing.waiting == 0
    assert tab.weeks.broken_days  # the zone is still red
    window.undo()  # the bulletin
    assert not tab.weeks.breaches and dict(tab.weeks.cells) == told
    for _step in range(2):  # the first publication, the plan
        window.undo()
    assert not tab.weeks.cells
    assert all(finding.sound for finding in verify(desk.store))


def _shown_before_it_is_taken(tab, told) -> None:
    """Cells, people, days and reasons stand on the screen; what people were told stands in the file."""
    cells, people = tab.showing.proposal.moved
    assert f"{cells} sel dari {people} orang" in tab.middle.bar.text.text()
    said = tab.side.difference.text()
    for change in tab.showing.proposal.changes:
        if change.moves:
            assert tab.weeks.names[change.employee] in said and short_date(change.day) in said
    assert "25 %" in said
    stored = tab.desk.store.schedule.cells(tab.showing.code, tab.weeks.days[0], tab.weeks.days[-1])
    assert stored == told


def _printed(tab, tmp_path: Path, changed: tuple[str, date]) -> None:
    """The office on its side, every slip in one PDF, a calendar a person, all from what is in front."""
    papers = tab.middle.papers
    office, slips = Pages(papers.roster()), Pages(papers.slips())
    assert as_pdf(office).startswith(b"%PDF") and "berubah sejak terbit" in office.text()
    assert slips.count == (len(tab.weeks.people) + 1) // 2
    assert all(person.name in slips.text() for person in tab.weeks.people)
    (person,) = (e for e in tab.weeks.people if e.number == changed[0])
    slip = Pages(papers.slips(person)).text()
    assert person.name in slip and str(changed[1].day) in slip
    papers.save_calendars(tmp_path)
    files = list(tmp_path.glob("*.ics"))
    assert len(files) == len(tab.weeks.people)
    assert (tab.weeks.days[0] + timedelta(days=2)).strftime("%Y%m%d") in files[0].read_text("utf-8")
