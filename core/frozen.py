"""``@frozen``: a dataclass that cannot be changed, made at a third of the price.

Nearly three hundred of them are the program's vocabulary, half of which is needed before the first paint. The standard
library compiles six functions for each, 0.8 ms a class; here one is compiled, the constructor, and the others are
shared or made of C's ``attrgetter``. See docs/adr/0020-frozen-values.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field, Field))
def frozen(cls: type[T]) -> type[T]:
    """What ``@dataclass(frozen=True, slots=True)`` makes of a class; its fields, ``replace`` and patterns are the same.

    The class may define any of the methods itself, and ``__post_init__`` to check what it was given.
    """
    cls.__doc__ = cls.__doc__ or cls.__name__  # else the standard library works out a signature for it
    made = dataclass(slots=True, init=False, repr=False, eq=False)(cls)
    every = fields(made)  # type: ignore[arg-type]  # made by a function that mypy does not look into
    parts = _getter([one.name for one in every if one.compare])

    def equal(self: T, other: object) -> bool:
        return parts(self) == parts(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: T) -> int:
        return hash(parts(self))

    own = {
        name for name, method in vars(cls).items() if method is not None
    }  # a class with __eq__ has None for __hash__
    methods = {"__init__": _constructor(made, every), "__eq__": equal, "__hash__": hashed, **_SHARED}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _getter(names: list[str]) -> Callable[[object], object]:
    """Reads some attributes at once."""
    return attrgetter(*names) if names else lambda _: ()


def _constructor(cls: type, every: tuple[Field[Any], ...]) -> Callable[..., None]:
    """``__init__``, which stores through the slots themselves, because the object refuses to be changed."""
    scope: dict[str, Any] = {"__MISSING": MISSING}
    heads, lines = ["self"], []
    for one in every:
        head, taken = one.name, one.name
        scope[f"__set_{one.name}"] = getattr(cls, one.name).__set__
        if one.default is not MISSING:
            scope[f"__default_{one.name}"] = one.default
            head += f"=__default_{one.name}"
        elif one.default_factory is not MISSING:
            scope[f"__new_{one.name}"] = one.default_factory
            head += "=__MISSING"
            taken = f"__new_{one.name}() if {one.name} is __MISSING else {one.name}"
        heads.append(head)
        lines.append(f"    __set_{one.name}(self, {taken})")
    if hasattr(cls, "__post_init__"):
        lines.append("    self.__post_init__()")
    exec(f"def __init__({', '.join(heads)}):\n" + ("\n".join(lines) or "    pass"), scope)
    constructor: Callable[..., None] = scope["__init__"]
    constructor.__qualname__ = f"{cls.__qualname__}.__init__"
    return constructor


def _said(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _made_again(self: Any) -> tuple[type, tuple[Any, ...]]:
    """How a copy is made, in this process or, pickled, in another."""
    return type(self), tuple(getattr(self, one.name) for one in fields(self))


def _refuse(self: object, name: str, value: object = None) -> None:
    raise FrozenInstanceError(f"{type(self).__qualname__}.{name} cannot be changed")


_SHARED = {"__repr__": _said, "__reduce__": _made_again, "__setattr__": _refuse, "__delattr__": _refuse}
