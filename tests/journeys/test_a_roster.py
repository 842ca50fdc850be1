"""Four weeks of a branch: planned, published, turned red, re-planned, printed, told, undone."""

from datetime import date, timedelta
from pathlib import Path

from cmt_desk.domain.schedule import Cell
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
    with desk.store.operation("bulletin", "Medan turns red"):
        desk.store.branches.put_bulletins([{"day": "2020-12-20", "source": "x", "illustrative": 1}])
        desk.store.branches.put_readings(
            [{"bulletin": "2020-12-20", "area": tab.weeks.branch.area, "zone": "MERAH", "published": "x"}]
        )
    assert tab.weeks.broken_days and min(tab.weeks.broken_days) == date(2020, 12, 21)
    finished(qtbot, tab, tab.doing.replan)
    moved = {key for key in tab.weeks.proposed if told[key] is Cell.OFFICE}
    assert moved and min(day for _person, day in tab.weeks.proposed) == date(2020, 12, 21)
    picture(window, tmp_path, "usulan")
    tab.middle.bar.accept.click()
    assert tab.weeks.breaches == [] and tab.weeks.marks[Mark.CHANGED] >= len(moved)
    picture(window, tmp_path, "diterima")
    _printed(tab, tmp_path)
    tab.doing.publish()
    assert tab.showing.waiting >= len({person for person, _day in moved})
    for _step in range(2):  # the publication, then the difference that was accepted
        window.undo()
    assert dict(tab.weeks.cells) == told and dict(tab.weeks.published) == told
    assert tab.showing.waiting == 0
    assert all(finding.sound for finding in verify(desk.store))


def _printed(tab, tmp_path: Path) -> None:
    """The office on its side, every slip in one PDF, a calendar a person, all from what is in front."""
    papers = tab.middle.papers
    office, slips = Pages(papers.roster()), Pages(papers.slips())
    assert as_pdf(office).startswith(b"%PDF") and "berubah sejak terbit" in office.text()
    assert slips.count == (len(tab.weeks.people) + 1) // 2
    assert all(person.name in slips.text() for person in tab.weeks.people)
    papers.save_calendars(tmp_path)
    files = list(tmp_path.glob("*.ics"))
    assert len(files) == len(tab.weeks.people)
    assert (tab.weeks.days[0] + timedelta(days=2)).strftime("%Y%m%d") in files[0].read_text("utf-8")
