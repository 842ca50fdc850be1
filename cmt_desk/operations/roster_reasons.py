"""Why a cell is what it is: the rules that fix it, each by name and in words."""

from datetime import date

from cmt_desk.domain.clocks import release
from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_settings import Waiver, Waves
from cmt_desk.i18n import _, medium_date, short_date
from cmt_desk.operations.away_words import kept_text
from cmt_desk.operations.roster_weeks import Weeks, breach_words, idle_words
from cmt_desk.records import record
from cmt_desk.store import Store
from cmt_desk.wording import cap_reason, cell_name, release_text, status_name, zone_name


@record
class Reason:
    """One rule; `tone` is danger where it is broken. `waiver`: ready to be signed.

    `asks`: what can be asked about it: COVER, what would have to be waived; WISH, why it is not met.
    """

    title: str
    text: str
    tone: str = ""
    waiver: Waiver | None = None
    asks: str = ""


def absence_name(kind: str) -> str:
    names = {
        "LEAVE": _("Leave"),
        "TRAINING": _("Training"),
        "TRAVEL": _("Business travel"),
        "SICK": _("Sick leave"),
    }
    return names.get(kind, kind)


def reasons(store: Store, weeks: Weeks, employee: Employee | None, day: date, today: date) -> list[Reason]:
    """What is broken first, then what fixes this person, then what fixes the day."""
    found = [
        Reason(_("Breaks a rule"), breach_words(weeks, b), "danger")
        for b in weeks.breaches
        if b.day == day and b.employee in (None, employee.number if employee else None)
    ]
    if not weeks.works(day):
        found.append(Reason(_("Day off"), weeks.why_off(day)))
    if employee:
        found += _of_person(store, weeks, employee, day, today)
    if weeks.works(day):
        found += _of_day(weeks, day)
    return found


def _of_person(store: Store, weeks: Weeks, employee: Employee, day: date, today: date) -> list[Reason]:
    found: list[Reason] = []
    if not employee.active(day):
        found.append(Reason(_("Not at this office"), _("Not employed here on this day.")))
    kept = _illness(store, employee, day, today)
    if away := store.schedule.absence_on(employee.number, day):
        kind, since, until = away
        period = _("{first} to {last}").format(first=short_date(since), last=short_date(until))
        kept.append(Reason(absence_name(kind), period))
    if not kept and (employee.number, day) in weeks.problem.reasons:
        text = kept_text(store, weeks.problem, employee.number, day)
        kept.append(Reason(_("Kept out of the office"), text[0].upper() + text[1:] + "."))
    found += kept
    if employee.vulnerable:
        found.append(Reason(_("Vulnerable group"), _("Works from home, in every zone.")))
    if wish := weeks.problem.wishes.get((employee.number, day)):
        met = not weeks.wish_unmet((employee.number, day))
        text = _("{place}: met.") if met else _("{place}: not met.")
        found.append(Reason(_("Wish"), text.format(place=cell_name(wish)), asks="" if met else "WISH"))
    team = weeks.teams.get(employee.number, "")
    if weeks.works(day) and team and (duty := weeks.duty[day]):
        teams = ", ".join(sorted(duty))
        if team in duty:
            text = _("The day belongs to {team}: their people come in.").format(team=teams)
        else:
            text = _("The day belongs to {team}; cohorts do not mix.").format(team=teams)
        found.append(Reason(_("Teams on duty"), text))
    for idle in weeks.idle:
        if employee.number in idle.people:
            found.append(Reason(_("Never in the office"), idle_words(weeks, idle), "warning"))
    if wave := weeks.waves.get((employee.number, day)):
        found.append(_start(weeks, wave, day))
    return found


def _start(weeks: Weeks, wave: int, day: date) -> Reason:
    """When somebody begins; kept apart by wave, with whom alone."""
    settings = weeks.problem.settings
    first, last = (settings.waves or Waves()).early if wave == 1 else (settings.waves or Waves()).late
    text = _("From {first:%H.%M} to {last:%H.%M}, half of the day's people at most (H9).").format(
        first=first, last=last
    )
    if settings.by_wave:
        mates = {weeks.teams[n] for (n, d), w in weeks.waves.items() if (d, w) == (day, wave)}
        teams = ", ".join(sorted(mates - {""}))
        text += " " + _("The wave belongs to {team}; cohorts do not mix (H5).").format(team=teams)
    return Reason(_("Start wave"), text)


def _illness(store: Store, employee: Employee, day: date, today: date) -> list[Reason]:
    """The open case on a day, with its clock as it is known today."""
    found: list[Reason] = []
    for case in store.cases.of_employee(employee.number):
        status = case.status(day)
        if status is None or status.closing:
            continue
        text = _("{status}; stays away until the case is closed.").format(status=status_name(status))
        if clock := release(case, store.cases.clock_rules(), min(day, today)):
            text += "\n" + release_text(clock)
        found.append(Reason(_("Isolation or quarantine"), text))
    return found


def _of_day(weeks: Weeks, day: date) -> list[Reason]:
    cap = weeks.cap(day)
    if cap.known:
        most = _("At most {cap} of {people} people in the office").format(
            cap=cap.people, people=cap.headcount
        )
        if day in weeks.planned:
            most += _(", {inside} planned").format(inside=weeks.inside[day])
    else:
        most = _("No cap can be computed")
    found = [
        Reason(_("Cap of the day"), f"{most}.\n{cap_reason(cap)}"),
        Reason(_("Zone"), zone_name(weeks.zones[day])),
    ]
    if cap.rule:
        since = _("in force since {day}").format(day=medium_date(cap.rule.effective_from))
        found[0] = Reason(found[0].title, f"{found[0].text}, {since}")
    for function in weeks.critical:
        if day in weeks.planned:
            have, need = weeks.cover(function, day), weeks.problem.minimum(function, day)
            told = _("{have} in the office, at least {need} needed").format(have=have, need=need)
            title = _("Cover: {function}").format(function=weeks.function_names[function.code])
            short = have < need
            found.append(Reason(title, told, "danger" if short else "", asks="COVER" if short else ""))
    if day not in weeks.planned:
        found.append(Reason(_("Not planned"), _("Nobody has planned this day yet.")))
    return found
