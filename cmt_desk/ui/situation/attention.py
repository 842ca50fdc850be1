"""What nobody has asked about yet: supplies below their minimum, and offices that are silent."""

from datetime import date

from PySide6.QtCore import Qt

from cmt_desk.domain.silence import CHOICES
from cmt_desk.domain.situation import SILENT_AFTER, Situation
from cmt_desk.domain.supplies import STALE_AFTER
from cmt_desk.i18n import _, either, number, short_date
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.situation.fitting import pairs
from cmt_desk.ui.situation.panel import Panel, set_tone
from cmt_desk.ui.widgets import button, faint


@record
class _Low:
    """A kind of supplies and how many offices have too little of it."""

    code: str
    name: str
    offices: int


@record
class _Quiet:
    code: str
    office: str
    last: date | None


class SuppliesPanel(Panel):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Low supplies"))
        self.table = pairs(
            self.name, lambda r: r.name, lambda r: offices_text(r.offices),
            lambda r: r.code, lambda _row: self.go("continuity", "supplies"),
        )  # fmt: skip
        self.enough = faint(_("Every office that counted has its minimum."))
        self.age = faint()
        self.body.addWidget(self.age)
        self.body.addWidget(self.table, 1)
        self.enough.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.enough, 1)

    def show_situation(self, now: Situation) -> None:
        offices: dict[str, set[str]] = {}
        for stock in now.low:
            offices.setdefault(stock.item, set()).add(stock.branch)
        kinds = {item.code: either(item.name_id, item.name_en) for item in self.desk.store.supplies.items()}
        rows = [_Low(code, kinds[code], len(found)) for code, found in offices.items() if code in kinds]
        rows.sort(key=lambda row: -row.offices)
        self.title.setText(_counted(self.name, len(now.low)))
        self._show_age(now)
        self.table.show_records(rows)
        nothing = "" if now.counted else _("No supplies were counted by this day.")
        self.say_empty(self.table, nothing, _("Count supplies…"), "continuity", "supplies")
        self.table.setHidden(not rows)
        self.enough.setHidden(bool(rows or nothing))

    def _show_age(self, now: Situation) -> None:
        """When the newest count was; amber once that is too long ago."""
        last = max((stock.last.day for stock in now.stocks if stock.last), default=None)
        self.age.setHidden(last is None)
        if last:
            self.age.setText(_("last count {day}").format(day=short_date(last)))
            set_tone(self.age, "warning" if (now.day - last).days > STALE_AFTER else "")


class SilentPanel(Panel):
    """Offices of which nothing was heard for a week, the longest silence first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Silent offices"))
        self.table = pairs(
            self.name, lambda r: r.office, lambda r: _heard(r.last), lambda r: r.code,
            lambda row: self.go("branch", row.code), tone=lambda _row: look.tokens().warning,
        )  # fmt: skip
        self.heard = faint(_("Every office was heard of within {n} days.").format(n=SILENT_AFTER))
        self.paper = button("", "sheet", lambda: self.go("reports"))
        self.paper.setVisible(False)
        self.body.addWidget(self.table, 1)
        self.heard.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.heard, 1)
        self.body.addWidget(self.paper)

    def show_situation(self, now: Situation) -> None:
        rows = [_Quiet(o.branch.code, o.branch.name, last) for o, last in now.silent]
        self.title.setText(_counted(self.name, len(rows)))
        self.table.show_records(rows)
        nothing = "" if now.facts.headcount else _("No office has employees yet.")
        self.say_empty(self.table, nothing, _("Import employees…"), "import", "employees")
        self.table.setHidden(not rows)
        self.heard.setHidden(bool(rows or nothing))
        self._show_paper(now.day)

    def _show_paper(self, day: date) -> None:
        """Who reported on paper, and of how many this desk's own records differ: shown, never mixed in."""
        reports = self.desk.store.office_reports
        taken, differ = reports.on(day), 0
        if taken:
            from cmt_desk.domain.office_report import differences

            own = reports.own(day, taken)
            differ = sum(bool(differences(one.report, own[code])) for code, one in taken.items())
        self.paper.setText(
            _("On paper: {n}, differing: {m}").format(n=offices_text(len(taken)), m=number(differ))
        )
        self.paper.setStatusTip(_("What came from paper, beside this desk's own records"))
        self.paper.setVisible(self.leads and bool(taken))


def offices_text(n: int) -> str:
    return _("1 office") if n == 1 else _("{n} offices").format(n=number(n))


def _counted(name: str, n: int) -> str:
    return f"{name} · {number(n)}" if n else name


def _heard(last: date | None) -> str:
    return short_date(last) if last else _("over {n} days").format(n=number(max(CHOICES)))
