"""Indicators and their readings as rows of tables. What a row says is worked out when it is shown or searched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from app.domain.bar import Bar, bar
from app.domain.figures import figure, listed
from app.domain.records import Indicator, Reading, Theme
from app.domain.schedule import MONTHS, PartialDate
from app.ui.register.row import RecordRow
from app.ui.widgets.delegates import DirectionDelegate, StatusDelegate
from app.ui.widgets.rag_badge import ILLUSTRATIVE, ILLUSTRATIVE_TIP
from app.ui.widgets.record_model import Column
from app.ui.widgets.record_story import source_words
from app.ui.widgets.sparkline import Spark, SparklineDelegate, spark_of
from app.ui.widgets.tagged import TaggedDelegate

KEY, CONTEXT = "key", "context"


class IndicatorRow(RecordRow[Indicator]):
    """An indicator, as it stands."""

    @cached_property
    def latest(self) -> Reading | None:
        return self.plan.latest(self.record)

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The themes it serves, by number."""
        return tuple(sorted(self.plan.served(self.record, Theme), key=lambda theme: theme.number or 0))

    @cached_property
    def against(self) -> Bar | None:
        """What the latest reading is judged against."""
        return bar(self.record, self.latest, self.plan)

    @property
    def value(self) -> str:
        reading = self.latest
        if reading is None or reading.value is None:
            return ""
        return ("about " if reading.about else "") + figure(reading.value, self.record.unit)

    @property
    def period(self) -> str:
        return short_period(self.latest.period) if self.latest and self.latest.period else ""

    @property
    def target(self) -> str:
        if self.against is None or self.record.is_context:
            return ""
        return self.against.figure(self.record.unit)

    @property
    def short(self) -> float | None:
        """How far it is worse than it should be, as a share of that; below 0 where it is better; None if unknown."""
        judged = self.record.better not in ("unknown", "") and not self.record.is_context
        if self.latest is None or self.latest.value is None or self.against is None or not judged:
            return None
        worse = self.against.worse_by(self.latest.value, self.record.better)
        return float(worse) / (abs(float(self.against.value)) or 1)

    @property
    def gap(self) -> str:
        """The distance in few words: of a straight line only that it is one."""
        against = self.against
        return (
            self.rating.distance.replace(against.word, "the line") if against and against.line else self.rating.distance
        )

    @property
    def tags(self) -> tuple[str, ...]:
        own = [KEY] if self.record.key else []
        return (*own, *((ILLUSTRATIVE,) if self.rating.illustrative else ()))

    @property
    def spark(self) -> Spark:
        return spark_of(self.plan, self.record, self.rating.status)

    @property
    def tip(self) -> str:
        notes = ["A key indicator: off track, it puts its themes off track."] if self.record.key else []
        notes += ["For context only: no target is meant, so that it is never rated."] if self.record.is_context else []
        notes += [ILLUSTRATIVE_TIP] if self.rating.illustrative else []
        return " ".join([self.record.title, *(f"({note})" for note in notes)])


def short_period(period: PartialDate) -> str:
    """Such as "Dec 2017", for columns of periods."""
    return f"{MONTHS[period.first.month - 1]} {period.first.year}" if period.precision == "month" else str(period)


def columns(is_out: Callable[[str], bool]) -> list[Column[IndicatorRow]]:
    """What the register shows; what a column says that `is_out` stands in a second line instead."""
    return [
        Column[IndicatorRow](name="ref", title="Ref", text=lambda r: r.record.ref, width=52),
        Column[IndicatorRow](
            name="title", title="Indicator", text=lambda r: r.record.title, stretch=True, delegate=TaggedDelegate,
            cell=lambda r: r.tags, tip=lambda r: r.tip, second=lambda r: r.gap if is_out("gap") else "",
        ),
        Column[IndicatorRow](
            name="trend", title="Trend", text=lambda r: r.rating.distance, sort=lambda r: len(r.spark.values), width=70,
            delegate=SparklineDelegate, cell=lambda r: r.spark, gives_way=2, tip=lambda r: r.rating.reason,
        ),
        Column[IndicatorRow](
            name="value", title="Latest", text=lambda r: r.value, right=True, width=92,
            second=lambda r: r.period if is_out("period") else "", sort=lambda r: r.latest.value if r.latest else None,
        ),
        Column[IndicatorRow](
            name="period", title="Period", text=lambda r: r.period, width=80, gives_way=5,
            sort=lambda r: r.latest.period if r.latest else None,
        ),
        Column[IndicatorRow](
            name="target", title="Target", text=lambda r: r.target, right=True, width=64, gives_way=1,
            sort=lambda r: r.against.value if r.against else None,
        ),
        Column[IndicatorRow](
            name="gap", title="Gap", text=lambda r: r.gap, width=186, sort=lambda r: r.short, gives_way=6,
            tip=lambda r: r.rating.distance,
        ),
        Column[IndicatorRow](
            name="status", title="Status", width=98, delegate=StatusDelegate,
            text=lambda r: "For context" if r.record.is_context else r.rating.word,
            cell=lambda r: None if r.record.is_context else r.rating.status,
            sort=lambda r: -r.rating.status.rank if r.rating.status.rated else None,
            second=lambda r: str(r.rating.direction or "") if is_out("direction") else "",
            tip=lambda r: r.rating.reason,
        ),
        Column[IndicatorRow](
            name="direction", title="Direction", text=lambda r: str(r.rating.direction or ""), width=92,
            delegate=DirectionDelegate, cell=lambda r: r.rating.direction, gives_way=3,
            tip=lambda r: "Since the last closed meeting",
        ),
        Column[IndicatorRow](
            name="themes", title="Themes", text=lambda r: ", ".join(str(t.number) for t in r.themes), width=74,
            gives_way=4, tip=lambda r: "; ".join(t.name for t in r.themes),
        ),
        Column[IndicatorRow](
            name="owner", title="Owner", text=lambda r: r.record.owner, width=140, shown=False, gives_way=5,
        ),
    ]  # fmt: skip


LEFT_OUT = "not in the series"


@dataclass(frozen=True)
class ReadingRow(RecordRow[Reading]):
    """A reading; `in_series` where it counts in the series of its indicator, which measures in `unit`."""

    unit: str
    in_series: bool = True

    @property
    def value(self) -> str:
        value = self.record.value
        return "" if value is None else ("about " if self.record.about else "") + figure(value, self.unit)

    @property
    def planned(self) -> str:
        return "" if self.record.planned is None else figure(self.record.planned, self.unit)

    @property
    def note(self) -> str:
        """What happened, and where the value comes from."""
        found = [p.source for p in self.plan.sources(self.record) if p.field in ("", "value") and p.source]
        paragraphs = [source for source in dict.fromkeys(found) if source_words(source) != source]
        others = [source for source in dict.fromkeys(found) if source not in paragraphs]
        where = f"Paragraph{'s' if len(paragraphs) > 1 else ''} {listed(paragraphs)}" if paragraphs else ""
        return " · ".join(filter(None, (self.record.note, where, *others)))

    @property
    def tags(self) -> tuple[str, ...]:
        """What is to be known of its value: no source supports it, or it is of another cadence than the rest."""
        illustrative = self.plan.illustrative(self.record, "value")
        return (*(() if self.in_series else (LEFT_OUT,)), *((ILLUSTRATIVE,) if illustrative else ()))


READINGS = [
    Column[ReadingRow](
        name="period", title="Period", text=lambda r: str(r.record.period), width=128,
        sort=lambda r: r.record.period,
    ),
    Column[ReadingRow](
        name="value", title="Value", text=lambda r: r.value, right=True, width=92, sort=lambda r: r.record.value,
    ),
    Column[ReadingRow](
        name="planned", title="Planned", text=lambda r: r.planned, right=True, width=80,
        sort=lambda r: r.record.planned,
    ),
    Column[ReadingRow](
        name="note", title="Note and source", text=lambda r: r.note, stretch=True, delegate=TaggedDelegate,
        cell=lambda r: r.tags,
    ),
]  # fmt: skip
