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
    assert "RTO over by 2 h 0 min" in capsys.readouterr().out
    assert main(["restore", "INVESTASI", *desk]) == 0
    assert main(["restore", "INVESTASI", *desk]) == 2
    assert "functions" in capsys.readouterr().err
