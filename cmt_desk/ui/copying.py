"""Saving a copy of the open desk, to put away."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from cmt_desk.i18n import _
from cmt_desk.operations.desk import copy_desk
from cmt_desk.paths import documents
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.waiting import waiting


def save_copy(desk: Desk, parent: QWidget) -> None:
    """Asks where; the name offered tells the day."""
    now = datetime.now()
    stem = desk.store.path.stem if desk.store.path else "CMT"
    offered = documents() / f"{stem}-{_('copy')}-{now:%Y-%m-%d}.desk"
    name, _filter = QFileDialog.getSaveFileName(
        parent, _("Save a copy"), str(offered), _("CMT desks (*.desk);;All files (*)")
    )
    if not name:
        return
    target = Path(name) if Path(name).suffix else Path(f"{name}.desk")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with waiting(app):
        saved = desk.perform(lambda: copy_desk(desk.store, target))
    if saved:
        desk.copies.note(now)
        desk.banner.said.emit("done", _("A copy was saved and checked: {file}").format(file=target))
