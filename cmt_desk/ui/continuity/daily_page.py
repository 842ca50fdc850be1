"""Isian harian: the figures the daily sheet asks of a place, with the value before and their course."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.indicators import Combine, Figure, Indicator, Reading
from cmt_desk.i18n import _, full_date, number, short_date
from cmt_desk.operations.readings import indicator_name, record_readings, typed_value, unit_of, value_text
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.continuity.course_chart import Course, CourseChart
from cmt_desk.ui.continuity.function_forms import office_choice, offices_offered
from cmt_desk.ui.continuity.indicators_form import IndicatorsWindow
from cmt_desk.ui.continuity.reading_grid import ReadingGrid
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.table_file import Cell, ask_table_file, write_table
from cmt_desk.ui.widgets import Card, faint, plain_label

SPAN = 60  # days a chart and an export look back


class DailyPage(Page):
    reads: ClassVar[frozenset[str]] = frozenset({"indicator", "indicator_reading", "branch"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.grid, self.told, self.refusal = (
            ReadingGrid(),
            plain_label(faint=True),
            plain_label(tone="danger"),
        )
        self.office = office_choice(desk, "")
        self.office.setAccessibleName(_("Office"))
        self.chart, self.course, self.figure = CourseChart(), Card(), faint()
        self.course_name = plain_label(heading=True)
        self._indicators: dict[str, Indicator] = {}
        self._figures: dict[str, Figure] = {}
        self._looked_at, self._showing, self._flushing = "", ("", date.min), False
        self._lay_out()
        self.office.activated.connect(lambda _n: self.refresh())
        self.grid.left.connect(self._save_one)
        self.grid.dropped.connect(self._save)
        self.grid.looked_at.connect(self._look_at)

    def actions(self) -> list[Action]:
        return [
            Action(_("Import…"), _("Import figures from CSV or XLSX"),
                   lambda: self.desk.picked.wanted.emit("import", "readings"), "import"),
            Action(_("Export…"), _("Save the figures of the last 60 days as XLSX or CSV"), self._ask_file,
                   "export"),
            Action(_("Indicators…"), _("The list of what is asked"),
                   lambda: IndicatorsWindow(self.desk, self).exec(), "list"),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        buttons, _made = button_row(self, self.actions())
        head = QHBoxLayout()
        head.setSpacing(look.SPACE)
        self.office.setMinimumWidth(230)
        head.addWidget(plain_label(_("Office")))
        head.addWidget(self.office)
        head.addWidget(self.told, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.grid)
        self.course_name.setWordWrap(True)
        self.course.body.addWidget(self.course_name)
        self.course.body.addWidget(self.figure)
        self.course.body.addWidget(self.chart, 1)
        body = QHBoxLayout()
        body.setSpacing(look.ROOM)
        body.addWidget(area, 7)
        body.addWidget(self.course, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        for part in (buttons, head):
            column.addLayout(part)
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        column.addLayout(body, 1)

    @property
    def place(self) -> str:
        return self.office.currentData() or ""

    def refresh(self) -> None:
        if self._flushing:
            return
        self._fill_offices()
        store, day, place = self.desk.store, self.desk.days.day, self.place
        if self._showing != (place, day):
            self._flush()
        indicators = store.indicators.all()
        self._indicators = {i.code: i for i in indicators}
        self.grid.show_indicators(indicators)
        now = {c: r for c, r in store.indicators.of_place(place, day).items() if r.day == day}
        scope, eve = ({place} if place else None), day - timedelta(days=1)
        before = store.indicators.of_place(place, eve) | _known(store.indicators.on(eve, scope))
        self._figures = {f.indicator.code: f for f in store.indicators.on(day, scope)}
        anew = self._showing != (place, day)
        self._showing = place, day
        if anew:
            self._refuse("")
        writable = day <= self.desk.days.today and not store.read_only
        self.grid.show_values(now, self._figures, before, enabled=writable, anew=anew)
        self.told.setText(self._told(len(now), writable=writable))
        self._look_at(
            self._looked_at if self._looked_at in self._indicators else next(iter(self._indicators), "")
        )

    def _fill_offices(self) -> None:
        offered = offices_offered(self.desk)
        if [self.office.itemText(n) for n in range(self.office.count())] != [name for _code, name in offered]:
            chosen = self.place
            self.office.clear()
            for code, name in offered:
                self.office.addItem(name, code)
            self.office.setCurrentIndex(max(0, self.office.findData(chosen)))

    def _flush(self) -> None:
        """The day or place moved while somebody typed: what was typed belongs to the one before."""
        texts = {code: self.grid.fields[code].text() for code in self.grid.unread()}
        if not texts or self.desk.store.read_only:
            return
        self._flushing = True
        try:
            self._save(texts)
        finally:
            self._flushing = False
        if why := self.refusal.text():
            self.desk.banner.said.emit("refused", why)

    def _told(self, filled: int, *, writable: bool) -> str:
        if self.desk.days.day > self.desk.days.today:
            return _("A day to come: nothing can be recorded yet.")
        text = _("{day}: {n} of {all} filled in").format(
            day=full_date(self.desk.days.day), n=number(filled), all=number(len(self._indicators))
        )
        return text if writable else f"{text} · {_('read-only')}"

    def _look_at(self, code: str) -> None:
        """The course of one indicator at the place, up to the day."""
        indicator = self._indicators.get(code)
        if indicator is None:
            return
        self._looked_at = code
        day = self.desk.days.day
        first = day - timedelta(days=SPAN - 1)
        name = f"{indicator_name(indicator)} ({unit_of(indicator)})"
        self.course_name.setText(name)
        points = self.desk.store.indicators.history(indicator, self.place, first, day)
        self.chart.show_courses([Course(name, points, "accent", indicator.decimals)], first, day)
        self.chart.setAccessibleName(name)
        self.figure.setText(figure_text(self._figures[code], national=not self.place))

    def _save_one(self, code: str) -> None:
        self._save({code: self.grid.fields[code].text()})

    def _save(self, texts: Mapping[str, str]) -> None:
        """What can be read is one step; the rest stays in its field with the reason."""
        values: dict[str, float | None] = {}
        self._refuse("")
        for code, text in texts.items():
            try:
                values[code] = typed_value(self._indicators[code], text)
            except Refused as refused:
                self._refuse(str(refused))
                self.grid.say(code, _("not recorded"), wrong=True)
        place, day = self._showing
        for code, value in values.items():  # recorded: as it will be shown
            field = self.grid.fields[code]
            field.setText("" if value is None else value_text(self._indicators[code], value))
            field.shown = field.text()
        store, today = self.desk.store, self.desk.days.today
        if not self.desk.perform(lambda: record_readings(store, place, day, values, today=today)):
            self._showing = "", date.min  # read again what is recorded
            self.refresh()

    def _refuse(self, why: str) -> None:
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))

    def unsaved(self) -> str:
        wrong = self.grid.unread()
        return _("{n} figures could not be read and are not recorded.").format(n=len(wrong)) if wrong else ""

    def _ask_file(self) -> None:
        if file := ask_table_file(self, _("Export…"), f"isian-harian-{self.desk.days.day}"):
            self.save_table(file)

    def save_table(self, file: Path) -> bool:
        """Every value of the last 60 days; its columns are those an import reads."""
        store, day = self.desk.store, self.desk.days.day
        offices = {b.code: b.name for b in store.branches.all()}
        indicators = {i.code: i for i in store.indicators.all(retired=True)}
        head: list[Cell] = [
            _("Date"), _("Office"), _("Indicator"), _("Value"), _("Unit"), _("Source"),
        ]  # fmt: skip
        found = store.indicators.readings(day - timedelta(days=SPAN - 1), day)
        rows = [head, *(_row(r, indicators[r.indicator], offices) for r in found)]
        saved = self.desk.perform(lambda: write_table(rows, file))
        if saved:
            self.desk.banner.said.emit("done", _("Saved: {file}").format(file=file.name))
        return saved


def _known(figures: Iterable[Figure]) -> dict[str, Reading]:
    """The figures of a day as if they had been entered."""
    return {
        f.indicator.code: Reading(f.indicator.code, "", f.since or f.day, f.value)
        for f in figures
        if f.value is not None
    }


def _row(reading: Reading, indicator: Indicator, offices: Mapping[str, str]) -> list[Cell]:
    value = reading.value
    return [
        reading.day, offices.get(reading.branch, _("National")), indicator_name(indicator),
        int(value) if value == int(value) else value, unit_of(indicator), reading.source,
    ]  # fmt: skip


def figure_text(figure: Figure, *, national: bool) -> str:
    """The figure and where it comes from: "1.204 dari 118 kantor", "151,20, 2 hari lalu"."""
    indicator = figure.indicator
    if figure.value is None:
        if indicator.kind is Combine.LATEST and figure.reported:
            return _("Offices do not add up here; enter the national figure.")
        return _("Nobody reported on this day.")
    parts = [f"{value_text(indicator, figure.value)} {unit_of(indicator)}"]
    if national and not figure.own:
        parts.append(_("from {n} offices").format(n=number(figure.reported)))
    if figure.since and figure.since < figure.day:
        parts.append(_("oldest value of {day}").format(day=short_date(figure.since)))
    if figure.own and figure.of_offices is not None and figure.of_offices != figure.value:
        parts.append(
            _("the {n} offices that reported give {value}").format(
                n=number(figure.reported), value=value_text(indicator, figure.of_offices)
            )
        )
    if figure.before is not None:
        parts.append(_("the day before {value}").format(value=value_text(indicator, figure.before)))
    return " · ".join(parts)
