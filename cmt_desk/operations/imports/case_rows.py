"""One row of a list of cases: its dates, its status then and now, where the person is cared for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cmt_desk.domain.cases import CarePlace, Case, CaseSteps, OldTerm, Status
from cmt_desk.domain.intake import Column, Holds, fold
from cmt_desk.i18n import _
from cmt_desk.operations.imports.case_words import OUTCOMES, PLACES, TERMS, WORDS
from cmt_desk.operations.imports.choices import Choices
from cmt_desk.operations.imports.intake import Intake, Row, Unfit, past_date
from cmt_desk.operations.imports.whose import Staff
from cmt_desk.wording import status_name

COLUMNS = (
    Column("number", ("npp", "employee", "nomor pegawai", "nip", "employee number"), needed=True),
    Column("name", ("nama", "name", "nama karyawan", "nama lengkap", "first name", "firstname")),
    Column("surname", ("nama belakang", "last name", "surname")),
    Column("branch", ("kantor", "branch", "kode kantor", "unit kerja", "office"), holds=Holds.WORD),
    Column("status", ("status", "status kasus", "classification", "klasifikasi"), True, Holds.WORD),
    Column("last_contact", ("kontak terakhir", "last contact", "date of last contact"), holds=Holds.DATE),
    Column("onset", ("gejala", "onset", "tanggal gejala", "onset date", "date of onset"), holds=Holds.DATE),
    Column("last_symptom", ("gejala terakhir", "last symptom", "symptoms ended"), holds=Holds.DATE),
    Column("specimen", ("spesimen", "specimen", "tanggal spesimen", "specimen date"), holds=Holds.DATE),
    Column("confirmed", ("konfirmasi", "confirmed", "tanggal konfirmasi"), holds=Holds.DATE),
    Column(
        "place", ("tempat", "place", "tempat rawat", "care place", "hospitalization typeid"), holds=Holds.WORD
    ),
    Column(
        "place_since", ("tempat sejak", "place since", "tanggal masuk", "hospitalization startdate"),
        holds=Holds.DATE,
    ),
    Column("recovered", ("sembuh", "recovered", "tanggal sembuh", "selesai isolasi"), holds=Holds.DATE),
    Column("died", ("meninggal", "died", "tanggal meninggal", "deceased"), holds=Holds.DATE),
    Column("outcome", ("hasil akhir", "outcome", "outcome id"), holds=Holds.WORD),
    Column("outcome_date", ("tanggal hasil", "outcome date", "date of outcome"), holds=Holds.DATE),
    Column("notes", ("catatan", "notes", "keterangan")),
)  # fmt: skip
DATES = (
    "last_contact", "onset", "last_symptom", "specimen", "confirmed", "place_since", "recovered", "died",
    "outcome_date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case as a row tells it, or as the desk has it: two of them can be compared."""

    employee: str
    branch: str
    last_contact: date | None
    onset: date | None
    last_symptom: date | None
    specimen: date | None
    notes: str
    statuses: Sequence[tuple[Status, date]]
    places: Sequence[tuple[CarePlace, date]]
    term: OldTerm | None = None  # the older term of the first status

    @property
    def began(self) -> date:
        return self.statuses[0][1]

    @property
    def ended(self) -> date | None:
        return next((day for status, day in self.statuses if status.closing), None)


def content(case: Case) -> ReadCase:
    """A stored case in the form of a row, to compare."""
    return ReadCase(
        case.employee,
        case.branch,
        case.last_contact,
        case.onset,
        case.last_symptom,
        case.specimen,
        case.notes,
        tuple((Status(s.what), s.since) for s in case.statuses),
        tuple((CarePlace(p.what), p.since) for p in case.places),
        case.statuses[0].term if case.statuses else None,
    )


@dataclass
class CaseRows:
    """Understands one row after another; each that does not fit raises Unfit with the reason."""

    staff: Staff
    steps: CaseSteps
    choices: Choices
    today: date

    def understand(self, row: Row, intake: Intake) -> ReadCase:
        number, branch = self.staff.find(row, intake)
        days = {name: past_date(row, name, self.today) for name in DATES}
        _read_outcome(row, days)
        if days["onset"] and days["last_symptom"] and days["last_symptom"] < days["onset"]:
            raise Unfit("last_symptom", row["last_symptom"], _("is before the first symptom"))
        status, term = self._status(row, days, intake)
        place = PLACES.get(fold(row.get("place", "")))
        if row.get("place", "").strip() and place is None:
            raise Unfit("place", row["place"], _("is not a place of care"))
        statuses = self._timeline(status, days)
        return ReadCase(
            number,
            branch,
            days["last_contact"],
            days["onset"],
            days["last_symptom"],
            days["specimen"],
            row.get("notes", ""),
            tuple(statuses),
            ((place, days["place_since"] or statuses[0][1]),) if place else (),
            term,
        )

    def _status(
        self, row: Row, days: Mapping[str, date | None], intake: Intake
    ) -> tuple[Status, OldTerm | None]:
        """OTG is a close contact unless the test was positive; ODP and PDP need a person's choice.

        Source: KMK 413/2020, which replaced the older terms on 13 July 2020.
        """
        text = row.get("status", "").strip()
        if term := TERMS.get(fold(text)):
            intake.questions.terms[term] += 1
            chosen = self.choices.terms.get(term)
            if term is OldTerm.OTG and chosen is None:
                chosen = Status.CONFIRMED_NO_SYMPTOMS if days["confirmed"] else Status.CLOSE_CONTACT
            if chosen is None:
                raise Unfit(
                    "status", text, _("is an old term that is not one to one; choose what it is today")
                )
            return chosen, term
        found = WORDS.get(fold(text))
        if found is None:
            raise Unfit("status", text, _("is not a status of KMK 413/2020"))
        if isinstance(found, Status):
            return found, None
        return (Status.CONFIRMED_SYMPTOMS if days["onset"] else Status.CONFIRMED_NO_SYMPTOMS), None

    def _timeline(self, status: Status, days: Mapping[str, date | None]) -> list[tuple[Status, date]]:
        """Statuses with the day each began, checked for order and against the steps of the regulation."""
        onset, confirmed = days["onset"], days["confirmed"] or days["specimen"] or days["onset"]
        if days["recovered"] and days["died"]:
            raise Unfit("died", str(days["died"]), _("a person cannot have recovered and died"))
        if status is Status.RECOVERED and not days["recovered"]:
            raise Unfit("recovered", "", _("is empty, yet the status says recovered"))
        if status is Status.DIED and not days["died"]:
            raise Unfit("died", "", _("is empty, yet the status says deceased"))
        confirmed = confirmed or days["last_contact"] if status is Status.CLOSE_CONTACT else confirmed
        if confirmed is None:
            raise Unfit("confirmed", "", _("no date says when this began (onset, specimen or confirmed)"))
        if status in (Status.DISCARDED, Status.MONITORED):
            raise Unfit("status", status_name(status), _("closed without an illness; record it by hand"))
        if status.confirmed or status.closing:
            ill = Status.CONFIRMED_SYMPTOMS if onset else Status.CONFIRMED_NO_SYMPTOMS
            timeline = [(ill if status.closing else status, confirmed)]
        else:
            timeline = [(status, onset or confirmed)]
        for name, closing in (("recovered", Status.RECOVERED), ("died", Status.DIED)):
            end = days[name]
            if end is None:
                continue
            first, began = timeline[0]
            if not self.steps.allows(first, closing):
                told = _("“{status}” does not end this way").format(status=status_name(first))
                raise Unfit(name, str(end), told)
            if end < began or (onset and end < onset):
                raise Unfit(name, str(end), _("is before the case began"))
            timeline.append((closing, end))
        return timeline


def _read_outcome(row: Row, days: dict[str, date | None]) -> None:
    """Lists that give an outcome and its day instead of a column for each."""
    text = row.get("outcome", "").strip()
    if not text:
        return
    if fold(text) not in OUTCOMES and fold(text) not in WORDS:
        raise Unfit("outcome", text, _("is not an outcome: recovered, deceased or alive"))
    outcome = OUTCOMES.get(fold(text), WORDS.get(fold(text)))
    for name, closing in (("recovered", Status.RECOVERED), ("died", Status.DIED)):
        if outcome is closing and not days[name]:
            if not days["outcome_date"]:
                raise Unfit("outcome_date", "", _("is empty, yet the outcome says the case ended"))
            days[name] = days["outcome_date"]
