"""The commands of the day's papers: list them, and make some of them into one PDF or a folder of PDFs."""

import argparse
from collections.abc import Callable
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, number
from cmt_desk.operations.desk import open_desk

USUAL = "what a meeting takes along"


def add_commands(
    papers: argparse.ArgumentParser, desk: argparse.ArgumentParser, day: Callable[[str], date]
) -> None:
    """`papers list` and `papers save`."""
    which = papers.add_subparsers(required=True, metavar="list|save")
    made = which.add_parser("list", parents=[desk], help="the key and the name of each paper of a day")
    made.set_defaults(run=_list)
    made.add_argument("--date", type=day, required=True)
    made = which.add_parser("save", parents=[desk], help="some papers as one PDF, or as files in a folder")
    made.set_defaults(run=_save)
    made.add_argument("--date", type=day, required=True)
    made.add_argument(
        "--only", action="append", default=[], metavar="KEY", help=f"as office/*, roster/DKI-05; else {USUAL}"
    )
    made.add_argument("--out", type=Path, required=True, metavar="X.pdf|FOLDER")
    made.add_argument("--size", choices=("A4", "F4", "LETTER"), default="A4")


def _list(args: argparse.Namespace) -> int:
    from cmt_desk.ui.offscreen_papers import day_papers

    with open_desk(args.desk, for_reading=True) as store, day_papers(store, args.date) as found:
        for one in found:
            print(f"{one.key}\t{one.group}\t{one.name}")
    return 0


def _save(args: argparse.Namespace) -> int:
    from cmt_desk.ui.offscreen_papers import day_papers, save_papers

    with open_desk(args.desk, for_reading=True) as store, day_papers(store, args.date) as found:
        chosen = [one for one in found if _wanted(one.key, args.only) or (one.proposed and not args.only)]
        if not chosen:
            raise Refused(
                _("No paper of this day is called {key}; `papers list` names them all.").format(
                    key=", ".join(args.only)
                )
            )
        place = save_papers(chosen, args.date, args.out, args.size)
    print(_("{file}: {n} papers.").format(file=place, n=number(len(chosen))))
    return 0


def _wanted(key: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(key, pattern) for pattern in patterns)
