"""What the zones mean: the published scores and indicators, as explanation. The desk computes no zone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.branches import Band, Indicator
from cmt_desk.i18n import _, either, number
from cmt_desk.store import Store
from cmt_desk.ui import look
from cmt_desk.ui.risk_map.panel import ZoneMark
from cmt_desk.ui.widgets import faint, heading, plain_label
from cmt_desk.wording import zone_name


def band_text(band: Band) -> str:
    """The scores of a zone, or what green means instead."""
    if band.score_min is None or band.score_max is None:
        return _("no score: no case ever recorded, or none in four weeks and at least 95 % recovered")
    return _("score {low} to {high}").format(low=number(band.score_min, 2), high=number(band.score_max, 2))


def kind_name(kind: str) -> str:
    match kind:
        case "EPI":
            return _("Epidemiology")
        case "SURV":
            return _("Surveillance")
        case _:
            return _("Health service")


class ZoneExplanation(QDialog):
    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What the zones mean"))
        self.resize(760, 600)
        self.bands = store.zones.bands()
        self.indicators = store.zones.indicators()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.ROOM)
        for row, band in enumerate(self.bands):
            mark = ZoneMark()
            mark.show_zone(band.zone)
            name = f"{zone_name(band.zone)} · {either(band.label_id, band.label_en)}"
            for column, part in enumerate((mark, plain_label(name), faint(band_text(band)))):
                grid.addWidget(part, row, column)
        grid.setColumnStretch(2, 1)
        lists = QTabWidget()
        names = {"2020-06": _("June 2020: 15 indicators"), "2020-07": _("From July 2020: 14 indicators")}
        for version, name in names.items():
            lists.addTab(_listed([i for i in self.indicators if i.version == version]), name)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        page = QVBoxLayout(self)
        page.setSpacing(look.ROOM)
        page.addWidget(heading(_("Scores: the higher, the safer")))
        page.addLayout(grid)
        page.addWidget(
            faint(
                _(
                    "Zones are taken as published and never computed: the weights of the indicators were not"
                    " public. An office follows the kabupaten or kota it lies in."
                )
            )
        )
        page.addWidget(lists, 1)
        page.addWidget(buttons)


def _listed(indicators: list[Indicator]) -> QScrollArea:
    """The indicators under their headings, numbered as published."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    before = ""
    for indicator in indicators:
        if indicator.kind != before:
            column.addWidget(plain_label(kind_name(indicator.kind), faint=True))
            before = indicator.kind
        line = plain_label(f"{indicator.n}. {either(indicator.text_id, indicator.text_en)}")
        line.setWordWrap(True)
        column.addWidget(line)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
