"""What fixes one cell, found by asking for the opposite: rules, the waivers it would need, or a goal.

And what an empty cover would need: the least set of rules to waive, each ready to be signed.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_settings import Waiver
from cmt_desk.domain.schedule import RULES, Cell, Problem, Roster, week_of
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.decision_words import rule_name
from cmt_desk.operations.engine import best_roster
from cmt_desk.operations.relaxing import smallest_waivers, why
from cmt_desk.operations.replan import task
from cmt_desk.operations.roster_reasons import Reason
from cmt_desk.operations.roster_weeks import Weeks, breach_words
from cmt_desk.operations.roster_words import goal_names
from cmt_desk.operations.schedule import problem
from cmt_desk.store import Store
from cmt_desk.wording import cell_name

ASKED = (Cell.OFFICE, Cell.HOME)


def opposite(store: Store, weeks: Weeks, employee: Employee, day: date, today: date) -> list[Reason]:
    """Why somebody is not at the other place that day; nothing where the day is not planned or off.

    The week is planned again with the opposite pinned, so it takes as long as planning a week twice.
    """
    cell = weeks.cell(employee, day)
    if cell not in ASKED or not weeks.works(day):
        return []
    monday = week_of(day)
    facts, told = _period(store, weeks, monday, monday + timedelta(days=6), today)
    roster = {key: known for key, known in weeks.cells.items() if key[1] in facts.days}
    found = why(facts, told, roster, employee.number, day)
    other = cell_name(Cell.HOME if cell is Cell.OFFICE else Cell.OFFICE)
    title = _("{other} instead").format(other=other)
    told_of = [
        Reason(title, f"{rule_name(RULES[b.rule])}: {breach_words(weeks, b)}")
        for b in dict.fromkeys(found.rules)
    ]
    told_of += _to_waive(weeks, found.waivers)
    if found.goal:
        worse = _("{goal} would be worse by {n}").format(goal=goal_names()[found.goal], n=number(found.worse))
        told_of.append(Reason(title, worse))
    return told_of or [Reason(title, _("No rule and no goal forbids it."))]


def cover(store: Store, weeks: Weeks, day: date, today: date) -> list[Reason]:
    """What would have to be waived, if anything, so that every week shown can be planned and is covered.

    `day` is the one asked about. All weeks are looked at, so that nobody comes back to sign week by week.
    """
    facts, told = _period(store, weeks, weeks.days[0], weeks.days[-1], today)
    if not facts.open(day):
        return [Reason(_("To waive"), _("The day is over; what happened stays as it is."))]
    relaxed = smallest_waivers(facts, told)
    impossible = relaxed.impossible
    if not relaxed.waivers and not impossible:  # without the solver nothing is found, so ask the planner too
        impossible = best_roster(facts, told).conflicts
    if impossible:
        title = _("Cannot be waived")
        return [
            Reason(title, f"{rule_name(RULES[b.rule])}: {breach_words(weeks, b)}", "danger")
            for b in dict.fromkeys(impossible)
        ]
    if not relaxed.waivers:
        return [Reason(_("Nothing to waive"), _("Re-plan covers it and keeps every rule."), "good")]
    return _to_waive(weeks, relaxed.waivers)


def _period(store: Store, weeks: Weeks, first: date, last: date, today: date) -> tuple[Problem, Roster]:
    """Some of the shown days as they would be planned now, and what people were told."""
    facts, told, _earlier = task(store, problem(store, weeks.branch.code, first, last, today))
    return facts, told


def _to_waive(weeks: Weeks, waivers: Iterable[Waiver]) -> list[Reason]:
    return [Reason(_("To waive"), _waiver_text(weeks, waiver), waiver=waiver) for waiver in waivers]


def _waiver_text(weeks: Weeks, waiver: Waiver) -> str:
    who = weeks.names.get(waiver.employee or "") or weeks.function_names.get(waiver.function or "", "")
    days = short_date(waiver.first)
    if waiver.last != waiver.first:
        days = f"{days} – {short_date(waiver.last)}"
    return ", ".join(part for part in (rule_name(waiver.rule), who, days) if part)
