"""The page of contradictions: each line says what is wrong and leads to its case."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

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
        self._rows.clear()
        if self.shown.words:
            self._read(self.lines)  # the search looks at all of them
        found = self.fitting()
        self._read(found)
        self.found = [f for f in found if f.case in self._rows]  # another day, or merged meanwhile
        counts = Counter(finding.rule for finding in self.lines)
        self.kinds.setText(" · ".join(f"{finding_kind(kind)}: {number(counts[kind])}" for kind in KINDS))
        self.table.show_records(self.found)
        self.table.setVisible(bool(self.found))
        self.empty.setVisible(not self.found and not self.reckoning)
        every = _("{n} contradictions").format(n=number(len(self.lines)))
        self.count.setText(self.told(len(self.found), every))

    def _read(self, found: Sequence[Finding]) -> None:
        """The lines of the cases of these findings, as they stand on the day shown."""
        wanted = {f.case for f in found} - self._rows.keys()
        rows = self._desk.store.cases.rows_of(wanted, self._desk.days.day) if wanted else []
        self._rows |= {row.id: row for row in rows}

    def haystack(self, line: Finding) -> str:
        row = self._rows.get(line.case)
        return f"{row.employee} {self._branches.get(row.branch, '')} {finding_kind(line.rule)}" if row else ""
