"""Lists whose length is known before their items are, and work that is done step by step."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


def all_at_once(steps: Generator[Any, None, T]) -> T:
    """What work comes to that tells how far it is, without listening to it."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


class Lazy(Sequence[T_co]):
    """A sequence whose items are made when they are first asked for, and kept: a long list costs what is read of it."""

    def __init__(self, of: Sequence[Any], make: Callable[[Any], T_co]):
        """As many items as there are in `of`, each made of the one at its place."""
        self._of, self._make = of, make
        self._made: dict[int, T_co] = {}

    @property
    def made(self) -> int:
        """How many of its items have been made."""
        return len(self._made)

    def __len__(self) -> int:
        return len(self._of)

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T_co]: ...
    def __getitem__(self, index: int | slice) -> T_co | Sequence[T_co]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        if at not in self._made:
            self._made[at] = self._make(self._of[at])
        return self._made[at]
