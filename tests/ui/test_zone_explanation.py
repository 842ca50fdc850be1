"""Bands and indicators are shown as explanation, on a new desk and on one made before they were planted."""

from cmt_desk.store import Store
from cmt_desk.ui.risk_map.explanation import ZoneExplanation, band_text


def test_the_bands_and_both_lists_of_indicators_are_shown(qtbot, dressed, store: Store):
    shown = ZoneExplanation(store)
    qtbot.addWidget(shown)
    texts = {band.zone.value: band_text(band) for band in shown.bands}
    assert texts["MERAH"] == "skor 0,00 sampai 1,80"
    assert texts["KUNING"] == "skor 2,41 sampai 3,00"
    assert "95 %" in texts["HIJAU"]
    versions = [indicator.version for indicator in shown.indicators]
    assert (versions.count("2020-06"), versions.count("2020-07")) == (15, 14)


def test_an_older_desk_reads_them_from_the_seed(store: Store):
    planted = store.zones.indicators()
    with store.operation("older", "a desk made before"):
        store.db.table("zone_indicator").delete_where()
    assert store.zones.indicators() == planted
