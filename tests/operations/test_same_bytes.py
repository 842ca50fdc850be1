"""The same facts give the same roster: in two processes, in both languages, whatever Python's hashes are."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOLD = """
import sys
from cmt_desk.cli import main
desk, language = sys.argv[1:]
period = ["--branch", "SBU-01", "--from", "2020-12-02", "--to", "2020-12-20", "--today", "2020-12-02"]
for command in (["replan", *period, "--json"], ["roster", *period[:6]]):
    main([command[0], "--desk", desk, "--lang", language, *command[1:]])
"""


def test_two_processes_and_two_languages_make_one_roster(demo_file: Path, tmp_path: Path):
    told: list[str] = []
    for n, language in enumerate(("id", "en")):
        desk = shutil.copy(demo_file, tmp_path / f"{n}.desk")
        environment = {**os.environ, "PYTHONHASHSEED": str(n + 1)}
        done = subprocess.run(
            [sys.executable, "-c", TOLD, str(desk), language],
            capture_output=True, text=True, check=True, cwd=ROOT, env=environment,
        )  # fmt: skip
        told.append(done.stdout)
    assert told[0].count("WAO") > 100
    assert told[0] == told[1]
