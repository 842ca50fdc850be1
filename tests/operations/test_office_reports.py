"""The paper bridge: what 123 offices print, headquarters types in, and the country's figures arrive."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from cmt_desk import cli
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.office_report import EPOCH, OfficeReport, code_of
from cmt_desk.domain.sheets import Scope
from cmt_desk.operations import office_reports
from cmt_desk.operations.desk import undo
from cmt_desk.operations.office_reports import office_code, read_code, take_code
from cmt_desk.store import Store

DAY = date(2020, 12, 2)
NOW = datetime(2020, 12, 2, 16, 5)


def test_the_codes_of_all_offices_bring_the_countrys_totals_to_an_empty_desk(demo: Store, store: Store):
    """282 = 211 recovered + 71 under care, 12 of them in hospital; 76 exposed units."""
    facts = demo.sheets.facts(Scope(), DAY)
    offices = [office.branch.code for office in facts.offices]
    codes = [code_of(report) for report in demo.office_reports.own(DAY).values()]
    assert len(codes) == 123 and all(24 <= len(code.replace(" ", "")) <= 40 for code in codes)
    for code in codes:
        take_code(store, code.lower(), now=NOW)
    taken = [one.report for one in store.office_reports.on(DAY).values()]
    assert sorted(r.branch for r in taken) == sorted(offices)

    def total(name: str) -> int:
        return sum(getattr(report, name) or 0 for report in taken)

    cases, runs = facts.cases, facts.protocols
    for name in "cumulative recovered active hospital home facility deaths new suspects contacts".split():
        assert total(name) == getattr(cases, name), name
    assert (total("cumulative"), total("recovered"), total("active"), total("hospital")) == (282, 211, 71, 12)
    assert sum(bool(report.cumulative) for report in taken) == cases.exposed_units == 76
    assert total("headcount") == facts.headcount
    assert total("overdue") <= runs.overdue_steps and total("running") <= runs.running
    assert store.office_reports.own(DAY)["SBU-01"].blank  # nothing was mixed into the desk's own records
    assert store.sheets.last_signs(DAY)["SBU-01"] == DAY


def test_attendance_is_told_as_recorded_else_as_planned_else_not_at_all(demo: Store):
    own = demo.office_reports.own(DAY)
    planned = demo.schedule.presence(DAY)
    for branch, report in own.items():
        if not report.counted:
            assert (report.in_office, report.away or 0) == planned.get(branch, (None, 0))
    assert own == demo.office_reports.own(DAY)
    assert list(demo.office_reports.own(DAY, ["SBU-01"])) == ["SBU-01"]
    some = next(iter(planned))
    person = demo.people.of_branch(some)[0].number
    with demo.operation("test", "test"):
        row = {"employee": person, "day": DAY.isoformat(), "branch": some, "place": "WFH", "source": "x"}
        demo.attendance.put([row])
    told = demo.office_reports.own(DAY, [some])[some]
    assert (told.counted, told.in_office, told.at_home, told.away) == (1, 0, 1, 0)


def test_what_differs_is_said_and_one_undo_takes_the_report_away(demo: Store):
    own = demo.office_reports.own(DAY)["DKI-01"]
    told = OfficeReport(**{**own.__dict__, "home": (own.home or 0) + 2})
    read = take_code(demo, code_of(told), now=NOW)
    assert read.differences["home"] == (told.home, own.home)
    assert set(read.differences) == {"home", "active", "cumulative"}
    assert demo.office_reports.on(DAY)["DKI-01"].report == told
    before = len(demo.journal.entries())
    assert take_code(demo, code_of(told), now=NOW).same_again
    assert len(demo.journal.entries()) == before  # the same code again is no operation
    take_code(demo, code_of(own), now=NOW)  # a corrected sheet replaces it
    assert demo.office_reports.on(DAY)["DKI-01"].report == own
    undo(demo)
    undo(demo)
    assert demo.office_reports.on(DAY) == {}


def test_each_mistake_is_one_sentence_that_says_where(store: Store, monkeypatch: pytest.MonkeyPatch):
    good = code_of(store.office_reports.own(DAY)["SBU-01"])
    groups = good.split()

    def refusal(text: str, today: date = DAY) -> str:
        with pytest.raises(Refused) as refused:
            read_code(store, text, today=today)
        return str(refused.value)

    wrong = groups[2][:3] + ("2" if groups[2][3] != "2" else "3")
    assert refusal(" ".join([*groups[:2], wrong, *groups[3:]])).startswith(f"Kelompok 3, “{wrong}”")
    assert "0, O, 1, I, L" in refusal("0" + good[1:])
    assert f"5 dari {len(groups)}" in refusal(" ".join(groups[:5]))
    assert "Ketik kode" in refusal("  ")
    assert "masa depan" in refusal(good, date(2020, 12, 1))
    elsewhere = OfficeReport(**{**store.office_reports.own(DAY)["SBU-01"].__dict__, "branch": "ZZZ-99"})
    assert "impor daftar kantor" in refusal(code_of(elsewhere))
    huge = OfficeReport(**{**elsewhere.__dict__, "branch": "SBU-01", "recovered": 10**9})
    assert "tidak mungkin" in refusal(code_of(huge))
    monkeypatch.setattr(office_reports, "office_mark", lambda code: 7 if code < "BTN-99" else 8)
    monkeypatch.setattr("cmt_desk.domain.office_report.office_mark", lambda code: 7)
    shared = code_of(store.office_reports.own(DAY)["BTN-01"])
    assert "beberapa kantor" in refusal(shared)
    assert read_code(store, shared, today=DAY, branch="BTN-02").branch.code == "BTN-02"


def test_a_code_is_only_made_for_an_office_and_a_day_it_can_say(store: Store):
    for branch, day in (("XX", DAY), ("SBU-01", date(2019, 12, 31))):
        with pytest.raises(Refused):
            office_code(store, branch, day)
    assert office_code(store, "SBU-01", EPOCH)


def test_the_command_line_shows_takes_and_lists(demo_copy, tmp_path, capsys: pytest.CaptureFixture[str]):
    def run(*words: object) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    headquarters = tmp_path / "pusat.desk"
    run("new", headquarters)
    asked = ("--branch", "DKI-01", "--date", DAY)
    code, shown, _err = run("code", "show", *asked, "--desk", demo_copy)
    assert code == 0 and shown.split()[0]
    code, told, _err = run("code", "take", *shown.split(), "--desk", headquarters)
    assert (code, told.strip()) == (0, "Jakarta Salemba, 2 Desember 2020")
    listed = json.loads(run("code", "list", "--date", DAY, "--desk", headquarters)[1])
    assert [(row["branch"], row["source"]) for row in listed] == [("DKI-01", "KERTAS")]
    groups = shown.split()
    groups[1] = groups[1][::-1]
    code, _out, err = run("code", "take", *groups, "--desk", headquarters)
    assert code == 2 and err.startswith("Kelompok 2")


def test_the_sheet_tells_what_was_reported_on_paper_beside_its_own_figures(demo: Store):
    from cmt_desk.operations.sheets import day_sheet
    from cmt_desk.reports.status_sheet import as_html

    plain = as_html(day_sheet(demo, Scope(), DAY))
    assert "Laporan di kertas" not in plain
    own = demo.office_reports.own(DAY)
    for branch, more in (("DKI-05", 2), ("DKI-01", 0)):
        take_code(demo, code_of(replace(own[branch], home=(own[branch].home or 0) + more)), now=NOW)
    sheet = day_sheet(demo, Scope(), DAY)
    told = sum((own[b].cumulative or 0) for b in ("DKI-05", "DKI-01")) + 2
    said = as_html(sheet)
    assert f"</b> 2 kantor, {told} konfirmasi kumulatif" in said
    assert "berbeda dari meja: Jakarta Setiabudi; terlambat: " in said
    assert sheet.facts.cases == demo.sheets.facts(Scope(), DAY).cases and ">282<" in said
    assert "Laporan di kertas" in as_html(day_sheet(demo, Scope("branch", "DKI-05", "x"), DAY))
    assert "Laporan di kertas" not in as_html(day_sheet(demo, Scope("branch", "SBU-01", "x"), DAY))
