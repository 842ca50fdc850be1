"""Recording disruptions of critical functions, and setting what each has to keep."""

from dataclasses import replace
from datetime import date, datetime

from cmt_desk.domain.branches import HEAD_OFFICE_ZONE
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.functions import Disruption, Report, Target, local_time
from cmt_desk.i18n import _, moment
from cmt_desk.store import Store
from cmt_desk.wording import function_name

LONGEST = 24 * 365  # hours


def function_names(store: Store) -> dict[str, str]:
    return {f.code: function_name(f.name_id, f.name_en) for f in store.people.functions()}


def set_target(
    store: Store, function: str, *, rto: int, mtpd: int, mbco: int, since: date, reason: str
) -> None:
    """Set RTO, MTPD (hours) and MBCO (percent of a normal day) of a critical function from a day on.

    Raises Refused for a function that is not critical, an RTO not below the MTPD, or without a reason.
    """
    name = _critical(store, function)
    if not 0 < rto < mtpd:
        raise Refused(_("The RTO has to be at least one hour and shorter than the MTPD."))
    if mtpd > LONGEST:
        raise Refused(_("An MTPD longer than a year is no limit; check the hours."))
    if not 0 < mbco <= 100:
        raise Refused(_("The MBCO is a share between 1 and 100 %."))
    if not reason.strip():
        raise Refused(_("Other targets need a reason: who set them, and on what grounds."))
    made = Target(function, since, rto, mtpd, mbco, False, reason.strip(), store.actor)
    with store.operation("set_function_target", _("Targets of {function}").format(function=name),
                         reason=reason.strip()):  # fmt: skip
        store.functions.put_target(made)


def disrupt(
    store: Store,
    function: str,
    branch: str,
    began: datetime,
    cause: str,
    *,
    now: datetime,
    capacity: int | None = None,
    workaround: str = "",
) -> str:
    """Record that a function is disrupted since a time of the office (branch "": the institution, in WIB).

    `now` is told in WIB, `capacity` in percent of a normal day. Returns the key. Raises Refused for an
    unknown office, a time to come, no cause, or where that function is disrupted there already.
    """
    name, zone = _critical(store, function), _zone(store, branch)
    began = began.replace(second=0, microsecond=0)
    _not_to_come(began, zone, now)
    if not cause.strip():
        raise Refused(_("Say what caused the disruption."))
    report = _report(began, capacity, workaround)
    for known in store.functions.disruptions(now):
        if (known.function, known.branch) == (function, branch) and (
            known.ended is None or known.ended > began
        ):
            raise Refused(
                _("{function} is disrupted there since {time} already; report on that one.").format(
                    function=name, time=moment(known.began, known.time_zone)
                )
            )
    made = Disruption(store.new_id(), function, branch, began, None, cause.strip(), store.actor, zone)
    with store.operation("disrupt", _("{function} disrupted: {cause}").format(
            function=name, cause=cause.strip()[:60])):  # fmt: skip
        store.functions.put(made)
        store.functions.put_report(made.id, report, store.actor)
    return made.id


def report_progress(
    store: Store, key: str, at: datetime, capacity: int | None, workaround: str, *, now: datetime
) -> None:
    """Record what is reached of a normal day from a time of the office on; it starts or stops the clock.

    Raises Refused for a disruption that is over, or a time before it began or after `now` (in WIB).
    """
    known = _open(store, key)
    at = at.replace(second=0, microsecond=0)
    _within(known, at, now)
    name = function_names(store)[known.function]
    with store.operation("report_disruption", _("Progress: {function}").format(function=name)):
        store.functions.put_report(key, _report(at, capacity, workaround), store.actor)


def restore(store: Store, key: str, at: datetime, *, now: datetime) -> None:
    """Record that a function runs again since a time of the office. `now` is told in WIB.

    Raises Refused for a disruption that is over, and for a time that is not after its beginning and reports.
    """
    known = _open(store, key)
    at = at.replace(second=0, microsecond=0)
    _within(known, at, now)
    if at == known.began:
        raise Refused(_("It cannot end in the minute in which it began."))
    last = known.last_report(datetime.max)
    if last and last.at > at:
        raise Refused(_("There is a report of {time}; it cannot have ended before.").format(
            time=moment(last.at, known.time_zone)))  # fmt: skip
    name = function_names(store)[known.function]
    with store.operation("restore_function", _("{function} runs again").format(function=name)):
        store.functions.put(replace(known, ended=at))


def correct_disruption(
    store: Store, key: str, began: datetime, ended: datetime | None, cause: str, reason: str, *, now: datetime
) -> None:
    """Correct when a disruption began or ended, or its cause; the journal keeps what was said before.

    Raises Refused without a reason or cause, for times that do not follow each other, and where the function
    would be disrupted twice at once in the same place.
    """
    known = _known(store, key)
    began = began.replace(second=0, microsecond=0)
    ended = ended.replace(second=0, microsecond=0) if ended else None
    if not cause.strip():
        raise Refused(_("Say what caused the disruption."))
    if not reason.strip():
        raise Refused(_("A correction needs a reason."))
    for time in (began, ended):
        if time:
            _not_to_come(time, known.time_zone, now)
    if ended and ended <= began:
        raise Refused(_("It has to end after it began."))
    made = replace(known, began=began, ended=ended, cause=cause.strip())
    _beside(store, made, now)
    name = function_names(store)[known.function]
    label = _("Correct the disruption of {function}").format(function=name)
    with store.operation("correct_disruption", label, reason=reason.strip()):
        store.functions.put(made)


def office_clock(store: Store, branch: str, now: datetime) -> datetime:
    """What time it is at an office, or in WIB for the institution; `now` is told in WIB."""
    return local_time(now, _zone(store, branch))


def _critical(store: Store, function: str) -> str:
    if function not in store.functions.critical():
        raise Refused(_("{function} is not a critical function.").format(function=function))
    return function_names(store)[function]


def _zone(store: Store, branch: str) -> str:
    if not branch:
        return HEAD_OFFICE_ZONE
    office = store.branches.by_code().get(branch)
    if office is None:
        raise Refused(_("There is no office with the code {code}.").format(code=branch))
    return office.time_zone


def _known(store: Store, key: str) -> Disruption:
    known = store.functions.get(key)
    if known is None:
        raise Refused(_("This disruption no longer exists."))
    return known


def _open(store: Store, key: str) -> Disruption:
    known = _known(store, key)
    if known.ended:
        raise Refused(_("This disruption ended on {time}.").format(time=moment(known.ended, known.time_zone)))
    return known


def _beside(store: Store, made: Disruption, now: datetime) -> None:
    """One place has one disruption of a function at a time: two clocks would run for one standstill."""
    for other in store.functions.disruptions(now):
        same = (other.function, other.branch) == (made.function, made.branch) and other.id != made.id
        if same and _overlap(made, other):
            until = moment(other.ended, other.time_zone) if other.ended else _("it still lasts")
            raise Refused(
                _(
                    "Another disruption of it there began on {time} (until: {end}); they may not overlap."
                ).format(time=moment(other.began, other.time_zone), end=until)
            )


def _overlap(one: Disruption, other: Disruption) -> bool:
    return (one.ended is None or other.began < one.ended) and (other.ended is None or one.began < other.ended)


def _not_to_come(at: datetime, zone: str, now: datetime) -> None:
    if at > local_time(now, zone):
        raise Refused(_("{time} has not come yet.").format(time=moment(at, zone)))


def _within(known: Disruption, at: datetime, now: datetime) -> None:
    if at < known.began:
        raise Refused(
            _("It began on {time}; this is before.").format(time=moment(known.began, known.time_zone))
        )
    _not_to_come(at, known.time_zone, now)


def _report(at: datetime, capacity: int | None, workaround: str) -> Report:
    if capacity is not None and not 0 <= capacity <= 100:
        raise Refused(_("What is reached is a share between 0 and 100 %."))
    return Report(at, capacity, workaround.strip())
