"""Contacts that became cases: who of one office may have infected whom, as far as their dates allow."""

from datetime import date, timedelta
from random import Random

from cmt_desk.domain.cases import Case
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.store import Store

SHORTEST, LONGEST = 2, 13  # days from the last contact to the onset
LINKED = 0.85  # of the cases that could have a source in their office
TWICE = 0.25  # of these have a second possible source


def make_chains(store: Store, day: date) -> None:
    """Links between cases there are already: not one case, spell or date is added, so no total moves."""
    dice = Random(20201204)  # dice of its own: what was made before stays as it is
    offices: dict[str, list[Case]] = {}
    for case in store.cases.all():
        offices.setdefault(case.branch, []).append(case)
    rows: list[dict[str, object]] = []
    for office in sorted(offices):
        cases = sorted(offices[office], key=lambda c: (_began(c, day), c.id))
        for n, case in enumerate(cases):
            able = [(other, last) for other in cases[:n] if (last := _last_contact(other, case, day))]
            if not able or dice.random() > LINKED:
                continue
            wanted = 2 if len(able) > 1 and dice.random() < TWICE else 1
            rows += [_contact(store, other, case, last, day) for other, last in able[-wanted:]]
    known = {(c.case_file, c.employee): c.id for c in store.contacts.all()}
    store.contacts.put_contacts(r for r in rows if (r["case_file"], r["employee"]) not in known)
    for row in rows:
        named = known.get((str(row["case_file"]), str(row["employee"])))
        if named:
            store.contacts.put_became(named, str(row["became"]))


def _began(case: Case, day: date) -> date:
    return case.onset or case.specimen or case.confirmed_on(day) or case.opened_on()


def _last_contact(source: Case, case: Case, day: date) -> date | None:
    """The last day both were in the office, while the source was infectious and not yet kept apart."""
    if not source.confirmed_on(day):
        return None
    first, latest = _began(source, day) - timedelta(days=2), source.isolated_on() or day
    if case.last_contact:  # under observation for that very contact
        return case.last_contact if first <= case.last_contact <= latest else None
    last = min(latest, _began(case, day) - timedelta(days=SHORTEST))
    return last if first <= last and (_began(case, day) - last).days <= LONGEST else None


def _contact(store: Store, source: Case, case: Case, last: date, day: date) -> dict[str, object]:
    recorded = max(last, source.confirmed_on(day) or last)
    return {
        "id": store.new_id(),
        "case_file": source.id,
        "employee": case.employee,
        "name": "",
        "phone": "",
        "kind": ContactKind.SAME_ROOM.value,
        "last_contact": last.isoformat(),
        "recorded": recorded.isoformat(),
        "place": "Kantor",
        "household": 0,
        "notes": "ilustrasi",
        "became": case.id,
    }
