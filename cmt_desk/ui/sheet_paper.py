"""The status sheet of a scope as paper: a draft as the desk knows it now, or the pages that were issued."""

from collections.abc import Generator
from dataclasses import fields, replace
from datetime import date

from cmt_desk.domain.branches import Branch
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.sheets import Scope, StatusSheet
from cmt_desk.i18n import _
from cmt_desk.operations.office_reports import office_code
from cmt_desk.operations.sheets import day_sheet
from cmt_desk.reports.paper import Paper
from cmt_desk.reports.status_sheet import as_html, as_paper
from cmt_desk.store import Store
from cmt_desk.ui.slices import finished


def sheet_paper(store: Store, scope: Scope, day: date, *, annexes: bool = True) -> Paper:
    """The draft, in the language in force."""
    return paper_of(store, day_sheet(store, scope, day), annexes=annexes)


def paper_of(store: Store, sheet: StatusSheet, *, annexes: bool = True, offices: bool = False) -> Paper:
    """The sheet of an office carries the typed code of its figures. `offices`: and a page for each office."""
    return finished(paper_in_slices(store, sheet, annexes=annexes, offices=offices))


def paper_in_slices(
    store: Store, sheet: StatusSheet, *, annexes: bool, offices: bool
) -> Generator[float, None, Paper]:
    """The same, an office at a time, for `ui.slices`."""
    code = code_for(store, sheet.facts.scope, sheet.facts.day)
    paper = as_paper(sheet, prepared_by=store.actor, annexes=annexes, code=code)
    if not offices or sheet.facts.scope.kind == "branch":
        return paper
    pages: list[str] = []
    for office in sheet.facts.offices:
        yield len(pages) / len(sheet.facts.offices)
        pages.append(_office_page(store, sheet, office.branch))
    return replace(paper, annexes=(*paper.annexes, *pages))


def _office_page(store: Store, sheet: StatusSheet, branch: Branch) -> str:
    """A page of a larger sheet: issued with it, under no number of its own, with the office's own figures."""
    scope, day = Scope("branch", branch.code, branch.name), sheet.facts.day
    own = day_sheet(store, scope, day)
    assert sheet.stamp is not None and own.stamp is not None
    stamp = replace(sheet.stamp, digest=own.stamp.digest)
    return as_html(
        replace(own, stamp=stamp, part=True), prepared_by=store.actor, code=code_for(store, scope, day)
    )


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
