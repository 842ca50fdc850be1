"""The papers under their groups, each with a box to tick; a search hides the others and keeps their ticks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from cmt_desk.i18n import _, number
from cmt_desk.ui.papers.catalogue import Choice

ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PaperTree(QTreeWidget):
    """`ticks_changed` once for many ticks; `looked_at` is the paper of the current line."""

    ticks_changed = Signal()
    looked_at = Signal(object)  # Choice

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAccessibleName(_("Papers of the day"))
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._items: list[tuple[QTreeWidgetItem, Choice]] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell)
        self.itemChanged.connect(self._follow)
        self.currentItemChanged.connect(lambda _now, _before: self._look())

    def show_choices(self, found: Sequence[Choice]) -> None:
        blocked = self.blockSignals(True)
        for one in found:
            if one.group not in self._groups:
                top = self._groups[one.group] = QTreeWidgetItem(self, [one.group])
                top.setCheckState(0, OFF)
            item = QTreeWidgetItem(self._groups[one.group], [one.name])
            item.setCheckState(0, ON if one.proposed else OFF)
            self._items.append((item, one))
        for name, top in self._groups.items():
            top.setText(0, f"{name} ({number(top.childCount())})")
        self.blockSignals(blocked)
        self._tell()
        if self._items:
            next(iter(self._groups.values())).setExpanded(True)
            self.setCurrentItem(self._items[0][0])

    def _follow(self, item: QTreeWidgetItem) -> None:
        """A tick of a group is one of what is seen of it: Qt's own would tick what a search hides."""
        group = next((name for name, top in self._groups.items() if top is item), None)
        if group is not None:
            state = OFF if item.checkState(0) is OFF else ON
            for one_item, one in self._items:
                if one.group == group and not one_item.isHidden():
                    one_item.setCheckState(0, state)
        self._soon.start()

    def _tell(self) -> None:
        """Groups show whether all, some or none of theirs are ticked."""
        blocked = self.blockSignals(True)
        for name, top in self._groups.items():
            states = {item.checkState(0) for item, one in self._items if one.group == name}
            top.setCheckState(0, states.pop() if len(states) == 1 else Qt.CheckState.PartiallyChecked)
        self.blockSignals(blocked)
        self.viewport().update()
        self.ticks_changed.emit()

    def ticked(self) -> list[Choice]:
        return [one for item, one in self._items if item.checkState(0) is ON]

    def tick(self, *keys: str) -> None:
        """These and no others."""
        for item, one in self._items:
            item.setCheckState(0, ON if one.key in keys else OFF)

    def current_choice(self) -> Choice | None:
        now = self.currentItem()
        return next((one for item, one in self._items if item is now), None)

    def _look(self) -> None:
        if one := self.current_choice():
            self.looked_at.emit(one)

    def go_to_found(self) -> None:
        """To the first paper that a search shows."""
        first = next((item for item, _one in self._items if not item.isHidden()), None)
        if first:
            self.setCurrentItem(first)
            self.setFocus()

    def search(self, text: str) -> None:
        words = text.casefold().split()
        shown: set[str] = set()
        for item, one in self._items:
            said = f"{one.group} {one.name} {one.key}".casefold()
            fits = all(word in said for word in words)
            item.setHidden(not fits)
            shown |= {one.group} if fits else set()
        for n, (name, top) in enumerate(self._groups.items()):
            top.setHidden(name not in shown)
            top.setExpanded(name in shown if words else n == 0)
