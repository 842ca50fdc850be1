"""Proposed lines as a tree: a group for each kind, a tick box for each line and for each group."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.proposals import Kind, Line
from cmt_desk.i18n import _, number
from cmt_desk.operations.ripple_words import LineWords, kind_name
from cmt_desk.ui import look

LINE = Qt.ItemDataRole.UserRole
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class LineTree(QTreeWidget):
    """`ticked` after a person changed a tick; filling it announces nothing."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels([_("What"), _("From"), _("To"), _("Why"), _("Age")])
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.setAccessibleName(_("Proposed lines"))
        self.setIconSize(QSize(20, 20))
        palette = self.palette()  # Fusion outlines a box with a darker Window: invisible on a dark page
        palette.setColor(palette.ColorRole.Window, QColor(look.tokens().faint))
        self.setPalette(palette)
        self.setStyleSheet("QTreeView::item { padding: 2px 0; }")
        header = self.header()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.headerItem().setTextAlignment(4, right)
        header.setStretchLastSection(False)
        for n, width in enumerate((290, 158, 300, 0, 76)):
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(n, mode)
            if width:
                header.resizeSection(n, width)
        self.items: dict[str, QTreeWidgetItem] = {}
        self.itemChanged.connect(lambda _item, column: self.ticked.emit() if column == 0 else None)

    def show_lines(
        self, lines: Sequence[Line], words: Mapping[str, LineWords], ages: Mapping[str, str]
    ) -> None:
        """New lines in their groups; ticks, folds and the place in the list stay."""
        kept, folded = self.ticks(), {k for k, item in self._groups().items() if not item.isExpanded()}
        place = self.verticalScrollBar().value()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.blockSignals(True)
        self.clear()
        self.items = {}
        for kind in Kind:
            own = [line for line in lines if line.kind is kind]
            if not own:
                continue
            group = QTreeWidgetItem([f"{kind_name(kind)} · {number(len(own))}"])
            group.setData(0, LINE, kind.value)
            group.setFlags(group.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            font = self.font()
            font.setBold(True)
            group.setFont(0, font)
            children: list[QTreeWidgetItem] = []
            for line in own:
                item = QTreeWidgetItem()
                item.setData(0, LINE, line.id)
                item.setCheckState(0, CHECKED if line.id in kept else UNCHECKED)
                item.setTextAlignment(4, right)
                self._say(item, line, words[line.id], ages[line.id])
                self.items[line.id] = item
                children.append(item)
            group.addChildren(children)
            self.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)
            group.setExpanded(kind.value not in folded)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(place)

    def say(self, line: Line, words: LineWords, age: str) -> None:
        """Other words for a line that is shown: a roster that was computed."""
        if item := self.items.get(line.id):
            self.blockSignals(True)
            self._say(item, line, words, age)
            self.blockSignals(False)
            self.viewport().update()

    def _say(self, item: QTreeWidgetItem, line: Line, words: LineWords, age: str) -> None:
        for column, text in enumerate((words.subject, words.before, words.after, words.reason, age)):
            item.setText(column, text)
            if column < 4:
                item.setToolTip(column, text)
        item.setForeground(3, QBrush(QColor(look.tokens().faint)))
        if line.kind is Kind.ZONE:
            item.setIcon(1, zone_icon(Zone(line.before) if line.before else None))
            item.setIcon(2, zone_icon(Zone(line.after)))

    def _groups(self) -> dict[str, QTreeWidgetItem]:
        items = (self.topLevelItem(n) for n in range(self.topLevelItemCount()))
        return {item.data(0, LINE): item for item in items if item}

    def show_group(self, kind: Kind) -> None:
        """Its heading at the top, open, with the keyboard on it."""
        group = self._groups()[kind.value]
        group.setExpanded(True)
        self.scrollToItem(group, QTreeWidget.ScrollHint.PositionAtTop)
        self.setCurrentItem(group)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def ticks(self) -> set[str]:
        """The lines that are ticked and shown."""
        return {id for id, item in self.items.items() if item.checkState(0) == CHECKED}

    def tick(self, ids: Collection[str], on: bool = True) -> None:
        self.blockSignals(True)
        for id in ids:
            self.items[id].setCheckState(0, CHECKED if on else UNCHECKED)
        self.blockSignals(False)
        self.ticked.emit()
        self.viewport().update()


@cache
def zone_icon(zone: Zone | None) -> QIcon:
    """A zone's mark: colour, shape and letter."""
    picture = QPixmap(40, 40)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    look.paint_zone(painter, QPointF(20, 20), 16, zone)
    painter.end()
    return QIcon(picture)
