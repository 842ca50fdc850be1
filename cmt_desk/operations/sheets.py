"""The daily sheet: put together, worded, issued, corrected; and held against what is known now."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from hashlib import sha256

from cmt_desk import i18n
from cmt_desk.domain.decisions import TOLD, Step
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.issued import IssuedSheet, free_number
from cmt_desk.domain.sheet_figures import Difference, differences, known, side_by_side
from cmt_desk.domain.sheet_sections import Decided, Part, Sections
from cmt_desk.domain.sheets import DayFacts, Scope, Stamp, StatusSheet, status_sheet
from cmt_desk.i18n import _, long_date
from cmt_desk.operations.decision_words import decision_title, step_name
from cmt_desk.operations.mandate_words import signer_text
from cmt_desk.records import record
from cmt_desk.store import Store

LONGEST = 5000  # letters of one worded part


@record
class Printed:
    """A sheet on paper: the PDF, how many pages it has, and the fields of its `Paper`."""

    pdf: bytes
    pages: int
    paper: Mapping[str, object]


def day_sheet(store: Store, scope: Scope, day: date) -> StatusSheet:
    """The sheet as the desk knows it now, a draft, worded in the language in force."""
    facts = store.sheets.facts(scope, day)
    sections = _with_decisions(store, facts, store.sections.of(facts))
    texts = store.issued.texts(day, scope.code, i18n.language())
    sheet = status_sheet(facts, store.settings.cutoff_hour, replace(sections, texts=texts))
    standing = store.issued.of_day(day, scope.code)
    number = standing.number if standing else free_number(facts, store.issued.numbers())
    head, digest = store.journal.head(), known(sheet).digest
    version = standing.version + 1 if standing else 1
    return replace(sheet, number=number, stamp=Stamp(number, version, None, "", "", head, digest))


def _with_decisions(store: Store, facts: DayFacts, sections: Sections) -> Sections:
    decisions = store.decisions.all()
    if facts.scope.kind != "national":
        codes = {o.branch.code for o in facts.offices}
        decisions = [d for d in decisions if d.branch in codes or d.offices & codes]
    decided = [
        Decided(
            datetime.combine(s.signed, s.at or time()), s.at is not None, decision_title(store, d),
            step_name(s.step), d.letter, signer_text(s.name, s.role),
        )
        for d in decisions
        for s in d.signatures
        if s.signed == facts.day and s.step in TOLD
    ]  # fmt: skip
    waiting = [
        decision_title(store, d)
        for d in decisions
        if any(s.signed <= facts.day for s in d.signatures)
        and not any(s.signed <= facts.day and s.step in (Step.DECIDED, Step.REJECTED) for s in d.signatures)
    ]
    return replace(sections, decided=sorted(decided, key=lambda d: d.at), waiting=waiting)


def write_texts(
    store: Store, scope: Scope, day: date, texts: Mapping[Part, str], *, language: str = ""
) -> None:
    """Keep what somebody worded for the sheet of a day; an empty text goes back to the rule.

    `language`: that of the texts, where it is not the one in force. Raises Refused for too long a text.
    """
    if any(len(text) > LONGEST for text in texts.values()):
        raise Refused(_("A text may have {n} letters at most; shorten it.").format(n=i18n.number(LONGEST)))
    label = _("Word the sheet of {day}").format(day=long_date(day))
    with store.operation("word_sheet", label):
        store.issued.put_texts(day, scope.code, language or i18n.language(), texts)


# --- issuing -----------------------------------------------------------------------------------------


def issue_sheet(
    store: Store,
    scope: Scope,
    day: date,
    *,
    now: datetime,
    print_sheet: Callable[[StatusSheet], Printed],
    reason: str = "",
) -> IssuedSheet:
    """Number and print the sheet of a day and keep it for ever. Raises Refused as `stamped_sheet` does."""
    sheet = stamped_sheet(store, scope, day, now=now, reason=reason)
    return keep_issued(store, sheet, print_sheet(sheet))


def stamped_sheet(
    store: Store, scope: Scope, day: date, *, now: datetime, reason: str = "", language: str = ""
) -> StatusSheet:
    """The sheet of a day as it is going to be issued, numbered and signed for.

    `now` is in WIB; `language` is the sheet's, where it is not the one in force.

    A day that has a sheet gets the next version, which needs a reason: the one given, else that of the
    correction that was decided on. Raises Refused for a day ahead, a correction without a reason, a reason
    without anything to correct.
    """
    if day > now.date():
        raise Refused(
            _("{day} has not come yet; a sheet is issued on its day or later.").format(day=long_date(day))
        )
    before = store.issued.of_day(day, scope.code)
    reason = reason.strip() or (store.issued.correction(before.id) if before else "")
    if before and not reason:
        raise Refused(
            _("{number} was issued already; a correction needs a reason.").format(number=before.number)
        )
    if reason and not before:
        raise Refused(_("There is nothing to correct: no sheet of this day was issued."))
    with i18n.speaking(language or i18n.language()):
        draft = day_sheet(store, scope, day)
    assert draft.stamp is not None
    moment = now.replace(second=0, microsecond=0, tzinfo=None)
    return replace(draft, stamp=replace(draft.stamp, issued_at=moment, by=store.actor, reason=reason))


def keep_issued(store: Store, sheet: StatusSheet, printed: Printed, *, language: str = "") -> IssuedSheet:
    """Keep a stamped sheet for ever: figures, pages and PDF. Paper cannot be undone: neither can this.

    `language` as it was stamped in. Raises Refused where something was written to the desk since then.
    """
    stamp, scope, day = sheet.stamp, sheet.facts.scope, sheet.facts.day
    assert stamp is not None and stamp.issued_at is not None
    if store.journal.head() != stamp.head:
        raise Refused(_("The desk was changed while the sheet was printed; issue it again."))
    before = store.issued.of_day(day, scope.code)
    issued = IssuedSheet(
        store.new_id(), stamp.number, stamp.version, day, scope.code, language or i18n.language(),
        stamp.issued_at, stamp.by, before.id if before else "", stamp.reason, stamp.head, known(sheet),
        stamp.digest, sha256(printed.pdf).hexdigest(), printed.pages,
    )  # fmt: skip
    said = _("Issue {number}") if stamp.version == 1 else _("Correct {number}, version {version}")
    label = said.format(number=stamp.number, version=stamp.version)
    with store.operation("issue_sheet", label, reason=stamp.reason or None):
        store.issued.add(issued, printed.pdf, printed.paper)
    return issued


def issued_pdf(store: Store, sheet: IssuedSheet) -> bytes:
    """The PDF byte by byte. Raises Refused when it is missing or not what was issued."""
    content = store.issued.pdf(sheet.sha256)
    if content is None or sha256(content).hexdigest() != sheet.sha256:
        raise _lost(sheet)
    return content


def _lost(sheet: IssuedSheet) -> Refused:
    text = _("The pages of {number} in this desk are not those that were issued; look in a backup copy.")
    return Refused(text.format(number=sheet.number))


# --- then and now, this day and that -----------------------------------------------------------------


def then_and_now(store: Store, sheet: IssuedSheet) -> list[Difference]:
    """What the desk would say of that day now that the issued sheet did not say."""
    with i18n.speaking(sheet.language):
        return differences(sheet.facts, known(_again(store, sheet)))


def _again(store: Store, sheet: IssuedSheet) -> StatusSheet:
    scope = store.sheets.scope(sheet.scope)
    if scope is None:
        raise Refused(_("{code} is no longer an office of this desk.").format(code=sheet.scope))
    return day_sheet(store, scope, sheet.day)


def compare_days(store: Store, scope: Scope, first: date, second: date) -> list[Difference]:
    """Every figure of two days beside each other, as the desk knows them now."""
    return side_by_side(*(known(day_sheet(store, scope, day)) for day in (first, second)))
