"""The indicators: in a line each, as charts six to a page, the figures behind them, and what has no figure yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.bar import Bar, bar
from app.domain.breakdown import holds_down
from app.domain.chart import Chart, Point
from app.domain.effect import NOT_BECAUSE, FigureEffect, effect, occasions
from app.domain.events import Annotation, annotate_all
from app.domain.figures import capital, counted, figure, listed, number, opening
from app.domain.rating import Status
from app.domain.records import Indicator, Reading
from app.domain.schedule import MONTHS
from app.domain.small_charts import Order, in_order, small_chart
from app.domain.spc import Assurance, Variation
from app.domain.trend import chart

from .. import blocks as b
from ..chart_parts import PartCharts, legend_of
from ..context import BriefingContext
from ..phrases import (
    ILLUSTRATIVE,
    brief,
    clipped,
    direction,
    joined,
    left_out,
    marks_of,
    sentence,
    small_lines,
    status,
    status_line,
)

_WAYS = ("higher", "lower", "band")
ENOUGH = 6
"""From how many readings on the figures behind a chart are printed; fewer are read off it."""
CHART = 86.0
"""Points: the height of a chart of which six stand on a page."""
MOST_FIGURES, MOST_EFFECTS, MOST_PARTS = 20, 8, 6
LONGEST = 7
"""So many characters of a figure stand in a month's column."""


def indicator_lines(m: BriefingContext, most: int) -> tuple[b.Block, ...]:
    """The worst in a line each, at most so many."""
    found = [indicator for indicator in m.plan.wholes if m.plan.latest(indicator)]
    every = m.plan.wholes
    if not every:
        return ()
    shown = m.worst_first(sorted(found, key=lambda i: not i.key))[:most]
    columns = b.columns(("Indicator", 6), ("Latest", 3.2), ("Target", 3.2), ("Status", 4.4))
    rows = tuple(
        (b.cell(clipped(_name(i), 160)), latest_words(m, i), target_words_of(m, i), _standing(m, i)) for i in shown
    )
    return (
        b.Heading(1, b.words("Indicators"), "indicators"),
        b.Paragraph(b.words(_summary(m, every)), "lead"),
        *([b.Table(columns, rows, "Indicators with their latest figure, target and status")] if rows else []),
        *left_out(len(shown), len(found), "furthest from their target"),
        *_without_figure(m, every, most // 2),
    )


def indicator_charts(
    m: BriefingContext, of: Sequence[Indicator] | None = None, *, key: str = "", level: int = 1
) -> tuple[b.Block, ...]:
    """The same for an annex, or of those that are meant; `key` and `level` are of the heading."""
    every = m.plan.wholes if of is None else of
    if not every:
        return ()
    did = did_it_work(m, _known(m, every), key=key, level=level + 1)
    return (b.Need(0.35), *_head(m, every, level, key), *_charts(m, every), *did, *_without_figure(m, every))


def indicators_head(m: BriefingContext) -> tuple[b.Block, ...]:
    """How many indicators there are, and how they stand."""
    every = m.plan.wholes
    none = (
        b.Heading(1, b.words("Indicators"), "indicator-charts"),
        b.Paragraph(b.words("The plan has no indicator yet.")),
    )
    return _head(m, every, 1) if every else none


def charts(m: BriefingContext) -> tuple[b.Block, ...]:
    """A chart of every indicator with figures, six to a page, the worst first; and what happened meanwhile."""
    return tuple(_charts(m, m.plan.wholes))


def without_figure(m: BriefingContext) -> tuple[b.Block, ...]:
    """What has no figure yet."""
    found = tuple(_without_figure(m, m.plan.wholes))[1:]
    return (b.Heading(2, b.words("No figure yet"), "indicators-silent"), *found) if found else ()


def _head(m: BriefingContext, every: Sequence[Indicator], level: int, key: str = "") -> tuple[b.Block, ...]:
    return (
        b.Heading(level, b.words("Indicators"), f"indicator-charts{key}"),
        b.Paragraph(b.words(_summary(m, every), " ", PAIR), "small"),
    )


def _charts(m: BriefingContext, every: Sequence[Indicator]) -> Iterator[b.Block]:
    known = _known(m, every)
    marks = _marks(m, known)
    if drawn := [chart(m.plan, indicator, m.ratings, marks) for indicator in known]:
        columns = b.columns(("Indicator, and what its figures say", 7.6), ("Chart", 9.4))
        if (legend := legend_of(drawn)) is not None:
            yield b.PictureBlock(legend, legend.alt)
        rows = tuple(_chart_row(m, each) for each in drawn)
        yield b.Table(columns, rows, "Indicators with what their figures say and their chart")
    if told := list(_happened(marks)):
        yield b.Paragraph(b.words(*told), "small")


def _known(m: BriefingContext, every: Sequence[Indicator]) -> list[Indicator]:
    """Those that have a figure, the worst first."""
    return m.worst_first(sorted((i for i in every if m.plan.latest(i)), key=lambda i: not i.key))


def worked(m: BriefingContext) -> tuple[b.Block, ...]:
    """The same of all indicators."""
    return did_it_work(m, _known(m, m.plan.wholes))


def did_it_work(m: BriefingContext, of: Sequence[Indicator], *, key: str = "", level: int = 2) -> tuple[b.Block, ...]:
    """What was done, decided or seen about indicators, the latest first, and what they did before and after it."""
    found = occasions(m.plan, of)
    if not found:
        return ()
    columns = b.columns(("What was done, decided or seen", 5.5), ("Figure", 4), ("What came after", 7.5))
    rows = tuple(_effect_row(effect(m.plan, each)) for each in found[:MOST_EFFECTS])
    return (
        b.Together((
            b.Heading(level, b.words("Did it work?"), f"did-it-work{key}"),
            b.Paragraph(b.words(NOT_BECAUSE), "small"),
            b.Table(columns, rows, "What was done, decided or seen, and what the figures did after it"),
            *left_out(len(rows), len(found), "latest"),
        )),
    )  # fmt: skip


def _effect_row(each: FigureEffect) -> tuple[b.Cell, ...]:
    made_up = f"; {ILLUSTRATIVE}" if each.illustrative else ""
    what = (*b.cell(clipped(b.words(each.record.name), 90)), *small_lines(f"{each.when}{made_up}"))
    said = (*b.cell(b.bold(f"{capital(each.verdict)}.")), *small_lines(each.rests_on))
    return what, b.cell(clipped(_name(each.indicator), 70)), said


def indicator_figures(m: BriefingContext) -> tuple[b.Block, ...]:
    """The figures behind each chart, with how it was worked out; of very many those of the worst."""
    known = _known(m, m.plan.wholes)
    long = [indicator for indicator in known if len(m.plan.series(indicator)) >= ENOUGH]
    if not long:
        return ()
    blocks: list[b.Block] = [b.Need(0.3), b.Heading(1, b.words("Figures behind the charts"), "indicator-figures")]
    for indicator in long[:MOST_FIGURES]:
        drawn = chart(m.plan, indicator, m.ratings)
        blocks.append(
            b.Together((
                b.Heading(2, b.words(indicator.name), f"indicator-{indicator.id}"),
                _values(drawn),
                b.Paragraph(b.words(_beneath(drawn)), "small"),
            ))
        )  # fmt: skip
    return (*blocks, *left_out(min(MOST_FIGURES, len(long)), len(long), "worst"))


def _chart_row(m: BriefingContext, drawn: Chart) -> tuple[b.Cell, ...]:
    indicator, rating = drawn.indicator, m.ratings.of(drawn.indicator)
    marks = (b.words(word) for word in marks_of(rating))
    stands = (
        b.words("For context") if indicator.is_context else joined(b.words(status(rating)), direction(rating), *marks)
    )
    notes = [
        f"{point.label}: {opening(point.reading.note, 80)}" for point in drawn.points if point.reading.note.strip()
    ]
    way = drawn.polarity[:1].lower() + drawn.polarity[1:]  # which way a triangle is for the better
    stands = b.words(stands, b.muted(f" · {way}")) if indicator.better in _WAYS else stands
    text = (
        *b.cell(clipped(_name(indicator), 70), stands, icons(drawn), _in_short(drawn.takeaway)),
        *small_lines(*notes[-1:], *drawn.compared[:1], holds_down(m.plan, indicator))[:3],
    )
    return text, (b.PictureBlock(drawn, drawn.alt, CHART), *_part_charts(m, indicator))


def _part_charts(m: BriefingContext, whole: Indicator) -> b.Cell:
    """A small chart of each of its parts on one axis, the worst first; at most so many."""
    parts = in_order(m.plan, m.ratings, [p for p in m.plan.parts(whole) if m.plan.latest(p)], Order.WORST)
    if not parts:
        return ()
    shown = parts[:MOST_PARTS]
    figures = [(part, latest) for part in shown if (latest := m.plan.latest(part))]
    drawn = PartCharts(
        tuple(small_chart(m.plan, part, m.ratings) for part in shown),
        tuple(f"{_shown(part, latest)}, {brief(latest.period)}" for part, latest in figures),
    )
    most = f"Its parts, the worst {MOST_PARTS} of {len(parts)}" if len(parts) > MOST_PARTS else "Its parts"
    return (*small_lines(f"{most}, on one axis:"), b.PictureBlock(drawn, drawn.alt))


def _in_short(takeaway: str, longest: int = 110) -> b.Words:
    """What a chart shows, as far as there is room for it: whole parts of the sentence, else its beginning."""
    if len(takeaway) <= longest:
        return b.words(takeaway)
    end = max(takeaway.rfind(mark, 0, longest) for mark in ("; ", " (", ", "))
    if takeaway.count("(", 0, end) > takeaway.count(")", 0, end):  # not within brackets
        end = takeaway.rfind(" (", 0, end)
    return b.words(f"{takeaway[:end]}.") if end > longest // 3 else clipped(b.words(takeaway), longest)


PAIR = "Beside each chart: what its latest figure says of the process, and whether the process will reach its target."


def icons(drawn: Chart) -> b.Words:
    """The pair of signs: how the figures vary, and whether they will reach the target; why there is none as yet."""
    if drawn.variation is None:
        return b.words(b.muted(drawn.why_no_limits.split(";")[0].removesuffix(".") + "."))
    sign, word = _VARIATION[drawn.variation]
    varies = b.Run(word, sign=sign)
    if drawn.assurance is None:
        return b.words(varies)
    sign, word = _ASSURANCE[drawn.assurance]
    return b.words(varies, " · ", b.Run(word, sign=sign))


_VARIATION = {
    Variation.COMMON: ("no real change", "varies by chance"),
    Variation.IMPROVEMENT: ("better", "improving"),
    Variation.CONCERN: ("worse", "of concern"),
    Variation.NEUTRAL: ("same", "has moved"),
}
_ASSURANCE = {
    Assurance.MEETS: ("meets", "meets its target"),
    Assurance.MISSES: ("misses", "misses its target"),
    Assurance.HIT_OR_MISS: ("hit or miss", "hits or misses it"),
}


def _marks(m: BriefingContext, shown: Sequence[Indicator]) -> list[Annotation]:
    """What happened while they were measured: meetings of the paper's body, visits; numbered once for all charts."""
    periods = [m.plan.series(indicator)[0].period for indicator in shown]
    first = min((period.first for period in periods if period), default=m.plan.position)
    body = m.meeting.body if m.meeting else ""
    return annotate_all(m.plan, m.ratings.before, (first, m.plan.position), body)


def _without_figure(m: BriefingContext, found: Sequence[Indicator], most: int = 12) -> Iterator[b.Block]:
    silent = [indicator for indicator in found if not m.plan.latest(indicator)]
    if silent:
        yield b.Paragraph(b.words("No figure yet"), "label")
        yield b.Bullets(
            tuple(
                b.words(_name(i), f": {opening(i.note or i.definition, 120)}" if i.note or i.definition else ".")
                for i in silent[:most]
            )
        )
        yield from left_out(min(most, len(silent)), len(silent))


def _standing(m: BriefingContext, indicator: Indicator) -> b.Cell:
    if indicator.is_context:
        return b.cell(b.muted("Not rated: for context"))
    return status_line(m.ratings.of(indicator))


def latest_words(m: BriefingContext, indicator: Indicator) -> b.Cell:
    """The latest figure with its period."""
    reading = m.plan.latest(indicator)
    if reading is None:
        return b.cell(b.muted("No figure yet"))
    made_up = ILLUSTRATIVE if m.plan.illustrative(reading, "value") else ""
    period = ", ".join(filter(None, (brief(reading.period), made_up)))
    return (*b.cell(b.bold(_shown(indicator, reading))), *small_lines(period))


def target_words_of(m: BriefingContext, indicator: Indicator) -> b.Cell:
    """The target with its day."""
    against = bar(indicator, m.plan.latest(indicator), m.plan)
    if against is None:
        return b.cell(b.muted("For context" if indicator.is_context else "No target"))
    wanted = against if against.line is None else Bar(against.line.target, "target")
    made_up = ILLUSTRATIVE if against.word != "plan" and m.plan.illustrative(indicator, "target") else ""
    by = f"by {brief(indicator.target_by)}" if indicator.target_by else ""
    return (*b.cell(wanted.figure(indicator.unit)), *small_lines(", ".join(filter(None, (by, made_up)))))


def _summary(m: BriefingContext, found: Sequence[Indicator]) -> str:
    rated = [indicator for indicator in found if not indicator.is_context]
    states = [m.ratings.of(indicator).status for indicator in rated]
    order = (Status.RED, Status.AMBER, Status.GREEN, Status.NOT_RATED)
    parts = [f"{states.count(status)} {status.word.lower()}" for status in order if status in states]
    parts += [f"{len(found) - len(rated)} shown for context"] if len(found) > len(rated) else []
    return f"{counted(len(found), 'indicator')}: {listed(parts)}."


def _name(indicator: Indicator) -> b.Words:
    return b.words(b.bold(indicator.title), b.muted(f" {indicator.ref}" if indicator.ref else ""))


def _shown(indicator: Indicator, reading: Reading) -> str:
    return ("about " if reading.about else "") + figure(reading.value or 0, indicator.unit)


def _happened(marks: Sequence[Annotation]) -> Iterator[b.Said]:
    """What the numbers on the time axes mean, once for all charts."""
    if not marks:
        return
    yield "What happened: "
    for annotation in marks:
        yield b.bold(f"{annotation.number} ")
        mark = f" ({ILLUSTRATIVE})" if annotation.illustrative else ""
        yield f"{annotation.when}, {annotation.text}{mark}" + ("; " if annotation is not marks[-1] else ".")


MOST_NOTES = 4
"""So many figures are told of below a chart that are provisional, restated, doubtful or made of few cases."""


def _beneath(drawn: Chart) -> str:
    """How the chart was worked out, what is illustrative in it, and how to read the values."""
    rests = sentence(drawn.illustrative) and f"{sentence(drawn.illustrative)} They are outlined or marked *."
    unit = f"Values in {drawn.unit}." if drawn.indicator.unit else ""
    about = "≈ stands for about." if any(p.about for p in drawn.points) else ""
    remarks = " ".join(remark.text for remark in drawn.remarks)
    note = sentence(drawn.indicator.note)
    known = [f"{point.label}: {point.notes}." for point in drawn.points if point.notes]
    told = [*drawn.compared, *known[-MOST_NOTES:]]
    said = (drawn.variation_words, remarks, *told, drawn.settings, rests, drawn.left_out, unit, about, note)
    return " ".join(filter(None, said))


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
