"""Which part of the country a rectangle of the screen shows; zoom and pan within limits."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

CLOSEST = 4000.0  # pixels per degree: about 28 m a pixel


class Viewport:
    """Equirectangular, which at the equator is true to shape: one scale, in pixels per degree.

    Map coordinates are degrees east and degrees *south*, so that y grows downwards as on the screen.
    """

    def __init__(self, home: QRectF) -> None:
        self.home = home
        self.size = QSizeF(1, 1)
        self.centre = home.center()
        self.scale = 1.0
        self.at_home = True

    # --- asking ----------------------------------------------------------------------------------

    def place(self, lon: float, lat: float) -> QPointF:
        """Where on the screen a place lies."""
        return QPointF(
            (lon - self.centre.x()) * self.scale + self.size.width() / 2,
            (-lat - self.centre.y()) * self.scale + self.size.height() / 2,
        )

    def under(self, spot: QPointF) -> QPointF:
        """The map coordinates under a spot on the screen."""
        return self.centre + (spot - self._middle) / self.scale

    @property
    def seen(self) -> QRectF:
        width, height = self.size.width() / self.scale, self.size.height() / self.scale
        return QRectF(self.centre.x() - width / 2, self.centre.y() - height / 2, width, height)

    @property
    def transform(self) -> QTransform:
        """From map coordinates to the screen."""
        made = QTransform.fromTranslate(self._middle.x(), self._middle.y())
        made.scale(self.scale, self.scale)
        return made.translate(-self.centre.x(), -self.centre.y())

    @property
    def _middle(self) -> QPointF:
        return QPointF(self.size.width() / 2, self.size.height() / 2)

    @property
    def widest(self) -> float:
        """The scale at which home just fits."""
        return min(self.size.width() / self.home.width(), self.size.height() / self.home.height())

    # --- moving ----------------------------------------------------------------------------------

    def resize(self, size: QSizeF) -> None:
        """Keep the place in the middle; a map that showed all goes on showing all."""
        self.size = size
        self.fit() if self.at_home else self._settle()

    def fit(self) -> None:
        self.scale, self.centre, self.at_home = self.widest, self.home.center(), True

    def fit_box(self, box: QRectF, closest: float = CLOSEST) -> None:
        """Show a box of the map with some air around it."""
        across = max(box.width() * 1.5, 1e-6), max(box.height() * 1.5, 1e-6)
        scale = min(self.size.width() / across[0], self.size.height() / across[1], closest)
        self.scale, self.centre = scale, box.center()
        self._settle()

    def zoom(self, factor: float, spot: QPointF | None = None) -> None:
        """Closer or farther; what is under `spot` stays there."""
        spot = spot or self._middle
        held = self.under(spot)
        self.scale = min(max(self.scale * factor, self.widest), CLOSEST)
        self.centre = held - (spot - self._middle) / self.scale
        self._settle()

    def pan(self, by: QPointF) -> None:
        self.centre -= by / self.scale
        self._settle()

    def bring_in(self, lon: float, lat: float, margin: float = 24) -> bool:
        """Recentre only when a place is outside the view; True if it was."""
        inside = QRectF(0, 0, self.size.width(), self.size.height())
        if inside.adjusted(margin, margin, -margin, -margin).contains(self.place(lon, lat)):
            return False
        self.centre = QPointF(lon, -lat)
        self._settle()
        return True

    def _settle(self) -> None:
        """Keep to the limits: never smaller than home, the middle never outside it."""
        self.scale = min(max(self.scale, self.widest), CLOSEST)
        self.at_home = self.scale <= self.widest * 1.0001
        if self.at_home:
            self.centre = self.home.center()
            return
        half_width = min(self.size.width() / self.scale, self.home.width()) / 2
        half_height = min(self.size.height() / self.scale, self.home.height()) / 2
        room = self.home.adjusted(half_width, half_height, -half_width, -half_height)
        self.centre = QPointF(
            min(max(self.centre.x(), room.left()), room.right()),
            min(max(self.centre.y(), room.top()), room.bottom()),
        )
