"""The rows of the register of risks, kept over edits: thousands of them are neither made nor sorted again for one."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection
from typing import Any

from app.domain.order import place
from app.domain.rating import Ratings
from app.domain.records import Risk

from .register import RiskRow

MANY = 4
"""Where more than this part of all rows may say something else, all are made anew."""


class KeptRows:
    """The whole register, the highest open score first, closed risks last."""

    def __init__(self) -> None:
        self._rows: list[RiskRow] = []
        self._by_key: dict[str, RiskRow] = {}

    def by(self, ratings: Ratings, changed: Collection[str] | None) -> list[RiskRow]:
        """The rows by the ratings of a plan; `changed` are the keys of those that may say something else."""
        if changed is None or len(changed) > len(self._rows) // MANY:
            self._by_key = {risk.id: RiskRow(risk, ratings) for risk in ratings.plan.all(Risk)}
            self._rows = sorted(self._by_key.values(), key=_height)
            return self._rows
        for row in self._rows:
            vars(row)["ratings"] = ratings  # as `go_on`, thousands of times at each edit
        for key in changed:
            if (old := self._by_key.pop(key, None)) is not None:
                del self._rows[bisect_left(self._rows, _place(old), key=_place)]
            if (risk := ratings.plan.get(Risk, key)) is not None:
                self._by_key[key] = row = RiskRow(risk, ratings)
                insort(self._rows, row, key=_place)
        return self._rows


def _height(row: RiskRow) -> tuple[bool, int]:
    return row.record.is_closed, -(row.number or 0)


def _place(row: RiskRow) -> tuple[Any, ...]:
    return *_height(row), place(row.record)
