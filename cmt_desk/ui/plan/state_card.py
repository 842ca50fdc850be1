"""The plan's level on a day, since when, and whether somebody should have looked at it again."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout

from cmt_desk.continuity_wording import plan_text
from cmt_desk.i18n import _, long_date
from cmt_desk.operations.decision_words import decision_title
from cmt_desk.store import Store
from cmt_desk.ui.widgets import Card, faint, plain_label


class StateCard(Card):
    """`doing`: the buttons beside the words."""

    def __init__(self, doing: QLayout) -> None:
        super().__init__()
        self.level, self.since = plain_label(big=True), faint()
        self.parts, self.review = faint(), plain_label(tone="warning")
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self.level, self.since, self.parts, self.review):
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
            self.parts.hide()
            self.review.hide()
            return
        self.level.setText(plan_text(now, _("Level {level} {name} · day {n}")))
        told = _("active since {day}").format(day=long_date(now.since))
        if now.letter:
            told += f" · {now.letter}"
        if now.review:
            told += " · " + _("review on {day}").format(day=long_date(now.review))
        self.since.setText(told)
        names = [decision_title(store, d) for part in now.parts if (d := store.decisions.get(part.id))]
        self.parts.setText(_("Beside it: {what}").format(what="; ".join(names)))
        self.parts.setVisible(bool(names))
        late = now.review is not None and now.review < day
        self.review.setText(_("The review is overdue.") if late else "")
        self.review.setVisible(late)
