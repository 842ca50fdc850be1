"""A sheet on paper: laid out and printed once, with what is kept of it when it is issued."""

from dataclasses import fields

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.sheets import StatusSheet
from cmt_desk.i18n import _, speaking
from cmt_desk.operations.sheets import Printed
from cmt_desk.reports.paper import Paper
from cmt_desk.reports.status_sheet import as_paper
from cmt_desk.store import Store
from cmt_desk.ui.printing import Pages, as_pdf, remembered
from cmt_desk.ui.sheet_paper import code_for

KEPT = "html title header footer file_name landscape annexes".split()  # of a paper; a sheet has no more


def paper_of(store: Store, sheet: StatusSheet, *, annexes: bool = True) -> Paper:
    """The sheet of an office carries the typed code of its figures."""
    code = code_for(store, sheet.facts.scope, sheet.facts.day)
    return as_paper(sheet, prepared_by=store.actor, annexes=annexes, code=code)


def printed(store: Store, sheet: StatusSheet, *, annexes: bool = True) -> Printed:
    """On the paper that was chosen last."""
    paper = paper_of(store, sheet, annexes=annexes)
    pages = Pages(paper, remembered())
    return Printed(as_pdf(pages), pages.count, {name: getattr(paper, name) for name in KEPT})


def issued_pages(store: Store, sheet: IssuedSheet) -> Pages:
    """The pages as they were issued. Raises Refused when the desk no longer has them."""
    kept = store.issued.paper(sheet.sha256)
    if kept is None:
        text = _("The pages of {number} in this desk are not those that were issued; look in a backup copy.")
        raise Refused(text.format(number=sheet.number))
    known = {field.name for field in fields(Paper)}
    paper = Paper(**{**{n: v for n, v in kept.items() if n in known}, "annexes": tuple(kept["annexes"])})
    with speaking(sheet.language):
        return Pages(paper, remembered())
