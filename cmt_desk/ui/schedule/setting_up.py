"""What the roster is made under, as one menu: people's facts, decisions, settings, rules, days off."""

from typing import TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from cmt_desk.domain.decisions import DecisionKind
from cmt_desk.domain.schedule import Cell
from cmt_desk.i18n import _
from cmt_desk.operations.arrangements import pin, unpin
from cmt_desk.ui.actions import Action
from cmt_desk.ui.schedule.decisions import DecisionsWindow
from cmt_desk.ui.schedule.drill import DrillWindow
from cmt_desk.ui.schedule.facts_of_person import PersonFacts
from cmt_desk.ui.schedule.forms import attempt
from cmt_desk.ui.schedule.holidays import HolidaysForm
from cmt_desk.ui.schedule.rules import RulesWindow
from cmt_desk.ui.schedule.settings_form import SettingsForm
from cmt_desk.ui.schedule.showing import Showing

Kept = TypeVar("Kept", bound=QDialog)


class SettingUp:
    """Windows that stay open beside the grid are kept until another office asks for its own."""

    def __init__(self, showing: Showing, owner: QWidget) -> None:
        self._showing, self._owner = showing, owner
        self._desk, self._store = showing.desk, showing.desk.store
        self.open: QDialog | None = None

    def of_person(self) -> list[Action]:
        """About the chosen person and day."""
        person = _("Risk, household, deputy, wishes, way and absences of the chosen person")
        pinned = _("Keep the chosen day as it is in every planning, or let it go")
        return [
            Action(_("What the roster knows…"), person, self.show_person, "person", when=self._one),
            Action(_("Pin or unpin"), pinned, self.toggle_pin, "lock", when=self._one_cell),
        ]

    def actions(self) -> list[Action]:
        return [
            *self.of_person(),
            Action(_("Decisions…"), _("Waivers, WFH-Full and other decisions, to be signed"),
                   self.show_decisions, "sheet", when=self._staffed),
            Action(_("WFH-Full…"), _("Everybody of this office works from home"), self.show_full, "home",
                   when=self._staffed),
            Action(_("Roster settings…"), _("Cohorts, runs, start waves and presence"), self.show_settings,
                   "settings", when=self._staffed),
            Action(_("Lose-a-team drill…"), _("What falls short if a team is quarantined tomorrow"),
                   self.show_drill, "warning", when=self._staffed),
            Action(_("Cap rules…"), _("Add, change or end the rules of the cap"), self.show_rules, "list"),
            Action(_("Local holidays…"), _("Days off here besides the national calendar"),
                   self.show_holidays, "today", when=self._staffed),
        ]  # fmt: skip

    def _staffed(self) -> bool:
        return self._showing.settled and not self._store.read_only

    def _one(self) -> bool:
        return self._staffed() and self._showing.person is not None

    def _one_cell(self) -> bool:
        return self._one() and not self._desk.days.is_past

    def show_person(self) -> PersonFacts | None:
        person = self._showing.person
        return self._keep(PersonFacts(self._desk, self._owner, person.number)) if person else None

    def show_decisions(self) -> DecisionsWindow:
        return self._keep(DecisionsWindow(self._desk, self._owner, self._showing.code))

    def show_rules(self) -> RulesWindow:
        return self._keep(RulesWindow(self._desk, self._owner))

    def show_drill(self) -> DrillWindow:
        return self._keep(DrillWindow(self._desk, self._owner, self._showing.code))

    def show_full(self) -> None:
        DecisionsWindow(self._desk, self._owner, self._showing.code).form(DecisionKind.WFH_FULL).exec()

    def show_settings(self) -> None:
        SettingsForm(self._desk, self._owner, self._showing.code).exec()

    def show_holidays(self) -> None:
        HolidaysForm(self._desk, self._owner, self._showing.code).exec()

    def toggle_pin(self) -> None:
        """The chosen day as it is planned; a pinned one is let go."""
        weeks, chosen = self._showing.weeks, self._showing.chosen
        if weeks is None or chosen is None or chosen[0] is None:
            return
        key = chosen[0].number, chosen[1]
        if self._store.arrangements.pin_reason(*key) is not None:
            attempt(self._desk, lambda: unpin(self._store, [key]), _("Unpinned; planning may move it again."))
            return
        cell = weeks.cells.get(key, Cell.UNPLANNED)
        told = _("Pinned; no planning moves it.")
        attempt(self._desk, lambda: pin(self._store, weeks.branch.code, {key: cell}), told)

    def _keep(self, window: Kept) -> Kept:
        if self.open is not None:
            self.open.close()
        self.open = window
        window.show()
        return window
