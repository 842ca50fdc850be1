"""Correcting by hand, removing, as known then, and a what-if that leaves no trace."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.sheets import Scope
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import found, undo
from cmt_desk.operations.imports import preview, take
from cmt_desk.operations.zones import correct_reading, remove_bulletin, what_if
from cmt_desk.store import Store
from cmt_desk.store.verify import verify

WEEK = date(2020, 11, 29)
MEDAN = "KOTAMEDAN"


def zone_of(store: Store, code: str, on: date = DAY) -> Zone | None:
    return next(o.zone for o in store.sheets.offices(Scope(), on) if o.branch.code == code)


def rows(store: Store) -> list[list[tuple]]:
    tables = ("bulletin", "zone_reading", "area_outline", "employee", "roster_week")
    return [sorted(map(tuple, store.db.execute(f"SELECT * FROM {t}")), key=repr) for t in tables]


def test_a_correction_counts_everywhere_and_the_published_word_stays(demo: Store):
    before = rows(demo)
    published = demo.branches.history().reading(MEDAN, DAY)
    assert published
    assert published.zone is Zone.ORANGE
    correct_reading(demo, WEEK, MEDAN, Zone.RED, " Salinan satgas provinsi ")
    reading = demo.branches.history().reading(MEDAN, DAY)
    assert reading
    assert (reading.zone, reading.published) == (Zone.RED, published.published)
    assert (reading.corrected, reading.reason) == (True, "Salinan satgas provinsi")
    medan = next(o for o in demo.sheets.offices(Scope(), DAY) if o.branch.code == "SBU-01")
    assert (medan.zone, medan.cap.people) == (Zone.RED, medan.cap.headcount * 25 // 100)
    line = demo.zones.lines()[0]
    assert (line.bulletin.day, line.corrected, line.zones[Zone.RED]) == (WEEK, 1, line.zones[Zone.RED])
    assert demo.zones.zones_of_areas(DAY)[MEDAN] is Zone.RED
    assert demo.journal.latest(1)[0].reason == "Salinan satgas provinsi"
    assert all(finding.sound for finding in verify(demo))
    undo(demo)
    assert rows(demo) == before


def test_the_published_zone_takes_a_correction_back(demo: Store):
    before = rows(demo)
    correct_reading(demo, WEEK, MEDAN, Zone.RED, "salah baca")
    correct_reading(demo, WEEK, MEDAN, Zone.ORANGE, "ternyata benar")
    assert rows(demo) == before


@pytest.mark.parametrize(
    ("area", "zone", "reason", "day"),
    [
        (MEDAN, Zone.RED, "  ", WEEK),
        (MEDAN, Zone.ORANGE, "sama", WEEK),
        ("TIDAKADA", Zone.RED, "x", WEEK),
        (MEDAN, Zone.RED, "x", WEEK + timedelta(days=1)),
    ],
)
def test_a_correction_is_refused(demo: Store, area: str, zone: Zone, reason: str, day: date):
    before = rows(demo)
    with pytest.raises(Refused):
        correct_reading(demo, day, area, zone, reason)
    assert rows(demo) == before


def test_an_import_of_the_same_week_leaves_the_correction(demo: Store, tmp_path: Path):
    correct_reading(demo, WEEK, MEDAN, Zone.RED, "salah baca")
    again = tmp_path / "lagi.csv"
    again.write_text("tanggal,kota,hasil\n29 November 2020,KOTA MEDAN,RISIKO RENDAH\n")
    intake = preview(demo, "zones", again)
    assert any("1 pembacaan" in n for n in intake.notices)
    take(demo, intake)
    assert zone_of(demo, "SBU-01") is Zone.RED
    reading = demo.zones.reading(WEEK, MEDAN)
    assert reading
    assert (reading[0].published, reading[1]) == ("RISIKO RENDAH", Zone.YELLOW)


def test_a_bulletin_is_removed_with_its_readings_and_comes_back(demo: Store):
    before, lines = rows(demo), demo.zones.lines()
    assert (lines[0].by, lines[0].at) == ("Demo", datetime(2020, 12, 2, 8, tzinfo=UTC))
    assert lines[0].bulletin.areas == sum(lines[0].zones.values())
    correct_reading(demo, WEEK, MEDAN, Zone.RED, "salah baca")
    remove_bulletin(demo, WEEK)
    assert WEEK not in {b.day for b in demo.branches.bulletins()}
    assert zone_of(demo, "SBU-01") is not None  # the week before decides now
    with pytest.raises(Refused):
        remove_bulletin(demo, WEEK)
    undo(demo)
    assert zone_of(demo, "SBU-01") is Zone.RED
    assert demo.zones.lines()[0].by == "Demo"  # who undid it did not import it
    undo(demo)
    assert rows(demo) == before


# --- as known then -------------------------------------------------------------------------------------


def test_as_known_then_and_as_known_now(tmp_path: Path):
    """Imported on Tuesday, corrected on Friday, removed on Saturday: each day still answers as it did."""
    clock = datetime(2020, 12, 1, 3, tzinfo=UTC)
    with Store.in_memory(now=lambda: clock) as store:
        found(store)
        file = tmp_path / "z.csv"
        file.write_text("tanggal,kota,hasil\n29 November 2020,KOTA MEDAN,RESIKO SEDANG\n")
        take(store, preview(store, "zones", file))
        clock = datetime(2020, 12, 4, 17, 30, tzinfo=UTC)  # already Saturday the 5th in Jakarta
        correct_reading(store, WEEK, MEDAN, Zone.RED, "salah baca")
        clock = datetime(2020, 12, 6, 3, tzinfo=UTC)
        remove_bulletin(store, WEEK)

        def known(day: int) -> tuple[Zone | None, int]:
            then = date(2020, 12, day)
            history = store.branches.history(as_known=then)
            return history.zone(MEDAN, date(2020, 12, 10)), len(store.branches.bulletins(as_known=then))

        assert [known(day) for day in (1, 4, 5, 6)] == [
            (Zone.ORANGE, 1), (Zone.ORANGE, 1), (Zone.RED, 1), (None, 0)
        ]  # fmt: skip
        assert store.branches.history(as_known=date(2020, 11, 30)).zone(MEDAN, DAY) is None
        clock = datetime(2020, 12, 8, 3, tzinfo=UTC)
        undo(store)
        assert known(6) == (None, 0)
        assert known(8) == (Zone.RED, 1)
        assert store.branches.history(MEDAN, date(2020, 12, 5)).reading(MEDAN, DAY) == (
            store.branches.history(MEDAN).reading(MEDAN, DAY)
        )  # fmt: skip


# --- what if -------------------------------------------------------------------------------------------


def test_asking_what_if_stores_nothing(demo: Store, demo_copy: Path):
    codes = [b.code for b in demo.branches.all() if b.regional_office == "SBU"]
    before, head, file = rows(demo), demo.journal.head(), demo_copy.read_bytes()
    asked = what_if(demo, codes, Zone.RED, DAY)
    assert len(asked.offices) == len(codes) > 5
    assert (rows(demo), demo.journal.head(), demo_copy.read_bytes()) == (before, head, file)


def test_red_for_medan_means_a_quarter_and_its_protocols(demo: Store):
    facts = next(o for o in demo.sheets.offices(Scope(), DAY) if o.branch.code == "SBU-01")
    asked = what_if(demo, ["SBU-01", "SBU-01"], Zone.RED, DAY)
    medan = asked.offices[0]
    assert len(asked.offices) == 1
    assert (medan.cap_before, medan.zone_before) == (facts.cap, facts.zone)
    assert medan.cap_after.people == facts.cap.headcount * 25 // 100
    assert facts.in_office is not None
    assert medan.stay_home == max(0, facts.in_office - medan.cap_after.people) > 0
    codes = [code for code, *_rest in asked.protocols]
    assert {"PRT-05", "PRT-23", "PRT-15"} <= set(codes)
    same = what_if(demo, ["SBU-01"], facts.zone or Zone.RED, DAY)
    assert [code for code, *_rest in same.protocols] == ["PRT-05"]
    assert same.cap_before == same.cap_after


def test_red_where_somebody_is_confirmed_proposes_wfh_full(demo: Store):
    """T5 of the proposed rules: a red zone and a confirmed case who was in the office."""
    branches = [b.code for b in demo.branches.all()][:40]
    asked = what_if(demo, branches, Zone.RED, DAY)
    new = {m.test.code for o in asked.offices for m in o.tests if not m.already}
    assert "T5" in new
    assert all(m.test.proposed for o in asked.offices for m in o.tests)
    green = what_if(demo, branches, Zone.GREEN, DAY)
    assert "T5" not in {m.test.code for o in green.offices for m in o.tests}


def test_a_cap_too_small_for_the_critical_functions_is_named(store: Store, tmp_path: Path):
    people = tmp_path / "p.csv"
    kinds = ["Kepesertaan & Iuran", "Pelayanan", "Investasi", "Umum"]
    people.write_text("npp,nama,kantor,fungsi,jabatan,rentan,tim\n" + "".join(
        f"{n},Orang {n},Medan Kota,{kinds[n - 1]},,,\n" for n in range(1, 5)
    ))  # fmt: skip
    take(store, preview(store, "employees", people))
    zones = tmp_path / "z.csv"
    zones.write_text("tanggal,kota,hasil\n29 November 2020,KOTA MEDAN,RESIKO RENDAH\n")
    take(store, preview(store, "zones", zones))
    medan = what_if(store, ["SBU-01"], Zone.RED, DAY).offices[0]
    assert medan.cap_after.people == 1
    uncovered = [b.function for b in medan.new_failures if b.rule == "COVER"]  # who is in covers the third
    assert len(set(uncovered)) == len(uncovered) == 2
    codes = [code for code, *_rest in what_if(store, ["SBU-01"], Zone.RED, DAY).protocols]
    assert {"PRT-07", "PRT-09", "PRT-10"} <= set(codes)


def test_an_old_desk_without_tests_has_the_proposed_ones(store: Store):
    seeded = store.zones.full_tests()
    assert [t.code for t in seeded] == ["T1", "T2", "T3", "T4", "T5", "T6", "T7"]
    with store.operation("x", "x"):
        store.db.execute("DELETE FROM wfh_full_condition")
        store.db.execute("DELETE FROM wfh_full_test")
    assert store.zones.full_tests() == seeded


def test_no_office_is_refused(demo: Store):
    with pytest.raises(Refused):
        what_if(demo, [], Zone.RED, DAY)


def test_a_desk_of_before_opens_with_its_readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A file made when there were seven migrations has no corrections and can get one."""
    from cmt_desk.store import schema

    old = tmp_path / "old"
    old.mkdir()
    for file in sorted(schema.MIGRATIONS.glob("000[1-7]_*.sql")):
        (old / file.name).write_text(file.read_text("utf-8"), "utf-8")
    desk = tmp_path / "x.desk"
    with monkeypatch.context() as then:
        then.setattr(schema, "MIGRATIONS", old)
        for reckoning in ("settle_at_start", "settling"):  # knew no tables kept beside the facts
            then.setattr(f"cmt_desk.store.{reckoning}", lambda _store: iter(()))
        with Store.create(desk) as store, store.operation("create_desk", "x"):
            store.db.table("zone_band").insert_all(
                {"zone": z.value, "label_id": z.value, "label_en": z.value} for z in Zone
            )
            store.db.table("area").insert({"code": MEDAN, "name": "Kota Medan", "province": "X"})
            store.db.table("bulletin").insert({"day": "2020-11-29", "source": "x"})
            store.db.table("zone_reading").insert(
                {"bulletin": "2020-11-29", "area": MEDAN, "zone": "ORANYE", "published": "RESIKO SEDANG"}
            )
    with Store.open(desk) as store:
        correct_reading(store, WEEK, MEDAN, Zone.RED, "salah baca")
        assert store.zones.zones_of_areas(DAY) == {MEDAN: Zone.RED}
        assert len(store.zones.full_tests()) == 7
        assert all(finding.sound for finding in verify(store))
        undo(store)
        assert store.zones.zones_of_areas(DAY) == {MEDAN: Zone.ORANGE}
