"""Kerugian: what was lost in each kind, the register, and the curve of what nobody expected."""

from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from cmt_desk.continuity_wording import loss_amount, loss_kind_name, sub_kind_name
from cmt_desk.domain.losses import Loss, LossKind, LossStatus, curve, sums
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.operations.functions import function_names
from cmt_desk.operations.losses import close_loss, link_text, loss_limits, verify_loss, withdraw_loss
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.continuity.course_chart import Course, CourseChart, Mark
from cmt_desk.ui.continuity.loss_file import table_rows
from cmt_desk.ui.continuity.loss_forms import LimitsForm, LossForm, StepForm
from cmt_desk.ui.continuity.loss_words import (
    outlook_text,
    range_text,
    second_text,
    state_text,
    story_text,
    total_text,
)
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.table_file import ask_table_file, write_table
from cmt_desk.ui.widgets import (
    Card,
    Column,
    EmptyState,
    FigureTile,
    RecordTable,
    button,
    faint,
    heading,
    plain_label,
)

SPAN = 120  # days of the curve
MILLION = 10**6


class LossesPage(Page):
    reads: ClassVar[frozenset[str]] = frozenset({"loss", "loss_step", "branch", "setting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._losses: list[Loss] = []
        self._offices: dict[str, str] = {}
        self._functions: dict[str, str] = {}
        self.kind = LossKind.FINANCIAL
        self.tiles = {kind: FigureTile(loss_kind_name(kind)) for kind in LossKind}
        self.versions, self.told = QCheckBox(_("Earlier versions too")), plain_label(faint=True)
        self.table = RecordTable(self._columns(), key=lambda loss: loss.id)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(_("Losses"))
        self.nothing = EmptyState(
            _("No loss was recorded up to this day."),
            button(_("Record loss…"), "add", self.record, primary=True),
        )
        self.chart, self.title, self.outlook = CourseChart(), heading(""), faint()
        self._lay_out()
        for kind, tile in self.tiles.items():
            tile.clicked.connect(lambda kind=kind: self.show_kind(kind))
        self.versions.clicked.connect(lambda _on: self._show_lines())
        self.table.selectionModel().currentRowChanged.connect(lambda _row: self._enable())
        self.table.opened.connect(lambda _loss: self.correct())

    def actions(self) -> list[Action]:
        return [
            Action(_("Record loss…"), _("A loss of money, reputation or life"), self.record, "add"),
            Action(_("Correct loss…"), _("A new version in place of the chosen one"), self.correct, "edit"),
            Action(_("Verify…"), _("Another person says that it is so"), self.verify, "check"),
            Action(_("Close…"), _("What came of it"), self.close_one, "lock"),
            Action(_("Withdraw…"), _("It was no loss: it stays readable and counts no more"), self.withdraw,
                   "undo"),
            Action(_("Limits…"), _("The lines across the curve"), self.set_limits, "settings"),
            Action(_("Export…"), _("Save the lines shown as XLSX or CSV"), self._ask_file, "export"),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        row, self.buttons = button_row(self, self.actions())
        tiles = QHBoxLayout()
        tiles.setSpacing(look.ROOM)
        for kind, tile in self.tiles.items():  # money has the longest second line
            tiles.addWidget(tile, 5 if kind is LossKind.FINANCIAL else 3)
        told = QHBoxLayout()
        told.addWidget(self.told, 1)
        told.addWidget(self.versions)
        left = QVBoxLayout()
        left.setSpacing(look.SPACE)
        left.addLayout(told)
        left.addWidget(self.table, 1)
        left.addWidget(self.nothing, 1)
        card = Card()
        self.title.setWordWrap(True)
        for part in (self.title, self.outlook):
            card.body.addWidget(part)
        card.body.addWidget(self.chart, 1)
        body = QHBoxLayout()
        body.setSpacing(look.ROOM)
        body.addLayout(left, 7)
        body.addWidget(card, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(row)
        column.addLayout(tiles)
        column.addLayout(body, 1)

    def _columns(self) -> list[Column]:
        return [
            Column(_("Occurred"), lambda x: x.occurred, lambda x: medium_date(x.occurred), width=96),
            Column(_("Kind"), lambda x: (x.kind.value, x.sub), lambda x: sub_kind_name(x.sub), width=126,
                   tip=lambda x: f"{loss_kind_name(x.kind)}: {sub_kind_name(x.sub)}", colour=self._faded),
            Column(_("What was lost"), lambda x: x.text, tip=self._story, colour=self._faded),
            Column(_("Amount"), lambda x: (x.kind.value, x.amount), lambda x: loss_amount(x.kind, x.amount),
                   right=True, width=104, tip=range_text),
            Column(_("Unexpected"), lambda x: (x.kind.value, x.unexpected),
                   lambda x: loss_amount(x.kind, x.unexpected) if not x.deferred else "–", right=True,
                   width=104),
            Column(_("State"), lambda x: x.status(self.desk.days.day).value, self._state, width=96,
                   colour=self._tone, tip=self._story),
        ]  # fmt: skip

    def refresh(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        self._offices = {b.code: b.name for b in store.branches.all()}
        self._functions = function_names(store)
        self._losses = [loss for loss in store.losses.all(day) if loss.occurred <= day]
        for kind, total in sums(self._losses, day).items():
            self.tiles[kind].show_figure(total_text(total), second_text(total))
        self._show_lines()
        self._show_curve()

    def show_kind(self, kind: LossKind) -> None:
        """The curve of one kind; the register goes to its first loss."""
        self.kind = kind
        self._show_curve()
        first = next((x for x in self.shown if x.kind is kind), None)
        if first:
            self.table.choose(first.id)

    @property
    def shown(self) -> list[Loss]:
        day = self.desk.days.day
        return [x for x in self._losses if self.versions.isChecked() or x.stands(day)]

    def _show_lines(self) -> None:
        shown = self.shown
        self.table.show_records(shown)
        self.table.setVisible(bool(self._losses))
        self.nothing.setVisible(not self._losses)
        open_ = sum(x.status(self.desk.days.day) is LossStatus.SUSPECTED for x in shown)
        self.told.setText(
            _("{n} losses up to {day}; {open} to be verified.").format(
                n=number(len(shown)), day=medium_date(self.desk.days.day), open=number(open_)
            )
        )
        self._enable()

    def _show_curve(self) -> None:
        day = self.desk.days.day
        first = day - timedelta(days=SPAN - 1)
        points = curve(self._losses, self.kind, first, day)
        money = self.kind is LossKind.FINANCIAL
        scale = MILLION if money else 1
        name = {
            LossKind.FINANCIAL: _("Unexpected financial losses UL(t), Rp million"),
            LossKind.REPUTATION: _("Losses of reputation, sum of severities"),
            LossKind.LIFE: _("Loss of life, people"),
        }[self.kind]
        appetite, limit = loss_limits(self.desk.store) if money else (None, None)
        marks = [
            Mark(text, value / MILLION, tone)
            for text, value, tone in (
                (_("Appetite"), appetite, "warning"), (_("Catastrophic line"), limit, "danger"),
            )
            if value
        ]  # fmt: skip
        self.title.setText(name)
        self.chart.setAccessibleName(name)
        self.outlook.setText(outlook_text(points, self.kind, appetite, limit))
        self.chart.show_courses(
            [Course(name, [(d, v / scale) for d, v in points], "accent")], first, day, marks
        )

    def _enable(self) -> None:
        writable, loss = not self.desk.store.read_only, self._chosen
        status = loss.status(date.max) if loss and not loss.corrected else None
        lasting = status in (LossStatus.SUSPECTED, LossStatus.VERIFIED)
        for text, when in (
            (_("Record loss…"), True), (_("Correct loss…"), lasting),
            (_("Verify…"), status is LossStatus.SUSPECTED), (_("Close…"), status is LossStatus.VERIFIED),
            (_("Withdraw…"), lasting), (_("Limits…"), True),
        ):  # fmt: skip
            self.buttons[text].setEnabled(writable and when)
        self.buttons[_("Export…")].setEnabled(bool(self._losses))

    @property
    def _chosen(self) -> Loss | None:
        return self.table.current()

    # --- what one can do -----------------------------------------------------------------------------

    def record(self) -> None:
        LossForm(self.desk, None, self).exec()

    def correct(self) -> None:
        if (loss := self._chosen) and self.buttons[_("Correct loss…")].isEnabled():
            LossForm(self.desk, loss, self).exec()

    def verify(self) -> None:
        if form := self.verify_form():
            form.exec()

    def verify_form(self) -> StepForm | None:
        store, loss = self.desk.store, self._chosen
        return loss and StepForm(
            self.desk, loss, _("Verify a loss"),
            lambda name, note, today: verify_loss(store, loss.id, name, today=today, note=note), self,
            noted=_("Note"),
        )  # fmt: skip

    def close_one(self) -> None:
        store = self.desk.store
        if loss := self._chosen:
            StepForm(
                self.desk, loss, _("Close a loss"),
                lambda name, note, today: close_loss(store, loss.id, name, note, today=today), self,
                noted=_("What came of it"),
            ).exec()  # fmt: skip

    def withdraw(self) -> None:
        store = self.desk.store
        if loss := self._chosen:
            StepForm(
                self.desk, loss, _("Withdraw a loss"),
                lambda name, note, today: withdraw_loss(store, loss.id, name, note, today=today), self,
                noted=_("Reason"),
            ).exec()  # fmt: skip

    def set_limits(self) -> None:
        LimitsForm(self.desk, self).exec()

    def _ask_file(self) -> None:
        if file := ask_table_file(self, _("Export…"), f"kerugian-{self.desk.days.day}"):
            self.save_table(file)

    def save_table(self, file: Path) -> bool:
        """The lines shown, with their versions where those are shown."""
        rows = table_rows(self.shown, self.desk.days.day, self._offices, self._functions)
        saved = self.desk.perform(lambda: write_table(rows, file))
        if saved:
            self.desk.banner.said.emit("done", _("Saved: {file}").format(file=file.name))
        return saved

    def _state(self, loss: Loss) -> str:
        return state_text(loss, self.desk.days.day)

    def _tone(self, loss: Loss) -> str | None:
        tokens = look.tokens()
        if not loss.counts(self.desk.days.day):
            return tokens.faint
        return tokens.warning if loss.status(self.desk.days.day) is LossStatus.SUSPECTED else None

    def _faded(self, loss: Loss) -> str | None:
        return None if loss.counts(self.desk.days.day) else look.tokens().faint

    def _story(self, loss: Loss) -> str:
        day, office = self.desk.days.day, self._offices.get(loss.branch, _("National"))
        return story_text(loss, day, office, link_text(self.desk.store, loss, day))
