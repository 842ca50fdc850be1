"""Why no roster can keep every rule: the rule, the day, and the people without whom it cannot be kept."""

from collections.abc import Sequence
from datetime import date

from cmt_desk.breach_wording import breach_text
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import RULES, Breach, Problem
from cmt_desk.i18n import _, number
from cmt_desk.operations.away_words import away_text
from cmt_desk.operations.cohorts import dealing
from cmt_desk.store import Store
from cmt_desk.wording import function_name

MOST = 3  # conflicts told in one sentence, and people told of one conflict
OF_HEALTH = ("BLOCKED", "EXPOSED")
OF_COHORTS = ("COHORT_COVER", "DEPUTY", "BOND")  # who shares a cohort: no roster mends it


def conflict_text(store: Store, facts: Problem, found: Sequence[Breach]) -> str:
    """One sentence that names the rules that cannot be kept, and another who is missing and until when."""
    sentence = _("No roster keeps every rule. {conflicts}.").format(conflicts=told(facts, found))
    function = next((breach for breach in found if breach.function), None)
    person = next((breach for breach in found if breach.employee and breach.rule in OF_HEALTH), None)
    more = [_missing(store, facts, function)] if function else []
    if person:
        kept = next(e for e in facts.employees if e.number == person.employee)
        more.append(f"{_told_of(store, facts, kept, person.day)}.")
    if any(breach.rule in OF_COHORTS for breach in found) and (way_out := _dealing_anew(facts)):
        more.append(way_out)
    return " ".join([sentence, *more])


def _dealing_anew(facts: Problem) -> str:
    """That other cohorts would keep more rules, where they would; nothing deals them by itself."""
    try:
        found = dealing(facts)
    except Refused:
        return ""
    if len(found.left) >= len(found.broken):
        return ""
    told = _("Deal the cohorts anew under More, Roster settings: {n} people change theirs.")
    return told.format(n=number(len(found.moves)))


def told(facts: Problem, found: Sequence[Breach]) -> str:
    """The first breaches, each with the number of its rule, and how many more there are."""
    functions = {f.code: function_name(f.name_id, f.name_en) for f in facts.functions}
    names = {e.number: e.name for e in facts.employees}
    words = "; ".join(f"{breach_text(b, functions, names)} ({RULES[b.rule]})" for b in found[:MOST])
    more = len(found) - MOST
    return words + (_(" (and {n} more)").format(n=more) if more > 0 else "")


def _missing(store: Store, facts: Problem, breach: Breach) -> str:
    """ "Pelayanan: Siti Rahmawati (kontak erat, s.d. 9 Des), …": the qualified who cannot come."""
    able = [e for e in facts.employees if e.function == breach.function and e.active(breach.day)]
    name = next(function_name(f.name_id, f.name_en) for f in facts.functions if f.code == breach.function)
    if not able:
        told = _(
            "{function}: nobody of this office has it any more; assign somebody or waive its cover (H4)."
        )
        return told.format(function=name)
    kept = [e for e in able if not facts.may_come(e, breach.day)]
    people = ", ".join(_told_of(store, facts, e, breach.day) for e in kept[:MOST])
    if len(kept) > MOST:
        people += _(" (and {n} more)").format(n=len(kept) - MOST)
    sentence = _("{function}: {n} qualified").format(function=name, n=len(able))
    return f"{sentence}, {people}." if people else f"{sentence}."


def _told_of(store: Store, facts: Problem, person: Employee, day: date) -> str:
    return f"{person.name} ({away_text(store, facts, person, day)})"
