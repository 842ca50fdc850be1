"""Chains: a forest whatever the dates, the likeliest source, lanes that do not cross."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.cases import Status
from cmt_desk.domain.chains import ChainCase, Cluster, DatedBy, Doubt, Link, clusters, judged

DAY = date(2020, 11, 1)


def case(id: str, n: int | None = None, *, office: str = "A", opened: int = 0, **dates: date) -> ChainCase:
    onset = None if n is None else DAY + timedelta(days=n)
    return ChainCase(
        id, id, "Siti", office, Status.SUSPECT, DAY + timedelta(days=opened), onset=onset, **dates
    )


def link(source: str, target: str, n: int = 0) -> Link:
    return Link(source, target, DAY + timedelta(days=n))


def members(cluster: Cluster) -> dict[str, tuple[int, str | None]]:
    return {m.case.id: (m.generation, m.source) for m in cluster.members}


def test_a_chain_of_three_generations_and_who_is_in_none():
    cases = [case("a", 0), case("b", 5), case("c", 6), case("d", 11), case("alone", 3)]
    (found,) = clusters(cases, [link("a", "b", 1), link("a", "c", 1), link("c", "d", 6)])
    assert members(found) == {"a": (0, None), "b": (1, "a"), "c": (1, "a"), "d": (2, "c")}
    assert (found.generations, found.first, found.last) == (3, DAY, DAY + timedelta(days=11))


def test_of_two_sources_the_likelier_by_dates_is_chosen_and_the_other_kept():
    cases = [case("far", 0), case("near", 2), case("ill", 8)]
    (found,) = clusters(cases, [link("far", "ill", -5), link("near", "ill", 3)])
    assert members(found)["ill"] == (1, "near")
    assert {(one.source, one.likeliest) for one in found.links} == {("near", True), ("far", False)}


def test_a_source_that_fell_ill_later_is_marked_and_only_taken_for_want_of_another():
    cases = {c.id: c for c in (case("late", 9), case("ill", 3), case("early", 0))}
    (alone,) = judged([link("late", "ill", 1)], cases)
    assert (alone.doubt, alone.likeliest) == (Doubt.SOURCE_LATER, True)
    both = judged([link("late", "ill", 1), link("early", "ill", -11)], cases)
    assert [(one.source, one.likeliest) for one in both] == [("early", True), ("late", False)]


def test_symptoms_past_the_longest_incubation_are_doubted():
    cases = {c.id: c for c in (case("a", 0), case("b", 15), case("c", 16))}
    assert [one.doubt for one in judged([link("a", "b", 1)], cases)] == [None]
    assert [one.doubt for one in judged([link("a", "c", 1)], cases)] == [Doubt.TOO_LATE]


def test_a_case_without_onset_stands_at_its_next_best_date_and_is_not_doubted():
    source = case("late", 9)
    for dates, by in (
        ({"specimen": DAY, "confirmed_on": DAY}, DatedBy.SPECIMEN),
        ({"confirmed_on": DAY}, DatedBy.CONFIRMATION),
        ({}, DatedBy.OPENING),
    ):
        infected = case("ill", **dates)
        assert (infected.day, infected.dated_by) == (DAY, by)
        assert judged([link("late", "ill")], {"late": source, "ill": infected})[0].doubt is None


def test_two_who_infected_each_other_still_have_one_index_case():
    (found,) = clusters([case("a", 0), case("b", 5)], [link("a", "b", 1), link("b", "a", 1)])
    assert members(found) == {"a": (0, None), "b": (1, "a")}


def test_a_filter_keeps_whole_chains_and_the_office_with_the_newest_case_comes_first():
    cases = [case("a", 0), case("b", 5), case("c", 20, office="B"), case("d", 25, office="B")]
    links = [link("a", "b", 1), link("c", "d", 21)]
    assert [c.branch for c in clusters(cases, links)] == ["B", "A"]
    assert [c.branch for c in clusters(cases, links, {"b"})] == ["A"]
    assert clusters(cases, links, set()) == []


@st.composite
def tangles(draw: st.DrawFn) -> tuple[list[ChainCase], list[Link]]:
    """Any cases, with or without an onset, and any links between them, circles and strangers too."""
    count = draw(st.integers(1, 12))
    days = st.one_of(st.none(), st.integers(0, 30))
    cases = [
        case(str(n), draw(days), office=draw(st.sampled_from("AB")), opened=draw(st.integers(0, 30)))
        for n in range(count)
    ]
    names = st.sampled_from([*(c.id for c in cases), "stranger"])
    return cases, draw(st.lists(st.builds(link, names, names, st.integers(-5, 30)), max_size=24))


@given(tangles())
def test_any_tangle_becomes_a_forest_that_holds_every_linked_case_once(tangle):
    cases, links = tangle
    known = {c.id for c in cases}
    linked = {
        end
        for one in links
        if one.source != one.target and {one.source, one.target} <= known
        for end in (one.source, one.target)
    }
    found = clusters(cases, links)
    drawn = [m for cluster in found for m in cluster.members]
    assert sorted(m.case.id for m in drawn) == sorted(linked)
    generation = {m.case.id: m.generation for m in drawn}
    for member in drawn:
        above = 0 if member.source is None else generation[member.source] + 1
        assert member.generation == above
    places = [(m.lane, m.case.day) for m in drawn]
    assert len(set(places)) == len(places)
    for cluster in found:
        assert len(cluster.members) >= 2
        likeliest = [one for one in cluster.links if one.likeliest]
        assert {one.target: one.source for one in likeliest} == {
            m.case.id: m.source for m in cluster.members if m.source
        }


@st.composite
def forests(draw: st.DrawFn) -> tuple[list[ChainCase], list[Link]]:
    """Cases each of whom fell ill after their source."""
    cases, links = [case("0", 0)], list[Link]()
    for n in range(1, draw(st.integers(2, 14))):
        source = cases[draw(st.integers(0, n - 1))]
        begun = (source.day - DAY).days
        cases.append(case(str(n), begun + draw(st.integers(1, 9))))
        links.append(link(source.id, str(n), begun))
    return cases, links


@given(forests())
def test_no_line_crosses_another_where_nobody_stands_before_their_source(forest):
    found = clusters(*forest)
    at = {m.case.id: (m.case.day, m.lane, m.source) for c in found for m in c.members}
    across = [(lane, at[s][0], day, s) for day, lane, s in at.values() if s]
    down = [(at[s][0], *sorted((at[s][1], lane)), s) for _day, lane, s in at.values() if s]
    for lane, left, right, of in across:
        for day, upper, lower, other in down:
            assert of == other or not (upper < lane < lower and left < day < right)
