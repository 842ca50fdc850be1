"""The list of kinds of supplies: what is proposed for an office, and what is no longer counted."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from cmt_desk.domain.supplies import Item
from cmt_desk.i18n import _, number
from cmt_desk.operations.supplies import item_name, save_item, unit_name
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.calendar import locale
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, Form, RecordTable, faint

MOST = 9_999_999


class KindForm(Form):
    def __init__(self, desk: Desk, item: Item, parent: QWidget | None) -> None:
        super().__init__(parent, _("Kind of supplies"))
        self._desk, self._item = desk, item
        self.name_id, self.name_en = QLineEdit(item.name_id), QLineEdit(item.name_en)
        self.unit_id, self.unit_en = QLineEdit(item.unit_id), QLineEdit(item.unit_en)
        self.minimum, self.use = QSpinBox(), QDoubleSpinBox()
        self.minimum.setRange(0, MOST)
        self.minimum.setValue(item.minimum)
        self.use.setRange(0, MOST)
        self.use.setLocale(locale())
        self.use.setValue(item.use)
        self.retired = QCheckBox(_("no longer counted"))
        self.retired.setChecked(item.retired)
        for text, field in (
            (_("Name (Indonesian)"), self.name_id), (_("Name (English)"), self.name_en),
            (_("Unit (Indonesian)"), self.unit_id), (_("Unit (English)"), self.unit_en),
            (_("Proposed minimum"), self.minimum), (_("Proposed use a day"), self.use),
            (_("State"), self.retired),
        ):  # fmt: skip
            self.row(text, field)

    def save(self) -> None:
        save_item(
            self._desk.store,
            replace(
                self._item, name_id=self.name_id.text(), name_en=self.name_en.text(),
                unit_id=self.unit_id.text().strip(),
                unit_en=self.unit_en.text().strip() or self.unit_id.text().strip(),
                minimum=self.minimum.value(), use=self.use.value(), retired=self.retired.isChecked(),
            ),
        )  # fmt: skip


class KindsWindow(QDialog):
    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Kinds of supplies"))
        self.resize(720, 420)
        writable = not desk.store.read_only
        self.table = RecordTable(
            [
                Column(_("Item"), lambda i: item_name(i)),
                Column(_("Unit"), lambda i: unit_name(i), width=130),
                Column(_("Minimum"), lambda i: i.minimum, lambda i: number(i.minimum), right=True, width=90),
                Column(_("Use a day"), lambda i: i.use, lambda i: number(i.use, 2), right=True, width=100),
                Column(_("State"), lambda i: _("no longer counted") if i.retired else _("in use"), width=140),
            ],
            key=lambda i: i.code,
        )
        self.table.horizontalHeader().setStretchLastSection(False)
        actions = [
            Action(_("Add…"), _("Another kind of supplies"), self.add, "add"),
            Action(_("Edit…"), _("Change the chosen kind, or stop counting it"), self.edit, "edit"),
        ]
        buttons, made = button_row(self, actions)
        for action in made.values():
            action.setEnabled(writable)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        told = _("A proposal of this program. Minimum and use hold for an office that names none of its own.")
        column.addWidget(faint(told))
        column.addLayout(buttons)
        column.addWidget(self.table, 1)
        column.addWidget(close)
        self.table.opened.connect(lambda _item: self.edit() if writable else None)
        self._fill()

    def _fill(self) -> None:
        self.table.show_records(self._desk.store.supplies.items(retired=True))

    def add(self) -> None:
        KindForm(self._desk, Item("", "", "", "", ""), self).exec()
        self._fill()

    def edit(self) -> None:
        if item := self.table.current():
            KindForm(self._desk, item, self).exec()
            self._fill()
