"""Every step with a deadline, over all offices: what is overdue first, then what is due today."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cmt_desk.domain.protocols import Run
from cmt_desk.domain.run_lines import DueStep
from cmt_desk.i18n import _, either, moment, number
from cmt_desk.records import record
from cmt_desk.store import Store
from cmt_desk.ui import look
from cmt_desk.ui.protocols.lines import RunCard, cards
from cmt_desk.ui.widgets import Column, RecordTable, faint

MOST = 500  # lines a table shows; the oldest deadlines come first


@record
class DueLine:
    """A step with its run and the words it needs."""

    step: DueStep
    card: RunCard
    text: str
    role: str
    late: bool


def due_lines(
    store: Store, day: date, now: Mapping[str, datetime], found: Sequence[DueStep]
) -> list[DueLine]:
    """The steps of a due list with their names; one reading of the runs concerned."""
    ids = list(dict.fromkeys(step.run for step in found))
    by_id = {card.id: card for card in cards(store, day, store.protocols.days.chosen_lines(ids, now))}
    runs = {run.id: run for run in store.protocols.chosen(ids)}
    roles = {code: either(*names) for code, names in store.protocols.roles().items()}
    return [
        DueLine(step, by_id[step.run], *_words(runs[step.run], step.n, roles), step.due < now[step.time_zone])
        for step in found
        if step.run in by_id and step.run in runs
    ]


def _words(run: Run, n: int, roles: Mapping[str, str]) -> tuple[str, str]:
    step = run.step(n)
    return (either(step.text_id, step.text_en), roles.get(step.role, step.role)) if step else ("", "")


def _tone(line: DueLine) -> str | None:
    return look.tokens().danger if line.late else None


class DueList(QWidget):
    run_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.about = faint("")
        self.table = RecordTable(
            [
                Column(_("Due"), lambda line: line.step.due,
                       lambda line: moment(line.step.due, line.card.zone), width=150, colour=_tone),
                Column(_("Protocol"), lambda line: line.card.code, width=80,
                       tip=lambda line: line.card.title),
                Column(_("Step"), lambda line: line.text, lambda line: f"{line.step.n}. {line.text}",
                       tip=lambda line: line.text),
                Column(_("For"), lambda line: line.card.scope, width=220, tip=lambda line: line.card.scope),
                Column(_("Role"), lambda line: line.role, width=170, tip=lambda line: line.role),
                Column(_("Responsible"), lambda line: line.card.line.holder, width=130),
            ],
            key=lambda line: (line.step.run, line.step.n, line.step.k),
        )  # fmt: skip
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(_("Overdue and due today"))
        self.table.opened.connect(lambda line: self.run_chosen.emit(line.step.run))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.SPACE)
        column.addWidget(self.about)
        column.addWidget(self.table, 1)

    def show_due(self, store: Store, day: date, now: Mapping[str, datetime], *, past: bool) -> None:
        overdue = store.protocols.days.overdue(now, MOST, past=past)
        today = store.protocols.days.due_today(now, MOST, past=past)
        self.table.show_records(due_lines(store, day, now, [*overdue, *today]))
        if not overdue and not today:
            self.about.setText(_("Nothing is overdue, and nothing is due later today."))
            return
        more = "+" if len(overdue) == MOST else ""
        told = _("{overdue} overdue · {today} due later today · double click or Enter opens the run")
        self.about.setText(told.format(overdue=number(len(overdue)) + more, today=number(len(today))))
