"""The pages in the middle of the cases tab, one line each; what a page needs is fetched when it is made."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cmt_desk.i18n import _
from cmt_desk.records import record
from cmt_desk.ui.cases.page import CasePage
from cmt_desk.ui.desk import Desk

if TYPE_CHECKING:
    from cmt_desk.store.case_table import CaseTable


@record
class PageKind:
    """A page: its name in the list, who makes it when it is first looked at, the view it stands below.

    `counted`: its number is shown in the list before anybody looks at it.
    """

    key: str
    name: str
    make: "Callable[[Desk, CaseTable], CasePage]"
    counted: bool = False
    below: str = ""
    wide: bool = False  # takes the place of the case on the right as well


def page_kinds() -> Sequence[PageKind]:
    """In the order of the list."""
    return (
        PageKind("calls", _("Call today"), _calls, counted=True, below="late"),
        PageKind("lines", _("Fast entry"), _lines, wide=True),
        PageKind("findings", _("Contradictions"), _findings, counted=True),
        PageKind("pairs", _("Possible duplicates"), _pairs, counted=True),
        PageKind("chains", _("Chains"), _chains),
        PageKind("charts", _("Charts"), _charts, wide=True),
    )


def _calls(desk: Desk, _cases: "CaseTable") -> CasePage:
    from cmt_desk.ui.cases.calls import CallList

    return CallList(desk)


def _lines(desk: Desk, cases: "CaseTable") -> CasePage:
    from cmt_desk.ui.cases.line_list import LineList

    return LineList(desk, cases)


def _findings(desk: Desk, cases: "CaseTable") -> CasePage:
    from cmt_desk.ui.cases.findings import FindingList

    return FindingList(desk, cases)


def _pairs(desk: Desk, cases: "CaseTable") -> CasePage:
    from cmt_desk.ui.cases.pairs import PairList

    return PairList(desk, cases)


def _chains(desk: Desk, cases: "CaseTable") -> CasePage:
    from cmt_desk.ui.cases.chains import ChainPage

    return ChainPage(desk, cases)


def _charts(desk: Desk, cases: "CaseTable") -> CasePage:
    from cmt_desk.ui.cases.charts import ChartPage

    return ChartPage(desk, cases)
