"""Two counts of every kind in every office, a few below their minimum; all of it illustration."""

from datetime import date, timedelta
from random import Random

from cmt_desk.store import Store

AGES = 9, 2  # days before the demo's day
SHORT = 0.02  # of the stocks
FORGOTTEN = 0.03  # of the offices: they have not counted for weeks


def make_supplies(store: Store, day: date) -> None:
    """Use and minimum grow with the headcount; a fortnight's use is the minimum."""
    dice = Random(20201205)  # dice of its own
    people = store.people.headcounts(day)
    needs: list[dict[str, object]] = []
    counts: list[dict[str, object]] = []
    since = (day - timedelta(days=60)).isoformat()
    for branch in store.branches.all():
        size = people.get(branch.code, 0) / 40
        forgotten = dice.random() < FORGOTTEN
        for item in store.supplies.items() if size else ():
            key = {"branch": branch.code, "item": item.code}
            use, minimum = round(item.use * size, 2), max(1, round(item.minimum * size))
            needs.append({**key, "since": since, "minimum": minimum, "use": use})
            left = minimum * (dice.uniform(0.4, 0.9) if dice.random() < SHORT else dice.uniform(1.6, 4))
            for age in (21,) if forgotten else AGES:
                counts.append(
                    {**key, "day": (day - timedelta(days=age)).isoformat(),
                     "quantity": round(left + use * age), "source": "ilustrasi"}
                )  # fmt: skip
    store.supplies.put_needs(needs)
    store.supplies.put_counts(counts)
