"""The running copies as cards, filtered by how they stand."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from cmt_desk.i18n import _
from cmt_desk.ui import look
from cmt_desk.ui.protocols.cards import CardDelegate, spoken
from cmt_desk.ui.protocols.lines import RunCard
from cmt_desk.ui.widgets import Column, RecordModel, faint
from cmt_desk.ui.widgets.table import RECORD


def nothing_text(wanted: str) -> str:
    """What an empty list says, and what would fill it."""
    match wanted:
        case "overdue":
            return _("Nothing is overdue.")
        case "done":
            return _("No run is done yet.")
        case _:
            return _("Nothing is running here. Choose a protocol on the left and start a run.")


class RunList(QWidget):
    chosen = Signal(str)  # run id

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[RunCard] = []
        self.empty = faint()
        self.wanted = "open"
        self.model = RecordModel([Column(_("Run"), spoken)], key=lambda line: line.id)
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
            shown.setProperty("tight", True)
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

    def show_lines(self, lines: Sequence[RunCard], current: str) -> None:
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
        return index.data(RECORD).id if index.isValid() else ""

    def choose(self, id: str) -> bool:
        """Make a run current without announcing it; False if the filter hides it."""
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        try:
            for row, line in enumerate(self.model.records):
                if line.id == id:
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
            self.chosen.emit(index.data(RECORD).id)


def _fits(line: RunCard, key: str) -> bool:
    match key:
        case "open":
            return not line.line.finished
        case "overdue":
            return line.state == "overdue"
        case "done":
            return line.line.finished
        case _:
            return True
