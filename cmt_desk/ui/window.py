"""The window over one desk: header, tabs, banner, footer. All wiring between tabs is in one block."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.banner import BannerBar
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.doors import Doors
from cmt_desk.ui.footer import Footer
from cmt_desk.ui.header import Header
from cmt_desk.ui.live import Page
from cmt_desk.ui.menus import fill_menus
from cmt_desk.ui.unsaved import leaves_it

# In the order of the tabs.
PAGES = ("situation", "risk_map", "cases", "schedule", "protocols", "continuity", "sheets")
LIKED, TITLE_BAR = (1366, 768), 32  # pixels


class Window(Doors):
    """What the team looks at. It opens no files itself: it `wants` the roof to."""

    order = PAGES
    wants = Signal(str, str)  # ("open" | "new" | "demo" | "language" | "theme", value)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setWindowTitle(_title(desk))
        self.setWindowIcon(look.icon("cmt-desk"))
        self.setAcceptDrops(True)
        self.resize(*LIKED)
        self.header, self.footer, self.banner = Header(desk), Footer(desk), BannerBar()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        names = (
            *(_("Situation"), _("Risk map"), _("Cases"), _("Schedule"), _("Protocols"), _("Continuity")),
            _("Status sheet"),
        )
        self._places: list[QVBoxLayout] = []
        for name in names:
            place = QWidget()
            self._places.append(QVBoxLayout(place))
            self._places[-1].setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(place, name)
        self._fill(0)
        self.tabs.currentChanged.connect(self._fill)
        self._lay_out()
        self.menus = fill_menus(self)
        self._wire()

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.banner, self.tabs, self.footer):
            column.addWidget(part)
        column.setStretchFactor(self.tabs, 1)
        self.setCentralWidget(centre)

    def _wire(self) -> None:
        self.desk.banner.said.connect(self.banner.say)
        self.desk.changes.happened.connect(lambda _operation: self.banner.outdate())
        self.desk.banner.led.connect(self.banner.lead)
        self.banner.wanted.connect(self.go)
        self.desk.picked.wanted.connect(self.go)
        self.desk.changes.happened.connect(lambda _operation: self.menus.name_steps(self.desk))

    # --- tabs, each made when it is first looked at ----------------------------------------------------

    def page(self, n: int) -> Page:
        return getattr(self, PAGES[n])

    def _fill(self, n: int) -> None:
        """Put the real page into its empty place."""
        column = self._places[n]
        if column.count() == 0:
            column.addWidget(self.page(n))
            self.page(n).show()  # now, not when the event loop gets to it

    def turn_to(self, name: str) -> None:
        """Show a tab by its name."""
        self.tabs.setCurrentIndex(PAGES.index(name))

    # --- going somewhere ---------------------------------------------------------------------------

    def go(self, place: str, key: str) -> None:
        """Lead to a row of another tab: tabs do not know each other, the window does."""
        match place:
            case "branch":
                self.desk.picked.pick_branch(key)
                self.turn_to("risk_map")
            case "map":
                self.turn_to("risk_map")
                self.risk_map.filters.ask(key)
            case "cases":
                self.turn_to("cases")
                self.cases.show_view(key)
            case "office_cases":
                self.turn_to("cases")
                self.cases.show_office(key)
            case "case":
                self.turn_to("cases")
                self.cases.show_case(key)
            case "schedule":
                if key:
                    self.desk.picked.pick_branch(key)
                self.turn_to("schedule")
            case "rosters":
                self.turn_to("schedule")
                self.schedule.show_country()
            case "protocols":
                self.turn_to("protocols")
                if key:
                    self.protocols.rooms.show_runs()
                    self.protocols.turn_to(key)
            case "protocol":
                self.turn_to("protocols")
                self.protocols.show_protocol(key)
            case "run":
                self.turn_to("protocols")
                self.protocols.show_run(key)
            case "continuity":
                self.turn_to("continuity")
                self.continuity.show_page(key)
            case "plan":
                self.turn_to("protocols")
                self.protocols.rooms.show_plan(key)
            case "people":
                self.turn_to("protocols")
                self.protocols.rooms.show_people()
            case "sheet":
                self.turn_to("sheets")
                self.sheets.show_scope(key)
            case "correction":
                self.turn_to("sheets")
                self.sheets.show_correction(key)
            case "import":
                self.import_kind(key)
            case "code":
                self.type_code()
            case "reports":
                self.show_reports()
            case "proposals":
                self.show_proposals(key)
            case "projector":
                self.situation.project(self)

    # --- acting --------------------------------------------------------------------------------------

    def undo(self) -> None:
        from cmt_desk.ui.undoing import take_back

        take_back(self.desk, self)

    def redo(self) -> None:
        from cmt_desk.ui.undoing import do_again

        do_again(self.desk, self)

    # --- the window itself ---------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        from cmt_desk.ui.importing.choose import import_files

        import_files(self.desk, self, "", files)

    def geometry_text(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore(self, geometry: str) -> None:
        """As it was left; the first time as large as it likes, or as the screen without its bars allows."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        elif not self.screen().availableGeometry().contains(QRect(0, 0, *LIKED).adjusted(0, 0, 0, TITLE_BAR)):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def may_go(self) -> bool:
        """Nothing typed is lost unasked."""
        made = [self.page(n) for n, place in enumerate(self._places) if place.count()]
        unsaved = [told for page in made if (told := page.unsaved())]
        return not unsaved or leaves_it(self, unsaved)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_go():
            event.ignore()
            return
        if "proposals" in self.__dict__:
            self.proposals.close()
        self.wants.emit("closing", self.geometry_text())
        super().closeEvent(event)


def _title(desk: Desk) -> str:
    file = desk.store.path.name if desk.store.path else _("in memory")
    read_only = _(" (read only)") if desk.store.read_only else ""
    return f"CMT Desk – {file}{read_only}"
