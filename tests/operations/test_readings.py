"""Daily figures on a real desk: recorded, taken back, undone, imported, and asked for by place."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.indicators import Combine, Indicator
from cmt_desk.operations.desk import undo
from cmt_desk.operations.imports import guess_kind, preview, take
from cmt_desk.operations.readings import record_readings, save_indicator
from cmt_desk.store import Store
from cmt_desk.store.verify import verify

DAY = date(2020, 12, 2)


def on(store: Store, code: str, scope=None, day: date = DAY):
    return next(f for f in store.indicators.on(day, scope) if f.indicator.code == code)


def record(store: Store, branch: str, day: date = DAY, **values: float | None) -> int:
    return record_readings(store, branch, day, values, today=DAY)


def test_offices_add_up_until_the_institution_says_its_own_figure(store: Store):
    first, second = (b.code for b in store.branches.all()[:2])
    assert record(store, first, KLAIM_MASUK=40, LIKUIDITAS=151.25) == 2
    record(store, second, KLAIM_MASUK=60)
    record(store, first, DAY - timedelta(days=1), KLAIM_MASUK=30)
    found = on(store, "KLAIM_MASUK")
    assert (found.value, found.reported, found.before, found.own) == (100, 2, 30, False)
    assert on(store, "LIKUIDITAS").value is None
    assert on(store, "KLAIM_MASUK", {second}).value == 60
    record(store, "", KLAIM_MASUK=105)
    found = on(store, "KLAIM_MASUK")
    assert (found.value, found.own, found.of_offices) == (105, True, 100)
    assert record(store, "", KLAIM_MASUK=105) == 0
    assert record(store, "", KLAIM_MASUK=None) == 1
    assert on(store, "KLAIM_MASUK").value == 100
    undo(store)
    assert on(store, "KLAIM_MASUK").value == 105
    assert all(finding.sound for finding in verify(store))


def test_the_days_figures_are_the_same_as_from_everything_that_is_recorded(demo: Store):
    from cmt_desk.domain.indicators import figure

    everything = demo.indicators.readings(date.min, date.max)
    for day in (DAY, date(2020, 11, 30), date(2020, 11, 29), date(2020, 3, 1)):
        for scope in (None, {demo.branches.all()[5].code}):
            plainly = [figure(i, everything, day, scope) for i in demo.indicators.all()]
            assert demo.indicators.on(day, scope) == plainly


def test_what_cannot_be_is_refused_and_nothing_is_written(store: Store):
    before = store.journal.latest(1)[0].id
    for attempt in (
        lambda: record(store, "", DAY + timedelta(days=1), KLAIM_MASUK=1),
        lambda: record(store, "NOWHERE", KLAIM_MASUK=1),
        lambda: record(store, "", UNKNOWN=1),
        lambda: record(store, "", KLAIM_MASUK=-1),
        lambda: record(store, "", KLAIM_SELESAI=3, KLAIM_MASUK=1.5),
        lambda: record(store, "", LIKUIDITAS=float("nan")),
        lambda: save_indicator(store, Indicator("", " ", "", "", "", "F", Combine.SUM)),
        lambda: save_indicator(store, Indicator("", "klaim MASUK", "", "", "", "F", Combine.SUM)),
    ):
        with pytest.raises(Refused):
            attempt()
    assert store.journal.latest(1)[0].id == before


def test_an_indicator_is_added_and_keeps_its_way_of_counting_once_used(store: Store):
    from dataclasses import replace

    code = save_indicator(
        store, Indicator("", "Antrean kantor", "Queue", "orang", "people", "F", Combine.MAX)
    )
    record(store, "", **{code: 12})
    made = next(i for i in store.indicators.all() if i.code == code)
    save_indicator(store, replace(made, name_id="Antrean terpanjang"))
    with pytest.raises(Refused):
        save_indicator(store, replace(made, kind=Combine.SUM))
    save_indicator(store, replace(made, retired=True))
    assert code not in {i.code for i in store.indicators.all()}


def test_a_desk_made_before_gets_the_list_with_its_first_value(store: Store):
    with store.operation("older", "older"):
        store.db.execute("DELETE FROM indicator")
    assert len(store.indicators.all()) == 17
    record(store, "", KLAIM_MASUK=3)
    assert on(store, "KLAIM_MASUK").value == 3
    undo(store)
    assert store.db.execute("SELECT count(*) FROM indicator").fetchone() == (0,)


def test_a_list_is_imported_and_rows_that_do_not_fit_are_set_aside(store: Store, tmp_path: Path):
    office = store.branches.all()[3]
    file = tmp_path / "harian.csv"
    file.write_text(
        "Tanggal;Kantor;Indikator;Nilai\n"
        f"2020-12-02;{office.name};Klaim masuk;1.204\n"
        "2020-12-02;Nasional;Rasio likuiditas;151,25\n"
        "2020-12-02;;BSU_VALID;12.418.588\n"
        f"2020-12-02;{office.code};Klaim masuk;1.204\n"  # the same again
        "2020-12-02;Atlantis;Klaim masuk;3\n"
        "2020-12-02;Nasional;Klaim hilang;3\n"
        "2020-12-02;Nasional;Rasio likuiditas;1.234\n"
        "2031-01-01;Nasional;Klaim masuk;3\n"
        "2020-12-02;Nasional;Klaim selesai;banyak\n",
        encoding="utf-8",
    )
    assert guess_kind(file) == "readings"
    intake = preview(store, "readings", file)
    assert [(e.line, e.column) for e in intake.aside] == [
        (6, "Kantor"), (7, "Indikator"), (8, "Nilai"), (9, "Tanggal"), (10, "Nilai"),
    ]  # fmt: skip
    take(store, intake)
    assert on(store, "KLAIM_MASUK").value == 1204
    assert on(store, "LIKUIDITAS").value == 151.25
    assert on(store, "BSU_VALID").value == 12_418_588
    again = preview(store, "readings", file)
    assert (again.writes, again.unchanged) == (0, 4)
    undo(store)
    assert on(store, "KLAIM_MASUK").value is None
