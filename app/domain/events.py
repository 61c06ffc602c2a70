"""What happened while an indicator was measured: the numbered marks of its chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from .axis import middle
from .figures import capital, listed, opening, short_name, span
from .plan import Plan
from .records import Action, Body, Indicator, Meeting, Reading, Record, Visit
from .schedule import PartialDate, show_date

MOST = 8
"""So many marks a chart has at most."""

_PLURALS = {"visit": "visits", "action": "actions done", "note": "notes", "meeting": "meetings"}
APART = 24
"""Marks lie at least one in so many parts of the time axis from each other."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened.

    Attributes:
        day: where it lies on the time axis.
        when: the day as it is known: "12 to 13 Dec 2017".
        kind: "note", "visit", "meeting" or "action".
        record: what it is of.
    """

    day: date
    when: str
    text: str
    kind: str
    record: Record
    illustrative: bool = False


@dataclass(frozen=True, kw_only=True)
class Annotation:
    """A numbered mark on the time axis, told in the list below the chart: an event, or several that lie close together.

    Attributes:
        text: "Second visit", or "4 meetings of Cabinet".
        when: the day as it is known, or from when to when.
        events: oldest first.
    """

    number: int
    text: str
    when: str
    events: tuple[Event, ...]

    @property
    def day(self) -> date:
        """Where its number stands: midway between its first and its last event."""
        return _middle(self.events)

    @property
    def illustrative(self) -> bool:
        """Whether no source supports any of it."""
        return any(event.illustrative for event in self.events)


def numbers(first: Annotation, last: Annotation) -> str:
    """What stands in the mark of one or several annotations: "3", "3–5"."""
    return str(first.number) if first is last else f"{first.number}–{last.number}"


def annotate(
    plan: Plan, before: Plan | None, indicator: Indicator, shown: Sequence[Reading], x_range: tuple[date, date]
) -> Iterator[Annotation]:
    """What happened within the chart and by the position date; what does not fit beside each other is one mark.

    `before` is the plan as it was at the meeting that is compared with.
    """
    body = plan.get(Body, body_of_meetings(plan, before))
    yield from _marked(plan, body, (*_events_of(plan, indicator, shown), *_events(plan, body)), x_range)


def annotate_all(plan: Plan, before: Plan | None, x_range: tuple[date, date], wanted: str = "") -> list[Annotation]:
    """What happened that belongs to every chart alike: visits, and the meetings of one body (`wanted` where it met)."""
    met = wanted and any(m.closed for m in plan.all(Meeting) if m.body == wanted)
    body = plan.get(Body, wanted if met else body_of_meetings(plan, before))
    return list(_marked(plan, body, tuple(_events(plan, body)), x_range))


def within(marks: Iterable[Annotation], x_range: tuple[date, date]) -> Iterator[Annotation]:
    """Of these marks what lies on a time axis; each keeps its number."""
    for mark in marks:
        if events := tuple(event for event in mark.events if x_range[0] <= event.day <= x_range[1]):
            yield replace(mark, events=events)


def _marked(plan: Plan, body: Body | None, events: Sequence[Event], x_range: tuple[date, date]) -> Iterator[Annotation]:
    low, high = x_range[0], min(x_range[1], plan.position)
    inside = sorted((e for e in events if low <= e.day <= high), key=lambda e: e.day)
    for number, group in enumerate(_grouped(inside, (x_range[1] - x_range[0]) / APART), 1):
        first, last = group[0], group[-1]
        when = first.when if len(group) == 1 else span(PartialDate.of(first.day), PartialDate.of(last.day))
        yield Annotation(number=number, text=_told(body, group), when=when, events=group)


def body_of_meetings(plan: Plan, before: Plan | None) -> str:
    """The key of the body whose meetings a chart shows.

    The plan's own where it has met; else that of the meeting that is compared with; else that which met last.
    """
    held = [m for m in plan.all(Meeting) if m.closed and m.day and m.day <= plan.position]
    own = plan.programme.body
    if any(meeting.body == own for meeting in held):
        return own
    compared = [meeting for meeting in held if before and meeting.day == before.position]
    latest = max(compared or held, key=lambda m: (m.day or date.min, m.id), default=None)
    return latest.body if latest else ""


def _events_of(plan: Plan, indicator: Indicator, shown: Sequence[Reading]) -> Iterator[Event]:
    """Notes and finished actions of one indicator."""
    for reading in shown:
        if reading.note.strip() and reading.period:
            yield Event(
                day=middle(reading.period), when=str(reading.period), text=opening(reading.note), kind="note",
                record=reading, illustrative=plan.illustrative(reading, "note"),
            )  # fmt: skip
    for action in plan.serving(indicator, Action):
        if action.done and action.done_on:
            yield Event(
                day=middle(action.done_on), when=str(action.done_on), text=f"{capital(short_name(action))}: done",
                kind="action", record=action, illustrative=plan.illustrative(action, "done_on"),
            )  # fmt: skip


def _events(plan: Plan, body: Body | None) -> Iterator[Event]:
    """Visits, and the meetings of one body."""
    for visit in plan.all(Visit):
        if visit.happened and (day := visit.starts or visit.ends):
            yield Event(
                day=middle(day), when=span(visit.starts, visit.ends), text=capital(short_name(visit)), kind="visit",
                record=visit, illustrative=plan.illustrative(visit, "starts"),
            )  # fmt: skip
    for meeting in plan.children(body, Meeting, "body") if body else ():
        if meeting.closed and meeting.day:
            yield Event(
                day=meeting.day, when=show_date(meeting.day), text=f"{body.title} meeting" if body else "Meeting",
                kind="meeting", record=meeting, illustrative=plan.illustrative(meeting, "day"),
            )  # fmt: skip


def _grouped(events: Sequence[Event], apart: timedelta) -> list[tuple[Event, ...]]:
    """Events that lie close together as one; meetings first where there are too many marks."""
    groups: list[tuple[Event, ...]] = [(event,) for event in events]
    while len(groups) > 1:
        gaps = [_middle(after) - _middle(before) for before, after in pairwise(groups)]
        nearest = min(range(len(gaps)), key=gaps.__getitem__)
        if gaps[nearest] >= apart:
            if len(groups) <= MOST:
                break
            meetings = [n for n, pair in enumerate(pairwise(groups)) if all(map(_only_meetings, pair))]
            nearest = min(meetings, key=gaps.__getitem__, default=nearest)
        groups[nearest : nearest + 2] = [groups[nearest] + groups[nearest + 1]]
    return groups


def _only_meetings(events: Sequence[Event]) -> bool:
    return all(event.kind == "meeting" for event in events)


def _middle(events: Sequence[Event]) -> date:
    return events[0].day + (events[-1].day - events[0].day) / 2


def _told(body: Body | None, events: Sequence[Event]) -> str:
    """What a mark stands for: one or two things in their own words, more of a kind as their number."""
    kinds = {kind: [event for event in events if event.kind == kind] for kind in _PLURALS}
    parts: list[str] = []
    for kind, found in kinds.items():
        if len(found) > (1 if kind == "meeting" else 2):
            parts.append(f"{len(found)} {_PLURALS[kind]}")
        else:
            parts += [event.text.removesuffix(".") if len(events) > 1 else event.text for event in found]
    if len(events) > 1 and body and _only_meetings(events):
        return f"{parts[0]} of {opening(body.title, 60)}"
    return listed(parts)
