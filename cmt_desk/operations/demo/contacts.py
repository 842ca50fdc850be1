"""Contacts of the newest confirmed cases: team mates by the roster, somebody at home, their calls."""

from datetime import date, timedelta
from random import Random

from cmt_desk.domain.contacts import ContactKind, follow_up_days
from cmt_desk.operations.contacts import NewContact, add_contacts, add_proposed, propose_contacts
from cmt_desk.store import Store
from cmt_desk.store.cases import CaseRow

CASES, MATES = 24, 4
FAMILY = (
    "Ratna Sulaiman|Hasan Basri|Yohana Tobing|Made Arsana|Nuraini Latief|Petrus Wenda|Lies Kurniati".split(
        "|"
    )
)
COMPLAINTS = ("batuk", "demam", "pilek, sakit tenggorokan")


def make_contacts(store: Store, day: date) -> None:
    """Contacts recorded on the day their case was confirmed; one call in ten was missed, today's are open."""
    dice = Random(20201203)  # dice of its own: the people and cases before it stay as they are
    newest = [row for row in store.cases.rows(day) if row.status.confirmed and row.since < day][:CASES]
    for n, row in enumerate(newest):
        recorded = row.confirmed_on or row.since
        add_proposed(store, row.id, propose_contacts(store, row.id, recorded)[:MATES], recorded)
        add_contacts(store, row.id, [_at_home(n, row, recorded, dice)], recorded)
    _make_calls(store, dice, day)


def _at_home(n: int, row: CaseRow, recorded: date, dice: Random) -> NewContact:
    return NewContact(
        recorded - timedelta(days=dice.randint(0, 1)),
        ContactKind.NEAR,
        name=FAMILY[n % len(FAMILY)],
        phone=f"0812-0000-{1000 + n}",
        place="Rumah",
        household=True,
    )


def _make_calls(store: Store, dice: Random, day: date) -> None:
    rules = store.cases.clock_rules()
    rows: list[dict[str, object]] = []
    for contact in store.contacts.all():
        ill = dice.random() < 0.15
        for called in follow_up_days(contact, rules):
            if called < contact.recorded or called > day or dice.random() < (0.75 if called == day else 0.1):
                continue
            complains = ill and (called - contact.last_contact).days >= 4
            rows.append(
                {
                    "contact": contact.id,
                    "day": called.isoformat(),
                    "temperature": round(
                        dice.uniform(37.4, 38.6) if complains else dice.uniform(36.1, 36.9), 1
                    ),
                    "symptoms": dice.choice(COMPLAINTS) if complains else "",
                    "by": "Demo",
                }
            )
    store.contacts.put_ticks(rows)
