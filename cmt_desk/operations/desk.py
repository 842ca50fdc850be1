"""Making a desk, and taking steps back and forth in its journal."""

from collections.abc import Generator, Iterator
from pathlib import Path

from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.operations.clock import today_of
from cmt_desk.operations.signing import sit_as
from cmt_desk.store import Operation, Store, Trouble
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


def copy_desk(store: Store, target: Path) -> None:
    """Save a copy to put away; nothing is written into the desk. Raises Trouble; Refused for its own file."""
    if store.path and target.resolve() == store.path.resolve():
        raise Refused(_("This is the open desk itself; give the copy another name or folder."))
    if target.is_dir() or not target.parent.is_dir():
        raise Trouble("NOWHERE", target)
    store.copy_to(target)


def open_desk(path: Path, person: str = "", *, for_reading: bool = False) -> Store:
    """A desk with somebody at it, in the role of that day's mandate if there is one. Raises Trouble.

    Raises Refused for a name that several people with a mandate have.
    """
    store = Store.open(path, for_reading=for_reading)
    try:
        if person:
            sit_as(store, person, today_of(store))
    except BaseException:
        store.close()
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
    last = _to_undo(store)
    with store.operation("undo", _undo_label(last), undoes=last.id):
        for _share in _played(store, last, back=True):
            pass
    return last


def redo(store: Store) -> Operation:
    """Do again what was undone last. Raises Refused when there is nothing."""
    last = _to_redo(store)
    with store.operation("redo", _redo_label(last), undoes=last.id):
        for _share in _played(store, last, back=False):
            pass
    return last


def undoing(store: Store) -> Generator[float, None, None]:
    """The same as `undo` in slices, all or nothing: for an operation of many rows."""
    last = _to_undo(store)
    played = _played(store, last, back=True)
    return store.in_slices("undo", _undo_label(last), played, undoes=last.id)


def redoing(store: Store) -> Generator[float, None, None]:
    """The same as `redo` in slices."""
    last = _to_redo(store)
    played = _played(store, last, back=False)
    return store.in_slices("redo", _redo_label(last), played, undoes=last.id)


def _to_undo(store: Store) -> Operation:
    last = store.journal.undoable()
    if last is None:
        raise Refused(_("There is nothing to undo."))
    return last


def _to_redo(store: Store) -> Operation:
    last = store.journal.redoable()
    if last is None:
        raise Refused(_("There is nothing to redo."))
    return last


def _undo_label(operation: Operation) -> str:
    return _("Undo: {label}").format(label=operation.label)


def _redo_label(operation: Operation) -> str:
    return _("Redo: {label}").format(label=operation.label)


def _played(store: Store, operation: Operation, *, back: bool) -> Iterator[float]:
    try:
        yield from store.journal.playing(operation.id, back)
    except Overtaken:
        raise Refused(
            _("“{label}” cannot be undone: its rows were changed since.").format(label=operation.label)
        ) from None
