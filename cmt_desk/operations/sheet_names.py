"""The names of what a desk lists for itself, by the names that figures of a sheet have."""

from cmt_desk.store import Store
from cmt_desk.wording import function_name


def known_names(store: Store) -> dict[str, str]:
    """By figure (functions.CODE, indicators.CODE) its name in the language in force."""
    functions = {f"functions.{f.code}": function_name(f.name_id, f.name_en) for f in store.people.functions()}
    indicators = {
        f"indicators.{i.code}": function_name(i.name_id, i.name_en)
        for i in store.indicators.all(retired=True)
    }
    return functions | indicators
