"""What stands beside trend charts on paper: what their marks mean, and a small chart of each part of an indicator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.chart import Chart, Point
from app.domain.small_charts import SmallChart


@dataclass(frozen=True)
class MarkLegend:
    """The marks of charts with their words, each shape and colour as it is drawn."""

    entries: tuple[tuple[tuple[Point, ...], str], ...]

    @property
    def alt(self) -> str:
        """What it says, with the shapes in words."""
        said = [f"{words}: {' or '.join(_SHAPES[mark.shape] for mark in marks)}" if not _own(marks[0]) else words
                for marks, words in self.entries]  # fmt: skip
        return f"Legend of the marks: {'; '.join(said)}."


_SHAPES = {"circle": "a circle", "up": "a triangle up", "down": "a triangle down"}


def _own(mark: Point) -> bool:
    """Whether what it means is how it is drawn, not its shape."""
    return bool(mark.ring) or not mark.filled


def legend_of(charts: Iterable[Chart]) -> MarkLegend | None:
    """What the marks of these charts mean, each word once; None where no mark needs a word."""
    found: dict[str, dict[str, Point]] = {}
    for chart in charts:
        for point, words in chart.legend:
            found.setdefault(words, {}).setdefault("" if _own(point) else point.shape, point)
    entries = tuple((tuple(marks.values()), words) for words, marks in sorted(found.items(), key=_special_first))
    return MarkLegend(entries) if entries else None


def _special_first(each: tuple[str, object]) -> bool:
    return not each[0].startswith("special")


@dataclass(frozen=True)
class PartCharts:
    """Small charts beside each other on one axis, three in a row; `latest` is what stands below the name of each."""

    charts: tuple[SmallChart, ...]
    latest: tuple[str, ...]

    @property
    def alt(self) -> str:
        """What each says."""
        return " ".join(chart.said for chart in self.charts)
