"""The status sheet of a scope as paper; an office's sheet carries the typed code of its figures."""

from datetime import date

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.sheets import Scope
from cmt_desk.operations.office_reports import office_code
from cmt_desk.operations.sheets import day_sheet
from cmt_desk.reports.paper import Paper
from cmt_desk.reports.status_sheet import as_paper
from cmt_desk.store import Store


def sheet_paper(store: Store, scope: Scope, day: date, *, annexes: bool = True) -> Paper:
    """Of the draft as the desk knows it now, in the language in force."""
    sheet = day_sheet(store, scope, day)
    return as_paper(sheet, prepared_by=store.actor, annexes=annexes, code=code_for(store, scope, day))


def code_for(store: Store, scope: Scope, day: date) -> str:
    """Of an office alone, and of a day that a code can say."""
    if scope.kind != "branch":
        return ""
    try:
        return office_code(store, scope.code, day)
    except Refused:
        return ""
