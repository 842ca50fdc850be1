"""The commands of the roster: plan, re-plan, publish, print, and the lose-a-team drill."""

import argparse
import csv
import json
import sys

from cmt_desk.cli.adding import Adder, Day
from cmt_desk.domain.cohorts import team_names
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import Cell, in_office, week_of
from cmt_desk.i18n import _
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.cohorts import deal_again
from cmt_desk.operations.desk import open_desk
from cmt_desk.operations.drill import Drill, drill, loss_text, wanting_text
from cmt_desk.operations.functions import function_names
from cmt_desk.operations.publishing import publish
from cmt_desk.operations.replan import Proposal, accept, replan_all
from cmt_desk.operations.roster_reasons import reasons
from cmt_desk.operations.roster_report import as_report, status
from cmt_desk.operations.roster_weeks import read_weeks
from cmt_desk.operations.roster_why import opposite
from cmt_desk.operations.roster_words import bounds_text, quality_text
from cmt_desk.operations.schedule import problem
from cmt_desk.store import Store
from cmt_desk.wording import cell_name

PLACES = {Cell.OFFICE: "WAO", Cell.HOME: "WFH", Cell.ISOLATION: "ISOLATION", Cell.LEAVE: "LEAVE"}


def add_commands(add: Adder, day: Day) -> None:
    """`plan` and `replan` take one office or all; `replan` shows and takes the least change."""
    for name, run in (("plan", _plan), ("replan", _replan), ("publish", _publish), ("roster", _roster)):
        made = add(name, run)
        which = made.add_mutually_exclusive_group(required=True)
        which.add_argument("--branch", metavar="CODE")
        if name != "roster":
            which.add_argument("--all", action="store_true", help="every office that has employees")
        made.add_argument("--from", dest="first", type=day, required=True)
        made.add_argument("--to", dest="last", type=day, required=True)
        if name in ("plan", "replan"):
            made.add_argument("--json", action="store_true")
            made.add_argument("--dry-run", action="store_true", help="show, and write nothing")
            made.add_argument("--today", type=day, help="plan as on this day; earlier planned days stay")
    made = add("why", _why)
    made.add_argument("--branch", required=True, metavar="CODE")
    made.add_argument("--employee", required=True, metavar="NUMBER")
    made.add_argument("--date", dest="first", type=day, required=True)
    made = add("cohorts", _cohorts)
    made.add_argument("--branch", required=True, metavar="CODE")
    made.add_argument("--date", dest="first", type=day, required=True)
    made.add_argument("--again", action="store_true", help="deal people without a team anew")
    made = add("attendance", _attendance)
    made.add_argument("--branch", required=True, metavar="CODE")
    made.add_argument("--from", dest="first", type=day, required=True)
    made.add_argument("--to", dest="last", type=day, required=True)
    made = add("drill", _drill)
    which = made.add_mutually_exclusive_group()
    which.add_argument("--branch", metavar="CODE", help="one office; every office without it")
    made.add_argument("--date", dest="first", type=day, required=True)
    made.add_argument("--json", action="store_true")


def _branches(store: Store, args: argparse.Namespace) -> list[str]:
    if args.branch:
        return [args.branch]
    staffed = store.people.headcounts(args.first)
    return [branch.code for branch in store.branches.all() if branch.code in staffed]


def _plan(args: argparse.Namespace) -> int:
    return _make(args, "plan_office", afresh=True)


def _replan(args: argparse.Namespace) -> int:
    return _make(args, "replan", afresh=False)


def _make(args: argparse.Namespace, name: str, *, afresh: bool) -> int:
    with open_desk(args.desk, args.person, for_reading=args.dry_run) as store:
        branches = _branches(store, args)
        found = replan_all(store, branches, args.first, args.last, afresh=afresh, today=args.today)
        if not found:
            raise Refused(_("This office has no employees; import them first."))
        if args.branch and found[0].conflict:
            raise Refused(found[0].conflict)
        if not args.dry_run:
            accept(store, [made for made in found if not made.conflict], name, args.today)
    if args.json:
        print(json.dumps(as_report(found), ensure_ascii=False, indent=1))
        return 0
    for made in found:
        _tell(made, whole=bool(args.branch))
    return 0


def _tell(made: Proposal, *, whole: bool) -> None:
    cells, people = made.moved
    if made.conflict:
        print(f"{made.branch} {status(made)}: {made.conflict}")
        return
    print(f"{made.branch} {status(made)} cells={cells} people={people} · {quality_text(made.plan.tiers)}")
    if whole:
        if bounds := bounds_text(made.plan.tiers, made.plan.spread):
            print(bounds)
        staff = [e for e in made.problem.employees if any(e.active(d) for d in made.problem.days)]
        for day in sorted(made.problem.working):
            at_home = sum(made.plan.roster[e.number, day] is Cell.HOME for e in staff)
            print(f"{day} WAO={in_office(made.plan.roster, day, staff)} WFH={at_home}")


def _publish(args: argparse.Namespace) -> int:
    """Offices that cannot be published are told and skipped with --all."""
    with open_desk(args.desk, args.person) as store:
        if args.branch:
            told = publish(store, args.branch, args.first, args.last)
            print(_("{branch}: {n} cells published.").format(branch=args.branch, n=told))
            return 0
        for branch in _branches(store, args):
            try:
                told = publish(store, branch, args.first, args.last)
                print(_("{branch}: {n} cells published.").format(branch=branch, n=told))
            except Refused as refused:
                print(f"{branch}: {refused}", file=sys.stderr)
    return 0


def _why(args: argparse.Namespace) -> int:
    """The rules that fix one person's day, each by name, and what the opposite would break or need."""
    with open_desk(args.desk, args.person, for_reading=True) as store:
        branch = store.branches.by_code().get(args.branch)
        if branch is None:
            raise Refused(_("There is no office with the code {code}.").format(code=args.branch))
        weeks = read_weeks(store, branch, week_of(args.first))
        person = next((e for e in weeks.problem.employees if e.number == args.employee), None)
        if person is None:
            raise Refused(_("There is no employee with the number {number}.").format(number=args.employee))
        today = today_of(store)
        found = reasons(store, weeks, person, args.first, today)
        found += opposite(store, weeks, person, args.first, today)
        print(f"{args.first} {person.number} {cell_name(weeks.cell(person, args.first))}")
    for reason in found:
        print(f"{reason.title}: {reason.text}".replace("\n", " "))
    return 0


def _cohorts(args: argparse.Namespace) -> int:
    """Who is in which team or cohort on a day, as CSV."""
    with open_desk(args.desk, args.person, for_reading=not args.again) as store:
        facts = problem(store, args.branch, args.first, args.first)
        if args.again:
            deal_again(store, facts)
            facts = problem(store, args.branch, args.first, args.first)
    teams, out = team_names(facts), csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["employee", "function", "cohort"])
    for person in sorted(facts.employees, key=lambda e: (teams[e.number], e.number)):
        if person.active(args.first):
            out.writerow([person.number, person.function, teams[person.number]])
    return 0


def _drill(args: argparse.Namespace) -> int:
    """Offices where losing one team for 14 days leaves a critical function uncovered."""
    with open_desk(args.desk, args.person, for_reading=True) as store:
        found = drill(store, _branches(store, args), args.first)
        if args.json:
            print(json.dumps([_drill_report(one) for one in found], ensure_ascii=False, indent=1))
            return 0
        names = function_names(store)
        for one in found:
            for loss in one.losses if args.branch else [loss for loss in one.losses if not loss.holds]:
                missed = wanting_text(one, loss)
                print(f"{one.branch} {loss_text(names, loss)}" + (f" · {missed}" if missed else ""))
        fragile = sum(one.fragile for one in found)
        print(_("{n} of {total} offices are fragile.").format(n=fragile, total=len(found)))
    return 0


def _drill_report(one: Drill) -> dict[str, object]:
    return {
        "branch": one.branch,
        "fragile": one.fragile,
        "teams": [
            {
                "team": loss.team,
                "people": loss.people,
                "short": [
                    {
                        "function": code,
                        "from": b.day.isoformat(),
                        "have": b.have,
                        "need": b.need,
                        "missing": list(one.wanting[loss.team, code]),
                    }
                    for code, b in loss.short.items()
                ],
            }
            for loss in one.losses
        ],
    }


def _roster(args: argparse.Namespace) -> int:
    with open_desk(args.desk, args.person, for_reading=True) as store:
        if args.branch not in store.branches.by_code():
            raise Refused(_("There is no office with the code {code}.").format(code=args.branch))
        cells = store.schedule.cells(args.branch, args.first, args.last)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["employee", "day", "place"])
    for (employee, day), cell in sorted(cells.items(), key=lambda item: (item[0][1], item[0][0])):
        if cell in PLACES:
            out.writerow([employee, day.isoformat(), PLACES[cell]])
    return 0


def _attendance(args: argparse.Namespace) -> int:
    """What was recorded, in the form in which `import attendance` takes it."""
    with open_desk(args.desk, args.person, for_reading=True) as store:
        if args.branch not in store.branches.by_code():
            raise Refused(_("There is no office with the code {code}.").format(code=args.branch))
        lines = store.attendance.of_branch(args.branch, args.first, args.last).lines
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["employee", "day", "place", "wave"])
    for line in sorted(lines.values(), key=lambda line: (line.day, line.employee)):
        out.writerow([line.employee, line.day.isoformat(), line.place.value, line.wave or ""])
    return 0
