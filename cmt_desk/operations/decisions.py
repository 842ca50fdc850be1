"""Decisions: proposed, recommended, signed by who may, corrected by a new version, withdrawn.

Nothing counts before it is signed. What is signed is never rewritten. A recommendation belongs to the flow of
the plan and of WFH-Full, but a night without anybody to give it stops no decision: the paper shows the gap.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cmt_desk.domain.decisions import (
    BY_AUTHORITY,
    WAIVABLE,
    Decision,
    DecisionKind,
    Review,
    Step,
    standing,
)
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.plan import OF_PLAN, REVIEW_DAYS
from cmt_desk.i18n import _, long_date, short_date
from cmt_desk.operations.authority import agreement, check_authority, check_recommender
from cmt_desk.operations.decision_words import decision_title
from cmt_desk.operations.people import employee_named
from cmt_desk.operations.plan_rules import check_full, check_plan, complete_plan, frozen_figures
from cmt_desk.operations.signing import Signer, signature
from cmt_desk.store import Store

LONGEST_WAIVER = 92  # days: a rule that is waived for longer should be another rule


def propose(store: Store, decision: Decision, by: Signer, note: str = "", figures: str | None = None) -> str:
    """Write a decision down for somebody to sign; its key. It counts only once it is signed.

    `note` stands with the proposer's signature; `figures`: of that day, where they were read already. Raises
    Refused for one that is not complete, or that waives what nobody can waive.
    """
    made = _complete(store, replace(decision, id=store.new_id(), signatures=(), reviews=()))
    _check(store, made, by.day)
    if made.kind in BY_AUTHORITY:
        made = replace(made, figures=figures or frozen_figures(store, made, by.day))
    made = replace(made, signatures=(signature(Step.PROPOSED, by, note),))
    with store.operation("propose_decision", _label(store, _("Propose: {what}"), made)):
        store.decisions.put(made)
    return made.id


def recommend(store: Store, decision: str, by: Signer, note: str = "") -> None:
    """Somebody else than the proposer stands behind it. Raises Refused for who may not."""
    found = _open(store, decision)
    if found.kind not in BY_AUTHORITY:
        raise Refused(_("Only the plan and WFH-Full are recommended; this is signed or rejected."))
    if found.signature(Step.RECOMMENDED):
        raise Refused(_("This was recommended already."))
    mandate = check_recommender(store, found, by)
    with store.operation("recommend_decision", _label(store, _("Recommend: {what}"), found)):
        signed = signature(Step.RECOMMENDED, by, note.strip(), mandate)
        store.decisions.sign(decision, [signed])


def decide(store: Store, decision: str, by: Signer) -> None:
    """Sign it: from now on it counts, and says what it says for good.

    Where a second signature is needed it counts from that one on. Raises Refused for who may not decide it.
    """
    found = _open(store, decision)
    _check(store, found, by.day)
    signed = agreement(store, found, by)
    with store.operation("sign_decision", _label(store, _("Sign: {what}"), found)):
        store.decisions.sign(decision, [signed])


def reject(store: Store, decision: str, by: Signer, why: str) -> None:
    """A proposal that is not taken; it stays in the register with the reason."""
    found = _open(store, decision)
    if found.kind in BY_AUTHORITY:
        check_authority(store, by)
    with store.operation("reject_decision", _label(store, _("Reject: {what}"), found), reason=_reason(why)):
        store.decisions.sign(decision, [signature(Step.REJECTED, by, _reason(why))])


def amend(store: Store, decision: str, changed: Decision, by: Signer, why: str) -> str:
    """Take a proposal otherwise: it is rejected, and a changed one is proposed that names it; its key."""
    found = _open(store, decision)
    with store.operation("amend_decision", _label(store, _("Amend: {what}"), found), reason=_reason(why)):
        reject(store, decision, by, why)
        return propose(store, replace(changed, kind=found.kind, corrects=decision), by)


def withdraw(store: Store, decision: str, by: Signer, why: str) -> None:
    """It ends before its time: from the day it is withdrawn on it no longer counts."""
    found = _known(store, decision)
    if not found.decided:
        raise Refused(_("Only what was signed can be withdrawn; a proposal is rejected."))
    if found.signature(Step.WITHDRAWN):
        raise Refused(_("This decision is already withdrawn."))
    if found not in standing(store.decisions.all()):
        raise Refused(_("A later version took the place of this decision; withdraw that one."))
    if found.kind in OF_PLAN:
        raise Refused(
            _("A level of the plan ends with a stand-down or another level, not with a withdrawal.")
        )
    if found.kind in BY_AUTHORITY:
        check_authority(store, by)
    with store.operation(
        "withdraw_decision", _label(store, _("Withdraw: {what}"), found), reason=_reason(why)
    ):
        store.decisions.sign(decision, [signature(Step.WITHDRAWN, by, _reason(why))])


def correct(store: Store, decision: str, changed: Decision, by: Signer) -> str:
    """Propose a new version in place of a signed one, which counts until the new one is signed.

    Raises Refused for a version that is not signed, or that has been corrected already.
    """
    before = _known(store, decision)
    if not before.decided:
        raise Refused(_("Only what was signed is corrected by a new version; reject the proposal instead."))
    if any(d.corrects == decision for d in store.decisions.all()):
        raise Refused(_("This decision has a later version already; correct that one."))
    return propose(store, replace(changed, kind=before.kind, corrects=decision), by)


def review(store: Store, decision: str, by: Signer, note: str, next_one: date) -> None:
    """It was looked at again and stays as it is until `next_one` at the latest, within 14 days."""
    found = _known(store, decision)
    if found.kind not in BY_AUTHORITY or found not in standing(store.decisions.all()):
        raise Refused(_("Only a signed decision about the plan or WFH-Full is reviewed."))
    if by.day < found.valid_from:
        raise Refused(_("This decision has not begun yet; it is reviewed from {day} on.").format(
            day=long_date(found.valid_from)))  # fmt: skip
    check_authority(store, by)
    if not by.day < next_one <= by.day + timedelta(days=REVIEW_DAYS):
        raise Refused(_("The next review lies within {n} days.").format(n=REVIEW_DAYS))
    if any(r.day >= by.day for r in found.reviews):
        raise Refused(_("This was reviewed on that day already."))
    made = Review(by.day, by.name.strip(), by.role, _reason(note), next_one)
    with store.operation("review_decision", _label(store, _("Review: {what}"), found)):
        store.decisions.put_review(decision, made)


def sign_new(
    store: Store, decisions: Sequence[Decision], by: Signer, proposed_by: Signer | None = None
) -> list[str]:
    """Propose and sign several at once, as one step: what *Why* found is waived by the one who may."""
    made: list[str] = []
    with store.operation("sign_decisions", _("Sign {n} decisions").format(n=len(decisions))):
        for decision in decisions:
            made.append(propose(store, decision, proposed_by or by))
            decide(store, made[-1], by)
    return made


def _complete(store: Store, decision: Decision) -> Decision:
    """As it is stored. Raises Refused, saying what is missing."""
    made = replace(decision, reason=_reason(decision.reason), letter=decision.letter.strip())
    if made.valid_to and made.valid_to < made.valid_from:
        raise Refused(_("The last day cannot be before the first."))
    if made.branch and not store.branches.get(made.branch):
        raise Refused(_("There is no office with the code {code}.").format(code=made.branch))
    if made.employee:
        person = employee_named(store, made.employee)
        made = replace(made, branch=made.branch or person.branch)
        if person.branch != made.branch:
            raise Refused(_("{name} does not work at this office.").format(name=person.name))
    if made.function and made.function not in {f.code for f in store.people.functions()}:
        raise Refused(_("{function} is not a known function.").format(function=made.function))
    if made.kind in OF_PLAN:
        return complete_plan(store, made)
    made = replace(made, level=None, follows=None, offices=frozenset(), functions=frozenset())
    if made.kind is not DecisionKind.WFH_FULL:
        made = replace(made, tests="")
    if made.valid_to is None:
        raise Refused(_("A decision about a roster needs its last day."))
    match made.kind:
        case DecisionKind.WAIVER:
            return _waiver(made, made.valid_to)
        case DecisionKind.WFH_FULL:
            return _of_office(replace(made, rule=None, people=None))
        case DecisionKind.CAP:
            return _cap(store, made)
        case _:
            return made


def _check(store: Store, made: Decision, on: date) -> None:
    """What others decided meanwhile: asked when it is proposed and again when it is signed."""
    if made.kind in OF_PLAN:
        check_plan(store, made, on)
    elif made.kind is DecisionKind.WFH_FULL:
        check_full(store, made)


def _waiver(made: Decision, last: date) -> Decision:
    if made.rule not in WAIVABLE:
        raise Refused(_("Only the rules H3 to H9 can be waived; the cap and who is kept out never are."))
    if made.rule == "H3" and not made.employee:
        raise Refused(_("A waiver for a vulnerable person names the person."))
    if (last - made.valid_from).days >= LONGEST_WAIVER:
        raise Refused(_("A waiver holds for at most {n} days; sign a new one then.").format(n=LONGEST_WAIVER))
    return replace(made, people=None)


def _of_office(made: Decision) -> Decision:
    if not made.branch:
        raise Refused(_("This decision names its office."))
    return made


def _cap(store: Store, made: Decision) -> Decision:
    _of_office(made)
    if made.people is None or made.people < 0:
        raise Refused(_("Say how many people may come: a whole number, 1 or more."))
    if made.people == 0:  # it would leave the cover of every function to be waived one by one
        raise Refused(_("Nobody in the office is WFH-Full: propose that, with its review and reopening."))
    headcount = store.people.headcounts(made.valid_from).get(made.branch or "", 0)
    if made.people > headcount:
        raise Refused(_("The office has {n} people; it cannot let {people} come.").format(
            n=headcount, people=made.people))  # fmt: skip
    return replace(made, rule=None)


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused(_("A decision needs its reason."))
    return text.strip()


def _known(store: Store, decision: str) -> Decision:
    found = store.decisions.get(decision)
    if found is None:
        raise Refused(_("This decision is not in the register."))
    return found


def _open(store: Store, decision: str) -> Decision:
    found = _known(store, decision)
    if signed := found.signature(Step.DECIDED) or found.signature(Step.REJECTED):
        told = _("This was decided by {name} on {day} and stays as it is; correct it with a new version.")
        raise Refused(told.format(name=signed.name, day=short_date(signed.signed)))
    return found


def _label(store: Store, sentence: str, decision: Decision) -> str:
    return sentence.format(what=decision_title(store, decision))
