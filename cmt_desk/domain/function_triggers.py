"""What follows from critical functions: cover that fails, a standstill, a limit of time that is over."""

from collections.abc import Iterator
from dataclasses import replace

from cmt_desk.domain.functions import Light
from cmt_desk.domain.proposal_facts import CoverFact, Facts, Stopped
from cmt_desk.domain.proposal_lines import bring, opening
from cmt_desk.domain.proposals import Kind, Line, Proposal
from cmt_desk.domain.schedule import week_of
from cmt_desk.domain.what_if import DISRUPTED


def cover_failed(facts: Facts) -> Iterator[Proposal]:
    by_office: dict[str, list[CoverFact]] = {}
    for short in facts.cover:
        by_office.setdefault(short.branch, []).append(short)
    for branch, short in by_office.items():
        day = min(s.day for s in short)
        functions = sorted({s.function for s in short})
        fact = Proposal(f"cover.failed:{branch}:{week_of(day)}:{'+'.join(functions)}", day, branch)
        follows = {"cover.failed", "capacity.below_minimum"}
        follows |= {DISRUPTED[f] for f in functions if f in DISRUPTED}
        first = min(short, key=lambda s: (s.day, s.function))
        lines = opening(facts, fact, follows, rule=first.function)
        yield bring(fact, [replace(line, before=str(first.need), after=str(first.have)) for line in lines])


def function_disrupted(facts: Facts) -> Iterator[Proposal]:
    """While a critical function is disrupted its protocol is proposed; whoever recorded it wants to act."""
    for stopped in facts.stopped:
        fact = Proposal(f"function.disrupted:{stopped.id}", stopped.day, stopped.branch)
        event = DISRUPTED.get(stopped.function)
        lines = opening(facts, fact, {event} if event else (), rule=stopped.function)
        below = stopped.light is Light.DISRUPTED
        yield bring(fact, [*lines, *(_plan_lines(facts, fact, 2, stopped) if below else ())])


def function_breached(facts: Facts) -> Iterator[Proposal]:
    """A function that stood still for longer than its RTO, and again for longer than its MTPD."""
    for stopped in facts.stopped:
        if stopped.light.breached and stopped.over:
            fact = Proposal(
                f"function.breached:{stopped.id}:{stopped.light.value}", stopped.over, stopped.branch
            )
            follows = {"capacity.below_minimum", DISRUPTED.get(stopped.function, "")}
            opened = opening(facts, fact, follows, rule=stopped.function)
            told = [replace(line, count=stopped.hours) for line in opened]
            yield bring(fact, [*_plan_lines(facts, fact, 3, stopped), *told])


def _plan_lines(facts: Facts, fact: Proposal, level: int, stopped: Stopped) -> list[Line]:
    """Level 2 while a critical function is below its minimum, 3 once its RTO is over: our thresholds."""
    if facts.level is not None and facts.level >= level:
        return []
    before = "" if facts.level is None else str(facts.level)
    return [
        Line(
            fact.key, f"PLAN-{level}", Kind.PLAN, fact.day, fact.branch, before=before, after=str(level),
            rule=stopped.function, count=stopped.hours,
        )
    ]  # fmt: skip
