"""Many papers at once, a page at a time so that the window goes on answering: one PDF, a folder, a printer.

Each is a generator for `ui.slices`: it yields how far it is. All or nothing: closing it before its end (or
any failure) leaves no file behind, and takes a print job back where the printer allows it.
"""

import shutil
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtPrintSupport import QPrinter

from cmt_desk import i18n
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.reports.paper import Paper
from cmt_desk.store.trouble import told_apart
from cmt_desk.ui.printing.pages import Pages
from cmt_desk.ui.printing.setup import PageSetup
from cmt_desk.ui.printing.targets import PdfBook, PrintJob, as_pdf, save_whole


@dataclass(frozen=True)
class Order:
    """Papers to be made, each when its turn comes, in a language, for a paper size."""

    papers: Sequence[Callable[[], Paper]]
    title: str
    setup: PageSetup
    language: str

    def laid_out(self) -> Generator[tuple[float, Pages]]:
        """Each paper laid out, with how far that is; a language is spoken only within a slice."""
        for n, make in enumerate(self.papers):
            with i18n.speaking(self.language):
                pages = Pages(make(), self.setup)
            yield (n + 0.5) / len(self.papers), pages


def into_pdf(order: Order, path: Path) -> Generator[float, None, int]:
    """All in one file; returns its pages. Raises Trouble."""
    book = PdfBook(order.title)
    try:
        for share, pages in order.laid_out():
            yield share
            for page in range(pages.count):
                book.add_page(pages, page)
                yield share
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
        for share, pages in order.laid_out():
            yield share
            name = _free(pages.paper.file_name, names)
            save_whole(as_pdf(pages), aside / name)
            yield share
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
        for share, pages in order.laid_out():
            yield share
            for page in range(pages.count):
                if not job.add_page(pages, page):
                    raise Refused(_("The printer did not take the pages; check it, or save them as a PDF."))
                yield share
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
