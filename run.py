"""Set CMT Desk up and open it: `python3 run.py [arguments for cmt-desk]`, from any folder.

The first run fetches uv (into .uv/, unless it is installed), the locked packages (into .venv/)
and, on Linux, the system libraries Qt needs; later runs only start the program.
`python3 run.py test [pytest arguments]` runs the tests and `python3 run.py check` the linters;
on a Linux machine without a screen the bare command makes the tour (papers, pictures) instead.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
UV_HOME = ROOT / ".uv"

# Debian package:the library in it that Qt loads, as ldd names them for the PySide6 6.11 wheel.
ALWAYS = """libegl1:libEGL.so.1 libgl1:libGL.so.1 libx11-6:libX11.so.6
    libxkbcommon0:libxkbcommon.so.0 libdbus-1-3:libdbus-1.so.3 libfontconfig1:libfontconfig.so.1
    libfreetype6:libfreetype.so.6 libglib2.0-0:libglib-2.0.so.0 libzstd1:libzstd.so.1"""
ON_X11 = """libx11-xcb1:libX11-xcb.so.1 libxkbcommon-x11-0:libxkbcommon-x11.so.0
    libxcb-cursor0:libxcb-cursor.so.0 libxcb-icccm4:libxcb-icccm.so.4
    libxcb-image0:libxcb-image.so.0 libxcb-keysyms1:libxcb-keysyms.so.1
    libxcb-randr0:libxcb-randr.so.0 libxcb-render0:libxcb-render.so.0
    libxcb-render-util0:libxcb-render-util.so.0 libxcb-shape0:libxcb-shape.so.0
    libxcb-shm0:libxcb-shm.so.0 libxcb-sync1:libxcb-sync.so.1 libxcb-util1:libxcb-util.so.1
    libxcb-xfixes0:libxcb-xfixes.so.0 libxcb-xkb1:libxcb-xkb.so.1"""
ON_WAYLAND = """libwayland-client0:libwayland-client.so.0 libwayland-egl1:libwayland-egl.so.1
    libwayland-cursor0:libwayland-cursor.so.0"""


def say(text: str) -> None:
    print(f"run.py: {text}", file=sys.stderr, flush=True)


def works(*command: str) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def find_uv() -> str | None:
    """A uv that really runs: a pyenv shim, say, may be on PATH and yet lead nowhere."""
    in_checkout = [str(UV_HOME / name) for name in ("bin/uv", "bin/uv.exe", "Scripts/uv.exe")]
    for uv in filter(None, map(shutil.which, ["uv", *in_checkout])):
        if works(uv, "--version"):
            return uv
    return None


def fetch_uv() -> str:
    """Ask this Python's pip for uv; --target also works where Python is externally managed."""
    pip = [sys.executable, "-m", "pip"]
    if not works(*pip, "--version"):
        sys.exit(
            "run.py: this Python has no pip to fetch uv with; install either pip (Debian, Ubuntu:"
            " sudo apt-get install python3-pip) or uv (https://docs.astral.sh/uv), then run again."
        )
    say(f"fetching uv into {UV_HOME} (first run only)")
    options = "--quiet --disable-pip-version-check --upgrade --only-binary :all: --target".split()
    env = {**os.environ, "PIP_USER": "0", "PIP_ROOT_USER_ACTION": "ignore"}
    subprocess.call([*pip, "install", *options, str(UV_HOME), "uv"], env=env)
    return find_uv() or sys.exit("run.py: pip could not fetch uv; its own message is above.")


def missing_libraries(env: dict[str, str]) -> list[str]:
    """The Debian packages whose library does not load here."""
    wanted = ALWAYS.split()
    if env.get("DISPLAY") and env.get("QT_QPA_PLATFORM", "xcb") == "xcb":
        wanted += ON_X11.split()
    if env.get("WAYLAND_DISPLAY") and env.get("QT_QPA_PLATFORM", "wayland") == "wayland":
        wanted += ON_WAYLAND.split()
    missing: list[str] = []
    for package, library in (pair.split(":") for pair in wanted):
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def ensure_libraries(env: dict[str, str]) -> None:
    """Install what Qt lacks where we may (root, apt-get); otherwise print how, and stop."""
    missing = missing_libraries(env)
    if not missing:
        return
    apt = ["apt-get", "install", "-y", "--no-install-recommends"]
    has_apt = shutil.which("apt-get") is not None
    may_install = has_apt and os.geteuid() == 0
    if may_install:
        say(f"installing the system libraries Qt needs: {' '.join(missing)}")
        # A dead third-party source fails the update, yet the libraries may be within reach.
        subprocess.call(["apt-get", "update", "-qq"], stdin=subprocess.DEVNULL)
    if has_apt:  # Debian 13 and Ubuntu 24.04 renamed libglib2.0-0 to libglib2.0-0t64
        renamed = [works("apt-cache", "show", f"{name}t64") for name in missing]
        missing = [f"{name}t64" if new else name for name, new in zip(missing, renamed)]
    if may_install:
        quiet = {**env, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call([*apt, "-qq", *missing], env=quiet, stdin=subprocess.DEVNULL)
        if not missing_libraries(env):
            return
    line = f"sudo {' '.join([*apt, *missing])}"
    where = "" if has_apt else " (Debian's names; other systems have their own)"
    sys.exit(f"run.py: Qt lacks system libraries; run this, then run.py again{where}:\n{line}")


def main(args: list[str]) -> int:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        sys.exit(
            f"run.py: this is Python {sys.version.split()[0]}; CMT Desk needs 3.11, 3.12 or 3.13,"
            " please start run.py with one of those (https://www.python.org/downloads)."
        )
    env = dict(os.environ)
    env.setdefault("UV_PYTHON", sys.executable)  # this very Python, and no other downloaded
    env.setdefault("UV_PYTHON_DOWNLOADS", "never")
    env.pop("VIRTUAL_ENV", None)  # whichever is active now, the packages go to .venv

    word = args[0] if args else ""
    screen = any(env.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if word == "test" or (sys.platform == "linux" and not screen):
        env["QT_QPA_PLATFORM"] = env.get("QT_QPA_PLATFORM") or "offscreen"
    if word == "test":
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # the tests start many Pythons: each would compile all
        commands = [["pytest", *args[1:]]]
    elif word == "check":
        commands = [["ruff", "check"], ["ruff", "format", "--check"], ["pyright"]]
    elif not args and sys.platform == "linux" and not screen:
        say("no screen here, so instead of a window you get the tour: papers and pictures")
        commands = [["--no-dev", "cmt-desk", "tour", "--out", str(ROOT / "tour")]]
    else:
        commands = [["--no-dev", "cmt-desk", *args]]

    if sys.platform == "linux" and word != "check":
        ensure_libraries(env)
    uv_run = [find_uv() or fetch_uv(), "run", "--project", str(ROOT), "--locked"]
    # Tests and linters work in the checkout; the program stays here, its arguments name files.
    folder = ROOT if word in ("test", "check") else None
    codes = [subprocess.call([*uv_run, *each], cwd=folder, env=env) for each in commands]
    return max(codes, key=abs)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
