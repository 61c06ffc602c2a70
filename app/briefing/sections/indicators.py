"""The indicators: one table of them all, a chart for those with enough readings, and what has no figure yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.bar import Bar, bar
from app.domain.chart import Chart, Point
from app.domain.chart_words import polarity
from app.domain.figures import counted, figure, listed, number
from app.domain.rating import Status
from app.domain.records import Indicator, Reading
from app.domain.schedule import MONTHS
from app.domain.trend import chart, runs

from .. import blocks as b
from ..blocks import Sparkline
from ..context import BriefingContext
from ..phrases import ILLUSTRATIVE, brief, direction, joined, mark, marks_of, sentence, small_lines, status, status_cell

ENOUGH = 6
"""From how many readings on an indicator has a chart of its own; fewer are said better in a line of the table."""
SHOWN = 4
LONGEST = 7
"""So many characters of a figure stand in a month's column."""


def indicators(m: BriefingContext) -> tuple[b.Block, ...]:
    """Table, charts with their values, and what has no figure yet."""
    found = sorted(m.plan.all(Indicator), key=lambda indicator: not indicator.key)
    if not found:
        return ()
    known = [i for i in found if m.plan.latest(i)]
    silent = [i for i in found if i not in known]
    blocks: list[b.Block] = [
        b.NewPage(),
        b.Heading(1, b.words("Indicators"), "indicators"),
        b.Paragraph(b.words(_summary(m, found)), "lead"),
    ]
    if known:
        blocks.append(_table(m, known))
    for indicator in known:
        if len(m.plan.series(indicator)) >= ENOUGH:
            blocks += _trend(m, indicator)
    if silent:
        blocks.append(b.Heading(2, b.words("No figure yet"), "indicators-silent"))
        columns = b.columns(("Indicator", 7), ("What is known", 10))
        rows = tuple(
            (b.cell(_name(i)), b.cell(sentence(i.note or i.definition) or b.muted("Nothing yet"))) for i in silent
        )
        blocks.append(b.Table(columns, rows, "Indicators without a figure"))
    return tuple(blocks)


def _summary(m: BriefingContext, found: Sequence[Indicator]) -> str:
    rated = [indicator for indicator in found if not indicator.is_context]
    states = [m.ratings.of(indicator).status for indicator in rated]
    order = (Status.RED, Status.AMBER, Status.GREEN, Status.NOT_RATED)
    parts = [f"{states.count(status)} {status.word.lower()}" for status in order if status in states]
    parts += [f"{len(found) - len(rated)} shown for context"] if len(found) > len(rated) else []
    return f"{counted(len(found), 'indicator')}: {listed(parts)}."


def _name(indicator: Indicator) -> b.Words:
    return b.words(b.bold(indicator.title), b.muted(f" {indicator.ref}" if indicator.ref else ""))


def _table(m: BriefingContext, found: Sequence[Indicator]) -> b.Table:
    columns = b.columns(("Indicator", 4.9), ("Latest readings", 3.3), ("Trend", 2), ("Target", 3.8), ("Status", 3.3))
    return b.Table(columns, tuple(_row(m, i) for i in found), "Indicators with readings, target and status")


def _row(m: BriefingContext, indicator: Indicator) -> tuple[b.Cell, ...]:
    readings, rating = m.plan.series(indicator), m.ratings.of(indicator)
    against = bar(indicator, readings[-1], m.plan)
    values: list[b.Paragraph | b.PictureBlock | b.Badge] = []
    for reading in readings[-2:] if len(readings) >= ENOUGH else readings[-SHOWN:]:
        values += b.cell(b.words(b.bold(_shown(indicator, reading)), b.muted(f" {brief(reading.period)}")))
        values += mark(m.plan, reading, "value")
    spark: b.Cell = ()
    if len(readings) > 1:
        drawn = tuple(
            tuple((float(day.toordinal()), float(value)) for day, value in run) for run in runs(m.plan, indicator)
        )
        picture = Sparkline(drawn, float(against.value) if against else None)
        low, high = (end(readings, key=lambda reading: reading.value or 0) for end in (min, max))
        alt = ", ".join(
            f"{name} {_shown(indicator, reading)} in {reading.period}"
            for name, reading in (("Latest", readings[-1]), ("lowest", low), ("highest", high))
        )
        alt = f"{alt}, of {counted(len(readings), 'reading')}."
        spark = (b.PictureBlock(picture, alt),)
    target = b.cell(b.muted("For context" if indicator.is_context else "No target"))
    if against:
        made_up = against.word != "plan" and m.plan.illustrative(indicator, "target")
        wanted = against if against.line is None else Bar(against.line.target, "target")
        target = b.cell(b.words(b.bold(wanted.figure(indicator.unit)), b.muted(f" {ILLUSTRATIVE}" if made_up else "")))
    by = f"by {brief(indicator.target_by)}" if against and indicator.target_by else ""
    small = joined(b.words("Key indicator" if indicator.key else ""), b.words(polarity(indicator)))
    return (
        (*b.cell(_name(indicator)), *small_lines(small)),
        tuple(values),
        spark,
        (*target, *small_lines(by, rating.distance)),
        b.cell(b.muted("Not rated: for context")) if indicator.is_context else status_cell(rating),
    )


def _shown(indicator: Indicator, reading: Reading) -> str:
    return ("about " if reading.about else "") + figure(reading.value or 0, indicator.unit)


def _trend(m: BriefingContext, indicator: Indicator) -> list[b.Block]:
    """A chart with its sentence before it, what it rests on and what happened after it, then the values."""
    drawn = chart(m.plan, indicator, m.ratings)
    rating = m.ratings.of(indicator)
    stands = joined(b.words(status(rating)), direction(rating), *(b.words(word) for word in marks_of(rating)))
    blocks: list[b.Block] = [
        b.Heading(2, b.words(indicator.name), f"indicator-{indicator.id}"),
        b.Paragraph(b.words(stands, " · ", b.bold(drawn.takeaway), f" {sentence(drawn.polarity)}")),
        b.PictureBlock(drawn, drawn.alt),
    ]
    blocks += [b.Paragraph(b.words(b.Run(warning, sign="amber"))) for warning in drawn.warnings]
    if drawn.outlook:
        blocks.append(b.Paragraph(b.words(" ".join(drawn.outlook))))
    blocks.append(b.Paragraph(b.words(*_beneath(drawn)), "small"))
    blocks.append(_values(drawn))
    if indicator.note:
        blocks.append(b.Paragraph(b.words(sentence(indicator.note)), "small"))
    return [b.Together(tuple(blocks))]


def _happened(drawn: Chart) -> Iterator[b.Said]:
    """What the numbers on the time axis mean."""
    yield "What happened: "
    for annotation in drawn.annotations:
        yield b.bold(f"{annotation.number} ")
        mark = f" ({ILLUSTRATIVE})" if annotation.illustrative else ""
        yield f"{annotation.when}, {annotation.text}{mark}" + ("; " if annotation is not drawn.annotations[-1] else ".")


def _beneath(drawn: Chart) -> Iterator[b.Said]:
    """How the chart was worked out, what is illustrative in it, what happened, and how to read the values."""
    rests = sentence(drawn.illustrative) and f"{sentence(drawn.illustrative)} They are outlined or marked *."
    unit = f"Values in {drawn.unit}." if drawn.indicator.unit else ""
    about = "≈ stands for about." if any(p.about for p in drawn.points) else ""
    yield " ".join(filter(None, (drawn.variation_words, drawn.settings, rests, drawn.left_out, unit, about)))
    if drawn.annotations:
        yield from (" ", *_happened(drawn))


def _values(drawn: Chart) -> b.Table:
    """The figures behind the chart: by year and month or quarter where they are of those, else a row for each."""
    steps = {"month": 1, "quarter": 3}
    kinds = {p.period.precision for p in drawn.points}
    kind = next(iter(kinds)) if len(kinds) == 1 else ""
    years = sorted({p.period.first.year for p in drawn.points})
    longest = max((len(_value(p)) for p in drawn.points), default=0)
    title = f"Values of {drawn.title}"
    if kind in steps:
        step = steps[kind]
        heads = [MONTHS[n] if step == 1 else f"{MONTHS[n]}–{MONTHS[n + 2]}" for n in range(0, 12, step)]
        values = {(p.period.first.year, (p.period.first.month - 1) // step): _value(p) for p in drawn.points}
        if longest <= LONGEST * step:
            columns = b.columns(("Year", 1.5), *((head, 1.29 * step, "right") for head in heads))
            rows = tuple(
                (b.cell(b.bold(str(year))), *(b.cell(values.get((year, n), "–")) for n in range(len(heads))))
                for year in years
            )
            return b.Table(columns, rows, title, dense=True)
        if len(years) * longest <= 12 * LONGEST:
            wide = 15 / len(years)
            columns = b.columns(("", 2), *((str(year), wide, "right") for year in years))
            rows = tuple(
                (b.cell(b.bold(head)), *(b.cell(values.get((year, n), "–")) for year in years))
                for n, head in enumerate(heads)
            )
            return b.Table(columns, rows, title, dense=True)
    columns = b.columns(("Period", 4), ("Value", 3), ("Against target", 10))
    rows = tuple(
        (b.cell(p.label), b.cell(p.text + ("*" if p.illustrative else "")), b.cell(p.gap or "–")) for p in drawn.points
    )
    return b.Table(columns, rows, title, dense=True)


def _value(point: Point) -> str:
    """A figure without its unit, which stands above."""
    shown = point.text.removeprefix("about ").replace("£", "") if "£" in point.text else number(point.value)
    return ("≈" if point.about else "") + shown + ("*" if point.illustrative else "")
