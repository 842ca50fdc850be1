"""Taking an office's day figures from the code on its paper sheet, beside the desk's own records of it."""

from datetime import date, datetime

from cmt_desk.domain.branches import Branch
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.office_report import (
    OfficeReport,
    Understood,
    code_of,
    differences,
    office_mark,
    understood,
)
from cmt_desk.domain.paper_code import Fault, Typed, typed
from cmt_desk.i18n import _, long_date, number
from cmt_desk.records import record
from cmt_desk.store import Store
from cmt_desk.store.office_reports import PAPER, Taken

MOST = 99_999  # people or tasks; an office with more is a misread code


@record
class Read:
    """A code that was understood, beside what the desk knows of the same office and day."""

    branch: Branch
    report: OfficeReport
    own: OfficeReport
    before: Taken | None

    @property
    def same_again(self) -> bool:
        return self.before is not None and self.before.report == self.report

    @property
    def differences(self) -> dict[str, tuple[int, int]]:
        return differences(self.report, self.own)


def office_code(store: Store, branch: str, day: date) -> str:
    """The code of an office's own records of a day. Raises Refused for an unknown office or an odd day."""
    if branch not in store.branches.by_code():
        raise Refused(_("There is no office with the code {code}.").format(code=branch))
    try:
        return code_of(store.office_reports.own(day, [branch])[branch])
    except ValueError:
        raise Refused(_("{day}: a code can only say days from 2020 on.").format(day=long_date(day))) from None


def read_code(store: Store, text: str, *, today: date, branch: str = "") -> Read:
    """What a typed code says; `branch` chooses where several offices share the code's mark.

    Raises Refused with the group that is wrong, for an office that is unknown here and for a later day.
    """
    code = typed(text)
    if not code.sound:
        raise Refused(fault_text(code))
    said = understood(code)
    offices = [office for office in offices_of(store, said) if branch in ("", office.code)]
    if not offices:
        raise Refused(_("No office of this desk made this code; import the list of offices that knows it."))
    if len(offices) > 1:
        names = ", ".join(f"{office.name} ({office.code})" for office in offices)
        raise Refused(_("This code may come from several offices: {names}. Choose one.").format(names=names))
    if said.day > today:
        raise Refused(_("{day} lies in the future.").format(day=long_date(said.day)))
    if any(value is not None and value > MOST for value in said.figures.values()):
        raise Refused(_("This code says figures that no office can have; compare it with the paper."))
    office = offices[0]
    return Read(
        office, said.of(office.code), store.office_reports.own(said.day, [office.code])[office.code],
        store.office_reports.get(office.code, said.day),
    )  # fmt: skip


def offices_of(store: Store, said: Understood) -> list[Branch]:
    """The offices that a code may come from: nearly always one."""
    return [office for office in store.branches.all() if office_mark(office.code) == said.mark]


def take_code(store: Store, text: str, *, now: datetime, branch: str = "") -> Read:
    """Keep what a code says as the office's report "from paper"; an earlier report of that day is replaced.

    The same report again changes nothing. Raises Refused where `read_code` would.
    """
    read = read_code(store, text, today=now.date(), branch=branch)
    if read.same_again:
        return read
    label = _("From paper: {branch}, {day}").format(branch=read.branch.name, day=long_date(read.report.day))
    with store.operation("take_paper_code", label):
        groups = " ".join(typed(text).parts)
        at = now.isoformat(timespec="minutes")
        store.office_reports.put(Taken(read.report, PAPER, groups, at, store.actor))
    return read


def fault_text(code: Typed) -> str:
    """What is wrong with a code, in one sentence: the first thing to look at."""
    place = min((p for p in code.faults if p >= 0), default=-1)
    match code.faults.get(place):
        case Fault.LETTER:
            said = _("Group {n}, “{group}”: there is a character that codes do not have (0, O, 1, I, L).")
            return said.format(n=place + 1, group=code.parts[place])
        case Fault.CHECK:
            said = _("Group {n}, “{group}”, is not right; compare it with the paper.")
            return said.format(n=place + 1, group=code.parts[place])
        case Fault.LONG:
            said = _("This code has {groups} groups; from group {n} on it is too long.")
            return said.format(groups=number(code.groups or 0), n=place + 1)
        case Fault.VERSION:
            return _("This code was made by a newer version of CMT Desk; update this one to read it.")
        case Fault.WHOLE:
            return _("Each group is right, but not all together; compare the whole code with the paper.")
        case None:
            whole = sum(len(part) == 4 for part in code.parts)
            return (
                _("The code is not complete: {n} of {groups} groups.").format(n=whole, groups=code.groups)
                if code.groups
                else _("Type the code of the office sheet.")
            )


def figure_name(name: str) -> str:
    return {
        "cumulative": _("Cumulative confirmed"),
        "active": _("Under care"),
        "recovered": _("Recovered"),
        "hospital": _("In hospital"),
        "home": _("Self-isolation"),
        "facility": _("Isolation facility"),
        "place_unknown": _("Place not recorded"),
        "deaths": _("Deaths"),
        "otherwise": _("Closed otherwise"),
        "new": _("New cases"),
        "headcount": _("Employees"),
        "in_office": _("In the office (WAO)"),
        "at_home": _("At home (WFH)"),
        "away": _("Away"),
        "overdue": _("Steps overdue"),
        "suspects": _("Suspected or probable"),
        "contacts": _("Close contacts"),
        "called": _("Contacts followed up"),
        "to_call": _("Contacts still to call"),
        "running": _("Protocols running"),
        "low_supplies": _("Supplies below minimum"),
    }[name]
