"""A sheet on paper: laid out and printed once, with what is kept of it when it is issued."""

from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.sheets import StatusSheet
from cmt_desk.operations.sheets import Printed
from cmt_desk.store import Store
from cmt_desk.ui.printing import Pages, as_pdf, remembered
from cmt_desk.ui.sheet_paper import issued_paper, paper_of

KEPT = "html title header footer file_name landscape annexes".split()  # of a paper; a sheet has no more


def printed(store: Store, sheet: StatusSheet, *, annexes: bool = True, offices: bool = False) -> Printed:
    """On the paper that was chosen last."""
    paper = paper_of(store, sheet, annexes=annexes, offices=offices)
    pages = Pages(paper, remembered())
    return Printed(as_pdf(pages), pages.count, {name: getattr(paper, name) for name in KEPT})


def issued_pages(store: Store, sheet: IssuedSheet) -> Pages:
    """The pages as they were issued. Raises Refused when the desk no longer has them."""
    return Pages(issued_paper(store, sheet), remembered())
