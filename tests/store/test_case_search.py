"""Which cases a filter shows, asked of the store."""

from datetime import date

from cmt_desk.domain.case_filter import VIEWS, CaseFilter
from cmt_desk.domain.cases import Status
from cmt_desk.store import Store

DAY = date(2020, 12, 2)


def test_a_filter_finds_the_cases_it_describes(demo: Store):
    rows = {row.id: row for row in demo.cases.rows_with_clocks(DAY)}
    for view in VIEWS.values():
        assert demo.cases.matching(CaseFilter(view.key), DAY) == [
            id for id, row in rows.items() if view.holds(row, DAY)
        ]
    one = next(row for row in rows.values() if row.status is Status.SUSPECT)
    assert demo.cases.matching(CaseFilter("suspects", one.employee[:6]), DAY) == [one.id]
    office = demo.cases.matching(CaseFilter(branches=frozenset({one.branch})), DAY)
    assert office == [row.id for row in rows.values() if row.branch == one.branch]
