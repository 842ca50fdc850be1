"""282 confirmed cases with a plausible past: 211 recovered, 12 in hospital, 59 at home on the day."""

from datetime import date, timedelta
from random import Random
from typing import Any

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.operations.demo.people import People
from cmt_desk.store import Store

RECOVERED, HOSPITAL, HOME, OFFICES = 211, 12, 59, 76
SUSPECTS, CONTACTS = 9, 41  # under observation on the day; not in the published totals
FIRST = date(2020, 4, 6)


class _Maker:
    """Collects the rows of all cases before they are written at once."""

    def __init__(self, store: Store, people: People, dice: Random) -> None:
        self.store, self.dice = store, dice
        self.left = {code: list(office) for code, office in people.items()}
        self.files: list[dict[str, Any]] = []
        self.statuses: list[dict[str, Any]] = []
        self.places: list[dict[str, Any]] = []

    def person(self, office: str) -> dict[str, Any]:
        """Somebody of the office who has no case yet; heads stay well."""
        team = self.left[office]
        return team.pop(self.dice.randrange(5, len(team)))

    def case(self, office: str, steps: list[tuple[Status, date]], **dates: date | None) -> str:
        id, person = self.store.new_id(), self.person(office)
        fields = {name: day.isoformat() if day else None for name, day in dates.items()}
        self.files.append(
            {
                **dict.fromkeys(("last_contact", "onset", "last_symptom", "specimen")),
                **fields,
                "id": id,
                "employee": person["number"],
                "branch": office,
                "notes": "",
            }
        )
        for n, (status, since) in enumerate(steps, start=1):
            self.statuses.append(
                {
                    "id": self.store.new_id(),
                    "case_file": id,
                    "status": status.value,
                    "since": since.isoformat(),
                    "n": n,
                    "reason": None,
                }
            )
        return id

    def care(self, id: str, *stays: tuple[CarePlace, date]) -> None:
        for n, (place, since) in enumerate(stays, start=1):
            self.places.append(
                {
                    "id": self.store.new_id(),
                    "case_file": id,
                    "place": place.value,
                    "since": since.isoformat(),
                    "n": n,
                }
            )

    def confirmed(self, office: str, on: date, end: date | None, place: CarePlace) -> None:
        """A case confirmed on a day, often a suspect before; `end` is the day it recovered."""
        dice = self.dice
        symptoms = dice.random() < 0.6 or place is CarePlace.HOSPITAL
        onset = on - timedelta(days=dice.randint(1, 4)) if symptoms else None
        ill = Status.CONFIRMED_SYMPTOMS if symptoms else Status.CONFIRMED_NO_SYMPTOMS
        steps = [(ill, on)]
        if onset and dice.random() < 0.7:
            steps.insert(0, (Status.SUSPECT, onset + timedelta(days=1)))
        if end:
            steps.append((Status.RECOVERED, end))
        last = onset + timedelta(days=dice.randint(3, 9)) if onset and end else None
        id = self.case(
            office,
            steps,
            onset=onset,
            last_symptom=last,
            specimen=on - timedelta(days=1),
        )
        begins = steps[0][1]
        if place is CarePlace.HOSPITAL and begins < on:
            self.care(id, (CarePlace.HOME, begins), (CarePlace.HOSPITAL, on))
        else:
            self.care(id, (place, begins))


def make_cases(store: Store, people: People, dice: Random, day: date) -> None:
    """The cases of the deck's totals, and a few under observation."""
    maker = _Maker(store, people, dice)
    offices = dice.sample(sorted(people), OFFICES)
    places = [*offices, *dice.choices(offices, k=RECOVERED + HOSPITAL + HOME - OFFICES)]
    dice.shuffle(places)
    span = (day - FIRST).days
    for office in places[:RECOVERED]:
        on = FIRST + timedelta(days=int((span - 12) * dice.random() ** 0.45))
        end = min(on + timedelta(days=dice.randint(12, 18)), day - timedelta(days=dice.randint(0, 1)))
        place = CarePlace.HOSPITAL if dice.random() < 0.18 else CarePlace.HOME
        maker.confirmed(office, on, end, place)
    for i, office in enumerate(places[RECOVERED:]):
        on = day - timedelta(days=int(14 * dice.random() ** 1.2))
        maker.confirmed(office, on, None, CarePlace.HOSPITAL if i < HOSPITAL else CarePlace.HOME)
    for office in dice.choices(offices, k=CONTACTS):
        last = day - timedelta(days=dice.randint(1, 12))
        id = maker.case(office, [(Status.CLOSE_CONTACT, last + timedelta(days=1))], last_contact=last)
        maker.care(id, (CarePlace.HOME, last + timedelta(days=1)))
    for office in dice.choices(offices, k=SUSPECTS):
        onset = day - timedelta(days=dice.randint(1, 5))
        id = maker.case(office, [(Status.SUSPECT, onset + timedelta(days=1))], onset=onset)
        maker.care(id, (CarePlace.HOME, onset + timedelta(days=1)))
    store.cases.put_cases(maker.files)
    store.cases.put_statuses(maker.statuses)
    store.cases.put_places(maker.places)
