"""Remembering how a foreign list is read, and carrying that to another desk as a file."""

import json
from collections.abc import Sequence
from pathlib import Path

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.mapping import ColumnMapping, fingerprint, mapping_from_json
from cmt_desk.i18n import _
from cmt_desk.store import Store
from cmt_desk.store.mappings import Remembered
from cmt_desk.store.safety import save_whole
from cmt_desk.store.trouble import told_apart


def remembered(store: Store, kind: str, header: Sequence[str]) -> Remembered | None:
    """The mapping that was last saved for files with these columns."""
    mark = fingerprint(header)
    return next((kept for kept in store.mappings.of_kind(kind) if kept.fingerprint == mark), None)


def save_mapping(store: Store, kind: str, name: str, header: Sequence[str], mapping: ColumnMapping) -> None:
    """Keep a mapping under a name; the next file with these columns is offered it.

    Another mapping for the same columns gives way: one header has one answer. Raises Refused without a name.
    """
    name = name.strip()
    if not name:
        raise Refused(_("Give the column mapping a name."))
    mark = fingerprint(header)
    with store.operation("save_mapping", _("Column mapping “{name}”").format(name=name)):
        for kept in store.mappings.of_kind(kind):
            if kept.fingerprint == mark and kept.name != name:
                store.mappings.remove(kind, kept.name)
        store.mappings.put(Remembered(kind, name, mark, mapping))


def rename_mapping(store: Store, kind: str, name: str, to: str) -> None:
    """Raises Refused for an empty name or one that is taken."""
    to = to.strip()
    if not to:
        raise Refused(_("Give the column mapping a name."))
    if any(kept.name == to for kept in store.mappings.of_kind(kind)):
        raise Refused(_("There is a column mapping “{name}” already.").format(name=to))
    with store.operation("rename_mapping", _("Column mapping “{name}”").format(name=to)):
        store.mappings.rename(kind, name, to)


def delete_mapping(store: Store, kind: str, name: str) -> None:
    with store.operation("delete_mapping", _("Forget the column mapping “{name}”").format(name=name)):
        store.mappings.remove(kind, name)


def write_mapping(mapping: ColumnMapping, file: Path) -> None:
    """A mapping as a file for another desk or the command line. Raises Trouble."""
    save_whole(f"{json.dumps(mapping.as_json(), ensure_ascii=False, indent=1)}\n".encode(), file)


def read_mapping(file: Path) -> ColumnMapping:
    """A mapping from a file. Raises Refused for what is none, Trouble for what cannot be read."""
    try:
        with told_apart(file):
            return mapping_from_json(json.loads(file.read_text("utf-8-sig")))
    except (ValueError, RecursionError):
        raise Refused(
            _("{file} is not a column mapping; save one from the import window.").format(file=file.name)
        ) from None
