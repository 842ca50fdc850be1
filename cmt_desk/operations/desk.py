"""Making a desk, and taking steps back and forth in its journal."""

from pathlib import Path

from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.store import Operation, Store
from cmt_desk.store.journal import Overtaken
from cmt_desk.store.seed import plant


def create_desk(path: Path) -> Store:
    """A new desk with the reference data. Nothing is left behind when it fails. Raises Trouble."""
    store = Store.create(path)
    try:
        found(store)
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store


def found(store: Store) -> None:
    """Fill an empty store with the reference data and a name of its own."""
    with store.operation("create_desk", _("Make the desk")):
        store.settings.put("desk", store.new_id())
        store.settings.put("institution", "BPJS Ketenagakerjaan")
        plant(store.db)


def undo(store: Store) -> Operation:
    """Take back the last operation, as a new one. Raises Refused when there is none or others built on it."""
    last = store.journal.undoable()
    if last is None:
        raise Refused(_("There is nothing to undo."))
    return _play(store, last, "undo", _("Undo: {label}").format(label=last.label), back=True)


def redo(store: Store) -> Operation:
    """Do again what was undone last. Raises Refused when there is nothing."""
    last = store.journal.redoable()
    if last is None:
        raise Refused(_("There is nothing to redo."))
    return _play(store, last, "redo", _("Redo: {label}").format(label=last.label), back=False)


def _play(store: Store, operation: Operation, name: str, label: str, *, back: bool) -> Operation:
    try:
        with store.operation(name, label, undoes=operation.id):
            for _share in store.journal.playing(operation.id, back):
                pass
    except Overtaken:
        raise Refused(
            _("“{label}” cannot be undone: its rows were changed since.").format(label=operation.label)
        ) from None
    return operation
