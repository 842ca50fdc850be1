"""The lose-a-team drill: each team in quarantine tomorrow, what would fall short, when, for want of whom."""

from collections.abc import Iterator

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk.domain.drill import Loss
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.operations.drill import DAYS, Drill, drills, short_text, wanting_text
from cmt_desk.operations.functions import function_names
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.background import Bites
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.schedule.forms import choice
from cmt_desk.ui.widgets import Column, RecordTable, close_button, faint, heading, plain_label
from cmt_desk.ui.widgets.work_strip import WorkStrip


@record
class Row:
    """One team of one office."""

    name: str  # of the office
    one: Drill
    loss: Loss


class DrillWindow(QDialog):
    """Not modal. One office, or all of them read a bite at a time; what falls short comes first."""

    def __init__(self, desk: Desk, parent: QWidget | None, branch: str) -> None:
        super().__init__(parent)
        self._desk, self._branch = desk, branch
        self._offices = {b.code: b.name for b in desk.store.branches.all()}
        self._names = function_names(desk.store)
        self._read: Iterator[Drill] = iter(())
        self.rows: list[Row] = []
        self.bites, self.strip = Bites(self), WorkStrip(self.cancel)
        self.setWindowTitle(_("Lose-a-team drill"))
        self.resize(1080, 520)
        told = _("A team in quarantine for {n} days after {day}: what falls short, when, for want of whom.")
        self.title = heading(self.windowTitle())
        self.told = faint(told.format(n=DAYS, day=medium_date(desk.days.day)))
        self.scope = choice([(branch, self._offices.get(branch, branch)), ("", _("All offices"))])
        self.scope.setAccessibleName(_("Offices"))
        self.outcome = plain_label()
        self.table = RecordTable(
            [
                Column(_("Office"), lambda r: r.name, width=180),
                Column(_("Team"), lambda r: r.loss.team, width=70),
                Column(_("Employees"), lambda r: r.loss.people, right=True, width=76),
                Column(_("Falls short"), self._short, tip=self._short, colour=_tone),
                Column(_("For want of"), self._wanting, tip=self._wanting, width=300),
            ],
            key=lambda r: (r.one.branch, r.loss.team),
        )
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(self.windowTitle())
        self._lay_out()
        self.scope.currentIndexChanged.connect(lambda _n: self.start())
        self.bites.moved.connect(lambda n, of: self.strip.show_work(_("Reading the offices"), n, of))
        self.bites.done.connect(self._done)
        self.table.opened.connect(self._go)
        self.start()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.scope)
        row.addWidget(self.outcome, 1)
        end = QHBoxLayout()
        end.addStretch(1)
        end.addWidget(close_button(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        for part in (self.title, self.told):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.strip)
        column.addWidget(self.table, 1)
        column.addLayout(end)

    def start(self) -> None:
        """Play it for what is chosen; what was begun before is dropped."""
        self.cancel()
        store, day = self._desk.store, self._desk.days.day
        staffed = store.people.headcounts(day)
        wanted = self.scope.currentData()
        codes = [code for code in self._offices if code in staffed and wanted in ("", code)]
        self.rows, self._read = [], drills(store, codes, day)
        self.table.show_records(())
        self.outcome.clear()
        self.bites.start([self._take] * len(codes))

    def cancel(self) -> None:
        self.bites.stop()
        self.strip.rest()

    def hideEvent(self, event: QHideEvent) -> None:
        self.cancel()
        super().hideEvent(event)

    def _take(self) -> None:
        one = next(self._read)
        self.rows += [Row(self._offices[one.branch], one, loss) for loss in one.losses]

    def _done(self) -> None:
        self.strip.rest()
        self.rows.sort(key=lambda r: (r.loss.holds, r.name, r.loss.team))
        self.table.show_records(self.rows)
        fragile = len({row.one.branch for row in self.rows if row.one.fragile})
        of = len({row.one.branch for row in self.rows})
        if not of:
            told = _("No team to lose here.")
        elif of == 1:
            told = _("This office is fragile.") if fragile else _("Every team can be spared here.")
        else:
            told = _("{n} of {total} offices are fragile.").format(n=number(fragile), total=number(of))
        self.outcome.setText(told)
        self.outcome.setProperty("tone", "danger" if fragile else "good")
        self.outcome.style().polish(self.outcome)

    def _short(self, row: Row) -> str:
        told = short_text(self._names, row.loss)
        return told if row.loss.holds else f"▲ {told}"

    def _wanting(self, row: Row) -> str:
        return wanting_text(row.one, row.loss)

    def _go(self, row: Row) -> None:
        self._desk.picked.pick_branch(row.one.branch)


def _tone(row: Row) -> str | None:
    return None if row.loss.holds else look.tokens().danger
