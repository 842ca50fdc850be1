"""The pages in the middle of the cases tab, one line each."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cmt_desk.i18n import _
from cmt_desk.records import record
from cmt_desk.ui.cases.calls import CallList
from cmt_desk.ui.cases.chains import ChainPage
from cmt_desk.ui.cases.charts import ChartPage
from cmt_desk.ui.cases.findings import FindingList
from cmt_desk.ui.cases.line_list import LineList
from cmt_desk.ui.cases.page import CasePage
from cmt_desk.ui.cases.pairs import PairList
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
        PageKind("calls", _("Call today"), lambda desk, _cases: CallList(desk), counted=True, below="late"),
        PageKind("lines", _("Fast entry"), LineList, wide=True),
        PageKind("findings", _("Contradictions"), FindingList, counted=True),
        PageKind("pairs", _("Possible duplicates"), PairList, counted=True),
        PageKind("chains", _("Chains"), ChainPage),
        PageKind("charts", _("Charts"), ChartPage, wide=True),
    )
