"""The day's figures as one column of fields: Tab or Enter goes on, a column copied in a spreadsheet drops in.

Each field saves itself when it is left; what cannot be read stays in its field and says why.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from cmt_desk.domain.indicators import Figure, Indicator, Reading
from cmt_desk.domain.intake import fold
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.readings import indicator_name, unit_of, value_text
from cmt_desk.ui import look
from cmt_desk.ui.widgets import heading, plain_label


class ValueField(QLineEdit):
    """One value. Enter and the arrows go from field to field."""

    looked_at = Signal()
    stepped = Signal(int)
    pasted = Signal(list)  # rows of cells

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.shown = ""  # as it is recorded

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
        self.looked_at.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.matches(QKeySequence.StandardKey.Paste):
            rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
            if len(rows) > 1 or (rows and len(rows[0]) > 1):
                self.pasted.emit(rows)
                return
        step = steps.get(Qt.Key(event.key()))
        if step:
            self.stepped.emit(step)
            return
        super().keyPressEvent(event)

    @property
    def touched(self) -> bool:
        return self.text().strip() != self.shown


class ReadingGrid(QWidget):
    """A line an indicator: name, unit, the value before, the value of the day."""

    left = Signal(str)  # the code of the field that was left, its text is another than what is recorded
    dropped = Signal(dict)  # code → text, pasted together
    looked_at = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, look.SPACE, 0)
        self._grid.setHorizontalSpacing(look.ROOM)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self.fields: dict[str, ValueField] = {}
        self.befores: dict[str, QLabel] = {}
        self.states: dict[str, QLabel] = {}
        self._indicators: Sequence[Indicator] = ()

    def show_indicators(self, indicators: Sequence[Indicator]) -> None:
        """The lines are made anew only when the list of indicators is another."""
        if list(indicators) == list(self._indicators):
            return
        self._indicators = list(indicators)
        while cell := self._grid.takeAt(0):
            if widget := cell.widget():
                widget.deleteLater()
        self.fields.clear()
        heads = (_("Indicator"), _("Unit"), _("Before"), _("Value of the day"), "")
        for column, head in enumerate(heads):
            label = plain_label(head, faint=True)
            side = Qt.AlignmentFlag.AlignRight if column in (2, 3) else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(label, 0, column, side)
        row, section = 1, ""
        for indicator in indicators:
            if indicator.section != section:
                section = indicator.section
                self._grid.addWidget(heading(section_name(section)), row, 0, 1, 5)
                row += 1
            self._add(indicator, row)
            row += 1
        self._grid.setRowStretch(row, 1)

    def _add(self, indicator: Indicator, row: int) -> None:
        name, field = indicator_name(indicator), ValueField()
        field.setFixedWidth(130)
        field.setAccessibleName(f"{name}, {unit_of(indicator)}")
        field.editingFinished.connect(lambda code=indicator.code: self._leave(code))
        field.looked_at.connect(lambda code=indicator.code: self.looked_at.emit(code))
        field.stepped.connect(lambda n, code=indicator.code: self._step(code, n))
        field.pasted.connect(lambda rows, code=indicator.code: self._drop(code, rows))
        before, state = plain_label(faint=True), plain_label(faint=True)
        before.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        before.setMinimumWidth(130)
        state.setMinimumWidth(110)
        parts = (plain_label(name), plain_label(unit_of(indicator), faint=True), before, field, state)
        for column, part in enumerate(parts):
            self._grid.addWidget(part, row, column)
        self.fields[indicator.code] = field
        self.befores[indicator.code], self.states[indicator.code] = before, state

    def show_values(
        self,
        now: Mapping[str, Reading],
        figures: Mapping[str, Figure],
        before: Mapping[str, Reading],
        *,
        enabled: bool,
        anew: bool,
    ) -> None:
        """`figures`: what holds where nothing was entered. `anew`: another place or day, so what was typed
        belongs elsewhere and goes."""
        for indicator in self._indicators:
            code = indicator.code
            field, reading, figure, earlier = (
                self.fields[code],
                now.get(code),
                figures[code],
                before.get(code),
            )
            text = value_text(indicator, reading.value) if reading else ""
            if anew or not field.touched:
                field.setText(text)
                self.say(code, reading.source if reading else _origin(figure))
            field.shown = text
            field.setPlaceholderText("" if figure.value is None else value_text(indicator, figure.value))
            field.setEnabled(enabled)
            told = f"{value_text(indicator, earlier.value)} · {short_date(earlier.day)}" if earlier else "–"
            self.befores[code].setText(told)

    def say(self, code: str, text: str, *, wrong: bool = False) -> None:
        """Beside a field: who said so, or why it cannot be read."""
        label = self.states[code]
        label.setText(label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, 150))
        label.setToolTip(text)
        label.setProperty("tone", "danger" if wrong else "")
        label.style().polish(label)

    def unread(self) -> list[str]:
        """Fields whose text is not recorded."""
        return [code for code, field in self.fields.items() if field.touched]

    def _leave(self, code: str) -> None:
        if self.fields[code].touched:
            self.left.emit(code)

    def _step(self, code: str, n: int) -> None:
        codes = list(self.fields)
        at = codes.index(code) + n
        if 0 <= at < len(codes):
            self.fields[codes[at]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._leave(code)

    def _drop(self, code: str, rows: Sequence[Sequence[str]]) -> None:
        """A column of values goes downward from the field; rows that name their indicator go to it."""
        names = {fold(word): i.code for i in self._indicators for word in (i.code, i.name_id, i.name_en)}
        below = iter(list(self.fields)[list(self.fields).index(code) :])
        found: dict[str, str] = {}
        for cells in rows:
            filled = [cell.strip() for cell in cells if cell.strip()]
            named = names.get(fold(filled[0])) if len(filled) > 1 else None
            target = named or next(below, None)
            if target and filled:
                found[target] = filled[-1]
        for target, text in found.items():
            self.fields[target].setText(text)
        self.dropped.emit(found)


def _origin(figure: Figure) -> str:
    """Where a value comes from that nobody entered for this place and day."""
    if figure.value is None:
        return ""
    if figure.own or figure.reported <= 1:
        return _("since {day}").format(day=short_date(figure.since or figure.day))
    return _("from {n} offices").format(n=number(figure.reported))


def section_name(section: str) -> str:
    return {"F": _("Service and IT"), "G": _("Continuity strategies")}[section]
