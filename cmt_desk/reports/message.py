"""A message on paper, for a notice board or to be read out."""

from datetime import date

from cmt_desk.i18n import long_date
from cmt_desk.reports.paper import Paper, render, short


def as_paper(title: str, text: str, institution: str, day: date) -> Paper:
    return Paper(
        html=render("message.html", title=title, lines=text.splitlines(), institution=institution, day=day),
        title=f"{title} · {long_date(day)}",
        header=title,
        footer=f"{short(institution)} · {long_date(day)}",
        file_name=f"pesan-{day.isoformat()}.pdf",
    )
