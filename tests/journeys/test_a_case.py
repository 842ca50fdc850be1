"""A case from the first report to recovery, with contacts followed for fourteen days."""

from datetime import date, timedelta
from pathlib import Path

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.operations.cases import open_case
from cmt_desk.operations.contacts import NewContact, add_contacts, add_proposed, propose_contacts
from cmt_desk.store.verify import verify
from cmt_desk.ui.cases.new_case import NewCase
from cmt_desk.ui.cases.pairs import CompareCases
from cmt_desk.ui.cases.ticks import TickForm
from cmt_desk.ui.window import Window

FIRST = date(2020, 12, 2)


def somebody(desk) -> str:
    """An employee in the office this week who is well, of an office with a roster."""
    ill = {case.employee for case in desk.store.cases.all()}
    cells = desk.store.schedule.cells("SBU-01", FIRST - timedelta(days=2), FIRST)
    return next(number for (number, _day), cell in sorted(cells.items()) if cell == "W" and number not in ill)


def test_from_a_report_to_recovery_with_contacts_followed_for_fourteen_days(
    window: Window, desk, tmp_path: Path
):
    """Suspect, confirmed, hospital, recovered; a team mate falls ill on day 5 and becomes a case."""
    store, days = desk.store, desk.days
    window.turn_to("cases")
    form = NewCase(desk, window.cases)
    form.search.setText(somebody(desk))
    form.accept()
    case, detail = form.made, window.cases.detail
    window.cases.show_case(case)
    detail._set_date("onset", FIRST)
    detail.step(Status.CONFIRMED_SYMPTOMS)
    detail._move(CarePlace.HOSPITAL)

    mates = add_proposed(store, case, propose_contacts(store, case, FIRST)[:2], FIRST)
    home = add_contacts(
        store, case, [NewContact(FIRST, ContactKind.NEAR, name="Ibu Ratna", household=True)], FIRST
    )
    falls_ill = mates[0]
    for n in range(1, 15):
        days.today = FIRST + timedelta(days=n)
        days.move_to(days.today)
        window.cases.show_view("calls")
        owed = {call.contact.id for call in window.cases.page("calls").calls}
        for contact in (store.contacts.get(id) for id in (*mates, *home)):
            if contact.became or contact.id not in owed:
                continue
            tick = TickForm(desk, contact, days.day, window.cases)
            tick.symptoms.setText("batuk" if contact.id == falls_ill and n == 5 else "")
            tick.accept()
        if n == 5:
            window.cases.show_case(case)
            detail.show_section(1)
            detail.contacts.table.choose(falls_ill)
            detail.contacts.becomes.click()
            assert detail._case != case  # the contact's own case is shown
            assert store.people.get(store.cases.get(case).employee).number in detail.contacts.source.text()

    ill = store.contacts.get(falls_ill)
    assert store.cases.get(ill.became).status(days.day) is Status.SUSPECT
    assert len(store.contacts.get(home[0]).ticks) == 14
    window.cases.show_view("calls")
    days.move_to(FIRST + timedelta(days=14))
    assert not {home[0], *mates} & {call.contact.id for call in window.cases.page("calls").calls}

    window.cases.show_case(case)
    assert "menunggu bebas gejala" in detail.clock.text()
    detail._set_date("last_symptom", FIRST + timedelta(days=6))
    assert "bebas 15 Des" in detail.clock.text()
    detail.step(Status.RECOVERED)
    stored = store.cases.get(case)
    assert [spell.what for spell in stored.statuses] == [
        Status.SUSPECT,
        Status.CONFIRMED_SYMPTOMS,
        Status.RECOVERED,
    ]
    assert all(finding.sound for finding in verify(store))
    assert window.grab().toImage().save(str(tmp_path / "kasus.png"))


def test_two_records_of_one_illness_are_merged_and_the_merge_undone(window: Window, desk, tmp_path: Path):
    """Recorded under an old and a new number, each with contacts: one case with all, and back again."""
    store, day = desk.store, desk.days.day
    number = somebody(desk)
    person = store.people.get(number)
    with store.operation("enrol", "enrol"):
        twin = {"number": "999999", "name": person.name, "branch": person.branch, "function": person.function}
        store.people.put_employees([{**twin, "title": "", "team": None, "vulnerable": 0}])
    first = open_case(store, number, Status.SUSPECT, day, onset=day)
    second = open_case(store, "999999", Status.CONFIRMED_SYMPTOMS, day, place=CarePlace.HOSPITAL)
    for case, name in ((first, "Ibu Ratna"), (second, "Pak Hasan")):
        add_contacts(store, case, [NewContact(day, ContactKind.NEAR, name=name)], day)
    before = (store.cases.get(first), store.cases.get(second), store.contacts.all())
    figures = store.cases.figures(day)

    window.turn_to("cases")
    window.cases.show_view("pairs")
    (pair,) = window.cases.page("pairs").pairs
    dialog = CompareCases(desk, pair, revealed=False, parent=window)
    dialog.keep_first.click() if pair.first.case == first else dialog.keep_second.click()
    merged = store.cases.get(first)
    assert store.cases.get(second) is None
    assert (merged.status(day), merged.place(day)) == (Status.CONFIRMED_SYMPTOMS, CarePlace.HOSPITAL)
    assert {c.name for c in store.contacts.of_case(first)} == {"Ibu Ratna", "Pak Hasan"}
    assert store.cases.figures(day).active == figures.active  # one confirmed case before, one after
    window.cases.show_case(first)
    assert window.grab().toImage().save(str(tmp_path / "gabung.png"))
    window.undo()
    assert (store.cases.get(first), store.cases.get(second), store.contacts.all()) == before
    assert all(finding.sound for finding in verify(store))
