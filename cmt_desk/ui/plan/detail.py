"""One decision: what it says, the figures it was made on, the block of signatures, and the next steps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from cmt_desk.i18n import _
from cmt_desk.reports.decision import Box, DecisionFacts
from cmt_desk.ui import look
from cmt_desk.ui.widgets import faint, heading, plain_label


class SignatureBox(QFrame):
    """A name over what it stands for; an empty one has a dashed place."""

    def __init__(self, box: Box) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.name = plain_label(box.name or "……………………")
        self.name.setProperty("strong", bool(box.name))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.SPACE, look.SPACE, look.SPACE, look.SPACE)
        column.setSpacing(look.GAP)
        late = "warning" if box.when and not box.name else ""
        told = plain_label(" · ".join(filter(None, (box.role, box.when))), faint=not late, tone=late)
        for part in (plain_label(box.step, faint=True), self.name, told):
            part.setWordWrap(True)
            column.addWidget(part)
        if box.note:
            column.addWidget(faint(box.note))
        column.addStretch(1)
        self.setAccessibleName(f"{box.step}: {box.name or _('not yet')}")


class DecisionView(QScrollArea):
    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)  # the card behind shows; the scroll bar keeps its own
        self.boxes: list[SignatureBox] = []

    def show_decision(self, facts: DecisionFacts) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.SPACE, 0)
        column.setSpacing(look.SPACE)
        title = heading(facts.title)
        title.setWordWrap(True)
        column.addWidget(title)
        column.addLayout(_pairs(self._lines(facts)))
        if facts.waits:
            waits = plain_label(facts.waits, tone="warning")
            waits.setWordWrap(True)
            column.addWidget(waits)
        column.addLayout(self._block(facts.boxes))
        if facts.figures:
            column.addWidget(heading(_("Figures when it was proposed")))
            column.addLayout(_pairs(facts.figures, columns=2))
        column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # setWidget turns it on

    def _lines(self, facts: DecisionFacts) -> list[tuple[str, str]]:
        lines = [
            (_("State"), facts.stage),
            (_("Letter"), facts.letter),
            (_("Scope"), facts.scope),
            (_("In force"), facts.period),
            (_("Effect"), facts.effect),
            (_("Review"), facts.review),
            (_("Grounds"), facts.reason),
            (_("Version"), facts.version),
        ]
        return [(name, value) for name, value in lines if value]

    def _block(self, boxes: Sequence[Box]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(look.SPACE)
        self.boxes = [SignatureBox(box) for box in boxes]
        for n, box in enumerate(self.boxes):
            grid.addWidget(box, n // 2, n % 2)
        for n in range(2):
            grid.setColumnStretch(n, 1)
        return grid


def _pairs(lines: Sequence[tuple[str, str]], columns: int = 1) -> QGridLayout:
    """Names and values, in one or two columns of pairs."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.ROOM)
    grid.setVerticalSpacing(look.GAP)
    for n, (name, value) in enumerate(lines):
        told = plain_label(value)
        told.setWordWrap(True)
        if columns > 1:
            told.setAlignment(Qt.AlignmentFlag.AlignRight)
        label = plain_label(name, faint=True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label, n // columns, 2 * (n % columns))
        grid.addWidget(told, n // columns, 2 * (n % columns) + 1)
    for n in range(columns):
        grid.setColumnStretch(2 * n + 1, 1)
    return grid
