"""The lose-a-team drill over the offices: where a critical function hangs on one team."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cmt_desk.domain.drill import Loss, lose_each_team
from cmt_desk.i18n import _, short_date
from cmt_desk.operations.schedule import problems
from cmt_desk.store import Store
from cmt_desk.wording import function_name

DAYS = 14  # of quarantine


@dataclass(frozen=True)
class Drill:
    """One office: what each lost team would do."""

    branch: str
    losses: tuple[Loss, ...]

    @property
    def fragile(self) -> bool:
        return any(not loss.holds for loss in self.losses)


def drill(store: Store, branches: Iterable[str], on: date) -> list[Drill]:
    """Each team of each office quarantined from the day after `on`. Raises Refused for an unknown office."""
    first = on + timedelta(days=1)
    found: list[Drill] = []
    for facts in problems(store, list(branches), first, first + timedelta(days=DAYS - 1)):
        found.append(Drill(facts.branch, tuple(lose_each_team(facts, first, DAYS))))
    return found


def loss_text(store: Store, loss: Loss) -> str:
    """ "Tim A1: Pelayanan 0 dari 1 sejak 7 Des": what falls short, when, and by how much."""
    names = {f.code: function_name(f.name_id, f.name_en) for f in store.people.functions()}
    told = ", ".join(
        _("{function} {have} of {need} from {day}").format(
            function=names[code], have=breach.have, need=breach.need, day=short_date(breach.day)
        )
        for code, breach in loss.short.items()
    )
    return _("Team {name}: {loss}").format(name=loss.team, loss=told or _("every function stays covered"))
