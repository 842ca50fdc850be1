"""The plan's level: whatever was decided in whatever order, one level a day and who has to sign."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.decisions import Decision, DecisionKind, Signature, Step
from cmt_desk.domain.mandates import Agreement, Body, Missing, missing
from cmt_desk.domain.plan import (
    Activation,
    Flaw,
    activations,
    flaw,
    in_place_of,
    plan_state,
    usual_letter,
)

DAY = date(2020, 3, 17)
days = st.integers(0, 60).map(lambda n: DAY + timedelta(days=n))
agreed = st.lists(st.builds(Agreement, st.sampled_from("abc"), st.sampled_from(Body)), max_size=4)


@given(st.booleans(), st.sampled_from("abcd"), agreed)
def test_nothing_counts_without_a_second_person_where_one_is_needed(
    both: bool, proposer: str, signed: list[Agreement]
):
    """Complete means: somebody else than the proposer; of both bodies, two people, where both are needed."""
    people = {a.person for a in signed}
    if missing(both, proposer, signed):
        if not both:
            assert people <= {proposer}
        return
    assert people - {proposer}
    if both:
        assert len(people) >= 2 and {a.body for a in signed} == set(Body)


@given(
    agreed, st.sampled_from("abcd"), st.booleans(), st.builds(Agreement, st.just("e"), st.sampled_from(Body))
)
def test_another_signature_never_makes_more_missing(
    signed: list[Agreement], proposer: str, both: bool, one_more: Agreement
):
    before, after = missing(both, proposer, signed), missing(both, proposer, [*signed, one_more])
    assert after <= before | {Missing.ANOTHER} and (not before) <= (not after)


def signed(id: str, **changed: object) -> Decision:
    made = {"level": 2, "kind": DecisionKind.PLAN, "valid_from": DAY, "valid_to": None, "reason": "x"}
    return Decision(id, signatures=(Signature(Step.DECIDED, "x", "CMT_CHAIR", DAY),), **{**made, **changed})


@given(st.lists(st.tuples(st.integers(0, 3), days, st.booleans()), min_size=1, max_size=6), days)
def test_levels_that_follow_each_other_leave_one_level_a_day(steps: list[tuple[int, date, bool]], on: date):
    """A chain of changes, and a stand-down at its end: never two levels, none before, none after."""
    chain: list[Decision] = []
    for level, first, _last in sorted(steps, key=lambda s: s[1]):
        follows = chain[-1].id if chain else None
        chain.append(signed(str(len(chain)), level=level, valid_from=first, follows=follows))
    end = max(d.valid_from for d in chain) + timedelta(days=5)
    down = signed("down", kind=DecisionKind.STAND_DOWN, level=None, valid_from=end, follows=chain[-1].id)
    levels = activations([*chain, down])
    in_force = [a for a in levels if a.in_force(on)]
    assert len(in_force) == (chain[0].valid_from <= on < end)
    state = plan_state(levels, on)
    if state:
        assert state.level == [d.level for d in chain if d.valid_from <= on][-1]
        assert (state.since, state.day_number) == (chain[0].valid_from, (on - chain[0].valid_from).days + 1)


@given(st.lists(st.tuples(st.integers(0, 3), days, st.integers(0, 9)), max_size=6), days)
def test_what_is_taken_never_overlaps(wishes: list[tuple[int, date, int]], on: date):
    """Proposals of the whole institution, each taken only where the rule finds nothing."""
    taken: list[Decision] = []
    for n, (level, first, length) in enumerate(wishes):
        made = signed(str(n), level=level, valid_from=first, valid_to=first + timedelta(days=length),
                      review=first + timedelta(days=7))  # fmt: skip
        if flaw(made, first, activations(taken)) is None:
            taken.append(made)
    assert sum(a.in_force(on) for a in activations(taken)) <= 1
    assert len(taken) == len(wishes) or len(wishes) > 1


def test_a_correction_keeps_what_followed_the_old_version():
    """The level that followed is not lost when the one before it is corrected."""
    old, later = signed("a"), signed("b", level=3, valid_from=DAY + timedelta(days=10), follows="a")
    new = signed("c", level=1, corrects="a")
    levels = [(a.level, a.effective_to) for a in activations([old, later, new])]
    assert levels == [(1, DAY + timedelta(days=9)), (3, None)]


def test_levels_of_an_older_desk_end_where_the_register_begins():
    older = [Activation(2, DAY, None, "", "CMT")]
    first = DAY + timedelta(days=30)
    levels = activations([signed("a", level=1, valid_from=first)], older)
    state = plan_state(levels, first)
    assert state and (state.level, state.day_number) == (1, 31)
    assert plan_state(levels, first - timedelta(days=1)) == plan_state(older, first - timedelta(days=1))


def test_a_part_may_be_higher_than_the_whole_and_never_lower():
    whole = activations([signed("a")])
    part = {"offices": frozenset({"X"}), "review": DAY + timedelta(days=5), "valid_from": DAY}
    assert flaw(signed("b", level=3, **part), DAY, whole) is None
    found = flaw(signed("b", level=2, **part), DAY, whole)
    assert found and found[0] is Flaw.OVERLAP


scopes = st.frozensets(st.sampled_from("XYZ"), max_size=2)


@given(st.lists(st.tuples(st.integers(0, 3), days, scopes), max_size=6), days)
def test_no_office_loses_its_level_to_a_proposal_that_is_not_about_it(
    wishes: list[tuple[int, date, frozenset[str]]], on: date
):
    """Each names the level in force as the one it follows, as a form may; other offices keep theirs."""
    taken: list[Decision] = []
    for n, (level, first, offices) in enumerate(wishes):
        before = activations(taken)
        named = plan_state(before, first)
        made = signed(str(n), level=level, valid_from=first, review=first + timedelta(days=7),
                      offices=offices, follows=named and named.decision)  # fmt: skip
        made = replace(made, follows=in_place_of(made, before))
        if flaw(made, first, before) is None:
            taken.append(made)
            for office in sorted(set("XYZ") - offices) if offices else ():
                was, now = (plan_state(a, on, office) for a in (before, activations(taken)))
                assert (was and (was.level, was.decision)) == (now and (now.level, now.decision))


def test_a_letter_is_only_warned_of():
    assert all(usual_letter(x) for x in ("", "B/11868/102020", "SPRIN/635/092020", "KEP/1/122020"))
    assert not any(usual_letter(x) for x in ("B/1/132020", "X/1/012020", "B/1/12020", "KEP-1", "B/1/122020 "))
