"""Ctrl+K: find anything — a branch, a case, a protocol, an action — and go there."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cmt_desk.domain.case_filter import search_words
from cmt_desk.domain.cases import Status
from cmt_desk.domain.intake import fold
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, either
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import faint
from cmt_desk.wording import status_name

SHOWN = 40
KINDS = {">": "action", "@": "branch", "#": "case"}
ORDER = ("branch", "case", "protocol", "action")  # the commonest first


@record
class Find:
    """One thing that can be gone to: what it is, how it reads, what else it answers to."""

    kind: str
    text: str
    words: str
    go: Callable[[], object]
    icon: str


def everything(
    desk: Desk, actions: Iterable[QAction], do: Callable[[QAction], object] = QAction.trigger
) -> list[Find]:
    """All that can be found but the cases: those are as many as there are, and asked for by their words."""
    go = desk.picked.wanted.emit
    found = [
        Find(
            "branch",
            f"{b.name} · {b.city}",
            f"{b.code} {b.province}",
            partial(go, "branch", b.code),
            "office",
        )
        for b in desk.store.branches.by_code().values()
    ]
    for p in desk.store.protocols.active():
        text = f"{p.code} {either(p.title_id, p.title_en)}"
        found.append(Find("protocol", text, "", partial(go, "protocol", p.code), "protocols"))
    for action in actions:
        if action.text() and not action.menu() and not action.isSeparator():
            text = action.text().replace("&", "")
            found.append(Find("action", text, action.statusTip(), partial(do, action), "next"))
    return found


def cases(desk: Desk, typed: str) -> list[Find]:
    """The cases of the day shown that hold every word typed, the newest first, without names."""
    offices = {b.code: f"{b.name} {b.city}" for b in desk.store.branches.all()}
    names = {code: b.name for code, b in desk.store.branches.by_code().items()}
    statuses = {status.value: status_name(status) for status in Status}
    rows = desk.store.case_finding.find(search_words(typed), desk.days.day, SHOWN, offices, statuses)
    return [
        Find(
            "case",
            " · ".join(
                (row.employee, masked(row.name), names.get(row.branch, row.branch), status_name(row.status))
            ),
            "",
            partial(desk.picked.wanted.emit, "case", row.id),
            "cases",
        )
        for row in rows
    ]


def matches(desk: Desk, found: Iterable[Find], typed: str) -> list[Find]:
    """The things that hold every word typed; a first sign narrows the kind. Beginnings come first, then the
    commonest kind."""
    kind = KINDS.get(typed[:1], "")
    typed = typed[1:] if kind else typed
    words = fold(typed).split()
    fitting = [
        f for f in found if kind in ("", f.kind) and all(w in fold(f"{f.text} {f.words}") for w in words)
    ]
    if kind in ("", "case"):
        fitting += cases(desk, typed)
    ordered = sorted(fitting, key=lambda f: (not _begins(f, words), ORDER.index(f.kind)))
    return ordered[:SHOWN]


def _holds(found: Find, words: Sequence[str]) -> bool:
    text = fold(f"{found.text} {found.words}")
    return all(word in text for word in words)


def _begins(found: Find, words: Sequence[str]) -> bool:
    return bool(words) and fold(found.text).startswith(words[0])


class Finder(QDialog):
    def __init__(
        self,
        desk: Desk,
        actions: Iterable[QAction],
        parent: QWidget,
        do: Callable[[QAction], object] = QAction.trigger,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Find"))
        self.resize(620, 420)
        self._desk, self._all = desk, everything(desk, actions, do)
        self._shown: list[Find] = []
        self.typed, self.results = QLineEdit(), QListWidget()
        self.typed.setPlaceholderText(_("Branch, case, protocol or action…"))
        self.typed.setClearButtonEnabled(True)
        self.typed.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setSpacing(look.SPACE)
        column.addWidget(self.typed)
        column.addWidget(self.results, 1)
        column.addWidget(faint(_("> actions   @ branches   # cases   ·   Enter goes there")))
        self.typed.textChanged.connect(self._find)
        self.typed.returnPressed.connect(self.accept)
        self.results.itemActivated.connect(lambda _item: self.accept())
        self._find("")

    def _find(self, typed: str) -> None:
        self._shown = matches(self._desk, self._all, typed)
        self.results.clear()
        for found in self._shown:
            self.results.addItem(QListWidgetItem(look.icon(found.icon), found.text))
        self.results.setCurrentRow(0)

    def accept(self) -> None:
        """Close, then go: the window in front is the desk again."""
        row = self.results.currentRow()
        super().accept()
        if 0 <= row < len(self._shown):
            self._shown[row].go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move through the results while the hand stays on the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                row = self.results.currentRow() + step
                self.results.setCurrentRow(max(0, min(row, self.results.count() - 1)))
                return True
        return super().eventFilter(watched, event)
