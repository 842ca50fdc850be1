"""How it is said: the words of the glossary for zones, statuses, places, troubles and rules."""

from collections.abc import Mapping
from datetime import timedelta

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.clocks import Release
from cmt_desk.domain.schedule import Breach, Cell
from cmt_desk.domain.sheets import Check
from cmt_desk.i18n import _, either, number, short_date


def zone_name(zone: Zone | None) -> str:
    match zone:
        case Zone.GREEN:
            return _("Green")
        case Zone.YELLOW:
            return _("Yellow")
        case Zone.ORANGE:
            return _("Orange")
        case Zone.RED:
            return _("Red")
        case None:
            return _("Unmapped")


def zone_risk(zone: Zone) -> str:
    """The published name of the risk."""
    match zone:
        case Zone.GREEN:
            return _("No cases / not affected")
        case Zone.YELLOW:
            return _("Low risk")
        case Zone.ORANGE:
            return _("Medium risk")
        case Zone.RED:
            return _("High risk")


def status_name(status: Status) -> str:
    names = {
        Status.SELF_REPORT: _("Self-report"),
        Status.TRAVELLER: _("Traveller"),
        Status.CLOSE_CONTACT: _("Close contact"),
        Status.SUSPECT: _("Suspected"),
        Status.PROBABLE: _("Probable"),
        Status.CONFIRMED_SYMPTOMS: _("Confirmed, symptomatic"),
        Status.CONFIRMED_NO_SYMPTOMS: _("Confirmed, asymptomatic"),
        Status.DISCARDED: _("Discarded"),
        Status.RECOVERED: _("Isolation complete (recovered)"),
        Status.MONITORED: _("Monitoring complete"),
        Status.DIED: _("Deceased"),
    }
    return names[status]


def place_name(place: CarePlace | None) -> str:
    match place:
        case CarePlace.HOME:
            return _("Self-isolation")
        case CarePlace.FACILITY:
            return _("Isolation facility")
        case CarePlace.HOSPITAL:
            return _("Hospital")
        case CarePlace.ICU:
            return _("Intensive care")
        case None:
            return "–"


def cell_name(cell: Cell | None) -> str:
    names = {
        Cell.OFFICE: _("Office (WAO)"),
        Cell.HOME: _("Home (WFH)"),
        Cell.ISOLATION: _("Isolation or quarantine"),
        Cell.LEAVE: _("Leave"),
        Cell.OFF: _("Day off"),
    }
    return names.get(cell or Cell.UNPLANNED, _("Not planned"))


def plan_level(level: int) -> str:
    names = (_("On alert"), _("Limited"), _("Wide"), _("National"))
    return names[level]


def cap_reason(cap: OfficeCap) -> str:
    """The share and the rule it comes from: "50 % · SE 67/2020"."""
    if cap.rule is None:
        return _("no rule in force")
    if cap.percent is None:
        return _("zone unknown · {rule}").format(rule=cap.rule.number)
    if cap.rule.kind == "DISCRETION":
        return _("no figure, at the head's discretion · {rule}").format(rule=cap.rule.number)
    return f"{cap.percent} % · {cap.rule.number}"


def release_text(release: Release) -> str:
    """The clock with its derivation: "bebas 14 Des: gejala 1 Des + 10 hari + 3 hari bebas gejala; KMK …"."""
    rule, anchor = release.rule, short_date(release.anchor)
    if release.day is None:
        return _("waiting to be free of symptoms; {rule}").format(rule=rule.number)
    free = _("free {day}").format(day=short_date(release.day))
    match release.kind:
        case "QUARANTINE":
            why = _("last contact {anchor} + {days} days")
            days = rule.quarantine_days
        case "ASYMPTOMATIC":
            why = _("specimen {anchor} + {days} days")
            days = rule.isolation_days
        case _:
            why = _("onset {anchor} + {days} days + {free_days} days without symptoms")
            days = (release.day - timedelta(days=rule.symptom_free_days) - release.anchor).days
    why = why.format(anchor=anchor, days=days, free_days=rule.symptom_free_days)
    return f"{free}: {why}; {rule.number}"


def breach_text(breach: Breach, functions: Mapping[str, str], names: Mapping[str, str]) -> str:
    """One sentence for a hard rule that is broken or cannot be kept."""
    day = short_date(breach.day)
    match breach.rule:
        case "ZONE_UNKNOWN":
            return _("{day}: the zone of this office is unknown; import a bulletin first").format(day=day)
        case "CAP_ZERO":
            return _("{day}: the cap rounds to nobody; CMT has to decide").format(day=day)
        case "CAP":
            return _("{day}: {have} in the office, the cap is {need}").format(
                day=day, have=number(breach.have), need=number(breach.need)
            )
        case "COVER":
            return _("{day}: {function} needs {need} in the office, {have} can come").format(
                day=day,
                function=functions.get(breach.function or "", breach.function),
                need=breach.need,
                have=breach.have,
            )
        case "VULNERABLE":
            return _("{day}: {name} belongs to a vulnerable group").format(
                day=day, name=names.get(breach.employee or "", breach.employee)
            )
        case _:
            return _("{day}: {name} may not come (isolation, quarantine or leave)").format(
                day=day, name=names.get(breach.employee or "", breach.employee)
            )


def check_text(check: Check) -> str:
    match check.code:
        case "CUMULATIVE":
            name = _("Cumulative = recovered + under care + deaths")
        case "ACTIVE":
            name = _("Under care = hospital + self-isolation + facility")
        case "ZONES":
            name = _("Zones add up to the offices")
        case _:
            name = _("People planned above the cap")
    sign = check.relation if check.passed else {"=": "≠", "<=": ">"}[check.relation]
    return f"{name}: {number(check.left)} {sign} {number(check.right)}"


def trouble(code: str, file: str) -> str:
    """What happened to the file and what to do, in one sentence."""
    sentences = {
        "MISSING": _("There is no desk at {file}; check the name or make a new desk."),
        "EXISTS": _("{file} already exists; choose another name, nothing was overwritten."),
        "LOCKED": _("{file} is open in another window or program; close it there and try again."),
        "NOT_A_DESK": _("{file} is not a CMT desk; choose a file made by this program."),
        "DAMAGED": _("{file} is damaged and was left as it is; open the latest backup copy."),
        "NEWER": _("{file} was made by a newer version of CMT Desk; update the program first."),
        "READ_ONLY": _("{file} is read-only; copy it to a folder where you may write and open the copy."),
        "DISK_FULL": _("The disk is full; nothing was changed. Free some space and try again."),
        "NOWHERE": _("{file} cannot be opened or made there; check the folder and your rights to it."),
        "IO": _("{file} cannot be read or written; check the disk or the network drive."),
    }
    return sentences[code].format(file=file)


def function_name(name_id: str, name_en: str) -> str:
    return either(name_id, name_en)
