"""Offices × days: how many are in the office against the cap, offices with a problem first."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from cmt_desk.domain.schedule import Problem
from cmt_desk.i18n import _, full_date, number, weekday_name
from cmt_desk.operations.replan import Proposal
from cmt_desk.operations.roster_weeks import Weeks, breach_words
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.schedule.cells import thin
from cmt_desk.ui.schedule.grid import Index

WORDS = 3  # columns before the days: office, problems, proposal
RECORD = Qt.ItemDataRole.UserRole


@record
class OfficeRow:
    """One office over the weeks shown, and what a re-plan would change there."""

    weeks: Weeks
    proposal: Proposal | None = None

    @property
    def problem(self) -> Problem:
        return self.weeks.problem

    @property
    def code(self) -> str:
        return self.weeks.branch.code

    def ahead(self, today: date) -> list[date]:
        """The days from today on that break a rule."""
        return sorted({breach.day for breach in self.weeks.breaches if breach.day >= today})


class HeatModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[OfficeRow] = []
        self.today = date.min

    def show_rows(self, rows: Sequence[OfficeRow], today: date) -> None:
        self.beginResetModel()
        self.today = today
        self.rows = sorted(rows, key=lambda row: (-len(row.ahead(today)), row.weeks.branch.name))
        self.endResetModel()

    @property
    def days(self) -> Sequence[date]:
        return self.rows[0].weeks.days if self.rows else ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else WORDS + len(self.days)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section < WORDS:
                return (_("Office"), _("Problems"), _("Proposal"))[section]
            day = self.days[section - WORDS]
            return f"{weekday_name(day)[0]}\n{day.day}"
        if role == Qt.ItemDataRole.ToolTipRole and section >= WORDS:
            return full_date(self.days[section - WORDS])
        if role == Qt.ItemDataRole.TextAlignmentRole and section < WORDS:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == RECORD:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        if role == Qt.ItemDataRole.ForegroundRole and column < WORDS:
            bad = (column == 1 and row.ahead(self.today)) or (
                column == 2 and row.proposal and row.proposal.conflict
            )
            return QColor(look.tokens().danger) if bad else None
        return None

    def _text(self, row: OfficeRow, column: int) -> str:
        if column == 0:
            return row.weeks.branch.name
        if column == 1:
            days = len(row.ahead(self.today))
            return _("{n} days").format(n=number(days)) if days else ""
        if column == 2:
            return _proposal_text(row.proposal)
        day = row.weeks.days[column - WORDS]
        if not row.weeks.works(day):
            return ""
        return str(row.weeks.inside[day]) if day in row.weeks.planned else "–"

    def _tip(self, row: OfficeRow, column: int) -> str:
        if column == 2 and row.proposal:
            return row.proposal.conflict or _proposal_text(row.proposal)
        if column < WORDS:
            return f"{row.weeks.branch.name} · {row.weeks.branch.city}"
        weeks, day = row.weeks, row.weeks.days[column - WORDS]
        told = [weeks.branch.name, full_date(day)]
        if not weeks.works(day):
            return "\n".join([*told, weeks.why_off(day)])
        told.append(_("{inside} in the office, at most {cap}").format(
            inside=weeks.inside[day], cap=weeks.cap(day).people))  # fmt: skip
        told += [breach_words(weeks, breach) for breach in weeks.breaches if breach.day == day][:6]
        return "\n".join(told)


def _proposal_text(proposal: Proposal | None) -> str:
    if proposal is None:
        return ""
    if proposal.conflict:
        return _("no roster is possible")
    cells, people = proposal.moved
    return _("{cells} cells, {people} people").format(cells=number(cells), people=number(people))


def day_text(short: str, whole: str, metrics: QFontMetrics, room: int) -> str:
    """With the cap where it fits into `room` pixels."""
    return whole if metrics.horizontalAdvance(whole) <= room else short


class _Heat(QStyledItemDelegate):
    """A day of an office: paler the emptier, red and marked where a rule breaks."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: OfficeRow = index.data(RECORD)
        weeks, day = row.weeks, row.weeks.days[index.column() - WORDS]
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        t, box = look.tokens(), QRectF(rect).adjusted(1, 1, -1, -1)
        if not weeks.works(day):
            painter.fillRect(rect, QColor(t.sunken))
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        broken = any(breach.day == day for breach in weeks.breaches)
        if day not in weeks.planned:
            painter.setPen(QPen(QColor(t.border), 1, Qt.PenStyle.DotLine))
            ink = t.faint
        else:
            share = min(1.0, weeks.inside[day] / max(1, weeks.cap(day).people))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.danger) if broken else thin(t.accent, 20 + round(80 * share)))
            ink = t.surface if broken else t.ink
        painter.drawRoundedRect(box, 3, 3)
        font = QFont(painter.font())
        font.setPixelSize(11)
        font.setBold(broken)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        mark, cap = "!" if broken else "", weeks.cap(day).people
        told = day_text(
            f"{index.data()}{mark}", f"{index.data()}/{cap}{mark}", QFontMetrics(font), rect.width()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, told)
        if option.state & QStyle.StateFlag.State_Selected:  # pyright: ignore[reportAttributeAccessIssue]
            painter.setPen(QPen(QColor(t.ink), 1))
            painter.drawLine(QPointF(rect.bottomLeft()), QPointF(rect.bottomRight()))
        painter.restore()


class HeatTable(QTableView):
    """`chosen`: an office was clicked, or Enter pressed on it."""

    chosen = Signal(str)  # branch code

    def __init__(self) -> None:
        super().__init__()
        self.heat, self._delegate = HeatModel(), _Heat()
        self.setModel(self.heat)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(12)
        self.setAccessibleName(_("All offices: in the office against the cap, by day"))
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_rows(self, rows: Sequence[OfficeRow], today: date) -> None:
        self.heat.show_rows(rows, today)
        for column in range(WORDS, self.heat.columnCount()):
            self.setItemDelegateForColumn(column, self._delegate)
        self._fit()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Words on the left, the days share the rest; a weekend is narrow."""
        if not self.heat.rows:
            return
        for column, width in enumerate((176, 72, 140)):
            self.setColumnWidth(column, width)
        works = [any(row.weeks.works(day) for row in self.heat.rows) for day in self.heat.days]
        room = self.viewport().width() - 388 - 14 * works.count(False)
        each = min(76, max(24, room // max(1, works.count(True))))
        for n, open_day in enumerate(works):
            self.setColumnWidth(WORDS + n, each if open_day else 14)

    def _choose(self, index: QModelIndex) -> None:
        row: OfficeRow = index.data(RECORD)
        self.chosen.emit(row.code)
