"""From a broken rule to the decision that waives it, ready to be signed."""

from cmt_desk.domain.decisions import WAIVABLE, Decision, DecisionKind
from cmt_desk.domain.schedule import RULES, Breach


def waivable(breach: Breach) -> bool:
    """The cap and who is kept out are never waived."""
    return RULES.get(breach.rule) in WAIVABLE


def waiver_of(branch: str, breach: Breach) -> Decision:
    """For this day, and for the person or the function the rule is broken with."""
    return Decision(
        id="",
        kind=DecisionKind.WAIVER,
        valid_from=breach.day,
        valid_to=breach.day,
        reason="",
        branch=branch,
        rule=RULES[breach.rule],
        employee=breach.employee,
        function=breach.function,
    )
