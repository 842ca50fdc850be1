"""The page of contradictions: each line says what is wrong and leads to its case."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from cmt_desk.domain.case_filter import begins
from cmt_desk.domain.findings import KINDS, Finding, in_order
from cmt_desk.i18n import _, number
from cmt_desk.operations.findings import contradictions_in_parts
from cmt_desk.store.cases import CaseRow
from cmt_desk.ui import look
from cmt_desk.ui.cases.reckoned import ReckonedPage
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, faint
from cmt_desk.wording import finding_text

if TYPE_CHECKING:
    from cmt_desk.store.case_table import CaseTable


def finding_kind(rule: str) -> str:
    """The name of a kind of contradiction."""
    names = {
        "TWO_OPEN": _("Two active cases"),
        "UNKNOWN": _("Employee unknown"),
        "DIED_BEFORE_ONSET": _("Death before onset"),
        "RECOVERED_BEFORE_ONSET": _("Recovered before onset"),
        "NO_END": _("Isolation without end"),
        "CONTACT_AFTER": _("Contact after isolation"),
    }
    return names[rule]


class FindingList(ReckonedPage):
    """The view "Tidak konsisten"; `chosen` is the case of the finding under the cursor."""

    def __init__(self, desk: Desk, cases: "CaseTable") -> None:
        super().__init__(desk, cases, contradictions_in_parts, in_order)
        self._rows: dict[str, CaseRow] = {}
        self._branches = {code: b.name for code, b in desk.store.branches.by_code().items()}
        self.found: list[Finding] = []
        self.table = RecordTable(self._columns(), key=lambda f: f)
        self.empty = EmptyState(_("No case contradicts itself on the day shown."))
        self.kinds, self.count = faint(), faint()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addWidget(self.kinds)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.count)
        self.table.chosen.connect(lambda finding: self.chosen.emit(finding.case))
        self.table.opened.connect(lambda finding: self.chosen.emit(finding.case))

    def _columns(self) -> Sequence[Column]:
        return (
            Column("NPP", lambda f: self._rows[f.case].employee, width=70),
            Column(_("Office"), lambda f: self._branches.get(self._rows[f.case].branch, ""), width=150),
            Column(_("Kind"), lambda f: finding_kind(f.rule), width=150),
            Column(_("What contradicts"), finding_text, tip=finding_text),
        )

    def show_lines(self) -> None:
        store, on = self._desk.store, self._desk.days.day
        self._rows = {row.id: row for row in store.cases.rows_of({f.case for f in self.lines}, on)}
        known = [finding for finding in self.lines if finding.case in self._rows]
        self.found = [f for f in known if begins(self.shown.words, self._haystack(f))]
        counts = Counter(finding.rule for finding in self.found)
        self.kinds.setText(" · ".join(f"{finding_kind(kind)}: {number(counts[kind])}" for kind in KINDS))
        self.table.show_records(self.found)
        self.table.setVisible(bool(self.found))
        self.empty.setVisible(not self.found and not self.reckoning)
        told = _("{n} contradictions").format(n=number(len(self.found)))
        self.count.setText(told if not self.reckoning else _("Checking the cases…"))

    def _haystack(self, finding: Finding) -> str:
        row = self._rows[finding.case]
        return f"{row.employee} {self._branches.get(row.branch, '')} {finding_kind(finding.rule)}"
