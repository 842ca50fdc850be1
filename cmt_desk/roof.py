"""The roof: language, store, window. The only place that knows everybody."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cmt_desk import i18n
from cmt_desk.ui.starting import uncollected

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from cmt_desk.store import Store


class Roof:
    """Holds the open store and the window over it, and does what windows want of the world outside."""

    def __init__(self, app: "QApplication", preferences) -> None:
        from cmt_desk.ui.qt_words import QtWords

        self.app, self.preferences = app, preferences
        self.store: Store | None = None
        self.shown: QWidget | None = None
        if preferences.language in i18n.LANGUAGES:
            i18n.use(preferences.language)
        self._words = QtWords(app)
        app.installTranslator(self._words)
        self._dress(barely=True)

    def _dress(self, *, barely: bool = False) -> None:
        from cmt_desk.ui import look

        theme = self.preferences.theme
        look.dress(self.app, theme if theme in ("light", "dark") else "system", barely=barely)

    def start(self, file: Path | None = None, *, demo: bool = False) -> None:
        """The asked desk, else the last one, else the welcome."""
        last = Path(self.preferences.last_desk) if self.preferences.last_desk else None
        if demo:
            self.open_demo()
        elif file is not None:
            self.open(file)
        elif last and last.is_file():
            self.open(last)
        if self.shown is None:
            self.welcome()

    # --- what windows want ---------------------------------------------------------------------------

    def answer(self, what: str, value: str) -> None:
        may_go = getattr(self.shown, "may_go", lambda: True)  # the welcome window holds nothing
        if what != "closing" and not may_go():
            return
        match what:
            case "demo":
                self.open_demo()
            case "open":
                self.open(Path(value)) if value else self._ask_and_open()
            case "new":
                self._ask_and_make()
            case "language":
                i18n.use(value)
                self.preferences.language = value
                self._rebuild()
            case "theme":
                self.preferences.theme = value
                self._dress()
                self._rebuild()
            case "closing":
                self.preferences.geometry = value
        self.preferences.save()

    def open(self, file: Path) -> None:
        from cmt_desk.store import Store

        self._show_store(lambda: Store.open(file, for_reading=True))

    def open_demo(self) -> None:
        """The demo desk in the user's documents, made at the first time."""
        from cmt_desk.i18n import _
        from cmt_desk.operations.demo import demo_at
        from cmt_desk.paths import documents

        file = documents() / "CMT-Desk-Demo.desk"
        if not file.exists():
            self._say(_("Making the demo desk: a few seconds…"), "busy")
        self._show_store(lambda: demo_at(file))

    def _ask_and_open(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        from cmt_desk.i18n import _
        from cmt_desk.paths import documents

        name, _filter = QFileDialog.getOpenFileName(
            self.shown, _("Open desk"), str(documents()), _("CMT desks (*.desk);;All files (*)")
        )
        if name:
            self.open(Path(name))

    def _ask_and_make(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        from cmt_desk.i18n import _
        from cmt_desk.operations.desk import create_desk
        from cmt_desk.paths import documents

        name, _filter = QFileDialog.getSaveFileName(
            self.shown,
            _("New desk"),
            str(documents() / "CMT.desk"),
            _("CMT desks (*.desk);;All files (*)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            file = Path(name) if Path(name).suffix else Path(f"{name}.desk")
            self._show_store(lambda: create_desk(file))

    # --- showing ---------------------------------------------------------------------------------------

    def _show_store(self, opening) -> None:
        """Open another desk; the one that is open stays when that fails."""
        from cmt_desk.store import Trouble
        from cmt_desk.store.trouble import told_apart
        from cmt_desk.ui.waiting import waiting
        from cmt_desk.wording import trouble

        old, store = self.store, None
        try:
            with uncollected(), waiting(self.app):
                store = self.store = opening()
                with told_apart(store.path):
                    self._rebuild()
        except BaseException as error:
            self.store = old
            if store is not None:
                store.close()
            if not isinstance(error, Trouble):
                raise
            self._say(trouble(error.code, str(error.path or "")))
            return
        if store.path:
            self.preferences.remember(store.path)
        self._seat()
        if old is not None:
            old.close()

    def _seat(self) -> None:
        """Whoever sat here last; on a desk with members and nobody chosen yet, the question."""
        from cmt_desk.ui.window import Window

        if not isinstance(self.shown, Window):
            return
        desk = self.shown.desk
        if self.preferences.seats.get(desk.store.settings.get("desk")):
            from cmt_desk.ui.plan.seat import sit_again

            if sit_again(desk, self.preferences):
                desk.seat.changed.emit()
        if desk.store.mandate or desk.store.settings.illustrative or desk.store.read_only:
            return
        if desk.store.mandates.on(desk.days.today):
            self.shown.header.choose_seat()

    def _keep_seat(self) -> None:
        """Who sits here is remembered on this laptop, by desk."""
        if self.store is not None:
            self.preferences.seats[self.store.settings.get("desk")] = [self.store.actor, self.store.mandate]
            self.preferences.save()

    def _keep_copy(self, at: datetime | None) -> None:
        if self.store is not None and at is not None:
            self.preferences.copies[self.store.settings.get("desk")] = at.isoformat(timespec="minutes")
            self.preferences.save()

    def _rebuild(self) -> None:
        """The window anew: another desk, language or theme; the day and the tab stay."""
        if self.store is None:
            self.welcome()
            return
        from cmt_desk.ui.desk import Desk
        from cmt_desk.ui.window import Window

        before = self.shown if isinstance(self.shown, Window) else None
        window = Window(Desk.over(self.store))
        window.desk.seat.changed.connect(self._keep_seat)
        window.desk.copies.last = self.preferences.last_copy(self.store.settings.get("desk"))
        window.desk.copies.made.connect(lambda: self._keep_copy(window.desk.copies.last))
        if before is not None:
            if before.desk.store is self.store:
                window.desk.days.move_to(before.desk.days.day)
                window.tabs.setCurrentIndex(before.tabs.currentIndex())
            window.restore(before.geometry_text())
        else:
            window.restore(self.preferences.geometry)
        self._replace(window)
        if self.store.read_only:
            self._say(trouble_read_only(self.store))

    def welcome(self) -> None:
        from cmt_desk.ui.welcome import Welcome

        self._replace(Welcome(self.preferences.recent))

    def _replace(self, window) -> None:
        old, self.shown = self.shown, window
        window.wants.connect(self.answer)
        self._dress()
        window.show()
        if old is not None:
            old.hide()
            old.deleteLater()

    def says_trouble(self, error: BaseException) -> bool:
        """Whether an error that nobody caught was the file: a damaged page shows when a screen reads it."""
        from cmt_desk.store.trouble import trouble_behind
        from cmt_desk.wording import trouble

        path = self.store.path if self.store else None
        behind = None if isinstance(error, OSError) else trouble_behind(error, path)
        if behind:
            self._say(trouble(behind.code, str(path or "")))
        return behind is not None

    def _say(self, sentence: str, kind: str = "trouble") -> None:
        if self.shown is None:
            self.welcome()
        banner = getattr(self.shown, "banner", None)
        if banner is not None:
            banner.say(kind, sentence)


def trouble_read_only(store: "Store") -> str:
    from cmt_desk.wording import trouble

    return trouble("READ_ONLY", store.path.name if store.path else "")
