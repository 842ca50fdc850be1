"""The commands of the plan: what is decided and by whom."""

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from cmt_desk.cli.adding import Adder, Day
from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.plan import stage
from cmt_desk.i18n import _
from cmt_desk.operations.authority import still_missing
from cmt_desk.operations.clock import office_now, today_of
from cmt_desk.operations.decision_words import decision_title, letter_warning, missing_text, stage_name
from cmt_desk.operations.decisions import (
    Signer,
    amend,
    correct,
    decide,
    propose,
    recommend,
    reject,
    review,
    withdraw,
)
from cmt_desk.operations.desk import open_desk
from cmt_desk.operations.plan_rules import effect_text
from cmt_desk.operations.reopening import reopen, reopening_text
from cmt_desk.operations.signing import at_desk, sit_as
from cmt_desk.store import Store

REVIEW = timedelta(days=7)  # where no day of review is named


def add_commands(add: Adder, day: Day) -> None:
    """`decide WHAT` is the register of decisions."""
    made = add("decide", _decide)
    made.add_argument("what", choices=DECIDING)
    made.add_argument(
        "id", nargs="?", default="", help="the decision; any beginning of its key that is one only"
    )
    made.add_argument("--level", type=int, choices=range(4), help="propose: 0 to 3")
    made.add_argument("--from", dest="first", type=day)
    made.add_argument("--to", dest="last", type=day)
    made.add_argument("--review", type=day, help="the day to look at it again, within 14 days")
    made.add_argument("--office", action="append", default=[], metavar="CODE")
    made.add_argument("--function", action="append", default=[], metavar="CODE")
    made.add_argument("--reason", "--why", dest="reason", default="")
    made.add_argument("--letter", default="", metavar="NUMBER")
    made.add_argument(
        "--beside", action="store_true", help="propose: beside the level in force, not in its place"
    )
    made.add_argument("--signed", type=day, help="the day of the signature; today without it")
    made.add_argument("--out", type=Path, metavar="X.pdf", help="print: the decision, or the whole register")
    made.add_argument("--json", action="store_true")


def _decide(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=args.what in READING) as store:
        day = args.signed or today_of(store)
        if args.person:
            sit_as(store, args.person, day)
        if args.what == "list":
            return _list(store, args, day)
        if args.what == "print":
            return _print(store, args, day)
        key = DECIDING[args.what](store, args, at_desk(store, day))
        _tell(store, key, day, args.json)
    return 0


def _propose(store: Store, args: argparse.Namespace, by: Signer) -> str:
    if args.level is None:
        raise Refused(_("Say which level: 0, 1, 2 or 3."))
    first = args.first or by.day
    state = None if args.beside else store.plans.state(first)
    made = Decision(
        "", DecisionKind.PLAN, first, args.last, args.reason, letter=args.letter, level=args.level,
        review=args.review or max(first, by.day) + REVIEW, offices=frozenset(args.office),
        functions=frozenset(args.function), follows=(state.decision or None) if state else None,
    )  # fmt: skip
    return propose(store, made, by)


def _stand_down(store: Store, args: argparse.Namespace, by: Signer) -> str:
    first = args.first or by.day
    state = store.plans.state(first - timedelta(days=1))
    follows = _known(store, args.id) if args.id else (state.decision or None) if state else None
    made = Decision(
        "", DecisionKind.STAND_DOWN, first, None, args.reason, letter=args.letter, follows=follows
    )
    return propose(store, made, by)


def _recommend(store: Store, args: argparse.Namespace, by: Signer) -> str:
    key = _known(store, args.id)
    recommend(store, key, by, args.reason)
    return key


def _sign(store: Store, args: argparse.Namespace, by: Signer) -> str:
    key = _known(store, args.id)
    decide(store, key, by)
    return key


def _reject(store: Store, args: argparse.Namespace, by: Signer) -> str:
    key = _known(store, args.id)
    reject(store, key, by, args.reason)
    return key


def _review(store: Store, args: argparse.Namespace, by: Signer) -> str:
    key = _known(store, args.id)
    review(store, key, by, args.reason, args.review or by.day + REVIEW)
    return key


def _changed(found: Decision, args: argparse.Namespace) -> Decision:
    """A decision with what the command names in place of what it says."""
    given = {
        "valid_from": args.first, "valid_to": args.last, "level": args.level, "review": args.review,
        "reason": args.reason, "letter": args.letter, "offices": frozenset(args.office),
        "functions": frozenset(args.function),
    }  # fmt: skip
    return replace(found, **{name: value for name, value in given.items() if value or value == 0})


def _amend(store: Store, args: argparse.Namespace, by: Signer) -> str:
    """`--why` says why it is amended; the reason of the proposal stays."""
    key = _known(store, args.id)
    found = _changed(_decision(store, key), args)
    return amend(store, key, replace(found, reason=_decision(store, key).reason), by, args.reason)


def _correct(store: Store, args: argparse.Namespace, by: Signer) -> str:
    key = _known(store, args.id)
    return correct(store, key, _changed(_decision(store, key), args), by)


def _withdraw(store: Store, args: argparse.Namespace, by: Signer) -> str:
    key = _known(store, args.id)
    withdraw(store, key, by, args.reason)
    return key


def _reopen(store: Store, args: argparse.Namespace, by: Signer) -> str:
    """An office at home in full comes back: the tests are told, and those that fail are kept."""
    key = _known(store, args.id)
    for test in reopen(store, key, by, args.reason, office_now(store, _decision(store, key).branch)):
        print(reopening_text(test))
    return key


def _decision(store: Store, key: str) -> Decision:
    return next(d for d in store.decisions.all() if d.id == key)


READING = ("list", "print")
DECIDING: dict[str, Callable[[Store, argparse.Namespace, Signer], str]] = {
    "propose": _propose,
    "stand-down": _stand_down,
    "recommend": _recommend,
    "sign": _sign,
    "reject": _reject,
    "review": _review,
    "amend": _amend,
    "correct": _correct,
    "withdraw": _withdraw,
    "reopen": _reopen,
    "print": lambda _store, _args, _by: "",
    "list": lambda _store, _args, _by: "",
}


def _known(store: Store, key: str) -> str:
    """The decision that a key or its beginning or end names. Raises Refused for none and for several."""
    if not key:
        raise Refused(_("Name the decision: its key, as `decide list` shows it."))
    found = [d.id for d in store.decisions.all() if d.id.startswith(key) or d.id.endswith(key)]
    if len(found) > 1:
        raise Refused(_("{n} decisions begin or end with {key}; give more of the key.").format(
            n=len(found), key=key))  # fmt: skip
    if not found:
        raise Refused(_("This decision is not in the register."))
    return found[0]


def _list(store: Store, args: argparse.Namespace, day: date) -> int:
    known = store.decisions.all()
    if args.json:
        print(json.dumps([_report(store, d, known, day) for d in known], ensure_ascii=False, indent=1))
        return 0
    for decision in known:
        print(f"{decision.id}  {stage_name(stage(decision, known, day))}  {decision_title(store, decision)}")
    return 0


def _print(store: Store, args: argparse.Namespace, day: date) -> int:
    """Qt is imported only here."""
    from cmt_desk.ui.offscreen import save_decision, save_register

    if not args.out:
        raise Refused(_("Say where to: --out X.pdf."))
    pages = (
        save_decision(store, _known(store, args.id), day, args.out)
        if args.id
        else save_register(store, day, args.out)
    )
    print(_("{file}: {n} pages.").format(file=args.out, n=pages))
    return 0


def _tell(store: Store, key: str, day: date, as_json: bool) -> None:
    known = store.decisions.all()
    decision = next(d for d in known if d.id == key)
    if as_json:
        print(json.dumps(_report(store, decision, known, day), ensure_ascii=False, indent=1))
        return
    print(f"{key}  {stage_name(stage(decision, known, day))}  {decision_title(store, decision)}")
    if effect := effect_text(store, decision):
        print(effect)
    if not decision.settled and (waits := missing_text(still_missing(store, decision))):
        print(waits)
    if warning := letter_warning(decision.letter):
        print(warning)


def _report(store: Store, decision: Decision, known: list[Decision], day: date) -> dict[str, object]:
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "level": decision.level,
        "stage": stage(decision, known, day).value,
        "title": decision_title(store, decision),
        "from": decision.valid_from.isoformat(),
        "to": decision.valid_to.isoformat() if decision.valid_to else None,
        "review": decision.look_again.isoformat() if decision.look_again else None,
        "offices": sorted(decision.offices) or ([decision.branch] if decision.branch else []),
        "functions": sorted(decision.functions),
        "letter": decision.letter,
        "reason": decision.reason,
        "corrects": decision.corrects,
        "follows": decision.follows,
        "figures": json.loads(decision.figures) if decision.figures else None,
        "signatures": [
            {"step": s.step.value, "name": s.name, "role": s.role, "on": s.signed.isoformat(), "note": s.note}
            for s in decision.signatures
        ],
    }
