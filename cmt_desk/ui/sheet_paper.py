"""The status sheet of a scope as paper: a draft as the desk knows it now, or the pages that were issued."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.sheets import Scope, StatusSheet
from cmt_desk.i18n import _
from cmt_desk.operations.office_reports import office_code
from cmt_desk.operations.sheets import day_sheet
from cmt_desk.reports.paper import Paper
from cmt_desk.reports.status_sheet import as_html, as_paper
from cmt_desk.store import Store


def sheet_paper(store: Store, scope: Scope, day: date, *, annexes: bool = True) -> Paper:
    """The draft, in the language in force."""
    return paper_of(store, day_sheet(store, scope, day), annexes=annexes)


def paper_of(store: Store, sheet: StatusSheet, *, annexes: bool = True, offices: bool = False) -> Paper:
    """The sheet of an office carries the typed code of its figures. `offices`: and a page for each office."""
    code = code_for(store, sheet.facts.scope, sheet.facts.day)
    paper = as_paper(sheet, prepared_by=store.actor, annexes=annexes, code=code)
    if not offices or sheet.facts.scope.kind == "branch":
        return paper
    return replace(paper, annexes=(*paper.annexes, *_office_pages(store, sheet)))


def _office_pages(store: Store, sheet: StatusSheet) -> Iterator[str]:
    for office in sheet.facts.offices:
        scope = Scope("branch", office.branch.code, office.branch.name)
        own = day_sheet(store, scope, sheet.facts.day)
        own = replace(own, number=sheet.number, stamp=sheet.stamp)  # pages of this sheet, as it is issued
        yield as_html(own, prepared_by=store.actor, code=code_for(store, scope, sheet.facts.day))


def code_for(store: Store, scope: Scope, day: date) -> str:
    """Of an office alone, and of a day that a code can say."""
    if scope.kind != "branch":
        return ""
    try:
        return office_code(store, scope.code, day)
    except Refused:
        return ""


def issued_paper(store: Store, sheet: IssuedSheet) -> Paper:
    """The paper as it was issued. Raises Refused when the desk no longer has it."""
    kept = store.issued.paper(sheet.sha256)
    if kept is None:
        text = _("The pages of {number} in this desk are not those that were issued; look in a backup copy.")
        raise Refused(text.format(number=sheet.number))
    known = {field.name for field in fields(Paper)}
    told = {name: value for name, value in kept.items() if name in known}
    return Paper(**{**told, "annexes": tuple(kept["annexes"]), "language": sheet.language})
