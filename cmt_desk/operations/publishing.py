"""Publishing a roster: what is planned becomes what people are told, and who has to hear of it is listed."""

from collections.abc import Iterable, Mapping
from datetime import date

from cmt_desk.domain.breaches import breaches
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import Cell, Roster
from cmt_desk.i18n import _, number, short_date
from cmt_desk.operations.conflicts import told
from cmt_desk.operations.schedule import problem
from cmt_desk.store import Store
from cmt_desk.store.publications import Notice

Key = tuple[str, date]  # employee number, day


def publish(store: Store, branch: str, first: date, last: date) -> int:
    """What is planned becomes what people are told; the number of cells that were not told so before.

    Whoever was told otherwise waits in the list of those to be told. Raises Refused when nothing is planned,
    when the roster breaks a rule, or when a day somebody was told of is empty now: that is mended first.
    """
    facts = problem(store, branch, first, last)
    cells = store.schedule.cells(branch, first, last)
    if not cells:
        raise Refused(_("Nothing is planned from {first} to {last}; plan the office first.").format(
            first=short_date(first), last=short_date(last)))  # fmt: skip
    planned = {day for _employee, day in cells}
    waves = store.schedule.waves(branch, first, last)
    if broken := [b for b in breaches(cells, facts, waves) if b.day in planned]:
        raise Refused(
            _("The roster breaks a rule and cannot be published. {broken}.").format(
                broken=told(facts, broken)
            )
        )
    before = store.schedule.published(branch, first, last)
    _check_empty(facts.working, before, cells)
    label = _("Publish {branch}, {first} – {last}").format(
        branch=branch, first=short_date(first), last=short_date(last)
    )
    changed = sum(before.get(key) is not cell for key, cell in cells.items())
    with store.operation("publish", label):
        if changed:
            _keep(store, branch, (first, last), changed, _changes(before, cells))
        store.schedule.put_published(branch, first, last)
    return changed


def _check_empty(working: frozenset[date], before: Roster, cells: Roster) -> None:
    empty = sorted(key for key in before if key not in cells and key[1] in working)
    if empty:
        sentence = _("{n} cells that people were told of are empty now, the first on {day}; plan them first.")
        raise Refused(sentence.format(n=number(len(empty)), day=short_date(min(day for _e, day in empty))))


def _changes(before: Roster, cells: Roster) -> dict[Key, tuple[Cell, Cell]]:
    """What somebody knows otherwise."""
    pairs = {key: (before[key], cell) for key, cell in cells.items() if key in before}
    return {key: pair for key, pair in pairs.items() if pair[0] is not pair[1]}


def _keep(
    store: Store, branch: str, period: tuple[date, date], cells: int, changes: Mapping[Key, tuple[Cell, Cell]]
) -> None:
    """The publication, and a notice for each cell somebody knows otherwise than it is now.

    Who was not told of an earlier change yet still knows what was told before it: the two become one notice,
    or none where the second takes back the first.
    """
    overtaken = [n for n in store.publications.waiting(branch) if (n.employee, n.day) in changes]
    known = {(n.employee, n.day): n.was for n in overtaken}
    notices = {key: (known.get(key, was), now) for key, (was, now) in changes.items()}
    publication = store.new_id()
    store.publications.put(publication, branch, *period, cells)
    store.publications.remove(overtaken)
    store.publications.put_notices(
        publication, {key: (was, now) for key, (was, now) in notices.items() if was is not now}
    )


def mark_told(store: Store, branch: str, notices: Iterable[Notice], by: str, on: date) -> None:
    """These changes have been told to their people. Raises Refused without the name of who told them."""
    chosen = list(notices)
    if not chosen:
        return
    if not by.strip():
        raise Refused(_("Say who told them."))
    first = min(notice.day for notice in chosen)
    people = {notice.employee for notice in chosen}
    label = _("{branch}: {people} people told of {cells} changes").format(
        branch=branch, people=number(len(people)), cells=number(len(chosen))
    )
    ahead = _("The first change in {days} days").format(days=number((first - on).days))
    with store.operation("mark_told", label, reason=ahead):
        store.publications.put_told(chosen, on, by.strip())
