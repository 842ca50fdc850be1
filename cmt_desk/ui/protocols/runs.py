"""The running copies as cards with a due clock, filtered by how they stand."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.i18n import _, clock_time, short_date
from cmt_desk.ui import look
from cmt_desk.ui.protocols.lines import RunLine
from cmt_desk.ui.protocols.words import moment
from cmt_desk.ui.widgets import Column, RecordModel, faint
from cmt_desk.ui.widgets.table import RECORD

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 82


def due_text(line: RunLine) -> str:
    """The clock of a card."""
    if line.run.finished:
        return _("done")
    told = moment(line.next_due, line.zone) if line.next_due else ""
    if line.overdue:
        return _("{n} overdue, since {moment}").format(n=line.overdue, moment=told)
    return _("due {moment}").format(moment=told) if told else _("no deadline known")


def progress_text(line: RunLine) -> str:
    return f"{line.done}/{len(line.run.protocol.steps)}"


def started_text(line: RunLine) -> str:
    at = line.run.started_at
    return _("started {day} {time}").format(day=short_date(at.date()), time=clock_time(at))


def spoken(line: RunLine) -> str:
    """The card in one line, for screen readers and copies."""
    parts = (line.run.protocol.code, line.title, line.scope, started_text(line), progress_text(line))
    return " · ".join((*parts, due_text(line)))


def nothing_text(wanted: str) -> str:
    """What an empty list says, and what would fill it."""
    match wanted:
        case "overdue":
            return _("Nothing is overdue.")
        case "done":
            return _("No run is done yet.")
        case _:
            return _("Nothing is running here. Choose a protocol on the left and start a run.")


class CardDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: RunLine = index.data(RECORD)
        box: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        t, card = look.tokens(), QRectF(box).adjusted(2, 2, -2, -4)
        tone = {"overdue": t.danger, "running": t.accent, "done": t.good}[line.state]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(t.accent if selected else t.border), 2 if selected else 1))
        painter.setBrush(QColor(t.surface))
        painter.drawRoundedRect(card, look.RADIUS, look.RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone))
        painter.drawRoundedRect(QRectF(card.left() + 1, card.top() + 8, 4, card.height() - 16), 2, 2)
        inside = card.toRect().adjusted(look.ROOM + 2, look.SPACE, -look.ROOM, -look.SPACE)
        self._words(painter, inside, line, tone)
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, line: RunLine, tone: str) -> None:
        t = look.tokens()
        plain, bold = QFont(painter.font()), QFont(painter.font())
        bold.setBold(True)
        progress = progress_text(line)
        _write(painter, box, 0, progress, bold, t.ink, right=True)
        room = box.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(progress) - look.ROOM, 0)
        _write(painter, room, 0, f"{line.run.protocol.code}  {line.title}", bold, t.ink)
        _write(painter, box, 21, f"{line.scope} · {started_text(line)}", plain, t.faint)
        due = bold if line.state == "overdue" else plain
        _write(painter, box, 42, due_text(line), due, tone if line.state != "running" else t.ink)
        self._progress(painter, QRectF(box.right() - 70, box.top() + 50, 70, 5), line, tone)

    def _progress(self, painter: QPainter, bar: QRectF, line: RunLine, tone: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tokens().sunken))
        painter.drawRoundedRect(bar, 2, 2)
        share = line.done / max(1, len(line.run.protocol.steps))
        painter.setBrush(QColor(tone))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()), 2, 2)


def _write(
    painter: QPainter, box: QRect, top: int, text: str, font: QFont, ink: str, *, right: bool = False
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    line = QRect(box.left(), box.top() + top, box.width(), 20)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    told = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, told)


class RunList(QWidget):
    chosen = Signal(str)  # run id

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[RunLine] = []
        self.empty = faint()
        self.wanted = "open"
        self.model = RecordModel([Column(_("Run"), spoken)], key=lambda line: line.run.id)
        self.view = QListView()
        self.view.setModel(self.model)
        self._delegate = CardDelegate()
        self.view.setItemDelegate(self._delegate)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.viewport().setAutoFillBackground(False)
        self.view.setStyleSheet("QListView { border: 0; }")
        self.view.setAccessibleName(_("Running copies"))
        self.view.selectionModel().currentChanged.connect(self._announce)
        self.view.clicked.connect(self._announce)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(self._filters())
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)

    def _filters(self) -> QHBoxLayout:
        row, self._group = QHBoxLayout(), QButtonGroup(self)
        row.setSpacing(look.GAP)
        self.filters: dict[str, QPushButton] = {}
        for key in ("open", "overdue", "done", "all"):
            shown = QPushButton()
            shown.setCheckable(True)
            shown.clicked.connect(lambda _checked, key=key: self.filter_by(key))
            self._group.addButton(shown)
            self.filters[key] = shown
            row.addWidget(shown)
        row.addStretch(1)
        self._mark_filter()
        return row

    def _mark_filter(self) -> None:
        """The filter in force stands out as the primary button does."""
        for key, shown in self.filters.items():
            shown.setChecked(key == self.wanted)
            shown.setProperty("primary", key == self.wanted)
            shown.style().polish(shown)

    def show_lines(self, lines: Sequence[RunLine], current: str) -> None:
        self._lines = lines
        names = {
            "open": _("Running {n}"),
            "overdue": _("Overdue {n}"),
            "done": _("Done {n}"),
            "all": _("All {n}"),
        }
        for key, name in names.items():
            count = sum(_fits(line, key) for line in lines)
            self.filters[key].setText(name.format(n=count))
            self.filters[key].setStatusTip(self.filters[key].text())
        self._fill(current)

    def filter_by(self, key: str) -> None:
        current = self.current()
        self.wanted = key
        self._mark_filter()
        self._fill(current)

    def _fill(self, current: str) -> None:
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        self.model.show_records([line for line in self._lines if _fits(line, self.wanted)])
        selection.blockSignals(False)
        self.empty.setText(nothing_text(self.wanted))
        self.empty.setVisible(not self.model.records)
        self.choose(current)

    def current(self) -> str:
        index = self.view.currentIndex()
        return index.data(RECORD).run.id if index.isValid() else ""

    def choose(self, id: str) -> bool:
        """Make a run current without announcing it; False if the filter hides it."""
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        try:
            for row, line in enumerate(self.model.records):
                if line.run.id == id:
                    self.view.setCurrentIndex(self.model.index(row, 0))
                    self.view.scrollTo(self.model.index(row, 0))
                    return True
            self.view.setCurrentIndex(QModelIndex())
            return False
        finally:
            selection.blockSignals(False)
            self.view.viewport().update()

    def _announce(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(RECORD).run.id)


def _fits(line: RunLine, key: str) -> bool:
    match key:
        case "open":
            return not line.run.finished
        case "overdue":
            return line.state == "overdue"
        case "done":
            return line.run.finished
        case _:
            return True
