"""A sheet on paper: laid out and printed once, with what is kept of it when it is issued."""

from collections.abc import Generator

from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.sheets import StatusSheet
from cmt_desk.operations.sheets import Printed
from cmt_desk.store import Store
from cmt_desk.ui.printing import Pages, pdf_in_slices, remembered
from cmt_desk.ui.sheet_paper import issued_paper, paper_in_slices
from cmt_desk.ui.slices import between, finished

KEPT = "html title header footer file_name landscape annexes".split()  # of a paper; a sheet has no more


def printed(store: Store, sheet: StatusSheet, *, annexes: bool = True, offices: bool = False) -> Printed:
    """On the paper that was chosen last."""
    return finished(printed_in_slices(store, sheet, annexes=annexes, offices=offices))


def printed_in_slices(
    store: Store, sheet: StatusSheet, *, annexes: bool, offices: bool
) -> Generator[float, None, Printed]:
    """The same for `ui.slices`."""
    pages = yield from pages_in_slices(store, sheet, annexes=annexes, offices=offices)
    pdf = yield from between(0.8, 1, pdf_in_slices(pages))
    return Printed(pdf, pages.count, {name: getattr(pages.paper, name) for name in KEPT})


def pages_in_slices(
    store: Store, sheet: StatusSheet, *, annexes: bool, offices: bool
) -> Generator[float, None, Pages]:
    """A sheet laid out, with how much of it is done, of a way that ends on paper."""
    paper = yield from between(0, 0.5, paper_in_slices(store, sheet, annexes=annexes, offices=offices))
    yield 0.5
    return (yield from between(0.5, 0.8, Pages.in_slices(paper, remembered())))


def issued_pages(store: Store, sheet: IssuedSheet) -> Pages:
    """The pages as they were issued. Raises Refused when the desk no longer has them."""
    return Pages(issued_paper(store, sheet), remembered())
