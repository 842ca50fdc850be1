"""The floors of the house, kept by import-linter (contracts in pyproject.toml), and what it cannot see."""

import ast
import re
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "cmt_desk").rglob("*.py"))


def test_imports_point_down(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_sql_lives_in_the_store_alone():
    """No statement in a string outside the store."""
    sql = re.compile(r"^\s*(SELECT\s.+\sFROM|INSERT INTO|UPDATE\s+\w+\s+SET|DELETE FROM)\s", re.S)
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in SOURCES
        if "store" not in file.parts
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and sql.match(node.value)
    ]
    assert found == []


def test_screens_write_only_through_operations():
    """The store's writing methods (put_…, add_…, remove_…) are called in operations and nowhere above."""
    writing = re.compile(r"store\.\w+\.(put|add|remove)\w*\(")
    above = [f for f in SOURCES if {"ui", "reports"} & set(f.parts) or f.name in ("cli.py", "app.py")]
    assert [str(f) for f in above if writing.search(f.read_text("utf-8"))] == []


def test_files_stay_small():
    lengths = {str(f.relative_to(ROOT)): len(f.read_text("utf-8").splitlines()) for f in SOURCES}
    assert {name: n for name, n in lengths.items() if n > 320} == {}
    assert lengths["cmt_desk/ui/window.py"] < 250
