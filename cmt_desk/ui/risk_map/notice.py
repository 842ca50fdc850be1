"""A card over the map where no bulletin decides: says what would, and has the button for it."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from cmt_desk.i18n import _, long_date
from cmt_desk.ui.risk_map.facts import MapDay
from cmt_desk.ui.widgets import Card, button, faint


class NoBulletin(Card):
    """Two cases: no bulletin at all, or none on or before the day shown."""

    import_asked = Signal()
    first_asked = Signal(object)  # the day of the first bulletin

    def __init__(self, over: QWidget) -> None:
        super().__init__(_("No zones to show"))
        self.setParent(over)
        self._over = over
        self._first: date | None = None
        self.text = faint()
        self.go = button(_("Go to the first bulletin"), "next", lambda: self.first_asked.emit(self._first))
        self.bring = button(_("Import zone bulletin…"), "import", self.import_asked.emit, primary=True)
        for part in (self.text, self.go, self.bring):
            self.body.addWidget(part)
        self.setFixedWidth(380)
        self.hide()
        over.installEventFilter(self)

    def show_day(self, map_day: MapDay) -> None:
        self._first = map_day.bulletins[0].day if map_day.bulletins else None
        self.setVisible(map_day.bulletin is None)
        self.go.setVisible(self._first is not None)
        if map_day.as_known:
            self.go.hide()
            text = _("At the end of {day} this desk knew no bulletin for that day.").format(
                day=long_date(map_day.day)
            )
        elif self._first:
            text = _("No bulletin is known on or before {day}; the first one is of {first}.").format(
                day=long_date(map_day.day), first=long_date(self._first)
            )
        else:
            text = _("Zones come from the weekly bulletin. Import one, and each office has its zone and cap.")
        self.text.setText(text)
        self._centre()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._centre()
        return False

    def _centre(self) -> None:
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, (self._over.height() - self.height()) // 2)
