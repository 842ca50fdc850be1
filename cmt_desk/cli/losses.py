"""The commands of the register of losses."""

import argparse
import json
from dataclasses import asdict, replace

from cmt_desk.cli.adding import Day
from cmt_desk.continuity_wording import loss_amount, loss_kind_name, loss_status_name
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.losses import SUB_KINDS, Loss, LossKind
from cmt_desk.i18n import _
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.desk import open_desk
from cmt_desk.operations.losses import close_loss, correct_loss, record_loss, verify_loss, withdraw_loss

PARTS = ("amount", "low", "high", "expected", "recovered")  # in rupiah


def add_losses(loss: argparse.ArgumentParser, desk: argparse.ArgumentParser, day: Day) -> None:
    """`loss add`, `list`, `verify`, `close`, `withdraw` and `correct`: the register of losses."""
    which = loss.add_subparsers(required=True, metavar="add|list|verify|close|withdraw|correct")
    made = which.add_parser("add", parents=[desk], help="record a loss as suspected")
    made.set_defaults(run=_add_loss)
    made.add_argument("kind", choices=[kind.value.lower() for kind in LossKind])
    made.add_argument(
        "sub", metavar="SUB", help=", ".join(s.lower() for own in SUB_KINDS.values() for s in own)
    )
    made.add_argument("amount", type=int, help="rupiah, severity 1 to 5, or people")
    made.add_argument("--text", required=True)
    made.add_argument("--date", type=day, help="when it occurred; today without it")
    for part in ("low", "high"):
        made.add_argument(f"--{part}", type=int)
    for part in ("expected", "recovered"):
        made.add_argument(f"--{part}", type=int, default=0)
    made.add_argument("--branch", default="", metavar="CODE")
    made.add_argument("--function", default="", metavar="CODE")
    shown = which.add_parser("list", parents=[desk], help="what was lost up to a day, and its sums")
    shown.set_defaults(run=_list_losses)
    shown.add_argument("--date", type=day)
    shown.add_argument("--json", action="store_true")
    for name, told in (("verify", "as --as, who is not who recorded it"), ("close", "--note what came of it"),
                       ("withdraw", "--note why it was no loss")):  # fmt: skip
        step = which.add_parser(name, parents=[desk], help=told)
        step.set_defaults(run=_step_loss, step=name)
        step.add_argument("id", metavar="ID")
        step.add_argument("--note", default="")
    other = which.add_parser("correct", parents=[desk], help="a new version; what is not named stays")
    other.set_defaults(run=_correct_loss)
    other.add_argument("id", metavar="ID")
    other.add_argument("--reason", required=True)
    for part in PARTS:
        other.add_argument(f"--{part}", type=int)
    other.add_argument("--text")
    other.add_argument("--date", type=day, help="when it occurred")


def _add_loss(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        today = today_of(store)
        occurred = args.date or today
        loss = Loss(
            "", occurred, today, today, LossKind(args.kind.upper()), args.sub.upper(), args.text, args.amount,
            args.low, args.high, args.expected, args.recovered, args.branch, args.function,
        )  # fmt: skip
        print(record_loss(store, loss, today=today))
    return 0


def _step_loss(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        today = today_of(store)
        match args.step:
            case "verify":
                verify_loss(store, args.id, store.actor, today=today, note=args.note)
            case "close":
                close_loss(store, args.id, store.actor, args.note, today=today)
            case _:
                withdraw_loss(store, args.id, store.actor, args.note, today=today)
        print(store.journal.latest(1)[0].label)
    return 0


def _correct_loss(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        before = store.losses.get(args.id)
        if before is None:
            raise Refused(_("This loss no longer exists."))
        given = {**{part: getattr(args, part) for part in PARTS}, "text": args.text, "occurred": args.date}
        made = replace(before, **{name: value for name, value in given.items() if value is not None})
        print(correct_loss(store, args.id, made, args.reason, today=today_of(store)))
    return 0


def _list_losses(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        day = args.date or today_of(store)
        standing = [loss for loss in store.losses.all(day) if loss.stands(day) and loss.occurred <= day]
        found = store.losses.sums(day)
    if args.json:
        rows = [
            {
                "id": loss.id,
                "occurred": loss.occurred.isoformat(),
                "kind": loss.kind.value,
                "sub": loss.sub,
                "text": loss.text,
                "amount": loss.amount,
                "expected": loss.expected,
                "recovered": loss.recovered,
                "branch": loss.branch or None,
                "status": loss.status(day).value,
            }
            for loss in standing
        ]
        totals = {
            kind.value: asdict(total) | {"unexpected": total.unexpected} for kind, total in found.items()
        }
        print(json.dumps({"losses": rows, "sums": totals}, ensure_ascii=False, indent=1))
        return 0
    for loss in standing:
        amount, status = loss_amount(loss.kind, loss.amount), loss_status_name(loss.status(day))
        print(f"{loss.id}  {loss.occurred}  {loss_kind_name(loss.kind)}  {amount}  {status}  {loss.text}")
    return 0
