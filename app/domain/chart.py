"""What a chart consists of: `trend` makes one of an indicator, `chart_words` says it, screen and paper draw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from . import spc
from .axis import DateTick, Tick, date_ticks
from .events import Annotation
from .records import Indicator, Reading
from .schedule import PartialDate
from .spc import Variation


@dataclass(frozen=True)
class Remark:
    """A sentence about what may come; `warns` where it wants the board's eye."""

    text: str
    warns: bool = False


@dataclass(frozen=True, kw_only=True)
class Point:
    """One reading.

    Attributes:
        day: where it lies: in the middle of its period.
        label: its period, "December 2017".
        value, text: the figure, in the indicator's unit, and as it is read: "87.9 %".
        kind, shape: what process control says of it; "circle", or a triangle "up" or "down".
        why: the special cause in words, or empty.
        filled: drawn as an outline where it is False: no source supports the figure.
        about: the source gives a rounded figure.
        gap: "7.1 points below target", or empty.
        provisional: the source says that it may still change.
        restated: "restated from 84 % on 3 May 2018: counted again later", or empty.
        doubt: a doubt about its data, or empty.
        few: "of 7 visits due", where it is made of few cases; else empty.
        joined: a line leads to it from the one before: no period is missing between them.
    """

    day: date
    label: str
    value: Decimal
    text: str
    reading: Reading
    kind: Variation = Variation.COMMON
    shape: str = "circle"
    why: str = ""
    illustrative: bool = False
    about: bool = False
    gap: str = ""
    joined: bool = False
    provisional: bool = False
    restated: str = ""
    doubt: str = ""
    few: str = ""

    @property
    def notes(self) -> str:
        """What is to be known of it, in words: "provisional, of 7 visits due"; mostly empty."""
        doubt = f"doubt about the data: {self.doubt}" if self.doubt else ""
        said = (self.few, "provisional" if self.provisional else "", self.restated, doubt)
        return ", ".join(filter(None, said))

    @property
    def ring(self) -> str:
        """What is drawn around its mark: "provisional" or "restated"; empty for nothing."""
        return "provisional" if self.provisional else "restated" if self.restated else ""

    @property
    def period(self) -> PartialDate:
        """Its period."""
        assert self.reading.period is not None
        return self.reading.period

    @property
    def filled(self) -> bool:
        """Whether the marker is drawn full."""
        return not self.illustrative


_KINDS = {
    Variation.COMMON: "", Variation.IMPROVEMENT: "special cause: improvement",
    Variation.CONCERN: "special cause: concern", Variation.NEUTRAL: "special cause: change",
}  # fmt: skip
_MARKS: dict[str, Callable[[Point], bool]] = {
    "illustrative": lambda point: not point.filled,
    "provisional": lambda point: point.ring == "provisional",
    "restated": lambda point: point.ring == "restated",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line to draw through (day, value), straight from one to the next, with its label."""

    label: str
    through: tuple[tuple[date, Decimal], ...]
    illustrative: bool = False

    @property
    def name(self) -> str:
        """Its label, with a star where it is illustrative."""
        return f"{self.label} *" if self.illustrative else self.label


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """Where limits begin anew: the first day that counts to the new ones, and the name that a person gave it."""

    day: date
    name: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Everything there is to draw and to say of one indicator.

    Attributes:
        unit, polarity: in words: "per cent", "Higher is better".
        points: oldest first.
        target, target_high: the target from end to end, in steps where it changes; of a band, its two ends.
        minimum: the minimum expectation: the far end of the indicator's own tolerance.
        benchmarks: the figures of others, a line for each of them.
        compared: what they say, in sentences.
        earlier: mean and limits of before these were begun anew; drawn as those are, without a name.
        begun: where they were begun anew, an upright line with its name for each.
        way, planned: the straight line to a dated target, where figures are judged against it; and the trajectory.
        mean, lower, upper: the process lines, held to what the figures can be; None below 13 points.
        why_no_limits: then says why; empty otherwise.
        annotations: what happened between the ends, oldest first.
        x_range, y_range: the ends of the axes, with room for the markers; `y_range` in the indicator's unit.
        precision: "month", "quarter" or "year": what the time axis counts in.
        settings: how it was worked out, in one line to print beneath.
        takeaway: what it shows, in a sentence: the latest figure, against its bar, and how it moved.
        movement: the last of that alone, in a sentence: since the last meeting, and from its best or worst.
        variation: the kind of the latest point; None below 13 points. `variation_words` say it.
        assurance: whether the process will meet the target, by its limits; None below 13 points or without a target.
        remarks: what may come of it: what its limits and its pace say of the target, if anything.
        illustrative: which of it no source supports, in a sentence; empty when all of it is supported.
        left_out: what is not drawn and why, or empty.
        alt: what the chart shows, for somebody who does not see it.
    """

    indicator: Indicator
    title: str
    unit: str
    polarity: str
    points: tuple[Point, ...]
    target: Line | None
    target_high: Line | None
    way: Line | None
    planned: Line | None
    minimum: Line | None
    benchmarks: tuple[Line, ...]
    compared: tuple[str, ...]
    earlier: tuple[Line, ...]
    begun: tuple[Beginning, ...]
    mean: Line | None
    lower: Line | None
    upper: Line | None
    why_no_limits: str
    annotations: tuple[Annotation, ...]
    x_range: tuple[date, date]
    precision: str
    y_range: tuple[Decimal, Decimal]
    y_ticks: tuple[Tick, ...]
    settings: str
    takeaway: str
    movement: str
    variation: Variation | None
    variation_words: str
    assurance: spc.Assurance | None
    remarks: tuple[Remark, ...]
    illustrative: str
    left_out: str
    alt: str

    @property
    def legend(self) -> tuple[tuple[Point, str], ...]:
        """What its marks mean, of each that is drawn one point and its words."""
        found: dict[str, Point] = {}
        for point in sorted(self.points, key=lambda each: (not each.filled, bool(each.ring))):
            found.setdefault(_KINDS[point.kind], point)
        for words, of in _MARKS.items():
            if (point := next(filter(of, self.points), None)) is not None:
                found[words] = point
        return tuple((point, words) for words, point in found.items() if words)

    def between(self, start: date, end: date) -> Chart:
        """The same chart of a shorter time: what lies outside is left out, what was worked out of it stays."""
        inside = tuple(point for point in self.points if start <= point.day <= end)
        marks = tuple(mark for mark in self.annotations if start <= mark.day <= end)
        begun = tuple(each for each in self.begun if start <= each.day <= end)
        return replace(self, x_range=(start, end), points=inside, annotations=marks, begun=begun)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line that has a name, but the one through the points."""
        aims = self.target, self.target_high, self.minimum, self.way, self.planned
        every = (*aims, *self.benchmarks, self.mean, self.lower, self.upper)
        return tuple(line for line in every if line)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The remarks that want the board's eye: the target asks for nothing, or the figure moves away from it."""
        return tuple(remark.text for remark in self.remarks if remark.warns)

    @property
    def outlook(self) -> tuple[str, ...]:
        """The other remarks."""
        return tuple(remark.text for remark in self.remarks if not remark.warns)

    @property
    def runs(self) -> tuple[tuple[Point, ...], ...]:
        """The points that a line joins: it breaks where periods are missing."""
        found: list[list[Point]] = []
        for point in self.points:
            if point.joined and found:
                found[-1].append(point)
            else:
                found.append([point])
        return tuple(tuple(run) for run in found)

    def x_ticks(self, wide: float, width_of: Callable[[str], float], apart: float) -> tuple[DateTick, ...]:
        """What is written along a time axis `wide`, in the unit in which `width_of` measures a label."""
        return date_ticks(*self.x_range, self.precision, wide, width_of, apart)
