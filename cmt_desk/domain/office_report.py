"""The day figures of one office, as its status sheet carries them in a code (`paper_code`).

The bits of a code, version 0: the office as the first 20 bits of the SHA-256 of its code; the day as 14
bits, days since 1 January 2020; then the figures of `FIGURES` in their order, each as an Exp-Golomb number
of its order k: a figure v is written as q = (v >> k) + 1 in binary after as many zeros as q has digits less
one, then the last k bits of v. A figure that may be unknown is written as v + 1, and 0 is unknown. What does
not fit into the longest code is left out from the end, and read as unknown: the most needed figures stand
first. Active and cumulative follow from the others.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import NamedTuple

from cmt_desk.domain.paper_code import MOST, Typed, as_code, bits_of, capacity
from cmt_desk.records import record

EPOCH = date(2020, 1, 1)
OFFICE_BITS, DAY_BITS = 20, 14
LAST_DAY = EPOCH + timedelta(days=2**DAY_BITS - 1)


class Figure(NamedTuple):
    """A figure's name, its order k (small for one that is mostly 0), and whether it may be unknown."""

    name: str
    k: int
    open: bool = False


FIGURES = (
    Figure("recovered", 2),
    Figure("hospital", 0),
    Figure("home", 1),
    Figure("facility", 0),
    Figure("place_unknown", 0),
    Figure("deaths", 0),
    Figure("otherwise", 0),  # once confirmed, then closed neither as recovered nor by death
    Figure("new", 0),
    Figure("headcount", 5),
    Figure("in_office", 4, open=True),
    Figure("at_home", 4, open=True),
    Figure("away", 2, open=True),
    Figure("counted", 0),  # 1: attendance as recorded; 0: as the roster plans
    Figure("overdue", 0),
    Figure("suspects", 0),
    Figure("contacts", 1),  # cases that are close contacts
    Figure("called", 1),  # contacts followed up on the day
    Figure("to_call", 1),  # contacts whose call of the day is still owed
    Figure("running", 1),  # protocols
    Figure("low_supplies", 0),  # kinds below their minimum
)


@record
class OfficeReport:
    """An office's own figures of one day. None is unknown, never zero."""

    branch: str
    day: date
    recovered: int | None = None
    hospital: int | None = None
    home: int | None = None
    facility: int | None = None
    place_unknown: int | None = None
    deaths: int | None = None
    otherwise: int | None = None
    new: int | None = None
    headcount: int | None = None
    in_office: int | None = None
    at_home: int | None = None
    away: int | None = None
    counted: int | None = None
    overdue: int | None = None
    suspects: int | None = None
    contacts: int | None = None
    called: int | None = None
    to_call: int | None = None
    running: int | None = None
    low_supplies: int | None = None

    @property
    def active(self) -> int | None:
        return _sum(self.hospital, self.home, self.facility, self.place_unknown)

    @property
    def cumulative(self) -> int | None:
        return _sum(self.active, self.recovered, self.deaths, self.otherwise)

    @property
    def blank(self) -> bool:
        """Nothing is known of the office but zeros: it keeps no records here."""
        return not any(getattr(self, figure.name) for figure in FIGURES)

    def figures(self) -> dict[str, int | None]:
        return {figure.name: getattr(self, figure.name) for figure in FIGURES}


def _sum(*parts: int | None) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


# what people compare: the two sums first, then the figures as told
SHOWN = ("cumulative", "active", *(f.name for f in FIGURES if f.name != "counted"))


def differences(reported: OfficeReport, own: OfficeReport) -> dict[str, tuple[int, int]]:
    """By figure what was reported and what the desk's own records say, where both are known and differ.

    Nothing where the desk keeps no records of the office.
    """
    if own.blank:
        return {}
    both = {name: (getattr(reported, name), getattr(own, name)) for name in SHOWN}
    return {name: pair for name, pair in both.items() if None not in pair and pair[0] != pair[1]}


def office_mark(branch: str) -> int:
    """What stands for an office in a code; two of 123 offices share one with a chance of 0.7 %."""
    from hashlib import sha256  # OpenSSL: no start waits for it

    return int.from_bytes(sha256(branch.encode()).digest()[:3], "big") >> (24 - OFFICE_BITS)


def code_of(report: OfficeReport) -> str:
    """The report as groups of letters. Raises ValueError for a day before 2020 or after `LAST_DAY`."""
    if not EPOCH <= report.day <= LAST_DAY:
        raise ValueError(report.day)
    bits = f"{office_mark(report.branch):0{OFFICE_BITS}b}{(report.day - EPOCH).days:0{DAY_BITS}b}"
    for figure in FIGURES:
        value = getattr(report, figure.name)
        if figure.open:
            value = 0 if value is None else value + 1
        if value is None:
            break
        more = _written(value, figure.k)
        if len(bits) + len(more) > capacity(MOST):
            break
        bits += more
    return as_code(bits)


@record
class Understood:
    """What a sound code says; its office is known only to who knows all offices."""

    mark: int
    day: date
    figures: Mapping[str, int | None]

    def of(self, branch: str) -> OfficeReport:
        return OfficeReport(branch, self.day, **self.figures)


def understood(code: Typed) -> Understood:
    """What a sound code says."""
    bits = bits_of(code)
    mark, day = int(bits[:OFFICE_BITS], 2), int(bits[OFFICE_BITS : OFFICE_BITS + DAY_BITS], 2)
    at, figures = OFFICE_BITS + DAY_BITS, dict[str, int | None]()
    for figure in FIGURES:
        value, at = _read(bits, at, figure.k)
        if figure.open and value is not None:
            value = value - 1 if value else None
        figures[figure.name] = value
    return Understood(mark, EPOCH + timedelta(days=day), figures)


def _written(value: int, k: int) -> str:
    high = f"{(value >> k) + 1:b}"
    return "0" * (len(high) - 1) + high + (f"{value & (2**k - 1):0{k}b}" if k else "")


def _read(bits: str, at: int, k: int) -> tuple[int | None, int]:
    """A figure and where the next one begins; None where only the zeros after the last one are left."""
    one = bits.find("1", at)
    if one < 0:
        return None, len(bits)
    end = one + (one - at) + 1
    low = bits[end : end + k]
    return (int(bits[one:end], 2) - 1 << k) + (int(low, 2) if low else 0), end + k


assert [f.name for f in fields(OfficeReport)][2:] == [figure.name for figure in FIGURES]
