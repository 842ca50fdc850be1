"""How decisions are said."""

from collections.abc import Collection

from cmt_desk.continuity_wording import plan_level
from cmt_desk.domain.decisions import Decision, DecisionKind, DecisionState, Step
from cmt_desk.domain.mandates import Missing
from cmt_desk.domain.plan import OF_PLAN, Stage, usual_letter
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.operations.functions import function_names
from cmt_desk.store import Store

SCOPE_NAMED = 4  # offices and functions named before "and n more"


def rule_name(rule: str) -> str:
    """A hard rule of the roster by its number, H1 to H11."""
    names = {
        "H1": _("cap"),
        "H2": _("kept out"),
        "H3": _("vulnerable person in the office"),
        "H4": _("minimum cover"),
        "H5": _("cohorts do not mix"),
        "H6": _("each cohort covers, head and deputy apart"),
        "H7": _("runs and rest"),
        "H8": _("household and car pool together"),
        "H9": _("start waves"),
        "H10": _("past and pinned cells stay"),
        "H11": _("exposed cohort stays out"),
    }
    return f"{rule} · {names[rule]}" if rule in names else rule


def kind_name(kind: DecisionKind) -> str:
    return {
        DecisionKind.PLAN: _("Level of the plan"),
        DecisionKind.STAND_DOWN: _("Stand-down"),
        DecisionKind.WAIVER: _("Waiver"),
        DecisionKind.WFH_FULL: _("WFH-Full"),
        DecisionKind.CAP: _("Number decided"),
    }[kind]


def state_name(state: DecisionState) -> str:
    return {
        DecisionState.OPEN: _("waits for a signature"),
        DecisionState.REJECTED: _("rejected"),
        DecisionState.CORRECTED: _("corrected by a later version"),
        DecisionState.WITHDRAWN: _("withdrawn"),
        DecisionState.AHEAD: _("signed, not yet begun"),
        DecisionState.IN_FORCE: _("in force"),
        DecisionState.OVER: _("over"),
    }[state]


def step_name(step: Step) -> str:
    return {
        Step.PROPOSED: _("Proposed"),
        Step.RECOMMENDED: _("Recommended"),
        Step.AGREED: _("Agreed"),
        Step.DECIDED: _("Decided"),
        Step.REJECTED: _("Rejected"),
        Step.WITHDRAWN: _("Withdrawn"),
    }[step]


def decision_title(store: Store, decision: Decision) -> str:
    """ "Pengecualian H4 · cakupan minimum, Pelayanan, Medan Kota, 2 – 9 Des"."""
    if decision.kind in OF_PLAN:
        return f"{_subject(decision)}, {scope_text(store, decision)}, {period(decision)}"
    office = store.branches.get(decision.branch) if decision.branch else None
    parts = [_subject(decision)]
    if decision.function:
        functions = function_names(store)
        parts.append(functions.get(decision.function, decision.function))
    if decision.employee:
        person = store.people.get(decision.employee)
        parts.append(person.name if person else decision.employee)
    parts.append(office.name if office else _("all offices"))
    parts.append(period(decision))
    return ", ".join(parts)


def _subject(decision: Decision) -> str:
    match decision.kind:
        case DecisionKind.PLAN:
            level = decision.level or 0
            return _("BC Plan level {level} {name}").format(level=level, name=plan_level(level))
        case DecisionKind.STAND_DOWN:
            return _("Stand-down of the BC Plan")
        case DecisionKind.WAIVER:
            return _("Waiver {rule}").format(rule=rule_name(decision.rule or ""))
        case DecisionKind.WFH_FULL:
            return kind_name(decision.kind)
        case DecisionKind.CAP:
            return _("{n} people may come").format(n=number(decision.people or 0))


def scope_text(store: Store, decision: Decision) -> str:
    """Where a decision holds: the institution, or its offices and functions by name."""
    offices = store.branches.by_code()
    codes = decision.offices or ({decision.branch} if decision.branch else set[str]())
    named = [offices[c].name if c in offices else c for c in sorted(codes)]
    functions = function_names(store)
    named += [functions.get(c, c) for c in sorted(decision.functions)]
    if len(named) > SCOPE_NAMED:
        more = _("and {n} more").format(n=number(len(named) - SCOPE_NAMED))
        return f"{', '.join(named[:SCOPE_NAMED])} {more}"
    return ", ".join(named) or _("the whole institution")


def stage_name(stage: Stage) -> str:
    return {
        Stage.PROPOSED: _("proposed"),
        Stage.RECOMMENDED: _("recommended"),
        Stage.AGREED: _("half signed"),
        Stage.DECIDED: _("decided, not begun"),
        Stage.RUNNING: _("running"),
        Stage.EXTENDED: _("extended"),
        Stage.OVER: _("over"),
        Stage.CORRECTED: _("corrected by a later version"),
        Stage.WITHDRAWN: _("withdrawn"),
        Stage.AMENDED: _("amended"),
        Stage.REJECTED: _("rejected"),
    }[stage]


def missing_text(missing: Collection[Missing]) -> str:
    """Whose signature an open decision waits for; empty once it counts."""
    names = {
        Missing.CMT: _("a member of CMT"),
        Missing.ECMT: _("a member of ECMT"),
        Missing.ANYBODY: _("a member of CMT or ECMT"),
        Missing.ANOTHER: _("somebody else than the proposer, of CMT or ECMT"),
    }
    who = _(" and ").join(names[m] for m in sorted(missing))
    return _("Waits for the signature of {who}.").format(who=who) if who else ""


def letter_warning(letter: str) -> str:
    """A number that is unusual is told of and kept."""
    told = _("{letter} does not look like a letter number (JENIS/nomor/BBTTTT, like B/11868/102020).")
    return "" if usual_letter(letter) else told.format(letter=letter)


def period(decision: Decision) -> str:
    """The days it holds, each with its year: it is read in a register, and on paper, for years."""
    first, last = decision.valid_from, decision.valid_to
    if last is None:
        return _("from {first}").format(first=medium_date(first))
    return medium_date(first) if last == first else f"{medium_date(first)} – {medium_date(last)}"
