"""Which files, and what they hold; then each one's preview."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.operations.imports import SLICED, guess_kind
from cmt_desk.paths import documents
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.importing.dialog import ImportDialog
from cmt_desk.ui.importing.kinds import kind_names
from cmt_desk.ui.importing.lists import ListImport


def import_files(desk: Desk, parent: QWidget, kind: str, files: Sequence[Path] = ()) -> None:
    """Ask for files (unless they were dropped), and show each one's preview. Kind "" is guessed."""
    if not desk.may_write():
        return
    if not files:
        chosen, _filter = QFileDialog.getOpenFileNames(
            parent,
            _("Import"),
            str(documents()),
            _("Tables (*.csv *.txt *.tsv *.xlsx);;All files (*)"),
        )
        files = [Path(name) for name in chosen]
    for file in files:
        _import_one(desk, parent, kind, file)


def _import_one(desk: Desk, parent: QWidget, kind: str, file: Path) -> None:
    try:
        kind = kind or guess_kind(file) or _ask_kind(parent, file)
        if kind in SLICED:
            ListImport(desk, kind, file, parent).exec()
        elif kind:
            ImportDialog(desk, kind, file, parent).exec()
    except Refused as refused:
        desk.banner.said.emit("refused", str(refused))


def _ask_kind(parent: QWidget, file: Path) -> str:
    names = {name: kind for kind, name in kind_names().items()}
    text = _("What does this file hold?") + f"\n{file.name}"
    chosen, agreed = QInputDialog.getItem(parent, _("Import"), text, list(names), 0, False)
    return names[chosen] if agreed else ""
