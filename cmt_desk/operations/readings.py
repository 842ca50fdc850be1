"""Recording the day's figures of a place, and keeping the list of what is asked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.indicators import Indicator, Reading, Unreadable, check_value, read_value
from cmt_desk.domain.intake import fold
from cmt_desk.i18n import _, either, long_date, number, short_date
from cmt_desk.store import Store
from cmt_desk.store.indicators import key


def indicator_name(indicator: Indicator) -> str:
    return either(indicator.name_id, indicator.name_en)


def unit_of(indicator: Indicator) -> str:
    return either(indicator.unit_id, indicator.unit_en)


def value_text(indicator: Indicator, value: float | None) -> str:
    """The number without its unit; a dash where nothing is known."""
    if value is None:
        return "–"
    return number(value, 0 if value == int(value) else indicator.decimals)


def unreadable_reason(why: str) -> str:
    return {
        "WORD": _("is not a number"),
        "SIGN": _("is below zero"),
        "PLACES": _("has more decimals than are kept"),
        "AMBIGUOUS": _("can be read in two ways: write it without thousands marks, or with two decimals"),
        "LARGE": _("is too large"),
    }[why]


def typed_value(indicator: Indicator, text: str) -> float | None:
    """What was typed for an indicator; None for nothing. Raises Refused for what is not such a number."""
    if not text.strip():
        return None
    try:
        return read_value(text, indicator.decimals)
    except Unreadable as bad:
        raise _refused(indicator, text.strip()[:30], bad) from None


def _refused(indicator: Indicator, text: str, bad: Unreadable) -> Refused:
    return Refused(
        _("{indicator}: “{text}” {reason}.").format(
            indicator=indicator_name(indicator), text=text, reason=unreadable_reason(bad.why)
        )
    )


def record_readings(
    store: Store, branch: str, day: date, values: Mapping[str, float | None], *, today: date, source: str = ""
) -> int:
    """Record values of a place's day (branch "": the institution) as one step; None takes a value back.

    Returns how many changed. Raises Refused for a day after `today`, an unknown office or indicator, and for
    what the indicator does not allow.
    """
    place = _("National")
    if branch:
        office = store.branches.by_code().get(branch)
        if office is None:
            raise Refused(_("There is no office with the code {code}.").format(code=branch))
        place = office.name
    if day > today:
        raise Refused(_("{day} lies in the future.").format(day=long_date(day)))
    known = {i.code: i for i in store.indicators.all(retired=True)}
    for code, value in values.items():
        if code not in known:
            raise Refused(_("There is no indicator with the code {code}.").format(code=code))
        if value is not None:
            try:
                check_value(value, known[code].decimals)
            except Unreadable as bad:
                raise _refused(known[code], str(value), bad) from None
    before = {c: r.value for c, r in store.indicators.of_place(branch, day).items() if r.day == day}
    told = source or store.actor
    put = [
        Reading(code, branch, day, value, told)
        for code, value in values.items()
        if value is not None and before.get(code) != value
    ]
    gone = [code for code, value in values.items() if value is None and code in before]
    if changed := len(put) + len(gone):
        names = [indicator_name(known[code]) for code in (*(r.indicator for r in put), *gone)]
        what = names[0] if changed == 1 else _("{n} figures").format(n=number(changed))
        label = _("{what} of {place}, {day}").format(what=what, place=place, day=short_date(day))
        with store.operation("record_readings", label):
            store.indicators.put(put)
            store.indicators.remove(key(code, branch, day) for code in gone)
    return changed


def save_indicator(store: Store, indicator: Indicator) -> str:
    """Add an indicator (empty code) or change one; returns its code.

    Raises Refused without a name, for a name that is taken, and for another kind once values are recorded:
    it would change what earlier sheets said.
    """
    made = replace(
        indicator,
        name_id=indicator.name_id.strip(),
        name_en=indicator.name_en.strip() or indicator.name_id.strip(),
    )
    if not made.name_id:
        raise Refused(_("The name is empty."))
    known = store.indicators.all(retired=True)
    taken = {fold(name): i.code for i in known for name in (i.name_id, i.name_en)}
    for name in (made.name_id, made.name_en):
        if taken.get(fold(name), made.code) != made.code:
            raise Refused(_("{name} is in the list already.").format(name=name))
    before = next((i for i in known if i.code == made.code), None)
    if (
        before
        and (before.kind, before.decimals) != (made.kind, made.decimals)
        and store.indicators.used(made.code)
    ):
        raise Refused(_("Values are recorded already; add another indicator for another way of counting."))
    if not made.code:
        made = replace(made, code=store.new_id(), position=max((i.position for i in known), default=0) + 1)
    with store.operation("save_indicator", _("Indicator: {name}").format(name=indicator_name(made))):
        store.indicators.put_indicator(made)
    return made.code
