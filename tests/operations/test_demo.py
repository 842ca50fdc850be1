"""The demo is the deck's day exactly; the totals are counted again here, without the desk's own counting."""

import csv
from datetime import date
from pathlib import Path

from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.schedule import Cell
from cmt_desk.domain.sheets import Scope, cross_checks
from cmt_desk.operations.demo import BULLETIN, DAY, create_demo
from cmt_desk.operations.schedule import problem, problems
from cmt_desk.store import Store
from cmt_desk.store.verify import verify


def test_the_cases_recounted_row_by_row(demo: Store):
    spells: dict[str, list[tuple[str, int, str]]] = {}
    for case, since, n, status in demo.db.execute("SELECT case_file, since, n, status FROM status_spell"):
        if since <= "2020-12-02":
            spells.setdefault(case, []).append((since, n, status))
    places: dict[str, list[tuple[str, int, str]]] = {}
    for case, since, n, place in demo.db.execute("SELECT case_file, since, n, place FROM care_spell"):
        if since <= "2020-12-02":
            places.setdefault(case, []).append((since, n, place))
    confirmed = {c for c, s in spells.items() if any(status.startswith("KONFIRMASI") for *_, status in s)}
    now = {c: max(spells[c])[2] for c in confirmed}
    active = {c for c in confirmed if now[c].startswith("KONFIRMASI")}
    offices = dict(demo.db.execute("SELECT id, branch FROM case_file").fetchall())
    assert len(confirmed) == 282
    assert sum(status == "SELESAI_ISOLASI" for status in now.values()) == 211
    assert sum(status == "MENINGGAL" for status in now.values()) == 0
    assert len(active) == 71
    assert sum(max(places[c])[2] == "RUMAH_SAKIT" for c in active) == 12
    assert sum(max(places[c])[2] == "ISOLASI_MANDIRI" for c in active) == 59
    assert len({offices[c] for c in confirmed}) == 76


def test_the_offices_zones_recounted_from_the_bulletin_file(demo: Store):
    with BULLETIN.open(encoding="utf-8") as rows:
        words = {row["kode_kota"]: row["hasil"] for row in csv.DictReader(rows)}
    codes = demo.db.execute("SELECT a.kemendagri_code FROM branch b JOIN area a ON a.code = b.area")
    published = [words[code] for (code,) in codes]
    assert (len(published), published.count("RESIKO SEDANG"), published.count("RESIKO TINGGI")) == (
        123,
        99,
        24,
    )


def test_the_day_as_the_desk_counts_it(demo: Store):
    facts = demo.sheets.facts(Scope(), DAY)
    assert [n for _zone, n in facts.zones.items()] == [0, 0, 99, 24, 0]
    cases = facts.cases
    assert (cases.cumulative, cases.recovered, cases.active, cases.hospital, cases.home) == (
        282,
        211,
        71,
        12,
        59,
    )
    assert (cases.deaths, cases.exposed_units, facts.headcount) == (0, 76, 6000)
    assert facts.protocols.templates == 24
    assert all(check.passed for check in cross_checks(facts))


def test_any_earlier_day_adds_up_too(demo: Store):
    for day in (date(2020, 3, 1), date(2020, 6, 7), date(2020, 9, 15), date(2020, 11, 28)):
        facts = demo.sheets.facts(Scope(), day)
        assert all(check.passed for check in cross_checks(facts)), day
    assert demo.sheets.facts(Scope(), date(2020, 3, 1)).cases.cumulative == 0


def test_no_roster_of_the_demo_breaks_a_hard_rule(demo: Store):
    for branch in demo.branches.all()[::6]:
        facts = problem(demo, branch.code, date(2020, 11, 30), date(2020, 12, 11))
        cells = demo.schedule.cells(branch.code, facts.days[0], facts.days[-1])
        assert breaches(cells, facts) == [], branch.name


def test_nobody_is_kept_out_of_the_demo_without_a_reason(demo: Store):
    """A cell of isolation has a case, a contact or an exposed team behind it."""
    days = date(2020, 11, 30), date(2020, 12, 11)
    for facts in problems(demo, [branch.code for branch in demo.branches.all()], *days):
        cells = demo.schedule.cells(facts.branch, *days)
        assert {k for k, cell in cells.items() if cell is Cell.ISOLATION and k not in facts.blocked} == set()


def test_the_same_people_and_cases_each_time(demo: Store, tmp_path: Path):
    with create_demo(None) as again:
        for table in ("employee", "case_file", "status_spell", "roster_week", "zone_reading", "run_mark"):
            sql = f"SELECT * FROM {table} ORDER BY 1, 2"
            assert list(demo.db.execute(sql)) == list(again.db.execute(sql)), table


def test_journal_and_tables_agree(demo: Store):
    assert [f for f in verify(demo) if not f.sound] == []
