"""Continuity from the command line: functions, readings, losses."""

import json
from pathlib import Path

from cmt_desk.cli import main


def test_a_function_is_disrupted_listed_and_restored(demo_copy: Path, capsys):
    desk = ["--desk", str(demo_copy)]
    assert main(["disrupt", "investasi", "--cause", "Server mati", "--at", "2020-12-02T10:00", *desk]) == 0
    key = capsys.readouterr().out.strip()
    assert main(["functions", "--json", *desk]) == 0
    found = {f["function"]: f for f in json.loads(capsys.readouterr().out)}
    assert [f["light"] for f in found.values()] == ["LIMITED", "DISRUPTED", "RTO"]
    [told] = found["INVESTASI"]["disruptions"]
    assert (told["id"], told["below_minimum_minutes"], told["rto_at"]) == (key, 360, "2020-12-02T14:00")
    assert main(["functions", *desk, "--lang", "en"]) == 0
    assert "RTO over by 2 h," in capsys.readouterr().out
    assert main(["restore", "INVESTASI", *desk]) == 0
    assert main(["restore", "INVESTASI", *desk]) == 2
    assert "functions" in capsys.readouterr().err


def test_a_reading_is_set_listed_and_taken_back(demo_copy: Path, capsys):
    desk = ["--desk", str(demo_copy)]

    def value() -> float | None:
        assert main(["reading", "list", "--json", *desk]) == 0
        rows = {row["indicator"]: row for row in json.loads(capsys.readouterr().out)}
        return rows["BSU_TERSALUR"]["value"]

    assert value() is None
    assert main(["reading", "set", "bsu_tersalur", "12.166.471", *desk]) == 0
    assert capsys.readouterr().out == "BSU: tersalur Nasional, 2 Des\n"
    assert value() == 12_166_471
    assert main(["reading", "set", "BSU_TERSALUR", "-", *desk]) == 0
    capsys.readouterr()
    assert value() is None
    assert main(["reading", "set", "BSU_TERSALUR", "banyak", *desk]) == 2
    assert "banyak" in capsys.readouterr().err
    assert main(["reading", "list", "--branch", "NOWHERE", *desk]) == 2


def test_a_loss_is_added_and_listed_with_its_sums(demo_copy: Path, capsys):
    desk = ["--desk", str(demo_copy)]

    def listed() -> dict:
        assert main(["loss", "list", "--json", *desk]) == 0
        return json.loads(capsys.readouterr().out)

    before = listed()["sums"]["FINANCIAL"]
    loss = ["loss", "add", "financial", "cost", "50000000", "--text", "Genset", "--expected", "20000000"]
    assert main([*loss, *desk]) == 0
    key = capsys.readouterr().out.strip()
    found = listed()
    assert [row["status"] for row in found["losses"] if row["id"] == key] == ["SUSPECTED"]
    after = found["sums"]["FINANCIAL"]
    assert after["unexpected"] - before["unexpected"] == 30_000_000
    assert after["today"] - before["today"] == 50_000_000
    assert main(["loss", "add", "life", "hoax", "1", "--text", "x", *desk]) == 2
    assert main(["loss", "list", *desk]) == 0
    assert "Rp 50 juta" in capsys.readouterr().out


def test_a_loss_is_verified_by_another_corrected_closed_and_withdrawn(demo_copy: Path, capsys):
    desk = ["--desk", str(demo_copy)]

    def told(*words: str, as_: str = "Andi") -> tuple[int, str]:
        code = main(["loss", *words, *desk, "--as", as_])
        found = capsys.readouterr()
        return code, (found.out or found.err).strip()

    def standing() -> dict[str, tuple[str, int]]:
        assert main(["loss", "list", "--json", *desk]) == 0
        return {r["id"]: (r["status"], r["amount"]) for r in json.loads(capsys.readouterr().out)["losses"]}

    _code, key = told("add", "financial", "cost", "50000000", "--text", "Genset")
    assert told("verify", key)[0] == 2
    code, said = told("verify", key, as_="Budi")
    assert (code, standing()[key]) == (0, ("VERIFIED", 50_000_000)) and "Genset" in said
    code, newer = told("correct", key, "--amount", "60000000", "--reason", "nota kedua")
    assert code == 0
    found = standing()
    assert key not in found and found[newer] == ("SUSPECTED", 60_000_000)
    assert told("close", newer, "--note", "dibayar")[0] == 2  # nobody verified it
    assert told("verify", newer, as_="Budi")[0] == told("close", newer, "--note", "dibayar")[0] == 0
    assert standing()[newer][0] == "CLOSED"
    _code, other = told("add", "financial", "cost", "1000", "--text", "Keliru")
    assert told("withdraw", other)[0] == 2
    assert told("withdraw", other, "--note", "tercatat dua kali")[0] == 0
    assert standing()[other][0] == "WITHDRAWN"
    assert told("correct", "nope", "--amount", "1", "--reason", "x")[0] == 2
