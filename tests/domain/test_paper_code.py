"""The code of an office sheet: what goes in comes out, and nothing mistyped gets through."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.office_report import (
    EPOCH,
    FIGURES,
    LAST_DAY,
    OfficeReport,
    code_of,
    differences,
    office_mark,
    understood,
)
from cmt_desk.domain.paper_code import GROUP, LETTERS, MOST, Fault, as_code, bits_of, capacity, mended, typed

USUAL = OfficeReport(
    "SBU-01", date(2020, 12, 2), recovered=3, hospital=1, home=1, facility=0, place_unknown=0, deaths=0,
    otherwise=0, new=1, headcount=35, in_office=8, at_home=20, away=3, counted=1, overdue=1, suspects=0,
    contacts=2, called=1, to_call=1, running=3, low_supplies=1,
)  # fmt: skip
SAMPLE = [
    code_of(
        replace(USUAL, branch=f"KC-{n:02}", day=USUAL.day + timedelta(n), home=n * n, in_office=n or None)
    )
    for n in range(8)
]

counts = st.one_of(st.integers(0, 3), st.integers(0, 60), st.integers(0, 2000))
reports = st.builds(
    OfficeReport,
    branch=st.text(min_size=1, max_size=12),
    day=st.dates(EPOCH, LAST_DAY),
    **{f.name: st.one_of(st.none(), counts) if f.open else counts for f in FIGURES},
)


def _plain(code: str) -> str:
    return code.replace(" ", "")


@given(reports)
def test_what_is_written_is_read_again(report: OfficeReport):
    """A figure comes out as it went in or, where the longest code is full, unknown: never another."""
    code = code_of(report)
    said = understood(typed(code))
    assert (said.mark, said.day) == (office_mark(report.branch), report.day)
    lost = [name for name, value in said.figures.items() if value != getattr(report, name)]
    assert all(said.figures[name] is None for name in lost)
    assert not lost or len(_plain(code)) >= 36
    assert 24 <= len(_plain(code)) <= 40 and len(_plain(code)) % GROUP == 0


@given(st.text("01", max_size=capacity(MOST)))
def test_any_bits_come_back_with_zeros_after_them(bits: str):
    found = bits_of(typed(as_code(bits).lower().replace(" ", "-")))
    assert found.startswith(bits) and "1" not in found[len(bits) :]


def test_an_office_of_usual_size_needs_no_more_than_36_letters():
    assert len(_plain(code_of(USUAL))) <= 36
    assert understood(typed(code_of(USUAL))).of("SBU-01") == USUAL


def test_every_single_wrong_character_is_caught_in_its_group():
    """Exhaustive: each place of each code of the sample, each of the other 30 letters."""
    for code in map(_plain, SAMPLE):
        for place, letter in enumerate(code):
            for other in LETTERS:
                if other != letter:
                    found = typed(code[:place] + other + code[place + 1 :])
                    if place:  # the first letter also says how long the code is
                        assert found.faults == {place // GROUP: Fault.CHECK}, (code, place, other)
                    assert 0 in found.faults or place, (code, other)


def test_every_swap_of_neighbours_is_caught():
    """Exhaustive, over the borders of groups too; and of any two characters of one group."""
    for code in map(_plain, SAMPLE):
        pairs = {(n, n + 1) for n in range(len(code) - 1)}
        pairs |= {(a, b) for a in range(len(code)) for b in range(a + 1, a - a % GROUP + GROUP)}
        for a, b in pairs:
            letters = list(code)
            letters[a], letters[b] = letters[b], letters[a]
            wrong = {a // GROUP, b // GROUP} if code[a] != code[b] else set[int]()
            assert wrong <= set(typed("".join(letters)).faults), (code, a, b)


def test_a_group_that_is_left_out_or_in_anothers_place_is_caught():
    for code in SAMPLE:
        groups = code.split()
        for a in range(len(groups)):
            assert not typed("".join(groups[:a] + groups[a + 1 :])).sound
            for b in range(a + 1, len(groups)):
                moved = list(groups)
                moved[a], moved[b] = moved[b], moved[a]
                assert {a, b} <= set(typed(" ".join(moved)).faults)


def test_groups_that_agree_with_themselves_but_not_together_are_caught_by_the_whole():
    """Two wrong characters of one group may satisfy its check: the whole then says no."""
    code = _plain(SAMPLE[1])
    missed = 0
    for a in LETTERS:
        for b in LETTERS:
            found = typed(code[:5] + a + b + code[7:])
            if not found.faults and found.sound:
                missed += (a, b) != (code[5], code[6])
            elif -1 in found.faults:
                assert found.complete and not found.sound
    assert missed <= 1  # of 960 pairs, 30 pass their group; the whole lets one in 961 of those pass


def test_one_mistake_can_be_mended():
    for code in map(_plain, SAMPLE):
        for place in (5, 13, 22):
            wrong = code[:place] + ("0" if place == 13 else LETTERS[-1 - LETTERS.index(code[place])])
            wrong += code[place + 1 :]
            guess = mended(typed(wrong))
            assert guess in (None, code[place - place % GROUP :][:GROUP])
    assert mended(typed(SAMPLE[0])) is None
    swapped = _plain(SAMPLE[2])
    swapped = swapped[:9] + swapped[10] + swapped[9] + swapped[11:]
    assert mended(typed(swapped)) == _plain(SAMPLE[2])[8:12]


def test_while_it_is_typed_each_group_is_judged_and_the_length_is_known():
    code = code_of(USUAL)
    first = typed(code[:1])
    assert first.groups == len(code.split()) and not first.complete and not first.faults
    half = typed(code[:12])
    assert (half.faults, half.complete) == ({}, False)
    assert typed("OOOO").faults == {0: Fault.LETTER}
    assert typed(code + " 2222").faults == {len(code.split()): Fault.CHECK} | {len(code.split()): Fault.LONG}
    assert typed("").groups is None and not typed("").complete


def test_a_code_of_a_newer_program_says_so():
    newer = next(
        LETTERS[8] + "22" + letter for letter in LETTERS if 0 not in typed(LETTERS[3] + "22" + letter).faults
    )
    faults = {typed(newer[:3] + letter).faults.get(0) for letter in LETTERS}
    assert faults == {Fault.CHECK, Fault.VERSION}


def test_only_what_both_know_can_differ():
    own = replace(USUAL, home=3, in_office=None)
    assert differences(USUAL, own) == {"home": (1, 3), "active": (2, 4), "cumulative": (5, 7)}
    assert (USUAL.active, USUAL.cumulative) == (2, 5)
