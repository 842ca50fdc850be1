"""Beside the pages: what the sheet is about, what goes with it, and the sheets that were issued."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QTabWidget, QVBoxLayout, QWidget

from cmt_desk import i18n
from cmt_desk.domain.issued import IssuedSheet
from cmt_desk.domain.sheets import Scope, StatusSheet
from cmt_desk.i18n import LANGUAGES, _, clock_time, full_date, medium_date, number
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.sheets.issued_list import IssuedList
from cmt_desk.ui.sheets.scopes import ScopeList, choices
from cmt_desk.ui.widgets import Card, faint, plain_label
from cmt_desk.ui.widgets.form import choice


class SheetPanel(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.scopes, self.issued_list = ScopeList(), IssuedList()
        self.language = choice(list(LANGUAGES.items()), i18n.language())
        self.annexes = QCheckBox(_("With an annex for each regional office"))
        self.annexes.setChecked(True)
        self.offices = QCheckBox(_("With a page for each office"))
        self.number, self.day, self.length = (plain_label() for _n in range(3))
        self.state = faint()
        self.lists = QTabWidget()
        self.lists.addTab(self.scopes, _("Sheet for"))
        self.lists.addTab(self.issued_list, _("Issued"))
        self._lay_out()

    def _lay_out(self) -> None:
        about = Card()
        form = QFormLayout()
        form.setHorizontalSpacing(look.ROOM)
        form.setVerticalSpacing(look.SPACE)
        for name, widget in (
            (_("Language"), self.language),
            (_("Number"), self.number),
            (_("Day"), self.day),
            (_("Pages"), self.length),
        ):
            form.addRow(plain_label(name, faint=True), widget)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        about.body.addLayout(form)
        for part in (self.annexes, self.offices, self.state):
            about.body.addWidget(part)
        self.setFixedWidth(340)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, look.ROOM)
        column.setSpacing(look.ROOM)
        column.addWidget(about)
        column.addWidget(self.lists, 1)

    @property
    def parts(self) -> dict[str, bool]:
        """What goes with the sheet, as it is asked of `paper_of`."""
        return {"annexes": self.annexes.isChecked(), "offices": self.offices.isChecked()}

    def read(self, current: Scope) -> None:
        """The lists anew, with the current scope marked."""
        store = self._desk.store
        found = choices(store.branches.regional_offices(), store.branches.all())
        self.scopes.show_choices(found, current)
        sheets = store.issued.all()
        self.issued_list.show_sheets(sheets)
        self.lists.setTabText(1, _("Issued ({n})").format(n=number(len(sheets))))

    def tell_draft(self, sheet: StatusSheet, standing: IssuedSheet | None) -> None:
        self.number.setText(sheet.number)
        self.day.setText(full_date(sheet.facts.day))
        self.state.setText(self._state_text(sheet, standing))
        self.language.setEnabled(True)
        self.annexes.setEnabled(sheet.facts.scope.kind == "national")
        self.offices.setEnabled(sheet.facts.scope.kind != "branch")

    def tell_issued(self, sheet: IssuedSheet) -> None:
        self.number.setText(_("{number}, version {n}").format(number=sheet.number, n=sheet.version))
        self.day.setText(full_date(sheet.day))
        at = f"{medium_date(sheet.issued_at.date())} {clock_time(sheet.issued_at)} WIB"
        told = _("Issued {moment} by {who}; unchanged since.").format(moment=at, who=sheet.issued_by)
        reason = _("Correction: {reason}").format(reason=sheet.reason) if sheet.reason else ""
        self.state.setText(f"{told} {reason}".strip())
        for part in (self.language, self.annexes, self.offices):
            part.setEnabled(False)

    def _state_text(self, sheet: StatusSheet, standing: IssuedSheet | None) -> str:
        if standing and (reason := self._desk.store.issued.correction(standing.id)):
            return _("A correction was decided on: {reason}").format(reason=reason)
        if standing:
            return _("Version {n} of this day was issued; this is the draft of a correction.").format(
                n=number(standing.version)
            )
        if sheet.facts.day > self._desk.days.today:
            return _("This day lies ahead: the figures are those known today.")
        if self._desk.now() < sheet.cutoff:
            return _("Not finished: the data cut-off is at {time}.").format(time=clock_time(sheet.cutoff))
        return _("The data cut-off has passed; the sheet is a draft until it is issued.")
