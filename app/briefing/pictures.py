"""Descriptions of pictures: plain data that `charts.draw` turns into lines and areas."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sparkline:
    """A row of values, oldest first, with the target as a dashed line.

    `runs` are the values that a line joins, each as (when, value) with any number that grows with time; between two
    runs a period is missing.
    """

    runs: tuple[tuple[tuple[float, float], ...], ...]
    target: float | None = None


@dataclass(frozen=True)
class MatrixCell:
    """One place of the risk matrix. `band` is "low", "medium" or "high"; `refs` name the risks that stand there."""

    score: int
    band: str
    refs: tuple[str, ...]


@dataclass(frozen=True)
class RiskMatrixPicture:
    """Likelihood from the lowest row to the highest, impact from left to right: `cells[likelihood][impact]`."""

    likelihood: tuple[str, ...]
    impact: tuple[str, ...]
    cells: tuple[tuple[MatrixCell, ...], ...]


@dataclass(frozen=True)
class JourneyStage:
    """One stage of the journey: its share of the whole way, from `start` to `end` (0 to 1), and what stands below."""

    title: str
    start: float
    end: float
    dates: str


@dataclass(frozen=True)
class Journey:
    """The stages one after the other, and where the plan stands today (0 to 1)."""

    legs: tuple[JourneyStage, ...]
    here: float
    here_label: str
