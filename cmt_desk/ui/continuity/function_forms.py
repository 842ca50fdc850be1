"""The forms of critical functions: disrupted, how it goes, running again, and what has to be kept."""

from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from cmt_desk.continuity_wording import target_text
from cmt_desk.domain.functions import Disruption, Target
from cmt_desk.i18n import _, long_date
from cmt_desk.operations.functions import (
    correct_disruption,
    disrupt,
    function_names,
    office_clock,
    report_progress,
    restore,
    set_target,
)
from cmt_desk.ui.calendar import moment_edit, moment_of
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Form
from cmt_desk.ui.widgets.form import choice, day_field, day_of


class Share(QSpinBox):
    """What is reached of a normal day; one step below nothing stands for "not known"."""

    def __init__(self, capacity: int | None) -> None:
        super().__init__()
        self.setRange(-1, 100)
        self.setSuffix(" %")
        self.setSpecialValueText(_("not known"))
        self.setValue(-1 if capacity is None else capacity)

    @property
    def share(self) -> int | None:
        return None if self.value() < 0 else self.value()


def offices_offered(desk: Desk) -> list[tuple[str, str]]:
    """The institution, then every office by its name."""
    offices = sorted(desk.store.branches.all(), key=lambda b: b.name)
    return [("", _("National")), *((b.code, b.name) for b in offices)]


def office_choice(desk: Desk, branch: str) -> QComboBox:
    box = choice(offices_offered(desk), branch)
    box.setMaxVisibleItems(18)
    return box


class DisruptForm(Form):
    def __init__(self, desk: Desk, function: str, branch: str, parent: QWidget | None) -> None:
        told = _("The clock runs from this time on, while less than the MBCO is reached.")
        super().__init__(parent, _("Record a disruption"), told, width=560)
        self._desk = desk
        names = function_names(desk.store)
        self.function = choice([(code, names[code]) for code in desk.store.functions.critical()], function)
        self.office = office_choice(desk, branch)
        self.began, self.cause, self.workaround = moment_edit(self._clock()), QLineEdit(), QLineEdit()
        self.share = Share(0)
        self.cause.setPlaceholderText(_("network down, office closed, key staff away…"))
        self.workaround.setPlaceholderText(_("Lapak Asik online, another office, by hand…"))
        for text, field in (
            (_("Function"), self.function), (_("Office"), self.office),
            (_("Since (local time)"), self.began), (_("Cause"), self.cause),
            (_("Reached of a normal day"), self.share), (_("Workaround"), self.workaround),
        ):  # fmt: skip
            self.row(text, field)
        self._proposed = moment_of(self.began)
        self.office.activated.connect(self._follow)

    def _clock(self) -> datetime:
        return office_clock(self._desk.store, self.office.currentData() or "", self._desk.now())

    def _follow(self) -> None:
        """Another office may have another clock; a time that was changed by hand stays."""
        if moment_of(self.began) == self._proposed:
            self.began.setDateTime(moment_edit(self._clock()).dateTime())
            self._proposed = moment_of(self.began)

    def save(self) -> None:
        disrupt(
            self._desk.store, self.function.currentData(), self.office.currentData(), moment_of(self.began),
            self.cause.text(), now=self._desk.now(), capacity=self.share.share,
            workaround=self.workaround.text(),
        )  # fmt: skip


class ProgressForm(Form):
    def __init__(self, desk: Desk, disruption: Disruption, parent: QWidget | None) -> None:
        told = _("Reaching the MBCO stops the clock; falling below it starts it anew.")
        super().__init__(parent, _("Progress of a disruption"), told, width=520)
        self._desk, self._disruption = desk, disruption
        now = office_clock(desk.store, disruption.branch, desk.now())
        last = disruption.last_report(now)
        self.at, self.share = moment_edit(now), Share(last.capacity if last else None)
        self.workaround = QLineEdit(last.workaround if last else "")
        self.row(_("From (local time)"), self.at)
        self.row(_("Reached of a normal day"), self.share)
        self.row(_("Workaround"), self.workaround)

    def save(self) -> None:
        report_progress(
            self._desk.store, self._disruption.id, moment_of(self.at), self.share.share,
            self.workaround.text(), now=self._desk.now(),
        )  # fmt: skip


class RestoreForm(Form):
    def __init__(self, desk: Desk, disruption: Disruption, parent: QWidget | None) -> None:
        super().__init__(parent, _("Running again"), disruption.cause)
        self._desk, self._disruption = desk, disruption
        self.at = moment_edit(office_clock(desk.store, disruption.branch, desk.now()))
        self.row(_("Since (local time)"), self.at)

    def save(self) -> None:
        restore(self._desk.store, self._disruption.id, moment_of(self.at), now=self._desk.now())


class CorrectForm(Form):
    def __init__(self, desk: Desk, disruption: Disruption, parent: QWidget | None) -> None:
        told = _("The journal keeps what was said before.")
        super().__init__(parent, _("Correct a disruption"), told, width=560)
        self._desk, self._disruption = desk, disruption
        now = office_clock(desk.store, disruption.branch, desk.now())
        self.began, self.ended = moment_edit(disruption.began), moment_edit(disruption.ended or now)
        self.over = QCheckBox(_("It is over"))
        self.over.setChecked(disruption.ended is not None)
        self.ended.setEnabled(disruption.ended is not None)
        self.over.clicked.connect(self.ended.setEnabled)
        self.cause, self.reason = QLineEdit(disruption.cause), QLineEdit()
        for text, field in (
            (_("Since (local time)"), self.began), (_("State"), self.over),
            (_("Until (local time)"), self.ended), (_("Cause"), self.cause),
            (_("Reason of the correction"), self.reason),
        ):  # fmt: skip
            self.row(text, field)

    def save(self) -> None:
        ended = moment_of(self.ended) if self.over.isChecked() else None
        correct_disruption(
            self._desk.store, self._disruption.id, moment_of(self.began), ended, self.cause.text(),
            self.reason.text(), now=self._desk.now(),
        )  # fmt: skip


class TargetForm(Form):
    def __init__(self, desk: Desk, function: str, parent: QWidget | None) -> None:
        super().__init__(parent, _("Targets of a critical function"), " ", width=560)
        self._desk = desk
        names = function_names(desk.store)
        self.function = choice([(code, names[code]) for code in desk.store.functions.critical()], function)
        self.since, self.reason = day_field(desk.days.day), QLineEdit()
        self.rto, self.mtpd, self.mbco = QSpinBox(), QSpinBox(), QSpinBox()
        for field in (self.rto, self.mtpd):
            field.setRange(1, 8760)
            field.setSuffix(f" {_('h')}")
        self.mbco.setRange(1, 100)
        self.mbco.setSuffix(" %")
        self.reason.setPlaceholderText(_("CMT meeting, letter number…"))
        for text, widget in (
            (_("Function"), self.function), (_("Valid from"), self.since), (_("RTO"), self.rto),
            (_("MTPD"), self.mtpd), (_("MBCO, of a normal day"), self.mbco), (_("Reason"), self.reason),
        ):  # fmt: skip
            self.row(text, widget)
        self.function.activated.connect(self._fill)
        self.since.dateChanged.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        target = self._desk.store.functions.targets(day_of(self.since)).get(self.function.currentData())
        if target:
            self.rto.setValue(target.rto)
            self.mtpd.setValue(target.mtpd)
            self.mbco.setValue(target.mbco)
        self.hint.setText(_now_in_force(target))

    def save(self) -> None:
        set_target(
            self._desk.store, self.function.currentData(), rto=self.rto.value(), mtpd=self.mtpd.value(),
            mbco=self.mbco.value(), since=day_of(self.since), reason=self.reason.text(),
        )  # fmt: skip


def _now_in_force(target: Target | None) -> str:
    if target is None:
        return _("Nothing is set yet.")
    text = _("In force since {day}: {targets}").format(
        day=long_date(target.since), targets=target_text(target)
    )
    return f"{text} · {target.by}: {target.reason}" if target.reason else text
