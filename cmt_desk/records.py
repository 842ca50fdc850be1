"""Records: frozen dataclasses that cost a start next to nothing.

`dataclass(frozen=True)` compiles six methods for every class, 0.6 ms in all; a start defines eighty records
and makes half of them. Here a method is compiled when it is first called, and what need not be quick is
shared. Fields, defaults, `replace`, `asdict` and `match` are the dataclass's own.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import Any, Never, TypeVar, dataclass_transform

Kind = TypeVar("Kind")
Text = tuple[str, str, dict[str, Any]]  # parameters, body, the names it uses


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[Kind]) -> type[Kind]:
    """Make a class a record: built from its fields, equal by them, never changed.

    A method that the class defines itself stays.
    """
    cls.__doc__ = cls.__doc__ or cls.__name__  # else the dataclass spells the signature out
    own = {
        name for name, value in vars(cls).items() if value is not None
    }  # __hash__ is, beside an own __eq__
    made: Any = dataclass(init=False, repr=False, eq=False)(cls)
    for name, text in (("__init__", _making), ("__eq__", _comparing), ("__hash__", _hashing)):
        if name not in own:
            setattr(made, name, _compiled_once_called(made, name, text))
    for method in (__repr__, __setattr__, __delattr__):
        if method.__name__ not in own:
            setattr(made, method.__name__, method)
    return made


def _compiled_once_called(made: Any, name: str, text: Callable[[Any], Text]) -> Callable[..., Any]:
    def stand_in(self: object, *values: Any, **named: Any) -> Any:
        parameters, body, known = text(made)
        exec(f"def {name}({parameters}):\n {body}", known)
        method = known[name]
        method.__qualname__ = f"{made.__qualname__}.{name}"
        setattr(made, name, method)
        return method(self, *values, **named)

    return stand_in


def _making(made: Any) -> Text:
    known: dict[str, Any] = {"_put": object.__setattr__, "_UNSET": MISSING}
    parameters, body = ["self"], ["pass"]
    for each in fields(made):
        name, value = each.name, each.name
        if each.default is not MISSING:
            known[f"_of_{name}"] = each.default
            parameters.append(f"{name}=_of_{name}")
        elif each.default_factory is not MISSING:
            known[f"_of_{name}"] = each.default_factory
            parameters.append(f"{name}=_UNSET")
            value = f"_of_{name}() if {name} is _UNSET else {name}"
        else:
            parameters.append(name)
        body.append(f"_put(self, {name!r}, {value})")
    return ", ".join(parameters), "\n ".join(body), known


def _comparing(made: Any) -> Text:
    """Of another class: Python then asks the other side, as for a dataclass."""
    equal = f"{_values(made, 'self')} == {_values(made, 'other')}"
    return "self, other", f"return {equal} if other.__class__ is self.__class__ else NotImplemented", {}


def _hashing(made: Any) -> Text:
    return "self", f"return hash({_values(made, 'self')})", {}


def _values(made: Any, owner: str) -> str:
    return f"({''.join(f'{owner}.{each.name}, ' for each in fields(made) if each.compare)})"


# --- shared by all -----------------------------------------------------------------------------------


def __repr__(self: Any) -> str:
    told = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{self.__class__.__qualname__}({told})"


def __setattr__(_self: object, name: str, _value: object) -> Never:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def __delattr__(_self: object, name: str) -> Never:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
