"""What one asks of the map or brings to it: bulletins, a correction, what if, as known then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cmt_desk.domain.sheets import BranchDay
from cmt_desk.i18n import _
from cmt_desk.ui.actions import Action
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.risk_map.area_switch import AreaSwitch
from cmt_desk.ui.risk_map.canvas import MapCanvas
from cmt_desk.ui.risk_map.facts import MapDay

if TYPE_CHECKING:
    from cmt_desk.ui.risk_map.bulletins import BulletinsWindow
    from cmt_desk.ui.risk_map.contact import ContactForm
    from cmt_desk.ui.risk_map.correction import CorrectionDialog
    from cmt_desk.ui.risk_map.explanation import ZoneExplanation
    from cmt_desk.ui.risk_map.what_if import WhatIfWindow


class Questions:
    """Opens the windows of the map tab, each imported when it is first asked for.

    `knowledge_turned` is called with True for "as known then".
    """

    def __init__(
        self, desk: Desk, owner: QWidget, canvas: MapCanvas, knowledge_turned: Callable[[bool], object]
    ) -> None:
        self._desk, self._owner = desk, owner
        self._turned = knowledge_turned
        self.areas = AreaSwitch(desk, owner, canvas)
        self._day: MapDay | None = None
        self._shown: Sequence[BranchDay] = ()
        self.bulletins: BulletinsWindow | None = None
        self.what_if: WhatIfWindow | None = None
        self.as_known: QAction | None = None

    def show(self, day: MapDay, shown: Sequence[BranchDay]) -> None:
        self._day, self._shown = day, shown
        self.areas.show_day(day)

    def actions(self) -> list[Action]:
        return [
            Action(_("What if…"), _("What another zone would mean"), self.show_what_if, "help"),
            Action(_("Bulletins…"), _("List, import or remove bulletins"), self.show_bulletins, "sheet"),
        ]

    def fill_menu(self, menu: QMenu) -> None:
        """Switches in the layers' menu."""
        self.areas.fill_menu(menu)
        menu.addSeparator()
        explain = menu.addAction(_("What the zones mean…"))
        explain.setStatusTip(_("The published scores and indicators"))
        explain.triggered.connect(lambda: self.explanation().exec())
        self.as_known = menu.addAction(_("Zones as known on the day shown"))
        self.as_known.setCheckable(True)
        self.as_known.setStatusTip(_("Without what was imported or corrected after that day"))
        self.as_known.toggled.connect(self._turned)

    def explanation(self) -> ZoneExplanation:
        from cmt_desk.ui.risk_map.explanation import ZoneExplanation

        return ZoneExplanation(self._desk.store, self._owner)

    def show_bulletins(self) -> BulletinsWindow:
        from cmt_desk.ui.risk_map.bulletins import BulletinsWindow

        self.bulletins = self.bulletins or BulletinsWindow(self._desk, self._owner)
        self.bulletins.show()
        return self.bulletins

    def show_what_if(self) -> WhatIfWindow:
        """For the office picked, or else for those the filter shows if they are of one regional office."""
        from cmt_desk.ui.risk_map.what_if import WhatIfWindow

        self.what_if = self.what_if or WhatIfWindow(self._desk, self._owner)
        regions = {office.branch.regional_office for office in self._shown}
        region = regions.pop() if len(regions) == 1 else ""
        self.what_if.ask(self._desk.picked.branch, region)
        self.what_if.show()
        return self.what_if

    def contact_form(self, code: str) -> ContactForm | None:
        """Whom to call at an office; None for one that is no longer there."""
        from cmt_desk.ui.risk_map.contact import ContactForm

        branch = self._desk.store.branches.by_code().get(code)
        return ContactForm(self._desk.store, branch, self._owner) if branch else None

    def ask_contact(self, code: str) -> None:
        if form := self.contact_form(code):
            form.exec()

    def correction(self, code: str) -> CorrectionDialog | None:
        """For the area of an office in the bulletin that decides on the day shown."""
        from cmt_desk.ui.risk_map.correction import correction_of

        office = self._day.office(code) if self._day else None
        if office is None or self._day is None:
            return None
        bulletin = self._day.bulletin.day if self._day.bulletin else None
        return correction_of(self._desk, office.branch.area, bulletin, self._owner)

    def correct(self, code: str) -> None:
        if dialog := self.correction(code):
            dialog.exec()
