"""How it is said: the words of the glossary for zones, statuses, places, troubles and rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.caps import OfficeCap
from cmt_desk.domain.cases import CarePlace, OldTerm, Status
from cmt_desk.domain.cells import Cell
from cmt_desk.domain.sheets import Check
from cmt_desk.i18n import _, either, medium_date, number, short_date

if TYPE_CHECKING:
    from cmt_desk.domain.clocks import Release, Window
    from cmt_desk.domain.contacts import Call, ContactKind, Proposed
    from cmt_desk.domain.duplicates import Pair
    from cmt_desk.domain.findings import Finding


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


def status_text(status: Status, term: OldTerm | None) -> str:
    """A status with the older term it was recorded under: "Suspek (dahulu PDP)"."""
    name = status_name(status)
    return _("{status} (formerly {term})").format(status=name, term=term.value) if term else name


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


def cell_letter(cell: Cell) -> str:
    """The letter of a cell: WAO, WFH, isolation, leave (cuti)."""
    letters = {Cell.OFFICE: "W", Cell.HOME: "H", Cell.ISOLATION: "I", Cell.LEAVE: either("C", "L")}
    return letters.get(cell, "")


def cap_reason(cap: OfficeCap) -> str:
    """The share and the rule it comes from: "50 % · SE 67/2020"."""
    if cap.closed:
        return _("WFH-Full by decision · {decision}").format(decision=cap.decision)
    if cap.decided is not None:
        return _("number decided · {decision}").format(decision=cap.decision)
    if cap.rule is None:
        return _("no rule in force")
    if cap.percent is None:
        return _("zone unknown · {rule}").format(rule=cap.rule.number)
    if cap.rule.kind == "DISCRETION":
        return _("no figure, at the head's discretion · {rule}").format(rule=cap.rule.number)
    return f"{cap.percent} % · {cap.rule.number}"


def release_text(release: Release) -> str:
    """The clock with its derivation: "bebas 14 Des: gejala 1 Des + 10 hari + 3 hari bebas gejala; KMK …"."""
    if release.override is None:
        return _computed_text(release)
    decided = release.override
    then = short_date(decided.computed) if decided.computed else _("not known")
    return _("decided {day} (computed: {computed}): {reason}").format(
        day=short_date(decided.day),
        computed=short_date(release.day) if release.day else then,
        reason=decided.reason,
    )


def _computed_text(release: Release) -> str:
    rule, anchor = release.rule, short_date(release.anchor)
    if release.day is None:
        return _("waiting to be free of symptoms; {rule}").format(rule=rule.number)
    free = _("free {day}").format(day=short_date(release.day))
    last = short_date(release.last_symptom) if release.last_symptom else ""
    test = short_date(release.negative_pcr) if release.negative_pcr else ""
    match release.kind:
        case "QUARANTINE":
            why = _("last contact {anchor} + {days} days")
            days = rule.quarantine_days
        case "ASYMPTOMATIC":
            why = _("specimen {anchor} + {days} days")
            days = rule.isolation_days
        case "EXIT_TEST":
            why = _("negative exit test {test}, day {days} or later after the last contact {anchor}")
            days = rule.exit_test_day
        case "NEGATIVE_PCR":
            why = _("last symptom {last} + 1 + {free_days} days without symptoms, negative PCR {test}")
            days = 0
        case _ if not rule.symptom_free_days and not _outlasts(release):  # KMK 328
            why = _("onset {anchor} + {days} days")
            days = rule.isolation_days
        case _ if release.last_symptom and _outlasts(release) and not rule.symptom_free_days:
            why = _("last symptom {last} + 1")
            days = 0
        case _ if release.last_symptom and _outlasts(release):
            why = _("last symptom {last} + 1 + {free_days} days without symptoms")
            days = 0
        case _:
            why = _("onset {anchor} + {days} days + {free_days} days without symptoms")
            days = rule.isolation_days
    why = why.format(anchor=anchor, days=days, free_days=rule.symptom_free_days, last=last, test=test)
    return f"{free}: {why}; {rule.number}"


def _outlasts(release: Release) -> bool:
    """Did the symptoms last past the isolation days?"""
    rested = release.anchor + timedelta(days=release.rule.isolation_days)
    return release.last_symptom is not None and release.last_symptom >= rested


def window_text(window: Window) -> str:
    """The contact window with its derivation: "29 Nov – 3 Des: gejala 1 Des − 2 hari … hingga isolasi"."""
    until = (
        _("until isolation began")
        if window.cut
        else _("until {after} days after").format(after=window.rule.window_after)
    )
    return _("{first} – {last}: from {before} days before {anchor} {until}; {rule}").format(
        first=short_date(window.first),
        last=short_date(window.last),
        before=window.rule.window_before,
        anchor=short_date(window.anchor),
        until=until,
        rule=window.rule.number,
    )


def contact_kind(kind: ContactKind) -> str:
    from cmt_desk.domain.contacts import ContactKind

    match kind:
        case ContactKind.NEAR:
            return _("Within 1 m for 15 minutes")
        case ContactKind.TOUCH:
            return _("Direct touch")
        case ContactKind.CARE:
            return _("Care without protection")
        case ContactKind.SAME_ROOM:
            return _("Same room")
        case ContactKind.OTHER:
            return _("Other, by investigation")


def proposed_reason(proposed: Proposed) -> str:
    """Why somebody may have been a contact: "sekantor 27 Nov (kehadiran), 30 Nov (jadwal) · tim A1 sama"."""
    told = [
        f"{', '.join(short_date(day) for day in days)} ({source})"
        for days, source in ((proposed.recorded, _("attendance")), (proposed.planned, _("roster")))
        if days
    ]
    parts = [_("in the office together {days}").format(days=", ".join(told))]
    if proposed.same_team:
        parts.append(_("same team {team}").format(team=proposed.employee.team))
    if proposed.same_wave:
        parts.append(_("same wave"))
    return " · ".join(parts)


def call_state(call: Call) -> str:
    """Why a contact is on the list: "terlewat 2 hari", "hari terakhir", "hari 5 dari 14"."""
    if call.missed:
        return _("overdue, {n} missed").format(n=number(call.missed))
    if call.final:
        return _("last day")
    return _("due today")


def finding_text(finding: Finding) -> str:
    """What contradicts what, with the days."""
    sentences = {
        "UNKNOWN": _("not in the list of employees on {a}"),
        "TWO_OPEN": _("two open cases of one person: since {a} and since {b}"),
        "DIED_BEFORE_ONSET": _("died {a}, before the onset {b}"),
        "RECOVERED_BEFORE_ONSET": _("recovered {a}, before the onset {b}"),
        "NO_END": _("still open; isolation should have ended {a}"),
        "CONTACT_AFTER": _("contact on {a}, though isolated since {b}"),
    }
    days = [medium_date(day) for day in finding.days]
    return sentences[finding.rule].format(a=days[0], b=days[-1])


def pair_text(pair: Pair) -> str:
    """Why two cases may be one."""
    if pair.same_employee:
        return _("the same employee, cases that overlap")
    days = abs((pair.first.began - pair.second.began).days)
    return _("names {likeness} % alike, same office, {days} days apart").format(
        likeness=pair.likeness, days=days
    )


def check_text(check: Check) -> str:
    match check.code:
        case "CUMULATIVE":
            name = _("Cumulative = recovered + under care + deaths")
        case "ACTIVE":
            name = _("Under care = hospital + self-isolation + facility")
        case "ZONES":
            name = _("Zones add up to the offices")
        case "ATTENDANCE":
            name = _("WAO + WFH + away = employees of the offices that told")
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
        "BUSY": _("An import is being written to {file}; wait until it is done, or cancel it."),
        "NOWHERE": _("{file} cannot be opened or made there; check the folder and your rights to it."),
        "IO": _("{file} cannot be read or written; check the disk or the network drive."),
    }
    return sentences[code].format(file=file)


def function_name(name_id: str, name_en: str) -> str:
    return either(name_id, name_en)
