"""A code that people copy from paper: groups of four, each with its own check, and a check of the whole.

Version 0. The 31 letters are the digits and capitals without 0, O, 1, I and L; 31 is prime, and all checks
are sums modulo 31. A code has 6 to 10 groups. The first digit says how many (and the version), the data
follow as one number in base 31, then two digits of a check over everything before them. A group is three of
these digits and a check letter:

    check = 2·first + 3·second + 4·third + place of the group (from 1)      (mod 31)

Guaranteed to be caught, in the group where it happened: any one wrong character in it, any two characters
of it that changed places, a group in another group's place or missing. A swap over the border of two groups
is one wrong character in each. What is worse passes its group once in 31, and then the whole once in 961.
"""

from enum import Enum, auto
from functools import cache

from cmt_desk.records import record

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PRIME = len(LETTERS)
GROUP = 4  # characters: three digits and their check
FEWEST, MOST = 6, 10  # groups
VERSION = 0
LENGTHS = MOST - FEWEST + 1
WHOLE = PRIME**2  # the check of the whole has two digits
MARK = "KODE"  # stands before the code where a QR says more than it; no code has an O
FORGIVEN = str.maketrans("", "", " \t\r\n-–—·.:;,/")  # what people type between groups


class Fault(Enum):
    """What is wrong with a group, or with the whole."""

    LETTER = auto()  # a character that no code has
    CHECK = auto()
    LONG = auto()  # more groups than the first letter promises
    VERSION = auto()  # made by a newer program
    WHOLE = auto()


@record
class Typed:
    """A code as far as it is typed. `groups` is None until the first letter says how many."""

    parts: tuple[str, ...]
    faults: dict[int, Fault]  # by place, from 0; -1 is the whole
    groups: int | None

    @property
    def complete(self) -> bool:
        return self.groups == len(self.parts) and len(self.parts[-1]) == GROUP

    @property
    def sound(self) -> bool:
        return self.complete and not self.faults


def capacity(groups: int) -> int:
    """Bits a code of so many groups carries: its digits but for the first and the check of the whole."""
    return (PRIME ** _room(groups)).bit_length() - 1


def _room(groups: int) -> int:
    return groups * (GROUP - 1) - 3


def as_code(bits: str) -> str:
    """Bits ("0110…", at most `capacity(MOST)`) as the shortest code that holds them, zeros after them."""
    groups = next(n for n in range(FEWEST, MOST + 1) if capacity(n) >= len(bits))
    value = int(bits.ljust(capacity(groups), "0"), 2)
    digits = [VERSION * LENGTHS + groups - FEWEST, *_digits(value, _room(groups))]
    digits += _digits(_whole(digits), 2)
    parts: list[str] = []
    for place in range(groups):
        three = digits[place * 3 : place * 3 + 3]
        parts.append("".join(LETTERS[d] for d in (*three, _check(three, place))))
    return " ".join(parts)


def typed(text: str) -> Typed:
    """What was typed so far, judged group by group; spaces, hyphens and small letters are forgiven.

    Of a scanned QR with other words only what follows `MARK` counts.
    """
    plain = text.upper().rpartition(MARK)[2].translate(FORGIVEN)
    parts = tuple(plain[n : n + GROUP] for n in range(0, len(plain), GROUP))
    faults = {place: fault for place, part in enumerate(parts) if (fault := _fault(part, place))}
    groups: int | None = None
    if plain and (head := _values().get(plain[0])) is not None:
        version, more = divmod(head, LENGTHS)
        groups = FEWEST + more
        if version > VERSION:
            if 0 not in faults:
                faults[0] = Fault.VERSION
        else:
            faults |= dict.fromkeys(range(groups, len(parts)), Fault.LONG)
    found = Typed(parts, faults, groups)
    if found.sound and _value(found) is None:
        return Typed(parts, {-1: Fault.WHOLE}, groups)
    return found


def bits_of(found: Typed) -> str:
    """The bits of a sound code."""
    value = _value(found)
    assert found.sound and value is not None and found.groups
    return f"{value:0{capacity(found.groups)}b}"


def mended(found: Typed) -> str | None:
    """The one group that would make the code sound, where exactly one other spelling of a group does.

    Tries one wrong character and two neighbours that changed places. To be compared with the paper: a code
    with more errors may be mended wrongly once in some hundred times.
    """
    wrong = [place for place, fault in found.faults.items() if fault in (Fault.LETTER, Fault.CHECK)]
    if not found.complete or len(wrong) != 1 or len(found.faults) != 1:
        return None
    place = wrong[0]
    part = found.parts[place]
    tries = {part[:n] + letter + part[n + 1 :] for n in range(GROUP) for letter in LETTERS}
    tries |= {part[:n] + part[n + 1] + part[n] + part[n + 2 :] for n in range(GROUP - 1)}
    before, after = "".join(found.parts[:place]), "".join(found.parts[place + 1 :])
    sound = {guess for guess in tries if typed(before + guess + after).sound}
    return sound.pop() if len(sound) == 1 else None


def _fault(part: str, place: int) -> Fault | None:
    values = [_values().get(letter) for letter in part]
    digits = [value for value in values if value is not None]
    if len(digits) < len(values):
        return Fault.LETTER
    if len(digits) == GROUP and _check(digits[:-1], place) != digits[-1]:
        return Fault.CHECK
    return None


def _check(three: list[int], place: int) -> int:
    return (sum(weight * digit for weight, digit in enumerate(three, 2)) + place + 1) % PRIME


def _whole(digits: list[int]) -> int:
    from hashlib import sha256  # OpenSSL: no start waits for it

    return int.from_bytes(sha256(bytes(digits)).digest()[:8], "big") % WHOLE


def _value(found: Typed) -> int | None:
    """The number a code carries; None where the check of the whole fails."""
    digits = [_values()[letter] for part in found.parts for letter in part[:-1]]
    data, check = digits[:-2], digits[-2] * PRIME + digits[-1]
    value = 0
    for digit in data[1:]:
        value = value * PRIME + digit
    if _whole(data) != check or value >= 2 ** capacity(len(found.parts)):
        return None
    return value


def _digits(value: int, places: int) -> list[int]:
    """The last `places` digits of a number in base 31, the highest first."""
    found: list[int] = []
    for _place in range(places):
        value, digit = divmod(value, PRIME)
        found.append(digit)
    return found[::-1]


@cache
def _values() -> dict[str, int]:
    return {letter: value for value, letter in enumerate(LETTERS)}
