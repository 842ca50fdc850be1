"""From a paper to pages: preview, PDF, printer, many at once. Every paper of the desk goes through here."""

from cmt_desk.ui.printing.out import PaperOut
from cmt_desk.ui.printing.pages import Pages
from cmt_desk.ui.printing.preview import PagePreview
from cmt_desk.ui.printing.setup import PageSetup, remembered
from cmt_desk.ui.printing.targets import as_pdf, pdf_in_slices, save_pdf, to_pdf, to_printer

__all__ = [
    "PagePreview",
    "PageSetup",
    "Pages",
    "PaperOut",
    "as_pdf",
    "pdf_in_slices",
    "remembered",
    "save_pdf",
    "to_pdf",
    "to_printer",
]
