"""Correcting what a bulletin says of one area: another zone, and why; the published word stays beside it."""

from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from cmt_desk.domain.branches import Area, Reading, Zone
from cmt_desk.i18n import _, long_date
from cmt_desk.operations.zones import correct_reading
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.risk_map.zone_choice import ZoneChoice
from cmt_desk.ui.widgets import button, faint, heading, plain_label
from cmt_desk.wording import zone_name


class CorrectionDialog(QDialog):
    """For one reading, with the zone that was published. Nothing is written before Correct is pressed."""

    def __init__(self, desk: Desk, area: Area, reading: Reading, published: Zone, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._reading, self._published = desk, reading, published
        self.setWindowTitle(_("Correct the zone"))
        self.setMinimumWidth(520)
        self.zone, self.reason = ZoneChoice(), QLineEdit()
        self.reason.setPlaceholderText(_("Why, and after which source"))
        self.reason.setAccessibleName(_("Reason"))
        self.hint = faint()
        self.go = button(_("Correct"), "check", self.accept, primary=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        column.addWidget(heading(area.name))
        column.addWidget(plain_label(_("Bulletin of {day}").format(day=long_date(reading.bulletin))))
        column.addWidget(faint(_state(reading, published)))
        column.addSpacing(look.GAP)
        for part in (plain_label(_("Zone that counts from now on")), self.zone):
            column.addWidget(part)
        for part in (plain_label(_("Reason")), self.reason, self.hint):
            column.addWidget(part)
        column.addWidget(buttons)
        self.zone.show_zone(reading.zone)
        self.zone.chosen.connect(lambda _zone: self._enable())
        self.reason.textChanged.connect(lambda _text: self._enable())
        self._enable()

    def _enable(self) -> None:
        changed = self.zone.zone is not self._reading.zone
        back = changed and self.zone.zone is self._published
        self.hint.setText(
            _("This is the published zone: the correction is taken back.")
            if back
            else _("Every office of this area follows. Sheets already printed stay as they were issued.")
        )
        self.go.setEnabled(changed and bool(self.reason.text().strip()))

    def accept(self) -> None:
        """One operation; the banner says how to take it back."""
        zone, reading = self.zone.zone, self._reading
        if zone is None:
            return
        store, reason = self._desk.store, self.reason.text()
        if self._desk.perform(lambda: correct_reading(store, reading.bulletin, reading.area, zone, reason)):
            told = _("The zone now counts as {zone}. Undo with Ctrl+Z.").format(zone=zone_name(zone).lower())
            self._desk.banner.said.emit("done", told)
            super().accept()


def correction_of(desk: Desk, area: str, bulletin: date | None, parent: QWidget) -> CorrectionDialog | None:
    """The dialog for an area in a bulletin; None, with a word in the banner, where it is not named."""
    found = desk.store.zones.reading(bulletin, area) if bulletin else None
    if found is None:
        desk.banner.said.emit("refused", _("This area is not in the bulletin; there is nothing to correct."))
        return None
    return CorrectionDialog(desk, desk.store.branches.areas()[area], *found, parent)


def _state(reading: Reading, published: Zone) -> str:
    text = _("Published: “{word}” ({zone})").format(word=reading.published, zone=zone_name(published))
    if reading.corrected:
        text += "\n" + _("Corrected to {zone}: {reason}").format(
            zone=zone_name(reading.zone).lower(), reason=reading.reason
        )
    return text
