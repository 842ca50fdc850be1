"""Views under a name of one's own: save, rename, delete, each an operation that can be undone."""

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.i18n import _
from cmt_desk.operations.case_views import delete_view, rename_view, save_view
from cmt_desk.store.case_views import SavedView
from cmt_desk.ui.cases.case_view import CaseView
from cmt_desk.ui.desk import Desk


def save_present(desk: Desk, shown: CaseFilter, view: CaseView, parent: QWidget) -> str:
    """Ask for a name and keep what is shown; returns the view's id, or nothing."""
    name, agreed = QInputDialog.getText(parent, _("Save view"), _("Name; a view of this name is replaced:"))
    columns = tuple(key for key, _width in view.arrangement())
    kept = SavedView("", name, shown, columns, view.sort, view.downward)
    made: list[str] = []
    if agreed:
        desk.perform(lambda: made.append(save_view(desk.store, kept)))
    return made[0] if made else ""


def view_menu(desk: Desk, id: str, parent: QWidget) -> QMenu:
    """What can be done with a saved view."""
    menu = QMenu(parent)
    menu.addAction(_("Rename…")).triggered.connect(lambda: _rename(desk, id, parent))
    menu.addAction(_("Delete")).triggered.connect(lambda: desk.perform(lambda: delete_view(desk.store, id)))
    return menu


def _rename(desk: Desk, id: str, parent: QWidget) -> None:
    name, agreed = QInputDialog.getText(parent, _("Rename view"), _("New name:"))
    if agreed:
        desk.perform(lambda: rename_view(desk.store, id, name))
