"""Why no roster can keep every rule: the rule, the day, and the people without whom it cannot be kept."""

from collections.abc import Sequence

from cmt_desk.breach_wording import breach_text
from cmt_desk.domain.schedule import Breach, Problem
from cmt_desk.i18n import _
from cmt_desk.operations.away_words import away_text
from cmt_desk.store import Store
from cmt_desk.wording import function_name

MOST = 3  # conflicts told in one sentence, and people told of one conflict


def conflict_text(store: Store, facts: Problem, found: Sequence[Breach]) -> str:
    """One sentence that names the rules that cannot be kept and who is missing."""
    first = next((breach for breach in found if breach.function), None)
    sentence = _("No roster keeps every rule. {conflicts}.").format(conflicts=told(facts, found))
    return f"{sentence} {_missing(store, facts, first)}".rstrip() if first else sentence


def told(facts: Problem, found: Sequence[Breach]) -> str:
    """The first breaches by name, and how many more there are."""
    functions = {f.code: function_name(f.name_id, f.name_en) for f in facts.functions}
    names = {e.number: e.name for e in facts.employees}
    words = "; ".join(breach_text(breach, functions, names) for breach in found[:MOST])
    more = len(found) - MOST
    return words + (_(" (and {n} more)").format(n=more) if more > 0 else "")


def _missing(store: Store, facts: Problem, breach: Breach) -> str:
    """ "Pelayanan: Siti Rahmawati (kontak erat, s.d. 9 Des), …": the qualified who cannot come."""
    able = [e for e in facts.employees if e.function == breach.function and e.active(breach.day)]
    kept = [e for e in able if not facts.may_come(e, breach.day)]
    name = next(function_name(f.name_id, f.name_en) for f in facts.functions if f.code == breach.function)
    people = ", ".join(f"{e.name} ({away_text(store, facts, e, breach.day)})" for e in kept[:MOST])
    if len(kept) > MOST:
        people += _(" (and {n} more)").format(n=len(kept) - MOST)
    sentence = _("{function}: {n} qualified").format(function=name, n=len(able))
    return f"{sentence}, {people}." if people else f"{sentence}."
