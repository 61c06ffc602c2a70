"""The chart of an indicator, described once: the screen and the PDF draw it from this and decide nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from . import chart_words, spc
from .axis import DateTick, Tick, date_ticks, middle, value_ticks
from .figures import called, capital, counted, figure, opening, span
from .plan import Plan
from .rating import Ratings
from .records import UNITS, Action, Body, Indicator, Meeting, Reading, Record, Visit
from .rules import bar, gap_words
from .schedule import show_date
from .spc import Kind

SHAPES = {True: "up", False: "down", None: "circle"}


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
    """

    day: date
    label: str
    value: Decimal
    text: str
    reading: Reading
    kind: Kind = Kind.COMMON
    shape: str = "circle"
    why: str = ""
    illustrative: bool = False
    about: bool = False
    gap: str = ""

    @property
    def filled(self) -> bool:
        """Whether the marker is drawn full."""
        return not self.illustrative


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line to draw through (day, value), straight from one to the next, with its label."""

    label: str
    through: tuple[tuple[date, Decimal], ...]
    illustrative: bool = False


@dataclass(frozen=True, kw_only=True)
class Annotation:
    """Something that happened: a numbered mark on the time axis, told in the list below the chart.

    Attributes:
        kind: "note", "visit", "meeting" or "action".
        when: the day as it is known: "12 to 13 Dec 2017".
        record: what it is of; whoever prints for the public asks it whether it is exempt.
    """

    number: int
    day: date
    when: str
    text: str
    kind: str
    record: Record
    illustrative: bool = False


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Everything there is to draw and to say of one indicator.

    Attributes:
        unit, polarity: in words: "per cent", "Higher is better".
        points: oldest first.
        target, planned: the target from end to end, and the trajectory; None without one.
        mean, lower, upper: the process lines, held within 0 to 100 for percentages; None below 13 points.
        why_no_limits: then says why; empty otherwise.
        annotations: what happened between the ends, oldest first.
        x_range, y_range: the ends of the axes, with room for the markers; `y_range` in the indicator's unit.
        settings: how it was worked out, in one line to print beneath.
        takeaway: what it shows, in a sentence, with the gap to the target.
        variation: the kind of the latest point; None below 13 points. `variation_words` say it.
        assurance: whether the process will meet the target; None below 13 points or without one.
        warnings: where the target asks for nothing, or the trend moves away from it.
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
    planned: Line | None
    mean: Line | None
    lower: Line | None
    upper: Line | None
    why_no_limits: str
    annotations: tuple[Annotation, ...]
    x_range: tuple[date, date]
    x_ticks: tuple[DateTick, ...]
    y_range: tuple[Decimal, Decimal]
    y_ticks: tuple[Tick, ...]
    settings: str
    takeaway: str
    variation: Kind | None
    variation_words: str
    assurance: spc.Assurance | None
    warnings: tuple[str, ...]
    illustrative: str
    left_out: str
    alt: str

    @property
    def process_illustrative(self) -> bool:
        """Whether limits, variation and assurance rest on readings that no source supports."""
        return self.mean is not None and self.mean.illustrative

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line but the one through the points."""
        every = (self.target, self.planned, self.mean, self.lower, self.upper)
        return tuple(line for line in every if line)


def chart(plan: Plan, indicator: Indicator, ratings: Ratings) -> Chart:
    """The chart of an indicator up to the plan's position date; a trajectory is drawn to its end."""
    readings = [r for r in plan.readings(indicator) if r.value is not None and r.period]
    shown = [r for r in readings if r.period and r.period.first <= plan.position]
    later = len(readings) - len(shown)
    values = [r.value for r in shown if r.value is not None]
    limits = plan.thresholds
    segment = None
    if len(values) >= spc.SHOWN_FROM:
        segment = spc.segments(values, trend=limits.trend_length, screened=limits.screened)[-1]
    points = tuple(_points(plan, indicator, shown, segment))
    latest = shown[-1] if shown else None
    against = bar(indicator, latest)
    x_range = _x_range(plan, indicator, shown)
    target = None
    if indicator.target is not None:
        target = _level(
            plan, indicator, f"Target {figure(indicator.target, indicator.unit)}", indicator.target, x_range
        )
    planned = _planned(plan, indicator)
    rests = any(point.illustrative for point in points)
    mean, lower, upper = _process(indicator, points, segment, rests)
    heights = [value for line in (target, planned, mean, lower, upper) if line for _, value in line.through]
    y_ticks = _y_ticks(indicator, [*values, *heights])
    low, high = y_ticks[0].value, y_ticks[-1].value
    room = (high - low) * Decimal("0.04")
    lines = segment.lines if segment else None
    assurance = spc.assurance(against.value if against else None, lines, indicator.better) if lines else None
    why = (
        ""
        if segment
        else f"Limits need {spc.SHOWN_FROM} points; there {'is' if len(points) == 1 else 'are'} {len(points)}."
    )
    annotations = tuple(_annotations(plan, indicator, shown, x_range))
    takeaway = chart_words.takeaway(indicator, shown, against, ratings.of(indicator), points)
    illustrative = chart_words.illustrative(points, target, planned, segment is not None)
    starts = "" if low <= 0 <= high else f" The axis starts at {y_ticks[0].label}."
    screened = "screened" if limits.screened else "not screened"
    made = f"Limits from {lines.points} points, trend of {limits.trend_length}, {screened}." if lines else why
    return Chart(
        indicator=indicator,
        title=capital(called(indicator)),
        unit=UNITS.get(indicator.unit, indicator.unit),
        polarity=chart_words.POLARITY[indicator.better],
        points=points,
        target=target,
        planned=planned,
        mean=mean,
        lower=lower,
        upper=upper,
        why_no_limits=why,
        annotations=annotations,
        x_range=x_range,
        x_ticks=date_ticks(*x_range, _precision(shown)),
        y_range=(low - room, high + room),
        y_ticks=y_ticks,
        settings=made + starts,
        takeaway=takeaway,
        variation=points[-1].kind if segment else None,
        variation_words=chart_words.variation(points) if segment else "",
        assurance=assurance,
        warnings=tuple(chart_words.warnings(indicator, against, lines, assurance, points)),
        illustrative=illustrative,
        left_out=f"Not shown: {counted(later, 'reading')} for after the position date." if later else "",
        alt=chart_words.alt(
            indicator, points, target, planned, (mean, lower, upper), takeaway, annotations, illustrative
        ),
    )


def _points(plan: Plan, indicator: Indicator, shown: Sequence[Reading], segment: spc.Segment | None) -> Iterator[Point]:
    for index, reading in enumerate(shown):
        assert reading.period is not None
        assert reading.value is not None
        special = segment.special[index] if segment else None
        against = bar(indicator, reading)
        yield Point(
            day=middle(reading.period),
            label=str(reading.period),
            value=reading.value,
            text=("about " if reading.about else "") + figure(reading.value, indicator.unit),
            reading=reading,
            kind=spc.kind(special, indicator.better),
            shape=SHAPES[special.rising if special else None],
            why=chart_words.cause(special),
            illustrative=plan.illustrative(reading, "value"),
            about=reading.about,
            gap=gap_words(indicator, reading.value, against) if against else "",
        )


def _x_range(plan: Plan, indicator: Indicator, shown: Sequence[Reading]) -> tuple[date, date]:
    """From the first reading to the position date, at least half a year; on to the end of a trajectory."""
    days = [middle(r.period) for r in plan.readings(indicator) if r.period and r.planned is not None]
    days += [middle(r.period) for r in shown if r.period]
    end = max([*days, plan.position])
    start = min([*days, end - timedelta(days=183)])
    room = timedelta(days=max(5, (end - start).days // 30))
    return max(start - room, date(1900, 1, 1)), min(end + room, date(2999, 12, 31))


def _y_ticks(indicator: Indicator, heights: Sequence[Decimal]) -> tuple[Tick, ...]:
    percent = indicator.unit == "%"
    if not heights:
        heights = (Decimal(0), Decimal(100 if percent else 10))
    floor = Decimal(0) if min(heights) >= 0 else None
    return value_ticks(
        min(heights), max(heights), indicator.unit, floor=floor, ceiling=Decimal(100) if percent else None
    )


def _precision(shown: Sequence[Reading]) -> str:
    periods = [reading.period for reading in shown if reading.period]
    if periods and all(period.is_council_year for period in periods):
        return "council year"
    kinds = {period.precision for period in periods}
    return kinds.pop() if kinds in ({"quarter"}, {"year"}) else "month"


def _level(plan: Plan, indicator: Indicator, label: str, value: Decimal, ends: tuple[date, date]) -> Line:
    illustrative = plan.illustrative(indicator, "target")
    return Line(label=label, through=tuple((day, value) for day in ends), illustrative=illustrative)


def _planned(plan: Plan, indicator: Indicator) -> Line | None:
    found = [r for r in plan.readings(indicator) if r.planned is not None]
    through = tuple((middle(r.period), r.planned) for r in found if r.period and r.planned is not None)
    if not through:
        return None
    return Line(label="Planned", through=through, illustrative=any(plan.illustrative(r, "planned") for r in found))


def _process(
    indicator: Indicator, points: Sequence[Point], segment: spc.Segment | None, rests: bool
) -> tuple[Line | None, Line | None, Line | None]:
    """Mean, lower and upper limit over the points they come from, to two digits more than the readings have."""
    if segment is None or segment.lines is None:
        return None, None, None
    lines = segment.lines.clipped(0, 100) if indicator.unit == "%" else segment.lines
    ends = points[segment.start].day, points[segment.stop - 1].day
    digits = max(0, *(-int(point.value.normalize().as_tuple().exponent) for point in points))

    def line(name: str, value: Fraction) -> Line:
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        label = f"{name} {figure(round(exact, min(digits + 1, 6)), indicator.unit)}"
        height = round(exact, digits + 2)
        return Line(label=label, through=tuple((day, height) for day in ends), illustrative=rests)

    return line("Mean", lines.mean), line("Lower limit", lines.lower), line("Upper limit", lines.upper)


def _annotations(
    plan: Plan, indicator: Indicator, shown: Sequence[Reading], x_range: tuple[date, date]
) -> Iterator[Annotation]:
    """What happened within the chart and by the position date: notes, visits, meetings and finished actions."""
    found: list[tuple[date, str, str, str, Record, str]] = []
    for reading in shown:
        if reading.note.strip() and reading.period:
            note = opening(reading.note)
            found.append((middle(reading.period), str(reading.period), note, "note", reading, "note"))
    for visit in plan.all(Visit):
        if visit.happened and (day := visit.starts or visit.ends):
            when = span(visit.starts, visit.ends)
            found.append((middle(day), when, capital(called(visit)), "visit", visit, "starts"))
    for meeting in plan.all(Meeting):
        if meeting.closed and meeting.day:
            body = plan.find(meeting.body)
            name = f"{body.title} meeting" if isinstance(body, Body) else "Meeting"
            found.append((meeting.day, show_date(meeting.day), name, "meeting", meeting, "day"))
    for action in plan.serving(indicator, Action):
        if action.done and action.done_on:
            text = f"{capital(called(action))}: done"
            found.append((middle(action.done_on), str(action.done_on), text, "action", action, "done_on"))
    low, high = x_range[0], min(x_range[1], plan.position)
    inside = sorted((row for row in found if low <= row[0] <= high), key=lambda row: row[0])
    for number, (day, when, text, kind, record, field) in enumerate(inside, 1):
        yield Annotation(
            number=number,
            day=day,
            when=when,
            text=text,
            kind=kind,
            record=record,
            illustrative=plan.illustrative(record, field),
        )
