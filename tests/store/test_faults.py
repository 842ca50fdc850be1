"""Wrong, locked, damaged, newer and read-only files: said in one sentence, nothing changed."""

import os
import shutil
import signal
import subprocess
import sys
from errno import ENOSPC
from pathlib import Path

import pytest

from cmt_desk.cli import main
from cmt_desk.operations.desk import create_desk
from cmt_desk.store import Store, Trouble
from cmt_desk.store.safety import save_whole
from cmt_desk.store.verify import verify
from tests.damage import overwrite_first_page


@pytest.fixture(scope="module")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("new") / "x.desk"
    create_desk(made).close()
    return made


@pytest.fixture
def file(new_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(new_file, tmp_path / "x.desk"))


def code(path: Path) -> str:
    with pytest.raises(Trouble) as caught:
        Store.open(path).close()
    return caught.value.code


def test_a_missing_file_a_folder_and_files_of_another_kind(tmp_path: Path):
    (tmp_path / "text.desk").write_text("halo, ini bukan basis data\n" * 100)
    (tmp_path / "empty.desk").write_bytes(b"")
    assert code(tmp_path / "none.desk") == "MISSING"
    assert code(tmp_path) == "NOT_A_DESK"
    assert code(tmp_path / "text.desk") == "NOT_A_DESK"
    assert code(tmp_path / "empty.desk") == "NOT_A_DESK"


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TABLE mine (a);",
        "CREATE TABLE operation (a); CREATE TABLE change (a);",
        "CREATE VIEW mine AS SELECT 1;",
        "PRAGMA journal_mode = WAL; CREATE TABLE mine (a);",
    ],
)
def test_another_programs_database_is_left_alone(tmp_path: Path, made: str):
    import sqlite3

    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.executescript(made)
    connection.close()
    before = other.read_bytes()
    assert code(other) == "NOT_A_DESK"
    assert other.read_bytes() == before


def test_a_desk_that_is_open_is_locked_for_others(file: Path):
    with Store.open(file):
        child = subprocess.run(
            [sys.executable, "-m", "cmt_desk", "undo", "--desk", str(file)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert child.returncode == 3
    assert "Traceback" not in child.stderr
    assert len(child.stderr.strip().splitlines()) == 1


def test_a_damaged_desk_is_named_damaged(file: Path):
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 20] = os.urandom(4096 * 19)
    file.write_bytes(content)
    assert code(file) in ("DAMAGED", "NOT_A_DESK")


def test_a_page_that_shows_its_damage_when_it_is_read(file: Path, capsys):
    """It opens; what needs the page says so in one sentence, and `verify` goes on to the other checks."""
    overwrite_first_page(file, "branch")
    content = file.read_bytes()
    assert main(["figures", "--desk", str(file), "--date", "2020-12-02"]) == 3
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1 and "rusak" in told[0]
    assert main(["verify", "--desk", str(file)]) == 1
    told = capsys.readouterr().out
    assert "keutuhan berkas: TIDAK BAIK" in told and "rantai jurnal: baik" in told
    assert file.read_bytes() == content


def test_verify_names_a_table_that_is_gone(file: Path):
    with Store.open(file) as store:
        for statement in ("PRAGMA query_only = OFF", "PRAGMA foreign_keys = OFF", "DROP TABLE branch"):
            store.db.execute(statement)
        found = {finding.check: finding.detail for finding in verify(store) if not finding.sound}
    assert "CREATE TABLE branch (" in found["SCHEMA"]


def test_a_cut_desk_is_named_damaged(file: Path):
    file.write_bytes(file.read_bytes()[: 4096 * 3 + 7])
    assert code(file) == "DAMAGED"


def test_a_desk_from_a_newer_version_is_refused_by_name(file: Path):
    import sqlcipher3.dbapi2 as driver

    connection = driver.connect(str(file))
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cmt_desk', '9999_x', '')"
    )
    connection.commit()
    connection.close()
    before = file.read_bytes()
    assert code(file) == "NEWER"
    assert file.read_bytes() == before


def test_a_read_only_desk_can_be_read_and_not_written(file: Path):
    file.chmod(0o444)
    assert code(file) == "READ_ONLY"
    with Store.open(file, for_reading=True) as store:
        assert len(store.branches.all()) == 123
        with pytest.raises(Trouble, match="READ_ONLY"), store.operation("x", "x"):
            store.settings.put("a", "1")


def test_a_new_desk_never_overwrites_a_file(file: Path):
    before = file.read_bytes()
    with pytest.raises(Trouble, match="EXISTS"):
        create_desk(file)
    assert file.read_bytes() == before


def test_a_desk_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_db: object) -> None:
        raise OSError(ENOSPC, "full")

    monkeypatch.setattr("cmt_desk.store.migrate", full)
    with pytest.raises(Trouble, match="DISK_FULL"):
        create_desk(tmp_path / "new.desk")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_whole_leaves_the_one_before(tmp_path: Path, monkeypatch):
    """The list somebody saved yesterday survives today's full disk."""
    file = tmp_path / "daftar.csv"
    save_whole(b"kemarin", file)

    def full(_number: int) -> None:
        raise OSError(ENOSPC, "full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Trouble, match="DISK_FULL"):
        save_whole(b"hari ini", file)
    assert [(left.name, left.read_bytes()) for left in tmp_path.iterdir()] == [("daftar.csv", b"kemarin")]
    save_whole(b"x", Path(os.devnull))
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a POSIX signal")
def test_killing_the_program_loses_no_acknowledged_operation(file: Path):
    """A child writes settings one by one and says each number after it was stored; then it is killed."""
    program = """
import sys
from errno import ENOSPC
from pathlib import Path
from cmt_desk.store import Store
store = Store.open(Path(sys.argv[1]))
n = 0
while True:
    with store.operation("put", str(n)):
        store.settings.put("n", str(n))
        store.settings.put("m", str(n))
    print(n, flush=True)
    n += 1
"""
    child = subprocess.Popen([sys.executable, "-c", program, str(file)], stdout=subprocess.PIPE, text=True)
    assert child.stdout
    for _line in range(40):
        said = int(child.stdout.readline())
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.read().split()
    child.stdout.close()
    child.wait()
    acknowledged = int(rest[-1]) if rest else said
    with Store.open(file) as store:
        stored = int(store.settings.get("n"))
        assert stored in (acknowledged, acknowledged + 1)
        assert store.settings.get("m") == store.settings.get("n")
        assert all(finding.sound for finding in verify(store))


def test_a_full_disk_changes_nothing(file: Path):
    with Store.open(file) as store:
        pages = store.db.execute("PRAGMA page_count").fetchone()[0]
        store.db.execute(
            f"PRAGMA max_page_count = {pages}"
        ).fetchone()  # SQLite then answers as on a full disk
        with pytest.raises(Trouble, match="DISK_FULL"), store.operation("big", "big"):
            store.settings.put("a", "x" * 1_000_000)
        assert store.settings.get("a") == ""
