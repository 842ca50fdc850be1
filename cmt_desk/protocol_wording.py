"""How deadlines are said: in the office's own time, or from which event they count."""

from datetime import datetime

from cmt_desk.domain.occurrences import every_hours
from cmt_desk.domain.protocols import Step
from cmt_desk.i18n import _, clock_time, number


def late_rule(cutoff: datetime) -> str:
    """One rule for whatever shows a day as a whole; the list people work through is of this minute."""
    told = _("Late is what was due by {time}, as on the status sheet; the Protocols tab counts up to now.")
    return told.format(time=clock_time(cutoff))


def span(hours: float) -> str:
    """15 minutes, 24 hours, 3 days."""
    if hours < 1:
        return _("{n} minutes").format(n=round(hours * 60))
    if hours >= 72 and hours % 24 == 0:
        return _("{n} days").format(n=number(hours / 24))
    return _("{n} hours").format(n=number(hours, 0 if hours == int(hours) else 1))


def due_words(step: Step) -> str:
    """When a step is due, before anything has started: "within 24 hours of the start"."""
    hours, anchor = step.due_hours, step.anchor
    if hours is None:
        return _at_a_time(anchor)
    if anchor == "trigger":
        return _("within {span} of the start").format(span=span(hours))
    event = event_name(anchor)
    if hours < 0:
        return _("{span} before {event}").format(span=span(-hours), event=event)
    if hours == 0:
        return _("at {event}").format(event=event)
    return _("within {span} of {event}").format(span=span(hours), event=event)


def _at_a_time(anchor: str) -> str:
    match anchor.split():
        case ["daily"]:
            return _("every day")
        case ["weekly"]:
            return _("every week")
        case ["monthly"]:
            return _("every month")
        case ["yearly"]:
            return _("every year")
        case ["daily", time]:
            return _("every day at {time}").format(time=_clock(time))
        case ["day-1", time]:
            return _("the evening before, at {time}").format(time=_clock(time))
        case ["24h", "before", "end"]:
            return _("24 hours before the period ends")
        case ["retention"]:
            return _("when the retention period ends")
        case _:
            return _("no deadline")


def _clock(time: str) -> str:
    return clock_time(datetime.fromisoformat(f"2020-01-01T{time}"))


EVENTS = (
    "isolation_end", "last_contact", "symptom", "return", "result", "opening", "arrival", "loss", "breach",
    "shortage", "application", "new_regulation", "after event",
)  # fmt: skip


def event_name(anchor: str) -> str:
    """The event a deadline counts from."""
    names = {
        "isolation_end": _("the end of isolation"),
        "last_contact": _("the last contact"),
        "symptom": _("the first symptom"),
        "return": _("the return from travel"),
        "result": _("the test result"),
        "opening": _("the opening of the office"),
        "arrival": _("the arrival"),
        "loss": _("the loss of the device"),
        "breach": _("the breach of the limit"),
        "shortage": _("the shortage"),
        "application": _("the application"),
        "new_regulation": _("the new regulation"),
        "after event": _("the end of the event"),
        "end": _("the end of the period"),
        "retention": _("the end of the retention period"),
    }
    return names.get(anchor, anchor)


def anchor_words(anchor: str) -> str:
    """What a deadline may count from, in the list of an editor."""
    if anchor == "trigger":
        return _("hours after the start")
    if anchor.startswith("daily "):
        return _("every day at a time")
    return event_name(anchor) if anchor in EVENTS else _at_a_time(anchor)


def repeat_words(step: Step) -> str:
    """How often a step comes back, where its deadline does not say so already."""
    if step.repeats is None or step.anchor.split()[0] == step.repeats:
        return ""
    names = {
        "daily": _("repeats every day"),
        "weekly": _("repeats every week"),
        "monthly": _("repeats every month"),
        "yearly": _("repeats every year"),
    }
    if hours := every_hours(step.repeats):
        return _("every {n} hours").format(n=number(hours))
    return names.get(step.repeats, step.repeats)
