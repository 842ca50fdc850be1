"""The line at the bottom: saved when, how old the map is, how many offices were heard of."""

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout

from cmt_desk.i18n import _, clock_time, number, short_date
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.widgets import plain_label


class Footer(Page):
    """✓ saved 14:05 · map of 29 Nov (3 days) · 118/123 offices reported. Nobody's start waits for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.saved, self.map, self.heard = (plain_label(faint=True) for _n in range(3))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.WIDE, look.GAP, look.WIDE, look.GAP)
        row.setSpacing(look.WIDE)
        for part in (self.saved, self.map, self.heard):
            row.addWidget(part)
        row.addStretch(1)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell)

    def refresh(self) -> None:
        self._soon.start()

    def _tell(self) -> None:
        if self.isVisible():
            self._tell_saved()
            self._tell_map()
            self._tell_heard()

    def _tell_saved(self) -> None:
        store = self.desk.store
        last = store.journal.latest(1)
        file = store.path.name if store.path else _("in memory")
        at = clock_time(datetime.fromisoformat(last[0].at).astimezone()) if last else ""
        self.saved.setText(_("✓ saved {time} · {file}").format(time=at, file=file) if last else file)

    def _tell_map(self) -> None:
        """Amber once the map is older than ten days."""
        day = self.desk.days.day
        bulletin = self.desk.store.branches.bulletin_on(day)
        stale = bulletin is not None and bulletin.is_stale(day)
        text = _("no map yet")
        if bulletin:
            text = _("map of {day} ({age} days)").format(day=short_date(bulletin.day), age=bulletin.age(day))
            text += " · " + _("illustration") if bulletin.illustrative else ""
        self.map.setText(text)
        self.map.setProperty("tone", "warning" if stale else "")
        self.map.style().polish(self.map)

    def _tell_heard(self) -> None:
        """Offices with anything recorded on the day itself: roster, attendance, a case, a protocol."""
        day, store = self.desk.days.day, self.desk.store
        heard = sum(last == day for last in store.sheets.last_signs(day).values())
        self.heard.setText(
            _("{n}/{total} offices reported").format(n=number(heard), total=number(len(store.branches.all())))
        )
