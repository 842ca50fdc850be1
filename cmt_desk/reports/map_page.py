"""The risk map on one page that lies on its side, with its source; the screen paints the map itself."""

from collections.abc import Callable
from datetime import date

from cmt_desk.i18n import _, full_date, long_date
from cmt_desk.reports.paper import Paper, render, short


def as_paper(institution: str, day: date, source: str, notes: list[str], paint: Callable[..., None]) -> Paper:
    """`paint` is given a painter and the box to fill."""
    title = _("Risk map")
    return Paper(
        html=render(
            "map.html",
            institution=institution,
            title=_("Risk map · {day}").format(day=full_date(day)),
            source=source,
            note=" · ".join(note for note in (*notes, _("Outline: Natural Earth, public domain")) if note),
            picture="map",
        ),
        title=f"{title} · {long_date(day)}",
        header=f"{title} · {_('RESTRICTED')}",
        footer=f"{short(institution)} · {long_date(day)}",
        file_name=f"peta-risiko-{day.isoformat()}.pdf",
        landscape=True,
        pictures={"map": paint},
    )
