"""The line at the bottom: saved when, how old the map is, how many offices have a roster."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout

from cmt_desk.i18n import _, clock_time, number, short_date
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.widgets import plain_label


class Footer(Page):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.saved, self.map, self.rosters = (plain_label(faint=True) for _n in range(3))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.WIDE, look.GAP, look.WIDE, look.GAP)
        row.setSpacing(look.WIDE)
        for part in (self.saved, self.map, self.rosters):
            row.addWidget(part)
        row.addStretch(1)

    def refresh(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        last = store.journal.latest(1)
        file = store.path.name if store.path else _("in memory")
        self.saved.setText(
            _("{file} · saved {time}").format(
                file=file, time=clock_time(datetime.fromisoformat(last[0].at).astimezone())
            )
            if last
            else file
        )
        bulletin = store.branches.bulletin_on(day)
        stale = bulletin is not None and bulletin.is_stale(day)
        self.map.setText(
            _("map of {day} ({age} days)").format(day=short_date(bulletin.day), age=bulletin.age(day))
            + (" · " + _("illustration") if bulletin.illustrative else "")
            if bulletin
            else _("no map yet")
        )
        self.map.setProperty("tone", "warning" if stale else "")
        self.map.style().polish(self.map)
        planned = len(store.schedule.presence(day))
        self.rosters.setText(
            _("{n}/{total} offices have a roster").format(
                n=number(planned), total=number(len(store.branches.all()))
            )
        )
