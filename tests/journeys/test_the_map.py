"""The map in the meeting: a new week comes in, everybody looks back over the year, and takes a page along."""

from collections import Counter
from datetime import date
from pathlib import Path

import pypdf
from PySide6.QtCore import Qt

from cmt_desk.domain.branches import Zone
from cmt_desk.operations.imports import preview, take
from cmt_desk.store import Store
from cmt_desk.store.verify import verify
from cmt_desk.ui.window import Window
from tests.pdf_text import text_of_page

NEW_WEEK = date(2020, 12, 6)


def zones_by_sql(store: Store, day: date) -> Counter[str]:
    """Counted by nobody's code: the latest reading of each office's area on or before a day."""
    rows = store.db.query(
        "SELECT (SELECT zone FROM zone_reading r WHERE r.area = b.area AND r.bulletin <= ?"
        " ORDER BY r.bulletin DESC LIMIT 1) AS zone FROM branch b",
        [day.isoformat()],
    )
    return Counter(row["zone"] for row in rows)


def test_a_year_is_played_a_region_filtered_a_page_taken_along_and_all_of_it_undone(
    window: Window, desk, qtbot, tmp_path: Path
):
    """Each week that passes agrees with the file; nothing but the import was written, and it comes off."""
    store, before = desk.store, desk.store.branches.bulletins()
    window.turn_to("risk_map")
    tab = window.risk_map
    file = tmp_path / "zonasi-2020-12-06.csv"
    file.write_text("tanggal,prov,kota,hasil\n6 Desember 2020,SUMATERA UTARA,KOTA MEDAN,RESIKO TINGGI\n")
    take(store, preview(store, "zones", file))
    operations = len(store.journal.entries())

    # the day moves on to the new week: Medan's two offices have moved, and the list says so
    desk.days.move_to(NEW_WEEK)
    moves = tab.show_moves()
    assert {o.branch.code for o in moves.table.records.records} == {"SBU-01", "SBU-02"}
    moves.close()

    # played from the first week; header, legend and file agree in each
    desk.days.move_to(before[0].day)
    played: list[date] = []

    def check(day: date) -> None:
        played.append(day)
        assert window.header.day.text().endswith(str(day.year))
        counts = {row.zone: row.offices for row in tab.legend.legend.rows}
        assert {zone.value: n for zone, n in counts.items() if n} == zones_by_sql(store, day)

    desk.days.moved.connect(check)
    tab.weeks.player.timer.setInterval(1)
    qtbot.mouseClick(tab.weeks.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tab.weeks.player.playing, timeout=20_000)
    desk.days.moved.disconnect(check)
    assert played == [b.day for b in before[1:]] + [desk.days.today]

    # one regional office of the new week, as a picture and as a table
    desk.days.move_to(NEW_WEEK)
    tab.filters.regional.setCurrentIndex(tab.filters.regional.findData("SBU"))
    tab.filters.regional.activated.emit(tab.filters.regional.currentIndex())
    tab.layers.switches["cases"].trigger()
    pdf, table = tmp_path / "peta.pdf", tmp_path / "zona.csv"
    assert tab.out.save_picture(pdf) and tab.out.save_table(table)
    text = text_of_page(pypdf.PdfReader(pdf).pages[0])
    assert "6 Desember 2020" in text and f"{len(tab.shown)} dari 123 kantor" in text
    assert table.read_text("utf-8-sig").count(";Merah;") == sum(o.zone is Zone.RED for o in tab.shown)

    # looking wrote nothing; one undo takes the week off again
    assert len(store.journal.entries()) == operations
    window.undo()
    assert store.branches.bulletins() == before
    assert "29 November 2020" in tab.bulletin.text()
    assert all(finding.sound for finding in verify(store))
    window.grab().save(str(tmp_path / "peta.png"))
