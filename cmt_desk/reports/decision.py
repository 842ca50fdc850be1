"""One decision with its figures and signatures, and the register of all of them, to be signed on paper."""

from collections.abc import Sequence
from datetime import date

from cmt_desk.i18n import _, full_date, long_date
from cmt_desk.records import record
from cmt_desk.reports.paper import Paper, render, short


@record
class Box:
    """A place for a signature: what is signed, by whom, when; `name` empty while nobody has."""

    step: str
    name: str = ""
    role: str = ""
    when: str = ""
    note: str = ""


@record
class DecisionFacts:
    """A decision in the words of the language in force; `figures` are names and values frozen with it."""

    key: str
    title: str
    kind: str
    stage: str
    scope: str
    period: str
    review: str
    letter: str
    reason: str
    version: str
    figures: Sequence[tuple[str, str]]
    boxes: Sequence[Box]
    waits: str = ""
    effect: str = ""  # on the levels in force


def as_paper(facts: DecisionFacts, institution: str, day: date) -> Paper:
    title = _("Decision of the CMT")
    return Paper(
        html=render("decision.html", facts=facts, institution=institution, title=title, day=full_date(day)),
        title=f"{title} · {facts.title}",
        header=f"{title} · {_('RESTRICTED')}",
        footer=f"{short(institution)} · {short(facts.title)} · {long_date(day)}",
        file_name=f"keputusan-{facts.key[-6:]}-{day.isoformat()}.pdf",
    )


def register_paper(rows: Sequence[DecisionFacts], shown: str, institution: str, day: date) -> Paper:
    """The decisions as they are shown; `shown` says which."""
    title = _("Register of decisions")
    return Paper(
        html=render(
            "decisions.html", rows=rows, shown=shown, institution=institution, title=title, day=full_date(day)
        ),
        title=f"{title} · {long_date(day)}",
        header=f"{title} · {_('RESTRICTED')}",
        footer=f"{short(institution)} · {long_date(day)}",
        file_name=f"register-keputusan-{day.isoformat()}.pdf",
        landscape=True,
    )
