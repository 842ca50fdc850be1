"""The register's filters, and what can follow from where a decision stands."""

from collections.abc import Callable, Sequence
from datetime import date

from cmt_desk.domain.decisions import BY_AUTHORITY, Decision, DecisionKind, DecisionState, Step, state
from cmt_desk.domain.plan import OF_PLAN, Stage
from cmt_desk.i18n import _
from cmt_desk.operations.decisions import decide, recommend, reject, withdraw

ORDER = list(Stage)
OPEN = frozenset({Stage.PROPOSED, Stage.RECOMMENDED, Stage.AGREED})
RUNNING = frozenset({Stage.RUNNING, Stage.EXTENDED, Stage.DECIDED})


def step_words(what: str) -> tuple[tuple[str, str, str], Callable[..., object]]:
    """The words of a step (title, what it means, prompt of its note) and its operation."""
    return {
        "recommend": (
            (_("Recommend"), _("Somebody else than the proposer stands behind it."), _("Optional")),
            recommend,
        ),
        "sign": (
            (_("Sign"), _("Signed, it counts and is never rewritten."), ""),
            lambda store, key, by, _note: decide(store, key, by),
        ),
        "reject": (
            (_("Reject"), _("It stays in the register with your reason."), _("Why it is not taken")),
            reject,
        ),
        "withdraw": ((_("Withdraw"), _("From today on it no longer counts."), _("Why it ends")), withdraw),
    }[what]


def fits(decision: Decision, kind: str) -> bool:
    match kind:
        case "plan":
            return decision.kind in OF_PLAN
        case "full":
            return decision.kind is DecisionKind.WFH_FULL
        case "roster":
            return decision.kind not in OF_PLAN and decision.kind is not DecisionKind.WFH_FULL
        case _:
            return True


def stands(where: Stage, wanted: str) -> bool:
    match wanted:
        case "open":
            return where in OPEN
        case "running":
            return where in RUNNING
        case "done":
            return where not in OPEN | RUNNING
        case _:
            return True


def may_follow(decision: Decision, known: Sequence[Decision], day: date) -> set[str]:
    """What can follow from where a decision stands; who may do it the operation says."""
    authority, where = decision.kind in BY_AUTHORITY, state(decision, known, day)
    if where is DecisionState.OPEN:
        recommendable = authority and decision.signature(Step.RECOMMENDED) is None
        return {
            "sign",
            "reject",
            *(["amend"] if authority else []),
            *(["recommend"] if recommendable else []),
        }
    if where not in (DecisionState.AHEAD, DecisionState.IN_FORCE):
        return set()
    found = {"correct"} if authority and not any(d.corrects == decision.id for d in known) else set[str]()
    if authority and where is DecisionState.IN_FORCE and decision.kind is not DecisionKind.STAND_DOWN:
        found.add("review")
    return found if decision.kind in OF_PLAN else found | {"withdraw"}
