"""The protocols under their headings, with the number of running copies."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from cmt_desk.domain.protocols import Protocol
from cmt_desk.i18n import _, either
from cmt_desk.ui import look

CODE = Qt.ItemDataRole.UserRole


class ProtocolTree(QWidget):
    chosen = Signal(str)  # protocol code, "" for all of them

    def __init__(self) -> None:
        super().__init__()
        self._headings: list[QTreeWidgetItem] = []
        self._entries: list[QTreeWidgetItem] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search protocol…"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(look.ROOM)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(_("Protocols"))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.currentItemChanged.connect(self._announce)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)

    def show_protocols(
        self,
        categories: Sequence[tuple[str, str, str]],
        protocols: Sequence[Protocol],
        running: Mapping[str, int],
        current: str,
        review: Collection[str] = (),
    ) -> None:
        """Fill the tree; the current protocol stays, and nothing is announced."""
        at = self.tree.verticalScrollBar().value()
        self.tree.blockSignals(True)
        self.tree.clear()
        self._headings, self._entries = [], []
        self._add(self.tree.invisibleRootItem(), _("All protocols"), "", sum(running.values()))
        for code, indonesian, english in categories:
            heading = QTreeWidgetItem([either(indonesian, english), ""])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = heading.font(0)
            font.setBold(True)
            heading.setFont(0, font)
            self.tree.addTopLevelItem(heading)
            self._headings.append(heading)
            for protocol in protocols:
                if protocol.category == code:
                    title = either(protocol.title_id, protocol.title_en)
                    self._add(
                        heading, f"{protocol.code}  {title}", protocol.code, running.get(protocol.code, 0)
                    )
                    self._mark(protocol, protocol.code in review)
        self.tree.expandAll()
        self._filter()
        self._select(current)
        self.tree.verticalScrollBar().setValue(at)
        self.tree.blockSignals(False)

    def _add(self, parent: QTreeWidgetItem, text: str, code: str, running: int) -> None:
        item = QTreeWidgetItem(parent, [text, str(running) if running else ""])
        item.setData(0, CODE, code)
        item.setToolTip(0, text if code else "")
        item.setToolTip(1, _("{n} running").format(n=running) if running else "")
        self._entries.append(item)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _mark(self, protocol: Protocol, review: bool) -> None:
        """A draft or retired one is grey; one to look at again has a sign."""
        item = self._entries[-1]
        if protocol.state != "ACTIVE":
            item.setForeground(0, look.QColor(look.tokens().faint))
            told = _("draft") if protocol.state == "DRAFT" else _("retired")
            item.setToolTip(0, f"{item.text(0)} ({told})")
        elif review:
            item.setIcon(0, look.icon("warning", look.tokens().warning))
            item.setToolTip(0, f"{item.text(0)} – {_('review due')}")

    def choose(self, code: str) -> None:
        """Make a protocol current without announcing it."""
        self.tree.blockSignals(True)
        self._select(code)
        self.tree.blockSignals(False)

    def _select(self, code: str) -> None:
        item = next((i for i in self._entries if i.data(0, CODE) == code), None)
        if item is not None:
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)

    def _filter(self) -> None:
        wanted = self.search.text().strip().casefold()
        for heading in self._headings:
            whole = wanted in heading.text(0).casefold()
            children = [entry for entry in self._entries if entry.parent() is heading]
            for child in children:
                child.setHidden(not whole and wanted not in child.text(0).casefold())
            heading.setHidden(all(child.isHidden() for child in children))

    def _announce(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, CODE) is not None:
            self.chosen.emit(item.data(0, CODE))
