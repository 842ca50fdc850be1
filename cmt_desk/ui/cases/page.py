"""A page in the middle of the cases tab, beside the table: calls, contradictions, charts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.ui.actions import Action


class CasePage(QWidget):
    """It is filled when it is looked at, and told what the table would show."""

    chosen = Signal(str)  # the case to show on the right

    def refresh(self, shown: CaseFilter) -> int | None:
        """Each page reads the store again; returns the number for the list of views, if it has one."""
        raise NotImplementedError

    def unsaved(self) -> str:
        """What would be lost with the page, in a sentence; empty for nothing."""
        return ""

    def front_paper(self) -> Action | None:
        """What Ctrl+P prints while this page is in front; None for the form of the case beside it."""
        return None

    def reveal(self) -> None:
        """Names may be shown from now on."""
