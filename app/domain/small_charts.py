"""Every indicator as a small chart, by theme: what each draws, in which order they stand, and which axes they share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from . import spc
from .axis import follows, middle
from .bar import bar as bar_of
from .bar import gap_words
from .chart_words import polarity
from .figures import capital, during, figure, listed, short_name
from .frozen import FrozenInOrder
from .judgement import turn_of
from .limits import cutting, segment_of, segments_of
from .plan import Plan
from .process import aim, process_of
from .rating import Ratings
from .records import Indicator, Reading, Record, Theme
from .schedule import PERIOD_DAYS, PERIOD_MONTHS, PartialDate, period_at, show_date
from .spc import Assurance, Variation
from .targets import held_now

SHOWN = 24
"""Of so many periods the figures are drawn; limits come from all of them."""


class Order(StrEnum):
    """What stands first; the value is what people read."""

    WORST = "Worst first"
    SPECIAL = "Special causes first"


class SmallPoint(FrozenInOrder):
    """One figure: its day and value, what process control says of it, and how its mark is drawn."""

    day: date
    value: Decimal
    kind: Variation
    shape: str
    filled: bool
    joined: bool


class SmallChart(FrozenInOrder):
    """What a small chart draws and says.

    Attributes:
        latest, gap: the latest figure with its period, and its distance from its bar; empty where there is none.
        status: of the indicator; empty of one for context.
        variation, rising: of the latest figure, None below 13 figures; and which way its special cause points.
        assurance: whether the process will meet its target, by its limits.
        points: oldest first, within `days`.
        target, target_high, mean, lower, upper: heights of lines, None where there is none.
        begun: the days on which limits begin anew within `days`, oldest first; `lines_from` the day from which those of
            now hold.
        heights: the lowest and the highest of all that is drawn, in the indicator's unit.
        said: it in words, for who does not see it.
    """

    indicator: Indicator
    title: str
    latest: str
    gap: str
    status: str
    variation: Variation | None
    rising: bool
    assurance: Assurance | None
    points: tuple[SmallPoint, ...]
    target: Decimal | None
    target_high: Decimal | None
    mean: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    days: tuple[date, date]
    begun: tuple[date, ...]
    heights: tuple[Decimal, Decimal]
    illustrative: bool
    said: str

    @property
    def lines_from(self) -> date:
        return self.begun[-1] if self.begun else self.days[0]

    @property
    def line(self) -> str:
        """The latest figure, starred where it is illustrative, and what it is where chance does not explain it."""
        word = "" if self.variation in (None, Variation.COMMON) else variation_words(self.variation).partition(": ")[2]
        return " · ".join(filter(None, (f"{self.latest}{' *' if self.illustrative else ''}", word)))


class ChartGroup(FrozenInOrder):
    """The charts of one heading: a theme, a set, or what serves no theme; not in order yet."""

    title: str
    record: Record | None
    indicators: tuple[Indicator, ...]


def by_theme(plan: Plan, among: Iterable[Indicator] | None = None) -> list[ChartGroup]:
    """Indicators by the themes that they measure, in the order of these; what measures none stands last.

    A part of an indicator is shown with its whole: it stands here only where it is asked for.
    """
    wanted = None if among is None else {each.id for each in among}
    found: list[ChartGroup] = []
    placed: set[str] = set()
    for theme in plan.all(Theme):
        those = tuple(i for i in plan.serving(theme, Indicator) if wanted is None or i.id in wanted)
        placed |= {each.id for each in those}
        if those:
            found.append(ChartGroup(theme.name, theme, those))
    rest = tuple(
        i for i in plan.all(Indicator) if i.id not in placed and (not i.is_part if wanted is None else i.id in wanted)
    )
    return [*found, *([ChartGroup("No theme", None, rest)] if rest else [])]


def in_order(plan: Plan, ratings: Ratings, indicators: Iterable[Indicator], order: Order) -> list[Indicator]:
    """The same indicators, what wants the eye first; what is equal keeps its order."""

    def place(indicator: Indicator) -> tuple[int, int]:
        rank = ratings.of(indicator).status.rank
        worst = 9 if indicator.is_context else rank if rank >= 0 else 8
        return (worst, _urgency(plan, indicator)) if order is Order.WORST else (_urgency(plan, indicator), worst)

    return sorted(indicators, key=place)


_URGENT = {Variation.CONCERN: 0, Variation.IMPROVEMENT: 1, Variation.NEUTRAL: 2, Variation.COMMON: 3}


def _urgency(plan: Plan, indicator: Indicator) -> int:
    segment = segment_of(plan, indicator)
    return 4 if segment is None else _URGENT[spc.kind(segment.special[-1], indicator.better)]


def small_chart(plan: Plan, indicator: Indicator, ratings: Ratings) -> SmallChart:
    """The small chart of an indicator up to the plan's position date."""
    given, indicator, values = indicator, held_now(plan, indicator), _values(plan, indicator)
    segment = segment_of(plan, given)
    turn = turn_of(values[segment.start :], indicator.better) if segment else None
    process = process_of(indicator, values, segment, turn)
    parts = segments_of(plan, given) if len(values) >= spc.SHOWN_FROM else ()
    causes = [each for part in parts for each in (part.special if part.shown else (None,) * len(part.special))]
    special = segment.special[-1] if segment else None
    days = _days(plan, indicator)
    points: list[SmallPoint] = []
    before: PartialDate | None = None
    for number, reading in _shown(plan, indicator, days[0]):
        assert reading.period is not None
        assert reading.value is not None
        cause = causes[number] if causes else None
        shape = "circle" if cause is None else "up" if cause.rising else "down"
        joined = before is not None and follows(before, reading.period, indicator.cadence)
        filled = not plan.illustrative(reading, "value")
        kind = spc.kind(cause, indicator.better)
        points.append(SmallPoint(middle(reading.period), reading.value, kind, shape, filled, joined))
        before = reading.period
    anew = tuple(
        day for each in cutting(plan, given) if each.starts and days[0] < (day := each.starts.first) <= days[1]
    )
    ends = aim(indicator)
    target, high = ends if isinstance(ends, tuple) else (ends, None)
    mean, lower, upper = (
        (_decimal(process.drawn.mean), _decimal(process.drawn.lower), _decimal(process.drawn.upper))
        if process else (None, None, None)
    )  # fmt: skip
    heights = [*(point.value for point in points), *(x for x in (target, high, lower, upper) if x is not None)]
    rating, latest = ratings.of(given), plan.latest(given)
    against = bar_of(given, latest, plan) if latest is not None and not indicator.is_context else None
    shown = (
        ("about " if latest.about else "") + figure(latest.value or 0, indicator.unit) if latest else "No reading yet"
    )
    gap = gap_words(indicator, latest.value, against) if latest and latest.value is not None and against else ""
    variation = spc.kind(special, indicator.better) if segment else None
    assurance = spc.assurance(ends, process.limits, indicator.better) if process else None
    status = "" if indicator.is_context else rating.word
    period = during(latest.period) if latest and latest.period else ""
    will = str(assurance) if assurance and process and process.stable else ""
    said = (
        capital(short_name(indicator)), f"{shown} {period}".strip(), gap, status, variation_words(variation),
        will, f"limits begin anew from {show_date(anew[-1])}" if anew else "",
        polarity(indicator), "illustrative" if rating.illustrative else "",
    )  # fmt: skip
    return SmallChart(
        given, capital(short_name(indicator)), f"{shown} {period}".strip(), gap,
        "" if indicator.is_context else rating.status, variation, bool(special and special.rising), assurance,
        tuple(points), target, high, mean, lower, upper, days, anew,
        (min(heights), max(heights)) if heights else (Decimal(0), Decimal(1)), rating.illustrative,
        ". ".join(part.removesuffix(".") for part in said if part) + ".",
    )  # fmt: skip


def variation_words(variation: Variation | None) -> str:
    """What process control says of the latest figure, in few words."""
    if variation is None:
        return f"limits need {spc.SHOWN_FROM} figures"
    return {
        Variation.COMMON: "varies by chance", Variation.IMPROVEMENT: "special cause: improvement",
        Variation.CONCERN: "special cause: concern", Variation.NEUTRAL: "special cause: change",
    }[variation]  # fmt: skip


def shared_heights(plan: Plan, indicators: Iterable[Indicator]) -> dict[str, tuple[Decimal, Decimal]]:
    """By unit, the ends of the axis that charts of that unit share. A bare number is no unit that could agree."""
    units: dict[str, list[Decimal]] = {}
    for each in indicators:
        shown = [reading.value or Decimal(0) for _, reading in _shown(plan, each, _days(plan, each)[0])]
        if not each.unit or not shown:
            continue
        values, ends = _values(plan, each), aim(held_now(plan, each))
        aims = ends if isinstance(ends, tuple) else (ends,) if ends is not None else ()
        process = process_of(each, values, segment_of(plan, each), None)
        lines = (_decimal(process.drawn.lower), _decimal(process.drawn.upper)) if process else ()
        units.setdefault(each.unit, []).extend((min(shown), max(shown), *aims, *lines))
    return {unit: (min(heights), max(heights)) for unit, heights in units.items()}


def summary(plan: Plan, indicators: Iterable[Indicator]) -> str:
    """How many latest figures have a special cause, such as "2 of concern, 1 improving"."""
    counts = [_urgency(plan, indicator) for indicator in indicators]
    words = {0: "of concern", 1: "improving", 2: "changing"}
    return listed([f"{counts.count(at):,} {word}" for at, word in words.items() if counts.count(at)])


def _shown(plan: Plan, indicator: Indicator, since: date) -> list[tuple[int, Reading]]:
    """The figures of a series that are drawn, oldest first, each with its number in the series."""
    series = plan.series(indicator)
    at = len(series)
    while at and (period := series[at - 1].period) is not None and middle(period) >= since:
        at -= 1
    return [*enumerate(series[at:], at)]


def _values(plan: Plan, indicator: Indicator) -> tuple[Decimal, ...]:
    return tuple(reading.value for reading in plan.series(indicator) if reading.value is not None)


def _days(plan: Plan, indicator: Indicator) -> tuple[date, date]:
    """The last 24 periods up to the position date: the same for all that are measured as often."""
    length = PERIOD_MONTHS.get(indicator.cadence, 1)
    if (indicator.cadence in PERIOD_DAYS or indicator.cadence == "unknown") and (series := plan.series(indicator)):
        first = series[-SHOWN:][0].period
        assert first is not None
        return min(first.first, plan.position), plan.position
    month = plan.position.year * 12 + plan.position.month - 1 - SHOWN * length
    return period_at(max(month, 1900 * 12), "month").first, plan.position


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
