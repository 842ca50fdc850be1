"""Zone files as they really come: each fault has its own sentence, and the rest is taken."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from cmt_desk import i18n
from cmt_desk.cli import main
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.errors import Refused
from cmt_desk.operations.imports import DateNeeded, Intake, preview, take
from cmt_desk.store import Store

DAY = date(2020, 11, 29)
HEADER = "tanggal,prov,kota,kode_kota,hasil\n"
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def english():
    with i18n.speaking("en"):
        yield


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(text: str, name: str = "x.csv") -> Path:
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    return make


def balanced(intake: Intake) -> bool:
    return intake.read == intake.taken + len(intake.aside)


def one_row(store: Store, write: Write, row: str) -> str:
    """Why a row was set aside, with a good one before it that is taken."""
    intake = preview(store, "zones", write(f"{HEADER}29 November 2020,ACEH,KOTA LANGSA,,RES.RENDAH\n{row}\n"))
    assert (intake.read, intake.taken, intake.new) == (2, 1, 1)
    return intake.aside[0].reason


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("29 November 2020,ACEH,KOTA ATLANTIS,,RISIKO RENDAH", "is not one of the 514 kabupaten/kota"),
        ("29 November 2020,BALI,KOTA SABANG,,RISIKO RENDAH", "Kota Sabang lies in Aceh"),
        ("29 November 2020,ACEH,KOTA LANGSA,,RISIKO TINGGI", "line 2 says RES.RENDAH for Kota Langsa"),
        ("29 November 2020,ACEH,KOTA SABANG,,UNGU", "is not a zone of the risk map"),
        ("29/11/20,ACEH,KOTA SABANG,,RISIKO RENDAH", "has a two-digit year; write four digits"),
        ("{next_month},ACEH,KOTA SABANG,,RISIKO RENDAH", "lies in the future"),
        ("29 November 2020,ACEH,KAB. ACEH BARAT,1107,RISIKO RENDAH",
         "this is the BPS code of Kab. Aceh Barat; its Kemendagri code is 1105"),
        ("29 November 2020,ACEH,KOTA SABANG,1171,RISIKO RENDAH",
         "the name says Kota Sabang (1172), the code belongs to Kota Banda Aceh"),
    ],
)  # fmt: skip
def test_each_fault_has_its_own_sentence(store: Store, write: Write, row: str, sentence: str):
    next_month = date.today() + timedelta(days=31)
    assert one_row(store, write, row.format(next_month=next_month)) == sentence


@pytest.mark.parametrize(
    ("word", "zone"),
    [
        ("RESIKO TINGGI", Zone.RED), ("Risiko Tinggi", Zone.RED), ("RES.TINGGI", Zone.RED),
        ("high risk", Zone.RED), ("RES. SEDANG", Zone.ORANGE), ("moderate risk", Zone.ORANGE),
        ("RESIKO  RENDAH", Zone.YELLOW), ("Low Risk", Zone.YELLOW),
        ("TIDAK ADA KASUS", Zone.GREEN), ("TIDAK TERDAMPAK", Zone.GREEN), ("not affected", Zone.GREEN),
    ],
)  # fmt: skip
def test_every_spelling_of_a_zone_is_understood_and_kept(store: Store, write: Write, word: str, zone: Zone):
    """Green has two published names: one zone for the cap, both names kept."""
    row = f"29 November 2020,SUMATERA UTARA,KOTA MEDAN,,{word}\n"
    take(store, preview(store, "zones", write(HEADER + row)))
    reading = store.branches.history().reading("KOTAMEDAN", DAY)
    assert reading
    assert (reading.zone, reading.published) == (zone, " ".join(word.upper().split()))


def all_areas(store: Store, *, without: str = "", province: str = "") -> list[tuple[str, str]]:
    areas = sorted(store.branches.areas().values(), key=lambda a: a.code)
    return [(a.province, a.name) for a in areas if a.code != without and a.province != province]


def test_513_of_514_areas_say_which_one_is_missing(store: Store, write: Write):
    rows = "".join(f"29 November 2020,{p},{n},,RENDAH RISK\n".replace("RENDAH RISK", "LOW RISK")
                   for p, n in all_areas(store, without="KOTASABANG"))  # fmt: skip
    intake = preview(store, "zones", write(HEADER + rows))
    assert intake.taken == 513
    assert any("513 of 514" in n and "missing: Kota Sabang." in n for n in intake.notices)


def test_a_province_that_is_missing_is_named(store: Store, write: Write):
    rows = "".join(f"29 November 2020,{p},{n},,LOW RISK\n" for p, n in all_areas(store, province="Gorontalo"))
    intake = preview(store, "zones", write(HEADER + rows))
    assert "No area of Gorontalo is in the bulletin of 29 November 2020." in intake.notices


def test_an_empty_province_is_taken_by_the_name_and_said(store: Store, write: Write):
    intake = preview(store, "zones", write(HEADER + "29 November 2020,,KOTA SABANG,,LOW RISK\n"))
    assert intake.taken == 1
    assert any(n.startswith("1 rows name no province") for n in intake.notices)


@pytest.mark.parametrize("between", ["\t", "    ", ",", ";"])
def test_a_page_pasted_without_its_header_is_recognised(store: Store, write: Write, between: str):
    """Title above, a running number on some lines, the day in the file's name."""
    lines = [between.join((p.upper(), n.upper(), "RESIKO SEDANG")) for p, n in all_areas(store)]
    lines[3] = f"4.{between}{lines[3]}"
    text = "\n".join(["Peta Risiko", *lines, between.join(("ACEH", "KOTA ATLANTIS", "RESIKO SEDANG"))])
    intake = preview(store, "zones", write(text, "satgas-2020-11-29.txt"))
    assert (intake.read, intake.taken, intake.new) == (516, 514, 514)
    assert [entry.line for entry in intake.aside] == [1, 516]
    take(store, intake)
    assert [(b.day, b.areas) for b in store.branches.bulletins()] == [(DAY, 514)]


def test_a_page_without_any_date_asks_for_it(store: Store, write: Write):
    page = write("ACEH\tKOTA SABANG\tRISIKO RENDAH\nACEH\tKOTA LANGSA\tRISIKO RENDAH\n", "tempel.txt")
    with pytest.raises(DateNeeded, match="of which day"):
        preview(store, "zones", page)
    assert preview(store, "zones", page, on=DAY).new == 2
    with pytest.raises(Refused, match="lies in the future"):
        preview(store, "zones", page, on=date.today() + timedelta(days=31))
    with pytest.raises(Refused, match="no column"):
        preview(store, "zones", write("satu\tdua\ttiga\nempat\tlima\tenam\n", "y.txt"), on=DAY)


def test_the_command_line_takes_the_date(tmp_path: Path, write: Write, capsys):
    page = write("ACEH\tKOTA SABANG\tRISIKO RENDAH\n", "tempel.txt")
    desk = tmp_path / "x.desk"
    assert main(["new", str(desk)]) == 0
    assert main(["import", "--desk", str(desk), "zones", str(page)]) == 2
    assert main(["import", "--desk", str(desk), "zones", str(page), "--date", "2020-11-29"]) == 0
    assert "taken=1" in capsys.readouterr().out


def test_every_office_has_its_published_zone_on_every_sample_date(store: Store, samples: Path):
    """15 dates × 123 offices, read again from the file by code, without our join by name."""
    file = samples / "zones" / "zonasi-2021-11_2022-02.csv"
    take(store, preview(store, "zones", file))
    with file.open(encoding="utf-8") as rows:
        published = {
            (r["tanggal"].lstrip("0"), r["kode_kota"]): r["hasil"].split()[-1] for r in csv.DictReader(rows)
        }
    words = {"RENDAH": Zone.YELLOW, "SEDANG": Zone.ORANGE, "TINGGI": Zone.RED}
    words |= {"KASUS": Zone.GREEN, "TERDAMPAK": Zone.GREEN}
    codes = {a: area.kemendagri_code for a, area in store.branches.areas().items()}
    months = {11: "November", 12: "Desember", 1: "Januari", 2: "Februari"}
    history, offices, checked = store.branches.history(), store.branches.all(), 0
    for bulletin in store.branches.bulletins():
        day = f"{bulletin.day.day} {months[bulletin.day.month]} {bulletin.day.year}"
        for office in offices:
            said = published[day, codes[office.area]]
            assert history.zone(office.area, bulletin.day) is words[said], (office.name, day)
            checked += 1
    assert checked == 15 * 123


def test_a_date_that_no_bulletin_has_is_proposed_the_one_it_stands_for(store: Store, write: Write):
    """Out of order, of another weekday, of another month: each once, with its line; Sundays stay."""
    days = ["26 Desember 2021", "2 Januari 2022", "9 Desember 2021", "16 Januari 2022", "21 Januari 2022"]
    days += ["25 Januari 2022", "6 Januari 2022"]
    rows = (f"{day},ACEH,KOTA SABANG,,RISIKO RENDAH\n" for day in days)
    intake = preview(store, "zones", write(HEADER + "".join(rows)))
    assert [(r.published, r.proposed, r.line) for r in intake.repairs] == [
        (date(2021, 12, 9), date(2022, 1, 9), 4),
        (date(2022, 1, 21), date(2022, 1, 23), 6),
        (date(2022, 1, 25), date(2022, 1, 23), 7),
        (date(2022, 1, 6), date(2022, 2, 6), 8),
    ]
