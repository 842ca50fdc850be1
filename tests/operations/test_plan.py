"""The plan: who may decide its levels, what is refused, and what can never be rewritten."""

import json
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from cmt_desk.continuity_wording import plan_parts
from cmt_desk.domain.decisions import Decision, DecisionKind, Step
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.mandates import Mandate, Role
from cmt_desk.domain.plan import Stage, stage
from cmt_desk.domain.sheets import Scope
from cmt_desk.i18n import number, speaking
from cmt_desk.operations.attendance import record_attendance
from cmt_desk.operations.decision_words import period
from cmt_desk.operations.decisions import amend, correct, decide, propose, recommend, reject, review, withdraw
from cmt_desk.operations.desk import undo
from cmt_desk.operations.mandates import appoint, end_mandate
from cmt_desk.operations.plan_rules import effect_text
from cmt_desk.operations.sheets import day_sheet
from cmt_desk.operations.signing import Signer, at_desk, sit_as
from cmt_desk.store import Store
from cmt_desk.store.driver import IntegrityError
from cmt_desk.ui.plan.facts import figure_lines

DAY = date(2020, 12, 2)
WEEK = timedelta(days=7)
CHAIR, SECRETARY, MEMBER = "Ratna Puspita", "Bambang Wibowo", "Dewi Lestari Hakim"
BOARD, BOARD_TOO = "Surya Mahendra", "Lina Simanjuntak"


def by(name: str, day: date = DAY) -> Signer:
    return Signer(name, "x", day, at=time(9))


def level(store: Store, n: int, **changed: object) -> Decision:
    """A level from tomorrow on, in place of the one in force."""
    state = store.plans.state(DAY)
    follows = state.decision if state else None
    made = Decision("", DecisionKind.PLAN, DAY + timedelta(days=1), None, "klaster", level=n, follows=follows)
    return replace(made, **{"review": DAY + WEEK, **changed})


def stand_down(store: Store, first: date) -> Decision:
    state = store.plans.state(DAY)
    return Decision("", DecisionKind.STAND_DOWN, first, None, "kasus nol", follows=state and state.decision)


def test_the_demo_is_on_level_2_since_march(demo: Store):
    state = demo.plans.state(DAY)
    assert state and (state.level, state.day_number, state.since) == (2, 261, date(2020, 3, 17))
    assert state.review and state.review >= DAY


def test_level_3_by_cmt_alone_waits_and_counts_once_ecmt_signs(demo: Store):
    """Two people of CMT do not make one of ECMT."""
    key = propose(demo, level(demo, 3, letter="KEP/12/122020"), by(SECRETARY))
    recommend(demo, key, by(MEMBER))
    decide(demo, key, by(CHAIR))
    decide(demo, key, by(MEMBER))
    tomorrow = DAY + timedelta(days=1)
    assert demo.plans.state(tomorrow).level == 2
    with pytest.raises(Refused, match="sudah"):
        decide(demo, key, by(CHAIR))
    decide(demo, key, by(BOARD))
    state = demo.plans.state(tomorrow)
    assert (state.level, state.day_number, state.letter) == (3, 262, "KEP/12/122020")
    assert demo.plans.state(DAY).level == 2
    assert [a.level for a in demo.plans.activated(tomorrow)] == [3]


def test_ecmt_alone_does_not_reach_level_3_either(demo: Store):
    key = propose(demo, level(demo, 3), by(SECRETARY))
    for name in (BOARD, BOARD_TOO):
        decide(demo, key, by(name))
    assert not demo.decisions.get(key).decided


def test_nobody_approves_an_own_proposal_alone(demo: Store):
    key = propose(demo, level(demo, 1), by(CHAIR))
    with pytest.raises(Refused):
        recommend(demo, key, by(CHAIR))
    decide(demo, key, by(CHAIR))
    assert not demo.decisions.get(key).decided
    decide(demo, key, by(MEMBER))
    assert demo.plans.state(DAY + WEEK).level == 1


def test_the_days_of_a_decision_are_told_with_their_year(demo: Store):
    made = next(d for d in demo.decisions.all() if d.level == 2)
    assert period(replace(made, valid_to=None)) == "mulai 17 Mar 2020"
    assert period(replace(made, valid_to=date(2021, 1, 3))) == "17 Mar 2020 – 3 Jan 2021"
    assert period(replace(made, valid_to=made.valid_from)) == "17 Mar 2020"


def test_without_a_mandate_or_with_one_that_ended_nobody_decides(demo: Store):
    key = propose(demo, level(demo, 1), by(SECRETARY))
    with pytest.raises(Refused, match="Orang Lain bukan anggota"):
        decide(demo, key, by("Orang Lain"))
    mandate = next(m for m in demo.mandates.all() if m.name == MEMBER)
    end_mandate(demo, mandate.id, DAY - timedelta(days=1))
    with pytest.raises(Refused, match="berakhir 1 Desember 2020"):
        decide(demo, key, by(MEMBER))
    appoint(demo, Mandate("", "Nanti Saja", Role.ECMT_MEMBER, DAY + WEEK))
    with pytest.raises(Refused, match="mulai 9 Desember 2020"):
        decide(demo, key, by("Nanti Saja"))
    head = next(m for m in demo.mandates.on(DAY) if m.role is Role.BRANCH_HEAD)
    for refused in (lambda: decide(demo, key, by(head.name)), lambda: reject(demo, key, by(head.name), "x")):
        with pytest.raises(Refused):
            refused()


def test_a_desk_without_any_mandate_says_what_to_do(store: Store):
    key = propose(store, level(store, 1), by("Siapa Saja"))
    with pytest.raises(Refused, match="Orang dan peran"):
        decide(store, key, by("Siapa Saja"))
    assert store.plans.state(DAY + WEEK) is None


def test_a_stand_down_needs_an_active_plan_and_both_bodies(demo: Store, store: Store):
    with pytest.raises(Refused, match="Tidak ada"):
        propose(store, stand_down(store, DAY), by(SECRETARY))
    with pytest.raises(Refused, match="17 Maret 2020"):
        propose(demo, stand_down(demo, date(2020, 3, 17)), by(SECRETARY))
    key = propose(demo, stand_down(demo, DAY + WEEK), by(SECRETARY))
    decide(demo, key, by(CHAIR))
    assert demo.plans.state(DAY + WEEK)
    decide(demo, key, by(BOARD))
    assert demo.plans.state(DAY + WEEK) is None
    assert demo.plans.state(DAY + WEEK - timedelta(days=1)).level == 2


def test_two_levels_never_overlap_but_a_part_may_be_higher(demo: Store):
    with pytest.raises(Refused, match="Tingkat 2"):
        propose(demo, level(demo, 1, follows=None), by(SECRETARY))
    part = level(demo, 3, follows=None, offices=frozenset({"SBU-01"}))
    key = propose(demo, part, by(SECRETARY))
    for name in (CHAIR, BOARD):
        decide(demo, key, by(name))
    assert demo.plans.state(DAY + WEEK, "SBU-01").level == 3
    with pytest.raises(Refused):
        propose(demo, part, by(SECRETARY))


def test_a_level_of_some_offices_never_ends_that_of_the_institution(demo: Store):
    """Proposed from the form it names the level in force; the other offices must not lose theirs."""
    national = demo.plans.state(DAY).decision
    key = propose(demo, level(demo, 3, offices=frozenset({"SBU-01"})), by(SECRETARY))
    made = demo.decisions.get(key)
    assert made.follows is None and "seluruh lembaga" in effect_text(demo, made)
    for name in (CHAIR, BOARD):
        decide(demo, key, by(name))
    state = demo.plans.state(DAY + WEEK)
    assert (state.level, state.decision, [a.id for a in state.parts]) == (2, national, [key])
    assert plan_parts(state) == "tingkat 3 di 1 kantor"
    levels = {
        scope: day_sheet(demo, demo.sheets.scope(scope) or Scope(), DAY + WEEK).facts.plan.level
        for scope in ("", "SBU-01", "SBU-02")
    }
    assert levels == {"": 2, "SBU-01": 3, "SBU-02": 2}
    risen = demo.decisions.get(
        propose(demo, level(demo, 3), by(SECRETARY))
    )  # it may rise to the part's level
    assert risen.follows == national and "Berakhir 2 Desember 2020" in effect_text(demo, risen)
    extended = replace(demo.decisions.get(national), review=DAY + WEEK)
    decide(demo, correct(demo, national, extended, by(SECRETARY)), by(CHAIR))
    assert effect_text(demo, demo.decisions.get(national)) == ""  # its later version does not stand beside it
    wider = level(demo, 3, follows=key, offices=frozenset({"SBU-01", "SBU-02"}))
    assert demo.decisions.get(propose(demo, wider, by(SECRETARY))).follows == key
    ended = propose(demo, replace(stand_down(demo, DAY + WEEK), follows=key), by(SECRETARY))
    for name in (CHAIR, BOARD):
        decide(demo, ended, by(name))
    assert demo.plans.state(DAY + WEEK).parts == ()


def test_it_is_checked_again_when_it_is_signed(demo: Store):
    """Two proposals to follow the same level: the second to be signed overlaps with the first."""
    first, second = (propose(demo, level(demo, n), by(SECRETARY)) for n in (1, 0))
    decide(demo, first, by(CHAIR))
    with pytest.raises(Refused):
        decide(demo, second, by(CHAIR))


def test_figures_are_frozen_and_the_decision_is_immutable(demo: Store):
    key = propose(demo, level(demo, 1), by(SECRETARY))
    figures = json.loads(demo.decisions.get(key).figures)
    assert (figures["zones"]["merah"], figures["cases"]["active"]) == (24, 71)
    decide(demo, key, by(CHAIR))
    for sql in (
        f"UPDATE decision SET level = 3 WHERE id = '{key}'",
        f"UPDATE decision SET figures = NULL WHERE id = '{key}'",
        f"INSERT INTO decision_office VALUES ('{key}', 'SBU-01')",
        f"INSERT INTO decision_signature (decision, step, name, role, signed) "
        f"VALUES ('{key}', 'AGREED', 'x', 'x', '2020-12-02')",
        "INSERT INTO activation (id, level, effective_from, decided_by) VALUES ('x', 3, '2020-12-03', 'CMT')",
    ):
        with pytest.raises(IntegrityError), demo.operation("cheat", "cheat"):
            demo.db.execute(sql)


def test_the_figures_count_who_came_where_a_list_was_kept(demo: Store):
    """What the grounds of a decision say is what the sheet of the day says."""
    planned = demo.sheets.facts(Scope(), DAY).in_office
    first = json.loads(demo.decisions.get(propose(demo, level(demo, 1), by(SECRETARY))).figures)
    assert (first["wao"], first["wao_recorded"], first["wao_told"]) == (planned, 0, 123)
    there = [n for (n, _d), cell in demo.schedule.cells("SBU-01", DAY, DAY).items() if cell == "W"]
    record_attendance(demo, "SBU-01", DAY, there[:-2], on=DAY)
    key = propose(demo, level(demo, 3), by(SECRETARY))
    told = dict(figure_lines(demo.decisions.get(key).figures))
    assert told["WAO hadir atau terjadwal / batas"].startswith(number(planned - 2))
    assert day_sheet(demo, Scope(), DAY).crew.wao == planned - 2
    part = level(demo, 3, offices=frozenset({"SBU-01"}))
    told = dict(figure_lines(demo.decisions.get(propose(demo, part, by(SECRETARY))).figures))
    assert told["WAO hadir / batas"].startswith(number(len(there) - 2))


def test_sql_itself_refuses_a_signature_without_the_mandate(demo: Store):
    """Whatever the program forgets: the schema knows who may decide."""
    key = propose(demo, level(demo, 3), by(SECRETARY))
    seats = {m.name: m.id for m in demo.mandates.all()}
    sign = "INSERT INTO decision_signature (decision, step, name, role, signed, mandate) VALUES "
    for name, mandate in (("x", "NULL"), (CHAIR, f"'{seats[CHAIR]}'"), (SECRETARY, f"'{seats[SECRETARY]}'")):
        with pytest.raises(IntegrityError), demo.operation("cheat", "cheat"):
            demo.db.execute(f"{sign} ('{key}', 'DECIDED', '{name}', 'x', '{DAY}', {mandate})")


@pytest.mark.parametrize(("language", "role"), [("id", "Ketua CMT"), ("en", "CMT chair")])
def test_the_sheet_names_who_signed_with_the_role_in_words(demo: Store, language: str, role: str):
    key = propose(demo, level(demo, 1), by(SECRETARY))
    decide(demo, key, by(CHAIR))
    with speaking(language):
        told = [decided.by for decided in day_sheet(demo, Scope(), DAY).sections.decided]
    assert told == [f"{CHAIR} · {role}"]


def test_a_correction_names_the_old_one_and_takes_its_place(demo: Store):
    old = demo.plans.state(DAY).decision
    before = demo.decisions.get(old)
    changed = replace(before, level=1, valid_from=DAY + timedelta(days=1), review=DAY + WEEK)
    new = correct(demo, old, changed, by(SECRETARY))
    assert demo.plans.state(DAY).level == 2
    decide(demo, new, by(CHAIR))
    assert demo.decisions.get(new).corrects == old
    assert demo.plans.state(DAY + WEEK).level == 1
    known = demo.decisions.all()
    assert stage(before, known, DAY) is Stage.CORRECTED


def test_amending_rejects_the_proposal_and_names_it(demo: Store):
    key = propose(demo, level(demo, 3), by(SECRETARY))
    new = amend(demo, key, level(demo, 1), by(CHAIR), "cukup tingkat 1")
    known = {d.id: d for d in demo.decisions.all()}
    assert known[new].corrects == key and stage(known[key], list(known.values()), DAY) is Stage.AMENDED
    decide(demo, new, by(MEMBER))
    assert demo.plans.state(DAY + WEEK).level == 1
    assert undo(demo).name == "sign_decision"


@pytest.mark.parametrize(
    "changed",
    [{"level": 4}, {"review": None}, {"review": DAY + timedelta(days=16)}, {"offices": frozenset({"XXX"})},
     {"functions": frozenset({"XXX"})}, {"reason": " "}, {"valid_to": DAY}, {"review": DAY}],
)  # fmt: skip
def test_what_is_not_complete_is_one_sentence(demo: Store, changed: dict[str, object]):
    before = len(demo.decisions.all())
    with pytest.raises(Refused) as refused:
        propose(demo, level(demo, 1, **changed), by(SECRETARY))
    assert str(refused.value).endswith(".") and len(demo.decisions.all()) == before


def test_reviews_move_the_day_and_stay_within_14_days(demo: Store):
    key = demo.plans.state(DAY).decision
    review(demo, key, by(CHAIR), "tetap", DAY + WEEK)
    assert demo.plans.state(DAY).review == DAY + WEEK
    for day, next_one in ((DAY, DAY + 2 * WEEK), (DAY + WEEK, DAY + 4 * WEEK), (DAY + WEEK, DAY + WEEK)):
        with pytest.raises(Refused):
            review(demo, key, by(CHAIR, day), "tetap", next_one)
    with pytest.raises(Refused):
        withdraw(demo, key, by(CHAIR), "x")


def test_wfh_full_goes_from_the_branch_head_over_the_region_to_cmt(demo: Store):
    office = demo.branches.by_code()["SBU-01"]
    head = next(m for m in demo.mandates.on(DAY) if m.branch == office.code)
    full = Decision("", DecisionKind.WFH_FULL, DAY + WEEK, DAY + 2 * WEEK, "klaster", office.code)
    key = propose(demo, full, by(head.name))
    wrong, right = (
        next(m for m in demo.mandates.on(DAY) if m.region and (m.region == office.regional_office) is fits)
        for fits in (False, True)
    )
    with pytest.raises(Refused):
        recommend(demo, key, by(wrong.name))
    recommend(demo, key, by(right.name))
    with pytest.raises(Refused):
        decide(demo, key, by(right.name))
    decide(demo, key, by(CHAIR))
    found = demo.decisions.get(key)
    assert [s.step for s in found.signatures] == [Step.PROPOSED, Step.RECOMMENDED, Step.DECIDED]
    with pytest.raises(Refused, match="16 Desember 2020"):
        propose(demo, full, by(head.name))
    longer = correct(demo, key, replace(found, valid_to=DAY + 3 * WEEK), by(head.name))
    decide(demo, longer, by(CHAIR))
    known = demo.decisions.all()
    assert stage(demo.decisions.get(longer), known, DAY + WEEK) is Stage.EXTENDED


def test_the_person_at_the_desk_is_named_in_the_journal(demo: Store):
    sit_as(demo, SECRETARY.lower(), DAY)
    key = propose(demo, level(demo, 1), at_desk(demo, DAY))
    assert demo.journal.latest(1)[0].actor == SECRETARY
    assert demo.decisions.get(key).signatures[0].mandate == demo.mandate
    sit_as(demo, "Tamu", DAY)
    assert demo.mandate == ""
    with pytest.raises(Refused, match="Tamu"):
        decide(demo, key, at_desk(demo, DAY))


@pytest.mark.parametrize(
    "mandate",
    [
        Mandate("", " ", Role.CMT_MEMBER, DAY),
        Mandate("", "A", Role.CMT_MEMBER, DAY, DAY - WEEK),
        Mandate("", "A", Role.BRANCH_HEAD, DAY),
        Mandate("", "A", Role.BRANCH_HEAD, DAY, branch="XXX"),
        Mandate("", "A", Role.REGIONAL_DEPUTY, DAY),
        Mandate("", "A", Role.REGIONAL_DEPUTY, DAY, region="XXX"),
        Mandate("", "A", Role.CMT_MEMBER, DAY, employee="0"),
        Mandate("", "A", Role.CMT_MEMBER, DAY, deputy_of="XXX"),
        Mandate("", CHAIR, Role.CMT_CHAIR, DAY),
    ],
)
def test_a_mandate_that_cannot_be_is_refused(demo: Store, mandate: Mandate):
    before = len(demo.mandates.all())
    with pytest.raises(Refused):
        appoint(demo, mandate)
    assert len(demo.mandates.all()) == before


def test_a_mandate_does_not_end_before_what_was_signed_under_it(demo: Store):
    chair = next(m for m in demo.mandates.all() if m.name == CHAIR)
    with pytest.raises(Refused, match="16 Maret 2020"):
        end_mandate(demo, chair.id, date(2020, 3, 10))
    deputy = appoint(demo, Mandate("", "Wakil Ketua", Role.CASE_OFFICER, DAY, DAY + WEEK, deputy_of=chair.id))
    assert demo.mandates.get(deputy).role is Role.CMT_CHAIR
