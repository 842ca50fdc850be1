"""The page of chains: who infected whom, as a picture and as a table that say the same."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.domain.chains import ROOM, ChainCase, Cluster, Link, Member, clusters
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, number
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.cases.chain_words import dated, link_text, state_key, states
from cmt_desk.ui.cases.page import CasePage
from cmt_desk.ui.cases.scope import Scope
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.look import Tokens
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, button, faint
from cmt_desk.ui.widgets.legend import SAMPLE, Entry, LegendRow
from cmt_desk.wording import status_name

if TYPE_CHECKING:
    from cmt_desk.store.case_table import CaseTable
    from cmt_desk.ui.cases.chain_picture import ChainPicture, Forest
    from cmt_desk.ui.widgets.pictures import Picture

MARKS = 28  # side by side in the width of the page
WHOLE = 160  # lanes a picture holds; of more, those in view


@record
class Row:
    """A case in the table: its cluster, and every source it may have."""

    n: int  # of the cluster
    cluster: Cluster
    member: Member
    links: Sequence[Link]


class ChainPage(CasePage):
    """A click on a mark or a row shows the case on the right."""

    def __init__(self, desk: Desk, cases: "CaseTable") -> None:
        super().__init__()
        self._desk, self._revealed = desk, False
        self.forest: Forest | None = None
        self.picture_view: ChainPicture | None = None
        self.scope = Scope(desk, cases)
        self.save = button(_("Save picture…"), "image", self._save)
        self.copy = button(_("Copy picture"), "copy", self._copy)
        self.legend, self.note = LegendRow(), faint()
        self.table = RecordTable(self._columns(), key=lambda row: row.member.case.id)
        self.table.setAccessibleName(_("Chains of infection"))
        self.empty = EmptyState(
            _(
                "No chain among these cases. A chain begins when a contact of a case becomes a case: open a"
                " case, choose Contacts, and let the contact become a case."
            )
        )
        self._lay_out()
        self.scope.changed.connect(self._show)
        self.table.chosen.connect(self._row_chosen)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.draw)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.scope, 1)
        first.addWidget(self.save)
        first.addWidget(self.copy)
        upper = QWidget()
        self._upper = QVBoxLayout(upper)
        self._upper.setContentsMargins(0, 0, 0, 0)
        self._upper.addWidget(self.legend)
        self._upper.addStretch(1)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(upper)
        self.parts.addWidget(self.table)
        self.parts.setSizes([400, 170])
        self.parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(first)
        column.addWidget(self.note)
        column.addWidget(self.parts, 1)
        column.addWidget(self.empty, 1)

    def _columns(self) -> Sequence[Column]:
        return (
            Column(
                _("Chain"), lambda r: (r.n, r.member.generation),
                lambda r: f"{r.n}.{r.member.generation + 1}", width=58, tip=lambda _r: _("Chain.generation"),
            ),
            Column(_("Office"), lambda r: self._office(r.member.case.branch), width=104),
            Column("NPP", lambda r: r.member.case.employee, width=62),
            Column(_("Employee"), lambda r: self._name(r.member.case), width=74),
            Column(_("Day"), lambda r: r.member.case.day, lambda r: dated(r.member.case), width=156),
            Column(
                _("Status"), lambda r: status_name(r.member.case.status),
                tip=lambda r: status_name(r.member.case.status), width=90,
            ),
            Column(_("Source"), self._sources, tip=self._sources),
        )  # fmt: skip

    def _office(self, code: str) -> str:
        return self.forest.offices.get(code, code) if self.forest else code

    def _name(self, case: ChainCase) -> str:
        return case.name if self._revealed else masked(case.name)

    def _sources(self, row: Row) -> str:
        assert self.forest is not None
        return "; ".join(link_text(link, self.forest.cases) for link in row.links) or "–"

    # --- showing ---------------------------------------------------------------------------------

    def reveal(self) -> None:
        self._revealed = True
        self.table.viewport().update()

    def refresh(self, shown: CaseFilter) -> None:
        """Build the chains of the filter's cases again."""
        self.scope.show_filter(shown)
        self._show()

    def _show(self) -> None:
        from cmt_desk.ui.cases.chain_picture import Forest

        store, on, chosen = self._desk.store, self._desk.days.day, self.scope.cases
        wanted = None if chosen is None else frozenset(chosen)
        linked = store.case_charts.linked_cases(on)
        found = clusters(linked, store.case_charts.links(on), wanted, _room(linked))
        offices = {code: b.name for code, b in store.branches.by_code().items()}
        self.forest = Forest(found, wanted, offices, self._name)
        for part in (self.parts, self.note, self.save, self.copy):
            part.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.legend.show_entries(self._legend())
        self.table.show_records(self._rows(found))
        self.note.setText(self._summary())
        if found:
            self._later.start()

    def _rows(self, found: Sequence[Cluster]) -> list[Row]:
        rows: list[Row] = []
        for n, cluster in enumerate(found, start=1):
            for member in cluster.members:
                links = [link for link in cluster.links if link.target == member.case.id]
                rows.append(Row(n, cluster, member, sorted(links, key=lambda link: not link.likeliest)))
        return rows

    def _summary(self) -> str:
        assert self.forest is not None
        found, links = self.forest.clusters, [link for c in self.forest.clusters for link in c.links]
        told = _("{chains} chains in {offices} offices · {n} linked cases").format(
            chains=number(len(found)),
            offices=number(len({c.branch for c in found})),
            n=number(len(self.forest.members)),
        )
        if self.forest.chosen is not None:
            inside = sum(self.forest.is_shown(case) for case in self.forest.members)
            told += " · " + _("{n} in the filter, the others hollow").format(n=number(inside))
        doubtful = sum(link.doubt is not None for link in links)
        return told + (" · " + _("{n} links in doubt").format(n=number(doubtful)) if doubtful else "")

    def _legend(self) -> Sequence[Entry]:
        """Only the marks and the kinds of line that are drawn."""
        assert self.forest is not None
        links = [link for cluster in self.forest.clusters for link in cluster.links]
        there = {state_key(case.status) for case in self.forest.cases.values()}
        entries: list[Entry] = [(s.paint, s.name) for key, s in states().items() if key in there]
        entries.append((_line("faint", Qt.PenStyle.SolidLine), _("likeliest source")))
        if any(not link.likeliest and not link.doubt for link in links):
            entries.append((_line("faint", Qt.PenStyle.DashLine), _("other possible source")))
        if any(link.doubt == "TOO_LATE" for link in links):
            entries.append((_line("warning", Qt.PenStyle.DashDotLine), _("doubtful by dates")))
        if any(link.doubt == "SOURCE_LATER" for link in links):
            entries.append((_line("danger", Qt.PenStyle.DotLine), _("! impossible by dates")))
        return entries

    def draw(self) -> None:
        self._later.stop()
        if self.forest is None or not self.forest.clusters:
            return
        if self.picture_view is None:
            from cmt_desk.ui.cases.chain_picture import ChainPicture

            self.picture_view = ChainPicture()
            self.picture_view.picked.connect(self._choose)
            self._upper.insertWidget(1, self.picture_view, 1000)
        self.picture_view.show_forest(self.forest)
        self.picture_view.plot.setAccessibleName(_("Chains of infection"))
        self.picture_view.plot.setAccessibleDescription(self._summary())

    def _choose(self, case: str) -> None:
        """A mark was clicked: the table follows, and the case is shown."""
        if not self.table.choose(case) or self.picture_view is None:
            return
        self.picture_view.select(case)
        self.chosen.emit(case)

    def _row_chosen(self, row: Row | None) -> None:
        if row and self.picture_view:
            self.picture_view.select(row.member.case.id)
        self.chosen.emit(row.member.case.id if row else "")

    # --- taking away -----------------------------------------------------------------------------

    def picture(self) -> "Picture | None":
        """Every lane, or those in view where there are too many for a page."""
        if self.forest is None or not self.forest.clusters:
            return None
        from cmt_desk.ui.cases.chain_picture import LANE, add_headings, draw_forest
        from cmt_desk.ui.widgets.charts import Plot
        from cmt_desk.ui.widgets.pictures import Picture

        forest, top, count = self.forest, 0, self.forest.height
        note = self._summary()
        if count > WHOLE and self.picture_view:
            top, count = self.picture_view.bar.value(), min(WHOLE, count - self.picture_view.bar.value())
            note += " · " + _("lanes {first} to {last} of {n}").format(
                first=number(top + 1), last=number(top + count), n=number(forest.height)
            )

        def draw(plot: Plot) -> None:
            draw_forest(plot, forest, look.LIGHT)
            plot.area.setYRange(top - 0.6, top + count - 0.4, padding=0)
            left = plot.area.getViewBox().viewRange()[0][0]
            add_headings(plot, forest, left, (top - 0.6, top + count - 0.4), look.LIGHT)

        return Picture(
            name="rantai", title=_("Chains of infection"), shown=self.scope.told(), note=note,
            legend=self._legend(), plot=lambda: Plot(days=True), draw=draw, high=max(240, count * LANE + 30),
        )  # fmt: skip

    def _save(self) -> None:
        from cmt_desk.ui.widgets.pictures import ask_and_save

        if picture := self.picture():
            ask_and_save(self._desk, picture, self)

    def _copy(self) -> None:
        from cmt_desk.ui.widgets.pictures import copy_picture

        if picture := self.picture():
            copy_picture(self._desk, picture)


def _room(cases: Sequence[ChainCase]) -> int:
    """Days a mark covers while all of the time is in view."""
    days = {case.day for case in cases}
    return max(ROOM, round((max(days) - min(days)).days / MARKS)) if days else ROOM


def _line(tone: str, style: Qt.PenStyle):
    def paint(painter: QPainter, centre: QPointF, tokens: Tokens) -> None:
        painter.setPen(QPen(QColor(getattr(tokens, tone)), 2, style))
        painter.drawLine(centre - QPointF(SAMPLE / 3, 0), centre + QPointF(SAMPLE / 3, 0))

    return paint
