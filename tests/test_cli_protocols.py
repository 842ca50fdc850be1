"""The commands of protocols as automation runs them."""

import json
from pathlib import Path

import pytest

from cmt_desk import cli


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def command(*words: object) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_a_run_is_started_ticked_in_order_and_listed(run, demo_copy: Path):
    desk = ("--desk", demo_copy)
    code, out, _err = run("run", "start", "PRT-20", "--branch", "SBU-01", "--holder", "Siti", *desk)
    id = out.strip()
    assert code == 0 and len(id) == 36
    code, _out, err = run("run", "tick", id, 5, *desk)
    assert code == 2 and "3." in err  # its predecessor is named
    code, out, _err = run("run", "tick", id, 3, "--skip", "kosong", *desk)
    assert code == 0 and "1/9" in out
    listed = json.loads(run("run", "list", "--protocol", "PRT-20", "--json", *desk)[1])
    mine = next(line for line in listed if line["id"] == id)
    assert (mine["state"], mine["done"], mine["steps"], mine["holder"]) == ("running", 1, 9, "Siti")
    assert all(line["state"] == "done" for line in json.loads(
        run("run", "list", "--state", "done", "--json", *desk)[1]))  # fmt: skip
    assert run("run", "start", "PRT-99", *desk)[0] == 2
