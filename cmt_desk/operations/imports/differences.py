"""What a list says otherwise than the desk, in words: ours and the file's, field by field."""

from collections.abc import Iterator
from datetime import date

from cmt_desk.i18n import _, long_date, number
from cmt_desk.operations.imports.intake import Intake


def field_name(name: str) -> str:
    """A field of a case or contact as people call it."""
    return {
        "case": _("Employee number of the case"),
        "number": _("Employee number"),
        "name": _("Name"),
        "surname": _("Last name"),
        "branch": _("Office"),
        "status": _("Status"),
        "last_contact": _("Last contact"),
        "onset": _("Onset"),
        "last_symptom": _("Last symptom"),
        "specimen": _("Specimen"),
        "confirmed": _("Confirmed on"),
        "place": _("Care place"),
        "place_since": _("Care place since"),
        "recovered": _("Recovered on"),
        "died": _("Died on"),
        "outcome": _("Outcome"),
        "outcome_date": _("Day of the outcome"),
        "kind": _("Kind of contact"),
        "phone": _("Telephone"),
        "household": _("Same household"),
        "notes": _("Notes"),
    }[name]


def value_text(value: str | date | None) -> str:
    return long_date(value) if isinstance(value, date) else value or ""


def difference_texts(intake: Intake, most: int) -> Iterator[str]:
    """One sentence a difference that was not taken, and how many more there are."""
    left = [d for d in intake.differences if (d.line, d.field) not in intake.taken_over]
    for d in left[:most]:
        yield _(
            "line {line}, {field}: the desk has “{ours}”, the file “{theirs}”; the desk's is kept"
        ).format(line=d.line, field=field_name(d.field), ours=value_text(d.ours), theirs=value_text(d.theirs))
    if len(left) > most:
        yield _("… and {n} more differences").format(n=number(len(left) - most))
