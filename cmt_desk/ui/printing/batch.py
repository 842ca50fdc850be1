"""Many papers at once, in one PDF, a folder or a print job, while the window goes on answering.

Each is a generator for `ui.slices`: it yields how far it is. All or nothing: closing it before its end (or
any failure) leaves no file behind, and takes a print job back where the printer allows it.
"""

import shutil
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtPrintSupport import QPrinter

from cmt_desk import i18n
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.records import record
from cmt_desk.reports.paper import Paper
from cmt_desk.store.safety import save_whole
from cmt_desk.store.trouble import told_apart
from cmt_desk.ui.printing.pages import Pages
from cmt_desk.ui.printing.setup import PageSetup
from cmt_desk.ui.printing.targets import PdfBook, PrintJob, pdf_in_slices
from cmt_desk.ui.slices import between, spoken


@record
class Order:
    """Papers to be made, each when its turn comes, in a language, for a paper size."""

    papers: Sequence[Callable[[], Paper]]
    title: str
    setup: PageSetup
    language: str

    def laid_out(self, n: int) -> Generator[float, None, Pages]:
        """The paper at that place on its pages; a language is spoken only within a slice."""
        with i18n.speaking(self.language):
            paper = self.papers[n]()
        yield self.share(n, 0.4)
        pages = spoken(self.language, Pages.in_slices(paper, self.setup))
        return (yield from between(self.share(n, 0.4), self.share(n, 0.7), pages))

    def share(self, n: int, part: float) -> float:
        """How much of all is done when a part of the paper at that place is."""
        return (n + part) / len(self.papers)


def into_pdf(order: Order, path: Path) -> Generator[float, None, int]:
    """All in one file; returns its pages. Raises Trouble."""
    book = PdfBook(order.title)
    try:
        for n in range(len(order.papers)):
            pages = yield from order.laid_out(n)
            for page in range(pages.count):
                book.add_page(pages, page)
                yield order.share(n, 1)
        content = book.close()
        yield 1.0
        save_whole(content, path)
        return book.count
    finally:
        book.abort()


def into_folder(order: Order, folder: Path) -> Generator[float, None, Path]:
    """A file a paper in a new folder named by the order's title within `folder`; returns it. Raises Trouble.

    They are written into a folder aside, which gets its name when all are there.
    """
    with told_apart(folder):
        aside = Path(mkdtemp(prefix=".cmt-", dir=folder))
    try:
        names: set[str] = set()
        for n in range(len(order.papers)):
            pages = yield from order.laid_out(n)
            content = yield from between(order.share(n, 0.7), order.share(n, 1), pdf_in_slices(pages))
            save_whole(content, aside / _free(pages.paper.file_name, names))
            yield order.share(n, 1)
        whole = folder / _free(order.title, {file.name for file in folder.iterdir()})
        with told_apart(whole):
            aside.chmod(0o755)  # mkdtemp makes it for its owner alone
            aside.rename(whole)
        return whole
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def onto_printer(order: Order, printer: QPrinter) -> Generator[float, None, int]:
    """One print job; returns its pages. Raises Refused where the printer takes nothing."""
    job = PrintJob(printer, order.title)
    try:
        for n in range(len(order.papers)):
            pages = yield from order.laid_out(n)
            for page in range(pages.count):
                if not job.add_page(pages, page):
                    raise Refused(_("The printer did not take the pages; check it, or save them as a PDF."))
                yield order.share(n, 1)
        job.close()
        return job.count
    finally:
        job.abort()


def _free(name: str, taken: set[str]) -> str:
    """A name nobody has yet; `taken` learns it."""
    path = Path(name)
    found, n = name, 2
    while found in taken:
        found, n = f"{path.stem} ({n}){path.suffix}", n + 1
    taken.add(found)
    return found
