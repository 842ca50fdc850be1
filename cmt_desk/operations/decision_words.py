"""How decisions about rosters are said."""

from cmt_desk.domain.decisions import Decision, DecisionKind, DecisionState, Step
from cmt_desk.i18n import _, number, short_date
from cmt_desk.store import Store
from cmt_desk.wording import function_name


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
        Step.DECIDED: _("Decided"),
        Step.REJECTED: _("Rejected"),
        Step.WITHDRAWN: _("Withdrawn"),
    }[step]


def decision_title(store: Store, decision: Decision) -> str:
    """ "Pengecualian H4 · cakupan minimum, Pelayanan, Medan Kota, 2 – 9 Des"."""
    office = store.branches.by_code().get(decision.branch or "")
    parts = [_subject(decision)]
    if decision.function:
        functions = {f.code: function_name(f.name_id, f.name_en) for f in store.people.functions()}
        parts.append(functions.get(decision.function, decision.function))
    if decision.employee:
        person = store.people.get(decision.employee)
        parts.append(person.name if person else decision.employee)
    parts.append(office.name if office else _("all offices"))
    parts.append(period(decision))
    return ", ".join(parts)


def _subject(decision: Decision) -> str:
    match decision.kind:
        case DecisionKind.WAIVER:
            return _("Waiver {rule}").format(rule=rule_name(decision.rule or ""))
        case DecisionKind.WFH_FULL:
            return kind_name(decision.kind)
        case DecisionKind.CAP:
            return _("{n} people may come").format(n=number(decision.people or 0))


def period(decision: Decision) -> str:
    first = short_date(decision.valid_from)
    if decision.valid_to is None:
        return _("from {first}").format(first=first)
    return first if decision.valid_to == decision.valid_from else f"{first} – {short_date(decision.valid_to)}"
