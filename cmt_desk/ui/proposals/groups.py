"""What follows, counted by kind in one row over the lines: a click leads to the group, however far down."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cmt_desk.domain.proposals import Kind, Line
from cmt_desk.i18n import _, number
from cmt_desk.operations.ripple_words import kind_name
from cmt_desk.ui import look
from cmt_desk.ui.proposals.lines import LineTree
from cmt_desk.ui.widgets import button


class GroupRow(QWidget):
    """Hidden where there is one group only."""

    def __init__(self, tree: LineTree) -> None:
        super().__init__()
        self.buttons: dict[Kind, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.GAP)
        for kind in Kind:
            made = self.buttons[kind] = button("", None, lambda kind=kind: tree.show_group(kind))
            made.setAutoDefault(False)
            made.setStatusTip(kind_name(kind))
            made.setToolTip(kind_name(kind))
            row.addWidget(made)
        row.addStretch(1)

    def count(self, lines: Iterable[Line]) -> None:
        counts = Counter(line.kind for line in lines)
        for kind, made in self.buttons.items():
            made.setText(f"{_short(kind)} {number(counts[kind])}")
            made.setVisible(counts[kind] > 0)
        self.setVisible(len(counts) > 1)


def _short(kind: Kind) -> str:
    return {
        Kind.ZONE: _("Zones"),
        Kind.CAP: _("Caps"),
        Kind.ROSTER: _("Rosters"),
        Kind.PLAN: _("BC Plan"),
        Kind.WFH_FULL: _("WFH-Full"),
        Kind.PROTOCOL: _("Protocols"),
        Kind.CONTACT: _("Contacts"),
        Kind.SHEET: _("Status sheets"),
        Kind.NOTE: _("Notes"),
    }[kind]
