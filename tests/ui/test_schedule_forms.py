"""The forms under *More* on the schedule tab: each one story, each refusal inside the form."""

from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QPushButton

from cmt_desk.domain.caps import FLAT
from cmt_desk.domain.decisions import OF_ROSTER, DecisionKind, DecisionState, Step
from cmt_desk.domain.roster_settings import FIVE_NINE, Cohorts
from cmt_desk.domain.schedule import Breach, Cell
from cmt_desk.i18n import _
from cmt_desk.operations.cap_rules import LOCAL_PRECEDENCE
from cmt_desk.operations.desk import undo
from cmt_desk.operations.publishing import publish
from cmt_desk.ui.schedule import ScheduleTab
from cmt_desk.ui.schedule.areas import AREA, AreasForm
from cmt_desk.ui.schedule.decision_forms import DecisionForm, SignForm
from cmt_desk.ui.schedule.forms import Form
from cmt_desk.ui.schedule.holidays import HolidaysForm
from cmt_desk.ui.schedule.notices import NoticesDialog
from cmt_desk.ui.schedule.person_forms import PairForm, WayForm, WishForm
from cmt_desk.ui.schedule.rule_form import NEW, RuleForm
from cmt_desk.ui.schedule.settings_form import SettingsForm
from cmt_desk.ui.schedule.waiver import waiver_of

TODAY = date(2020, 12, 2)
NEXT_MONDAY = date(2020, 12, 7)


@pytest.fixture
def tab(qtbot, desk):
    made = ScheduleTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def choose(box, key) -> None:
    box.setCurrentIndex(box.findData(key))


def put_day(field, day: date) -> None:
    field.setDate(QDate(day.year, day.month, day.day))


def accepted(form: Form) -> bool:
    """Save was taken; a refusal leaves the form open and says why."""
    form.accept()
    taken = form.result() == Form.DialogCode.Accepted.value
    assert taken != bool(form.refusal.text())
    return taken


def signs(form: Form, name: str) -> None:
    form.signer.name.setText(name)
    form.signer.role.setText("CMT")


def test_leave_that_overlaps_is_refused_in_the_form_and_nothing_typed_is_lost(tab, desk):
    person = tab.weeks.people[0]
    first = tab.doing.leave_form(person, NEXT_MONDAY)
    put_day(first.since, NEXT_MONDAY + timedelta(days=2))
    assert first.until.text() == "9 Desember 2020"  # the last day follows the first
    assert accepted(first)
    again = tab.doing.leave_form(person, NEXT_MONDAY)
    choose(again.kind, "TRAINING")
    put_day(again.until, NEXT_MONDAY + timedelta(days=3))
    assert not accepted(again) and "9 Des" in again.refusal.text()
    assert again.until.text() == "10 Desember 2020"
    put_day(again.until, NEXT_MONDAY + timedelta(days=1))
    assert accepted(again)
    kinds = [a.kind for a in desk.store.arrangements.absences_of(person.number) if a.since >= NEXT_MONDAY]
    assert sorted(kinds) == ["LEAVE", "TRAINING"]


def test_what_the_roster_knows_is_shown_changed_and_removed(tab, desk):
    """A household, a deputy, a wish and a long way, each by its form; the list follows at once."""
    store, person, other = desk.store, tab.weeks.people[0], tab.weeks.people[1]
    tab.grid.choose(person.number, TODAY)
    facts = tab.middle.setting_up.show_person()
    for what in ("bond", "deputy"):
        form = PairForm(desk, facts, person, what)
        choose(form.other, other.number)
        assert accepted(form)
    wish = WishForm(desk, facts, person.number)
    choose(wish.weekday, 4)
    put_day(wish.last, TODAY - timedelta(days=1))
    assert not accepted(wish)
    put_day(wish.last, TODAY + timedelta(days=14))
    assert accepted(wish)
    way = WayForm(desk, facts, person.number, None)
    way.minutes.setValue(75)
    assert accepted(way)
    arranged = store.arrangements
    assert arranged.commute(person.number).minutes == 75 and len(arranged.wishes_of(person.number)) == 1
    buttons = [b for b in facts.findChildren(QPushButton) if b.text() == _("Remove")]
    assert len(buttons) == 3
    buttons[0].click()
    assert not [b for b in arranged.bonds([person.branch]) if person.number in (b.first, b.second)]
    facts.vulnerable.click()
    assert store.people.get(person.number).vulnerable is not person.vulnerable


def test_a_day_is_pinned_and_let_go(tab, desk):
    """By the menu; a day that is not planned is refused in the banner."""
    pins, toggle = desk.store.arrangements, tab.middle.setting_up.toggle_pin
    person = next(e for e in tab.weeks.people if tab.weeks.cell(e, NEXT_MONDAY) is Cell.HOME)
    tab.grid.choose(person.number, NEXT_MONDAY)
    toggle()
    assert pins.pin_reason(person.number, NEXT_MONDAY) is not None
    toggle()
    assert pins.pin_reason(person.number, NEXT_MONDAY) is None
    said = []
    desk.banner.said.connect(lambda kind, text: said.append(kind))
    tab.grid.choose(person.number, NEXT_MONDAY - timedelta(days=1))
    toggle()
    assert said == ["refused"]


def test_a_decision_is_proposed_signed_and_withdrawn_in_the_register(tab, desk):
    register = tab.middle.setting_up.show_decisions()
    assert not register.table.isVisible() and register.nothing.isVisible()
    form = register.form(DecisionKind.WFH_FULL)
    assert not accepted(form)  # no reason, nobody signs
    form.reason.setText("Klaster di kantor")
    signs(form, "Sri Wahyuni")
    form.at_once.setChecked(False)
    assert accepted(form)
    (made,) = (d for d in desk.store.decisions.all() if d.kind in OF_ROSTER)
    assert register.table.isVisible() and register._state(made) is DecisionState.OPEN
    register.table.choose(made.id)
    assert register.buttons[_("Sign…")].isEnabled() and not register.buttons[_("Withdraw…")].isEnabled()
    sign = SignForm(desk, register, made, "sign")
    assert not accepted(sign)
    signs(sign, "Budi Santoso")
    assert not accepted(sign) and "anggota CMT" in sign.refusal.text()
    signs(sign, "Ratna Puspita")
    assert accepted(sign)
    assert desk.store.decisions.get(made.id).signature(Step.DECIDED).name == "Ratna Puspita"
    ends = SignForm(desk, register, desk.store.decisions.get(made.id), "withdraw")
    signs(ends, "Ratna Puspita")
    ends.reason.setText("Hasil tes negatif")
    assert accepted(ends)
    assert register.buttons[_("Withdraw…")].isEnabled() is False


def test_one_of_two_signatures_says_that_the_decision_does_not_count_yet(tab, desk):
    """Who proposes WFH-Full and signs at once is told who else has to sign; the register says so too."""
    said = []
    desk.banner.said.connect(lambda kind, text: said.append((kind, text)))
    register = tab.middle.setting_up.show_decisions()
    form = register.form(DecisionKind.WFH_FULL)
    form.reason.setText("Klaster di kantor")
    signs(form, "Ratna Puspita")
    assert accepted(form)
    (made,) = (d for d in desk.store.decisions.all() if d.kind in OF_ROSTER)
    assert register._state(made) is DecisionState.OPEN
    assert said and said[-1][0] == "refused" and "orang lain selain pengusul" in said[-1][1]
    assert "orang lain selain pengusul" in register.told.text()
    assert any("Ratna Puspita" in str(column.value(made)) for column in register.table.records.columns)


def test_a_broken_rule_opens_its_waiver_ready_to_sign(tab, desk):
    """From Why: the rule, the person and the day are there; cover asks for a function and no person."""
    person = tab.weeks.people[0]
    breach = Breach("VULNERABLE", NEXT_MONDAY, person.number)
    form = DecisionForm(desk, tab, waiver_of(person.branch, breach))
    assert form.rule.currentData() == "H3" and form.employee.currentData() == person.number
    assert form.form.isRowVisible(form.employee) and not form.form.isRowVisible(form.function)
    form.reason.setText("Menandatangani berkas")
    signs(form, "Sri Wahyuni")
    assert accepted(form)
    (signed,) = (d for d in desk.store.decisions.all() if d.kind in OF_ROSTER)
    assert (signed.rule, signed.employee, signed.valid_from) == ("H3", person.number, NEXT_MONDAY)
    choose(form.rule, "H4")
    assert not form.form.isRowVisible(form.employee) and form.form.isRowVisible(form.function)
    assert form.decision().employee is None


def test_an_office_takes_settings_of_its_own_and_lets_them_go(tab, desk):
    form = SettingsForm(desk, tab, tab.showing.code)
    assert not form.back.isEnabled() and not form.longest.isEnabled()
    choose(form.cohorts, Cohorts.STRICT_AB)
    choose(form.runs, "5/9")
    assert accepted(form)
    again = SettingsForm(desk, tab, tab.showing.code)
    assert again.settings().runs == FIVE_NINE and again.settings().cohorts is Cohorts.STRICT_AB
    again.back.click()
    assert tab.showing.code not in desk.store.arrangements.settings()


def test_a_cap_rule_tells_what_it_would_change_and_an_overlap_keeps_the_form_open(tab, desk):
    """Two rules of one rank on one day: both are named, and nothing typed is lost or squeezed."""
    form = RuleForm(desk, tab)
    form.show()
    form.number.setText("SE 99/2020")
    form.issuer.setText("Menteri PANRB")
    for field in form.shares.zones.values():
        field.setValue(10)
    assert "123" in form.told.text()
    assert not accepted(form) and "SE 67/2020" in form.refusal.text()
    assert all(f.height() >= f.minimumSizeHint().height() for f in form.shares.zones.values())
    form.rank.setValue(30)
    assert accepted(form)
    assert any(rule.number == "SE 99/2020" for rule in desk.store.branches.cap_rules())
    undo(desk.store)
    assert not any(rule.number == "SE 99/2020" for rule in desk.store.branches.cap_rules())


def test_a_rule_brings_a_new_list_of_areas(tab, desk):
    """Named and ticked in a form of its own, refused without either, written with the rule as one step."""
    area = tab.weeks.branch.area
    form = RuleForm(desk, tab)
    areas = AreasForm(desk, form, "", ())
    assert not accepted(areas) and "nama" in areas.refusal.text()
    areas.name.setText("Jabodetabek")
    assert not accepted(areas) and "Jabodetabek" in areas.refusal.text()
    areas.name.setText("Sekitar kita")
    assert not accepted(areas) and "daerah" in areas.refusal.text()
    item = next(i for n in range(areas.areas.count()) if (i := areas.areas.item(n)).data(AREA) == area)
    areas.search.setText(item.text())
    shown = [n for n in range(areas.areas.count()) if not areas.areas.item(n).isHidden()]
    assert [areas.areas.item(n) for n in shown] == [item]
    item.setCheckState(Qt.CheckState.Checked)
    assert accepted(areas)
    form.take_areas(areas.scope(), areas.chosen())
    form.number.setText("SE Gubernur 1/2020")
    form.issuer.setText("Gubernur")
    choose(form.kind, FLAT)
    form.shares.flat.setValue(10)
    assert form.rank.value() == LOCAL_PRECEDENCE and "1 dari 123" in form.told.text()
    before = desk.store.branches.scopes()
    assert accepted(form)
    assert tab.weeks.cap(NEXT_MONDAY).percent == 10
    assert "SEKITAR KITA" in desk.store.branches.scopes()[area]
    undo(desk.store)
    assert desk.store.branches.scopes() == before


def test_a_new_list_that_is_not_made_leaves_the_areas_as_they_were(tab, desk):
    form = RuleForm(desk, tab)
    choose(form.scope, "JABODETABEK")
    form.scope.activated.emit(form.scope.currentIndex())
    choose(form.scope, NEW)
    form.take_areas("", None)
    assert form.scope.currentData() == "JABODETABEK"


def test_a_local_holiday_is_added_and_removed(tab, desk):
    form = HolidaysForm(desk, tab, tab.showing.code)
    form.show()
    assert not form.table.isVisible()
    put_day(form.day, NEXT_MONDAY)
    assert not accepted(form)  # a day off has a name
    form.name.setText("Hari jadi kota")
    assert accepted(form)
    assert NEXT_MONDAY not in tab.weeks.problem.working
    again = HolidaysForm(desk, tab, tab.showing.code)
    again.show()
    again.table.choose(NEXT_MONDAY)
    again.away.click()
    assert not again.table.isVisible() and NEXT_MONDAY in tab.weeks.problem.working


def test_who_has_to_be_told_is_listed_until_all_are(tab, desk):
    nobody = NoticesDialog(desk, tab.showing.code, tab)
    assert nobody.table.isHidden() and not nobody.all.isEnabled()
    person = next(e for e in tab.weeks.people if tab.weeks.cell(e, NEXT_MONDAY) is Cell.OFFICE)
    tab.doing.edit({(person.number, NEXT_MONDAY): Cell.HOME})
    publish(desk.store, tab.showing.code, TODAY, NEXT_MONDAY)
    told = NoticesDialog(desk, tab.showing.code, tab)
    assert [w.number for w in told.table.records.records] == [person.number]
    told.by.clear()
    told.all.click()
    assert told.said.text() and told.all.isEnabled()
    told.by.setText("Sri Wahyuni")
    told.all.click()
    assert told.table.isHidden() and not desk.store.publications.waiting(tab.showing.code)


def test_the_calendars_of_all_come_as_files_and_as_one_zip(tab, tmp_path):
    tab.middle.papers.save_calendars(tmp_path)
    files = {file.name: file.read_bytes() for file in tmp_path.glob("*.ics")}
    (whole,) = tmp_path.glob("*.zip")
    with ZipFile(whole) as together:
        assert {name: together.read(name) for name in together.namelist()} == files != {}
