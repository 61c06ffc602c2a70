"""The forward plan: meetings that the rhythm of a body gives, and the twelve months ahead, month by month.

A body that meets on the second Tuesday meets on the second Tuesday; the fifth of a month becomes the last. So a rhythm
never drifts, never leaves the month, and never falls on another day of the week.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from .coming import Ahead, Coming, ahead, in_words
from .figures import short_name
from .frozen import Frozen
from .keys import natural_key
from .plan import Plan
from .records import Action, Body, Meeting, Milestone, Record
from .schedule import FULL_MONTHS, days_in

_MONTHS = {"month": 1, "two months": 2, "quarter": 3, "half-year": 6, "year": 12}
_FORTNIGHT = timedelta(days=14)
_APART = {"fortnight": 7}
_LEAST_APART = 14
_LAST_YEAR = 2999
_TO_MONDAY = {5: 2, 6: 1}
_FOUR_WEEKS = 28


def horizon(plan: Plan) -> date:
    """The last day that meetings are planned for: twelve months after the position date."""
    year = min(plan.position.year + 1, _LAST_YEAR)
    return date(year, plan.position.month, min(plan.position.day, days_in(year, plan.position.month)))


def rhythm(every: str, anchor: date, until: date) -> Iterator[date]:
    """The days after `anchor` that a rhythm (a key of `records.EVERY`) gives up to `until`, in order."""
    if every == "fortnight":
        day = anchor + _FORTNIGHT
        while day <= until:
            yield day
            day += _FORTNIGHT
    elif every in _MONTHS:
        months = anchor.year * 12 + anchor.month - 1
        while True:
            months += _MONTHS[every]
            if months // 12 > until.year or (day := _same_weekday(months, anchor)) > until:
                return
            yield day


def planned(plan: Plan, body: Body, removed: Collection[str] = ()) -> list[Meeting]:
    """The meetings that are still to be entered so that a body's rhythm is planned to the horizon.

    The rhythm goes on from the last meeting that was entered by hand, else from the first that it gave, else from the
    position date. A meeting that was moved keeps the day that it was planned for, and one whose key is among `removed`
    is not wanted: neither is given again. None is given beside another meeting of the body.
    """
    held = [m for m in plan.children(body, Meeting, "body") if m.day]
    near = timedelta(days=_APART.get(body.every, _LEAST_APART))
    taken = {day for m in held for day in (m.day, m.planned) if day}
    slots = {m.planned or m.day for m in held}
    keys = {m.id for m in held}.union(removed)
    found: list[Meeting] = []
    for day in rhythm(body.every, _anchor(plan, held), horizon(plan)):
        key = natural_key(Meeting.TABLE, body.id, day.isoformat())
        beside = day in taken or any(abs(day - slot) < near for slot in slots if slot)
        if day > plan.position and key not in keys and not beside:
            found.append(Meeting(id=key, body=body.id, day=day, planned=day))
    return found


def all_planned(plan: Plan, removed: Collection[str] = ()) -> list[Meeting]:
    """The meetings that are still to be entered so that the rhythm of every body is planned to the horizon."""
    return [meeting for body in plan.all(Body) for meeting in planned(plan, body, removed)]


def label(plan: Plan, meetings: Iterable[Meeting]) -> str:
    """What the edit is called that enters them: "Plan the Improvement Board’s meetings to January 2019"."""
    end = horizon(plan)
    bodies = {body.id: body for m in meetings if (body := plan.get(Body, m.body))}
    name = short_name(next(iter(bodies.values()))) if len(bodies) == 1 else ""
    whose = f"the {name}’s meetings" if name else "meetings"
    return f"Plan {whose} to {FULL_MONTHS[end.month - 1]} {end.year}"


class Month(Frozen):
    """One month of the forward plan, the soonest first. What is told of each thing is worked out when it is asked for.

    Attributes:
        year, number: which; those of the last month where it is what comes after it.
        name: "March 2018"; "After January 2019" for what is left of the programme.
        meetings: those that are open.
        events: visits, reviews, ends of stages and of statuses set by hand, the goal.
        milestones, actions: those that fall due; `due` are the keys of the actions.
    """

    year: int
    number: int
    name: str
    meetings: Sequence[Coming]
    events: Sequence[Coming]
    milestones: Sequence[Coming]
    actions: Sequence[Coming]
    due: frozenset[str]

    @property
    def count(self) -> int:
        """How many things it holds."""
        return sum(map(len, (self.meetings, self.events, self.milestones, self.actions)))


def months_ahead(plan: Plan) -> list[Month]:
    """The months from that of the position date on, empty ones too; last what no later month brings: the goal."""
    end = horizon(plan)
    found: dict[int, list[Ahead]] = {}
    for each in ahead(plan):
        day = each.day.last
        found.setdefault(day.year * 12 + day.month - 1, []).append(each)
    first, last = (day.year * 12 + day.month - 1 for day in (plan.position, end))
    months = [_month(plan, number, found.get(number, [])) for number in range(first, last + 1)]
    later = [a for number, those in found.items() if number > last for a in those if a.record == plan.programme]
    return [*months, _month(plan, last, later, "After ")] if later else months


def _month(plan: Plan, months: int, found: list[Ahead], before: str = "") -> Month:
    def of(*kinds: type[Record]) -> list[Ahead]:
        return [each for each in found if isinstance(each.record, kinds)]

    actions = of(Action)
    events = [each for each in found if not isinstance(each.record, Meeting | Action | Milestone)]
    return Month(
        year=months // 12,
        number=months % 12 + 1,
        name=f"{before}{FULL_MONTHS[months % 12]} {months // 12}",
        meetings=in_words(plan, of(Meeting)),
        events=in_words(plan, events),
        milestones=in_words(plan, of(Milestone)),
        actions=in_words(plan, actions),
        due=frozenset(each.record.id for each in actions),
    )


def _anchor(plan: Plan, held: list[Meeting]) -> date:
    by_hand = max((m.day for m in held if m.day and not m.planned), default=None)
    given = min((m.planned for m in held if m.planned), default=None)
    return by_hand or given or _from_position(plan.position)


def _from_position(position: date) -> date:
    """A weekday to begin from; never a fifth, which the first meeting that follows would not show to be the last."""
    day = position + timedelta(days=_TO_MONDAY.get(position.weekday(), 0))
    return day - timedelta(days=7) if day.day > _FOUR_WEEKS else day


def _same_weekday(months: int, anchor: date) -> date:
    """The day in the month so many months after January of year 0 that `anchor` is in its own: the second Tuesday."""
    year, month = months // 12, months % 12 + 1
    week = (anchor.day - 1) // 7 + 1
    first = date(year, month, 1)
    day = 1 + (anchor.weekday() - first.weekday()) % 7 + 7 * (week - 1)
    return date(year, month, day - 7 if day > days_in(year, month) else day)
