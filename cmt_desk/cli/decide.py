"""The commands of what a roster is made under: pins, waivers, absences, an office at home in full."""

import argparse

from cmt_desk.cli.adding import Adder, Day
from cmt_desk.domain.decisions import WAIVABLE, Decision, DecisionKind
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _
from cmt_desk.operations.absences import record_absence
from cmt_desk.operations.arrangements import pin, unpin
from cmt_desk.operations.authority import still_missing
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.decision_words import decision_title, missing_text
from cmt_desk.operations.decisions import Signer, propose, sign_new
from cmt_desk.operations.desk import open_desk
from cmt_desk.operations.people import employee_named
from cmt_desk.operations.signing import NO_ROLE, at_desk, sit_as
from cmt_desk.store import Store


def add_commands(add: Adder, day: Day) -> None:
    """Each writes one operation. A decision is signed by the name given; nothing counts without."""
    made = add("pin", _pin)
    made.add_argument("--employee", required=True, metavar="NUMBER")
    made.add_argument("--date", dest="first", type=day, required=True)
    which = made.add_mutually_exclusive_group(required=True)
    which.add_argument("--place", choices=("WAO", "WFH"))
    which.add_argument("--remove", action="store_true")
    made.add_argument("--reason", default="")
    made = add("absence", _absence)
    made.add_argument("--employee", required=True, metavar="NUMBER")
    made.add_argument("--kind", default="LEAVE", choices=("LEAVE", "TRAINING", "TRAVEL", "SICK"))
    _period(made, day)
    made = add("waive", _waive)
    made.add_argument("--rule", required=True, choices=WAIVABLE)
    made.add_argument("--branch", metavar="CODE")
    made.add_argument("--employee", metavar="NUMBER")
    made.add_argument("--function", metavar="CODE")
    _decision(made, day)
    made = add("wfh-full", _full)
    made.add_argument("--branch", required=True, metavar="CODE")
    made.add_argument(
        "--proposed-by", metavar="NAME", help="the head of the office; nobody signs an own proposal"
    )
    made.add_argument("--propose", action="store_true", help="as --as, for CMT to sign")
    _decision(made, day, signed=False)
    made = add("cap-number", _number)
    made.add_argument("--branch", required=True, metavar="CODE")
    made.add_argument("--people", required=True, type=int)
    _decision(made, day)


def _period(made: argparse.ArgumentParser, day: Day) -> None:
    made.add_argument("--from", dest="first", type=day, required=True)
    made.add_argument("--to", dest="last", type=day, required=True)


def _decision(made: argparse.ArgumentParser, day: Day, *, signed: bool = True) -> None:
    _period(made, day)
    made.add_argument("--reason", required=True)
    made.add_argument("--by", required=signed, default="", metavar="NAME", help="who signs")
    made.add_argument("--role", required=signed, default="", metavar="ROLE")
    made.add_argument("--signed", type=day, help="the day of the signature; today without it")
    made.add_argument("--letter", default="", metavar="NUMBER")


def _pin(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        key = args.employee, args.first
        if args.remove:
            unpin(store, [key])
        else:
            cell = Cell.OFFICE if args.place == "WAO" else Cell.HOME
            pin(store, employee_named(store, args.employee).branch, {key: cell}, args.reason)
        print(_last(store))
    return 0


def _absence(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        record_absence(store, args.employee, args.kind, args.first, args.last)
        print(_last(store))
    return 0


def _waive(args: argparse.Namespace) -> int:
    given = {"rule": args.rule, "branch": args.branch, "employee": args.employee, "function": args.function}
    return _sign(args, DecisionKind.WAIVER, given)


def _full(args: argparse.Namespace) -> int:
    if args.propose:
        return _propose_full(args)
    if not args.by.strip():
        raise Refused(_("Say with --by who signs, or with --propose that it is to be signed later."))
    return _sign(args, DecisionKind.WFH_FULL, {"branch": args.branch})


def _propose_full(args: argparse.Namespace) -> int:
    """Prints the key of the decision: `decide recommend` and `decide sign` go on from there."""
    with open_desk(args.desk, args.person) as store:
        day = args.signed or today_of(store)
        if args.person:
            sit_as(store, args.person, day)
        by = Signer(args.proposed_by, NO_ROLE, day) if args.proposed_by else at_desk(store, day)
        made = Decision(
            "", DecisionKind.WFH_FULL, args.first, args.last, args.reason, args.branch, letter=args.letter
        )
        print(propose(store, made, by))
    return 0


def _number(args: argparse.Namespace) -> int:
    return _sign(args, DecisionKind.CAP, {"branch": args.branch, "people": args.people})


def _sign(args: argparse.Namespace, kind: DecisionKind, given: dict[str, str | int | None]) -> int:
    with open_desk(args.desk, args.person) as store:
        day = args.signed or today_of(store)
        made = Decision("", kind, args.first, args.last, args.reason, letter=args.letter, **given)  # pyright: ignore[reportArgumentType]
        proposer = getattr(args, "proposed_by", None)
        by = Signer(proposer, NO_ROLE, day) if proposer else None
        (key,) = sign_new(store, [made], Signer(args.by, args.role, day), by)
        signed = store.decisions.get(key)
        assert signed is not None
        if not signed.decided:
            print(missing_text(still_missing(store, signed)))
            return 0
        print(_("Signed: {what}").format(what=decision_title(store, signed)))
    return 0


def _last(store: Store) -> str:
    return store.journal.latest(1)[0].label
