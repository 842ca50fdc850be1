"""One cap rule: its reference, dates, scope and shares, and what saving it would change."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.caps import FLAT, NATIONAL, CapRule
from cmt_desk.i18n import _, either, number
from cmt_desk.operations.cap_rules import (
    LOCAL_PRECEDENCE,
    NATIONAL_PRECEDENCE,
    Effect,
    cap_presets,
    effect,
    save_rule,
)
from cmt_desk.records import record
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.schedule.areas import AreasForm
from cmt_desk.ui.schedule.forms import choice, day_field, day_of
from cmt_desk.ui.widgets import Form, button, plain_label
from cmt_desk.wording import zone_name

NEW = "+"  # in the list of scopes: make one


@record
class _Shares:
    zones: dict[Zone, QSpinBox]
    flat: QSpinBox


class RuleForm(Form):
    """`rule` None: a new one, which may begin from a preset of 2020 to 2022."""

    def __init__(self, desk: Desk, parent: QWidget | None, rule: CapRule | None = None) -> None:
        super().__init__(parent, _("Change cap rule") if rule else _("New cap rule"), width=640)
        self._desk, self._rule = desk, rule
        today = desk.days.today
        self.presets = cap_presets()
        self.preset = choice([(None, _("none"))] + [
            (p, f"{p.rule.number} · {either(p.label_id, p.label_en)}") for p in self.presets
        ])  # fmt: skip
        self.issuer, self.number = QLineEdit(), QLineEdit()
        self.dated, self.first, self.last = (day_field(today) for _n in range(3))
        self.open_end = QCheckBox(_("until further notice"))
        self._lists: dict[str, set[str]] = {}  # the areas of each list, as stored
        for area, scopes in desk.store.branches.scopes().items():
            for scope in scopes:
                self._lists.setdefault(scope, set()).add(area)
        self._chosen: dict[str, set[str]] = {}  # lists that were made or changed here
        names = [(s, s.capitalize()) for s in sorted(self._lists)]
        self.scope = choice([(NATIONAL, _("All areas")), *names, (NEW, _("New area list…"))])
        self.areas = button(_("Areas…"), None, lambda: self.ask_areas(self.scope.currentData()))
        self._scope = NATIONAL  # chosen before a new list was asked for
        self.kind = choice([("ZONE", _("By zone")), (FLAT, _("One share")), ("DISCRETION", _("No figure"))])
        self.shares = _Shares({zone: _percent() for zone in Zone}, _percent())
        self.rank = QSpinBox()
        self.rank.setRange(1, 99)
        self.told = plain_label()
        self.told.setWordWrap(True)
        self._rows()
        self._show(rule or CapRule("", "", today, None, NATIONAL, "ZONE", NATIONAL_PRECEDENCE, {}))
        self._wire()
        self._follow()

    def _rows(self) -> None:
        if self._rule is None:
            self.row(_("Begin from"), self.preset)
        self.row(_("Number"), self.number)
        self.row(_("Issued by"), self.issuer)
        self.row(_("Dated"), self.dated)
        self.row(_("In force from"), self.first)
        self.row(_("Until"), self.last)
        self.form.addRow("", self.open_end)
        places = QWidget()
        row = QHBoxLayout(places)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.scope, 1)
        row.addWidget(self.areas)
        self.row(_("Areas"), places)
        self.scope.setAccessibleName(_("Areas"))
        self.row(_("Shares"), self.kind)
        self.zones = QWidget()
        grid = QGridLayout(self.zones)
        grid.setContentsMargins(0, 0, 0, 0)
        for n, (zone, field) in enumerate(self.shares.zones.items()):
            grid.addWidget(plain_label(zone_name(zone)), n // 2, n % 2 * 2)
            grid.addWidget(field, n // 2, n % 2 * 2 + 1)
            field.setAccessibleName(zone_name(zone))
        self.row(_("Share by zone"), self.zones)
        self.row(_("Share"), self.shares.flat)
        self.row(_("Rank (the higher decides)"), self.rank)
        self.column.insertWidget(3, self.told)

    def _wire(self) -> None:
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self._follow())
        for field in (*self.shares.zones.values(), self.shares.flat, self.rank):
            field.valueChanged.connect(lambda _n: self._follow())
        for box in (self.kind, self.scope):
            box.currentIndexChanged.connect(lambda _n: self._follow())
        self.scope.currentIndexChanged.connect(lambda _n: self._rank())
        self.scope.activated.connect(lambda _n: self._ask_new())
        self.open_end.toggled.connect(lambda _on: self._follow())
        self.preset.currentIndexChanged.connect(lambda _n: self._take_preset())

    def _show(self, rule: CapRule) -> None:
        self.number.setText(rule.number)
        self.issuer.setText(rule.issuer)
        _set_day(self.dated, rule.dated or rule.effective_from)
        _set_day(self.first, rule.effective_from)
        _set_day(self.last, rule.effective_to or rule.effective_from)
        self.open_end.setChecked(rule.effective_to is None)
        self.scope.setCurrentIndex(max(0, self.scope.findData(rule.scope)))
        self._scope = self.scope.currentData()
        self.kind.setCurrentIndex(self.kind.findData(rule.kind))
        for zone, field in self.shares.zones.items():
            field.setValue(rule.shares.get(zone.value, 100))
        self.shares.flat.setValue(rule.shares.get(FLAT, 100))
        self.rank.setValue(rule.precedence)

    def _take_preset(self) -> None:
        if preset := self.preset.currentData():
            kept = self.rule()
            dates = {"effective_from": kept.effective_from, "effective_to": kept.effective_to}
            self._show(replace(preset.rule, scope=kept.scope, precedence=kept.precedence, **dates))
            self._follow()

    def _ask_new(self) -> None:
        if self.scope.currentData() == NEW:
            self.ask_areas("")
        self._scope = self.scope.currentData()

    def ask_areas(self, scope: str) -> None:
        """The areas of a list; without a name a new list. It is written when the rule is saved."""
        form = AreasForm(self._desk, self, scope, self._chosen.get(scope, self._lists.get(scope, set())))
        self.take_areas(form.scope(), form.chosen() if form.exec() else None)

    def take_areas(self, scope: str, areas: set[str] | None) -> None:
        """Use this list; None: nothing was chosen, and what stood there stays."""
        if areas is None:
            self.scope.setCurrentIndex(self.scope.findData(self._scope))
            return
        self._chosen[scope] = areas
        if self.scope.findData(scope) < 0:
            self.scope.insertItem(self.scope.count() - 1, scope.capitalize(), scope)
        self.scope.setCurrentIndex(self.scope.findData(scope))
        self._scope = scope
        self._follow()

    def _rank(self) -> None:
        if self._rule is None:
            local = self.scope.currentData() != NATIONAL
            self.rank.setValue(LOCAL_PRECEDENCE if local else NATIONAL_PRECEDENCE)

    def _follow(self) -> None:
        kind = self.kind.currentData()
        self.form.setRowVisible(self.zones, kind == "ZONE")
        self.form.setRowVisible(self.shares.flat, kind == FLAT)
        self.last.setEnabled(not self.open_end.isChecked())
        scope = self.scope.currentData()
        self.areas.setEnabled(scope not in (NATIONAL, NEW))
        found = effect(self._desk.store, self.rule(), self._desk.days.today, self._chosen.get(scope))
        self.told.setText(effect_text(found))
        self.fit()

    def rule(self) -> CapRule:
        kind, text = self.kind.currentData(), self.number.text().strip()
        shares: dict[str, int] = {}
        if kind == "ZONE":
            shares = {zone.value: field.value() for zone, field in self.shares.zones.items()}
        elif kind == FLAT:
            shares = {FLAT: self.shares.flat.value()}
        return CapRule(
            code=self._rule.code if self._rule else self._desk.store.new_id(),
            number=text,
            effective_from=day_of(self.first),
            effective_to=None if self.open_end.isChecked() else day_of(self.last),
            scope=self.scope.currentData(),
            kind=kind,
            precedence=self.rank.value(),
            shares=shares,
            issuer=self.issuer.text().strip(),
            dated=day_of(self.dated),
            note=self._rule.note if self._rule else "",
            source=self._rule.source if self._rule else "",
        )

    def save(self) -> None:
        rule = self.rule()
        save_rule(self._desk.store, rule, self._chosen.get(rule.scope))


def effect_text(found: Effect) -> str:
    """What would change over four weeks, in one line."""
    if not found.offices:
        return _("In the next four weeks no office's cap would change.")
    told = _(
        "In the next four weeks the cap of {n} of {total} offices would change: up to {fewer} places fewer,"
        " up to {more} more."
    )
    return told.format(
        n=number(found.offices), total=number(found.of), fewer=number(found.fewer), more=number(found.more)
    )


def _percent() -> QSpinBox:
    field = QSpinBox()
    field.setRange(0, 100)
    field.setSuffix(" %")
    return field


def _set_day(field, day: date) -> None:
    field.setDate(type(field.date())(day.year, day.month, day.day))
