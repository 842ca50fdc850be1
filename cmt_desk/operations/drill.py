"""The lose-a-team drill over the offices: where a critical function hangs on one team."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date, timedelta

from cmt_desk.domain.cohorts import team_names
from cmt_desk.domain.drill import Loss, lose_each_team
from cmt_desk.domain.schedule import Problem
from cmt_desk.i18n import _, short_date
from cmt_desk.operations.schedule import problems
from cmt_desk.records import record
from cmt_desk.store import Store

DAYS = 14  # of quarantine
MOST = 3  # people named of one function
Wanting = Mapping[tuple[str, str], tuple[str, ...]]


@record
class Drill:
    """One office: what each lost team would do; `wanting` (team, function) names those it is short of."""

    branch: str
    losses: tuple[Loss, ...]
    wanting: Wanting = field(default_factory=dict[tuple[str, str], tuple[str, ...]])

    @property
    def fragile(self) -> bool:
        return any(not loss.holds for loss in self.losses)


def drill(store: Store, branches: Iterable[str], on: date) -> list[Drill]:
    """Each team of each office quarantined from the day after `on`. Raises Refused for an unknown office."""
    return list(drills(store, branches, on))


def drills(store: Store, branches: Iterable[str], on: date) -> Iterator[Drill]:
    """The same, a few milliseconds an office."""
    first = on + timedelta(days=1)
    for facts in problems(store, list(branches), first, first + timedelta(days=DAYS - 1)):
        losses = tuple(lose_each_team(facts, first, DAYS))
        yield Drill(facts.branch, losses, dict(_wanting(facts, losses)))


def _wanting(facts: Problem, losses: Iterable[Loss]) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """The people of the lost team who do what falls short."""
    teams = team_names(facts)
    for loss in losses:
        for code, breach in loss.short.items():
            names = [
                e.name
                for e in facts.employees
                if e.function == code and teams.get(e.number) == loss.team and e.active(breach.day)
            ]
            yield (loss.team, code), tuple(sorted(names))


def loss_text(names: dict[str, str], loss: Loss) -> str:
    """ "Tim A1: Pelayanan 0 dari 1 sejak 7 Des": what falls short, when, and by how much."""
    return _("Team {name}: {loss}").format(name=loss.team, loss=short_text(names, loss))


def short_text(names: dict[str, str], loss: Loss) -> str:
    told = ", ".join(
        _("{function} {have} of {need} from {day}").format(
            function=names[code], have=breach.have, need=breach.need, day=short_date(breach.day)
        )
        for code, breach in loss.short.items()
    )
    return told or _("every function stays covered")


def wanting_text(one: Drill, loss: Loss) -> str:
    """Whom the functions would miss: "Siti Rahmawati, Dedi Hasanah (dan 2 lagi)"."""
    people = list(dict.fromkeys(name for code in loss.short for name in one.wanting[loss.team, code]))
    more = len(people) - MOST
    return ", ".join(people[:MOST]) + (_(" (and {n} more)").format(n=more) if more > 0 else "")
