"""A call tree on paper, with room to tick who was reached."""

from collections.abc import Sequence

from cmt_desk.domain.communication import CallContact
from cmt_desk.i18n import _
from cmt_desk.reports.paper import Paper, render


def as_paper(rows: Sequence[tuple[int, CallContact]], office: str, institution: str) -> Paper:
    """`rows`: in calling order, each with its depth."""
    title = f"{_('Call tree')} · {office}"
    return Paper(
        html=render("call_tree.html", rows=rows, office=office, institution=institution),
        title=title,
        header=f"{title} · {_('RESTRICTED')}",
        footer=_("Nobody reached: call the deputy, then go on with those they call."),
        file_name="pohon-telepon.pdf",
    )
