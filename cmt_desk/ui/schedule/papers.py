"""What leaves the desk from the roster in front: the office's page, the slips, the calendars."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from PySide6.QtWidgets import QFileDialog, QWidget

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.people import Employee
from cmt_desk.i18n import _, number
from cmt_desk.operations.roster_weeks import Weeks
from cmt_desk.paths import documents
from cmt_desk.reports import roster, slip
from cmt_desk.reports.calendar import as_ics
from cmt_desk.reports.paper import Paper
from cmt_desk.reports.roster import RosterFacts, Told
from cmt_desk.store import Store
from cmt_desk.store.safety import save_whole
from cmt_desk.ui.actions import Action
from cmt_desk.ui.printing.dialog import PaperDialog
from cmt_desk.ui.schedule.showing import Showing


class Papers:
    """The actions under *Print*; `owner` is where their dialogs stand."""

    def __init__(self, showing: Showing, owner: QWidget) -> None:
        self._showing, self._owner, self._desk = showing, owner, showing.desk

    def actions(self) -> list[Action]:
        each = _("A slip for each person of the office, two on a page")
        return [
            Action(_("Office roster…"), _("The shown weeks on one side of A4"), self.print_roster, "print",
                   when=self._planned),
            Action(_("All slips…"), each, self.print_slips, "sheet", when=self._planned),
            self.of_person(),
            Action(_("Calendar files (ICS)…"), _("One file a person, for telephones and mail programs"),
                   self._ask_folder, "today", when=self._published),
        ]  # fmt: skip

    def of_person(self) -> Action:
        one, told = _("Slip of the chosen person…"), _("What this person is told")
        return Action(one, told, self.print_slip, "person", when=self._chosen)

    # --- when ----------------------------------------------------------------------------------------

    def _planned(self) -> bool:
        return self._showing.settled and bool(self._showing.weeks and self._showing.weeks.cells)

    def _chosen(self) -> bool:
        return self._planned() and self._showing.person is not None

    def _published(self) -> bool:
        return bool(self._showing.weeks and self._showing.weeks.published)

    # --- doing ---------------------------------------------------------------------------------------

    def roster(self) -> Paper | None:
        facts = self._facts()
        return roster.as_paper(facts) if facts else None

    def slips(self, employee: Employee | None = None) -> Paper | None:
        """One person's slip, or those of the whole office."""
        facts = self._facts()
        return slip.as_paper(facts, [employee] if employee else facts.people) if facts else None

    def print_roster(self) -> None:
        self._show(self.roster())

    def print_slips(self) -> None:
        self._show(self.slips())

    def print_slip(self) -> None:
        self._show(self.slips(self._showing.person))

    def _show(self, paper: Paper | None) -> None:
        if paper:
            PaperDialog(self._desk, paper, self._owner).exec()

    def _facts(self) -> RosterFacts | None:
        weeks = self._showing.weeks
        return facts_of(self._desk.store, weeks) if weeks else None

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._owner, _("Folder for the calendar files"), str(documents())
        )
        if folder:
            self.save_calendars(Path(folder))

    def save_calendars(self, folder: Path) -> None:
        """One file a person, named by number, of what people were told."""
        written: list[int] = []
        facts = self._facts()
        if facts and self._desk.perform(lambda: written.append(write_calendars(facts, folder))):
            told = _("{n} calendar files are saved in {folder}.")
            self._desk.banner.said.emit("done", told.format(n=number(written[0]), folder=folder.name))


def facts_of(store: Store, weeks: Weeks) -> RosterFacts:
    teams: dict[str, list[Employee]] = {}
    for line in weeks.lines:
        if line.employee:
            teams.setdefault(line.team, []).append(line.employee)
    last = store.publications.latest(weeks.branch.code, weeks.days[0], weeks.days[-1])
    return RosterFacts(
        institution=store.settings.get("institution") or "",
        branch=weeks.branch,
        problem=weeks.problem,
        cells=weeks.cells,
        published=weeks.published,
        zones=weeks.zones,
        teams=list(teams.items()),
        told=Told(*last) if last else None,
        waves=weeks.waves,
    )


def write_calendars(facts: RosterFacts, folder: Path) -> int:
    """A file for each person with published days, and all of them in one zip; how many people.

    Raises Refused without any, Trouble.
    """
    stamp = facts.told.at if facts.told else datetime.now(UTC)
    people = [e for e in facts.people if any(number_ == e.number for number_, _day in facts.published)]
    if not people:
        raise Refused(_("Nothing is published in these weeks; publish the roster first."))
    whole = folder / f"jadwal-{facts.branch.code}-{facts.days[0].isoformat()}.zip"
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as together:
        for e in people:
            safe = "".join(letter if letter.isalnum() else "-" for letter in e.number)
            name, content = f"jadwal-{safe}-{facts.days[0].isoformat()}.ics", as_ics(facts, e, stamp).encode()
            save_whole(content, folder / name)
            together.writestr(name, content)
    save_whole(packed.getvalue(), whole)
    return len(people)
