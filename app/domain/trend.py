"""The chart of an indicator, described once: the screen and the PDF draw it from this and decide nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from . import chart_words, pace_of_change, spc
from .axis import Tick, follows, middle, value_ticks
from .bar import bar, gap_words, straight_line
from .chart import Beginning, Chart, Line, Point
from .compared import MOST as MOST_COMPARED
from .compared import benchmarks, latest_of_each, sentences
from .counts import few_words, restated_words
from .events import Annotation, annotate, within
from .figures import capital, counted, figure, listed, short_name, worked_out
from .judgement import judgement
from .limits import begun, cutting, segments_of
from .plan import Plan
from .process import Process, aim, begun_words, process_of
from .rating import Ratings
from .records import UNITS, Benchmark, Indicator, Reading, Record
from .schedule import CADENCES, PartialDate
from .takeaway import own_words
from .targets import held_now, steps

SHAPES = {True: "up", False: "down", None: "circle"}


def chart(plan: Plan, indicator: Indicator, ratings: Ratings, happened: Sequence[Annotation] | None = None) -> Chart:
    """The chart of an indicator up to the plan's position date; a trajectory is drawn to its end.

    `happened` is what is marked on the charts of a paper alike, in place of what belongs to this one.
    """
    shown, given, indicator = plan.series(indicator), indicator, held_now(plan, indicator)
    found = judgement(plan, indicator)
    values, segment, turn, process = found.values, found.segment, found.turn, found.process
    points = tuple(_points(plan, given, shown))
    x_range = _x_range(plan, indicator, shown)
    target, target_high = _targets(plan, given, x_range)
    minimum, others, earlier = _minimum(indicator, target), _benchmarks(plan, indicator), _earlier(plan, given, points)
    way, planned, anew = _way(plan, indicator), _planned(plan, indicator), _begun(plan, indicator)
    mean, lower, upper = _process_lines(indicator, points, segment, process)
    heights = [
        value
        for line in (target, target_high, minimum, way, planned, mean, lower, upper, *others, *earlier)
        if line
        for _, value in line.through
    ]
    y_ticks = _y_ticks(indicator, [*values, *heights])
    low, high = y_ticks[0].value, y_ticks[-1].value
    room = (high - low) * Decimal("0.04")
    remarks = [chart_words.assured(indicator, process, found.assurance)] if process else []
    at_pace = found.at_pace
    remarks += [at_pace] if at_pace else []
    why = "" if segment else _why_no_limits(plan, given, len(points) - found.start)
    marks = tuple(annotate(plan, ratings.before, indicator, shown, x_range) if happened is None
                  else within(happened, x_range))  # fmt: skip
    stands = chart_words.stands(indicator, ratings.of(indicator), points)
    moved = chart_words.movement(plan, ratings.before, indicator, points, turn)
    takeaway = own_words(plan, given) or "; ".join(filter(None, (stands, moved))) + "."
    illustrative = chart_words.illustrative(
        points, target, planned, limits=mean is not None and mean.illustrative,
        pace=at_pace is not None and any(point.illustrative for point in points[-pace_of_change.MOST :]),
    )  # fmt: skip
    words = (remark.text for remark in remarks)
    starts = "" if low <= 0 <= high else f" The axis starts at {y_ticks[0].label}."
    made = process.settings(plan.thresholds) if process else why
    return Chart(
        indicator=given,
        title=capital(short_name(indicator)),
        unit=UNITS.get(indicator.unit, indicator.unit),
        polarity=chart_words.polarity(indicator),
        points=points,
        target=target,
        target_high=target_high,
        way=way,
        planned=planned,
        minimum=minimum,
        benchmarks=others,
        compared=tuple(sentences(plan, given)),
        earlier=earlier,
        begun=anew,
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
            (target, target_high, minimum, way, mean, lower, upper, *others),
            planned,
            (takeaway, *words, illustrative, *(f"Limits begin anew: {each.name}" for each in anew)),
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


def _why_no_limits(plan: Plan, indicator: Indicator, count: int) -> str:
    anew = begun(plan, indicator)
    since = f" since they were begun anew from {begun_words(anew)}" if anew else ""
    return f"Limits need {spc.SHOWN_FROM} points; there {'is' if count == 1 else 'are'} {count}{since}."


def _points(plan: Plan, indicator: Indicator, shown: Sequence[Reading]) -> Iterator[Point]:
    before: PartialDate | None = None
    parts = segments_of(plan, indicator) if len(shown) >= spc.SHOWN_FROM else ()
    causes = [each for part in parts for each in (part.special if part.shown else (None,) * len(part.special))]
    for index, reading in enumerate(shown):
        assert reading.period is not None
        assert reading.value is not None
        special = causes[index] if causes else None
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
            provisional=reading.provisional,
            restated=restated_words(indicator, reading),
            doubt=reading.quality,
            few=few_words(indicator, reading),
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
    """The target, or the two ends of a band, from end to end; in steps where it changes."""
    later = [step for step in steps(plan, indicator) if step.starts and step.starts.first < ends[1]]

    def level(name: str, field: str) -> Line | None:
        values: list[tuple[date, Decimal | None, Record]] = [(ends[0], getattr(indicator, field), indicator)]
        values += [(max(s.starts.first, ends[0]), getattr(s, field), s) for s in later if s.starts]
        through: list[tuple[date, Decimal]] = []
        for (day, value, _of), (until, *_) in pairwise([*values, (ends[1], None, indicator)]):
            if value is not None:
                through += [(day, value), (until, value)]
        if not through:
            return None
        rests = any(plan.illustrative(of, field) for _day, value, of in values if value is not None)
        label = f"{name} {figure(through[-1][1], indicator.unit)}"
        return Line(label=label, through=tuple(dict.fromkeys(through)), illustrative=rests)

    if indicator.is_context:
        return None, None
    if not isinstance(aim(held_now(plan, indicator)), tuple):
        return level("Target", "target"), None
    return level("Target from", "target"), level("Target to", "target_high")


def _minimum(indicator: Indicator, target: Line | None) -> Line | None:
    """The far end of an indicator's own tolerance, which boards call the minimum expectation."""
    if target is None or not indicator.tolerance or indicator.better not in ("higher", "lower"):
        return None
    room = indicator.tolerance if indicator.better == "lower" else -indicator.tolerance
    through = tuple((day, value + room) for day, value in target.through)
    label = f"Minimum {figure(through[-1][1], indicator.unit)}"
    return Line(label=label, through=through, illustrative=target.illustrative)


def _benchmarks(plan: Plan, indicator: Indicator) -> tuple[Line, ...]:
    """The figures of others, those of whom the latest is known first."""
    found: dict[str, list[Benchmark]] = {who: [] for who in [*latest_of_each(plan, indicator)][:MOST_COMPARED]}
    for each in reversed(benchmarks(plan, indicator)):
        if each.who in found:
            found[each.who].append(each)
    return tuple(
        Line(
            label=f"{who} {figure(those[-1].value or 0, indicator.unit)}",
            through=tuple((d, b.value) for b in those if b.period and b.value is not None
                          for d in (b.period.first, b.period.last)),
            illustrative=any(plan.illustrative(b, "value") for b in those),
        )
        for who, those in found.items()
    )  # fmt: skip


def _earlier(plan: Plan, indicator: Indicator, points: Sequence[Point]) -> tuple[Line, ...]:
    """Mean and limits of before they were begun anew."""
    found: list[Line] = []
    for part in segments_of(plan, indicator)[:-1]:
        process = process_of(indicator, [p.value for p in points], part, None) if part.shown else None
        lines = _process_lines(indicator, points, part, process)
        found += [replace(line, label=f"{line.label} before") for line in lines if line]
    return tuple(found)


def _begun(plan: Plan, indicator: Indicator) -> tuple[Beginning, ...]:
    """Where limits begin anew between two figures."""
    return tuple(
        Beginning(day=each.starts.first, name=each.title.strip() or "New limits")
        for each in cutting(plan, indicator)
        if each.starts
    )


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
    if segment is None or segment.lines is None or process is None:
        return None, None, None
    ends = points[segment.start].day, points[segment.stop - 1].day
    rests = any(point.illustrative for point in points[segment.start : segment.start + segment.lines.points])

    def line(name: str, value: Fraction) -> Line:
        label = f"{name} {figure(worked_out(value, process.places, indicator.unit), indicator.unit)}"
        height = round(Decimal(value.numerator) / Decimal(value.denominator), process.places + 2)
        return Line(label=label, through=tuple((day, height) for day in ends), illustrative=rests)

    drawn = process.drawn
    return line("Mean", drawn.mean), line("Lower limit", drawn.lower), line("Upper limit", drawn.upper)
