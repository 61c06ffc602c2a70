"""Long work done at once."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeVar

T = TypeVar("T")


def done(steps: Generator[Any, None, T]) -> T:
    """What long work returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
