"""The list of indicators: what is asked each day, how offices combine, and what is no longer asked."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from cmt_desk.domain.indicators import Combine, Indicator
from cmt_desk.i18n import _
from cmt_desk.operations.readings import indicator_name, save_indicator, unit_of
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.continuity.reading_grid import section_name
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, Form, RecordTable, faint
from cmt_desk.ui.widgets.form import choice


def combine_name(kind: Combine) -> str:
    return {
        Combine.SUM: _("counted each day, offices add up"),
        Combine.MAX: _("counted each day, the largest counts"),
        Combine.LEVEL: _("stands until the next value, offices add up"),
        Combine.LATEST: _("stands until the next value, offices do not add up"),
    }[kind]


class IndicatorForm(Form):
    def __init__(self, desk: Desk, indicator: Indicator, parent: QWidget | None) -> None:
        super().__init__(parent, _("Indicator"), width=560)
        self._desk, self._indicator = desk, indicator
        self.name_id, self.name_en = QLineEdit(indicator.name_id), QLineEdit(indicator.name_en)
        self.unit_id, self.unit_en = QLineEdit(indicator.unit_id), QLineEdit(indicator.unit_en)
        self.section = choice([(s, section_name(s)) for s in "FG"], indicator.section)
        self.kind = choice([(k.value, combine_name(k)) for k in Combine], indicator.kind.value)
        self.decimals, self.retired = QSpinBox(), QCheckBox(_("no longer asked"))
        self.decimals.setRange(0, 2)
        self.decimals.setValue(indicator.decimals)
        self.retired.setChecked(indicator.retired)
        for text, field in (
            (_("Name (Indonesian)"), self.name_id), (_("Name (English)"), self.name_en),
            (_("Unit (Indonesian)"), self.unit_id), (_("Unit (English)"), self.unit_en),
            (_("Section of the sheet"), self.section), (_("How values combine"), self.kind),
            (_("Decimals"), self.decimals), (_("State"), self.retired),
        ):  # fmt: skip
            self.row(text, field)

    def save(self) -> None:
        unit = self.unit_id.text().strip()
        save_indicator(
            self._desk.store,
            replace(
                self._indicator, name_id=self.name_id.text(), name_en=self.name_en.text(), unit_id=unit,
                unit_en=self.unit_en.text().strip() or unit, section=self.section.currentData(),
                kind=Combine(self.kind.currentData()), decimals=self.decimals.value(),
                retired=self.retired.isChecked(),
            ),
        )  # fmt: skip


class IndicatorsWindow(QDialog):
    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Indicators"))
        self.resize(1040, 560)
        self.table = RecordTable(
            [
                Column(_("Indicator"), lambda i: (i.position, i.code), indicator_name),
                Column(_("Unit"), unit_of, width=120),
                Column(_("Section"), lambda i: i.section, lambda i: section_name(i.section), width=190),
                Column(_("How values combine"), lambda i: i.kind.value, lambda i: combine_name(i.kind),
                       width=340),
                Column(_("State"), lambda i: _("no longer asked") if i.retired else _("in use"), width=110),
            ],
            key=lambda i: i.code,
        )  # fmt: skip
        self.table.horizontalHeader().setStretchLastSection(False)
        buttons, made = button_row(
            self,
            [
                Action(_("Add…"), _("Another indicator"), self.add, "add"),
                Action(
                    _("Edit…"), _("Change the chosen indicator, or ask for it no more"), self.edit, "edit"
                ),
            ],
        )
        for action in made.values():
            action.setEnabled(not desk.store.read_only)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        column.addWidget(faint(_("A proposal of this program, after the sections of the daily sheet.")))
        column.addLayout(buttons)
        column.addWidget(self.table, 1)
        column.addWidget(close)
        self.table.opened.connect(lambda _indicator: None if desk.store.read_only else self.edit())
        self._fill()

    def _fill(self) -> None:
        self.table.show_records(self._desk.store.indicators.all(retired=True))

    def add(self) -> None:
        IndicatorForm(self._desk, Indicator("", "", "", "", "", "F", Combine.SUM), self).exec()
        self._fill()

    def edit(self) -> None:
        if indicator := self.table.current():
            IndicatorForm(self._desk, indicator, self).exec()
            self._fill()
