"""The chart of an indicator, described once: the screen and the PDF draw it from this and decide nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from . import chart_words, pace_of_change, spc
from .axis import Tick, follows, middle, value_ticks
from .bar import bar, gap_words, straight_line
from .chart import Chart, Line, Point
from .events import Annotation, annotate, within
from .figures import capital, counted, figure, listed, short_name, worked_out
from .judgement import judgement
from .plan import Plan
from .process import Process, aim
from .rating import Ratings
from .records import UNITS, Indicator, Reading
from .schedule import CADENCES, PartialDate

SHAPES = {True: "up", False: "down", None: "circle"}


def chart(plan: Plan, indicator: Indicator, ratings: Ratings, happened: Sequence[Annotation] | None = None) -> Chart:
    """The chart of an indicator up to the plan's position date; a trajectory is drawn to its end.

    `happened` is what is marked on the charts of a paper alike, in place of what belongs to this one.
    """
    shown = plan.series(indicator)
    found = judgement(plan, indicator)
    values, segment, turn, process = found.values, found.segment, found.turn, found.process
    points = tuple(_points(plan, indicator, shown, segment))
    x_range = _x_range(plan, indicator, shown)
    target, target_high = _targets(plan, indicator, x_range)
    way, planned = _way(plan, indicator), _planned(plan, indicator)
    mean, lower, upper = _process_lines(indicator, points, segment, process)
    heights = [
        value for line in (target, target_high, way, planned, mean, lower, upper) if line for _, value in line.through
    ]
    y_ticks = _y_ticks(indicator, [*values, *heights])
    low, high = y_ticks[0].value, y_ticks[-1].value
    room = (high - low) * Decimal("0.04")
    remarks = [chart_words.assured(indicator, process, found.assurance)] if process else []
    at_pace = found.at_pace
    remarks += [at_pace] if at_pace else []
    why = (
        ""
        if segment
        else f"Limits need {spc.SHOWN_FROM} points; there {'is' if len(points) == 1 else 'are'} {len(points)}."
    )
    marks = tuple(annotate(plan, ratings.before, indicator, shown, x_range) if happened is None
                  else within(happened, x_range))  # fmt: skip
    stands = chart_words.stands(indicator, ratings.of(indicator), points)
    moved = chart_words.movement(plan, ratings.before, indicator, points, turn)
    takeaway = "; ".join(filter(None, (stands, moved))) + "."
    illustrative = chart_words.illustrative(
        points, target, planned, limits=process is not None,
        pace=at_pace is not None and any(point.illustrative for point in points[-pace_of_change.MOST :]),
    )  # fmt: skip
    words = (remark.text for remark in remarks)
    starts = "" if low <= 0 <= high else f" The axis starts at {y_ticks[0].label}."
    made = process.settings(plan.thresholds) if process else why
    return Chart(
        indicator=indicator,
        title=capital(short_name(indicator)),
        unit=UNITS.get(indicator.unit, indicator.unit),
        polarity=chart_words.polarity(indicator),
        points=points,
        target=target,
        target_high=target_high,
        way=way,
        planned=planned,
        mean=mean,
        lower=lower,
        upper=upper,
        why_no_limits=why,
        annotations=marks,
        x_range=x_range,
        precision=_precision(shown),
        y_range=(low - room, high + room),
        y_ticks=y_ticks,
        settings=made + starts,
        takeaway=takeaway,
        movement=capital(f"{moved}.") if moved else "",
        variation=points[-1].kind if segment else None,
        variation_words=chart_words.variation(points) if segment else "",
        assurance=found.assurance,
        remarks=tuple(remarks),
        illustrative=illustrative,
        left_out=_left_out(plan, indicator),
        alt=chart_words.alt(
            indicator,
            points,
            (target, target_high, way, mean, lower, upper),
            planned,
            (takeaway, *words, illustrative),
            marks,
        ),
    )


def runs(plan: Plan, indicator: Indicator, most: int | None = None) -> tuple[tuple[tuple[date, Decimal], ...], ...]:
    """The readings of a chart, at most the latest so many, as days and values that a line joins; oldest first."""
    found: list[list[tuple[date, Decimal]]] = []
    before: PartialDate | None = None
    for reading in plan.series(indicator)[-most if most else None :]:
        assert reading.period is not None
        assert reading.value is not None
        place = middle(reading.period), reading.value
        if before is not None and follows(before, reading.period, indicator.cadence):
            found[-1].append(place)
        else:
            found.append([place])
        before = reading.period
    return tuple(map(tuple, found))


def _points(plan: Plan, indicator: Indicator, shown: Sequence[Reading], segment: spc.Segment | None) -> Iterator[Point]:
    before: PartialDate | None = None
    for index, reading in enumerate(shown):
        assert reading.period is not None
        assert reading.value is not None
        special = segment.special[index - segment.start] if segment and index >= segment.start else None
        against = bar(indicator, reading, plan)
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
            joined=before is not None and follows(before, reading.period, indicator.cadence),
        )
        before = reading.period


def _left_out(plan: Plan, indicator: Indicator) -> str:
    """Which readings are kept and not drawn, and why; empty where all are."""
    later = sum(r.value is not None and _first(r) > plan.position for r in plan.readings(indicator))
    unfit = plan.unfit(indicator)
    said: list[str] = []
    if unfit:
        periods = [str(reading.period) for reading in unfit[-3:]]
        more = [f"{len(unfit) - 3} more"] if len(unfit) > 3 else []
        cadence = CADENCES[indicator.cadence].lower()
        said.append(f"Kept, but not in the series of a figure {cadence}: {listed([*periods, *more])}.")
    if later:
        said.append(f"Not shown: {counted(later, 'reading')} for after the position date.")
    return " ".join(said)


def _first(reading: Reading) -> date:
    assert reading.period is not None
    return reading.period.first


def _x_range(plan: Plan, indicator: Indicator, shown: Sequence[Reading]) -> tuple[date, date]:
    """From the first reading to the position date, at least half a year; on to the end of a trajectory."""
    days = [middle(r.period) for r in plan.readings(indicator) if r.period and r.planned is not None]
    days += [middle(r.period) for r in shown if r.period]
    if line := straight_line(plan, indicator):
        days.append(middle(line.end))
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


def _targets(plan: Plan, indicator: Indicator, ends: tuple[date, date]) -> tuple[Line | None, Line | None]:
    """The target, or the two ends of a band, from end to end."""

    def level(name: str, field: str, value: Decimal | None) -> Line | None:
        if value is None:
            return None
        return Line(
            label=f"{name} {figure(value, indicator.unit)}",
            through=tuple((day, value) for day in ends),
            illustrative=plan.illustrative(indicator, field),
        )

    if indicator.is_context:
        return None, None
    if not isinstance(aim(indicator), tuple):
        return level("Target", "target", indicator.target), None
    low = level("Target from", "target", indicator.target)
    return low, level("Target to", "target_high", indicator.target_high)


def _way(plan: Plan, indicator: Indicator) -> Line | None:
    """The straight line from the starting reading to the target, where the figures are judged against it."""
    found = straight_line(plan, indicator)
    if found is None or found.start.period is None or found.start.value is None:
        return None
    begins = middle(PartialDate.month(found.start.period.last)), found.start.value
    rests = plan.illustrative(found.start, "value") or any(
        plan.illustrative(indicator, field) for field in ("target", "target_by")
    )
    return Line(label="Line to target", through=(begins, (middle(found.end), found.target)), illustrative=rests)


def _planned(plan: Plan, indicator: Indicator) -> Line | None:
    found = [r for r in plan.readings(indicator) if r.planned is not None]
    through = tuple((middle(r.period), r.planned) for r in found if r.period and r.planned is not None)
    if not through:
        return None
    return Line(label="Planned", through=through, illustrative=any(plan.illustrative(r, "planned") for r in found))


def _process_lines(
    indicator: Indicator, points: Sequence[Point], segment: spc.Segment | None, process: Process | None
) -> tuple[Line | None, Line | None, Line | None]:
    """Mean, lower and upper limit over the points they come from."""
    if segment is None or process is None:
        return None, None, None
    ends = points[segment.start].day, points[segment.stop - 1].day
    rests = any(point.illustrative for point in points)

    def line(name: str, value: Fraction) -> Line:
        label = f"{name} {figure(worked_out(value, process.places, indicator.unit), indicator.unit)}"
        height = round(Decimal(value.numerator) / Decimal(value.denominator), process.places + 2)
        return Line(label=label, through=tuple((day, height) for day in ends), illustrative=rests)

    drawn = process.drawn
    return line("Mean", drawn.mean), line("Lower limit", drawn.lower), line("Upper limit", drawn.upper)
