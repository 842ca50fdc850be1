"""What opens from anywhere in the window: the finder, dialogs, printing; each imported when it is wanted."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QTabWidget, QWidget

from cmt_desk.i18n import _
from cmt_desk.ui.actions import Action
from cmt_desk.ui.live import Page
from cmt_desk.ui.tabs import Tabs

if TYPE_CHECKING:
    from cmt_desk.ui.helping import HelpWindow
    from cmt_desk.ui.proposals.page import ProposalsWindow


class Doors(QMainWindow, Tabs):
    """A part of the window, which knows its tabs and in what order they stand."""

    tabs: QTabWidget
    order: tuple[str, ...]  # the names of the tabs, as they stand

    def page(self, n: int) -> Page:
        """The tab at a place; the window's to answer."""
        raise NotImplementedError

    def turn_to(self, name: str) -> None:
        """Show a tab by its name; the window's to do."""
        raise NotImplementedError

    @cached_property
    def help(self) -> "HelpWindow":
        from cmt_desk.ui.helping import HelpWindow

        made = HelpWindow(self.desk, self.tabs, self.order, self.page, self)
        made.wanted.connect(self.turn_to)
        return made

    def show_help(self) -> None:
        """F1: about the tab in front."""
        self.help.refresh()
        self.help.show()
        self.help.activateWindow()

    def find(self) -> None:
        """Ctrl+K: go anywhere by a few letters."""
        from cmt_desk.ui.finder import Finder

        Finder(self.desk, self.offered(), self, self.do).exec()

    def offered(self) -> list[QAction]:
        """What can be done now: not what lies on a page that its tab does not show, or in a closed window."""
        return [a for a in self.findChildren(QAction) if a.isEnabled() and self._is_reached(_owner(a))]

    def _is_reached(self, owner: QWidget | None) -> bool:
        if owner is None or owner.window() is not self:
            return False
        tab = self._tab_of(owner)
        return not tab or owner is getattr(self, tab) or owner.isVisibleTo(getattr(self, tab))

    def _tab_of(self, owner: QWidget) -> str:
        """The name of the tab it belongs to, of those made by now; "" for the window's own."""
        made = [name for name in self.order if name in self.__dict__]
        return next((n for n in made if owner is (p := getattr(self, n)) or p.isAncestorOf(owner)), "")

    def do(self, action: QAction) -> None:
        """Its tab comes to the front first."""
        owner = _owner(action)
        if owner and (tab := self._tab_of(owner)):
            self.turn_to(tab)
        action.trigger()

    @cached_property
    def proposals(self) -> "ProposalsWindow":
        from cmt_desk.ui.proposals.page import ProposalsWindow

        return ProposalsWindow(self.desk, self)

    def show_proposals(self, key: str = "") -> None:
        """Everything that needs a decision, or what follows from one fact."""
        self.proposals.ask(key)
        self.proposals.show()
        self.proposals.activateWindow()

    def write_log(self) -> None:
        """Ctrl+L from anywhere: one line into the crisis log."""
        from cmt_desk.ui.continuity.log_entry import QuickEntry

        if self.desk.may_write():
            QuickEntry(self.desk, self).exec()

    def save_copy(self) -> None:
        """Ctrl+Shift+B: the desk as it is now, in a file to put away."""
        from cmt_desk.ui.copying import save_copy

        save_copy(self.desk, self)

    def import_kind(self, kind: str) -> None:
        from cmt_desk.ui.importing.choose import import_files

        import_files(self.desk, self, kind)

    def type_code(self) -> None:
        """The code of an office sheet, typed in."""
        from cmt_desk.ui.paper_code.dialog import PaperCodeDialog

        PaperCodeDialog(self.desk, self).exec()

    def show_reports(self) -> None:
        """What offices reported on paper, beside this desk's own records."""
        from cmt_desk.ui.paper_code.window import ReportsWindow

        ReportsWindow(self.desk, self).show()

    def front_paper(self) -> Action:
        """What is in front, to print; the daily sheet where that has no paper of its own."""
        page = self.page(self.tabs.currentIndex())
        return page.front_paper() or Action(_("Daily status sheet"), "", self.print_sheet)

    def print_front(self) -> None:
        """Ctrl+P."""
        self.front_paper().slot()

    def print_sheet(self) -> None:
        self.turn_to("sheets")
        self.sheets.print()

    def print_papers(self) -> None:
        """All papers of the day, to choose from."""
        from cmt_desk.ui.papers.dialog import PapersDialog

        PapersDialog(self.desk, self.risk_map, self).exec()


def _owner(action: QAction) -> QWidget | None:
    """The widget it acts in; the actions of a menu are those of the button that opens it."""
    owner = action.parent()
    while isinstance(owner, QMenu):
        owner = owner.parent()
    return owner if isinstance(owner, QWidget) else None
