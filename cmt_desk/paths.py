"""Where the program's own files lie, and where the user's belong."""

import os
import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def _beside(name: str) -> Path:
    """In a wheel the folder lies inside the package, in a checkout one floor up."""
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent / name


MIGRATIONS = _beside("db") / "migrations"
SCHEMA = _beside("db") / "schema.sql"
SEED = _beside("db") / "seed"
RESOURCES = _beside("resources")


def documents() -> Path:
    """The folder a user would look in first for a desk or a printed sheet."""
    for folder in (Path.home() / "Documents", Path.home() / "Dokumen"):
        if folder.is_dir():
            return folder
    return Path.home()


def preferences_folder() -> Path:
    """Window sizes, last desk, language: nothing that belongs to the desk itself."""
    if sys.platform == "win32":
        root = Path(os.environ.get("APPDATA") or Path.home())
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Application Support"
    else:
        root = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return root / "cmt-desk"
