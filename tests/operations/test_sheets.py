"""Sheets are issued once, kept whole, and corrected as new versions; drafts keep their words."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmt_desk import i18n
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.issued import free_number
from cmt_desk.domain.journal_letters import same_letters
from cmt_desk.domain.proposals import Kind, Line
from cmt_desk.domain.sheet_figures import Known, differences, from_json, known
from cmt_desk.domain.sheet_sections import Part
from cmt_desk.domain.sheets import Scope, StatusSheet
from cmt_desk.operations import old_sheets
from cmt_desk.operations.attendance import record_attendance
from cmt_desk.operations.demo import DAY
from cmt_desk.operations.desk import redo, undo
from cmt_desk.operations.ripple import accept, open_proposals
from cmt_desk.operations.ripple_words import Names, line_words
from cmt_desk.operations.sheets import (
    Printed,
    compare_days,
    day_sheet,
    issue_sheet,
    issued_pdf,
    then_and_now,
    write_texts,
)
from cmt_desk.operations.zones import correct_reading
from cmt_desk.reports.sheet_words import part_lines
from cmt_desk.store import Store

NOW = datetime(2020, 12, 2, 16, 40)


def as_pages(sheet: StatusSheet) -> Printed:
    """A printer of the tests: what it prints says which sheet it was."""
    assert sheet.stamp
    text = f"%PDF {sheet.stamp.number} v{sheet.stamp.version} {sheet.stamp.reason}".encode()
    return Printed(text, 2, {"html": "<p>x</p>", "annexes": ()})


def issue(store: Store, day: date = DAY, reason: str = "", now: datetime = NOW):
    return issue_sheet(store, Scope(), day, now=now, print_sheet=as_pages, reason=reason)


def test_an_issued_sheet_is_numbered_signed_for_and_kept_byte_by_byte(demo: Store) -> None:
    head = demo.journal.head()
    sheet = issue(demo)
    assert (sheet.number, sheet.version, sheet.issued_at) == ("LSH/261/122020", 1, NOW)
    assert sheet.issued_by == demo.actor
    assert sheet.head == head  # what the desk knew, before this sheet was written down
    assert issued_pdf(demo, sheet) == b"%PDF LSH/261/122020 v1 "
    assert sheet.sha256 == sha256(issued_pdf(demo, sheet)).hexdigest()
    assert demo.issued.latest(DAY) == demo.issued.get(sheet.id) == sheet
    assert sheet.facts.figures["cases.cumulative"] == 282
    assert sheet.facts.figures["zones.oranye"] == 99
    assert len(sheet.facts.offices) == 123


def test_a_correction_is_the_next_version_and_needs_a_reason(demo: Store) -> None:
    first = issue(demo)
    with pytest.raises(Refused, match="alasan"):
        issue(demo)
    with pytest.raises(Refused, match="alasan"):
        issue(demo, reason="   ")
    second = issue(demo, reason="Medan salah hitung")
    assert (second.number, second.version, second.corrects) == (first.number, 2, first.id)
    assert demo.issued.of_day(DAY) == second
    assert issued_pdf(demo, first) == b"%PDF LSH/261/122020 v1 "
    assert [s.version for s in demo.issued.all()] == [2, 1]


def test_nothing_to_correct_and_a_day_ahead_are_refused(demo: Store) -> None:
    with pytest.raises(Refused, match="belum ada lembar"):
        issue(demo, reason="salah")
    with pytest.raises(Refused, match="belum tiba"):
        issue(demo, DAY + timedelta(days=1))
    assert demo.issued.all() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE issued_sheet SET reason = 'x'",
        "UPDATE issued_sheet SET facts = '{}'",
        "DELETE FROM issued_sheet",
        "UPDATE issued_file SET content = x'00'",
        "DELETE FROM issued_file",
        "INSERT INTO issued_sheet SELECT 'other', 'LSH/999/122020', 1, day, scope, language, issued_at,"
        " issued_by, NULL, '', head, facts, digest, sha256, pages FROM issued_sheet",
        "INSERT INTO issued_sheet SELECT 'other', number, 3, day, scope, language, issued_at, issued_by, id,"
        " 'why', head, facts, digest, sha256, pages FROM issued_sheet",
    ],
)
def test_the_file_itself_refuses_to_change_an_issued_sheet(demo: Store, sql: str) -> None:
    issue(demo)
    with pytest.raises(Exception, match=r"issued sheet|version follows|one sheet"), demo.operation("x", "x"):
        demo.db.execute(sql)


def test_undo_takes_back_what_came_before_and_leaves_the_sheet(demo: Store) -> None:
    office = demo.branches.all()[0].code
    people = [e.number for e in demo.people.of_branch(office)]
    record_attendance(demo, office, DAY, people[:3], on=DAY)
    sheet = issue(demo)
    assert demo.journal.latest(1)[0].label == f"Terbitkan {sheet.number}"
    assert undo(demo).name != "issue_sheet"
    assert demo.issued.of_day(DAY) == sheet
    assert then_and_now(demo, sheet) != []  # the list of attendance is gone again
    assert demo.issued.unsound() == []


def test_verify_finds_pages_that_were_exchanged(demo: Store) -> None:
    issue(demo)
    for trigger in ("issued_file_stays", "issued_file_is_kept"):
        demo.db.execute(f"DROP TRIGGER {trigger}")
    demo.db.execute("UPDATE issued_file SET content = x'255044'")
    assert demo.issued.unsound() == ["LSH/261/122020 v1"]
    with pytest.raises(Refused, match="bukan yang diterbitkan"):
        issued_pdf(demo, demo.issued.all()[0])


def test_then_and_now_tells_exactly_what_is_known_otherwise(demo: Store) -> None:
    sheet = issue(demo)
    assert then_and_now(demo, sheet) == []
    assert asked(demo) == []
    office = demo.branches.all()[0]
    people = [e.number for e in demo.people.of_branch(office.code)]
    before = sheet.facts.offices[office.code]
    record_attendance(demo, office.code, DAY, people[:3], on=DAY)
    found = {(d.office, d.name): (d.before, d.after) for d in then_and_now(demo, sheet)}
    then = sheet.facts.figures["attendance.wao"]
    assert found["", "attendance.wao"] == (then, int(then) - int(before["wao"]) + 3)
    assert found[office.code, "wao"] == (before["wao"], 3)
    assert {place for place, _name in found} == {"", office.code}
    assert [line.before for line in asked(demo)] == [sheet.number]
    corrected = issue(demo, reason="daftar hadir menyusul")
    assert then_and_now(demo, corrected) == []
    assert asked(demo) == []


def test_two_days_stand_side_by_side_in_the_order_of_the_sheet(demo: Store) -> None:
    rows = {d.name: d for d in compare_days(demo, Scope(), DAY - timedelta(days=1), DAY)}
    assert (rows["cases.active"].before, rows["cases.active"].after) == (59, 71)
    assert rows["cases.active"].change == 12
    assert rows["zones.merah"].change == 0
    assert next(iter(rows)) == "offices"


def test_the_words_of_a_day_are_kept_with_its_draft_and_its_sheet(demo: Store) -> None:
    write_texts(
        demo, Scope(), DAY, {Part.SUMMARY: "Situasi terkendali.\nTiga kantor diawasi.", Part.LIMITS: ""}
    )
    sheet = day_sheet(demo, Scope(), DAY)
    assert part_lines(sheet, Part.SUMMARY) == ["Situasi terkendali.", "Tiga kantor diawasi."]
    assert len(part_lines(day_sheet(demo, Scope(), DAY - timedelta(days=1)), Part.SUMMARY)) == 5
    with i18n.speaking("en"):  # a summary is of its language alone
        assert len(part_lines(day_sheet(demo, Scope(), DAY), Part.SUMMARY)) == 5
    assert issue(demo).facts.texts == {"SUMMARY": "Situasi terkendali.\nTiga kantor diawasi."}
    undo(demo)
    assert len(part_lines(day_sheet(demo, Scope(), DAY), Part.SUMMARY)) == 5


def test_a_request_written_in_indonesian_stands_on_the_english_sheet_too(demo: Store) -> None:
    write_texts(demo, Scope(), DAY, {Part.REQUESTS: "Tambahan 500 masker."})
    with i18n.speaking("en"):
        assert part_lines(day_sheet(demo, Scope(), DAY), Part.REQUESTS) == ["Tambahan 500 masker."]
        write_texts(demo, Scope(), DAY, {Part.REQUESTS: "500 more masks."})
        assert part_lines(day_sheet(demo, Scope(), DAY), Part.REQUESTS) == ["500 more masks."]
    assert part_lines(day_sheet(demo, Scope(), DAY), Part.REQUESTS) == ["Tambahan 500 masker."]
    write_texts(demo, Scope(), DAY, {Part.REQUESTS: " "})  # back to the rule, or the other language's
    assert part_lines(day_sheet(demo, Scope(), DAY), Part.REQUESTS) == ["500 more masks."]


def test_a_text_of_five_thousand_letters_is_taken_and_a_longer_one_refused(demo: Store) -> None:
    write_texts(demo, Scope(), DAY, {Part.SUMMARY: "x" * 5000})
    with pytest.raises(Refused, match=r"5\.000"):
        write_texts(demo, Scope(), DAY, {Part.SUMMARY: "x" * 5001})


def test_a_number_taken_by_another_day_is_left_out(demo: Store) -> None:
    facts = demo.sheets.facts(Scope(), DAY)
    assert free_number(facts, set()) == "LSH/261/122020"
    assert free_number(facts, {"LSH/261/122020", "LSH/262/122020"}) == "LSH/263/122020"
    region = demo.sheets.facts(Scope("regional", "DKI", "DKI Jakarta"), DAY)
    assert free_number(region, {"LSH/261/122020/DKI"}) == "LSH/262/122020/DKI"


def test_the_same_figures_give_the_same_digest_and_one_change_another(demo: Store) -> None:
    sheet = day_sheet(demo, Scope(), DAY)
    facts = known(sheet)
    assert from_json(facts.as_json()).digest == facts.digest
    red = replace(sheet.facts.offices[0], zone=Zone.RED)
    other = known(replace(sheet, facts=replace(sheet.facts, offices=[red, *sheet.facts.offices[1:]])))
    assert other.digest != facts.digest
    assert {d.name for d in differences(facts, other)} == {"zones.oranye", "zones.merah", "zone"}
    assert isinstance(facts, Known)


def test_each_scope_has_a_sheet_of_its_own_and_the_country_is_the_latest(demo: Store) -> None:
    scope = demo.sheets.scope("DKI")
    assert scope
    regional = issue_sheet(demo, scope, DAY, now=NOW, print_sheet=as_pages)
    assert regional.number == "LSH/261/122020/DKI"
    assert demo.issued.latest(DAY) is None
    assert demo.issued.latest(DAY, "DKI") == regional
    national = issue(demo)
    assert demo.issued.latest(DAY + timedelta(days=9)) == national
    assert demo.issued.latest(DAY - timedelta(days=1)) is None
    assert same_letters("-".join(["0" * 4] * 4), "0" * 64)


def asked(store: Store, on: date = DAY) -> list[Line]:
    return [line for p in open_proposals(store, on) for line in p.lines if line.kind is Kind.SHEET]


def test_a_fact_that_changes_an_issued_sheet_proposes_its_correction(demo: Store) -> None:
    """Accepted it waits with its reason; undone it is open again; issued it is settled."""
    yesterday = DAY - timedelta(days=1)
    issue(demo, yesterday)
    sheet = issue(demo)
    assert asked(demo) == []
    correct_reading(demo, date(2020, 11, 29), "KOTAMEDAN", Zone.RED, "uji")
    found = asked(demo)
    assert [(line.before, line.after, line.day) for line in found] == [
        ("LSH/260/122020", "2", yesterday),
        ("LSH/261/122020", "2", DAY),
    ]
    words = line_words(found[1], Names.of(demo))
    assert words.subject == "Lembar Status 2 Des" and words.after == "terbitkan koreksi (versi 2)"
    assert words.reason.startswith("Zona Oranye 99 → 97; Zona Merah 24 → 26; ")  # Medan has two offices
    assert words.reason.endswith(" angka lain")
    accept(demo, [found[1].id], DAY, NOW)
    assert demo.issued.correction(sheet.id) == words.reason
    assert asked(demo) == found[:1]
    assert demo.issued.of_day(DAY) == sheet  # nothing went out that nobody looked at
    undo(demo)
    assert (demo.issued.correction(sheet.id), asked(demo)) == ("", found)
    redo(demo)
    corrected = issue(demo)
    assert (corrected.version, corrected.reason) == (2, words.reason)
    assert asked(demo) == found[:1]
    undo(demo)  # of the acceptance; paper stays
    undo(demo)  # of the corrected zone: now the correction says what is not so
    assert [(line.before, line.after) for line in asked(demo)] == [("LSH/261/122020", "3")]


def test_only_sheets_that_an_operation_may_touch_are_laid_out_again(demo: Store, monkeypatch) -> None:
    for day in (DAY - timedelta(days=1), DAY):
        issue(demo, day)
    laid_out: list[date] = []
    made = old_sheets.day_sheet
    monkeypatch.setattr(old_sheets, "day_sheet", lambda *asked: laid_out.append(asked[2]) or made(*asked))
    office = demo.branches.all()[0].code
    record_attendance(demo, office, DAY, [e.number for e in demo.people.of_branch(office)][:3], on=DAY)
    assert [line.day for line in asked(demo)] == [DAY]
    assert laid_out == [DAY]


@given(st.lists(st.dates(date(2020, 1, 1), date(2029, 12, 31)), min_size=1))
def test_the_earliest_day_of_an_operation_is_the_first_it_names(days: list[date]) -> None:
    rows = [f'["x"]  {{"since": "{day}", "at": "{day}T10:00"}}' for day in days]
    assert old_sheets.earliest_day(rows) == min(days)
    assert old_sheets.earliest_day([*rows, '["x"] {"notes": "batuk"}']) is None
