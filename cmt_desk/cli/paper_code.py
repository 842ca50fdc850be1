"""The commands of the paper bridge: show an office's code, take one in, list what came from paper."""

import argparse
import json
from collections.abc import Callable
from datetime import date

from cmt_desk.domain.office_report import differences
from cmt_desk.i18n import _, long_date, number
from cmt_desk.operations.clock import now_at
from cmt_desk.operations.desk import open_desk
from cmt_desk.operations.office_reports import figure_name, office_code, take_code


def add_commands(
    code: argparse.ArgumentParser, desk: argparse.ArgumentParser, day: Callable[[str], date]
) -> None:
    """`code show`, `code take` and `code list`."""
    which = code.add_subparsers(required=True, metavar="show|take|list")
    made = which.add_parser("show", parents=[desk], help="the code of an office's sheet")
    made.set_defaults(run=_show)
    made.add_argument("--branch", required=True, metavar="CODE")
    made.add_argument("--date", type=day, required=True)
    made = which.add_parser("take", parents=[desk], help="keep what a code says as the office's report")
    made.set_defaults(run=_take)
    made.add_argument("code", nargs="+", metavar="GROUP")
    made.add_argument("--branch", default="", metavar="CODE", help="where several offices share the code")
    made = which.add_parser("list", parents=[desk], help="what came from paper, and where the desk differs")
    made.set_defaults(run=_list)
    made.add_argument("--date", type=day, required=True)


def _show(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        print(office_code(store, args.branch, args.date))
    return 0


def _take(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        read = take_code(store, " ".join(args.code), now=now_at(store), branch=args.branch)
    print(f"{read.branch.name}, {long_date(read.report.day)}")
    for name, (reported, own) in read.differences.items():
        said = _("{figure}: {reported} from paper, {own} in this desk")
        print(said.format(figure=figure_name(name), reported=number(reported), own=number(own)))
    return 0


def _list(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        taken, own = store.office_reports.on(args.date), store.office_reports.own(args.date)
    rows = [
        {
            "branch": branch,
            "source": one.source,
            "taken": one.at,
            "by": one.by,
            "cumulative": one.report.cumulative,
            "active": one.report.active,
            **one.report.figures(),
            "differs": {name: pair[1] for name, pair in differences(one.report, own[branch]).items()},
        }
        for branch, one in taken.items()
    ]
    print(json.dumps(rows, ensure_ascii=False, indent=1))
    return 0
