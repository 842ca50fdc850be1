"""Employees, and the functions an office must keep going."""

from datetime import date

from cmt_desk.records import record

HIDDEN = "•••"  # stands wherever the name of a protected person would


@record
class BusinessFunction:
    """What people do. `minimum`: so many in the office on a service day (proposed, CMT sets it)."""

    code: str
    name_id: str
    name_en: str
    critical: bool
    minimum: int


@record
class Employee:
    number: str
    name: str
    branch: str
    function: str
    title: str = ""
    team: str | None = None
    vulnerable: bool = False
    protected: bool = False  # `name` is HIDDEN then: the store never hands the name out
    active_from: date | None = None
    active_to: date | None = None

    def active(self, on: date) -> bool:
        return (self.active_from is None or self.active_from <= on) and (
            self.active_to is None or on <= self.active_to
        )


def masked(name: str) -> str:
    """S… R… for Siti Rahmawati: enough to talk about a row, not enough to name a person."""
    if name == HIDDEN:
        return name
    return " ".join(f"{word[0]}…" for word in name.split())
