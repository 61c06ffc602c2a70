"""Values that cannot change, quick to declare.

`@dataclass(frozen=True)` writes six methods for every class and compiles them at each start of the program, which takes
more than a millisecond a class. Here they are written once. A subclass of `Frozen` is a dataclass all the same:
`dataclasses.fields` and `dataclasses.replace` know it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, ClassVar, NoReturn, Self, cast, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Frozen:
    """A frozen dataclass. Its fields are given by name; two of a kind with equal fields are equal."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    _names: ClassVar[dict[str, None]] = {}
    _defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        held = dict(getattr(cls, "__dataclass_fields__", {}))
        for name, annotation in cls.__annotations__.items():
            if not annotation.startswith("ClassVar"):
                held[name] = _declare(cls, name, annotation)
        cls.__dataclass_fields__ = held
        cls._names = dict.fromkeys(held)
        cls._defaults = {name: each.default for name, each in held.items() if each.default is not MISSING}

    def __init__(self, **given: Any):
        """Raises TypeError where a field without a default is left out, or one is given that is none."""
        held = self.__dict__
        held.update(self._defaults)
        held.update(given)
        if len(held) != len(self._names) or not given.keys() <= self._names.keys():
            wrong = ", ".join(sorted(held.keys() ^ self._names.keys()))
            raise TypeError(f"{type(self).__name__}: left out, or no field of it: {wrong}")

    def having(self, values: Mapping[str, Any]) -> Self:
        """The same with other values of some fields, as `dataclasses.replace`, but for the cost."""
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__)
        new.__dict__.update(values)
        if len(new.__dict__) != len(self._names):
            raise TypeError(f"{type(self).__name__}: no field of it: {', '.join(values.keys() - self._names.keys())}")
        return new

    def differing(self, other: Self) -> list[str]:
        """The fields that hold something else in another of its class."""
        there = other.__dict__
        return [name for name, held in self.__dict__.items() if held is not there[name] and held != there[name]]

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(map(self.__dict__.__getitem__, self._names)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={self.__dict__[name]!r}' for name in self._names)})"

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


def _declare(cls: type, name: str, annotation: str) -> Field[Any]:
    """A field that a class declares, as `dataclass` would make it of the same: that takes five times as long."""
    given: Any = cls.__dict__.get(name, MISSING)
    made: Any = cast("Any", given) if isinstance(given, Field) else field(default=given)
    made.name, made.type, made.kw_only = name, annotation, True
    made._field_type = _ORDINARY
    if made.default is not MISSING:
        setattr(cls, name, made.default)
    elif given is made:
        delattr(cls, name)
    return made


class _Sample:
    value: None = None


_sample: Any = dataclass(init=False, repr=False, eq=False, match_args=False)(_Sample)
_ORDINARY: Any = fields(_sample)[0]._field_type  # pyright: ignore[reportAttributeAccessIssue]


@dataclass_transform(frozen_default=True)
class FrozenInOrder(Frozen):
    """The same, its fields given in their order or by name."""

    def __init__(self, *given: Any, **named: Any):
        if len(given) > len(self._names):
            raise TypeError(f"{type(self).__name__}: more values than fields")
        super().__init__(**dict(zip(self._names, given, strict=False)), **named)
