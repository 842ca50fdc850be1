"""The commands of the ripple: what is proposed, taking it in whole or in part, deciding against it."""

import argparse
import json
from dataclasses import asdict
from datetime import date, datetime, time

from cmt_desk.cli.adding import Adder, Day
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.proposals import Line, Proposal
from cmt_desk.domain.what_if import OfficeEffect, WhatIf
from cmt_desk.i18n import _, number
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.desk import open_desk
from cmt_desk.operations.ripple import accept, decline, open_proposals
from cmt_desk.operations.ripple_words import Names, line_words, trigger_name
from cmt_desk.operations.zones import what_if
from cmt_desk.reports.memo import cover_text, met_text, protocol_lines, summary
from cmt_desk.store import Store
from cmt_desk.wording import zone_name


def add_commands(add: Adder, day: Day) -> None:
    """The day is the demo's or today unless `--date` names another."""
    listed = add("proposals", _proposals)
    listed.add_argument("--json", action="store_true")
    listed.add_argument("--decided", action="store_true", help="what was decided, by whom and why")
    taken = add("accept", _accept)
    taken.add_argument("id", metavar="ID")
    taken.add_argument("--only", nargs="+", metavar="LINE", help="names of lines; all of them without it")
    refused = add("decline", _decline)
    refused.add_argument("id", metavar="ID")
    refused.add_argument("--only", nargs="+", metavar="LINE")
    refused.add_argument("--why", required=True, metavar="TEXT")
    asked = add("what-if", _what_if)
    which = asked.add_mutually_exclusive_group(required=True)
    which.add_argument("--branch", nargs="+", default=[], metavar="CODE")
    which.add_argument("--all", action="store_true", help="every office")
    asked.add_argument("--zone", type=_zone, required=True, metavar="|".join(z.value.lower() for z in Zone))
    asked.add_argument("--json", action="store_true")
    for made in (listed, taken, refused, asked):
        made.add_argument("--date", type=day)


def _zone(text: str) -> Zone:
    try:
        return Zone(text.strip().upper())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: {', '.join(z.value.lower() for z in Zone)}") from None


def _day(store: Store, args: argparse.Namespace) -> date:
    return args.date or today_of(store)


def _now(store: Store, args: argparse.Namespace) -> datetime:
    """The laptop's clock, or the cut-off hour of a day that was asked for."""
    if args.date or store.settings.fixed_today:
        return datetime.combine(_day(store, args), time(store.settings.cutoff_hour))
    return datetime.now().replace(second=0, microsecond=0)


def _proposals(args: argparse.Namespace) -> int:
    if args.decided:
        return _decided(args)
    with open_desk(args.desk, args.person, for_reading=True) as store:
        found, names = open_proposals(store, _day(store, args)), Names.of(store)
    if args.json:
        print(json.dumps([_report(p, names) for p in found], ensure_ascii=False, indent=1))
        return 0
    for proposal in found:
        print(f"{proposal.key}  {trigger_name(proposal.trigger)}  {names.branch(proposal.branch)}")
        for line in proposal.lines:
            words = line_words(line, names)
            moved = " → ".join(part for part in (words.before, words.after) if part)
            print(f"    {line.id}  {words.subject}: {moved}  [{words.reason}]")
    print(_("{n} open proposals.").format(n=len(found)))
    return 0


def _decided(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        found = store.proposals.decisions()
    if args.json:
        rows = [{**asdict(d), "at": d.at.isoformat(timespec="minutes")} for d in found]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for d in found:
        print(f"{d.at:%Y-%m-%d %H:%M}  {d.by}  {d.verdict}  {d.line}  {d.why}".rstrip())
    return 0


def _report(proposal: Proposal, names: Names) -> dict[str, object]:
    return {
        "id": proposal.key,
        "trigger": proposal.trigger,
        "office": proposal.branch,
        "day": proposal.day.isoformat(),
        "lines": [_line(line, names) for line in proposal.lines],
    }


def _line(line: Line, names: Names) -> dict[str, str]:
    words = line_words(line, names)
    return {
        "id": line.id,
        "kind": line.kind.value,
        "subject": words.subject,
        "from": words.before,
        "to": words.after,
        "reason": words.reason,
    }


def _accept(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        on = _day(store, args)
        done = accept(store, _wanted(store, args, on), on, _now(store, args))
    print(_("Lines accepted: {n}.").format(n=len(done)))
    return 0


def _decline(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person) as store:
        on = _day(store, args)
        done = decline(store, _wanted(store, args, on), args.why, on, _now(store, args))
    print(_("{n} lines declined.").format(n=len(done)))
    return 0


def _wanted(store: Store, args: argparse.Namespace, on: date) -> list[str]:
    """The names of the lines asked for: whole, or by what stands after the last slash."""
    proposal = next((p for p in open_proposals(store, on) if p.key == args.id), None)
    if proposal is None:
        raise Refused(_("There is no open proposal {id}.").format(id=args.id))
    if not args.only:
        return [line.id for line in proposal.lines]
    unknown = [w for w in args.only if not any(w in (line.id, line.name) for line in proposal.lines)]
    if unknown:
        raise Refused(_("This proposal has no open line {id}.").format(id=", ".join(unknown)))
    return [line.id for line in proposal.lines if line.id in args.only or line.name in args.only]


# --- what if: reads, never writes --------------------------------------------------------------------


def _what_if(args: argparse.Namespace) -> int:
    """What would follow if a zone held: caps, people, cover, tests, protocols. Nothing is stored."""
    with open_desk(args.desk, args.person, for_reading=True) as store:
        known = store.branches.by_code()
        if unknown := [code for code in args.branch if code not in known]:
            raise Refused(_("There is no office with the code {code}.").format(code=unknown[0]))
        answer = what_if(store, list(known) if args.all else args.branch, args.zone, _day(store, args))
        functions = Names.of(store).functions
    if args.json:
        print(json.dumps(_answer(answer), ensure_ascii=False, indent=1))
        return 0
    print(summary(answer))
    for office in answer.offices:
        moved = f"{zone_name(office.zone_before)} → {zone_name(office.zone_after)}"
        told = [cover_text(office, functions), *(met_text(met) for met in office.tests)]
        caps = f"{number(office.cap_before.people)} → {number(office.cap_after.people)}"
        said = f"{office.branch.code}  {office.branch.name}: {moved}; {caps}"
        print("  ".join((said, *filter(None, told))))
    for code, name, where in protocol_lines(answer):
        print(f"{code} {name}: {where}")
    return 0


def _answer(answer: WhatIf) -> dict[str, object]:
    return {
        "day": answer.day.isoformat(),
        "zone": answer.zone.value,
        "cap_before": answer.cap_before,
        "cap_after": answer.cap_after,
        "stay_home": answer.stay_home,
        "cover_day": answer.cover_day.isoformat() if answer.cover_day else None,
        "offices": [_effect(office) for office in answer.offices],
        "protocols": [{"code": code, "offices": list(where)} for code, _id, _en, where in answer.protocols],
    }


def _effect(office: OfficeEffect) -> dict[str, object]:
    return {
        "office": office.branch.code,
        "from": office.zone_before.value if office.zone_before else None,
        "to": office.zone_after.value,
        "cap_before": office.cap_before.people,
        "cap_after": office.cap_after.people,
        "planned": office.in_office,
        "stay_home": office.stay_home,
        "failing": [b.function or b.rule for b in office.new_failures],
        "tests": [met.test.code for met in office.tests],
        "newly_met": [met.test.code for met in office.tests if not met.already],
    }
