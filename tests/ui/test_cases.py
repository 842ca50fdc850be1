"""The cases tab: views by the clock, calls, contacts, and questions before a date moves."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from cmt_desk.domain.cases import CarePlace, Status
from cmt_desk.operations.cases import date_case, open_case, override_release, step_case
from cmt_desk.operations.contacts import propose_contacts
from cmt_desk.operations.desk import redo, undo
from cmt_desk.reports.paper import BREAK
from cmt_desk.store.cases import CaseRow
from cmt_desk.ui.cases import CasesTab, reckoned
from cmt_desk.ui.cases.add_contact import AddContact
from cmt_desk.ui.cases.new_case import NewCase
from cmt_desk.ui.cases.pairs import CompareCases
from cmt_desk.ui.cases.papers import form_of, letter_of
from cmt_desk.ui.cases.proposals import Proposals
from cmt_desk.ui.cases.release import DecideRelease
from cmt_desk.ui.cases.similar import SimilarCase
from cmt_desk.ui.cases.steps import ForceStep, RedateStep
from cmt_desk.ui.cases.ticks import TickForm
from cmt_desk.ui.printing import Pages
from cmt_desk.ui.printing.dialog import PaperDialog


@pytest.fixture
def tab(qtbot, desk) -> CasesTab:
    made = CasesTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def shown(tab: CasesTab) -> list[str]:
    return tab.list.shown_ids()


def rows(tab: CasesTab) -> list[CaseRow]:
    return tab.desk.store.cases.rows(tab.desk.days.day)


def answer(button: QMessageBox.StandardButton, said: list[str]) -> None:
    """Press a button of the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.informativeText())
        box.button(button).click()

    QTimer.singleShot(0, press)


def dated_case(tab: CasesTab) -> str:
    """A symptomatic case whose release is known: 11 December."""
    row = next(r for r in rows(tab) if r.status is Status.CONFIRMED_SYMPTOMS)
    date_case(
        tab.desk.store, row.id, tab.desk.days.day, onset=date(2020, 11, 28), last_symptom=date(2020, 12, 1)
    )
    tab.show_case(row.id)
    assert "bebas 11 Des" in tab.detail.clock.text()
    return row.id


def test_a_correction_that_moves_the_release_asks_first(tab: CasesTab):
    case, said = dated_case(tab), list[str]()
    answer(QMessageBox.StandardButton.Cancel, said)
    tab.detail._set_date("onset", date(2020, 11, 25))
    assert "bebas 11 Des" in said[0] and "bebas 8 Des" in said[0]
    stored = tab.desk.store.cases.get(case)
    assert stored and stored.onset == date(2020, 11, 28)
    answer(QMessageBox.StandardButton.Save, said)
    tab.detail._set_date("onset", date(2020, 11, 25))
    assert "bebas 8 Des" in tab.detail.clock.text()


def test_a_correction_that_moves_nothing_is_simply_saved(tab: CasesTab):
    case = dated_case(tab)
    tab.detail._set_date("last_symptom", date(2020, 11, 30))
    stored = tab.desk.store.cases.get(case)
    assert stored and stored.last_symptom == date(2020, 11, 30)


def test_a_decided_date_needs_a_reason_and_shows_the_computed_one(tab: CasesTab, desk):
    case = desk.store.cases.get(dated_case(tab))
    form = DecideRelease(desk, case, tab)
    form.accept()
    assert form.refusal.text() == "Menetapkan tanggal bebas sendiri memerlukan alasan."
    override_release(desk.store, case.id, date(2020, 12, 9), "surat dokter", desk.days.day)
    assert tab.detail.clock.text() == "ditetapkan 9 Des (hitungan: 11 Des): surat dokter"
    tab.detail.overview.withdraw.click()
    assert "bebas 11 Des" in tab.detail.clock.text()


def test_a_step_outside_the_rule_is_chosen_and_explained_in_one_form(tab: CasesTab, desk):
    case = desk.store.cases.get(dated_case(tab))
    form = ForceStep(desk, case, tab)
    offered = {form.status.itemData(n) for n in range(form.status.count())}
    foreseen = set(desk.store.cases.steps().after(Status.CONFIRMED_SYMPTOMS))
    assert offered == set(Status) - foreseen - {Status.CONFIRMED_SYMPTOMS}
    form.status.setCurrentIndex(form.status.findData(Status.SUSPECT))
    form.accept()
    assert "alasan" in form.refusal.text()
    form.reason.setText("hasil tertukar")
    form.accept()
    assert tab.detail.timeline.events[0].text == "Suspek"
    assert "hasil tertukar" in tab.detail.timeline.events[0].told


def test_a_day_of_the_timeline_is_corrected_and_asks_where_the_release_moves(tab: CasesTab, desk):
    store, day, said = desk.store, desk.days.day, list[str]()
    case = open_case(store, twins(desk)[0], Status.SUSPECT, date(2020, 11, 28))
    step_case(store, case, Status.CONFIRMED_NO_SYMPTOMS, date(2020, 11, 30))
    tab.show_case(case)
    line = tab.detail.timeline.events[0]
    form = RedateStep(desk, store.cases.get(case), line.spell, tab)
    assert form.step.currentData() == line.spell
    for wanted, button in ((27, None), (29, QMessageBox.StandardButton.Cancel)):
        form.day.setDate(QDate(2020, 11, wanted))
        if button:
            answer(button, said)
        form.accept()
    assert "Suspek" in form.refusal.text()
    assert "bebas 10 Des" in said[0] and "bebas 9 Des" in said[0]
    assert tab.detail.timeline.events[0].day == date(2020, 11, 30)
    answer(QMessageBox.StandardButton.Save, said)
    form.accept()
    assert tab.detail.timeline.events[0].day == date(2020, 11, 29)
    assert "bebas 9 Des" in tab.detail.clock.text()
    desk.days.move_to(day.replace(day=1))
    assert not tab.detail.overview.correct.isEnabled()


def test_free_today_and_late_follow_the_clock_and_the_day(tab: CasesTab, desk):
    case = dated_case(tab)
    desk.days.move_to(date(2020, 12, 11))
    tab.show_view("free")
    assert case in shown(tab)
    desk.days.move_to(date(2020, 12, 12))
    assert case not in shown(tab)
    tab.show_view("late")
    assert case in shown(tab)
    tab.detail.show_case(case)
    tab.detail.step(Status.RECOVERED)
    assert case not in shown(tab)


def test_the_calls_of_the_day_overdue_first_and_gone_once_made(tab: CasesTab, desk):
    tab.show_view("calls")
    before = list(tab.page("calls").calls)
    assert [c.missed for c in before] == sorted((c.missed for c in before), reverse=True)
    assert before[0].missed > 0
    tab.page("calls").table.selectRow(0)
    assert tab.detail.contacts.table.current().id == before[0].contact.id
    tab.page("calls").healthy.click()
    assert [c.contact.id for c in tab.page("calls").calls] == [c.contact.id for c in before[1:]]
    form = TickForm(desk, before[1].contact, desk.days.day, tab)
    form.temperature.setValue(38.2)
    form.symptoms.setText("demam")
    form.accept()
    stored = desk.store.contacts.get(before[1].contact.id)
    assert stored.ticks[desk.days.day].symptoms == "demam"
    assert len(tab.page("calls").calls) == len(before) - 2


def test_the_printed_list_hides_names_and_telephones_until_revealed(tab: CasesTab, desk, tmp_path):
    from cmt_desk.reports.follow_up_list import CallLine, as_paper

    tab.show_view("calls")
    call = next(c for c in tab.page("calls").calls if c.contact.phone)
    line = CallLine(
        tab.page("calls")._name(call), "–", "", call, *tab.page("calls")._cases[call.contact.case_file]
    )
    dialog = PaperDialog(desk, as_paper([line], "BPJS", desk.days.day, masked=True), tab)
    assert call.contact.name not in dialog.pages.text()
    assert call.contact.phone not in dialog.pages.text()
    assert dialog.out.save_pdf(tmp_path / "telepon.pdf")
    assert (tmp_path / "telepon.pdf").read_bytes().startswith(b"%PDF")


def test_names_stay_masked_in_every_list(tab: CasesTab, desk):
    contact = next(c for c in desk.store.contacts.all() if c.name)
    tab.show_case(contact.case_file)
    tab.detail.show_section(1)
    tab.detail.contacts.table.choose(contact.id)
    for text in (
        tab.detail.contacts.table.as_text(),
        tab.page("calls").table.as_text(),
        tab.detail.contacts.who.text(),
    ):
        assert contact.name not in text
    tab.detail.show_section(2)
    assert not any(contact.name in line for _label, lines in tab.detail.history.entries for line in lines)


def test_proposals_carry_their_reason_and_team_mates_are_ticked(tab: CasesTab, desk):
    case = next(
        r.id for r in rows(tab) if r.status.confirmed and propose_contacts(desk.store, r.id, desk.days.day)
    )
    dialog = Proposals(desk, case, tab, revealed=False)
    before = len(desk.store.contacts.of_case(case))
    mates = sum(p.same_team for p in dialog.proposed)
    assert "bersama di kantor" in dialog.list.item(0).text()
    dialog.accept()
    assert len(desk.store.contacts.of_case(case)) == before + mates


def test_the_form_for_a_contact_says_what_is_missing(tab: CasesTab, desk):
    case = rows(tab)[0].id
    form = AddContact(desk, case, tab)
    form.outsider.setChecked(True)
    form.accept()
    assert form.refusal.text()
    form.name.setText("Ibu Ratna")
    form.accept()
    assert [c.name for c in desk.store.contacts.of_case(case)] == ["Ibu Ratna"]


def test_a_past_day_is_read_only_for_contacts_too(tab: CasesTab, desk):
    contact = desk.store.contacts.all()[0]
    desk.days.move_to(date(2020, 12, 1))
    tab.show_case(contact.case_file)
    tab.detail.contacts.table.choose(contact.id)
    panel = tab.detail.contacts
    assert not any(b.isEnabled() for b in (panel.add, panel.propose, panel.call, panel.becomes, panel.remove))
    tab.show_view("calls")
    assert not tab.page("calls").healthy.isEnabled()


def test_a_contradiction_leads_to_its_case(tab: CasesTab, desk):
    row = next(r for r in rows(tab) if r.status is Status.RECOVERED and r.since < date(2020, 11, 1))
    date_case(desk.store, row.id, desk.days.day, onset=date(2020, 11, 20), last_symptom=None)
    tab.show_view("findings")
    assert [f.rule for f in tab.page("findings").found] == ["RECOVERED_BEFORE_ONSET"]
    tab.page("findings").table.selectRow(0)
    assert tab.detail._case == row.id
    assert "(1)" in tab.view_list.currentItem().text()


def test_the_history_says_from_what_to_what(tab: CasesTab):
    case = dated_case(tab)
    tab.detail._desk.perform(
        lambda: date_case(tab.desk.store, case, tab.desk.days.day, last_symptom=date(2020, 11, 30))
    )
    tab.detail.show_section(2)
    assert tab.detail.history.entries[0][1] == ["Gejala terakhir: 1 Des 2020 → 30 Nov 2020"]


def twins(desk) -> tuple[str, str]:
    """Two people of one name in one office."""
    well = [
        e for e in desk.store.people.of_branch("SBU-01")[8:] if not desk.store.cases.of_employee(e.number)
    ]
    twin = {"number": "999999", "name": well[0].name, "branch": "SBU-01", "function": well[0].function}
    with desk.store.operation("enrol", "enrol"):
        desk.store.people.put_employees([{**twin, "title": "", "team": None, "vulnerable": 0}])
    return well[0].number, "999999"


def record(desk, tab: CasesTab, number: str) -> NewCase:
    form = NewCase(desk, tab)
    form.search.setText(number)
    form.accept()
    return form


def decide(monkeypatch, name: str) -> list[SimilarCase]:
    """Whoever is asked whether two cases are the same presses this button."""
    asked: list[SimilarCase] = []

    def press(question: SimilarCase) -> None:
        asked.append(question)
        pressed = getattr(question, name)
        pressed.click() if name != "reject" else pressed()

    monkeypatch.setattr(SimilarCase, "exec", press)
    return asked


def test_a_likely_duplicate_stands_beside_the_new_case_before_it_is_saved(tab: CasesTab, desk, monkeypatch):
    first, second = twins(desk)
    known = record(desk, tab, first).made
    assert known
    asked = decide(monkeypatch, "reject")
    assert record(desk, tab, second).made == ""
    texts = [label.text() for label in asked[0].findChildren(QLabel)]
    assert first in texts and second in texts
    decide(monkeypatch, "is_same")
    assert record(desk, tab, second).made == known  # nothing new: the known case goes on
    assert desk.store.cases.of_employee(second) == []
    decide(monkeypatch, "is_apart")
    made = record(desk, tab, second).made
    assert made not in ("", known)
    assert tab.page("pairs").pairs == []  # told apart, and remembered


def test_an_open_case_of_the_same_person_can_only_be_continued(tab: CasesTab, desk, monkeypatch):
    first, _second = twins(desk)
    known = record(desk, tab, first).made
    asked = decide(monkeypatch, "is_same")
    assert record(desk, tab, first).made == known
    assert not asked[0].is_apart.isVisibleTo(asked[0])


def test_two_cases_side_by_side_are_merged_or_told_apart(tab: CasesTab, desk):
    first, second = twins(desk)
    for number in (first, second):
        open_case(desk.store, number, Status.SUSPECT, desk.days.day, notes=number)
    tab.show_view("pairs")
    assert len(tab.page("pairs").pairs) == 1
    dialog = CompareCases(desk, tab.page("pairs").pairs[0], revealed=False, parent=tab)
    dialog.apart.click()
    assert tab.page("pairs").pairs == []
    undo(desk.store)
    before = len(rows(tab))
    dialog.keep_first.click()
    assert (tab.page("pairs").pairs, len(rows(tab))) == ([], before - 1)
    undo(desk.store)
    assert (len(tab.page("pairs").pairs), len(rows(tab))) == (1, before)


def test_papers_of_a_case_keep_the_name_hidden_and_the_letter_waits_for_a_reason(tab: CasesTab, desk):
    row = next(r for r in rows(tab) if r.status is Status.RECOVERED)
    form = Pages(form_of(desk, row.id, revealed=False))
    assert row.employee in form.text() and row.name not in form.text()
    assert row.name in Pages(form_of(desk, row.id, revealed=True)).text()
    letter = letter_of(desk, row.id)
    assert letter and row.name in Pages(letter).text()
    assert "KMK HK.01.07/MENKES/413/2020" in Pages(letter).text().replace(BREAK, "")
    assert Pages(form_of(desk, "", revealed=False)).count == 1
    said: list[str] = []
    desk.banner.said.connect(lambda _kind, sentence: said.append(sentence))
    tab.show_case(row.id)
    tab.detail.overview.lettered.emit()
    assert said == ["Surat memuat nama; tampilkan nama dahulu, dengan alasan."]
    still_ill = next(r for r in rows(tab) if r.status.confirmed)
    assert letter_of(desk, still_ill.id) is None


def test_the_timeline_says_who_recorded_each_spell(tab: CasesTab, desk):
    desk.store.actor = "Ibu Ratna"
    case = open_case(desk.store, twins(desk)[0], Status.SUSPECT, desk.days.day, place=CarePlace.HOME)
    desk.store.actor = "Pak Hasan"
    step_case(desk.store, case, Status.CONFIRMED_SYMPTOMS, desk.days.day)
    undo(desk.store)
    redo(desk.store)
    tab.show_case(case)
    told = [(event.text, event.recorded.split(",")[0]) for event in tab.detail.timeline.events]
    assert told == [
        ("Konfirmasi bergejala", "dicatat Pak Hasan"),
        ("Suspek", "dicatat Ibu Ratna"),
        ("Tempat rawat: Isolasi mandiri", "dicatat Ibu Ratna"),
    ]


def test_a_large_desk_is_compared_between_the_events_and_its_pairs_are_searched(
    tab: CasesTab, desk, qtbot, monkeypatch
):
    monkeypatch.setattr(reckoned, "QUICK", 0)
    first, second = twins(desk)
    open_case(desk.store, first, Status.SUSPECT, desk.days.day)
    page = tab.page("pairs")
    with qtbot.waitSignal(page.counted):
        open_case(desk.store, second, Status.SUSPECT, desk.days.day)
        assert page.reckoning and "Memeriksa" in page.count.text()
    names = [tab.view_list.item(n).text() for n in range(tab.view_list.count())]
    assert "Mungkin ganda  (1)" in names
    tab.show_view("pairs")
    for typed, found in (("zzz", 0), (second, 1)):
        tab.search.setText(typed)
        assert len(page.pairs) == found
    assert page.count.text() == "1 pasang"


def test_every_kind_of_contradiction_is_named_and_leads_to_its_case(tab: CasesTab, desk):
    first, _second = twins(desk)
    person = desk.store.people.stored()[first]
    case = open_case(desk.store, first, Status.SUSPECT, desk.days.day)
    with desk.store.operation("leaves", "leaves"):
        desk.store.people.put_employees([{**person, "active_to": "2020-11-01"}])
    tab.show_view("findings")
    page = tab.page("findings")
    for kind in ("Dua kasus aktif", "Karyawan tidak dikenal: 1", "Meninggal sebelum gejala",
                 "Sembuh sebelum gejala", "Isolasi tanpa akhir", "Kontak sesudah isolasi"):  # fmt: skip
        assert kind in page.kinds.text()
    page.table.choose(next(f for f in page.found if f.rule == "UNKNOWN"))
    assert tab.detail.case == case
