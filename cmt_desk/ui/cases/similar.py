"""Before a case is saved: it stands beside a similar one, and somebody says whether the two are the same."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.duplicates import Pair
from cmt_desk.domain.people import masked
from cmt_desk.i18n import _, medium_date, number
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import button, faint, plain_label
from cmt_desk.wording import pair_text, place_name, status_name

FIELDS = 8  # name, number, status, since, place, onset, specimen, notes


class SimilarCase(QDialog):
    """`same` once it is the known case, `apart` once it is not; neither after going back to the form."""

    def __init__(self, desk: Desk, pair: Pair, typed: Sequence[str], of: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.same = self.apart = False
        self.setWindowTitle(_("The same case?"))
        self.setMinimumWidth(620)
        column = QVBoxLayout(self)
        column.setSpacing(look.ROOM)
        column.addWidget(faint(f"{of} · {pair_text(pair)}" if of else pair_text(pair)))
        column.addLayout(_side_by_side(typed, known_fields(desk, pair)))
        row = QHBoxLayout()
        self.is_same = button(_("Same: continue the known case"), "next", self._same, primary=True)
        self.is_apart = button(_("Not the same: save the new case"), "", self._apart)
        self.is_apart.setVisible(not (pair.same_employee and pair.first.ended is None))
        row.addWidget(self.is_same)
        row.addWidget(self.is_apart)
        row.addStretch(1)
        row.addWidget(button(_("Back to the form"), "", self.reject))
        column.addLayout(row)

    def _same(self) -> None:
        self.same = True
        self.accept()

    def _apart(self) -> None:
        self.apart = True
        self.accept()


def _side_by_side(typed: Sequence[str], known: Sequence[str]) -> QGridLayout:
    names = (
        _("Name"), "NPP", _("Status"), _("Since"), _("Care place"), _("Onset"), _("Specimen"), _("Notes"),
    )  # fmt: skip
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.WIDE)
    grid.addWidget(plain_label(_("New, not saved yet")), 0, 1)
    grid.addWidget(plain_label(_("Known already")), 0, 2)
    for n, (name, left, right) in enumerate(zip(names, typed, known, strict=True), 1):
        grid.addWidget(faint(name), n, 0)
        for place, text in ((1, left), (2, right)):
            label = plain_label(text or "–", tone="warning" if left != right else "")
            label.setWordWrap(True)
            grid.addWidget(label, n, place)
    for place in (1, 2):
        grid.setColumnStretch(place, 1)
    return grid


def known_fields(desk: Desk, pair: Pair) -> list[str]:
    """What is known of the similar case on the day shown, the name masked."""
    case, on = desk.store.cases.get(pair.first.case), desk.days.day
    if case is None:
        return [""] * FIELDS
    status, place = case.status(on), case.place(on)
    return [
        masked(pair.first.shown_name),
        case.employee,
        status_name(Status(status)) if status else "",
        medium_date(case.opened_on()),
        place_name(CarePlace(place)) if place else "",
        *(medium_date(day) if day else "" for day in (case.onset, case.specimen)),
        case.notes,
    ]


def which(n: int, total: int) -> str:
    """ "1 of 2", or nothing where there is only one."""
    return _("{n} of {total}").format(n=number(n), total=number(total)) if total > 1 else ""
