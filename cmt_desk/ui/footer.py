"""The line at the bottom: saved when, how old the map is, who was heard of, when a copy was made."""

from datetime import date, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel

from cmt_desk.i18n import _, clock_time, number, short_date
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.widgets import plain_label

COPY_AFTER = 7  # days


class Footer(Page):
    """✓ saved 14:05 · map of 29 Nov (3 days) · 118/123 offices reported · copy 08:00. Nobody waits for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.saved, self.map, self.heard, self.copied = (plain_label(faint=True) for _n in range(4))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.WIDE, look.GAP, look.WIDE, look.GAP)
        row.setSpacing(look.WIDE)
        for part in (self.saved, self.map, self.heard, self.copied):
            row.addWidget(part)
        row.addStretch(1)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell)

        desk.copies.made.connect(self._tell_copied)

    def refresh(self) -> None:
        self._soon.start()

    def _tell(self) -> None:
        if self.isVisible():
            self._tell_saved()
            self._tell_map()
            self._tell_heard()
            self._tell_copied()

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
            age = bulletin.age(day)
            told = _("map of {day} (1 day)") if age == 1 else _("map of {day} ({age} days)")
            text = told.format(day=short_date(bulletin.day), age=age)
            text += " · " + _("illustration") if bulletin.illustrative else ""
        self.map.setText(text)
        _tone(self.map, "warning" if stale else "")

    def _tell_heard(self) -> None:
        """Offices with anything recorded on the day itself: roster, attendance, a case, a protocol."""
        day, store = self.desk.days.day, self.desk.store
        heard = sum(last == day for last in store.sheets.last_signs(day).values())
        self.heard.setText(
            _("{n}/{total} offices reported").format(n=number(heard), total=number(len(store.branches.all())))
        )

    def _tell_copied(self) -> None:
        """Amber once there is more than a week to lose; a demo can be made anew."""
        last, today = self.desk.copies.last, date.today()
        if last is None:
            text = _("no copy made on this laptop")
        elif last.date() == today:
            text = _("copy {time}").format(time=clock_time(last))
        else:
            text = _("copy {day}").format(day=short_date(last.date()))
        began = self.desk.store.journal.began()
        since = last or (datetime.fromisoformat(began).astimezone() if began else None)
        old = since is not None and (today - since.date()).days > COPY_AFTER
        self.copied.setText(text)
        _tone(self.copied, "warning" if old and not self.desk.store.settings.illustrative else "")


def _tone(label: QLabel, tone: str) -> None:
    label.setProperty("tone", tone)
    label.style().polish(label)
