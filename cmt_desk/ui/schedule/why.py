"""The panel that answers *why*: the chosen cell, the rules that fix it, and every rule the roster breaks."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmt_desk.domain.people import Employee
from cmt_desk.domain.schedule import RULES, Breach
from cmt_desk.i18n import _, full_date
from cmt_desk.operations.decision_words import rule_name
from cmt_desk.operations.roster_reasons import Reason
from cmt_desk.operations.roster_weeks import Weeks, breach_words
from cmt_desk.ui import look
from cmt_desk.ui.schedule.scrolling import Link, ScrollingCard, bold, line, wrapped
from cmt_desk.ui.schedule.waiver import waivable
from cmt_desk.ui.widgets import button, faint, plain_label
from cmt_desk.wording import cell_name

MOST = 12  # broken rules listed by name


class WhyPanel(ScrollingCard):
    """`breach_picked`: go to the cell that breaks a rule; `waiver_wanted`: prepare a decision for it.

    `opposite_wanted`: ask what forbids the other place, as for a wish that is not met. `cover_wanted`: ask
    what an empty cover would need. The waivers of both answers are `decision_wanted`.
    """

    breach_picked = Signal(object)  # Breach
    waiver_wanted = Signal(object)  # Breach
    opposite_wanted = Signal()
    decision_wanted = Signal(object)  # Waiver
    cover_wanted = Signal()  # what would have to be waived for an empty cover

    def __init__(self) -> None:
        super().__init__(_("Why"))

    def show_nothing(self) -> None:
        self.fill([faint(_("Choose a cell to see why it is what it is."))])

    def show_reasons(
        self, weeks: Weeks, employee: Employee | None, day: date, reasons: Sequence[Reason],
        conflicts: Sequence[Breach] = (), *, may_ask: bool = False, answered: bool = False,
    ) -> None:  # fmt: skip
        """`answered`: the first reasons answer what was asked, so that they stand above the conflicts."""
        parts: list[QWidget] = []
        if conflicts and not answered:
            begun = [bold(_("No roster keeps every rule"), "danger")]
            begun += [self._asking("COVER")] if may_ask else []
            parts += [*self._listed(weeks, conflicts, begun), line()]
        if employee:
            name = plain_label(employee.name)
            font = name.font()
            font.setBold(True)
            font.setPointSizeF(font.pointSizeF() + 1)
            name.setFont(font)
            name.setWordWrap(True)
            function = weeks.function_names.get(employee.function, employee.function)
            parts += [name, faint(" · ".join(p for p in (employee.number, employee.title or function) if p))]
        parts.append(wrapped(full_date(day)))
        if employee:
            parts.append(bold(cell_name(weeks.cell(employee, day))))
        for reason in reasons:
            parts.append(_entry(reason))
            if waiver := reason.waiver:
                wanted = button(_("Prepare a decision…"), "edit")
                wanted.clicked.connect(lambda _on=False, found=waiver: self.decision_wanted.emit(found))
                parts.append(wanted)
            if reason.asks and may_ask:
                parts.append(self._asking(reason.asks))
        if may_ask and employee:
            ask = button(_("Why not the other place?"))
            ask.clicked.connect(lambda: self.opposite_wanted.emit())
            parts.append(ask)
        if conflicts and answered:
            title = bold(_("No roster keeps every rule"), "danger")
            parts += self._listed(weeks, conflicts, [line(), title])
        if weeks.breaches:
            title = _("Rules broken in these weeks: {n}").format(n=len(weeks.breaches))
            parts += self._listed(weeks, weeks.breaches, [line(), bold(title, "danger")])
        self.fill(parts)

    def _asking(self, what: str) -> QWidget:
        if what == "COVER":
            ask, signal = button(_("What to waive?")), self.cover_wanted
        else:
            ask, signal = button(_("Why not?")), self.opposite_wanted
        ask.clicked.connect(lambda: signal.emit())
        return ask

    def _listed(self, weeks: Weeks, breaches: Sequence[Breach], parts: list[QWidget]) -> list[QWidget]:
        for breach in breaches[:MOST]:
            parts.append(self._link(weeks, breach))
            if waivable(breach):
                wanted = button(_("Prepare a decision…"), "edit")
                wanted.clicked.connect(lambda _on=False, found=breach: self.waiver_wanted.emit(found))
                parts.append(wanted)
        if len(breaches) > MOST:
            parts.append(faint(_("and {n} more").format(n=len(breaches) - MOST)))
        return parts

    def _link(self, weeks: Weeks, breach: Breach) -> QWidget:
        """The rule by name, and what breaks it."""
        rule = rule_name(RULES.get(breach.rule, breach.rule))
        link = Link(faint(rule), wrapped(breach_words(weeks, breach)))
        link.clicked.connect(lambda: self.breach_picked.emit(breach))
        return link


def _entry(reason: Reason) -> QWidget:
    entry = QWidget()
    column = QVBoxLayout(entry)
    column.setContentsMargins(0, look.SPACE, 0, 0)
    column.setSpacing(2)
    column.addWidget(bold(reason.title, reason.tone))
    column.addWidget(wrapped(reason.text))
    return entry
