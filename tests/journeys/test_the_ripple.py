"""A bulletin is imported, everything that follows is on one page, and one undo takes what was taken back."""

import csv
from pathlib import Path

from cmt_desk.domain.branches import area_key
from cmt_desk.domain.cases import Status
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.domain.proposals import Kind
from cmt_desk.domain.sheets import Scope
from cmt_desk.operations.cases import open_case
from cmt_desk.operations.contacts import NewContact, add_contacts
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.imports import preview, take
from cmt_desk.operations.sheets import Printed, issue_sheet
from cmt_desk.store import Store
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.importing.dialog import ImportDialog
from cmt_desk.ui.proposals.page import ProposalsWindow
from cmt_desk.ui.window import Window

WORDS = {"RENDAH": "KUNING", "SEDANG": "ORANYE", "TINGGI": "MERAH", "TIDAK ADA KASUS": "HIJAU"}


def everything(store: Store) -> dict[str, list[tuple]]:
    """Every table of the desk but the journal itself."""
    names = [
        name
        for (name,) in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if name not in ("operation", "change") and not name.startswith(("_", "sqlite_"))
    ]
    return {n: sorted(map(tuple, store.db.execute(f"SELECT * FROM {n}")), key=repr) for n in names}


def moved_offices(page: ProposalsWindow) -> dict[str, tuple[str, str]]:
    return {line.branch: (line.before, line.after) for _p, line in page.shown if line.kind is Kind.ZONE}


def picture(widget, tmp_path: Path, name: str) -> None:
    image = widget.grab().toImage()
    assert image.save(str(tmp_path / f"{name}.png"))
    spots = ((x, y) for x in range(0, image.width(), 40) for y in range(0, image.height(), 40))
    assert len({image.pixelColor(x, y).rgb() for x, y in spots}) > 5


def import_through(window: Window, file: Path) -> None:
    dialog = ImportDialog(window.desk, "zones", file, window)
    dialog.go.click()


def story(window: Window, tmp_path: Path, expected: dict[str, tuple[str, str]]) -> None:
    """From the banner to the page, which lists the offices that moved; a part is taken, the sheet shown."""
    store = window.desk.store
    assert window.banner.way.isVisible()
    window.banner.way.click()
    page = window.proposals
    assert page.isVisible()
    assert moved_offices(page) == expected
    picture(page, tmp_path, "usulan")
    entries = len(store.journal.entries())
    part = [line.id for _p, line in page.shown if line.kind in (Kind.ZONE, Kind.PROTOCOL, Kind.SHEET)]
    rest = [line.id for _p, line in page.shown if line.id not in part]
    page.tree.tick(part)
    page.take.click()
    assert len(store.journal.entries()) == entries + 1
    assert sorted(page.tree.items) == sorted(rest)
    page.later.click()
    window.turn_to("sheets")
    assert window.sheets.isVisible()
    picture(window, tmp_path, "lembar")


def colours(file: Path, store: Store) -> dict[str, str]:
    """What a bulletin says of each area, read without the program's importer."""
    aliases = store.branches.area_aliases()
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return {
            aliases.get(key := area_key(row["kota"]), key): WORDS[row["hasil"].removeprefix("RESIKO ")]
            for row in csv.DictReader(rows)
        }


def test_the_week_of_20_february_2022_moves_exactly_the_offices_the_files_say(
    qtbot, dressed, demo: Store, samples: Path, tmp_path: Path
):
    """The demo's people in 2022, between the map of 16 January and that of 20 February."""
    old, new = (samples / "zones" / f"zonasi-{day}.csv" for day in ("2022-01-16", "2022-02-20"))
    with demo.operation("test", "the desk stands in 2022"):
        demo.settings.put("fixed_today", "2022-02-22")
    take(demo, preview(demo, "zones", old))
    before, after = colours(old, demo), colours(new, demo)
    expected = {
        branch.code: (before[branch.area], after[branch.area])
        for branch in demo.branches.all()
        if before[branch.area] != after[branch.area]
    }
    assert 20 < len(expected) < 123
    window = Window(Desk.over(demo))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    copy = everything(demo)
    import_through(window, new)
    story(window, tmp_path, expected)
    window.undo()
    window.undo()
    assert everything(demo) == copy


def test_a_made_up_week_is_taken_in_part_and_undone_table_by_table(window: Window, tmp_path: Path):
    """Two areas turn, one stays: the page has the two, and nothing else of the new map. The day's sheet is
    out already: its correction is offered, begins with its reason, and is taken back with the rest."""
    store = window.desk.store
    issue_sheet(
        store,
        Scope(),
        DAY,
        now=window.desk.now(),
        print_sheet=lambda _sheet: Printed(b"%PDF", 1, {"html": ""}),
    )
    before = everything(store)
    zones = {area: store.branches.history().zone(area, DAY) for area in ("KOTASEMARANG", "KOTAMEDAN")}
    file = tmp_path / "zonasi-2020-12-02.csv"
    file.write_text("date,area,zone\n2020-12-02,Kota Semarang,hijau\n2020-12-02,Kota Medan,oranye\n", "utf-8")
    import_through(window, file)
    turned = [b.code for b in store.branches.all() if b.area == "KOTASEMARANG"]
    old = zones["KOTASEMARANG"]
    assert turned and old
    story(window, tmp_path, dict.fromkeys(turned, (old.value, "HIJAU")))
    sheet = store.issued.of_day(DAY)
    assert sheet and sheet.version == 1
    reason = store.issued.correction(sheet.id)
    assert "Zona" in reason
    assert reason in window.sheets.panel.state.text()
    window.undo()
    window.undo()
    assert everything(store) == before


def test_a_confirmed_case_opens_its_protocol_and_offers_contacts_and_the_full_test(
    window: Window, tmp_path: Path
):
    store = window.desk.store
    ill_now = {row.employee for row in store.cases.open_rows(DAY)}
    cells = store.schedule.cells("SBU-01", DAY, DAY)
    ill, *near = sorted(n for (n, _d), cell in cells.items() if cell == "W" and n not in ill_now)
    case = open_case(store, ill, Status.CONFIRMED_NO_SYMPTOMS, DAY, specimen=DAY)
    contacts = [NewContact(DAY, ContactKind.NEAR, employee=n) for n in near[:3]]
    add_contacts(store, case, contacts, DAY)
    window.show_proposals(f"case.confirmed:{case}")
    page = window.proposals
    names = sorted(line.name for _p, line in page.shown if line.kind is not Kind.ROSTER)
    assert names == ["PRT-04", "PRT-18", "PRT-18", "PRT-18", "PRT-20"]
    of_kind = {kind: [line for _p, line in page.shown if line.kind is kind] for kind in Kind}
    assert [line.person for line in of_kind[Kind.CONTACT]] == near[:3]  # one run a contact
    (full,) = of_kind[Kind.WFH_FULL]
    assert full.branch == "SBU-01" and {"T7"} <= set(full.rule.split(", "))
    assert "T7" in page.tree.items[full.id].text(3)
    picture(page, tmp_path, "kasus")
    page.tree.tick([line.id for _p, line in page.shown if line.kind is not Kind.ROSTER])
    page.take.click()
    runs = sorted(r.protocol.code for r in store.protocols.runs() if r.branch == "SBU-01")
    assert [code for code in runs if code in names] == names
    (decision,) = [d for d in store.decisions.all() if d.branch == "SBU-01"]
    assert (decision.tests, decision.decided) == (full.rule, False)
    assert window.banner.way.isVisible()
    window.banner.way.click()
    assert window.protocols.rooms.plan.table.current().id == decision.id
    picture(window, tmp_path, "keputusan")
    window.undo()
    assert not [d for d in store.decisions.all() if d.branch == "SBU-01"]
    assert not [r for r in store.protocols.runs() if r.case_file == case]
