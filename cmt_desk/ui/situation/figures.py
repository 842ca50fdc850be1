"""The figures of the day, each with its change since yesterday and the way to its rows."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QGridLayout, QWidget

from cmt_desk.domain.cases import CaseFigures
from cmt_desk.domain.charts import mean_of_week
from cmt_desk.domain.outbreak import outbreak
from cmt_desk.domain.situation import Situation
from cmt_desk.i18n import _, number, percent, short_date, signed
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import FigureTile

ACROSS = 4  # tiles in a row


@record
class Told:
    """What a tile says. `worse`: whether a rise (1) or a fall (-1) is bad news, or neither."""

    value: int | None  # not known
    before: int | None
    detail: str
    tone: str = ""
    worse: int = 0


@record
class Kind:
    name: str
    lead: tuple[str, str]
    tell: Callable[[Situation], Told]


def kinds() -> Mapping[str, Kind]:
    """In the order of reading."""
    return {
        "active": Kind(_("Under care"), ("cases", "active"), _active),
        "new": Kind(_("New cases"), ("cases", "today"), _new),
        "cumulative": Kind(_("Cumulative confirmed"), ("cases", "confirmed"), _cumulative),
        "recovered": Kind(_("Recovered"), ("cases", "recovered"), _recovered),
        "deaths": Kind(_("Deaths"), ("cases", "died"), _deaths),
        "exposed": Kind(_("Exposed work units"), ("map", "exposed"), _exposed),
        "office": Kind(_("In the office (WAO)"), ("rosters", ""), _office),
        "protocols": Kind(_("Protocols running"), ("protocols", "due"), _protocols),
    }


class Figures(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._kinds = kinds()
        self.tiles = {key: FigureTile(kind.name, squeezed=True) for key, kind in self._kinds.items()}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.SPACE)
        for n in range(ACROSS):
            grid.setColumnStretch(n, 1)
        for n, (key, tile) in enumerate(self.tiles.items()):
            grid.addWidget(tile, n // ACROSS, n % ACROSS)
            tile.clicked.connect(lambda lead=self._kinds[key].lead: desk.picked.wanted.emit(*lead))

    def show_situation(self, now: Situation) -> None:
        for key, tile in self.tiles.items():
            told = self._kinds[key].tell(now)
            tile.show_figure(
                "–" if told.value is None else number(told.value), *_change(told), told.detail, told.tone
            )


def _change(told: Told) -> tuple[str, str]:
    """The change since yesterday, and its tone."""
    if told.before is None or told.value is None:
        return "", ""
    change = told.value - told.before
    tone = "" if not change or not told.worse else ("danger" if change * told.worse > 0 else "good")
    return _("{change} since yesterday").format(change=signed(change)), tone


def _none_yet(now: Situation) -> str:
    return "" if now.last_step else _("no case recorded yet")


def _active(now: Situation) -> Told:
    cases = now.facts.cases
    text = _("{hospital} hospital · {home} home").format(
        hospital=number(cases.hospital), home=number(cases.home)
    )
    more = cases.facility + cases.place_unknown
    text += " · " + _("{n} elsewhere").format(n=number(more)) if more else ""
    return Told(cases.active, now.facts.cases_before.active, _none_yet(now) or text, worse=1)


def _new(now: Situation) -> Told:
    mean = mean_of_week(outbreak(now.steps, now.day, 7).new)[-1]
    text = _("mean of 7 days: {n}").format(n=number(mean, 1))
    if now.cases_are_stale and now.last_step:
        text = _("last recorded {day}").format(day=short_date(now.last_step))
    tone = "warning" if now.cases_are_stale else ""
    return Told(now.facts.cases.new, now.facts.cases_before.new, _none_yet(now) or text, tone, worse=1)


def _cumulative(now: Situation) -> Told:
    cases = now.facts.cases
    share = percent(cases.cumulative, now.facts.headcount, 1)
    text = _("{share} of all employees").format(share=share)
    return Told(cases.cumulative, now.facts.cases_before.cumulative, _none_yet(now) or text)


def _share(now: Situation, of: Callable[[CaseFigures], int]) -> str:
    cases = now.facts.cases
    if not cases.cumulative:
        return _("no case recorded yet")
    return _("{share} of all confirmed").format(share=percent(of(cases), cases.cumulative, 1))


def _recovered(now: Situation) -> Told:
    cases, before = now.facts.cases, now.facts.cases_before
    return Told(cases.recovered, before.recovered, _share(now, lambda c: c.recovered), worse=-1)


def _deaths(now: Situation) -> Told:
    cases, before = now.facts.cases, now.facts.cases_before
    return Told(cases.deaths, before.deaths, _share(now, lambda c: c.deaths), worse=1)


def _exposed(now: Situation) -> Told:
    cases, offices = now.facts.cases, len(now.facts.offices)
    text = _("of {offices} offices · {share}").format(
        offices=number(offices), share=percent(cases.exposed_units, offices, 0)
    )
    return Told(cases.exposed_units, now.facts.cases_before.exposed_units, text, worse=1)


def _office(now: Situation) -> Told:
    crew, over = now.crew, len(now.crew.over)
    text = _("cap {cap} · {share} in").format(
        cap=number(crew.cap), share=percent(crew.wao, crew.headcount_of_told, 0)
    )
    if not crew.told:
        return Told(None, None, _("no roster, no list yet"))
    if over:
        text = _("{n} offices over their cap").format(n=number(over))
    return Told(crew.wao, now.before.get("attendance.wao"), text, "danger" if over else "")


def _protocols(now: Situation) -> Told:
    runs = now.facts.protocols
    text = _("{overdue} late · {due} due today").format(
        overdue=number(runs.overdue_steps), due=number(runs.due_today)
    )
    if not runs.running:
        text = _("none is running")
    tone = "danger" if runs.overdue_steps else ""
    return Told(runs.running, now.before.get("protocols.running"), text, tone)
