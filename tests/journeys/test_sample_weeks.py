"""The real weeks of winter 2021: imported, played, corrected, one removed, and all of it undone."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QProgressBar

from cmt_desk.domain.branches import Zone
from cmt_desk.operations.zones import correct_reading
from cmt_desk.store import Store
from cmt_desk.ui.importing.dialog import ImportDialog
from cmt_desk.ui.window import Window

DOUBTED, REPAIRED = date(2021, 12, 9), date(2022, 1, 9)


def everything(store: Store) -> dict[str, list[tuple]]:
    """Every table of the desk but the journal itself."""
    names = [
        name
        for (name,) in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if name not in ("operation", "change") and not name.startswith(("_", "sqlite_"))
    ]
    return {n: sorted(map(tuple, store.db.execute(f"SELECT * FROM {n}")), key=repr) for n in names}


def picture(window: Window, tmp_path: Path, name: str) -> None:
    image = window.grab().toImage()
    assert image.save(str(tmp_path / f"{name}.png"))
    spots = ((x, y) for x in range(0, image.width(), 40) for y in range(0, image.height(), 40))
    assert len({image.pixelColor(x, y).rgb() for x, y in spots}) > 5


def undo(qtbot, window: Window) -> None:
    """Thousands of readings are taken back behind a bar."""
    with qtbot.waitSignal(window.desk.changes.happened, timeout=20_000):
        window.undo()
    qtbot.waitUntil(lambda: not any(bar.isVisible() for bar in window.findChildren(QProgressBar)))


def test_the_sample_weeks_from_import_to_undo(qtbot, window: Window, desk, samples: Path, tmp_path: Path):
    """The mistyped date repaired, each week seen, a region filtered and taken away, a zone corrected, a week
    removed; then everything undone."""
    store, before, done = desk.store, everything(desk.store), len(desk.store.journal.entries())
    window.turn_to("risk_map")
    tab = window.risk_map
    first = ImportDialog(desk, "zones", samples / "zones" / "zonasi-2021-11_2022-02.csv", window)
    first.go.click()
    assert DOUBTED in {b.day for b in store.branches.bulletins()}  # as printed: nothing is repaired unasked
    undo(qtbot, window)
    again = ImportDialog(desk, "zones", samples / "zones" / "zonasi-2021-11_2022-02.csv", window)
    again.repair.setChecked(True)
    again.go.click()
    days = [b.day for b in store.branches.bulletins() if b.day.year > 2020]
    assert len(days) == 15
    assert REPAIRED in days
    assert DOUBTED not in days

    for day in days:  # each week on the map, counted again from the rows
        desk.days.move_to(day)
        rows = dict(
            store.db.execute(
                "SELECT r.zone, count(*) FROM branch b JOIN zone_reading r ON r.area = b.area"
                " WHERE r.bulletin = ? GROUP BY r.zone",
                [day.isoformat()],
            )
        )
        assert tab.legend.legend
        assert {r.zone.value: r.offices for r in tab.legend.legend.rows if r.zone and r.offices} == rows
    picture(window, tmp_path, "minggu")

    tab.filters.regional.setCurrentIndex(tab.filters.regional.findData("SBU"))
    tab.filters.regional.activated.emit(0)
    here = {b.code for b in store.branches.all() if b.regional_office == "SBU"}
    assert {office.branch.code for office in tab.shown} == here
    assert sum(row.offices for row in tab.legend.legend.rows) == len(here)
    assert tab.out.save_picture(tmp_path / "peta.pdf")
    assert (tmp_path / "peta.pdf").read_bytes().startswith(b"%PDF")
    tab.filters.clear()

    last = days[-1]
    desk.picked.pick_branch("SBU-01")
    published = tab.panel.mark.zone
    wanted = Zone.RED if published is not Zone.RED else Zone.GREEN
    dialog = tab.questions.correction("SBU-01")
    dialog.zone.buttons[wanted].click()
    dialog.reason.setText("Salinan Satgas provinsi")
    dialog.go.click()
    assert tab.panel.mark.zone is wanted
    desk.days.move_to(days[-2])
    assert tab.panel.mark.zone is not None
    desk.days.move_to(last)
    correct_reading(store, days[0], "KOTAMEDAN", Zone.GREEN, "uji")

    bulletins = tab.questions.show_bulletins()
    assert bulletins.table.records.records[0].line.corrected == 1
    assert bulletins.remove(last)
    assert tab._day.bulletin.day == days[-2]
    picture(window, tmp_path, "dihapus")

    for _step in range(4):
        undo(qtbot, window)
    assert everything(store) == before
    assert len(store.journal.entries()) == done + 2 + 4 + 4  # import, undo; four steps and their undoing
    picture(window, tmp_path, "kembali")
