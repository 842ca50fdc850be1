"""What a decision about the plan or WFH-Full has to be before it is proposed or signed."""

import json
from dataclasses import replace
from datetime import date, timedelta

from cmt_desk.continuity_wording import plan_level
from cmt_desk.domain.day_figures import figures
from cmt_desk.domain.decisions import Decision, DecisionKind, Step, standing
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.plan import OF_PLAN, REVIEW_DAYS, Activation, Flaw, activations, flaw, in_place_of
from cmt_desk.domain.sheets import Crew, Scope
from cmt_desk.i18n import _, long_date
from cmt_desk.operations.decision_words import decision_title
from cmt_desk.store import Store


def complete_plan(store: Store, made: Decision) -> Decision:
    """A level or a stand-down as it is stored; a stand-down ends what it follows, with its whole scope."""
    made = replace(made, branch=None, rule=None, employee=None, function=None, people=None, tests="")
    if unknown := made.offices - store.branches.by_code().keys():
        raise Refused(_("There is no office with the code {code}.").format(code=min(unknown)))
    if unknown := made.functions - {f.code for f in store.people.functions()}:
        raise Refused(_("{function} is not a known function.").format(function=min(unknown)))
    if made.kind is DecisionKind.PLAN:
        if made.level is None or not 0 <= made.level <= 3:
            raise Refused(_("The level of the plan is 0, 1, 2 or 3."))
        return replace(made, follows=in_place_of(made, beside(store, made)))
    ended = store.decisions.get(made.follows or "")
    scope = (ended.offices, ended.functions) if ended else (frozenset[str](), frozenset[str]())
    return replace(made, level=None, review=None, valid_to=None, offices=scope[0], functions=scope[1])


def check_plan(store: Store, made: Decision, on: date) -> None:
    """Raises Refused with what the proposal meets, asked when it is proposed and again when it is signed."""
    found = flaw(made, on, beside(store, made))
    if found is None:
        return
    what, other = found
    match what:
        case Flaw.REVIEW:
            told = _("The day of review lies after the first day and within {n} days of it.")
            raise Refused(told.format(n=REVIEW_DAYS))
        case Flaw.NOTHING_TO_END:
            raise Refused(
                _("There is no active plan on that day to stand down; it has to be activated first.")
            )
        case Flaw.BEFORE_ITS_START:
            told = _("The plan began on {day}; it is stood down from the day after at the earliest.")
            raise Refused(told.format(day=long_date(other.effective_from if other else on)))
        case Flaw.OVERLAP:
            raise Refused(_overlap(other))


def beside(store: Store, made: Decision) -> list[Activation]:
    """The levels that stand beside this one: without the version it corrects."""
    known = [d for d in store.decisions.all() if d.id not in (made.corrects, made.id)]
    return activations(known, store.plans.older())


def effect_text(store: Store, made: Decision) -> str:
    """What a proposal about the plan does to the levels in force, in one sentence; empty where nothing.

    People sign this: a level that ends another has to say so.
    """
    if made.kind not in OF_PLAN:
        return ""
    levels = beside(store, made)
    ended = made.follows if made.kind is DecisionKind.STAND_DOWN else in_place_of(made, levels)
    if ended and (before := store.decisions.get(ended)):
        day = long_date(made.valid_from - timedelta(days=1))
        return _("Ends with {day}: {what}.").format(day=day, what=decision_title(store, before))
    if not (made.offices or made.functions):
        return ""
    others = [a for a in levels if a.in_force(made.valid_from) and a.whole and a.id]
    named = [decision_title(store, d) for a in others if (d := store.decisions.get(a.id))]
    return _("Stays in force beside it: {what}.").format(what="; ".join(named)) if named else ""


def _overlap(other: Activation | None) -> str:
    assert other is not None
    told = {
        "level": other.level,
        "name": plan_level(other.level),
        "day": long_date(other.effective_from),
        "letter": f" ({other.letter})" if other.letter else "",
    }
    return _(
        "Level {level} {name}{letter} is already decided from {day} on and overlaps with this;"
        " propose a change of that level, or other days."
    ).format(**told)


def check_full(store: Store, made: Decision) -> None:
    """Two decisions do not send one office home on the same day: the first is extended by a new version."""
    for other in standing(store.decisions.all()):
        same = other.kind is DecisionKind.WFH_FULL and other.branch == made.branch
        if not same or other.id in (made.corrects, made.id) or made.valid_to is None:
            continue
        gone = other.signature(Step.WITHDRAWN)
        last = min(filter(None, (other.valid_to, gone and gone.signed - timedelta(days=1))), default=date.max)
        if made.valid_from <= last and other.valid_from <= made.valid_to:
            raise Refused(
                _(
                    "This office works from home in full already until {day}; extend that decision instead."
                ).format(day=long_date(last))
            )


def frozen_figures(store: Store, made: Decision, on: date) -> str:
    """The day's figures of the one office a decision is about, else of the country, as JSON.

    `wao`: who is in the office by the attendance lists, and as planned where there is none.
    """
    offices = made.offices or ({made.branch} if made.branch else set[str]())
    code = min(filter(None, offices)) if len(offices) == 1 else ""
    facts = store.sheets.facts(store.sheets.scope(code) or Scope(), on)
    crew = Crew(facts.offices, store.attendance.on(on, {o.branch.code for o in facts.offices}))
    attended = {"wao": crew.wao, "wao_told": len(crew.told), "wao_recorded": crew.recorded}
    return json.dumps(figures(facts) | attended)
