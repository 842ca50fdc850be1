"""The page of charts: one at a time, told by the pointer, with its figures as a table and as a picture."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.i18n import _, number
from cmt_desk.ui import look
from cmt_desk.ui.cases.figures import chart_kinds
from cmt_desk.ui.cases.page import CasePage
from cmt_desk.ui.cases.scope import Scope
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, button, faint
from cmt_desk.ui.widgets.figures import Figure, Series
from cmt_desk.ui.widgets.legend import LegendRow

if TYPE_CHECKING:
    from cmt_desk.store.case_table import CaseTable
    from cmt_desk.ui.widgets.charts import Plot
    from cmt_desk.ui.widgets.pictures import Picture


class ChartPage(CasePage):
    """pyqtgraph is fetched after the page was first painted."""

    def __init__(self, desk: Desk, cases: "CaseTable") -> None:
        super().__init__()
        self._desk = desk
        self.figure: Figure | None = None
        self.plot: Plot | None = None
        self._kinds = {kind.key: kind for kind in chart_kinds()}
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Chart"))
        for key, kind in self._kinds.items():
            self.kind.addItem(kind.name, key)
        self.scope = Scope(desk, cases)
        self.save = button(_("Save picture…"), "image", self._save)
        self.copy = button(_("Copy picture"), "copy", self._copy)
        self.legend, self.note, self.empty = LegendRow(), faint(), EmptyState("")
        self.table: RecordTable | None = None
        self._lay_out()
        self.kind.activated.connect(lambda _n: self._show())
        self.scope.changed.connect(self._show)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.draw)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, part in ((first, self.kind), (first, self.save), (first, self.copy), (second, self.scope)):
            row.addWidget(part, int(part in (self.kind, self.scope)))
        upper = QWidget()
        self._upper = QVBoxLayout(upper)
        self._upper.setContentsMargins(0, 0, 0, 0)
        self._upper.addWidget(self.legend)
        self._upper.addStretch(1)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(upper)
        self.parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.note)
        column.addWidget(self.parts, 1)
        column.addWidget(self.empty, 1)

    def refresh(self, shown: CaseFilter) -> None:
        """Count again what the chosen chart shows of the filter's cases."""
        if self.isVisible() or self.figure is None:
            self.scope.show_filter(shown)
            self._show()

    def show_chart(self, key: str) -> None:
        self.kind.setCurrentIndex(self.kind.findData(key))
        self._show()

    def _show(self) -> None:
        kind = self._kinds[self.kind.currentData()]
        self.figure = kind.make(self._desk.store, self._desk.days.day, self.scope.cases)
        there = self.figure is not None
        for part in (self.parts, self.note, self.save, self.copy):
            part.setVisible(there)
        self.empty.setVisible(not there)
        self.empty.text.setText(kind.empty)
        if self.figure:
            self.note.setText(self.figure.note)
            self.legend.show_entries([(s.paint_swatch, s.name) for s in self.figure.series])
            self._show_table(self.figure)
            self._later.start()

    def _show_table(self, figure: Figure) -> None:
        names: list[str] = list(figure.columns)
        columns = [Column(figure.across, lambda n: n, names.__getitem__, width=190)]
        columns += [_values(series) for series in figure.series]
        fresh = RecordTable([*columns, Column("", lambda _n: "")], key=lambda n: n)
        fresh.setAccessibleName(figure.title)
        fresh.show_records(list(range(len(figure.columns))))
        if self.table:
            self.parts.replaceWidget(1, fresh)
            self.table.deleteLater()
        else:
            self.parts.addWidget(fresh)
            self.parts.setSizes([380, 170])
        self.table = fresh

    def draw(self) -> None:
        """The chart anew, in a plot of its own: what an earlier one left in it is gone."""
        self._later.stop()
        if self.figure is None:
            return
        from cmt_desk.ui.widgets.charts import Teller, draw

        plot = self._new_plot()
        draw(plot, self.figure, look.tokens())
        plot.setAccessibleName(self.figure.title)
        plot.setAccessibleDescription(self.figure.note)
        self._teller = Teller(plot, self._told)
        if self.plot:
            self._upper.replaceWidget(self.plot, plot)
            self.plot.hide()
            self.plot.deleteLater()
        else:
            self._upper.insertWidget(1, plot, 1000)
        self.plot = plot
        if self.table and self.figure.first_day:
            self.table.scrollToBottom()  # the newest day

    def _new_plot(self) -> "Plot":
        from cmt_desk.ui.widgets.charts import Plot

        return Plot(days=bool(self.figure and self.figure.first_day))

    def _told(self, at: QPointF) -> tuple[str, list[str]] | None:
        from cmt_desk.ui.widgets.charts import column_at

        n = column_at(self.figure, at) if self.figure else None
        return None if self.figure is None or n is None else (self.figure.columns[n], self.figure.told(n))

    # --- taking away -----------------------------------------------------------------------------

    def picture(self) -> "Picture | None":
        if self.figure is None:
            return None
        from cmt_desk.ui.widgets.charts import draw
        from cmt_desk.ui.widgets.pictures import Picture

        figure = self.figure
        return Picture(
            name=f"kasus-{self.kind.currentData()}",
            title=figure.title,
            shown=self.scope.told(),
            note=figure.note,
            legend=[(s.paint_swatch, s.name) for s in figure.series],
            plot=self._new_plot,
            draw=lambda plot: draw(plot, figure, look.LIGHT),
        )

    def _save(self) -> None:
        from cmt_desk.ui.widgets.pictures import ask_and_save

        if picture := self.picture():
            ask_and_save(self._desk, picture, self)

    def _copy(self) -> None:
        from cmt_desk.ui.widgets.pictures import copy_picture

        if picture := self.picture():
            copy_picture(self._desk, picture)


def _values(series: Series) -> Column:
    return Column(
        series.name,
        lambda n: series.values[n],
        lambda n: number(series.values[n], series.decimals),
        right=True,
        width=max(80, 8 * len(series.name)),
    )
