"""How an office makes its rosters: cohorts, runs, start waves, presence, days at home after a journey."""

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QSpinBox, QWidget

from cmt_desk.domain.roster_settings import RUN_PRESETS, Apart, Cohorts, RosterSettings, Runs, Waves
from cmt_desk.i18n import _
from cmt_desk.operations.roster_settings import LONGEST, follow_institution, set_settings, settings_of
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.schedule.dealing_form import DealingForm
from cmt_desk.ui.schedule.forms import choice
from cmt_desk.ui.widgets import Form

OWN = "OWN"


class SettingsForm(Form):
    """Of the office in front, or of the institution: of every office without settings of its own."""

    def __init__(self, desk: Desk, parent: QWidget | None, branch: str) -> None:
        super().__init__(
            parent,
            _("Roster settings"),
            _("The next planning follows them; what is published is only re-planned when you ask."),
            width=720,
        )
        self._desk, self._branch = desk, branch
        self._stored = desk.store.arrangements.settings()
        office = desk.store.branches.by_code()[branch]
        self.scope = choice(
            [(branch, _("Only {office}").format(office=office.name)), ("", _("The whole institution"))]
        )
        self.cohorts = choice([
            (Cohorts.NESTED, _("By the cap: 1, 2 or 4 nested teams")),
            (Cohorts.STRICT_AB, _("Always A and B")),
            (Cohorts.NONE, _("Nobody is kept apart")),
        ])  # fmt: skip
        self.apart = choice([
            (Apart.DAY, _("By day: one cohort is in on a day")),
            (Apart.WAVE, _("By start wave: two may be in on a day, never in one wave")),
        ])  # fmt: skip
        self.runs = choice([
            ("FREE", _("Free")),
            ("5/9", _("5 days in, 9 off site")),
            ("4/10", _("4 days in, 10 off site")),
            ("WEEKS", _("Whole weeks")),
            (OWN, _("Own numbers")),
        ])  # fmt: skip
        self.shortest, self.longest, self.rest = _days(1), _days(0), _days(0)
        self.longest.setSpecialValueText(_("no limit"))
        self.waves = QCheckBox(_("Start at 07.00–07.30 and 10.00–10.30, half of the people each"))
        self.presence = QSpinBox()
        self.presence.setRange(-1, 100)
        self.presence.setSuffix(" %")
        self.presence.setSpecialValueText(_("cover is enough"))
        self.travel = _days(0)
        for text, field in (
            (_("Holds for"), self.scope),
            (_("Cohorts"), self.cohorts),
            (_("Kept apart"), self.apart),
            (_("Runs"), self.runs),
            (_("Shortest run (working days)"), self.shortest),
            (_("Longest run (working days)"), self.longest),
            (_("Then off site (days)"), self.rest),
            (_("Start waves"), self.waves),
            (_("Presence wanted, at most the cap"), self.presence),
            (_("At home after a journey (days)"), self.travel),
        ):
            self.row(text, field)
        self.back = self.buttons.addButton(_("Follow the institution"), QDialogButtonBox.ButtonRole.ResetRole)
        self.back.setStatusTip(_("The office no longer has settings of its own"))
        self.back.clicked.connect(self.follow)
        self.again = self.buttons.addButton(
            _("Deal the cohorts anew…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.again.setStatusTip(_("Who would change cohorts is shown before it is taken"))
        self.again.clicked.connect(self.show_dealing)
        self.scope.currentIndexChanged.connect(lambda _n: self._fill())
        self.runs.currentIndexChanged.connect(lambda _n: self._show_runs())
        self._fill()

    def _fill(self) -> None:
        """What holds now for what is chosen."""
        scope = self.scope.currentData() or None
        found = settings_of(self._stored, scope)
        self.cohorts.setCurrentIndex(self.cohorts.findData(found.cohorts))
        self.apart.setCurrentIndex(self.apart.findData(found.apart))
        preset = next((name for name, runs in RUN_PRESETS.items() if runs == found.runs), OWN)
        self._show_numbers(found.runs)
        self.runs.setCurrentIndex(self.runs.findData(preset))
        self.waves.setChecked(found.waves is not None)
        self.presence.setValue(-1 if found.presence is None else found.presence)
        self.travel.setValue(found.after_travel)
        self._show_runs()
        self.back.setEnabled(bool(scope) and scope in self._stored)
        self.again.setEnabled(bool(scope) and found.cohorts is not Cohorts.NONE)

    def _show_runs(self) -> None:
        name = self.runs.currentData()
        for field in (self.shortest, self.longest, self.rest):
            field.setEnabled(name == OWN)
        if name != OWN:
            self._show_numbers(RUN_PRESETS[name])

    def _show_numbers(self, runs: Runs) -> None:
        self.shortest.setValue(runs.shortest)
        self.longest.setValue(runs.longest or 0)
        self.rest.setValue(runs.rest)

    def settings(self) -> RosterSettings:
        name = self.runs.currentData()
        own = Runs(self.shortest.value(), self.longest.value() or None, self.rest.value())
        return RosterSettings(
            cohorts=Cohorts(self.cohorts.currentData()),  # Qt hands an enum of text back as text
            runs=own if name == OWN else RUN_PRESETS[name],
            waves=Waves() if self.waves.isChecked() else None,
            presence=None if self.presence.value() < 0 else self.presence.value(),
            after_travel=self.travel.value(),
            apart=Apart(self.apart.currentData()),
        )

    def save(self) -> None:
        set_settings(self._desk.store, self.scope.currentData() or None, self.settings())

    def show_dealing(self) -> None:
        DealingForm(self._desk, self, self._branch).exec()

    def follow(self) -> None:
        follow_institution(self._desk.store, self._branch)
        self.reject()


def _days(least: int) -> QSpinBox:
    field = QSpinBox()
    field.setRange(least, LONGEST)
    return field
