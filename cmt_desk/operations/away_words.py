"""Why somebody may not be in the office on a day, and until when, as far as that is known."""

from datetime import date

from cmt_desk.domain.clocks import release
from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_settings import Away
from cmt_desk.domain.schedule import Problem
from cmt_desk.i18n import _, short_date
from cmt_desk.operations.roster_reader import RosterReader
from cmt_desk.store import Store
from cmt_desk.wording import status_name


def away_text(store: Store, facts: Problem, employee: Employee, day: date) -> str:
    """ "kontak erat, bebas 9 Des", "tidak hadir s.d. 9 Des"; empty for somebody who may come."""
    for case in store.cases.of_employee(employee.number):
        status = case.status(day)
        if status is not None and not status.closing:
            clock = release(case, store.cases.clock_rules(), day)
            name = status_name(status)
            return (
                _("{why}, free {day}").format(why=name, day=short_date(clock.day))
                if clock and clock.day
                else name
            )
    if away := store.schedule.absence_on(employee.number, day):
        return _("away until {day}").format(day=short_date(away[2]))
    if (employee.number, day) in facts.reasons:
        return kept_text(store, facts, employee.number, day)
    if facts.may_come(employee, day):
        return ""
    return _("vulnerable group") if employee.vulnerable else _("not employed here on this day")


def kept_text(store: Store, facts: Problem, number: str, day: date) -> str:
    """What keeps somebody out who has neither a case nor an absence then: until when, and whose case."""
    text = away_name(facts.reasons[number, day])
    cause = RosterReader(store, day, day).causes(facts.branch).get((number, day))
    if cause and cause.until:
        text = _("{why}, until {day}").format(why=text, day=short_date(cause.until))
    if cause and cause.near and (person := store.people.get(cause.near)):
        text = _("{why} (the case of {name})").format(why=text, name=person.name)
    return text


def away_name(reason: Away) -> str:
    names = {
        Away.QUARANTINE: _("contact in quarantine"),
        Away.TRAVEL: _("at home after a journey"),
        Away.NOT_CLEARED: _("not cleared yet"),
        Away.EXPOSED: _("cohort exposed, not cleared yet"),
    }
    return names.get(reason) or _("isolation")
