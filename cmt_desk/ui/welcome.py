"""The first thing a new user sees: open the demo, make a desk, or open one."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cmt_desk.i18n import LANGUAGES, _, language
from cmt_desk.ui import look
from cmt_desk.ui.banner import BannerBar
from cmt_desk.ui.widgets import Card, button, faint, heading, plain_label


class Welcome(QWidget):
    wants = Signal(str, str)

    def __init__(self, recent: list[str]) -> None:
        super().__init__()
        self.setWindowTitle("CMT Desk")
        self.setWindowIcon(look.icon("cmt-desk"))
        self.resize(900, 600)
        self.banner = BannerBar()
        mark = QLabel()
        mark.setPixmap(look.icon("cmt-desk").pixmap(64, 64))
        title = plain_label("CMT Desk", big=True)
        text = faint(_("Risk map, cases, roster, protocols and the daily status sheet: one desk, offline."))
        cards = QHBoxLayout()
        cards.setSpacing(look.ROOM)
        for name, told, icon, want in (
            (
                _("Demo desk"),
                _("2 December 2020 with made-up people: look around first."),
                "situation",
                "demo",
            ),
            (
                _("New desk"),
                _("123 offices, the rules and 24 protocols; then import your own files."),
                "add",
                "new",
            ),
            (_("Open desk"), _("A desk that is already on this laptop or on a stick."), "import", "open"),
        ):
            card = Card(name)
            card.body.addWidget(faint(told), 1)
            card.body.addWidget(
                button(name + "…", icon, lambda w=want: self.wants.emit(w, ""), primary=want == "demo")
            )
            cards.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 36, 48, 36)
        column.setSpacing(look.ROOM)
        column.addWidget(self.banner)
        column.addStretch(1)
        for part in (mark, title):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(text)
        column.addSpacing(look.WIDE)
        column.addLayout(cards)
        here = [Path(file) for file in recent if Path(file).is_file()]
        if here:
            column.addWidget(heading(_("Opened lately")))
            for file in here[:4]:
                column.addWidget(button(str(file), "", lambda f=file: self.wants.emit("open", str(f))))
        column.addStretch(2)
        languages = QHBoxLayout()
        languages.addStretch(1)
        for code, name in LANGUAGES.items():
            choice = button(name, "", lambda c=code: self.wants.emit("language", c))
            choice.setEnabled(code != language())
            languages.addWidget(choice)
        column.addLayout(languages)
