"""Rows set aside go into a list that can be mended and imported again."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from cmt_desk.i18n import _
from cmt_desk.operations.imports import Intake, save_aside
from cmt_desk.paths import documents
from cmt_desk.ui.desk import Desk


def ask_where(parent: QWidget, source: Path) -> Path | None:
    """The file somebody chooses; it is proposed beside their documents, under the source's name."""
    proposed = documents() / f"{source.stem}-{_('set-aside')}.csv"
    name, _filter = QFileDialog.getSaveFileName(parent, _("Save the list"), str(proposed), "CSV (*.csv)")
    return Path(name) if name else None


def save_to(desk: Desk, intake: Intake, file: Path) -> None:
    desk.perform(lambda: save_aside(intake, file))
