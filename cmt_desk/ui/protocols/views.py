"""How the runs are looked at: the buttons list, board, calendar and due, and parts side by side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSplitter, QWidget

from cmt_desk.i18n import _
from cmt_desk.ui import look

VIEWS = ("list", "board", "month", "due")


class ViewBar(QWidget):
    turned = Signal(str)  # by a person

    def __init__(self) -> None:
        super().__init__()
        self._group, self.buttons = QButtonGroup(self), dict[str, QPushButton]()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.SPACE)
        names = (_("List"), _("Board"), _("Calendar"), _("Due"))
        for key, name in zip(VIEWS, names, strict=True):
            made = QPushButton(name)
            made.setCheckable(True)
            made.setStatusTip(name)
            made.clicked.connect(lambda _checked, key=key: self.turned.emit(key))
            self._group.addButton(made)
            self.buttons[key] = made
            row.addWidget(made)

    def mark(self, view: str) -> None:
        """The view in front stands out as the primary button does."""
        for key, made in self.buttons.items():
            made.setChecked(key == view)
            made.setProperty("primary", key == view)
            made.style().polish(made)


def side_by_side(*parts: tuple[QWidget, int]) -> QSplitter:
    """Each part with its least width; the last one takes what is left."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setHandleWidth(look.ROOM)
    made.setChildrenCollapsible(False)
    for n, (part, least) in enumerate(parts):
        part.setMinimumWidth(least)
        made.addWidget(part)
        made.setStretchFactor(n, int(n == len(parts) - 1))
    return made
