"""The commands of the people: who holds which mandate, and so may decide."""

import argparse
import json

from cmt_desk.cli.adding import Adder, Day
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.mandates import Mandate, Role
from cmt_desk.i18n import _
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.desk import open_desk
from cmt_desk.operations.mandate_words import mandate_period, mandate_title
from cmt_desk.operations.mandates import appoint, end_mandate
from cmt_desk.operations.signing import sit_as
from cmt_desk.store import Store


def add_commands(add: Adder, day: Day) -> None:
    """`mandate WHAT` is the register of who may decide."""
    made = add("mandate", _mandate)
    made.add_argument("what", choices=("list", "appoint", "end"))
    made.add_argument("id", nargs="?", default="")
    made.add_argument("--name", default="")
    made.add_argument("--employee", metavar="NUMBER")
    made.add_argument("--role", choices=[role.value for role in Role])
    made.add_argument("--branch", metavar="CODE")
    made.add_argument("--region", metavar="CODE")
    made.add_argument("--from", dest="first", type=day)
    made.add_argument("--to", dest="last", type=day)
    made.add_argument("--deputy-of", metavar="ID")
    made.add_argument("--letter", default="", metavar="NUMBER")
    made.add_argument("--json", action="store_true")


def _mandate(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=args.what == "list") as store:
        today = today_of(store)
        if args.person:
            sit_as(store, args.person, today)
        if args.what == "appoint":
            if not args.role:
                raise Refused(_("Say which role."))
            made = Mandate("", args.name, Role(args.role), args.first or today, args.last, args.employee,
                           args.branch, args.region, args.deputy_of, args.letter)  # fmt: skip
            appoint(store, made)
        elif args.what == "end":
            end_mandate(store, args.id, args.last or today)
        else:
            _list_mandates(store, args.json)
            return 0
        print(store.journal.latest(1)[0].label)
    return 0


def _list_mandates(store: Store, as_json: bool) -> None:
    mandates = store.mandates.all()
    if as_json:
        rows = [
            {
                "id": m.id,
                "name": m.name,
                "employee": m.employee,
                "role": m.role.value,
                "branch": m.branch,
                "region": m.region,
                "from": m.since.isoformat(),
                "to": m.until.isoformat() if m.until else None,
                "deputy_of": m.deputy_of,
                "letter": m.letter,
            }
            for m in mandates
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for m in mandates:
        print(f"{m.id}  {mandate_title(store, m)}  {mandate_period(m)}")
