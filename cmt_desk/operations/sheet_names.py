"""The names of what a desk lists for itself, by the names that figures of a sheet have."""

from cmt_desk.operations.functions import function_names
from cmt_desk.operations.readings import indicator_name
from cmt_desk.store import Store


def known_names(store: Store) -> dict[str, str]:
    """By figure (functions.CODE, indicators.CODE) its name in the language in force."""
    functions = {f"functions.{code}": name for code, name in function_names(store).items()}
    indicators = {f"indicators.{i.code}": indicator_name(i) for i in store.indicators.all(retired=True)}
    return functions | indicators
