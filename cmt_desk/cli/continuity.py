"""The commands of continuity: critical functions, the day's readings."""

import argparse
import json
from datetime import datetime

from cmt_desk.cli.adding import Adder, Day
from cmt_desk.continuity_wording import (
    clock_text,
    light_name,
    target_text,
)
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.functions import Disruption, FunctionState
from cmt_desk.i18n import _, moment
from cmt_desk.operations.clock import now_at, today_of
from cmt_desk.operations.desk import open_desk
from cmt_desk.operations.functions import disrupt, function_names, office_clock, restore
from cmt_desk.operations.readings import indicator_name, record_readings, typed_value, value_text
from cmt_desk.store import Store


def add_commands(add: Adder, _day: Day) -> None:
    """Times are local to the office named, or in WIB for the institution."""
    listed = add("functions", _functions)
    listed.add_argument("--at", type=_moment, metavar="YYYY-MM-DDTHH:MM", help="in WIB; now without it")
    listed.add_argument("--json", action="store_true")
    made = add("disrupt", _disrupt)
    made.add_argument("function", metavar="FUNCTION")
    made.add_argument("--branch", default="", metavar="CODE", help="the institution without it")
    made.add_argument("--at", type=_moment, metavar="YYYY-MM-DDTHH:MM")
    made.add_argument("--cause", required=True)
    made.add_argument("--capacity", type=int, metavar="PERCENT", help="of a normal day")
    made.add_argument("--workaround", default="")
    ended = add("restore", _restore)
    ended.add_argument("id", metavar="ID", help="of a disruption, or a function where only one lasts")
    ended.add_argument("--at", type=_moment, metavar="YYYY-MM-DDTHH:MM")


def add_readings(reading: argparse.ArgumentParser, desk: argparse.ArgumentParser, day: Day) -> None:
    """`reading set` and `reading list`: of the institution, or of an office."""
    which = reading.add_subparsers(required=True, metavar="set|list")
    put = which.add_parser("set", parents=[desk], help="record a figure of a day")
    put.set_defaults(run=_set_reading)
    put.add_argument("indicator", metavar="INDICATOR")
    put.add_argument("value", metavar="VALUE", help="a number, or - to take it back")
    put.add_argument("--source", default="")
    shown = which.add_parser("list", parents=[desk], help="every figure of a day")
    shown.set_defaults(run=_list_readings)
    shown.add_argument("--json", action="store_true")
    for made in (put, shown):
        made.add_argument("--branch", default="", metavar="CODE", help="the institution without it")
        made.add_argument("--date", type=day)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time (YYYY-MM-DDTHH:MM)") from None


def _functions(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        found = store.functions.states(args.at or now_at(store))
        names, offices = function_names(store), {b.code: b.name for b in store.branches.all()}
    if args.json:
        print(json.dumps([_report(state) for state in found], ensure_ascii=False, indent=1))
        return 0
    for state in found:
        print(f"{names[state.function]}: {light_name(state.light)}  [{target_text(state.target)}]")
        for one in state.open:
            d = one.disruption
            where = offices.get(d.branch, _("National"))
            print(f"    {d.id}  {where}  {moment(d.began, d.time_zone)}  {clock_text(one)}  {d.cause}")
    return 0


def _report(state: FunctionState) -> dict[str, object]:
    target = state.target
    return {
        "function": state.function,
        "light": state.light.value,
        "rto": target.rto if target else None,
        "mtpd": target.mtpd if target else None,
        "mbco": target.mbco if target else None,
        "proposed": target.proposed if target else None,
        "disruptions": [
            {
                "id": one.disruption.id,
                "branch": one.disruption.branch or None,
                "began": one.disruption.began.isoformat(timespec="minutes"),
                "time_zone": one.disruption.time_zone,
                "cause": one.disruption.cause,
                "light": one.light.value,
                "capacity": one.capacity,
                "workaround": one.workaround,
                "below_minimum_minutes": round(one.elapsed.total_seconds() / 60),
                "rto_at": one.rto_at.isoformat(timespec="minutes") if one.rto_at else None,
                "mtpd_at": one.mtpd_at.isoformat(timespec="minutes") if one.mtpd_at else None,
            }
            for one in state.open
        ],
    }


def _disrupt(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        now = now_at(store)
        began = args.at or office_clock(store, args.branch, now)
        key = disrupt(
            store, args.function.upper(), args.branch, began, args.cause, now=now, capacity=args.capacity,
            workaround=args.workaround,
        )  # fmt: skip
        print(key)
    return 0


def _restore(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        now = now_at(store)
        known = _meant(store, args.id, now)
        restore(store, known.id, args.at or office_clock(store, known.branch, now), now=now)
        print(_("{function} runs again").format(function=function_names(store)[known.function]))
    return 0


def _meant(store: Store, word: str, now: datetime) -> Disruption:
    """By its key, or the only one of a function that lasts."""
    if known := store.functions.get(word):
        return known
    lasting = [d for d in store.functions.disruptions(now) if d.function == word.upper() and d.ended is None]
    if len(lasting) != 1:
        raise Refused(
            _("{n} disruptions of {function} last; name one by its key (see: functions).").format(
                n=len(lasting), function=word
            )
        )
    return lasting[0]


# --- the day's figures -------------------------------------------------------------------------------------


def _set_reading(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        known = {i.code: i for i in store.indicators.all()}
        indicator = known.get(args.indicator.upper())
        if indicator is None:
            raise Refused(_("There is no indicator with the code {code}.").format(code=args.indicator))
        value = None if args.value == "-" else typed_value(indicator, args.value)
        day, today = args.date or today_of(store), today_of(store)
        values = {indicator.code: value}
        changed = record_readings(store, args.branch, day, values, today=today, source=args.source)
        print(store.journal.latest(1)[0].label if changed else _("Nothing changed."))
    return 0


def _list_readings(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        if args.branch and args.branch not in store.branches.by_code():
            raise Refused(_("There is no office with the code {code}.").format(code=args.branch))
        day = args.date or today_of(store)
        found = store.indicators.on(day, {args.branch} if args.branch else None)
    if args.json:
        rows = [
            {
                "indicator": f.indicator.code,
                "section": f.indicator.section,
                "kind": f.indicator.kind.value,
                "value": f.value,
                "since": f.since.isoformat() if f.since else None,
                "own": f.own,
                "offices": f.reported,
                "of_offices": f.of_offices,
                "before": f.before,
            }
            for f in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for f in found:
        print(f"{f.indicator.code:<20}{indicator_name(f.indicator)}: {value_text(f.indicator, f.value)}")
    return 0
