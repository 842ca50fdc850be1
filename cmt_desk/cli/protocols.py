"""The commands of protocols: their templates, and runs started, answered, handed over, ended, printed."""

import argparse
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cmt_desk.cli.adding import Day
from cmt_desk.domain.branches import HEAD_OFFICE_ZONE, UTC_HOURS
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.protocols import Protocol
from cmt_desk.domain.run_lines import RunLine
from cmt_desk.i18n import _, either, moment
from cmt_desk.operations.clock import now_at, office_now
from cmt_desk.operations.desk import open_desk
from cmt_desk.operations.protocol_files import export_protocol, import_protocol
from cmt_desk.operations.protocols import (
    end_run,
    hand_over,
    skip_step,
    start_run,
    tell_event,
    tick_step,
    untick_step,
)
from cmt_desk.operations.templates import REVIEW_AFTER, activate, only_draft, retire, still_right
from cmt_desk.store import Store

Act = Callable[[Store, argparse.Namespace, datetime], None]
STATES = ("open", "overdue", "done", "all")


def add_commands(run: argparse.ArgumentParser, desk: argparse.ArgumentParser) -> None:
    """`run WHAT` acts on running copies as the window does; times are local to the office of the run."""
    which = run.add_subparsers(required=True, metavar="WHAT")

    def command(name: str, does: Callable[[argparse.Namespace], int], told: str) -> argparse.ArgumentParser:
        made = which.add_parser(name, parents=[desk], help=told)
        made.set_defaults(run=does)
        return made

    def of_run(name: str, act: Act, told: str) -> argparse.ArgumentParser:
        made = command(name, lambda args: _act(args, act), told)
        made.add_argument("id", metavar="RUN")
        made.add_argument("--at", type=_moment, metavar="YYYY-MM-DDTHH:MM")
        return made

    made = command("start", _start, "start a protocol")
    made.add_argument("protocol", metavar="CODE")
    made.add_argument("--branch", metavar="CODE")
    made.add_argument("--case", metavar="ID")
    made.add_argument("--function", metavar="CODE")
    made.add_argument("--holder", default="", metavar="NAME")
    made.add_argument("--at", type=_moment, metavar="YYYY-MM-DDTHH:MM")
    made = of_run("tick", _tick, "a step was done, or does not apply (--skip WHY)")
    _step(made)
    made.add_argument("--note", default="")
    made.add_argument("--skip", default="", metavar="WHY")
    _step(of_run("untick", _untick, "a step is open again"))
    made = of_run("event", _event, "when something was that steps count from (--at)")
    made.add_argument("event")
    made = of_run("hand-over", _hand_over, "somebody else answers for it")
    made.add_argument("--to", required=True, metavar="NAME")
    made.add_argument("--note", default="")
    made = of_run("end", _end, "nothing of it comes back")
    made.add_argument("--why", default="")
    made = command("list", _list, "runs, the most urgent first")
    made.add_argument("--state", choices=STATES, default="open")
    made.add_argument("--protocol", default="", metavar="CODE")
    made.add_argument("--json", action="store_true")
    made = command("print", _print, "a run as it stands, as a PDF")
    made.add_argument("id", metavar="RUN")
    made.add_argument("--out", type=Path, required=True, metavar="X.pdf")


def add_templates(protocol: argparse.ArgumentParser, desk: argparse.ArgumentParser, day: Day) -> None:
    """`protocol WHAT` acts on templates: read, moved between desks, put in use, looked at again, retired."""
    which = protocol.add_subparsers(required=True, metavar="WHAT")

    def command(name: str, does: Callable[[argparse.Namespace], int], told: str) -> argparse.ArgumentParser:
        made = which.add_parser(name, parents=[desk], help=told)
        made.set_defaults(run=does)
        return made

    command("list", _templates, "every template with its newest version")
    made = command("import", _import, "take a protocol from a file as a draft")
    made.add_argument("input", type=Path)
    for name, does, told in (
        ("export", _export, "a version as a file for another desk"),
        ("print", _print_blank, "a version as a blank checklist, a PDF"),
    ):
        made = command(name, does, told)
        made.add_argument("code", metavar="CODE")
        made.add_argument("--version", type=int, metavar="N", help="the one in use without it")
        made.add_argument("--out", type=Path, required=True, metavar="FILE")
    made = command("activate", _activate, "put its draft in use; runs keep the version they began with")
    made.add_argument("code", metavar="CODE")
    made = command("review", _review, "it was read and is still right")
    made.add_argument("code", metavar="CODE")
    made.add_argument("--next", type=day, help="the day of the next look; a quarter later without it")
    made = command("retire", _retire, "no run is started from it any more")
    made.add_argument("code", metavar="CODE")
    made.add_argument("--why", required=True)


def _templates(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        for p in store.protocols.newest():
            review = p.review_on.isoformat() if p.review_on else "–"
            print(f"{p.code} {p.version} {p.state} {review} {either(p.title_id, p.title_en)}")
    return 0


def _version(store: Store, code: str, version: int | None) -> Protocol:
    found = store.protocols.version(code, version) if version else store.protocols.get(code)
    if found is None and version:
        raise Refused(_("{code} has no version {n}.").format(code=code, n=version))
    if found is None:
        told = _("There is no active protocol {code}; name an older one with --version.")
        raise Refused(told.format(code=code))
    return found


def _import(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        made = import_protocol(store, args.input)
        print(f"{made.code} {made.version} {made.state}")
    return 0


def _export(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        export_protocol(_version(store, args.code, args.version), args.out)
    print(_("Saved as {file}.").format(file=args.out))
    return 0


def _print_blank(args: argparse.Namespace) -> int:
    """Qt is imported only here."""
    from cmt_desk.ui.offscreen import save_checklist

    with open_desk(args.desk, args.person, for_reading=True) as store:
        pages = save_checklist(store, _version(store, args.code, args.version), args.out)
    print(_("{file}: {n} pages.").format(file=args.out, n=pages))
    return 0


def _activate(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        activate(store, args.code, only_draft(store, args.code).version, now_at(store).date())
        print(store.journal.latest(1)[0].label)
    return 0


def _review(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        today = now_at(store).date()
        still_right(store, args.code, args.next or today + REVIEW_AFTER, today)
        print(store.journal.latest(1)[0].label)
    return 0


def _retire(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        retire(store, args.code, args.why)
        print(store.journal.latest(1)[0].label)
    return 0


def _step(made: argparse.ArgumentParser) -> None:
    made.add_argument("step", type=int, metavar="N")
    made.add_argument("--time", type=int, metavar="K", help="the how-manieth time, of a step that comes back")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time (YYYY-MM-DDTHH:MM)") from None


def _zone(store: Store, branch: str | None) -> str:
    office = store.branches.by_code().get(branch or "")
    return office.time_zone if office else HEAD_OFFICE_ZONE


def _start(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        at = args.at or office_now(store, args.branch)
        print(
            start_run(
                store, args.protocol, at, branch=args.branch, case=args.case, function=args.function,
                holder=args.holder,
            )
        )  # fmt: skip
    return 0


def _act(args: argparse.Namespace, act: Act) -> int:
    """One act on a run, then how it stands."""
    with open_desk(args.desk, args.person) as store:
        run = store.protocols.run(args.id)
        if run is None:
            raise Refused(_("This run no longer exists."))
        act(store, args, args.at or office_now(store, run.branch))
        line = store.protocols.days.line(run.id, {zone: now_at(store, zone) for zone in UTC_HOURS})
        if line:
            print(_told(line, _zone(store, run.branch)))
    return 0


def _tick(store: Store, args: argparse.Namespace, at: datetime) -> None:
    if args.skip:
        skip_step(store, args.id, args.step, at, args.skip, args.time)
    else:
        tick_step(store, args.id, args.step, at, args.note, args.time)


def _untick(store: Store, args: argparse.Namespace, at: datetime) -> None:
    untick_step(store, args.id, args.step, at, args.time)


def _event(store: Store, args: argparse.Namespace, at: datetime) -> None:
    tell_event(store, args.id, args.event, at)


def _hand_over(store: Store, args: argparse.Namespace, at: datetime) -> None:
    hand_over(store, args.id, args.to, at, args.note)


def _end(store: Store, args: argparse.Namespace, at: datetime) -> None:
    end_run(store, args.id, at, args.why)


def _print(args: argparse.Namespace) -> int:
    """Qt is imported only here."""
    from cmt_desk.ui.offscreen import save_run

    with open_desk(args.desk, args.person, for_reading=True) as store:
        run = store.protocols.run(args.id)
        if run is None:
            raise Refused(_("This run no longer exists."))
        pages = save_run(store, run, args.out)
    print(_("{file}: {n} pages.").format(file=args.out, n=pages))
    return 0


def _list(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        lines = store.protocols.days.lines({zone: now_at(store, zone) for zone in UTC_HOURS}, args.protocol)
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
