"""Views of the case table under a name of one's own."""

from dataclasses import replace

from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.store import Store
from cmt_desk.store.case_views import SavedView


def save_view(store: Store, view: SavedView) -> str:
    """Keep a filter, its columns and order; one of the same name is replaced. Returns its id.

    `view.id` is ignored. Raises Refused without a name.
    """
    name = _named(view.name)
    same = next((v for v in store.case_views.all() if v.name.casefold() == name.casefold()), None)
    kept = replace(view, id=same.id if same else store.new_id(), name=name)
    with store.operation("save_view", _("Save the view “{name}”").format(name=name)):
        store.case_views.put(kept)
    return kept.id


def rename_view(store: Store, id: str, name: str) -> None:
    """Raises Refused without a name, or for one that another view has."""
    view, name = _view(store, id), _named(name)
    if any(v.name.casefold() == name.casefold() and v.id != id for v in store.case_views.all()):
        raise Refused(_("Another view is called “{name}” already.").format(name=name))
    label = _("Rename the view “{old}” to “{name}”").format(old=view.name, name=name)
    with store.operation("rename_view", label):
        store.case_views.put(replace(view, name=name))


def delete_view(store: Store, id: str) -> None:
    with store.operation("delete_view", _("Delete the view “{name}”").format(name=_view(store, id).name)):
        store.case_views.remove(id)


def _named(name: str) -> str:
    if not name.strip():
        raise Refused(_("A view needs a name."))
    return name.strip()


def _view(store: Store, id: str) -> SavedView:
    found = next((view for view in store.case_views.all() if view.id == id), None)
    if found is None:
        raise Refused(_("This view no longer exists."))
    return found
