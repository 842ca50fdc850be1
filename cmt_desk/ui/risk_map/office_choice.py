"""Choosing offices: one by one with ticks, or a whole regional office at once."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cmt_desk.domain.branches import Branch, RegionalOffice
from cmt_desk.i18n import _, number
from cmt_desk.ui import look
from cmt_desk.ui.widgets import faint

CODE = Qt.ItemDataRole.UserRole
REGION = Qt.ItemDataRole.UserRole + 1


class OfficeChoice(QWidget):
    """`changed` after each click; a regional office chosen above ticks its offices and only those."""

    changed = Signal()

    def __init__(self, branches: Iterable[Branch], regional: Sequence[RegionalOffice]) -> None:
        super().__init__()
        self.region, self.list, self.count = QComboBox(), QListWidget(), faint()
        self.names: Mapping[str, str] = {office.code: office.name for office in regional}
        self.region.addItem(_("All regional offices"), "")
        for office in regional:
            self.region.addItem(office.name, office.code)
        self.region.setAccessibleName(_("Regional office"))
        self.list.setAccessibleName(_("Offices"))
        for branch in sorted(branches, key=lambda b: b.name):
            item = QListWidgetItem(branch.name, self.list)
            item.setData(CODE, branch.code)
            item.setData(REGION, branch.regional_office)
            item.setToolTip(f"<p>{escape(f'{branch.code} · {branch.province}')}</p>")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        for part in (self.region, self.list, self.count):
            column.addWidget(part)
        self.region.currentIndexChanged.connect(lambda _row: self._take_region())
        self.list.itemChanged.connect(lambda _item: self._say())
        self._show_count()

    @property
    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(n) for n in range(self.list.count())]

    @property
    def codes(self) -> list[str]:
        """The offices ticked."""
        return [str(i.data(CODE)) for i in self._items if i.checkState() is Qt.CheckState.Checked]

    def tick(self, codes: Iterable[str], region: str = "") -> None:
        """Exactly these offices, without announcing it."""
        wanted = set(codes)
        with QSignalBlocker(self.list), QSignalBlocker(self.region):
            self.region.setCurrentIndex(max(0, self.region.findData(region)))
            for item in self._items:
                ticked = item.data(CODE) in wanted
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                item.setHidden(bool(region) and item.data(REGION) != region)
        first = next((i for i in self._items if i.data(CODE) in wanted), None)
        if first is not None:
            self.list.scrollToItem(first)
        self._show_count()

    def choose_region(self, region: str) -> None:
        """All offices of a regional office; "" shows every office and leaves the ticks."""
        codes = [str(i.data(CODE)) for i in self._items if i.data(REGION) == region]
        self.tick(codes if region else self.codes, region)

    def scope_text(self) -> str:
        """What was asked about, for a title: the regional office, the office, or how many."""
        ticked = self.codes
        region = str(self.region.currentData())
        if region and len(ticked) == sum(i.data(REGION) == region for i in self._items):
            return _("Regional office {name}").format(name=self.names[region])
        if len(ticked) == 1:
            return next(i.text() for i in self._items if i.data(CODE) == ticked[0])
        return _("{n} offices").format(n=number(len(ticked)))

    def _take_region(self) -> None:
        self.choose_region(str(self.region.currentData()))
        self.changed.emit()

    def _say(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        self.count.setText(_("{n} offices chosen").format(n=number(len(self.codes))))
