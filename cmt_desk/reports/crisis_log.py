"""The crisis log on paper, in time order, corrected entries with what replaced them."""

from collections.abc import Mapping, Sequence
from datetime import date

from cmt_desk.domain.crisis_log import LogKind, LogLine
from cmt_desk.i18n import _, long_date
from cmt_desk.reports.paper import Paper, render


def as_paper(
    lines: Sequence[LogLine],
    offices: Mapping[str, str],
    kinds: Mapping[LogKind, str],
    institution: str,
    day: date,
) -> Paper:
    """The lines as they are filtered; `offices`: names by code, `kinds`: names of the kinds."""
    title = f"{_('Crisis log')} · {long_date(day)}"
    return Paper(
        html=render("crisis_log.html", lines=sorted(lines, key=lambda x: (x.at, x.id)), offices=offices,
                    kinds=kinds, institution=institution, day=day),
        title=title,
        header=f"{title} · {_('RESTRICTED')}",
        footer=_("Entries are corrected by new versions; none is rewritten."),
        file_name=f"log-krisis-{day.isoformat()}.pdf",
    )  # fmt: skip
