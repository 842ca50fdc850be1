"""A filter in words, for the head of a chart and of its picture."""

from cmt_desk.domain.case_filter import CaseFilter
from cmt_desk.i18n import _
from cmt_desk.operations.functions import function_names
from cmt_desk.store import Store
from cmt_desk.ui.cases.views import view_names
from cmt_desk.wording import place_name, status_name


def filter_text(shown: CaseFilter, store: Store) -> str:
    """ "Dalam perawatan · "surabaya" · Rumah Sakit": the view, the words, then each choice."""
    parts = [view_names()[shown.view]]
    if shown.text.strip():
        parts.append(_("“{text}”").format(text=shown.text.strip()))
    offices = {code: branch.name for code, branch in store.branches.by_code().items()}
    regions = {r.code: r.name for r in store.branches.regional_offices()}
    functions = function_names(store)
    parts += _names(shown.statuses, status_name)
    parts += _names(shown.places, place_name)
    for chosen, names in (
        (shown.regional_offices, regions),
        (shown.functions, functions),
        (shown.branches, offices),
    ):
        parts += _names(chosen, lambda code, names=names: names.get(code, code))
    return " · ".join(parts)


def _names(chosen, name_of) -> list[str]:
    return [", ".join(sorted(name_of(value) for value in chosen))] if chosen else []
