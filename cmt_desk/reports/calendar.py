"""A person's published days as a calendar file (ICS) for a telephone or a mail program.

RFC 5545: lines end in CR LF and are folded at 75 octets (3.1), text is escaped (3.3.11), a day's end is the
next day (3.6.1), and an event keeps its UID while its SEQUENCE grows: a newer file replaces the older.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from cmt_desk.domain.branches import UTC_HOURS
from cmt_desk.domain.people import Employee
from cmt_desk.domain.roster_settings import Waves
from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _
from cmt_desk.reports.roster import RosterFacts

OCTETS = 75
HOURS = timedelta(hours=9)  # a working day of eight hours and the break


def as_ics(facts: RosterFacts, employee: Employee, stamp: datetime) -> str:
    """What this person was told, an event a working day. `stamp` (UTC): when it was published."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//CMT Desk//Roster//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(_('Roster of {name}').format(name=employee.name))}",
    ]
    for day in facts.days:
        cell = facts.published.get((employee.number, day), Cell.UNPLANNED)
        if day in facts.problem.working and cell is not Cell.UNPLANNED:
            lines += _event(facts, employee, day, cell, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(facts: RosterFacts, employee: Employee, day: date, cell: Cell, stamp: datetime) -> list[str]:
    summary, place = _words(cell), f"{facts.branch.name}, {facts.branch.city}"
    wave = facts.waves.get((employee.number, day)) if cell is Cell.OFFICE else None
    lines = [
        "BEGIN:VEVENT",
        f"UID:{day:%Y%m%d}-{employee.number}@cmt-desk",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{max(0, int(stamp.timestamp()) // 60)}",
        *_span(facts, day, wave),
        f"SUMMARY:{escaped(summary)}",
        f"TRANSP:{'OPAQUE' if cell is Cell.OFFICE else 'TRANSPARENT'}",
    ]
    if cell is Cell.OFFICE:
        lines.append(f"LOCATION:{escaped(place)}")
    return [*lines, "END:VEVENT"]


def _words(cell: Cell) -> str:
    """A calendar may be seen by others: it never says that somebody is ill or why somebody is away."""
    match cell:
        case Cell.OFFICE:
            return _("WAO: at the office")
        case Cell.HOME:
            return _("WFH: work from home")
        case _:
            return _("Not at work")


def _span(facts: RosterFacts, day: date, wave: int | None) -> list[str]:
    """The hours of a start wave, in UTC; without waves the whole day."""
    if wave is None:
        return [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"]
    spans = facts.problem.settings.waves or Waves()
    start = (spans.late if wave == 2 else spans.early)[0]
    begins = datetime.combine(day, start) - timedelta(hours=UTC_HOURS[facts.branch.time_zone])
    return [f"DTSTART:{begins:%Y%m%dT%H%M%SZ}", f"DTEND:{begins + HOURS:%Y%m%dT%H%M%SZ}"]


def escaped(text: str) -> str:
    """TEXT: backslash, semicolon, comma and line breaks get a backslash; controls are left out."""
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, safe)
    return "".join(letter for letter in text if letter >= " " or letter == "\t")


def folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, none ending inside a letter; the later begin with a space."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
