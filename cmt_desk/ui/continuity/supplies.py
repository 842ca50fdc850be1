"""The stock of all offices in one table, problems first; counting, importing and exporting it."""

from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout

from cmt_desk.domain.branches import Branch
from cmt_desk.domain.intake import fold
from cmt_desk.domain.supplies import STALE_AFTER, Item, Stock
from cmt_desk.i18n import _, medium_date, number, short_date
from cmt_desk.operations.supplies import item_name, unit_name
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.continuity.count_form import CountForm
from cmt_desk.ui.continuity.filters import offer
from cmt_desk.ui.continuity.kinds_form import KindsWindow
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.live import Page
from cmt_desk.ui.table_file import Cell, ask_table_file, write_table
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, button, plain_label

ENOUGH = 3  # the rank of what is no problem


@record
class Line:
    """A stock with the office and the kind it belongs to."""

    stock: Stock
    branch: Branch
    item: Item

    @property
    def state(self) -> str:
        match self.stock.rank[0]:
            case 0:
                since = self.stock.low_since
                return _("below minimum since {day}").format(day=short_date(since)) if since else ""
            case 1:
                return _("soon used up")
            case 2:
                return _("not counted") if self.stock.age is None else _("count is old")
            case _:
                return _("enough")


class SuppliesPage(Page):
    """What is left is reckoned from the last count and the use a day."""

    reads: ClassVar[frozenset[str]] = frozenset({"supply_item", "supply_need", "supply_count", "branch"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: list[Line] = []
        self.search, self.region, self.item = QLineEdit(), QComboBox(), QComboBox()
        self.problems, self.told = QCheckBox(_("Problems only")), plain_label(faint=True)
        self.search.setPlaceholderText(_("Search office…"))
        self.search.setClearButtonEnabled(True)
        self.region.setAccessibleName(_("Regional office"))
        self.item.setAccessibleName(_("Kind"))
        self.table = RecordTable(_columns(), key=lambda line: (line.stock.branch, line.stock.item))
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(_("Supplies"))
        self.nothing = EmptyState(
            _("No supplies were counted yet. Count those of an office, or import a list of counts."),
            button(_("Count…"), "add", self.count, primary=True),
        )
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self.show_lines())
        self.region.activated.connect(lambda _n: self.show_lines())
        self.item.activated.connect(lambda _n: self.show_lines())
        self.problems.clicked.connect(lambda _on: self.show_lines())
        self.table.opened.connect(lambda _line: self.count())

    def actions(self) -> list[Action]:
        writable = not self.desk.store.read_only
        counting = _("Enter what an office has today, its minimum and its use a day")
        return [
            Action(_("Count…"), counting, self.count, "edit", when=lambda: writable),
            Action(_("Kinds…"), _("The list of supplies and what is proposed for an office"),
                   lambda: KindsWindow(self.desk, self).exec(), "list"),
            Action(_("Import…"), _("Import counts from CSV or XLSX"),
                   lambda: self.desk.picked.wanted.emit("import", "supplies"), "import"),
            Action(_("Export…"), _("Save the lines shown as XLSX or CSV"), self._ask_file, "export"),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        buttons, _made = button_row(self, self.actions())
        filters = QHBoxLayout()
        filters.setSpacing(look.SPACE)
        for part, stretch in ((self.search, 2), (self.region, 1), (self.item, 1), (self.problems, 0)):
            filters.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addLayout(buttons)
        column.addLayout(filters)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)

    def refresh(self) -> None:
        store, day = self.desk.store, self.desk.days.day
        branches, kinds = store.branches.by_code(), {i.code: i for i in store.supplies.items()}
        found = [Line(s, branches[s.branch], kinds[s.item]) for s in store.supplies.stocks(day)]
        self._lines = sorted(found, key=lambda x: (x.stock.rank, x.branch.name, x.item.position))
        offer(self.region, _("All regional offices"),
               [(r.code, r.short) for r in store.branches.regional_offices()])  # fmt: skip
        offer(self.item, _("All kinds"), [(i.code, item_name(i)) for i in kinds.values()])
        self.show_lines()

    def show_lines(self) -> None:
        """The lines the filters let through."""
        shown = self.shown
        self.table.show_records(shown)
        self.table.setVisible(bool(self._lines))
        self.nothing.setVisible(not self._lines)
        low = [line for line in self._lines if line.stock.low]
        self.told.setText(
            _("{low} stocks below their minimum in {offices} offices on {day}; {n} lines shown.").format(
                low=number(len(low)), offices=number(len({x.branch.code for x in low})),
                day=medium_date(self.desk.days.day), n=number(len(shown)),
            )
        )  # fmt: skip

    @property
    def shown(self) -> list[Line]:
        words = fold(self.search.text()).split()
        region, item = self.region.currentData(), self.item.currentData()
        return [
            line
            for line in self._lines
            if (not region or line.branch.regional_office == region)
            and (not item or line.item.code == item)
            and (not self.problems.isChecked() or line.stock.rank[0] < ENOUGH)
            and all(w in fold(f"{line.branch.name} {line.branch.city} {line.branch.code}") for w in words)
        ]

    def count(self) -> None:
        """For the office of the chosen line, else for the one that is picked in the desk."""
        line: Line | None = self.table.current()
        offices = self.desk.store.branches.all()
        code = line.branch.code if line else self.desk.picked.branch
        if not offices:
            self.desk.banner.said.emit("refused", _("This desk has no offices yet; import them first."))
            return
        CountForm(self.desk, code or offices[0].code, self).exec()

    def _ask_file(self) -> None:
        if file := ask_table_file(self, _("Export…"), f"perlengkapan-{self.desk.days.day}"):
            self.save_table(file)

    def save_table(self, file: Path) -> bool:
        """The lines shown; its columns are those an import reads."""
        head: list[Cell] = [
            _("Office"), _("Item"), _("Date"), _("Quantity"), _("Left"), _("Unit"), _("Minimum"),
            _("Use a day"), _("Days left"), _("State"),
        ]  # fmt: skip
        rows = [head, *(_row(line) for line in self.shown)]
        saved = self.desk.perform(lambda: write_table(rows, file))
        if saved:
            self.desk.banner.said.emit("done", _("Saved: {file}").format(file=file.name))
        return saved


def _row(line: Line) -> list[Cell]:
    stock, last = line.stock, line.stock.last
    return [
        line.branch.name, item_name(line.item), last.day if last else None, last.quantity if last else None,
        stock.left, unit_name(line.item), stock.need.minimum, _use(stock.need.use), stock.days_left,
        line.state,
    ]  # fmt: skip


def _use(use: float) -> str:
    return number(use, 0 if use == int(use) else 2)


def _tone(line: Line) -> str | None:
    tokens = look.tokens()
    return {0: tokens.danger, 1: tokens.warning, 2: tokens.warning}.get(line.stock.rank[0])


def _days(line: Line) -> str:
    days = line.stock.days_left
    if days is not None:
        return number(days)
    return "–" if line.stock.left is None else _("not used up")


def _days_tip(line: Line) -> str:
    days = line.stock.days_left
    if not days:
        return ""
    return _("used up on {day}").format(day=medium_date(line.stock.day + timedelta(days=days)))


def _counted(line: Line) -> str:
    last, age = line.stock.last, line.stock.age
    return f"{number(last.quantity)} · {short_date(last.day)}" if last and age is not None else "–"


def _old(line: Line) -> str | None:
    age = line.stock.age
    return look.tokens().warning if age is None or age > STALE_AFTER else None


def _columns() -> list[Column]:
    return [
        Column(_("Office"), lambda x: x.branch.name),
        Column(_("Item"), lambda x: x.item.position, lambda x: item_name(x.item), width=190),
        Column(_("State"), lambda x: x.stock.rank, lambda x: x.state, width=220, colour=_tone),
        Column(_("Left"), lambda x: x.stock.left if x.stock.left is not None else -1,
               lambda x: "–" if x.stock.left is None else number(x.stock.left), right=True, width=70),
        Column(_("Unit"), lambda x: unit_name(x.item), width=110),
        Column(_("Minimum"), lambda x: x.stock.need.minimum, lambda x: number(x.stock.need.minimum),
               right=True, width=86),
        Column(_("Use a day"), lambda x: x.stock.need.use, lambda x: _use(x.stock.need.use), right=True,
               width=90),
        Column(_("Days left"), lambda x: x.stock.days_left if x.stock.days_left is not None else 10**6,
               _days, right=True, width=94, tip=_days_tip),
        Column(_("Last count"), lambda x: x.stock.last.day.isoformat() if x.stock.last else "", _counted,
               right=True, width=120, colour=_old),
    ]  # fmt: skip
