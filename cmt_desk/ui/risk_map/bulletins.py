"""The list of all bulletins: what each holds, who brought it, which weeks are missing; and removing one."""

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QVBoxLayout, QWidget

from cmt_desk.domain.branches import UTC_HOURS, BulletinLine, Zone, ZoneHistory
from cmt_desk.i18n import _, clock_time, long_date, medium_date, number
from cmt_desk.operations.zones import remove_bulletin
from cmt_desk.records import record
from cmt_desk.store import Operation
from cmt_desk.ui import look
from cmt_desk.ui.actions import Action, button_row
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.risk_map.weeks import weeks_until
from cmt_desk.ui.widgets import Column, EmptyState, RecordTable, button, faint, heading
from cmt_desk.wording import zone_name

TABLES = frozenset({"bulletin", "zone_reading", "area"})


@record
class BulletinRow:
    """A bulletin, or a week without one. `stale`: the last one, and older than ten days."""

    day: date
    line: BulletinLine | None
    total: int
    stale: bool = False


def bulletin_rows(lines: Sequence[BulletinLine], total: int, today: date) -> list[BulletinRow]:
    """The newest first; a week that nobody published has its own row, nothing is filled in."""
    of_day = {line.bulletin.day: line for line in lines}
    ordered = [of_day[day].bulletin for day in sorted(of_day)]
    last = ordered[-1] if ordered else None
    weeks = weeks_until(ordered, ZoneHistory([]), "", max(today, last.day) if last else today)
    return [
        BulletinRow(
            week.day,
            of_day.get(week.day) if week.bulletin else None,
            total,
            stale=week.bulletin and last is not None and week.day == last.day and last.is_stale(today),
        )
        for week in reversed(weeks)
    ]


class BulletinsWindow(QDialog):
    """Not modal; follows imports, corrections and undo while it is open."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Bulletins"))
        self.resize(1080, 600)
        self.title, self.told = heading(""), faint()
        self.table = bulletin_table()
        self.nothing = EmptyState(
            _("No bulletin yet. Import one of the weekly risk map, and each office has its zone."),
            button(_("Import zone bulletin…"), "import", self._import, primary=True),
        )
        buttons, self.made = button_row(self, self.actions())
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.SPACE)
        for part in (self.title, self.told):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        column.addLayout(buttons)
        self.table.selectionModel().currentRowChanged.connect(lambda _row: self._enable())
        self.table.opened.connect(lambda row: desk.days.move_to(row.day))
        desk.changes.happened.connect(self._follow)
        self.refresh()

    def actions(self) -> list[Action]:
        return [
            Action(_("Import…"), _("Import a CSV or XLSX file"), self._import, "import"),
            Action(_("Show this week"), _("Go to the day of the chosen bulletin"), self._go, "map"),
            Action(_("Remove…"), _("Take the chosen bulletin out of the desk"), self._ask_remove, "close"),
        ]

    def _follow(self, operation: Operation) -> None:
        if operation.tables & TABLES:
            self.refresh()

    def refresh(self) -> None:
        store = self._desk.store
        lines, total = store.zones.lines(), len(store.branches.areas())
        rows = bulletin_rows(lines, total, self._desk.days.today)
        gaps = sum(row.line is None for row in rows)
        self.title.setText(_("{n} bulletins").format(n=number(len(lines))))
        self.told.setText(
            _("Weeks without a bulletin: {gaps}. A missing week stays a gap, nothing is filled in.").format(
                gaps=number(gaps)
            )
            if gaps
            else _("No week is missing.")
        )
        self.told.setVisible(bool(lines))
        self.table.show_records(rows)
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self._enable()

    def chosen(self) -> BulletinRow | None:
        row = self.table.current()
        return row if row and row.line else None

    def _enable(self) -> None:
        chosen = self.chosen() is not None
        self.made[_("Show this week")].setEnabled(chosen)
        self.made[_("Remove…")].setEnabled(chosen and not self._desk.store.read_only)
        self.made[_("Import…")].setEnabled(not self._desk.store.read_only)

    def _import(self) -> None:
        self._desk.picked.wanted.emit("import", "zones")

    def _go(self) -> None:
        if row := self.chosen():
            self._desk.days.move_to(row.day)

    def _ask_remove(self) -> None:
        row = self.chosen()
        if row is None or row.line is None:
            return
        box = QMessageBox(self)
        box.setWindowTitle(_("Remove bulletin"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_("Remove the bulletin of {day}?").format(day=long_date(row.day)))
        told = _("Its {n} readings go with it, and {corrected} corrections. The bulletin before it then"
                 " decides. Undo brings everything back.")  # fmt: skip
        areas, corrected = number(row.line.bulletin.areas), number(row.line.corrected)
        box.setInformativeText(told.format(n=areas, corrected=corrected))
        remove = box.addButton(_("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if box.clickedButton() is remove:
            self.remove(row.day)

    def remove(self, day: date) -> bool:
        removed = self._desk.perform(lambda: remove_bulletin(self._desk.store, day))
        if removed:
            told = _("The bulletin of {day} is removed. Undo with Ctrl+Z.")
            self._desk.banner.said.emit("done", told.format(day=long_date(day)))
        return removed


def bulletin_table() -> RecordTable:
    made = RecordTable(
        [
            Column(_("Data date"), lambda r: r.day, lambda r: long_date(r.day), width=150, colour=_tone),
            Column(_("Areas"), _areas, _areas_text, right=True, width=96, colour=_areas_tone),
            *(_zone_column(zone) for zone in Zone),
            Column(_("Corrected"), _corrected, _corrected_text, right=True, width=86),
            Column(_("Source"), _source, colour=_tone, tip=_source_tip),
            Column(_("Imported"), _brought, _brought_text, width=218),
        ],
        key=lambda r: r.day,
    )
    made.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
    made.horizontalHeader().setStretchLastSection(False)
    made.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    made.setAccessibleName(_("Bulletins"))
    return made


def _zone_column(zone: Zone) -> Column:
    def count(row: BulletinRow) -> int | None:
        return row.line.zones[zone] if row.line else None

    def text(row: BulletinRow) -> str:
        return number(row.line.zones[zone]) if row.line else "–"

    return Column(zone_name(zone), count, text, right=True, width=66)


def _tone(row: BulletinRow) -> str | None:
    return look.tokens().warning if row.line is None or row.stale else None


def _areas(row: BulletinRow) -> int | None:
    return row.line.bulletin.areas if row.line else None


def _areas_text(row: BulletinRow) -> str:
    if row.line is None:
        return "–"
    return _("{n} of {total}").format(n=number(row.line.bulletin.areas), total=number(row.total))


def _areas_tone(row: BulletinRow) -> str | None:
    """Amber for a bulletin that leaves areas out."""
    short = row.line is not None and row.line.bulletin.areas < row.total
    return look.tokens().warning if short else None


def _corrected(row: BulletinRow) -> int | None:
    return row.line.corrected if row.line else None


def _corrected_text(row: BulletinRow) -> str:
    return number(row.line.corrected) if row.line and row.line.corrected else "–"


def _source(row: BulletinRow) -> str:
    if row.line is None:
        return _("no bulletin of this week")
    source = row.line.bulletin.source
    return source + " · " + _("older than 10 days") if row.stale else source


def _source_tip(row: BulletinRow) -> str:
    """Escaped: a file's name is data, and a tool tip would read markup in it."""
    return f"<p>{escape(_source(row))}</p>"


def _brought(row: BulletinRow) -> str | None:
    return row.line.at.isoformat() if row.line and row.line.at else None


def _brought_text(row: BulletinRow) -> str:
    """Who and when, in Jakarta's time."""
    if row.line is None or row.line.at is None:
        return "–"
    there = row.line.at + timedelta(hours=UTC_HOURS["WIB"])
    return f"{row.line.by} · {medium_date(there.date())} {clock_time(there)} WIB"
