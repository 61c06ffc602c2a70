"""Which way something moved since a closed meeting: by today's figures and that meeting's yardsticks.

A yardstick is what a figure is held against: targets and dates, tolerance, starting reading, what is key, what counts,
thresholds, appetite. A status that moves only because a yardstick did is "measured differently"; one that is better
only because something is no longer counted is "less known".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple, Protocol

from .figures import gap
from .plan import Plan
from .records import (
    Action,
    Body,
    Category,
    Dependency,
    Finding,
    Indicator,
    Link,
    Milestone,
    Override,
    Programme,
    Reading,
    Record,
    Risk,
    ScaleCell,
    Statement,
    TargetStep,
    Theme,
    Thresholds,
    Visit,
)
from .risk import score_of
from .schedule import show_date
from .status import Direction, Status
from .targets import held_now

YARDSTICKS: dict[type[Record], tuple[str, ...]] = {
    Indicator: (
        *("better", "target", "target_high", "target_by", "target_now", "baseline", "tolerance", "context", "key"),
    ),
    Action: ("starts", "due", "ended", "ended_why"),
    TargetStep: ("starts", "target", "target_high"),
    Milestone: ("due",),
    Risk: ("category", "target_likelihood", "target_impact"),
    Category: ("appetite",),
    Reading: ("planned",),
    Body: ("every",),
    Statement: ("concern",),
    Finding: ("kind",),
    Programme: ("goal", "body"),
}
"""The fields of a record that it is measured by, beside thresholds, links and what is set by hand."""

_PARTS = (
    Theme,
    Indicator,
    TargetStep,
    Reading,
    Action,
    Milestone,
    Dependency,
    Risk,
    Category,
    Statement,
    Visit,
    Finding,
    Link,
)
"""The kinds of which one that was there at the meeting and was taken out since counts again."""

_COUNTED: dict[type[Record], tuple[str, ...]] = {
    Indicator: ("context", "key"),
    Action: ("ended", "ended_why"),
    Statement: ("concern",),
    Finding: ("kind",),
}
"""The fields by which a record stops being counted without being done, closed or answered, the telling one first; what
is shown for context cannot be key."""


class DirectionBasis(NamedTuple):
    """What a direction is told from.

    Attributes:
        status: how the record stood at the meeting.
        moves: which way those moved that decide how it stands now.
    """

    status: Status
    moves: Iterable[Direction | None]


class Measured(Protocol):
    """How a record would stand by the yardsticks of the meeting, or only by what counted then."""

    def __call__(self, record: Record, *, counted: bool = False) -> Status: ...


def direction(
    plan: Plan, before: Plan, record: Record, status: Status, then: DirectionBasis, measured: Measured
) -> Direction | None:
    """Which way a record moved that was there at the meeting.

    Statuses that are both known and differ decide, where the old yardsticks bear them; otherwise what lies under them:
    figures, scores, items.
    """
    if then.status.rated and not status.rated:
        return None if status is Status.ENDED else Direction.LESS_KNOWN  # what ended is neither better nor worse
    if then.status.rated and status is not then.status:
        way, by_old = _way(status.rank - then.status.rank), _way(measured(record).rank - then.status.rank)
        if by_old is not way:
            if way is Direction.BETTER and measured(record, counted=True).rank <= then.status.rank:
                return Direction.LESS_KNOWN
            return Direction.MEASURED_DIFFERENTLY
        if not isinstance(record, Indicator):
            return way
    lean = _lean(plan, before, record, then.moves)
    if isinstance(lean, Direction):
        return lean
    if lean or status.rated == then.status.rated:
        return _way(lean)
    return Direction.NEW


def moved_words(plan: Plan, before: Plan, record: Indicator) -> str:
    """How far an indicator's figure moved since the meeting: "up 4.1 points since 23 Nov 2017"; empty where unknown."""
    old = before.same(record)
    now, then = plan.latest(record), before.latest(old) if old else None
    if now is None or then is None or now.value is None or then.value is None or not _younger(now, then):
        return ""
    difference = now.value - then.value
    since = f"since {show_date(before.position)}"
    if not difference:
        return f"unchanged {since}"
    return f"{'up' if difference > 0 else 'down'} {gap(difference, record.unit)} {since}"


def yardsticks_of(
    plan: Plan, before: Plan, differing: tuple[Sequence[Record], Sequence[Record]], *, only_counted: bool = False
) -> Plan:
    """Today's records as that meeting measured them; with `only_counted`, only by what it counted.

    `differing` are the records that are otherwise than they were, as they are and as they were. What was there then
    and was removed or unlinked since counts again, as it then was.
    """
    fields = _COUNTED if only_counted else YARDSTICKS
    changed: dict[type[Record], dict[str, Record]] = {}
    edited: dict[str, Record] = {}

    def put(kind: type[Record], records: Iterable[Record]) -> None:
        if (there := changed.get(kind)) is None:
            there = changed[kind] = {r.id: r for r in plan.unordered(kind)}
        for record in records:
            there[record.id] = edited[record.id] = record

    here, gone = differing[0], [old for old in differing[1] if plan.same(old) is None]
    lost = {old.id for old in gone}
    for record in here:
        old = before.same(record)
        names = fields.get(type(record), ())
        if only_counted and isinstance(record, Risk) and isinstance(old, Risk) and old.category in lost:
            names = ("category",)
        telling = names[:1] if only_counted and isinstance(record, Indicator) else names
        if old is not None and any(getattr(record, n) != getattr(old, n) for n in telling):
            put(type(record), [replace(record, **{n: getattr(old, n) for n in names})])
    for old in gone:
        if isinstance(old, _PARTS):
            put(type(old), [old])
    if not only_counted:
        new = {r.id for r in here if isinstance(r, Link | Override | TargetStep) and before.same(r) is None}
        for record in here:
            if record.id in new:
                put(type(record), [record.having({"deleted": "since"})])
        for old in before.all(Override):  # what stood by hand at the meeting stands on, also where its day has passed
            if old.until and old.until >= before.position:
                put(Override, [replace(old, until=max(old.until, plan.position))])
        if plan.thresholds != before.thresholds:
            changed[Thresholds] = {before.thresholds.id: before.thresholds}
        if not plan.scale.rates_as(before.scale):
            changed[ScaleCell] = {cell.id: cell for cell in before.unordered(ScaleCell)}
    if not changed:
        return plan
    known = () if {Thresholds, ScaleCell} & changed.keys() else edited.values()
    return plan.changed({kind: rows.values() for kind, rows in changed.items()}, known).at(plan.position)


def _lean(plan: Plan, before: Plan, record: Record, moves: Iterable[Direction | None]) -> int | Direction:
    """Above 0 where the figures under a status moved for the better, below 0 for the worse."""
    old = before.same(record)
    if isinstance(record, Indicator) and isinstance(old, Indicator):
        return _figure_lean(plan, before, record, old)
    if isinstance(record, Risk) and isinstance(old, Risk):
        now, then = score_of(plan, record), score_of(plan, old)  # by one scale: a score is worth nothing by another
        if now and then:
            return _sign(then - now)
    found = set[Direction | None]()
    for move in moves:
        found.add(move)
        if found >= {Direction.BETTER, Direction.WORSE}:
            break
    return (Direction.BETTER in found) - (Direction.WORSE in found)


def _figure_lean(plan: Plan, before: Plan, record: Indicator, old: Indicator) -> int | Direction:
    """By the special cause of the latest point where there are points enough; below that by the plain difference."""
    from . import limits, spc  # not before a figure moved: the start does without it

    series = plan.series(record)
    now, then = plan.latest(record), before.latest(old)
    if now is None or then is None or now.value is None or then.value is None or now.value == then.value:
        return 0
    if _younger(then, now):
        return Direction.LESS_KNOWN  # the figure of then is gone, and an older one stands in its place
    if len(series) >= spc.SHOWN_FROM:
        segment = limits.segment_of(plan, record)
        if segment is None:
            return _plainly(plan, record, now.value, then.value)
        kind = spc.kind(segment.special[-1], record.better)
        if kind is spc.Variation.COMMON:
            return Direction.NO_REAL_CHANGE
        return (kind is spc.Variation.IMPROVEMENT) - (kind is spc.Variation.CONCERN)
    return _plainly(plan, record, now.value, then.value)


def _plainly(plan: Plan, record: Indicator, now: Decimal, then: Decimal) -> int:
    """By the plain difference of two figures."""
    record = held_now(plan, record)
    if record.better in ("higher", "lower"):
        return _sign(now - then) * (1 if record.better == "higher" else -1)
    if record.better == "band" and record.target is not None and record.target_high is not None:
        low, high = record.target, record.target_high
        outside = [max(low - value, value - high, Decimal(0)) for value in (now, then)]
        return _sign(outside[1] - outside[0])
    return 0


def _younger(one: Reading, other: Reading) -> bool:
    return bool(one.period and other.period and one.period > other.period)


def _sign(value: int | Decimal) -> int:
    return (value > 0) - (value < 0)


def _way(lean: int) -> Direction:
    return Direction.BETTER if lean > 0 else Direction.WORSE if lean < 0 else Direction.SAME
