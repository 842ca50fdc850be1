"""Chains on pyqtgraph: time across, a lane a case, a block a cluster. Fetched when first shown."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property
from math import nan
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QWidget

from cmt_desk.domain.chains import ChainCase, Cluster, Doubt, Link, Member
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.cases.chain_words import State, heading, letter_path, state_key, states, told_of
from cmt_desk.ui.look import Tokens
from cmt_desk.ui.widgets.charts import Plot, Teller

LANE = 24  # pixels
_SIZE = 20.0  # of a mark's box
_REACH = 12.0  # pixels round a mark that belong to it
_LATER = 6  # days shown after the last case


@record
class Forest:
    """What is drawn: the clusters, which cases the filter holds (None: all), the offices' names."""

    clusters: Sequence[Cluster]
    chosen: Collection[str] | None
    offices: Mapping[str, str]
    name_of: Callable[[ChainCase], str] = field(compare=False)

    @cached_property
    def members(self) -> Mapping[str, Member]:
        return {m.case.id: m for cluster in self.clusters for m in cluster.members}

    @cached_property
    def cases(self) -> Mapping[str, ChainCase]:
        return {id: member.case for id, member in self.members.items()}

    @cached_property
    def lanes(self) -> Mapping[int, Sequence[Member]]:
        found: dict[int, list[Member]] = defaultdict(list)
        for member in self.members.values():
            found[member.lane].append(member)
        return found

    @cached_property
    def cluster_of(self) -> Mapping[str, Cluster]:
        return {m.case.id: cluster for cluster in self.clusters for m in cluster.members}

    @property
    def height(self) -> int:
        """Lanes in all."""
        return max(self.lanes, default=0) + 1

    @cached_property
    def origin(self) -> date:
        """The day from which days are counted."""
        return min((case.day for case in self.cases.values()), default=date.min)

    def x(self, member: Member) -> int:
        return (member.case.day - self.origin).days

    def is_shown(self, case: str) -> bool:
        return self.chosen is None or case in self.chosen

    def told(self, member: Member) -> tuple[str, Sequence[str]]:
        case = member.case
        links = self.cluster_of[case.id].links
        office = self.offices.get(case.branch, case.branch)
        return self.name_of(case), told_of(member, links, self.cases, office)


def draw_forest(plot: Plot, forest: Forest, tokens: Tokens) -> None:
    """Lines first, marks on them, letters on the marks."""
    plot.area.clear()
    plot.dress(tokens)
    plot.count_from(forest.origin)
    plot.area.showAxis("left", False)
    plot.area.invertY(True)
    plot.area.showGrid(x=True, alpha=0.15)
    _draw_lines(plot, forest, tokens)
    _draw_marks(plot, forest, tokens)
    first, last = -2, max(map(forest.x, forest.members.values())) + _LATER
    plot.area.setMouseEnabled(True, False)
    plot.area.setLimits(xMin=first - 7, xMax=last + 14, minXRange=10)
    plot.area.setXRange(first, max(last, first + 21), padding=0)


def _draw_lines(plot: Plot, forest: Forest, tokens: Tokens) -> None:
    lines: dict[str, list[tuple[float, float]]] = defaultdict(list)
    doubted: list[tuple[float, float]] = []
    for cluster in forest.clusters:
        for link in cluster.links:
            way = _way(link, forest)
            lines[_style(link)] += [*way, (nan, nan)]
            if link.doubt is Doubt.SOURCE_LATER:
                (x0, y0), (x1, y1) = way[-2:]
                doubted.append(((x0 + x1) / 2, (y0 + y1) / 2))
    for style, pen in (
        ("perhaps", pg.mkPen(tokens.faint, width=1, style=Qt.PenStyle.DashLine)),
        ("likeliest", pg.mkPen(tokens.faint, width=1.5)),
        ("doubtful", pg.mkPen(tokens.warning, width=2, style=Qt.PenStyle.DashDotLine)),
        ("impossible", pg.mkPen(tokens.danger, width=2, style=Qt.PenStyle.DotLine)),
    ):
        if lines[style]:
            xs, ys = zip(*lines[style], strict=True)
            plot.area.addItem(pg.PlotCurveItem(list(xs), list(ys), pen=pen, connect="finite", antialias=True))
    if doubted:
        colour = QColor(tokens.danger)
        xs, ys = zip(*doubted, strict=True)
        sign = letter_path("!", 0.5)
        plot.area.addItem(pg.ScatterPlotItem(xs, ys, symbol=sign, size=_SIZE * 1.1, brush=colour, pen=None))


def _style(link: Link) -> str:
    match link.doubt:
        case Doubt.SOURCE_LATER:
            return "impossible"
        case Doubt.TOO_LATE:
            return "doubtful"
        case None:
            return "likeliest" if link.likeliest else "perhaps"


def _way(link: Link, forest: Forest) -> list[tuple[float, float]]:
    """Down from the source, then on in the lane of the case; a mere possibility goes straight."""
    source, target = forest.members[link.source], forest.members[link.target]
    begin = (float(forest.x(source)), float(source.lane))
    end = (float(forest.x(target)), float(target.lane))
    if not link.likeliest or begin[1] == end[1]:
        return [begin, end]
    return [begin, (begin[0], end[1]), end]


def _draw_marks(plot: Plot, forest: Forest, tokens: Tokens) -> None:
    """Cases outside the filter are drawn hollow."""
    kinds = states()
    shapes = {key: state.shape(0.42) for key, state in kinds.items()}
    letters = {key: letter_path(state.letter, 0.42) for key, state in kinds.items()}
    members = list(forest.members.values())
    if not members:
        return
    keys = [state_key(m.case.status) for m in members]
    shown = [forest.is_shown(m.case.id) for m in members]
    xs, ys = [forest.x(m) for m in members], [m.lane for m in members]

    def add(symbols: Mapping[str, QPainterPath], brush: Callable[[State, bool], Any], pen: Any) -> None:
        made = {
            (key, of): pg.mkBrush(brush(state, of)) for key, state in kinds.items() for of in (True, False)
        }
        brushes = [made[kind] for kind in zip(keys, shown, strict=True)]  # pyqtgraph draws each brush once
        symbol = [symbols[key] for key in keys]
        plot.area.addItem(pg.ScatterPlotItem(xs, ys, symbol=symbol, size=_SIZE, brush=brushes, pen=pen))

    outline = QColor(tokens.ink) if tokens is look.DARK else look.OUTLINE
    add(shapes, lambda state, of: state.colour if of else QColor(tokens.surface), pg.mkPen(outline))
    add(letters, lambda state, of: state.ink if of else QColor(tokens.ink), None)


class ChainPicture(QWidget):
    """Wheel and bar scroll through the lanes, Ctrl and wheel stretch the time, a double click fits it."""

    picked = Signal(str)  # case

    def __init__(self) -> None:
        super().__init__()
        self.forest: Forest | None = None
        self.plot = Plot(days=True)
        self.bar = QScrollBar(Qt.Orientation.Vertical)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.plot, 1)
        row.addWidget(self.bar)
        self._headings: list[pg.TextItem] = []
        self._ring: pg.ScatterPlotItem | None = None
        self.selected = ""
        self._teller = Teller(self.plot, self._told)
        self.plot.signals.sigMouseClicked.connect(self._clicked)
        self.plot.area.getViewBox().sigXRangeChanged.connect(lambda *_changed: self._show_headings())
        self.plot.viewport().installEventFilter(self)
        self.bar.valueChanged.connect(self._scrolled)

    def show_forest(self, forest: Forest) -> None:
        self.forest, self._headings, self._ring = forest, [], None
        draw_forest(self.plot, forest, look.tokens())
        self._fit()
        self.select(self.selected)

    def select(self, case: str) -> None:
        """Ring a case and bring it into view."""
        self.selected = case
        forest = self.forest
        member = forest.members.get(case) if forest else None
        if self._ring:
            self.plot.area.removeItem(self._ring)
            self._ring = None
        if forest is None or member is None:
            return
        x, y = forest.x(member), member.lane
        pen = pg.mkPen(look.tokens().accent, width=3)
        self._ring = pg.ScatterPlotItem([x], [y], symbol="o", size=_SIZE + 8, brush=None, pen=pen)
        self.plot.area.addItem(self._ring)
        top, height = self.bar.value(), self.bar.pageStep()
        if not top < y < top + height - 1:
            self.bar.setValue(y - height // 2)

    # --- scrolling -------------------------------------------------------------------------------

    def _fit(self) -> None:
        """As many lanes as there is room for, at a height one can read."""
        if self.forest is None:
            return
        lanes = max(4, self.plot.viewport().height() // LANE - 1)
        self.bar.setPageStep(lanes)
        self.bar.setRange(0, max(0, self.forest.height - lanes))
        self.bar.setVisible(self.bar.maximum() > 0)
        self._scrolled(self.bar.value())

    def _scrolled(self, top: int) -> None:
        self.plot.area.setYRange(top - 0.6, top - 0.6 + self.bar.pageStep(), padding=0)
        self._show_headings()

    def _show_headings(self) -> None:
        """Only those in view, at the left edge."""
        if self.forest is None:
            return
        for item in self._headings:
            self.plot.area.removeItem(item)
        (left, _right), (top, bottom) = self.plot.area.getViewBox().viewRange()
        self._headings = add_headings(self.plot, self.forest, left, (top, bottom), look.tokens())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        elif event.type() == QEvent.Type.Wheel and not event.modifiers():  # pyright: ignore
            steps = event.angleDelta().y() / 120  # pyright: ignore[reportAttributeAccessIssue]
            self.bar.setValue(self.bar.value() - round(3 * steps))
            return True
        return super().eventFilter(watched, event)

    # --- pointing --------------------------------------------------------------------------------

    def member_at(self, at: QPointF) -> Member | None:
        """The case whose mark is nearest to a place of the plot, if it is near enough."""
        forest = self.forest
        if forest is None:
            return None
        wide, high = self.plot.area.getViewBox().viewPixelSize()
        near = forest.lanes.get(round(at.y()), ())

        def distance(member: Member) -> float:
            across = (forest.x(member) - at.x()) / wide
            down = (member.lane - at.y()) / high
            return (across * across + down * down) ** 0.5

        best = min(near, key=distance, default=None)
        return best if best and distance(best) <= _REACH else None

    def _told(self, at: QPointF) -> tuple[str, Sequence[str]] | None:
        member = self.member_at(at)
        return self.forest.told(member) if self.forest and member else None

    def _clicked(self, event: Any) -> None:
        if self.forest and event.double():
            draw_forest(self.plot, self.forest, look.tokens())
            self._headings, self._ring = [], None
            self._fit()
            self.select(self.selected)
            return
        member = self.member_at(self.plot.area.getViewBox().mapSceneToView(event.scenePos()))
        if member:
            self.picked.emit(member.case.id)


def add_headings(
    plot: Plot, forest: Forest, left: float, lanes: tuple[float, float], tokens: Tokens
) -> list[pg.TextItem]:
    """The clusters' headings between two lanes, from a day on."""
    made: list[pg.TextItem] = []
    for cluster in forest.clusters:
        if lanes[0] - 1 <= cluster.heading <= lanes[1]:
            text = pg.TextItem(heading(cluster, forest.offices), color=tokens.ink, anchor=(0, 0.5))
            text.setPos(left, cluster.heading)
            plot.area.addItem(text, ignoreBounds=True)
            made.append(text)
    return made
