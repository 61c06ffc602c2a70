"""Where a series turned: the best or worst figure from which it has come since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

NOISY_FROM = 6
"""From how many readings on chance is judged; of fewer every move is told."""


@dataclass(frozen=True)
class Turn:
    """The last turn of a series.

    Attributes:
        at: the number of the figure it turned at.
        highest: whether that is its highest; otherwise its lowest.
        moved: how far the latest figure lies from it, above or below 0.
        steps: those since then; above 0 what leads away from it.
    """

    at: int
    highest: bool
    moved: Decimal
    steps: tuple[Decimal, ...]

    @property
    def away(self) -> int:
        """How many steps led away from it."""
        return sum(step > 0 for step in self.steps)

    @property
    def back(self) -> int:
        """How many steps led back towards it."""
        return sum(step < 0 for step in self.steps)

    @property
    def steady(self) -> bool:
        """Whether every one of three steps or more led away from it."""
        return self.away >= 3 and self.away == len(self.steps)

    def runs(self, usual: Fraction) -> bool:
        """Whether it runs on from there, further than `usual`, so that the whole series says little of now."""
        return self.away >= 3 and self.away >= 3 * self.back and abs(self.moved) - max(self.steps) > usual


def last_turn(values: Sequence[Decimal], better: str) -> Turn | None:
    """Where a series turned last; None where it did not, or where chance may have done it.

    A fall from the best is told wherever the best lies, once it makes up half of all that moved or three steps or more
    in a row. Any other turn must have been one: the series moved towards the figure before it moved away from it.
    """
    if len(values) < 3:
        return None
    latest, whole = values[-1], max(values) - min(values)
    for at, highest in sorted(((_last(values, max(values)), True), (_last(values, min(values)), False)), reverse=True):
        moved = latest - values[at]
        way = 1 if moved > 0 else -1
        found = Turn(at, highest, moved, tuple((after - value) * way for value, after in pairwise(values[at:])))
        lost = better == ("higher" if highest else "lower")
        into = max((abs(values[at] - value) for value in values[:at]), default=Decimal(0))
        far = moved and (2 * abs(moved) >= whole or (lost and found.steady))
        if far and (lost or 4 * into >= whole) and found.away > found.back and _real(values, found):
            return found
    return None


def _last(values: Sequence[Decimal], value: Decimal) -> int:
    return len(values) - 1 - list(reversed(values)).index(value)


def _real(values: Sequence[Decimal], found: Turn) -> bool:
    """Whether a turn is more than chance, and more than one odd figure.

    Of what chance makes, 4 sigma are allowed. Sigma is taken from how neighbouring steps differ, which is small also
    where the series rises or falls steadily: of normal noise the mean size of those differences is 1.954 sigma.
    """
    if len(values) < NOISY_FROM:
        return True
    others = [*values[: found.at], *values[found.at + 1 :]]
    steps = [after - before for before, after in pairwise(values)]
    bends = [abs(after - before) for before, after in pairwise(steps)]
    sigma = sum(bends, Decimal(0)) / len(bends) / Decimal("1.954")
    return abs(found.moved) > 4 * sigma and 2 * (max(others) - min(others)) >= abs(found.moved)
