"""The panels as a projector shows them: the same where they fit, else counts instead of lists."""

from PySide6.QtCore import Qt

from cmt_desk.domain.situation import Situation
from cmt_desk.i18n import _, either, number
from cmt_desk.operations.ripple_words import trigger_name
from cmt_desk.protocol_wording import late_rule
from cmt_desk.records import record
from cmt_desk.store.run_days import now_everywhere
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.situation.attendance import AttendancePanel
from cmt_desk.ui.situation.attention import SilentPanel, SuppliesPanel
from cmt_desk.ui.situation.changes import since_words, told_changes
from cmt_desk.ui.situation.curve import CurvePanel
from cmt_desk.ui.situation.figures import Figures
from cmt_desk.ui.situation.fitting import pairs
from cmt_desk.ui.situation.functions import FunctionsPanel
from cmt_desk.ui.situation.panel import Panel
from cmt_desk.ui.situation.zones import ZonesPanel
from cmt_desk.ui.widgets import faint

MOST = 5000  # steps that are counted

Zones, Course, Attendance = ZonesPanel, CurvePanel, AttendancePanel


class Functions(FunctionsPanel):
    mark, scale = 72, 1.6


class Supplies(SuppliesPanel):
    scale = 1.6

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table.grows = True


class Silent(SilentPanel):
    scale = 1.6

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table.grows = True


class Cases(Panel):
    """The eight figures."""

    scale = 1.1

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Figures of the day"))
        self.figures = Figures(desk)
        self.body.addWidget(self.figures, 1)

    def show_situation(self, now: Situation) -> None:
        self.figures.show_situation(now)


def _waiting(offices: list[str]) -> str:
    """No office is named: where one person is ill, everybody in the room would know who."""
    different = len(set(offices))
    if different == 1:
        return number(len(offices))
    return _("{n} in {offices} offices").format(n=number(len(offices)), offices=number(different))


def _due(late: int, today: int) -> str:
    told = [_("{n} late").format(n=number(late))] if late else []
    return " · ".join(told + ([_("{n} due today").format(n=number(today))] if today else []))


@record
class _Row:
    name: str
    told: str
    urgent: bool = False


class _List(Panel):
    """Names with what is told of each; a sentence where there are none."""

    scale = 1.6

    def __init__(self, desk: Desk, title: str, nothing: str) -> None:
        super().__init__(desk, title)
        self.nothing = faint(nothing)
        self.table = pairs(
            title, lambda r: r.name, lambda r: r.told, lambda r: r.name, lambda _row: None,
            tone=lambda r: look.tokens().danger if r.urgent else None,
        )  # fmt: skip
        self.table.grows = True
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (self.table, self.nothing):
            self.body.addWidget(part, 1)

    def show_rows(self, rows: list[_Row]) -> None:
        self.table.show_records(rows)
        self.table.setHidden(not rows)
        self.nothing.setHidden(bool(rows))


class Decisions(_List):
    """By kind, how many wait and in how many offices."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Needs a decision"), _("Nothing needs a decision on this day."))

    def show_situation(self, now: Situation) -> None:
        from cmt_desk.store.sealing import last_of
        from cmt_desk.ui.proposals.now import open_rows

        waiting = last_of(open_rows(self.desk))
        kinds: dict[str, list[str]] = {}
        for one in waiting:
            kinds.setdefault(one.trigger, []).append(one.office)
        urgent = {one.trigger for one in waiting if one.urgent}
        self.title.setText(self.name + (f" · {number(len(waiting))}" if waiting else ""))
        self.show_rows(
            [_Row(trigger_name(kind), _waiting(found), kind in urgent) for kind, found in kinds.items()]
        )


class Protocols(_List):
    """By protocol, how many steps are late and how many come today."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Protocols: what is due"), _("No step is late or due today."))
        self.rule = faint("")
        self.rule.setProperty("small", True)
        self.body.addWidget(self.rule)

    def show_situation(self, now: Situation) -> None:
        store, past = self.desk.store, self.desk.days.is_past
        days, at = store.protocols.days, now_everywhere(now.day, store.settings.cutoff_hour)
        late, today = days.overdue(at, MOST, past=past), days.due_today(at, MOST, past=past)
        self.rule.setText(late_rule(max(at.values())))
        of = {line.id: line.protocol for line in days.chosen_lines({s.run for s in (*late, *today)}, at)}
        counts: dict[str, list[int]] = {}
        for n, steps in enumerate((late, today)):
            for step in steps:
                if step.run in of:
                    counts.setdefault(of[step.run], [0, 0])[n] += 1
        names = {p.code: f"{p.code} {either(p.title_id, p.title_en)}" for p in store.protocols.newest()}
        worst = sorted(counts, key=lambda code: (-counts[code][0], -counts[code][1], code))
        self.show_rows(
            [_Row(names.get(code, code), _due(*counts[code]), counts[code][0] > 0) for code in worst]
        )


class Changes(_List):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "", _("nothing changed"))

    def show_situation(self, now: Situation) -> None:
        self.title.setText(since_words(now))
        self.show_rows([_Row(*told) for told in told_changes(now.changes)])
