"""The ripple from the command line: list, take in part, decide against."""

import json
from pathlib import Path

from cmt_desk.cli import main


def listed(desk: Path, capsys) -> dict[str, dict]:
    assert main(["proposals", "--desk", str(desk), "--json"]) == 0
    return {p["id"]: p for p in json.loads(capsys.readouterr().out)}


def test_proposals_are_listed_taken_in_part_and_declined(demo_copy: Path, capsys):
    before = demo_copy.read_bytes()
    found = listed(demo_copy, capsys)
    assert demo_copy.read_bytes() == before
    raised = next(p for p in found.values() if p["trigger"] == "zone.raised")
    assert raised["office"]
    for line in raised["lines"]:
        assert set(line) == {"id", "kind", "subject", "from", "to", "reason"}
        assert line["reason"]
    zone = raised["lines"][0]
    assert (zone["kind"], zone["from"], zone["to"]) == ("ZONE", "Kuning", "Oranye")

    desk = ["--desk", str(demo_copy)]
    assert main(["accept", raised["id"], "--only", "ZONE", *desk]) == 0
    assert capsys.readouterr().out == "1 baris diterima.\n"
    assert listed(demo_copy, capsys)[raised["id"]]["lines"] == raised["lines"][1:]
    assert main(["accept", raised["id"], "--only", "ZONE", *desk]) == 2
    assert "ZONE" in capsys.readouterr().err
    assert main(["decline", raised["id"], "--why", "sudah ditangani", *desk]) == 0
    capsys.readouterr()
    assert raised["id"] not in listed(demo_copy, capsys)
    assert main(["proposals", *desk, "--decided", "--json"]) == 0
    decided = json.loads(capsys.readouterr().out)
    assert [d["verdict"] for d in decided if d["line"] == zone["id"]] == ["ACCEPTED"]
    assert {d["why"] for d in decided if d["verdict"] == "DECLINED"} == {"sudah ditangani"}
    assert main(["accept", raised["id"], *desk]) == 2
    assert capsys.readouterr().err == f"Tidak ada usulan terbuka {raised['id']}.\n"
    assert main(["undo", *desk]) == 0
    capsys.readouterr()
    assert raised["id"] in listed(demo_copy, capsys)


def test_another_day_is_asked_for_by_its_date(demo_copy: Path, capsys):
    assert main(["proposals", "--desk", str(demo_copy), "--date", "2020-11-24", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "zone.map_published:2020-11-22" not in told  # PRT-05 was started that day
    assert "Confirmed case" in told
    assert "2020-11-29" not in told


def test_a_what_if_is_told_and_leaves_the_file_as_it_was(demo_copy: Path, capsys):
    before, desk = demo_copy.read_bytes(), ["--desk", str(demo_copy)]
    assert main(["what-if", "--branch", "SBU-01", "SBU-02", "--zone", "merah", "--json", *desk]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [o["office"] for o in found["offices"]] == ["SBU-01", "SBU-02"]
    one = found["offices"][0]
    assert (one["to"], found["zone"], found["day"]) == ("MERAH", "MERAH", "2020-12-02")
    assert one["cap_after"] < one["cap_before"] and one["stay_home"] == one["planned"] - one["cap_after"]
    assert main(["what-if", "--all", "--zone", "hijau", *desk]) == 0
    assert capsys.readouterr().out.count("Hijau") >= 123
    assert main(["what-if", "--branch", "NOWHERE", "--zone", "merah", *desk]) == 2
    assert "NOWHERE" in capsys.readouterr().err
    assert demo_copy.read_bytes() == before
