"""The list of contacts to call on a day, on paper: one line a contact, with room to write."""

from collections.abc import Sequence
from datetime import date

from cmt_desk.domain.contacts import Call
from cmt_desk.i18n import _, full_date, long_date
from cmt_desk.records import record
from cmt_desk.reports.paper import Paper, render
from cmt_desk.wording import call_state


@record
class CallLine:
    """A call with what is needed to make it; the name as the screen shows it, masked or not."""

    name: str
    number: str
    phone: str
    call: Call
    case: str
    office: str


def as_paper(lines: Sequence[CallLine], institution: str, day: date, *, masked: bool) -> Paper:
    """The list in the order of the screen: overdue first. Masked names say how to reveal them."""
    title = f"{_('Contacts to call')} · {long_date(day)}"
    return Paper(
        html=render(
            "follow_up_list.html",
            lines=lines,
            masked=masked,
            institution=institution,
            day=full_date(day),
            state=call_state,
        ),
        title=title,
        header=f"{title} · {_('RESTRICTED')}",
        footer=_("Destroy after entering the answers in the desk."),
        file_name=f"telepon-{day.isoformat()}.pdf",
    )
