"""The case form, filled or empty, and the letter that says that isolation is complete."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cmt_desk.domain.cases import CarePlace, Case, Status
from cmt_desk.domain.contacts import Contact, ContactKind
from cmt_desk.domain.people import HIDDEN, Employee, masked
from cmt_desk.i18n import _, long_date, medium_date
from cmt_desk.records import record
from cmt_desk.reports.paper import Paper, render, short
from cmt_desk.wording import contact_kind, place_name, status_name, status_text

Line = tuple[str, str]
EMPTY_CONTACTS = 4  # lines to fill in by hand


@record
class CaseFacts:
    """Everything the form says of a case; `revealed` is whether names may be printed."""

    case: Case
    person: Employee
    office: str
    contacts: Sequence[Contact]
    clock: str
    revealed: bool

    def name(self, name: str) -> str:
        return name if self.revealed else masked(name)


def as_paper(facts: CaseFacts | None, institution: str, day: date) -> Paper:
    """The form of a case, or an empty one to write on."""
    title = _("Case form")
    number = facts.person.number if facts else ""
    return Paper(
        html=render(
            "case_form.html",
            title=title,
            institution=institution,
            day=long_date(day) if facts else "",
            identity=[*_identity(facts), (_("Release"), facts.clock)] if facts else _identity(None),
            dates=_dates(facts.case if facts else None),
            story=_story(facts.case, day) if facts else [],
            statuses=[status_name(status) for status in Status] if facts is None else [],
            contacts=_contacts(facts) if facts else [],
            blank=EMPTY_CONTACTS if facts is None else 0,
        ),
        title=" · ".join(filter(None, (title, number))),
        header=f"{title} · {_('RESTRICTED')}",
        footer=" · ".join(filter(None, (short(institution), number, long_date(day)))),
        file_name="-".join(filter(None, ("formulir-kasus", number))) + ".pdf",
    )


def _identity(facts: CaseFacts | None) -> list[Line]:
    if facts is None:
        return [(name, "") for name in (_("Name"), "NPP", _("Office"), _("Title"), _("Phone"))]
    person = facts.person
    return [
        (_("Name"), facts.name(person.name)),
        ("NPP", person.number),
        (_("Office"), facts.office),
        (_("Title"), person.title),
    ]


def _dates(case: Case | None) -> list[Line]:
    fields = {
        "last_contact": _("Last contact"),
        "onset": _("Onset"),
        "last_symptom": _("Last symptom"),
        "specimen": _("Specimen"),
        "negative_pcr": _("Negative PCR"),
    }
    days = {name: getattr(case, name) if case else None for name in fields}
    return [(fields[name], medium_date(day) if day else "") for name, day in days.items()]


def _story(case: Case, day: date) -> list[Line]:
    """Steps and places up to the day, in order."""
    steps = [(s.since, s.n, status_text(Status(s.what), s.term), s.reason or "") for s in case.statuses]
    stays = [(s.since, 0, place_name(CarePlace(s.what)), "") for s in case.places]
    told = sorted(entry for entry in (*steps, *stays) if entry[0] <= day)
    return [
        (medium_date(since), f"{what} ({reason})" if reason else what) for since, _n, what, reason in told
    ]


def _contacts(facts: CaseFacts) -> list[tuple[str, str, str, str]]:
    return [
        (
            facts.name(contact.name),
            contact.employee or "–",
            contact_kind(ContactKind(contact.kind)),
            medium_date(contact.last_contact),
        )
        for contact in facts.contacts
    ]


def letter(facts: CaseFacts, institution: str, closed: date, rule: str) -> Paper:
    """The letter of completed isolation, for the employee to carry back to the office.

    The name of a protected person is left to be written by hand.
    """
    if facts.person.name == HIDDEN:
        facts = replace(facts, person=replace(facts.person, name="…" * 12))
    title = _("Letter of completed isolation")
    return Paper(
        html=render(
            "release_letter.html",
            title=title,
            institution=institution,
            identity=_identity(facts),
            began=long_date(facts.case.opened_on()),
            closed=long_date(closed),
            rule=rule,
            office=facts.office,
        ),
        title=f"{title} · {facts.person.number}",
        header=f"{title} · {_('RESTRICTED')}",
        footer=f"{short(institution)} · {facts.person.number}",
        file_name=f"selesai-isolasi-{facts.person.number}.pdf",
    )
