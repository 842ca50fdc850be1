"""Counting supplies, saying what an office needs, and keeping the list of kinds."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.intake import fold
from cmt_desk.domain.supplies import Item
from cmt_desk.i18n import _, either, long_date, number, short_date
from cmt_desk.records import record
from cmt_desk.store import Store


@record
class Counted:
    """What a form says of one kind; `quantity` None: not counted this time. `use`: a day."""

    quantity: int | None
    minimum: int
    use: float


def item_name(item: Item) -> str:
    return either(item.name_id, item.name_en)


def unit_name(item: Item) -> str:
    return either(item.unit_id, item.unit_en)


def record_supplies(
    store: Store, branch: str, day: date, counted: Mapping[str, Counted], *, today: date, source: str = ""
) -> int:
    """Record the counts of an office's day and changed needs as one step; returns how many kinds changed.

    Raises Refused for a day after `today`, an unknown office or kind, and for numbers below zero.
    """
    office = store.branches.by_code().get(branch)
    if office is None:
        raise Refused(_("There is no office with the code {code}.").format(code=branch))
    if day > today:
        raise Refused(_("{day} lies in the future.").format(day=long_date(day)))
    kinds = {item.code: item for item in store.supplies.items()}
    for code, said in counted.items():
        if code not in kinds:
            raise Refused(_("There is no kind of supplies with the code {code}.").format(code=code))
        if min(said.quantity or 0, said.minimum, said.use) < 0:
            raise Refused(_("{item}: a number below zero.").format(item=item_name(kinds[code])))
    before = {stock.item: stock for stock in store.supplies.of_branch(branch, day)}
    counts = [
        {"branch": branch, "item": code, "day": day.isoformat(), "quantity": said.quantity,
         "source": source or store.actor}
        for code, said in counted.items()
        if said.quantity is not None
        and not ((last := before[code].last) and (last.day, last.quantity) == (day, said.quantity))
    ]  # fmt: skip
    needs = [
        {"branch": branch, "item": code, "since": day.isoformat(), "minimum": said.minimum, "use": said.use}
        for code, said in counted.items()
        if before[code].need[1:] != (said.minimum, said.use)
    ]
    changed = {str(row["item"]) for row in (*counts, *needs)}
    if changed:
        label = _("Supplies of {branch}, {day}: {n} kinds").format(
            branch=office.name, day=short_date(day), n=number(len(changed))
        )
        with store.operation("record_supplies", label):
            store.supplies.put_counts(counts)
            store.supplies.put_needs(needs)
    return len(changed)


def save_item(store: Store, item: Item) -> str:
    """Add a kind of supplies (empty code) or change one; returns its code.

    Raises Refused without a name in both languages, for a name that is taken, or numbers below zero.
    """
    item = replace(item, name_id=item.name_id.strip(), name_en=item.name_en.strip() or item.name_id.strip())
    if not item.name_id:
        raise Refused(_("The name is empty."))
    if item.minimum < 0 or item.use < 0:
        raise Refused(_("{item}: a number below zero.").format(item=item.name_id))
    known = store.supplies.items(retired=True)
    names = {fold(name): i.code for i in known for name in (i.name_id, i.name_en)}
    for name in (item.name_id, item.name_en):
        if names.get(fold(name), item.code) != item.code:
            raise Refused(_("{name} is in the list already.").format(name=name))
    if not item.code:
        last = max((i.position for i in known), default=0)
        item = replace(item, code=store.new_id(), position=last + 1)
    with store.operation("save_supply_item", _("Supplies: {item}").format(item=item_name(item))):
        store.supplies.put_item(item)
    return item.code
