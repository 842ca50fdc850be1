"""Every paper the desk can print of the day shown, made only when it is wanted. Names stay masked.

A new paper is a line in the function of its group.
"""

from collections.abc import Callable
from functools import partial

from cmt_desk.domain.branches import Branch
from cmt_desk.domain.contacts import calls_on
from cmt_desk.domain.crisis_log import LogKind
from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.people import masked
from cmt_desk.domain.protocols import Protocol
from cmt_desk.domain.schedule import week_of
from cmt_desk.domain.sheets import Scope
from cmt_desk.i18n import _, either
from cmt_desk.operations.crisis_log import kind_name, log_lines
from cmt_desk.operations.roster_weeks import read_weeks
from cmt_desk.records import record
from cmt_desk.reports import case_form, checklist, crisis_log, decision, follow_up_list, roster
from cmt_desk.reports.follow_up_list import CallLine
from cmt_desk.reports.moves import MovesFacts
from cmt_desk.reports.moves import as_paper as moves_paper
from cmt_desk.reports.paper import Paper
from cmt_desk.reports.weekly import as_paper as weekly_paper
from cmt_desk.ui.cases.papers import case_facts
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.papers.week import week_facts
from cmt_desk.ui.plan.facts import decision_facts
from cmt_desk.ui.protocols.lines import checklist_names, now_everywhere, read_cards
from cmt_desk.ui.risk_map.tab import RiskMapTab
from cmt_desk.ui.schedule.papers import facts_of
from cmt_desk.ui.sheet_paper import issued_paper, sheet_paper


@record
class Choice:
    """A paper that can be had; `proposed`: what a meeting usually takes along."""

    key: str
    group: str
    name: str
    make: Callable[[], Paper]
    proposed: bool = False


def choices(desk: Desk, risk_map: RiskMapTab) -> list[Choice]:
    """In the order of a meeting: the country first, then each office."""
    return [
        *_summaries(desk),
        *_maps(desk, risk_map),
        *_decided(desk),
        *_offices(desk),
        *_rosters(desk),
        *_cases(desk),
        *_checklists(desk),
    ]


def _summaries(desk: Desk) -> list[Choice]:
    group, regions = _("Sheets"), desk.store.branches.regional_offices()
    week, issued = _("Weekly summary"), desk.store.issued.of_day(desk.days.day)
    draft = Choice(
        "sheet", group, _("Daily status sheet"), partial(_sheet, desk, Scope()), proposed=not issued
    )
    return [
        *([_issued(desk, group, issued), draft] if issued else [draft]),
        Choice("week", group, week, partial(_week, desk, Scope()), proposed=True),
        *(
            Choice(f"region/{r.code}", _("Regional sheets"), r.short,
                   partial(_sheet, desk, Scope("regional", r.code, r.name)))
            for r in regions
        ),
        *(
            Choice(f"region-week/{r.code}", _("Weekly summaries of the regional offices"), r.short,
                   partial(_week, desk, Scope("regional", r.code, r.name)))
            for r in regions
        ),
    ]  # fmt: skip


def _issued(desk: Desk, group: str, sheet: IssuedSheet) -> Choice:
    """What was issued goes into the meeting, not a draft of it."""
    told = _("{number}, version {n}").format(number=sheet.number, n=sheet.version)
    return Choice("issued", group, told, partial(issued_paper, desk.store, sheet), proposed=True)


def _sheet(desk: Desk, scope: Scope) -> Paper:
    return sheet_paper(desk.store, scope, desk.days.day)


def _week(desk: Desk, scope: Scope) -> Paper:
    return weekly_paper(week_facts(desk.store, scope, desk.days.day))


def _offices(desk: Desk) -> list[Choice]:
    return [
        Choice(f"office/{b.code}", _("Office sheets"), b.name,
               partial(_sheet, desk, Scope("branch", b.code, b.name)))
        for b in desk.store.branches.all()
    ]  # fmt: skip


# --- the map ---------------------------------------------------------------------------------------------


def _maps(desk: Desk, risk_map: RiskMapTab) -> list[Choice]:
    group, store, day = _("Sheets"), desk.store, desk.days.day
    bulletins = [b for b in store.branches.bulletins() if b.day <= day]

    def shown() -> Paper:
        paper = risk_map.paper()
        assert paper is not None
        return paper

    def moves() -> Paper:
        offices = store.sheets.offices(Scope(), day)
        regional = {r.code: r.name for r in store.branches.regional_offices()}
        moved = [office for office in offices if office.moved]
        return moves_paper(
            MovesFacts(store.settings.institution, day, bulletins[-1], bulletins[-2], moved, len(offices),
                       len(offices), regional)
        )  # fmt: skip

    found = [Choice("map", group, _("Risk map"), shown, proposed=True)]
    if len(bulletins) > 1:
        found.append(Choice("moves", group, _("Offices that moved"), moves))
    return found


# --- decisions and the log -------------------------------------------------------------------------------


def _decided(desk: Desk) -> list[Choice]:
    group, store, day = _("Sheets"), desk.store, desk.days.day
    known = store.decisions.all()

    def register() -> Paper:
        rows = [decision_facts(store, d, known, day) for d in known]
        return decision.register_paper(rows, _("All decisions"), store.settings.institution, day)

    def log() -> Paper:
        names = {code: branch.name for code, branch in store.branches.by_code().items()}
        return crisis_log.as_paper(log_lines(store, day), names, {k: kind_name(k) for k in LogKind},
                                  store.settings.institution, day)  # fmt: skip

    return [
        Choice("register", group, _("Register of decisions"), register, proposed=bool(known)),
        Choice("log", group, _("Crisis log"), log),
    ]


# --- rosters ---------------------------------------------------------------------------------------------


def _rosters(desk: Desk) -> list[Choice]:
    store, day = desk.store, desk.days.day
    planned = store.schedule.presence(day)

    def make(branch: Branch) -> Paper:
        return roster.as_paper(facts_of(store, read_weeks(store, branch, week_of(day))))

    return [
        Choice(f"roster/{b.code}", _("Office rosters"), b.name, partial(make, b))
        for b in store.branches.all()
        if b.code in planned
    ]


# --- cases -----------------------------------------------------------------------------------------------


def _cases(desk: Desk) -> list[Choice]:
    store, day = desk.store, desk.days.day
    group, offices = _("Case forms"), store.branches.by_code()
    institution = store.settings.institution

    def form(case: str) -> Paper:
        return case_form.as_paper(case_facts(desk, case, revealed=False), institution, day)

    def calls() -> Paper:
        return follow_up_list.as_paper(_call_lines(desk), institution, day, masked=True)

    rows = sorted(store.cases.open_rows(day), key=lambda row: (row.branch, row.employee))
    return [
        Choice("calls", _("Sheets"), _("Contacts to call"), calls),
        Choice("form", group, _("Empty form"), lambda: case_form.as_paper(None, institution, day)),
        *(
            Choice(f"form/{row.id}", group, f"{row.employee} · {offices[row.branch].name}",
                   partial(form, row.id))
            for row in rows
        ),
    ]  # fmt: skip


def _call_lines(desk: Desk) -> list[CallLine]:
    store, day = desk.store, desk.days.day
    offices = store.branches.by_code()
    calls = calls_on(store.contacts.owing(day), store.cases.clock_rules(), day)
    cases = {row.id: row for row in store.cases.rows_of({call.contact.case_file for call in calls}, day)}
    return [
        CallLine(
            masked(call.contact.name), call.contact.employee or "–", "", call, cases[case].employee,
            offices[cases[case].branch].name,
        )
        for call in calls
        if (case := call.contact.case_file) in cases
    ]  # fmt: skip


# --- protocols -------------------------------------------------------------------------------------------


def _checklists(desk: Desk) -> list[Choice]:
    """The runs that are open, as they stand, and each protocol in force to be filled in by hand."""
    store = desk.store
    now = now_everywhere(desk)
    until = max(now.values()) if desk.days.is_past else None

    def run(id: str, scope: str, zone: str) -> Paper:
        found = store.protocols.run(id, until)
        assert found is not None
        names = checklist_names(store, found.protocol)
        return checklist.as_paper(found.protocol, names, checklist.RunFacts(found, scope, zone, now[zone]))

    def blank(protocol: Protocol) -> Paper:
        return checklist.as_paper(protocol, checklist_names(store, protocol))

    cards = [card for card in read_cards(store, desk.days.day, now) if card.state != "done"]
    in_use = [protocol for protocol in store.protocols.newest() if protocol.state == "ACTIVE"]
    return [
        *(
            Choice(f"run/{card.id}", _("Checklists of open runs"), f"{card.code} · {card.scope}",
                   partial(run, card.id, card.scope, card.zone))
            for card in cards
        ),
        *(
            Choice(f"blank/{p.code}", _("Empty checklists"), f"{p.code} · {either(p.title_id, p.title_en)}",
                   partial(blank, p))
            for p in in_use
        ),
    ]  # fmt: skip
