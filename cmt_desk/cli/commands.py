"""The commands, and those of them that need no room of their own."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from cmt_desk import __version__, i18n
from cmt_desk.cli import (
    continuity,
    decide,
    losses,
    mandates,
    paper_code,
    papers,
    plan,
    proposals,
    protocols,
    schedule,
    sheets,
)
from cmt_desk.domain.cases import OldTerm, Status
from cmt_desk.domain.day_figures import figures
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.journal_letters import journal_letters
from cmt_desk.domain.sheets import Scope
from cmt_desk.i18n import _, long_date, number
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.demo import create_demo
from cmt_desk.operations.desk import create_desk, open_desk, redo, undo
from cmt_desk.operations.imports import KINDS, Choices, preview, save_aside, take
from cmt_desk.operations.imports.differences import difference_texts
from cmt_desk.operations.mappings import read_mapping
from cmt_desk.store import Trouble
from cmt_desk.store.trouble import trouble_behind
from cmt_desk.store.verify import verify
from cmt_desk.wording import trouble

SHOWN = 20  # rows set aside that are printed; --set-aside saves them all


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def parser() -> argparse.ArgumentParser:
    """One line a command. Dates are YYYY-MM-DD."""
    common = _Parser(add_help=False)
    common.add_argument("--lang", choices=list(i18n.LANGUAGES), default=argparse.SUPPRESS)
    desk = _Parser(add_help=False, parents=[common])
    desk.add_argument("--desk", type=Path, required=True, metavar="FILE")
    desk.add_argument("--as", dest="person", default="", metavar="NAME", help="who is at the desk")
    top = _Parser(prog="cmt-desk", parents=[common])
    top.add_argument("--version", action="version", version=f"cmt-desk {__version__}")
    commands = top.add_subparsers(dest="command", required=True, parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], parent: _Parser):
        made = commands.add_parser(name, parents=[parent])
        made.set_defaults(run=run)
        return made

    for name, run in (("new", _new), ("demo", _demo)):
        command(name, run, common).add_argument("file", type=Path)
    bring = command("import", _import, desk)
    bring.add_argument("kind", choices=sorted(KINDS))
    bring.add_argument("input", type=Path)
    bring.add_argument("--dry-run", action="store_true")
    bring.add_argument("--repair-dates", action="store_true", help="take the proposed dates of bulletins")
    bring.add_argument("--date", type=_day, help="the day of a bulletin that names none")
    bring.add_argument("--mapping", type=Path, metavar="JSON", help="how a foreign list is read")
    bring.add_argument("--term", type=_term, action="append", default=[], metavar="ODP=SUSPEK")
    bring.add_argument("--take-differences", action="store_true", help="let the list overwrite the desk")
    bring.add_argument("--set-aside", type=Path, metavar="CSV", help="save the rows set aside")
    command("figures", _figures, desk).add_argument("--date", type=_day, required=True)
    for group in (schedule, decide, plan, mandates, proposals, continuity):
        group.add_commands(lambda name, run: command(name, run, desk), _day)
    protocols.add_commands(commands.add_parser("run"), desk)
    protocols.add_templates(commands.add_parser("protocol"), desk, _day)
    paper_code.add_commands(commands.add_parser("code"), desk, _day)
    papers.add_commands(commands.add_parser("papers"), desk, _day)
    continuity.add_readings(commands.add_parser("reading"), desk, _day)
    losses.add_losses(commands.add_parser("loss"), desk, _day)
    sheets.add_sheet(command("sheet", sheets.sheet, desk), _day)
    sheets.add_sheets(commands.add_parser("sheets"), desk, _day)
    shots = command("shots", _shots, desk)
    shots.add_argument("--out", type=Path, required=True, metavar="DIR")
    shots.add_argument("--date", type=_day)
    shots.add_argument("--theme", choices=("light", "dark"), default="light")
    command("journal", _journal, desk).add_argument("--json", action="store_true")
    for name, run in (("undo", _undo), ("redo", _redo)):
        command(name, run, desk)
    check = command("verify", _verify, desk)
    check.add_argument("--head", metavar="XXXX-XXXX-XXXX-XXXX", help="the journal letters of a printed sheet")
    command("tour", _tour, common).add_argument("--out", type=Path, required=True, metavar="DIR")
    return top


def run(arguments: Sequence[str]) -> int:
    """As `cmt_desk.cli.main`."""
    args = parser().parse_args(arguments)
    with i18n.speaking(getattr(args, "lang", i18n.DEFAULT)):
        try:
            return args.run(args)
        except Refused as refused:
            print(refused, file=sys.stderr)
            return 2
        except Trouble as error:
            print(trouble(error.code, str(error.path or "")), file=sys.stderr)
            return 3
        except BrokenPipeError:  # whoever read our output has seen enough
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  (the interpreter flushes it at exit)
            return 0
        except Exception as error:  # a damaged page, a full disk: any library may be what meets them
            file = getattr(error, "filename", None) or getattr(args, "desk", None)
            if (behind := trouble_behind(error, file)) is None:
                raise
            print(trouble(behind.code, str(file)), file=sys.stderr)
            return 3


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date (YYYY-MM-DD)") from None


def _term(text: str) -> tuple[OldTerm, Status]:
    term, _sign, status = text.partition("=")
    try:
        return OldTerm(term.strip().upper()), Status(status.strip().upper())
    except ValueError:
        terms, statuses = ", ".join(OldTerm), ", ".join(Status)
        raise argparse.ArgumentTypeError(f"{text!r}: TERM=STATUS, of {terms} and {statuses}") from None


# --- commands ----------------------------------------------------------------------------------------


def _new(args: argparse.Namespace) -> int:
    with create_desk(args.file) as store:
        print(_("{file}: a new desk with {n} offices.").format(file=args.file, n=len(store.branches.all())))
    return 0


def _demo(args: argparse.Namespace) -> int:
    with create_demo(args.file) as store:
        print(
            _("{file}: the demo desk of {day} with {n} made-up employees.").format(
                file=args.file,
                day=long_date(today_of(store)),
                n=number(sum(store.people.headcounts(today_of(store)).values())),
            )
        )
    return 0


def _import(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=args.dry_run) as store:
        choices = Choices(read_mapping(args.mapping) if args.mapping else None, dict(args.term))
        intake = preview(store, args.kind, args.input, choices, repair_dates=args.repair_dates, on=args.date)
        if args.take_differences:
            intake.take_over_all()
        if not args.dry_run:
            take(store, intake)
    for notice in (*intake.notices, *difference_texts(intake, SHOWN)):
        print(notice)
    for entry in intake.aside[:SHOWN]:
        print(
            _("line {line}, {column}: “{value}” {reason}").format(
                line=entry.line, column=entry.column, value=entry.value, reason=entry.reason
            )
        )
    if len(intake.aside) > SHOWN:
        print(_("… and {n} more rows set aside").format(n=len(intake.aside) - SHOWN))
    if args.set_aside and intake.aside:
        save_aside(intake, args.set_aside)
    print(intake.summary())
    return 0


def _figures(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        print(json.dumps(figures(store.sheets.facts(Scope(), args.date)), indent=1))
    return 0


def _journal(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        entries = store.journal.entries()
    rows = [
        {
            "number": e.seq,
            "when": e.at,
            "who": e.actor,
            "name": e.name,
            "label": e.label,
            "reason": e.reason,
            "tables": sorted(e.tables),
            "rows": e.rows,
        }
        for e in entries
    ]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            tables = ", ".join(row["tables"])
            print(f"{row['number']:>5}  {row['when']}  {row['who']}  {row['name']}  {row['label']}  "
                  f"[{tables}]  {row['rows']}")  # fmt: skip
    return 0


def _undo(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        print(_("Undone: {label}").format(label=undo(store).label))
    return 0


def _redo(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        print(_("Done again: {label}").format(label=redo(store).label))
    return 0


def _verify(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        findings = verify(store)
        head, known = store.journal.head(), not args.head or sheets.say_head(store, args.head)
    names = {
        "CHAIN": _("journal chain"),
        "TABLES": _("tables = journal"),
        "SCHEMA": _("schema"),
        "INTEGRITY": _("integrity of the file"),
        "REFERENCES": _("references"),
        "SHEETS": _("issued sheets"),
    }
    for finding in findings:
        word = _("sound") if finding.sound else _("NOT SOUND")
        print(f"{names[finding.check]}: {word} {finding.detail}".rstrip())
    print(_("journal letters: {letters}").format(letters=journal_letters(head)))
    return 0 if known and all(finding.sound for finding in findings) else 1


# --- commands that draw: Qt is imported only here --------------------------------------------------------


def _shots(args: argparse.Namespace) -> int:
    from cmt_desk.ui.offscreen import save_shots, without_noise

    with open_desk(args.desk, args.person, for_reading=True) as store, without_noise():
        for file in save_shots(store, args.out, args.date, args.theme):
            print(file)
    return 0


def _tour(args: argparse.Namespace) -> int:
    """The main job without a screen: demo desk, bulletin, sheet, pictures."""
    from cmt_desk.operations.demo import BULLETIN, DAY
    from cmt_desk.ui.offscreen import save_sheet, save_shots, without_noise

    try:
        args.out.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Trouble("NOWHERE", args.out) from None
    file = args.out / "demo.desk"
    file.unlink(missing_ok=True)
    with create_demo(file, bulletin=False) as store, without_noise():
        print(_("Demo desk: {file}").format(file=file))
        intake = preview(store, "zones", BULLETIN)
        take(store, intake)
        print(f"{intake.label}: {intake.summary()}")
        sheet = args.out / "LSH-2020-12-02.pdf"
        pages = save_sheet(store, Scope(), DAY, sheet)
        print(_("Daily status sheet, {n} pages: {file}").format(n=pages, file=sheet))
        for picture in save_shots(store, args.out, DAY, "light"):
            print(_("Picture: {file}").format(file=picture))
    return 0
