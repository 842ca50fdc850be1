"""The tabs of the window, each fetched and made when it is first looked at; no start waits for them."""

from functools import cached_property
from typing import TYPE_CHECKING

from cmt_desk.ui.desk import Desk
from cmt_desk.ui.situation import SituationTab

if TYPE_CHECKING:
    from cmt_desk.ui.cases import CasesTab
    from cmt_desk.ui.continuity import ContinuityTab
    from cmt_desk.ui.protocols import ProtocolsTab
    from cmt_desk.ui.risk_map import RiskMapTab
    from cmt_desk.ui.schedule import ScheduleTab
    from cmt_desk.ui.sheets import SheetsTab


class Tabs:
    desk: Desk

    @cached_property
    def situation(self) -> SituationTab:
        return SituationTab(self.desk)

    @cached_property
    def risk_map(self) -> "RiskMapTab":
        from cmt_desk.ui.risk_map import RiskMapTab

        return RiskMapTab(self.desk)

    @cached_property
    def cases(self) -> "CasesTab":
        from cmt_desk.ui.cases import CasesTab

        return CasesTab(self.desk)

    @cached_property
    def schedule(self) -> "ScheduleTab":
        from cmt_desk.ui.schedule import ScheduleTab

        return ScheduleTab(self.desk)

    @cached_property
    def protocols(self) -> "ProtocolsTab":
        from cmt_desk.ui.protocols import ProtocolsTab

        return ProtocolsTab(self.desk)

    @cached_property
    def continuity(self) -> "ContinuityTab":
        from cmt_desk.ui.continuity import ContinuityTab

        return ContinuityTab(self.desk)

    @cached_property
    def sheets(self) -> "SheetsTab":
        from cmt_desk.ui.sheets import SheetsTab

        return SheetsTab(self.desk)
