"""What a template must be: every step says what, who and when, and no step waits for itself."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from cmt_desk.domain.occurrences import FIXED_EVENTS, PERIODS, event_of, every_hours, time_of_day
from cmt_desk.domain.protocols import Protocol, Step
from cmt_desk.records import record

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,23}\Z")  # it names files, too


@record
class Fault:
    """What is wrong; `steps` are the numbers of the steps concerned, `detail` the word not understood."""

    code: str
    steps: Sequence[int] = ()
    detail: str = ""


def faults(protocol: Protocol, roles: Collection[str], categories: Collection[str]) -> list[Fault]:
    """Everything that is wrong with a version, the head first, then step by step."""
    found = [] if CODE.match(protocol.code) else [Fault("ODD_CODE", detail=protocol.code)]
    if not (protocol.title_id.strip() and protocol.title_en.strip()):
        found.append(Fault("NO_TITLE"))
    if protocol.category not in categories:
        found.append(Fault("UNKNOWN_CATEGORY", detail=protocol.category))
    if protocol.owner_role not in roles:
        found.append(Fault("UNKNOWN_ROLE", detail=protocol.owner_role))
    if not protocol.steps:
        found.append(Fault("NO_STEPS"))
    if [step.n for step in protocol.steps] != list(range(1, len(protocol.steps) + 1)):
        found.append(Fault("WRONG_NUMBERS"))
    known = {step.n for step in protocol.steps}
    for step in protocol.steps:
        found += _of_step(step, roles, known)
    circle = circular(protocol.steps)
    return found + ([Fault("CIRCULAR", circle)] if circle else [])


def _of_step(step: Step, roles: Collection[str], known: Collection[int]) -> list[Fault]:
    here = (step.n,)
    found: list[Fault] = []
    if not (step.text_id.strip() and step.text_en.strip()):
        found.append(Fault("NO_TEXT", here))
    if step.role not in roles:
        found.append(Fault("UNKNOWN_ROLE", here, step.role))
    if not anchor_is_known(step.anchor):
        found.append(Fault("UNKNOWN_ANCHOR", here, step.anchor))
    elif step.due_hours is None and needs_hours(step):
        found.append(Fault("NO_HOURS", here))
    if step.repeats and step.repeats not in PERIODS and not every_hours(step.repeats):
        found.append(Fault("UNKNOWN_RHYTHM", here, step.repeats))
    found += [Fault("UNKNOWN_STEP", here, str(n)) for n in step.after if n not in known]
    return found


def needs_hours(step: Step) -> bool:
    """Does its deadline lie some hours from an event?"""
    return step.anchor == "trigger" or (event_of(step) is not None and step.anchor not in FIXED_EVENTS)


def anchor_is_known(anchor: str) -> bool:
    """Any word may name an event; a time of day must be one."""
    try:
        return bool(anchor.strip()) and (time_of_day(anchor) is not None or len(anchor) <= 40)
    except ValueError:
        return False


def circular(steps: Sequence[Step]) -> list[int]:
    """Steps that wait for each other in a circle, in order; empty for none."""
    try:
        list(TopologicalSorter({step.n: set(step.after) for step in steps}).static_order())
    except CycleError as error:
        circle: list[int] = error.args[1]
        return circle[::-1]
    return []


def renumbered(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Steps in a new order, numbered anew; what they wait for follows, without what is no longer there."""
    now = {step.n: n for n, step in enumerate(steps, 1)}
    return tuple(
        replace(step, n=now[step.n], after=tuple(sorted(now[n] for n in step.after if n in now)))
        for step in steps
    )
