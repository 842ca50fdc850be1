"""The figures of a sheet as plain values: frozen when it is issued, held against another day or look."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import cast

from cmt_desk.domain.cases import CaseFigures
from cmt_desk.domain.day_figures import figures as day_figures
from cmt_desk.domain.sheet_sections import DAYS_AHEAD
from cmt_desk.domain.sheets import StatusSheet
from cmt_desk.domain.situation import flat
from cmt_desk.records import record

Value = int | float | str
Figures = dict[str, Value]
NO_CASES = CaseFigures()


@record
class Known:
    """What a sheet says: its figures by name, those of each office, and the words somebody wrote."""

    figures: Figures
    offices: Mapping[str, Figures]
    texts: Mapping[str, str]

    def as_json(self) -> str:
        """Always the same text for the same figures."""
        whole = {"figures": self.figures, "offices": self.offices, "texts": self.texts}
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        return sha256(self.as_json().encode()).hexdigest()


def known(sheet: StatusSheet) -> Known:
    """The names of `day_figures` for what it tells, and more of the same kind for the other sections."""
    return Known(_figures(sheet), _offices(sheet), {p.value: t for p, t in sheet.sections.texts.items()})


def from_json(text: str) -> Known:
    whole = cast(dict[str, dict[str, object]], json.loads(text))
    return Known(
        cast(Figures, whole["figures"]),
        cast(dict[str, Figures], whole["offices"]),
        cast(dict[str, str], whole["texts"]),
    )


def _figures(sheet: StatusSheet) -> Figures:
    facts, sections, crew = sheet.facts, sheet.sections, sheet.crew
    found: Figures = dict(flat(day_figures(facts)))
    del found["in_office"]  # the roster's alone; attendance.wao counts lists first
    found |= {
        "cases.suspects": facts.cases.suspects,
        "cases.contacts": facts.cases.contacts,
        "cases.free_soon": sections.ending_within(facts.day, DAYS_AHEAD),
        "cases.overstayed": sections.overstayed,
        "attendance.wao": crew.wao,
        "attendance.wfh": crew.wfh,
        "attendance.away": crew.away,
        "attendance.over": len(crew.over),
        "attendance.closed": len(sections.closures),
        "attendance.unknown": crew.unknown,
        "protocols.running": facts.protocols.running,
        "protocols.finished": facts.protocols.finished,
        "protocols.overdue": facts.protocols.overdue_steps,
        "protocols.due_today": facts.protocols.due_today,
        "protocols.disinfected": sections.disinfected,
        "protocols.to_disinfect": sections.to_disinfect,
        "supplies.low": len({stock.branch for stock in sections.low_supplies}),
        "actions.done": sections.done.total,
        "actions.planned": sections.planned.total,
        "decisions.signed": len(sections.decided),
        "decisions.waiting": len(sections.waiting),
        "quality.silent": len(sections.silent),
        "quality.failed": sum(not check.passed for check in sheet.checks),
    }
    if facts.plan:
        found |= {"plan.level": facts.plan.level, "plan.day": facts.plan.day_number}
    if facts.bulletin:
        found["bulletin"] = facts.bulletin.day.isoformat()
    found |= {f"functions.{state.function}": state.light.value for state in sections.functions}
    found |= {f"indicators.{f.indicator.code}": f.value for f in sections.indicators if f.value is not None}
    for kind, total in sections.losses.items():
        found |= {f"losses.{kind.value}.today": total.total_today, f"losses.{kind.value}.total": total.total}
    return found


def _offices(sheet: StatusSheet) -> dict[str, Figures]:
    there, by_branch = sheet.crew.there, sheet.sections.by_branch
    found: dict[str, Figures] = {}
    for office in sheet.facts.offices:
        code = office.branch.code
        cases = by_branch.get(code, NO_CASES)
        own: Figures = {
            "zone": office.zone.value if office.zone else "",
            "headcount": office.cap.headcount,
            "cap": office.cap.people,
            "active": office.active,
            "cumulative": cases.cumulative,
            "recovered": cases.recovered,
            "deaths": cases.deaths,
        }
        if told := there.get(code):
            own |= {"wao": told.wao, "wfh": told.wfh, "away": told.away + told.off}
        found[code] = own
    return found


@record
class Difference:
    """One figure in two looks; None where one of them does not know it. `office` "": of all offices."""

    name: str
    before: Value | None
    after: Value | None
    office: str = ""

    @property
    def change(self) -> float | None:
        if isinstance(self.before, str) or isinstance(self.after, str):
            return None
        return None if self.before is None or self.after is None else self.after - self.before


def differences(before: Known, after: Known) -> list[Difference]:
    """What differs, the figures of all first, then office by office."""
    found = _unlike("", before.figures, after.figures)
    for code in sorted(before.offices.keys() | after.offices.keys()):
        found += _unlike(code, before.offices.get(code, {}), after.offices.get(code, {}))
    return found


def side_by_side(before: Known, after: Known) -> list[Difference]:
    """Every figure of two days, in the order of the sheet."""
    names = [*after.figures, *(name for name in before.figures if name not in after.figures)]
    return [Difference(name, before.figures.get(name), after.figures.get(name)) for name in names]


def _unlike(office: str, before: Figures, after: Figures) -> list[Difference]:
    names = [*after, *(name for name in before if name not in after)]
    told = (Difference(name, before.get(name), after.get(name), office) for name in names)
    return [difference for difference in told if difference.before != difference.after]
