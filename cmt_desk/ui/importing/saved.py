"""The column mappings the desk remembers: chosen, saved, renamed, deleted, carried as a file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QInputDialog, QWidget

from cmt_desk.domain.mapping import ColumnMapping
from cmt_desk.i18n import _
from cmt_desk.operations.mappings import (
    delete_mapping,
    read_mapping,
    rename_mapping,
    save_mapping,
    write_mapping,
)
from cmt_desk.paths import documents
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import button, plain_label


class SavedMappings(QWidget):
    """`chosen` carries a mapping, None for the program's proposal; `mapping` gives the one in use."""

    chosen = Signal(object)

    def __init__(
        self,
        desk: Desk,
        kind: str,
        list_name: str,
        header: Sequence[str],
        mapping: Callable[[], ColumnMapping],
    ) -> None:
        super().__init__()
        self._desk, self._kind, self._list = desk, kind, list_name
        self._header, self._mapping = header, mapping
        self.names = QComboBox()
        self.names.setMinimumWidth(190)
        self.names.activated.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.GAP)
        row.addWidget(plain_label(_("Column mapping")))
        row.addWidget(self.names)
        for text, slot in (
            (_("Save…"), self.save),
            (_("Rename…"), self._rename),
            (_("Delete"), self._delete),
            (_("From a file…"), self._from_file),
            (_("To a file…"), self._to_file),
        ):
            row.addWidget(button(text, None, slot))
        row.addStretch(1)

    def show_saved(self, name: str) -> None:
        """The names that are kept, with this one chosen; nothing is emitted."""
        self.names.clear()
        self.names.addItem(_("Proposal of the program"), "")
        for kept in self._desk.store.mappings.of_kind(self._kind):
            self.names.addItem(kept.name, kept.name)
        self.names.setCurrentIndex(max(0, self.names.findData(name)))

    def _choose(self) -> None:
        name = self.names.currentData()
        saved = self._desk.store.mappings.of_kind(self._kind)
        self.chosen.emit(next((kept.mapping for kept in saved if kept.name == name), None))

    def save(self, name: str = "") -> None:
        """Under a name, for the next list with these columns."""
        agreed = True
        if not name:
            proposed = self.names.currentData() or Path(self._list).stem
            text = _("Name of the column mapping")
            name, agreed = QInputDialog.getText(self, _("Save the column mapping"), text, text=proposed)
        if agreed and self._desk.perform(
            lambda: save_mapping(self._desk.store, self._kind, name, self._header, self._mapping())
        ):
            self.show_saved(name.strip())

    def _rename(self) -> None:
        old = self.names.currentData()
        if not old:
            return
        text = _("Name of the column mapping")
        name, agreed = QInputDialog.getText(self, _("Rename the column mapping"), text, text=old)
        if agreed and self._desk.perform(lambda: rename_mapping(self._desk.store, self._kind, old, name)):
            self.show_saved(name.strip())

    def _delete(self) -> None:
        old = self.names.currentData()
        if old and self._desk.perform(lambda: delete_mapping(self._desk.store, self._kind, old)):
            self.show_saved("")

    def _from_file(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self, _("Column mapping"), str(documents()), _("Column mappings (*.json)")
        )
        if name:
            self.read_from(Path(name))

    def read_from(self, file: Path) -> None:
        self._desk.perform(lambda: self.chosen.emit(read_mapping(file)))

    def _to_file(self) -> None:
        proposed = documents() / f"{Path(self._list).stem}.json"
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Column mapping"), str(proposed), _("Column mappings (*.json)")
        )
        if name:
            self._desk.perform(lambda: write_mapping(self._mapping(), Path(name)))
