"""What came from paper beside what the desk's own records say, figure by figure."""

from PySide6.QtWidgets import QHeaderView

from cmt_desk.domain.office_report import SHOWN, OfficeReport
from cmt_desk.i18n import _, number, signed
from cmt_desk.operations.office_reports import figure_name
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.widgets import Column, RecordTable


@record
class Line:
    name: str
    place: int
    reported: int | None
    own: int | None

    @property
    def difference(self) -> int | None:
        if self.reported is None or self.own is None:
            return None
        return self.reported - self.own


def lines(reported: OfficeReport, own: OfficeReport) -> list[Line]:
    """Every figure; the desk's side stays empty where it keeps no records of the office."""
    return [
        Line(name, n, getattr(reported, name), None if own.blank else getattr(own, name))
        for n, name in enumerate(SHOWN)
    ]


class Comparison(RecordTable):
    def __init__(self) -> None:
        super().__init__(
            (
                Column(_("Figure"), lambda line: line.place, lambda line: figure_name(line.name)),
                Column(_("From paper"), lambda line: line.reported, lambda line: known(line.reported),
                       right=True, width=96),
                Column(_("This desk"), lambda line: line.own, lambda line: known(line.own), right=True,
                       width=96),
                Column(_("Difference"), lambda line: line.difference, _difference, right=True, width=80,
                       colour=_colour),
            ),
            key=lambda line: line.name,
        )  # fmt: skip
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setAccessibleName(_("Figures from paper beside this desk"))

    def compare(self, reported: OfficeReport, own: OfficeReport) -> None:
        self.show_records(lines(reported, own))


def known(value: int | None) -> str:
    return "–" if value is None else number(value)


def _difference(line: Line) -> str:
    return signed(line.difference) if line.difference else ""


def _colour(line: Line) -> str | None:
    return look.tokens().danger if line.difference else None
