"""From a paper to pages: preview, PDF, printer. Every paper of the desk goes through here."""

from cmt_desk.ui.printing.pages import Pages
from cmt_desk.ui.printing.preview import PagePreview
from cmt_desk.ui.printing.targets import as_pdf, save_pdf, to_pdf, to_printer

__all__ = ["PagePreview", "Pages", "as_pdf", "save_pdf", "to_pdf", "to_printer"]
