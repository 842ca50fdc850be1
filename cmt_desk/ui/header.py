"""The line above the tabs: whose desk, which day, the plan's level. The day drives every tab."""

from datetime import date, timedelta
from functools import cached_property

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QMenu, QToolButton, QWidgetAction

from cmt_desk.continuity_wording import plan_text
from cmt_desk.i18n import _, full_date
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, make_action
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.widgets import plain_label

SEAT_LETTERS = 34  # of the person at the desk; the whole name is in the status line


class Header(Page):
    """◀ Wednesday, 2 December 2020 ▶ [Today] · BC Plan."""

    reads = frozenset(
        {"activation", "decision", "decision_signature", "decision_review", "setting", "mandate"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.institution = plain_label(heading=True)
        self.day = QToolButton()
        self.day.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.day.setToolTip(_("Choose the day that every tab shows"))
        self.day.setMinimumWidth(230)
        self._menu = QMenu(self.day)
        self._menu.aboutToShow.connect(self._show_day)
        self.day.setMenu(self._menu)
        self.past = plain_label(tone="warning")
        self.plan, self.seat = QToolButton(), QToolButton()
        self.plan.setToolTip(_("Show the plan and its decisions"))
        self.plan.clicked.connect(lambda: desk.picked.wanted.emit("plan", ""))
        self.seat.setToolTip(_("Choose the person the journal and signatures name"))
        self.seat.setIcon(look.icon("person"))
        self.seat.setToolButtonStyle(look.Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.seat.clicked.connect(self.choose_seat)
        desk.seat.changed.connect(self._show_seat)
        for part in (self.plan, self.seat):
            part.setAutoRaise(True)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(look.WIDE, look.SPACE, look.WIDE, look.SPACE)
        row.setSpacing(look.SPACE)
        row.addWidget(self.institution)
        row.addStretch(1)
        back, forth, today = (self._step(action) for action in self.actions())
        for part in (back, self.day, forth, today, self.past):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.plan)
        row.addWidget(self.seat)

    @cached_property
    def calendar(self) -> QCalendarWidget:
        """Made when it is first opened: it is a dozen widgets."""
        from cmt_desk.ui.calendar import dress_calendar

        made, holder = QCalendarWidget(), QWidgetAction(self._menu)
        dress_calendar(made)
        made.clicked.connect(self._pick)
        holder.setDefaultWidget(made)
        self._menu.addAction(holder)
        return made

    def _show_day(self) -> None:
        day = self.desk.days.day
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def _step(self, action: Action) -> QToolButton:
        tool = QToolButton()
        tool.setDefaultAction(make_action(self, action))
        return tool

    def actions(self) -> list[Action]:
        return [
            Action(_("Day before"), _("Show the day before"), lambda: self._go(-1), "previous", "Alt+Left"),
            Action(_("Day after"), _("Show the day after"), lambda: self._go(1), "next", "Alt+Right"),
            Action(_("Today"), _("Show today"), self._today, "today", "Alt+Home"),
        ]

    def refresh(self) -> None:
        days = self.desk.days
        self.institution.setText(self.desk.store.settings.institution)
        self.day.setText(full_date(days.day))
        self.past.setVisible(days.is_past)
        self.past.setText(_("past day, read only"))
        self.plan.setText(self._plan_text())
        self._show_seat()

    def _plan_text(self) -> str:
        state = self.desk.store.plans.state(self.desk.days.day)
        if state is None:
            return _("BC Plan: not active")
        return plan_text(state, _("BC Plan: level {level} {name} · day {n}"))

    def _show_seat(self) -> None:
        named = _("Who is at this desk?")
        self.seat.setStatusTip(self.desk.store.actor)
        if self.desk.store.mandate:
            from cmt_desk.ui.plan.seat import seat_text

            named = seat_text(self.desk)
            self.seat.setStatusTip(named)
        self.seat.setText(named if len(named) <= SEAT_LETTERS else f"{named[: SEAT_LETTERS - 1].rstrip()}…")

    def choose_seat(self) -> None:
        from cmt_desk.ui.plan.seat import SeatForm

        SeatForm(self.desk, self).open()

    def _go(self, days: int) -> None:
        self.desk.days.move_to(self.desk.days.day + timedelta(days=days))

    def _today(self) -> None:
        self.desk.days.move_to(self.desk.days.today)

    def _pick(self, day: QDate) -> None:
        self._menu.close()
        self.desk.days.move_to(date(day.year(), day.month(), day.day()))
