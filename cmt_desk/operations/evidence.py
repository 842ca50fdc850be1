"""Files that prove a step: kept in the desk once, found again by what is in them."""

import hashlib
from datetime import datetime
from pathlib import Path

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.protocols import Evidence
from cmt_desk.i18n import _, number
from cmt_desk.store import Store
from cmt_desk.store.safety import save_whole
from cmt_desk.store.trouble import told_apart

LARGEST = 5 * 1024 * 1024  # bytes: a scan or a photograph fits, a film does not


def attach(store: Store, run: str, n: int, file: Path, at: datetime, k: int = 1) -> Evidence:
    """Keep a file with a step. Raises Refused for an empty or too large one, Trouble for the file."""
    found = store.protocols.run(run)
    if found is None or found.step(n) is None:
        raise Refused(_("This run no longer exists."))
    with told_apart(file):
        if file.stat().st_size > LARGEST:
            raise Refused(
                _("{file} has {size} MB; evidence may have {most} MB at most. Make it smaller first.").format(
                    file=file.name, size=number(file.stat().st_size / 1024**2, 1), most=LARGEST // 1024**2
                )
            )
        content = file.read_bytes()
    if not content:
        raise Refused(_("{file} is empty.").format(file=file.name))
    made = Evidence(n, k, hashlib.sha256(content).hexdigest(), file.name, len(content), at, store.actor)
    if any((e.n, e.k, e.sha256) == (n, k, made.sha256) for e in found.evidence):
        raise Refused(_("{file} is already with this step.").format(file=file.name))
    label = _("Evidence: {code} · {n}").format(code=found.protocol.code, n=n)
    with store.operation("attach_evidence", label):
        store.protocols.add_evidence(run, made, content)
    return made


def detach(store: Store, run: str, evidence: Evidence) -> None:
    """A file was added by mistake: it is no longer with the step (undo brings it back)."""
    label = _("Remove evidence: {file}").format(file=evidence.name)
    with store.operation("detach_evidence", label):
        store.protocols.remove_evidence(run, evidence)


def save_evidence(store: Store, evidence: Evidence, path: Path) -> None:
    """Write a file out again. Raises Refused if it is not what was added, Trouble for the place."""
    content = store.protocols.evidence_content(evidence.sha256)
    if content is None or hashlib.sha256(content).hexdigest() != evidence.sha256:
        raise Refused(_("{file} is damaged in this desk; take it from a backup.").format(file=evidence.name))
    save_whole(content, path)
