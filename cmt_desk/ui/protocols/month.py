"""A month of deadlines: each day says how many; a click lists them, a second one leads to the run."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.run_lines import DueStep
from cmt_desk.i18n import _, clock_time, full_date, month_name, number, weekday_name
from cmt_desk.ui import look
from cmt_desk.ui.protocols.due_list import DueLine
from cmt_desk.ui.widgets import faint, heading

KEY = Qt.ItemDataRole.UserRole
WEEKS = 6


class Month(QWidget):
    """`ask` gives the open steps due within two days, `name` the words of some of them."""

    run_chosen = Signal(str)

    def __init__(
        self,
        ask: Callable[[date, date], Sequence[DueStep]],
        name: Callable[[Sequence[DueStep]], Sequence[DueLine]],
    ) -> None:
        super().__init__()
        self._ask, self._name = ask, name
        self.first, self.day = date.today().replace(day=1), date.today()
        self._due: dict[date, list[DueStep]] = {}
        self._now: Mapping[str, datetime] = {}
        self.title, self.chosen = heading(""), heading("")
        self.nothing = faint(_("Nothing is due on this day."))
        self.grid = QTableWidget(WEEKS, 7)
        self.grid.setAccessibleName(_("Deadlines of the month"))
        self.grid.verticalHeader().hide()
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for header in (self.grid.horizontalHeader(), self.grid.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.grid.setHorizontalHeaderLabels(
            [weekday_name(date(2020, 11, 30) + timedelta(days=n)) for n in range(7)]
        )
        self.grid.currentItemChanged.connect(self._choose)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda item: self.run_chosen.emit(item.data(KEY)))
        self.list.itemClicked.connect(lambda item: self.run_chosen.emit(item.data(KEY)))
        head = QHBoxLayout()
        for icon, tip, months in (("previous", _("Month before"), -1), ("next", _("Next month"), 1)):
            turn = QToolButton()
            turn.setIcon(look.icon(icon))
            turn.setToolTip(tip)
            turn.setAccessibleName(tip)
            turn.clicked.connect(lambda _checked=False, months=months: self.turn(months))
            head.addWidget(turn)
        head.addWidget(self.title)
        head.addStretch(1)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addLayout(head)
        left.addWidget(self.grid, 1)
        for part in (self.chosen, self.nothing, self.list):
            right.addWidget(part)
        right.setStretchFactor(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.ROOM)
        row.addLayout(left, 3)
        row.addLayout(right, 2)

    def show_month(self, day: date, now: Mapping[str, datetime]) -> None:
        """The month of a day, unless another one was turned to."""
        if day != self.day and self.day.replace(day=1) == self.first:
            self.first = day.replace(day=1)
        self.day, self._now = day, now
        self.refresh()

    def turn(self, months: int) -> None:
        year, month = divmod(self.first.year * 12 + self.first.month - 1 + months, 12)
        self.first = date(year, month + 1, 1)
        self.refresh()

    def refresh(self) -> None:
        self.title.setText(f"{month_name(self.first.month)} {self.first.year}")
        start = self.first - timedelta(days=self.first.weekday())
        self._due = {}
        for step in self._ask(start, start + timedelta(days=7 * WEEKS - 1)):
            self._due.setdefault(step.due.date(), []).append(step)
        chosen = self.grid.currentItem()
        kept = chosen.data(KEY) if chosen else self.day
        self.grid.blockSignals(True)
        for n in range(7 * WEEKS):
            self.grid.setItem(n // 7, n % 7, self._cell(start + timedelta(days=n)))
        at = (kept - start).days if start <= kept < start + timedelta(days=7 * WEEKS) else 0
        self.grid.setCurrentCell(at // 7, at % 7)
        self.grid.blockSignals(False)
        self._list(start + timedelta(days=at))

    def _cell(self, day: date) -> QTableWidgetItem:
        due = self._due.get(day, [])
        late = sum(step.due < self._now[step.time_zone] for step in due)
        lines = [str(day.day)]
        if late:
            lines.append(_("late {n}").format(n=number(late)))
        if len(due) > late:
            lines.append(_("due {n}").format(n=number(len(due) - late)))
        item = QTableWidgetItem("\n".join(lines))
        item.setData(KEY, day)
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        t = look.tokens()
        inside = (day.year, day.month) == (self.first.year, self.first.month)
        item.setForeground(QColor(t.danger if late else t.ink if inside else t.faint))
        if day == self.day:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        return item

    def _choose(self, item: QTableWidgetItem | None) -> None:
        if item:
            self._list(item.data(KEY))

    def _list(self, day: date) -> None:
        self.chosen.setText(full_date(day))
        self.list.clear()
        for line in self._name(self._due.get(day, [])):
            told = f"{clock_time(line.step.due)} {line.card.zone} · {line.card.code} · {line.card.scope}"
            item = QListWidgetItem(f"{told}\n{line.step.n}. {line.text}")
            item.setData(KEY, line.step.run)
            if line.late:
                item.setForeground(QColor(look.tokens().danger))
            self.list.addItem(item)
        self.nothing.setVisible(self.list.count() == 0)


def whole_days(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first minute of one day to the last of another."""
    return datetime.combine(first, time()), datetime.combine(last, time(23, 59))
