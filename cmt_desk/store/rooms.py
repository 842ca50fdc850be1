"""The rooms that no start needs: each is fetched when it is entered."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

from cmt_desk.store.driver import Database

if TYPE_CHECKING:
    from cmt_desk.store import Store
    from cmt_desk.store.arrangements import Arrangements
    from cmt_desk.store.attendance import AttendanceLists
    from cmt_desk.store.case_charts import CaseCharts
    from cmt_desk.store.cases_lately import CasesLately
    from cmt_desk.store.communication import Communication
    from cmt_desk.store.contacts import Contacts
    from cmt_desk.store.crisis_log import CrisisLog
    from cmt_desk.store.decisions import Decisions
    from cmt_desk.store.duplicates import Duplicates
    from cmt_desk.store.functions import Functions
    from cmt_desk.store.indicators import Indicators
    from cmt_desk.store.issued import Issued
    from cmt_desk.store.losses import Losses
    from cmt_desk.store.mandates import Mandates
    from cmt_desk.store.mappings import Mappings
    from cmt_desk.store.office_reports import OfficeReports
    from cmt_desk.store.proposals import Proposals
    from cmt_desk.store.publications import Publications
    from cmt_desk.store.sections import SheetSections
    from cmt_desk.store.situation import Situations
    from cmt_desk.store.supplies import Supplies
    from cmt_desk.store.zones import Zones


class Rooms:
    db: Database

    @cached_property
    def arrangements(self) -> "Arrangements":
        from cmt_desk.store.arrangements import Arrangements

        return Arrangements(self.db)

    @cached_property
    def attendance(self) -> "AttendanceLists":
        from cmt_desk.store.attendance import AttendanceLists

        return AttendanceLists(self.db, cast("Store", self).schedule.counts)

    @cached_property
    def case_charts(self) -> "CaseCharts":
        from cmt_desk.store.case_charts import CaseCharts

        return CaseCharts(self.db)

    @cached_property
    def cases_lately(self) -> "CasesLately":
        from cmt_desk.store.cases_lately import CasesLately

        return CasesLately(self.db)

    def case_table(self, day: date):
        """A new table of all cases as they stand on a day; nothing is read until its first `step`."""
        from cmt_desk.store.case_table import CaseTable

        return CaseTable(self.db, day)

    @cached_property
    def case_views(self):
        from cmt_desk.store.case_views import CaseViews

        return CaseViews(self.db)

    @cached_property
    def communication(self) -> "Communication":
        from cmt_desk.store.communication import Communication

        return Communication(self.db)

    @cached_property
    def contacts(self) -> "Contacts":
        from cmt_desk.store.contacts import Contacts

        return Contacts(self.db)

    @cached_property
    def crisis_log(self) -> "CrisisLog":
        from cmt_desk.store.crisis_log import CrisisLog

        return CrisisLog(self.db)

    @cached_property
    def decisions(self) -> "Decisions":
        from cmt_desk.store.decisions import Decisions

        return Decisions(self.db)

    @cached_property
    def issued(self) -> "Issued":
        from cmt_desk.store.issued import Issued

        return Issued(self.db)

    @cached_property
    def publications(self) -> "Publications":
        from cmt_desk.store.publications import Publications

        return Publications(self.db)

    @cached_property
    def duplicates(self) -> "Duplicates":
        from cmt_desk.store.duplicates import Duplicates

        return Duplicates(self.db)

    @cached_property
    def functions(self) -> "Functions":
        from cmt_desk.store.functions import Functions

        return Functions(self.db)

    @cached_property
    def indicators(self) -> "Indicators":
        from cmt_desk.store.indicators import Indicators

        return Indicators(self.db)

    @cached_property
    def losses(self) -> "Losses":
        from cmt_desk.store.losses import Losses

        return Losses(self.db)

    @cached_property
    def mappings(self) -> "Mappings":
        from cmt_desk.store.mappings import Mappings

        return Mappings(self.db)

    @cached_property
    def mandates(self) -> "Mandates":
        from cmt_desk.store.mandates import Mandates

        return Mandates(self.db)

    @cached_property
    def office_reports(self) -> "OfficeReports":
        from cmt_desk.store.office_reports import OfficeReports

        return OfficeReports(cast("Store", self))

    @cached_property
    def proposals(self) -> "Proposals":
        from cmt_desk.store.proposals import Proposals

        return Proposals(self.db)

    @cached_property
    def sections(self) -> "SheetSections":
        from cmt_desk.store.sections import SheetSections

        return SheetSections(cast("Store", self))

    @cached_property
    def situation(self) -> "Situations":
        from cmt_desk.store.situation import Situations

        return Situations(cast("Store", self))

    @cached_property
    def supplies(self) -> "Supplies":
        from cmt_desk.store.supplies import Supplies

        return Supplies(self.db)

    @cached_property
    def zones(self) -> "Zones":
        from cmt_desk.store.zones import Zones

        return Zones(self.db)
