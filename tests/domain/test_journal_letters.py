from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.journal_letters import ALPHABET, journal_letters, same_letters

HEADS = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(HEADS)
def test_sixteen_letters_in_four_groups_read_back_whatever_the_case(head: str) -> None:
    letters = journal_letters(head)
    assert [len(group) for group in letters.split("-")] == [4, 4, 4, 4]
    assert set(letters) <= {*ALPHABET, "-"}
    assert same_letters(letters.lower().replace("-", " ").replace("0", "o").replace("1", "l"), head)


@given(HEADS, HEADS)
def test_another_journal_has_other_letters(one: str, other: str) -> None:
    assert same_letters(journal_letters(one), other) == (one[:20] == other[:20])
