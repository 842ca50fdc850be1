"""The daily sheet of a scope, put together from the facts, the sections and what was decided."""

from dataclasses import replace
from datetime import date, datetime, time

from cmt_desk.domain.decisions import Step
from cmt_desk.domain.sheet_sections import Decided, Sections
from cmt_desk.domain.sheets import DayFacts, Scope, StatusSheet, status_sheet
from cmt_desk.operations.decision_words import decision_title, step_name
from cmt_desk.store import Store

SIGNED = (Step.AGREED, Step.DECIDED, Step.REJECTED, Step.WITHDRAWN)


def day_sheet(store: Store, scope: Scope, day: date) -> StatusSheet:
    """The sheet as the desk knows it now, worded in the language in force."""
    facts = store.sheets.facts(scope, day)
    sections = store.sections.of(facts)
    return status_sheet(facts, store.settings.cutoff_hour, _with_decisions(store, facts, sections))


def _with_decisions(store: Store, facts: DayFacts, sections: Sections) -> Sections:
    decisions = store.decisions.all()
    if facts.scope.kind != "national":
        codes = {o.branch.code for o in facts.offices}
        decisions = [d for d in decisions if d.branch in codes or d.offices & codes]
    decided = [
        Decided(
            datetime.combine(s.signed, s.at or time()), s.at is not None, decision_title(store, d),
            step_name(s.step), d.letter, f"{s.name} ({s.role})",
        )
        for d in decisions
        for s in d.signatures
        if s.signed == facts.day and s.step in SIGNED
    ]  # fmt: skip
    waiting = [
        decision_title(store, d)
        for d in decisions
        if any(s.signed <= facts.day for s in d.signatures)
        and not any(s.signed <= facts.day and s.step in (Step.DECIDED, Step.REJECTED) for s in d.signatures)
    ]
    return replace(sections, decided=sorted(decided, key=lambda d: d.at), waiting=waiting)
