"""The plan's level on a day, since when, and whether somebody should have looked at it again."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout

from cmt_desk.i18n import _, long_date, number
from cmt_desk.store import Store
from cmt_desk.ui.widgets import Card, faint, plain_label
from cmt_desk.wording import plan_level


class StateCard(Card):
    """`doing`: the buttons beside the words."""

    def __init__(self, doing: QLayout) -> None:
        super().__init__()
        self.level, self.since = plain_label(big=True), faint()
        self.review = plain_label(tone="warning")
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self.level, self.since, self.review):
            words.addWidget(part)
        line = QHBoxLayout()
        line.addLayout(words, 1)
        line.addLayout(doing)
        self.body.addLayout(line)

    def show_state(self, store: Store, day: date) -> None:
        now = store.plans.state(day)
        if now is None:
            self.level.setText(_("BC Plan: not active"))
            self.since.setText(_("Propose a level; a member of CMT or ECMT decides it."))
            self.review.hide()
            return
        self.level.setText(
            _("Level {level} {name} · day {n}").format(
                level=now.level, name=plan_level(now.level), n=number(now.day_number)
            )
        )
        told = _("active since {day}").format(day=long_date(now.since))
        if now.letter:
            told += f" · {now.letter}"
        if now.review:
            told += " · " + _("review on {day}").format(day=long_date(now.review))
        self.since.setText(told)
        late = now.review is not None and now.review < day
        self.review.setText(_("The review is overdue.") if late else "")
        self.review.setVisible(late)
