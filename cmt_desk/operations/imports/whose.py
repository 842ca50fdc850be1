"""Whose case a row tells of: an employee by number, else by name and office once a person says who."""

from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz, process

from cmt_desk.domain.duplicates import LIKENESS
from cmt_desk.domain.intake import fold
from cmt_desk.domain.people import HIDDEN
from cmt_desk.i18n import _
from cmt_desk.operations.imports.choices import Choices
from cmt_desk.operations.imports.employees import branch_words, employee_number
from cmt_desk.operations.imports.intake import Intake, Row, Unfit, Work
from cmt_desk.operations.imports.questions import Stranger
from cmt_desk.store import Store

ENROL = "+"  # said of a stranger: none of the similar names, enrol them
CANDIDATES = 5  # employees of a similar name who are offered


@dataclass
class Staff:
    """The employees and offices an import looks rows up in; filled once by `reading_staff`."""

    choices: Choices
    branches: dict[str, str] = field(default_factory=dict[str, str])
    people: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])  # (name, branch)
    protected: set[str] = field(default_factory=set[str])
    enrolled: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    _by_branch: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])

    def shown_name(self, number: str) -> str:
        """The name, unless the person is protected."""
        return HIDDEN if number in self.protected else self.people.get(number, ("", ""))[0]

    def office(self, row: Row) -> str:
        """The code of the office a row names; empty where it names none. Raises Unfit for an unknown one."""
        told = row.get("branch", "").strip()
        code = self.branches.get(fold(told), "")
        if told and not code:
            raise Unfit("branch", told, _("is not an office of this desk"))
        return code

    def find(self, row: Row, intake: Intake) -> tuple[str, str]:
        """(number, office at the time) of the employee a row tells of. Raises Unfit for a stranger.

        A stranger is asked about where somebody has a similar name; otherwise, and where people so choose,
        one with number, name and office is enrolled if the mapping says under which function.
        """
        number, office = row.get("number", "").strip(), self.office(row)
        if known := self.people.get(number):
            return number, office or known[1]
        name = full_name(row)
        key = f"{fold(number)}|{fold(name)}|{office}"
        chosen = self.choices.people.get(key, "")
        if chosen in self.people:
            return chosen, office or self.people[chosen][1]
        if number or not name:
            employee_number(row)
        if not name:
            raise Unfit("number", number, _("is not an employee of this desk"))
        stranger = intake.questions.strangers.get(key)
        if stranger is None:
            stranger = Stranger(key, number, name, office, self._candidates(name, office))
        enrol = self.choices.mapping.enrol if self.choices.mapping else ""
        if enrol and number and office and (chosen == ENROL or not stranger.candidates):
            self._enrol(number, name, office, enrol)
            return number, office
        intake.questions.strangers[key] = stranger
        raise Unfit("number" if number else "name", number or name, _why(stranger))

    def _enrol(self, number: str, name: str, office: str, function: str) -> None:
        self.people[number] = (name, office)
        self.enrolled[number] = {
            "number": number, "name": name, "branch": office, "function": function,
            "title": "", "team": None, "vulnerable": 0,
        }  # fmt: skip

    def _candidates(self, name: str, office: str) -> tuple[str, ...]:
        """Employees of a similar name, of that office if the row names one; words in any order."""
        if not self._by_branch:
            for number, (theirs, branch) in self.people.items():
                for place in (branch, ""):
                    self._by_branch.setdefault(place, {})[number] = _ordered(theirs)
        found = process.extract(
            _ordered(name), self._by_branch.get(office, {}), scorer=fuzz.ratio, score_cutoff=LIKENESS,
            limit=CANDIDATES,
        )  # fmt: skip
        return tuple(number for _name, _score, number in found)


def reading_staff(store: Store, choices: Choices) -> Work[Staff]:
    """The staff, read a few hundred at a time."""
    staff = Staff(choices, branch_words(store.branches.all()))
    for n, (number, name, branch, protected) in enumerate(store.people.roll()):
        staff.people[number] = (name, branch)
        if protected:
            staff.protected.add(number)
        if n % 500 == 0:
            yield 0
    return staff


def _why(stranger: Stranger) -> str:
    if stranger.candidates:
        return _("is not an employee under this number; somebody of a similar name is: say who it is")
    return _("is not an employee of this desk")


def full_name(row: Row) -> str:
    return " ".join(filter(None, (row.get("name", "").strip(), row.get("surname", "").strip())))


def _ordered(name: str) -> str:
    return " ".join(sorted(fold(name).split()))
