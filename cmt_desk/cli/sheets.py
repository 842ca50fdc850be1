"""The daily sheet without a window: printed, issued, listed, compared."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from cmt_desk import i18n
from cmt_desk.cli.adding import Day
from cmt_desk.domain.branches import HEAD_OFFICE_ZONE
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.journal_letters import journal_letters, same_letters
from cmt_desk.domain.sheets import Scope
from cmt_desk.figure_wording import change_text, figure_name, figure_text
from cmt_desk.i18n import _, clock_time, medium_date
from cmt_desk.operations.clock import now_at
from cmt_desk.operations.desk import open_desk
from cmt_desk.operations.sheet_names import known_names
from cmt_desk.operations.sheets import compare_days, day_sheet, issue_sheet, issued_pdf, then_and_now
from cmt_desk.store import Store, Trouble
from cmt_desk.store.safety import save_whole

FORMATS = ("pdf", "html", "xlsx", "text")


def add_sheet(parser: argparse.ArgumentParser, day: Day) -> None:
    """The options of `sheet`."""
    parser.add_argument("--date", type=day, required=True)
    parser.add_argument("--scope", default="national", metavar="national|KANWIL|BRANCH")
    parser.add_argument("--out", type=Path, metavar="FILE", help="text goes to the terminal without it")
    parser.add_argument("--format", choices=FORMATS, default="pdf")
    parser.add_argument("--no-annexes", action="store_true")
    parser.add_argument("--offices", action="store_true", help="a page for each office after the annexes")
    parser.add_argument("--issue", action="store_true", help="number the sheet and keep it unchanged")
    parser.add_argument("--reason", default="", help="of a correction: the next version is issued")


def add_sheets(parser: argparse.ArgumentParser, desk: argparse.ArgumentParser, day: Day) -> None:
    """`sheets list | pdf | now | compare`."""
    commands = parser.add_subparsers(dest="sheets", required=True, parser_class=type(parser))

    def command(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[desk])
        made.set_defaults(run=run)
        return made

    command("list", _list).add_argument("--json", action="store_true")
    for name, run in (("pdf", _pdf), ("now", _now)):
        made = command(name, run)
        made.add_argument("number", metavar="LSH/…")
        made.add_argument("--version", type=int)
    commands.choices["pdf"].add_argument("--out", type=Path, required=True, metavar="X.pdf")
    made = command("compare", _compare)
    made.add_argument("first", type=day)
    made.add_argument("second", type=day)
    made.add_argument("--scope", default="national", metavar="national|KANWIL|BRANCH")


def scope_of(store: Store, code: str) -> Scope:
    scope = store.sheets.scope(code)
    if scope is None:
        raise Refused(_("There is no regional office or branch called {code}.").format(code=code))
    return scope


def sheet(args: argparse.Namespace) -> int:
    """Save the sheet of a day; with --issue it is issued first, and saved as it was issued."""
    from cmt_desk.ui.offscreen import application
    from cmt_desk.ui.sheets.onto_paper import printed
    from cmt_desk.ui.sheets.other_forms import content

    if args.out is None and not args.issue and args.format != "text":
        raise Refused(_("Say with --out where the sheet is to be saved."))
    if args.out and not args.out.parent.is_dir():
        raise Trouble("NOWHERE", args.out)
    application()
    kind, annexes = {"text": "txt"}.get(args.format, args.format), not args.no_annexes
    with open_desk(args.desk, args.person, for_reading=not args.issue) as store:
        scope = scope_of(store, args.scope)
        if args.issue:
            issued = issue_sheet(
                store, scope, args.date, now=now_at(store, HEAD_OFFICE_ZONE), reason=args.reason,
                print_sheet=lambda made: printed(store, made, annexes=annexes, offices=args.offices),
            )  # fmt: skip
            print(
                _("{number}, version {version}: {pages} pages, SHA-256 {sha}").format(
                    number=issued.number, version=issued.version, pages=issued.pages, sha=issued.sha256
                )
            )
            if args.out and kind == "pdf":
                save_whole(issued_pdf(store, issued), args.out)
                return 0
        draft = day_sheet(store, scope, args.date)
        if kind == "pdf" and args.out:
            made = printed(store, draft, annexes=annexes, offices=args.offices)
            save_whole(made.pdf, args.out)
            print(_("{file}: {n} pages.").format(file=args.out, n=made.pages))
        elif args.out:
            parts = {"annexes": annexes, "offices": args.offices}
            save_whole(content(store, draft, kind, i18n.language(), **parts), args.out)
            print(args.out)
        elif kind == "txt":
            print(content(store, draft, kind, i18n.language()).decode())
    return 0


def _list(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        found = store.issued.all()
    rows = [
        {
            "number": s.number, "version": s.version, "day": s.day.isoformat(), "scope": s.scope,
            "language": s.language, "issued_at": s.issued_at.isoformat(timespec="minutes"),
            "issued_by": s.issued_by, "reason": s.reason, "journal": journal_letters(s.head),
            "figures": s.digest, "sha256": s.sha256, "pages": s.pages,
        }
        for s in found
    ]  # fmt: skip
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for s in found:
        at = f"{medium_date(s.issued_at.date())} {clock_time(s.issued_at)}"
        words = (
            s.number,
            f"v{s.version}",
            medium_date(s.day),
            at,
            s.issued_by,
            journal_letters(s.head),
            s.reason,
        )
        print("  ".join(words).rstrip())
    if not found:
        print(_("No sheet was issued yet."))
    return 0


def _chosen(store: Store, args: argparse.Namespace):
    """The version asked for, else the newest of that number."""
    found = [s for s in store.issued.all() if s.number == args.number and args.version in (None, s.version)]
    if not found:
        raise Refused(_("No sheet {number} was issued.").format(number=args.number))
    return max(found, key=lambda s: s.version)


def _pdf(args: argparse.Namespace) -> int:

    with open_desk(args.desk, args.person, for_reading=True) as store:
        issued = _chosen(store, args)
        save_whole(issued_pdf(store, issued), args.out)
    print(_("{file}: {n} pages.").format(file=args.out, n=issued.pages))
    return 0


def _now(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        found, names = then_and_now(store, _chosen(store, args)), known_names(store)
    for d in found:
        place = f"{d.office} " if d.office else ""
        before, after = figure_text(d.name, d.before), figure_text(d.name, d.after)
        print(f"{place}{figure_name(d.name, names)}: {before} → {after}")
    if not found:
        print(_("Nothing is known otherwise now."))
    return 0


def _compare(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        scope, names = scope_of(store, args.scope), known_names(store)
        found = compare_days(store, scope, args.first, args.second)
    for d in found:
        before, after = figure_text(d.name, d.before), figure_text(d.name, d.after)
        print(f"{figure_name(d.name, names)}: {before} → {after}  {change_text(d)}".rstrip())
    return 0


def say_head(store: Store, letters: str) -> bool:
    """Whether the letters of a printed sheet are those of a state of this journal, and say of which."""
    for seq, at, label, head in store.journal.heads():
        if same_letters(letters, head):
            told = _("{letters}: journal entry {n}, {at}, {label}")
            print(told.format(letters=letters, n=seq, at=at, label=label))
            return True
    print(_("No state of this journal has the letters {letters}.").format(letters=letters))
    return False
