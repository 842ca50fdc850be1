"""A case is its timeline: spells of status and care place, asked as of any day.

Statuses and steps: KMK HK.01.07/MENKES/413/2020; they are rows (`case_status`, `case_step`).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from cmt_desk.records import record


class Status(StrEnum):
    SELF_REPORT = "LAPOR_DIRI"
    TRAVELLER = "PELAKU_PERJALANAN"
    CLOSE_CONTACT = "KONTAK_ERAT"
    SUSPECT = "SUSPEK"
    PROBABLE = "PROBABLE"
    CONFIRMED_SYMPTOMS = "KONFIRMASI_GEJALA"
    CONFIRMED_NO_SYMPTOMS = "KONFIRMASI_TANPA_GEJALA"
    DISCARDED = "DISCARDED"
    RECOVERED = "SELESAI_ISOLASI"
    MONITORED = "SELESAI_PANTAU"
    DIED = "MENINGGAL"

    @property
    def confirmed(self) -> bool:
        return self in (Status.CONFIRMED_SYMPTOMS, Status.CONFIRMED_NO_SYMPTOMS)

    @property
    def closing(self) -> bool:
        return self in (Status.DISCARDED, Status.RECOVERED, Status.MONITORED, Status.DIED)


class OldTerm(StrEnum):
    """What was said before KMK 413/2020 of 13 July 2020; not one to one with the statuses of today."""

    OTG = "OTG"
    ODP = "ODP"
    PDP = "PDP"


class CarePlace(StrEnum):
    HOME = "ISOLASI_MANDIRI"
    FACILITY = "FASILITAS_ISOLASI"
    HOSPITAL = "RUMAH_SAKIT"
    ICU = "ICU"

    @property
    def in_hospital(self) -> bool:
        return self in (CarePlace.HOSPITAL, CarePlace.ICU)


@record
class Spell:
    """A status or a place from `since` until the next one begins; `n` orders spells of one day."""

    what: Status | CarePlace
    since: date
    n: int
    reason: str | None = None
    term: OldTerm | None = None  # the older term it was recorded under


@record
class Override:
    """A release date a person decided on; what was computed then stays beside it."""

    decided: date
    day: date
    computed: date | None
    reason: str


@record
class Case:
    """One illness (or suspicion) of one employee. Dates are calendar days at the office."""

    id: str
    employee: str
    branch: str
    statuses: Sequence[Spell]
    places: Sequence[Spell] = ()
    last_contact: date | None = None
    onset: date | None = None
    last_symptom: date | None = None
    specimen: date | None = None
    negative_pcr: date | None = None
    notes: str = ""
    overrides: Sequence[Override] = ()

    def status(self, on: date) -> Status | None:
        """None before the case was opened."""
        spell = _latest(self.statuses, on)
        return Status(spell.what) if spell else None

    def term(self, on: date) -> OldTerm | None:
        """The older term under which the status of a day was recorded."""
        spell = _latest(self.statuses, on)
        return spell.term if spell else None

    def place(self, on: date) -> CarePlace | None:
        """Where an open case is cared for; None once it is closed."""
        status, spell = self.status(on), _latest(self.places, on)
        return CarePlace(spell.what) if spell and status and not status.closing else None

    def is_open(self, on: date) -> bool:
        status = self.status(on)
        return status is not None and not status.closing

    def override(self, on: date) -> Override | None:
        """The latest decision on the release date that was taken by a day."""
        return max((o for o in self.overrides if o.decided <= on), key=lambda o: o.decided, default=None)

    def opened_on(self) -> date:
        return min(spell.since for spell in self.statuses)

    def isolated_on(self) -> date | None:
        """The first day the person was kept apart."""
        return min((spell.since for spell in self.places), default=None)

    def closed_on(self) -> date | None:
        """The day the case was closed, if its last status closes it."""
        last = max(self.statuses, key=lambda s: (s.since, s.n))
        return last.since if Status(last.what).closing else None

    def confirmed_on(self, on: date) -> date | None:
        """The day the case was first confirmed, if that was on or before `on`."""
        days = [s.since for s in self.statuses if Status(s.what).confirmed and s.since <= on]
        return min(days, default=None)


def restarted(case: Case, spell: Spell, since: date) -> Case:
    """The case with one of its spells, of a status or a place, beginning on another day."""

    def moved(spells: Sequence[Spell]) -> list[Spell]:
        return [replace(one, since=since) if one is spell else one for one in spells]

    return replace(case, statuses=moved(case.statuses), places=moved(case.places))


def in_time(spells: Iterable[Spell]) -> list[Spell]:
    """Spells in the order in which they were in force."""
    return sorted(spells, key=lambda s: (s.since, s.n))


def _latest(spells: Iterable[Spell], on: date) -> Spell | None:
    return max((s for s in spells if s.since <= on), key=lambda s: (s.since, s.n), default=None)


@record
class CaseSteps:
    """Which status may follow which."""

    allowed: Collection[tuple[Status, Status]]

    def after(self, status: Status) -> list[Status]:
        return [to for to in Status if (status, to) in self.allowed]

    def allows(self, before: Status, after: Status) -> bool:
        return (before, after) in self.allowed


@record
class CaseFigures:
    """Confirmed employees on a day: cumulative = recovered + active + deaths, always shown as a check."""

    cumulative: int = 0
    recovered: int = 0
    deaths: int = 0
    hospital: int = 0
    home: int = 0
    facility: int = 0
    place_unknown: int = 0
    new: int = 0
    suspects: int = 0
    contacts: int = 0
    exposed_units: int = 0
    active: int = 0
    active_by_branch: dict[str, int] = field(default_factory=dict[str, int])
