"""A record behaves as a frozen dataclass does, whichever of its methods was asked first."""

import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace

import pytest

from cmt_desk.records import record


class Told:
    """What both kinds are made of."""

    name: str
    day: int = 3
    tags: list[str] = field(default_factory=list[str])
    note: str = field(default="", compare=False, repr=False)

    @property
    def loud(self) -> str:
        return self.name.upper()


def made(decorate) -> type:
    return decorate(type("Told", (), dict(Told.__dict__)))


@record
class Plain:
    name: str
    day: int = 3


@record
class Longer(Plain):
    note: str = ""


@record
class Odd:
    number: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Odd) and self.number % 2 == other.number % 2

    def __hash__(self) -> int:
        return self.number % 2


@record
class Nothing:
    pass


def test_it_is_told_replaced_and_compared_as_a_dataclass():
    ours, plain = made(record), made(dataclass(frozen=True))
    for values, named in ((("a",), {}), (("a", 5), {"note": "x"}), ((), {"name": "b", "tags": ["t"]})):
        one, other = ours(*values, **named), plain(*values, **named)
        assert repr(one) == repr(other)
        assert asdict(one) == asdict(other)
        assert repr(replace(one, day=9)) == repr(replace(other, day=9))
        assert one == ours(*values, **named | {"note": "only told"})
        assert one != replace(one, day=9) and one != other
    assert [f.name for f in fields(ours)] == [f.name for f in fields(plain)]
    assert ours.__match_args__ == plain.__match_args__


def test_a_default_is_made_for_each():
    ours = made(record)
    assert ours("a").tags is not ours("a").tags


def test_wrong_arguments_name_the_record():
    with pytest.raises(TypeError, match=r"Plain\.__init__\(\) missing .* 'name'"):
        Plain()  # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        Plain("a", colour=1)  # pyright: ignore[reportCallIssue]


def test_nobody_changes_one():
    one = Plain("a")
    with pytest.raises(FrozenInstanceError, match="day"):
        one.day = 4  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(FrozenInstanceError, match="day"):
        del one.day  # pyright: ignore[reportAttributeAccessIssue]
    assert one == Plain("a", 3)


def test_equal_ones_are_one_key_and_another_kind_is_never_equal():
    assert len({Plain("a"), Plain("a", 3), Plain("b")}) == 2
    assert Longer("a") != Plain("a") and Longer("a", note="n") == Longer("a", 3, "n")
    assert {Nothing()} == {Nothing()}


def test_what_a_class_defines_itself_stays():
    assert Odd(1) == Odd(3) and len({Odd(1), Odd(3)}) == 1


def test_it_travels_to_another_process():
    assert pickle.loads(pickle.dumps(Longer("a", 4, "n"))) == Longer("a", 4, "n")
