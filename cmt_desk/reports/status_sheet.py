"""The daily status sheet (LSH): a StatusSheet becomes A4 pages, sections A to L, in the language in force."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from markupsafe import Markup, escape

from cmt_desk.continuity_wording import plan_text
from cmt_desk.domain.journal_letters import journal_letters
from cmt_desk.domain.sheet_sections import Decided, Part
from cmt_desk.domain.sheets import DayFacts, StatusSheet
from cmt_desk.i18n import _, clock_time, long_date, medium_date
from cmt_desk.reports import lines, sheet_lines, sheet_words
from cmt_desk.reports.paper import Paper, render, short
from cmt_desk.reports.sheet_code import qr_text
from cmt_desk.reports.summary import count_days, count_offices
from cmt_desk.reports.tiles import tiles

ACTION_LINES = 8  # of section J in all: the signatures stay on the second page
OVERDUE_SHOWN, OTHERS_SHOWN = 3, 2
DECISIONS_SHOWN = 4
DECISION_LETTERS = 100  # a line of the page
CURVE_DAYS = 60


def as_paper(sheet: StatusSheet, *, prepared_by: str = "", annexes: bool = True, code: str = "") -> Paper:
    """The sheet with its margins and the name its file gets. `code`: the typed code of an office's sheet."""
    facts = sheet.facts
    return Paper(
        html=as_html(sheet, prepared_by=prepared_by, code=code),
        annexes=tuple(_annexes(sheet)) if annexes else (),
        title=f"{_number(sheet)} · {_('Daily status sheet')} · {long_date(facts.day)}",
        header=f"{_number(sheet)} · {_version(sheet)} · {_('RESTRICTED')}",
        footer=f"{short(facts.institution)} · {_('Daily status sheet')} · {long_date(facts.day)}",
        file_name=file_name(sheet, "pdf"),
    )


def file_name(sheet: StatusSheet, ending: str) -> str:
    """LSH-261-122020.pdf; a corrected one says its version."""
    version = f"-v{sheet.stamp.version}" if sheet.stamp and sheet.stamp.version > 1 else ""
    return f"{_number(sheet).replace('/', '-')}{version}.{ending}"


def as_html(sheet: StatusSheet, *, prepared_by: str = "", code: str = "") -> str:
    """The body of the sheet. Without a stamp that says when it was issued, it says that it is a draft."""
    facts, sections = sheet.facts, sheet.sections
    confirmed, watched = lines.case_figures(facts)
    stamp = sheet.stamp
    decisions = 1 if facts.scope.kind == "branch" else DECISIONS_SHOWN
    return render(
        "status_sheet.html",
        sheet=sheet,
        facts=facts,
        group=sheet.crew,
        attendance_source=sheet_lines.attendance_source(sheet.crew),
        number_text=_number(sheet),
        sheet_state=_state(sheet),
        identity=_identity(sheet, prepared_by),
        qr=_source("qr", qr_text(sheet, code)),
        qr_size=132,
        qr_share=14,
        tiles=tiles(sheet),
        prepared_by=prepared_by or (stamp.by if stamp else ""),
        Part=Part,
        titles={part: _part_title(sheet, part) for part in Part},
        words={part: sheet_words.part_lines(sheet, part) for part in Part},
        changes=sheet_words.changes(sheet),
        zone_lines=lines.zone_lines(facts),
        map=_source("map", _places(facts)),
        moved=_moved(facts),
        confirmed=confirmed,
        watched=watched,
        endings=sheet_lines.ending_lines(sheet),
        curve=_curve(sheet),
        groups=sheet_lines.group_lines(sheet),
        offices=sheet_lines.office_lines(sheet) if facts.scope.kind != "national" else (),
        over=sheet_lines.over_text(sheet),
        closures=sheet_lines.closure_text(sheet),
        functions=sheet_lines.function_lines(sheet),
        service=sheet_lines.indicator_lines(sheet, "F"),
        strategies=sheet_lines.indicator_lines(sheet, "G"),
        losses=sheet_lines.loss_lines(sheet) if any(t.count for t in sections.losses.values()) else (),
        protocol_lines=lines.protocol_lines(facts),
        supplies=sheet_lines.supply_lines(sheet),
        actions=_actions(sheet),
        parts=(Part.LIMITS, Part.REQUESTS)
        if facts.scope.kind == "branch"
        else (Part.OUTLOOK, Part.LIMITS, Part.REQUESTS),
        decided=[_decided(d) for d in sections.decided[:decisions]],
        silent=sheet_lines.silent_text(sheet),
        long_silent=sheet_lines.long_silent(sheet),
        on_paper=sheet_lines.paper_text(sheet),
        rules=lines.rule_lines(facts),
        use_of_cap=sheet_lines.use_of_cap,
        count_days=count_days,
        count_offices=count_offices,
        journal=_journal(sheet),
        code=code,
    )


def _number(sheet: StatusSheet) -> str:
    return sheet.stamp.number if sheet.stamp else sheet.number


def _version(sheet: StatusSheet) -> str:
    stamp = sheet.stamp
    if stamp is None or stamp.issued_at is None:
        return _("draft")
    return _("version {n}").format(n=stamp.version)


def _state(sheet: StatusSheet) -> str:
    stamp = sheet.stamp
    if stamp is None or stamp.issued_at is None:
        return _("Draft, not yet issued")
    return _("Issued {moment}").format(moment=f"{_moment(stamp.issued_at)} WIB")


def _identity(sheet: StatusSheet, prepared_by: str) -> list[tuple[str, str]]:
    """Who, when, how far: what tells this sheet from every other."""
    facts, zone = sheet.facts, _time_zone(sheet.facts)
    plan, stamp = facts.plan, sheet.stamp
    chair = short(sheet.sections.chair, 40)
    version = _state(sheet)
    if stamp and stamp.issued_at:
        version = _("{n}, issued {moment}").format(n=stamp.version, moment=f"{_moment(stamp.issued_at)} WIB")
        if stamp.reason:
            version += f" – {_('correction: {reason}').format(reason=short(stamp.reason, 80))}"
    return [
        (_("Number"), _("Page of {number}").format(number=_number(sheet)) if sheet.part else _number(sheet)),
        (_("Scope"), _scope(facts)),
        (_("Data period"), f"{_moment(sheet.period_from)} – {_moment(sheet.cutoff)} {zone}"),
        (_("Data cut-off"), f"{_moment(sheet.cutoff)} {zone}"),
        (
            _("BC Plan"),
            plan_text(plan, _("Level {level} ({name}), day {n}")) if plan else _("Not activated"),
        ),
        (_("Version"), version),
        (_("Prepared by"), short(prepared_by or (stamp.by if stamp else ""), 40) or "–"),
        (_("Approved by"), f"{chair} ({_('Chair of the CMT')})" if chair else _("Chair of the CMT")),
    ]


def _scope(facts: DayFacts) -> str:
    match facts.scope.kind:
        case "national":
            return _("National: {regions} regional offices, {offices}").format(
                regions=len(facts.regional_offices), offices=count_offices(len(facts.offices))
            )
        case "regional":
            return _("Regional office {name}: {offices}").format(
                name=short(facts.scope.name), offices=count_offices(len(facts.offices))
            )
        case _:
            return _("Branch {name} ({code})").format(name=short(facts.scope.name), code=facts.scope.code)


def _time_zone(facts: DayFacts) -> str:
    """The offices' own zone where they share one, else Jakarta's."""
    zones = {office.branch.time_zone for office in facts.offices}
    return zones.pop() if len(zones) == 1 else "WIB"


def _moment(at: datetime) -> str:
    return f"{medium_date(at.date())} {clock_time(at)}"


def _part_title(sheet: StatusSheet, part: Part) -> str:
    """What somebody wrote by hand says so."""
    name = sheet_words.part_name(part)
    return _("{part} (edited)").format(part=name) if sheet.sections.texts.get(part) else name


# --- drawings ----------------------------------------------------------------------------------------


def _source(kind: str, what: str) -> Markup:
    """What a drawing shows, in the page itself: nothing is fetched, and no word of it is broken in two."""
    return Markup(f"{kind}:{escape(what)}")


def _places(facts: DayFacts) -> str:
    return ";".join(
        f"{o.branch.lon:.2f},{o.branch.lat:.2f},{o.zone.value if o.zone else ''}" for o in facts.offices
    )


def _curve(sheet: StatusSheet) -> Markup | str:
    counts = dict(sheet.sections.curve)
    if not counts:
        return ""
    first = sheet.facts.day - timedelta(days=CURVE_DAYS - 1)
    days: list[date] = [first + timedelta(days=n) for n in range(CURVE_DAYS)]
    return _source("curve", f"{first.isoformat()}/{','.join(str(counts.get(day, 0)) for day in days)}")


# --- lists -------------------------------------------------------------------------------------------


def _moved(facts: DayFacts) -> list[tuple[str, str, Sequence[lines.Move], int]]:
    """Those who moved towards red and those who moved away from it; nothing where nobody did."""
    moved = lines.moves(facts)
    if not moved:
        return []
    kinds = ((_("Higher risk"), "mark:up", True), (_("Lower risk"), "mark:down", False))
    found: list[tuple[str, str, Sequence[lines.Move], int]] = []
    for name, kind, riskier in kinds:
        own = [move for move in moved if move.riskier is riskier]
        shown = own[: lines.MOVES_SHOWN]
        found.append((name, kind, shown, len(own) - len(shown)))
    return found


def _actions(sheet: StatusSheet) -> list[tuple[str, int, list[str], bool]]:
    """Name, how many, the first of them, and whether their number is a reason to act. The sheet of an office
    has room for what there is alone."""
    sections, small = sheet.sections, sheet.facts.scope.kind == "branch"
    done, planned, overdue = (1, 1, 1) if small else _lines_of_actions(len(sections.decided))
    kinds = (
        (_("Done in 24 h"), sections.done, done, False),
        (_("Planned for 24 h"), sections.planned, planned, False),
        (_("Open and overdue"), sections.overdue, overdue, True),
    )
    return [
        (name, steps.total, [sheet_lines.step_text(sheet, step, who=act) for step in steps.first[:most]], act)
        for name, steps, most, act in kinds
        if steps.total or not small
    ]


def _lines_of_actions(decisions: int) -> tuple[int, int, int]:
    """Of what was done, is planned and is overdue: decisions take their lines from these, overdue last."""
    room = ACTION_LINES - max(1, min(decisions, DECISIONS_SHOWN))
    overdue = min(OVERDUE_SHOWN, room - 2)
    planned = min(OTHERS_SHOWN, room - overdue - 1)
    return min(OTHERS_SHOWN, room - overdue - planned), planned, overdue


def _decided(decided: Decided) -> str:
    """One line: the title gives way to who signed, when, and the letter."""
    at = f"{clock_time(decided.at)} WIB, " if decided.timed else ""
    letter = f" ({short(decided.letter, 30)})" if decided.letter else ""
    before, after = f"{at}{decided.step}: ", f"{letter} – {short(decided.by, 30)}"
    return f"{before}{short(decided.title, max(30, DECISION_LETTERS - len(before) - len(after)))}{after}"


def _journal(sheet: StatusSheet) -> list[Markup]:
    """Which state of the journal it was written from, to be held against `cmt-desk verify --head`.

    Ours and short, so no letter of it is parted from the others.
    """
    stamp = sheet.stamp
    if stamp is None or not stamp.head:
        return []
    told = (
        _("Journal {letters}").format(letters=journal_letters(stamp.head)),
        _("Figures {digest}").format(digest=stamp.digest[:16].upper()),
    )
    return [Markup(escape(line)) for line in told]


def _annexes(sheet: StatusSheet) -> Iterator[str]:
    """A page for each regional office with its offices line by line; other sheets list them themselves."""
    if sheet.facts.scope.kind != "national":
        return
    for n, group in enumerate(sheet_lines.group_lines(sheet)[:-1], start=1):
        offices = sheet_lines.office_lines(sheet, group.crew.offices)
        yield render("sheet/annex.html", n=n, name=group.name, offices=offices, group=group.crew)
