"""From a broken rule to the decision that waives it, ready to be signed."""

from cmt_desk.domain.decisions import WAIVABLE, Decision, DecisionKind
from cmt_desk.domain.roster_settings import Waiver
from cmt_desk.domain.schedule import RULES, Breach


def waivable(breach: Breach) -> bool:
    """The cap and who is kept out are never waived."""
    return RULES.get(breach.rule) in WAIVABLE


def waiver_of(branch: str, breach: Breach) -> Decision:
    """For this day, and for the person or the function the rule is broken with."""
    day = breach.day
    return decision_of(branch, Waiver(RULES[breach.rule], day, day, breach.employee, breach.function))


def decision_of(branch: str, waiver: Waiver) -> Decision:
    """The paper for a waiver that *Why* proposes."""
    return Decision(
        id="",
        kind=DecisionKind.WAIVER,
        valid_from=waiver.first,
        valid_to=waiver.last,
        reason="",
        branch=branch,
        rule=waiver.rule,
        employee=waiver.employee,
        function=waiver.function,
    )
