"""What if: a memo of what another zone would mean for some offices, to be handed to whoever decides."""

from collections.abc import Mapping, Sequence

from cmt_desk.breach_wording import breach_text
from cmt_desk.domain.what_if import MetTest, OfficeEffect, WhatIf
from cmt_desk.i18n import _, either, long_date, number
from cmt_desk.records import record
from cmt_desk.reports.paper import Paper, render, short
from cmt_desk.wording import zone_name

NAMED = 4  # offices named beside a protocol


@record
class MemoFacts:
    """`functions` names the critical functions in the language in force; `scope` what was asked about."""

    institution: str
    scope: str
    asked: WhatIf
    functions: Mapping[str, str]


def summary(asked: WhatIf) -> str:
    """The answer in one breath."""
    failing = sum(bool(o.new_failures) for o in asked.offices)
    told = _(
        "If {zone} held for {offices} offices on {day}: the cap goes from {before} to {after} people and"
        " {home} of those planned would have to stay home."
    )
    cover = (
        _("Cover of the critical functions fails in {failing} offices that can keep it now.")
        if failing
        else _("Cover of the critical functions fails in no office that can keep it now.")
    )
    return f"{told} {cover}".format(
        zone=zone_name(asked.zone).lower(),
        offices=number(len(asked.offices)),
        day=long_date(asked.day),
        before=number(asked.cap_before),
        after=number(asked.cap_after),
        home=number(asked.stay_home),
        failing=number(failing),
    )


def cover_text(office: OfficeEffect, functions: Mapping[str, str]) -> str:
    """What no roster could keep; what fails already under the present cap says so."""
    new = "; ".join(breach_text(b, functions, {}) for b in office.new_failures)
    old = "; ".join(breach_text(b, functions, {}) for b in office.failing if b not in office.new_failures)
    return "; ".join(filter(None, (new, _("already now: {what}").format(what=old) if old else "")))


def met_text(met: MetTest) -> str:
    """ "T5 Red zone and a confirmed case: 7 days"."""
    test = met.test
    name = either(test.name_id, test.name_en)
    text = f"{test.code} {name}: " + _("{n} days").format(n=number(test.days))
    if test.scope == "AREA_OR_FLOOR":
        text += " " + _("(area or floor only)")
    if not met.certain:
        text += " " + _("(possible: tracing has to show the link)")
    return text + (" · " + _("already now") if met.already else "")


def protocol_lines(asked: WhatIf) -> list[tuple[str, str, str]]:
    """Code, title, and where: the institution, or the first offices by name and how many more."""
    return [(code, either(title_id, title_en), _where(offices))
            for code, title_id, title_en, offices in asked.protocols]  # fmt: skip


def _where(offices: Sequence[str]) -> str:
    if not offices:
        return _("the whole institution")
    shown = ", ".join(short(name, 30) for name in offices[:NAMED])
    more = len(offices) - NAMED
    return shown if more <= 0 else f"{shown} {_('and {n} more').format(n=number(more))}"


def as_paper(facts: MemoFacts) -> Paper:
    asked, title = facts.asked, _("What if: another zone")
    return Paper(
        html=render(
            "memo.html",
            facts=facts,
            asked=asked,
            title=title,
            summary=summary(asked),
            cover=[(o, cover_text(o, facts.functions)) for o in asked.offices if o.failing],
            tests=[(o, [met_text(met) for met in o.tests]) for o in asked.offices if o.tests],
            protocols=protocol_lines(asked),
            rules=sorted({o.cap_after.rule.number for o in asked.offices if o.cap_after.rule}),
        ),
        title=f"{title} · {long_date(asked.day)}",
        header=f"{title} · {_('RESTRICTED')}",
        footer=f"{short(facts.institution)} · {short(facts.scope)} · {long_date(asked.day)}",
        file_name=f"bagaimana-jika-{asked.zone.value.lower()}-{asked.day}.pdf",
    )
