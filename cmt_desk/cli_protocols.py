"""The commands of protocols: start a run, tick a step, list the runs with what is due."""

import argparse
import json
from datetime import UTC, datetime, time, timedelta

from cmt_desk.domain.branches import UTC_HOURS
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.run_lines import RunLine
from cmt_desk.i18n import _
from cmt_desk.operations.protocols import skip_step, start_run, tick_step
from cmt_desk.protocol_wording import moment
from cmt_desk.store import Store
from cmt_desk.store.run_days import HEAD_OFFICE_ZONE

STATES = ("open", "overdue", "done", "all")


def add_commands(run: argparse.ArgumentParser, desk: argparse.ArgumentParser) -> None:
    """`run start`, `run tick` and `run list`; times are local to the office of the run."""
    which = run.add_subparsers(required=True, metavar="start|tick|list")
    made = which.add_parser("start", parents=[desk], help="start a protocol")
    made.set_defaults(run=_start)
    made.add_argument("protocol", metavar="CODE")
    made.add_argument("--branch", metavar="CODE")
    made.add_argument("--case", metavar="ID")
    made.add_argument("--function", metavar="CODE")
    made.add_argument("--holder", default="", metavar="NAME")
    made.add_argument("--at", type=_moment, metavar="YYYY-MM-DDTHH:MM")
    made = which.add_parser("tick", parents=[desk], help="a step was done, or does not apply (--skip WHY)")
    made.set_defaults(run=_tick)
    made.add_argument("id", metavar="RUN")
    made.add_argument("step", type=int, metavar="N")
    made.add_argument("--time", type=int, metavar="K", help="the how-manieth time, of a step that comes back")
    made.add_argument("--note", default="")
    made.add_argument("--skip", default="", metavar="WHY")
    made.add_argument("--at", type=_moment, metavar="YYYY-MM-DDTHH:MM")
    made = which.add_parser("list", parents=[desk], help="runs, the most urgent first")
    made.set_defaults(run=_list)
    made.add_argument("--state", choices=STATES, default="open")
    made.add_argument("--protocol", default="", metavar="CODE")
    made.add_argument("--json", action="store_true")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time (YYYY-MM-DDTHH:MM)") from None


def _now(store: Store, zone: str) -> datetime:
    """The time at an office; a demo's day stands at its cut-off hour."""
    if store.settings.fixed_today:
        return datetime.combine(store.settings.fixed_today, time(store.settings.cutoff_hour))
    there = datetime.now(UTC) + timedelta(hours=UTC_HOURS[zone])
    return there.replace(second=0, microsecond=0, tzinfo=None)


def _zone(store: Store, branch: str | None) -> str:
    office = store.branches.by_code().get(branch or "")
    return office.time_zone if office else HEAD_OFFICE_ZONE


def _start(args: argparse.Namespace) -> int:
    with Store.open(args.desk) as store:
        at = args.at or _now(store, _zone(store, args.branch))
        print(
            start_run(
                store, args.protocol, at, branch=args.branch, case=args.case, function=args.function,
                holder=args.holder,
            )
        )  # fmt: skip
    return 0


def _tick(args: argparse.Namespace) -> int:
    with Store.open(args.desk) as store:
        run = store.protocols.run(args.id)
        if run is None:
            raise Refused(_("This run no longer exists."))
        at = args.at or _now(store, _zone(store, run.branch))
        if args.skip:
            skip_step(store, run.id, args.step, at, args.skip, args.time)
        else:
            tick_step(store, run.id, args.step, at, args.note, args.time)
        line = store.protocols.days.line(run.id, {zone: _now(store, zone) for zone in UTC_HOURS})
        if line:
            print(_told(line, _zone(store, run.branch)))
    return 0


def _list(args: argparse.Namespace) -> int:
    with Store.open(args.desk, for_reading=True) as store:
        lines = store.protocols.days.lines({zone: _now(store, zone) for zone in UTC_HOURS}, args.protocol)
        zones = {code: office.time_zone for code, office in store.branches.by_code().items()}
    shown = [line for line in lines if _fits(line, args.state)]
    if args.json:
        print(json.dumps([_report(line) for line in shown], ensure_ascii=False, indent=1))
    else:
        for line in shown:
            print(_told(line, zones.get(line.branch or "", HEAD_OFFICE_ZONE)))
    return 0


def _fits(line: RunLine, state: str) -> bool:
    match state:
        case "open":
            return not line.finished
        case "overdue" | "done":
            return line.state == state
        case _:
            return True


def _told(line: RunLine, zone: str) -> str:
    due = moment(line.next_due, zone) if line.next_due else "–"
    return f"{line.id} {line.protocol} {line.branch or '–'} {line.state} {line.done}/{line.steps} {due}"


def _report(line: RunLine) -> dict[str, object]:
    return {
        "id": line.id,
        "protocol": line.protocol,
        "version": line.version,
        "branch": line.branch,
        "case": line.case_file,
        "function": line.function,
        "started": line.started_at.isoformat(timespec="minutes"),
        "holder": line.holder,
        "state": line.state,
        "steps": line.steps,
        "done": line.done,
        "overdue": line.overdue,
        "next_due": line.next_due.isoformat(timespec="minutes") if line.next_due else None,
    }
