"""Desks that only look whole."""

from pathlib import Path

from cmt_desk.store import Store

PAGE = 4096


def overwrite_first_page(path: Path, table: str) -> None:
    """The desk still opens; whoever reads this table meets the damage."""
    with Store.open(path) as store:
        page = store.db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[PAGE * (page - 1) : PAGE * page] = b"\xff" * PAGE
    path.write_bytes(content)
