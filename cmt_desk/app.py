"""The way in: a command, or the window with the roof over it."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cmt_desk import __version__, cli, i18n
from cmt_desk.roof import Roof
from cmt_desk.ui.starting import starting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SETTLED = 1_500  # milliseconds after which the first window has been painted


def main(arguments: Sequence[str] | None = None) -> int:
    """`cmt-desk [FILE]` opens the window; `cmt-desk COMMAND …` works without one."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if is_command(arguments):
        return cli.main(arguments)
    return _open_window(_arguments(arguments))


def is_command(arguments: list[str]) -> bool:
    """A desk that happens to be called like a command is still a desk."""
    is_file = len(arguments) == 1 and Path(arguments[0]).is_file()
    return not is_file and any(argument in cli.COMMANDS for argument in arguments)


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="cmt-desk",
        description="Opens a desk in a window, the last one where none is named.",
        epilog=f"commands: {', '.join(cli.COMMANDS)}",
    )
    parser.add_argument("file", type=Path, nargs="?", help="the desk to open")
    parser.add_argument("--demo", action="store_true", help="open the demo desk of 2 December 2020")
    parser.add_argument("--lang", choices=list(i18n.LANGUAGES))
    parser.add_argument("--theme", choices=("system", "light", "dark"))
    parser.add_argument("--version", action="version", version=f"cmt-desk {__version__}")
    return parser.parse_args(arguments)


def no_screen() -> bool:
    """Linux without X11 or Wayland: Qt would abort the whole process."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in shown)


def _open_window(args: argparse.Namespace) -> int:
    if no_screen():
        print("cmt-desk: there is no screen here; use a command (cmt-desk --help) or tour.", file=sys.stderr)
        return 3
    with starting():
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from cmt_desk.ui import oops
        from cmt_desk.ui.preferences import Preferences

        app = QApplication(["cmt-desk"])
        app.setApplicationName("CMT Desk")
        app.setApplicationVersion(__version__)
        preferences = Preferences.load()
        preferences.language = args.lang or preferences.language
        preferences.theme = args.theme or preferences.theme
        roof = Roof(app, preferences)
        oops.catch_all(roof.says_trouble)
        roof.start(args.file, demo=args.demo)
    QTimer.singleShot(SETTLED, lambda: _read_ahead(app))
    return app.exec()


def _read_ahead(app: "QApplication") -> None:
    """What tabs will ask for, once the window stands."""
    from cmt_desk.ui.ahead import ReadAhead

    ReadAhead(date.today(), app).start()
