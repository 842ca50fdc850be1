"""Fixtures are stories: an empty desk, the demo's 2 December 2020, a window over it."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from cmt_desk import i18n
from cmt_desk.operations.demo import create_demo
from cmt_desk.operations.desk import found
from cmt_desk.store import Store, driver

# One commit, one verdict, on a laptop and in CI; `--hypothesis-profile=default` looks for new examples.
settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("same")

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT.parent / "shared" / "samples"


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Every test begins in Indonesian, whatever the one before it spoke."""
    with i18n.speaking("id"):
        yield


@pytest.fixture(scope="session")
def founded() -> Iterator[Store]:
    """The desk every `store` begins as; making one costs four times a copy, and hundreds of tests ask."""
    with Store.in_memory() as made:
        found(made)
        yield made


@pytest.fixture
def store(founded: Store) -> Iterator[Store]:
    """A new desk in memory: reference data and nothing else."""

    def copied(path: None, read_only: bool) -> driver.Connection:
        copy = connect(path, read_only)
        founded._connection.backup(copy)
        return copy

    connect = driver.connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver, "connect", copied)
        made = Store.in_memory()
    with made:
        yield made


@pytest.fixture(scope="session")
def demo_file(pytestconfig: pytest.Config) -> Path:
    """The demo desk; nobody writes to this copy. It is kept until anything it is made from changes."""
    kept = pytestconfig.cache.mkdir("demo") / f"{_made_from()}.desk"
    with _alone(kept.with_name("lock")):
        if not kept.exists():
            for older in kept.parent.glob("*.desk"):
                older.unlink(missing_ok=True)
            made = kept.with_suffix(f".{os.getpid()}")
            create_demo(made).close()
            made.replace(kept)
    return kept


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """The other process waits, for at most a minute; SQLite's lock goes with the process that holds it."""
    with closing(sqlite3.connect(file, timeout=60)) as lock:
        with suppress(sqlite3.OperationalError):
            lock.execute("BEGIN EXCLUSIVE")
        yield


def _made_from() -> str:
    """A digest of the code and the data below the screens."""
    digest = hashlib.sha256()
    for folder in (ROOT / "cmt_desk", ROOT / "db"):
        for file in sorted(folder.rglob("*.*")):
            if file.is_file() and file.suffix != ".pyc" and "ui" not in file.relative_to(ROOT).parts:
                digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture
def demo_copy(demo_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo_file, tmp_path / "demo.desk"))


@pytest.fixture
def demo(demo_copy: Path) -> Iterator[Store]:
    """The demo desk of 2 December 2020, a fresh copy for each test."""
    with Store.open(demo_copy) as opened:
        yield opened


@pytest.fixture
def desk(qapp, dressed, demo: Store):
    """What a tab is given, over the demo desk."""
    from cmt_desk.ui.desk import Desk

    return Desk.over(demo)


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real files to try on; they belong to others and are not in the project."""
    if not SAMPLES.is_dir():
        pytest.skip("the real sample files (../shared/samples) are not on this machine")
    return SAMPLES


@pytest.fixture
def dressed(qapp) -> None:
    """The light theme; what earlier tests left to delete goes first, or every restyling would visit it."""
    from PySide6.QtCore import QEvent

    from cmt_desk.ui import look

    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    look.dress(qapp, "light")


@pytest.fixture
def window(qtbot, dressed, desk):
    """The whole window over the demo desk."""
    from cmt_desk.ui.window import Window

    made = Window(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture(autouse=True)
def no_preferences(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the laptop remembers of its user is not read or written by tests."""
    folder = tmp_path_factory.getbasetemp() / "preferences"
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(folder / os.urandom(4).hex()))
