"""Where a day stands in the timeline, and which days its axis names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.pace import clock_starts
from app.domain.plan import Plan
from app.domain.records import Action, Milestone
from app.domain.schedule import MONTHS

CLOSEST, WIDEST, LEAST_AT_FIRST = 12.0, 0.03, 0.6  # pixels that a day takes
ZOOM = 1.5
MONTH_ROOM = 30  # pixels that the name of a month takes


@dataclass(frozen=True)
class TimeScale:
    """Days and pixels.

    Attributes:
        first, last: the first and the last day that can be scrolled to.
        per_day: pixels that a day takes.
        offset: pixels that are scrolled away at the left.
    """

    first: date
    last: date
    per_day: float = 1.0
    offset: float = 0.0

    @property
    def width(self) -> float:
        """Pixels from the first day to the end of the last."""
        return ((self.last - self.first).days + 1) * self.per_day

    def x(self, day: date) -> float:
        """Where a day begins, in pixels from the left of what is seen."""
        return (day - self.first).days * self.per_day - self.offset

    def day_at(self, x: float) -> date:
        """The day at a place."""
        return self.first + timedelta(days=int((x + self.offset) // self.per_day))

    def scrolled(self, offset: float, room: float) -> TimeScale:
        """Scrolled so far that `offset` pixels are away at the left; never beyond an end."""
        return replace(self, offset=min(max(0.0, offset), max(0.0, self.width - room)))

    def zoomed(self, factor: float, room: float, around: float) -> TimeScale:
        """Closer or wider by `factor`; what stands at the pixel `around` stays there. Never wider than all fits."""
        least = max(WIDEST, min(room / ((self.last - self.first).days + 1), CLOSEST))
        per_day = min(max(self.per_day * factor, least), CLOSEST)
        offset = (self.offset + around) / self.per_day * per_day - around
        return replace(self, per_day=per_day).scrolled(offset, room)

    def fitted(self, room: float, position: date) -> TimeScale:
        """All of it where that can be read; otherwise the time around the position date."""
        days = (self.last - self.first).days + 1
        made = replace(self, per_day=min(max(room / days, LEAST_AT_FIRST), CLOSEST))
        return made.scrolled((position - self.first).days * made.per_day - room / 3, room)

    def years(self, room: float) -> Iterator[tuple[date, str]]:
        """The first days of the years that are seen, and of the year at the left, each with its number."""
        first = self.day_at(0)
        yield date(first.year, 1, 1), str(first.year)
        for year in range(first.year + 1, self.day_at(room).year + 1):
            yield date(year, 1, 1), str(year)

    def months(self, room: float) -> Iterator[tuple[date, str]]:
        """The first days of the months that are seen: all, every third, or none where there is no room for names."""
        a_month = 30.4 * self.per_day
        stride = 1 if a_month >= MONTH_ROOM else 3 if 3 * a_month >= MONTH_ROOM else 0
        if not stride:
            return
        day, last = self.day_at(0), self.day_at(room)
        number = day.year * 12 + day.month - 1
        number -= number % stride
        while (start := date(number // 12, number % 12 + 1, 1)) <= last:
            yield start, MONTHS[start.month - 1]
            number += stride


def span_of(plan: Plan) -> tuple[date, date]:
    """The months from the plan's first day to its last, with room for what is written behind the last."""
    known = [plan.position]
    if (start := clock_starts(plan)) is not None:
        known.append(start)
    if plan.programme.goal:
        known.append(plan.programme.goal)
    for action in plan.all(Action):
        known += [day.first for day in (action.starts,) if day]
        known += [day.last for day in (action.due, action.done_on) if day]
    known += [step.due.last for step in plan.all(Milestone) if step.due]
    first, last = min(known), max(known)
    room = max(60, (last - first).days // 8)
    return first.replace(day=1), min(date(2999, 12, 31), last + timedelta(days=room))
