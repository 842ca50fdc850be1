"""Four buttons, one for each zone, with its mark and name."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.ui import look
from cmt_desk.ui.risk_map.filters import zone_icon
from cmt_desk.wording import zone_name

_SIDE = 20


class ZoneChoice(QWidget):
    """`chosen` carries the zone somebody clicked on."""

    chosen = Signal(object)

    def __init__(self, zones: Iterable[Zone] = tuple(Zone)) -> None:
        super().__init__()
        self.buttons = dict[Zone, QToolButton]()
        group, row = QButtonGroup(self), QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.GAP)
        for zone in zones:
            made = QToolButton()
            made.setText(zone_name(zone))
            made.setAccessibleName(zone_name(zone))
            made.setStatusTip(zone_name(zone))
            made.setIcon(zone_icon(zone))
            made.setIconSize(QSize(_SIDE, _SIDE))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.setCheckable(True)
            made.setStyleSheet("QToolButton:checked { border: 2px solid palette(highlight); }")
            made.clicked.connect(lambda _on, z=zone: self.chosen.emit(z))
            group.addButton(made)
            row.addWidget(made)
            self.buttons[zone] = made
        row.addStretch(1)

    @property
    def zone(self) -> Zone | None:
        return next((zone for zone, made in self.buttons.items() if made.isChecked()), None)

    def show_zone(self, zone: Zone) -> None:
        self.buttons[zone].setChecked(True)
