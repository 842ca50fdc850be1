"""Names of areas, and the zone of an area on a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.branches import Bulletin, Reading, Zone, ZoneHistory, area_key, province_key


def test_names_of_one_area_in_every_spelling():
    assert area_key("Kab. Deli Serdang") == area_key("KABUPATEN DELI SERDANG") == "DELISERDANG"
    assert area_key("Kota Adm. Jakarta Pusat") == area_key("JAKARTA PUSAT") == "JAKARTAPUSAT"
    assert area_key("Kab. Adm. Kepulauan Seribu") == area_key("KEPULAUAN SERIBU")
    assert area_key("KOTA PALANGKARAYA") == area_key("Kota Palangka Raya")


def test_a_city_is_not_the_regency_of_the_same_name():
    assert area_key("Kota Bogor") != area_key("Kab. Bogor")


def test_yogyakarta_under_both_its_names():
    assert province_key("DAERAH ISTIMEWA YOGYAKARTA") == province_key("DI Yogyakarta")


SUNDAY = date(2020, 5, 31)
READINGS = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(list(Zone))), unique_by=lambda r: r[0], max_size=20
)


@given(READINGS, st.integers(-3, 500))
def test_the_latest_bulletin_on_or_before_the_day_decides(weeks: list[tuple[int, Zone]], offset: int):
    readings = [Reading(SUNDAY + timedelta(weeks=w), "A", z, z.value) for w, z in weeks]
    day = SUNDAY + timedelta(days=offset)
    before = [r for r in readings if r.bulletin <= day]
    expected = max(before, key=lambda r: r.bulletin).zone if before else None
    history = ZoneHistory(readings)
    assert history.zone("A", day) is expected
    since = history.since("A", day)
    if expected:
        assert since is not None and since <= day and history.zone("A", since) is expected
        assert (
            since == min(r.bulletin for r in before)
            or history.zone("A", since - timedelta(days=1)) is not expected
        )
    else:
        assert since is None


def test_a_bulletin_is_stale_after_ten_days():
    bulletin = Bulletin(date(2020, 11, 29), "x", 514)
    assert not bulletin.is_stale(date(2020, 12, 9))
    assert bulletin.is_stale(date(2020, 12, 10))
