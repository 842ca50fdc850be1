"""Switches the areas by zone on and off, brings their outlines, takes them away."""

from datetime import date

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.i18n import _
from cmt_desk.store import Operation
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.risk_map.areas import AreaLayer
from cmt_desk.ui.risk_map.canvas import MapCanvas
from cmt_desk.ui.risk_map.facts import MapDay

KEPT = 128  # days whose zones are kept: playing a second time reads nothing


class AreaSwitch:
    """The layer is read when it is first shown; boundaries just imported are shown at once."""

    def __init__(self, desk: Desk, owner: QWidget, canvas: MapCanvas) -> None:
        self._desk, self._owner, self._canvas = desk, owner, canvas
        self._day: MapDay | None = None
        self.layer: AreaLayer | None = None
        self._zones: dict[tuple[date, bool], dict[str, Zone]] = {}
        self.shown, self.bring, self.remove = QAction(), QAction(), QAction()
        desk.changes.happened.connect(self._follow)

    def fill_menu(self, menu: QMenu) -> None:
        self.shown = menu.addAction(_("Kabupaten/kota by zone"))
        self.shown.setCheckable(True)
        self.shown.setStatusTip(_("Colour the areas by zone"))
        menu.addSeparator()
        self.bring = menu.addAction(_("Import boundaries (GeoJSON)…"))
        self.bring.setStatusTip(_("Polygons of kabupaten and kota, to be coloured by zone"))
        self.remove = menu.addAction(_("Remove the boundaries"))
        self.remove.setStatusTip(_("Take the imported boundaries out of the desk"))
        self.shown.toggled.connect(lambda _on: self._apply())
        self.bring.triggered.connect(self._ask)
        self.remove.triggered.connect(self.take_away)
        self._enable()

    def show_day(self, day: MapDay) -> None:
        self._day = day
        if self.layer and self.shown.isChecked():
            self.layer.show_zones(self._zones_of(day))

    def _enable(self) -> None:
        kept, writable = self._desk.store.zones.has_outlines(), not self._desk.store.read_only
        self.shown.setEnabled(kept)
        self.remove.setEnabled(kept and writable)
        self.bring.setEnabled(writable)

    def _follow(self, operation: Operation) -> None:
        if operation.tables & {"zone_reading", "bulletin"}:
            self._zones.clear()  # the tab may have asked with the old ones already
            if self._day:
                self.show_day(self._day)
        if "area_outline" in operation.tables:
            self.layer = None
            self._enable()
            kept = self.shown.isEnabled()
            if kept and operation.name in ("import_boundaries", "redo"):
                self.shown.setChecked(True)
            elif not kept:
                self.shown.setChecked(False)
            self._apply()

    def _apply(self) -> None:
        if not self.shown.isChecked():
            self._canvas.show_areas(None)
            return
        if self.layer is None:
            self.layer = AreaLayer(self._desk.store.zones.outlines())
        if self._day:
            self.layer.show_zones(self._zones_of(self._day))
        self._canvas.show_areas(self.layer)

    def _zones_of(self, day: MapDay) -> dict[str, Zone]:
        key = day.day, day.as_known
        if key not in self._zones:
            if len(self._zones) >= KEPT:
                self._zones.clear()
            self._zones[key] = self._desk.store.zones.zones_of_areas(
                day.day, as_known=day.day if day.as_known else None
            )
        return self._zones[key]

    def _ask(self) -> None:
        from cmt_desk.ui.risk_map.boundaries import ask_for_boundaries

        ask_for_boundaries(self._desk, self._owner)

    def take_away(self) -> None:
        from cmt_desk.operations.boundaries import remove_boundaries

        if self._desk.perform(lambda: remove_boundaries(self._desk.store)):
            self._desk.banner.said.emit("done", _("The boundaries are removed. Undo with Ctrl+Z."))
