"""Whose signature counts: only CMT or ECMT in office decides; a level 3 and a stand-down need one of each."""

from cmt_desk.domain.decisions import BY_AUTHORITY, Decision, DecisionKind, Signature, Step
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.mandates import Agreement, Body, Mandate, Missing, Role, held, missing
from cmt_desk.i18n import _, long_date
from cmt_desk.operations.mandate_words import role_name
from cmt_desk.operations.signing import Signer, person_of, signature
from cmt_desk.store import Store


def agreement(store: Store, decision: Decision, by: Signer) -> Signature:
    """The signature of somebody who agrees: DECIDED where nothing is missing after it, else AGREED.

    Raises Refused for a person without the mandate on that day, or who has agreed already.
    """
    if decision.kind not in BY_AUTHORITY:
        return signature(Step.DECIDED, by)
    mandate = _seat(store, decision, by)
    before = agreements(store, decision)
    if any(a.person == mandate.person for a in before):
        raise Refused(_("{name} has agreed already; somebody else has to sign too.").format(name=by.name))
    lacking = missing(decision.needs_both, proposer(store, decision), [*before, _agreed(mandate)])
    step = Step.AGREED if lacking else Step.DECIDED
    return signature(step, by, mandate=mandate)


def still_missing(store: Store, decision: Decision) -> set[Missing]:
    """What an open decision of the authority waits for."""
    return missing(decision.needs_both, proposer(store, decision), agreements(store, decision))


def agreements(store: Store, decision: Decision) -> list[Agreement]:
    by_id = {m.id: m for m in store.mandates.all()}
    signed = [s for s in decision.signatures if s.step in (Step.AGREED, Step.DECIDED) and s.mandate in by_id]
    return [_agreed(by_id[s.mandate or ""]) for s in signed]


def proposer(store: Store, decision: Decision) -> str:
    """The person who proposed, as mandates name persons."""
    proposed = decision.signature(Step.PROPOSED)
    if proposed is None:
        return ""
    mandate = store.mandates.get(proposed.mandate) if proposed.mandate else None
    return mandate.person if mandate else person_of(store, proposed.name, proposed.signed)


def authority(store: Store, by: Signer) -> list[Mandate]:
    """The mandates of CMT and ECMT that somebody holds on the day of the signature."""
    person = person_of(store, by.name, by.day, by.mandate)
    return [m for m in held(store.mandates.all(), person, by.day) if m.body]


def check_authority(store: Store, by: Signer) -> None:
    """Raises Refused, saying why, for somebody who is not of CMT or ECMT on that day."""
    if not authority(store, by):
        raise Refused(_why_not(store, by))


def check_recommender(store: Store, decision: Decision, by: Signer) -> Mandate:
    """WFH-Full is recommended by the deputy of the office's region, the plan by anybody with a mandate."""
    person = person_of(store, by.name, by.day, by.mandate)
    mandates = held(store.mandates.all(), person, by.day)
    if person == proposer(store, decision):
        raise Refused(_("Nobody recommends an own proposal; somebody else has to."))
    if decision.kind is DecisionKind.WFH_FULL:
        office = store.branches.by_code().get(decision.branch or "")
        region = office.regional_office if office else ""
        mandates = [m for m in mandates if m.role is Role.REGIONAL_DEPUTY and m.region == region]
    if mandates:
        return mandates[0]
    if decision.kind is DecisionKind.WFH_FULL:
        raise Refused(
            _(
                "{name} is not the deputy director of this office's region on {day};"
                " record the mandate first."
            ).format(name=by.name, day=long_date(by.day))
        )
    raise Refused(_why_not(store, by))


def _seat(store: Store, decision: Decision, by: Signer) -> Mandate:
    """The mandate to sign under; of two bodies the one that is still missing."""
    mandates = authority(store, by)
    if not mandates:
        raise Refused(_why_not(store, by))
    present = {a.body for a in agreements(store, decision)}
    return next((m for m in mandates if m.body not in present), mandates[0])


def _why_not(store: Store, by: Signer) -> str:
    """The reason in one sentence: no mandates at all, one that is over or ahead, or none of this person."""
    everybody = store.mandates.all()
    if not everybody:
        return _("No member of CMT or ECMT is recorded yet; record them under People and roles first.")
    person = person_of(store, by.name, by.day, by.mandate)
    theirs = [m for m in everybody if m.person == person]
    told = {"name": by.name.strip(), "day": long_date(by.day)}
    of_body = [m for m in theirs if m.body] or theirs
    if over := [m for m in of_body if m.until and m.until < by.day]:
        last = max(over, key=lambda m: m.until or m.since)
        return _("The mandate of {name} as {role} ended on {end}; it does not count on {day}.").format(
            **told, role=role_name(last.role), end=long_date(last.until or last.since)
        )
    if ahead := [m for m in of_body if m.since > by.day]:
        return _("The mandate of {name} as {role} begins on {start}; it does not count on {day}.").format(
            **told, role=role_name(ahead[0].role), start=long_date(ahead[0].since)
        )
    return _("{name} is no member of CMT or ECMT on {day}; only they can decide this.").format(**told)


def _agreed(mandate: Mandate) -> Agreement:
    return Agreement(mandate.person, mandate.body or Body.CMT)
