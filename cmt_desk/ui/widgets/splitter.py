"""Parts side by side that can be made wider and narrower."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from cmt_desk.ui import look


def side_by_side(*parts: tuple[QWidget, int]) -> QSplitter:
    """Side by side, each with its least width; the last one takes what is left."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setHandleWidth(look.ROOM)
    made.setChildrenCollapsible(False)
    for n, (part, least) in enumerate(parts):
        part.setMinimumWidth(least)
        made.addWidget(part)
        made.setStretchFactor(n, int(n == len(parts) - 1))
    return made
