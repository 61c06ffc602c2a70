"""What lies ahead: meetings, visits, reviews, due dates, ends of stages, the goal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from .figures import capital, short_name, span
from .frozen import Frozen
from .lazy import Lazy
from .plan import Plan
from .records import STATUSES, Action, Body, Meeting, Milestone, Override, Programme, Record, Risk, Stage, Visit, rules
from .schedule import PartialDate
from .timeline import is_open


class Coming(Frozen):
    """Something that lies ahead.

    Attributes:
        day: the day it falls due or begins; the last of a month or a quarter known only as such.
        when: the day as it is known: "20 Mar 2018", "by April 2018".
        what, detail: what it is, and what to know of it.
        illustrative: no source supports the date.
    """

    day: date
    when: str
    what: str
    detail: str
    record: Record
    illustrative: bool = False

    def day_in(self, year: int, month: int) -> str:
        """When, for a reader who knows the month: "20 Mar", "1 to 2 May"; nothing where only the month is known."""
        if (self.day.year, self.day.month) != (year, month):
            return self.when
        return "" if self.when.startswith("by ") else self.when.removesuffix(f" {year}")


def coming_up(plan: Plan) -> Sequence[Coming]:
    """Meetings, visits, reviews, due dates, ends of stages and the goal from the position date on, soonest first.

    What lies ahead is known at once; each is put into words when it is asked for.
    """
    return in_words(plan, ahead(plan))


class Ahead(NamedTuple):
    """Something that lies ahead, not yet in words: its day, its record, and what puts it into words."""

    day: PartialDate
    record: Record
    say: Callable[..., Coming]


def ahead(plan: Plan) -> list[Ahead]:
    """All that lies ahead from the position date on, soonest first."""
    found = [Ahead(*each) for each in _ahead(plan) if each[0].last >= plan.position]
    return sorted(found, key=lambda each: each.day.last)


def in_words(plan: Plan, found: Iterable[Ahead]) -> Sequence[Coming]:
    """What lies ahead as it is told; each is put into words when it is asked for."""
    return Lazy([*found], lambda each: each.say(plan, each.record, each.day))


def _ahead(plan: Plan) -> Iterator[tuple[PartialDate, Record, Callable[..., Coming]]]:
    """The day of what may lie ahead, its record, and what puts it into words."""
    for meeting in plan.kept("not closed", (Meeting,), lambda: [m for m in plan.all(Meeting) if not m.closed]):
        if meeting.day:
            yield PartialDate.of(meeting.day), meeting, _meeting
    for visit in plan.all(Visit):
        if visit.starts and not visit.happened:
            yield visit.starts, visit, _visit
    for action in plan.kept("due", (Action,), lambda: [a for a in plan.all(Action) if a.due and a.is_open]):
        assert action.due is not None
        yield action.due, action, _action
    for milestone in plan.all(Milestone):
        if milestone.due and is_open(plan, milestone):
            yield milestone.due, milestone, _milestone
    for risk in plan.all(Risk):
        if risk.review and not risk.is_closed:
            yield risk.review, risk, _review
    for stage in plan.all(Stage):
        if stage.ends:
            yield stage.ends, stage, _stage
    for override in plan.all(Override):
        if override.until and plan.find(override.record):
            yield PartialDate.of(override.until), override, _override
    if plan.programme.goal:
        yield PartialDate.of(plan.programme.goal), plan.programme, _goal


def _meeting(plan: Plan, meeting: Meeting, day: PartialDate) -> Coming:
    body = plan.find(meeting.body)
    name = body.title if isinstance(body, Body) else "Meeting"
    return _coming(plan, meeting, "day", day, name, meeting.purpose or "Meeting")


def _visit(plan: Plan, visit: Visit, day: PartialDate) -> Coming:
    first, *_ = visit.focus.strip().split("\n")
    coming = _coming(plan, visit, "starts", day, capital(short_name(visit)), first or visit.NAME)
    return replace(coming, when=span(day, visit.ends))


def _action(plan: Plan, action: Action, day: PartialDate) -> Coming:
    return _coming(plan, action, "due", day, capital(short_name(action)), _owned("Action due", action.owner))


def _milestone(plan: Plan, milestone: Milestone, day: PartialDate) -> Coming:
    of = plan.find(milestone.action)
    detail = f"Milestone of {short_name(of)}" if of else "Milestone"
    return _coming(plan, milestone, "due", day, capital(short_name(milestone)), detail)


def _review(plan: Plan, risk: Risk, day: PartialDate) -> Coming:
    return _coming(plan, risk, "review", day, capital(short_name(risk)), _owned("Risk review", risk.owner))


def _stage(plan: Plan, stage: Stage, day: PartialDate) -> Coming:
    return _coming(plan, stage, "ends", day, stage.name, "Stage ends")


def _override(plan: Plan, override: Override, day: PartialDate) -> Coming:
    record = plan.find(override.record)
    what = f"{capital(short_name(record))}: the status set by hand ends" if record else ""
    return _coming(plan, override, "until", day, what, f"{STATUSES[override.status]}, set by {override.by}")


def _goal(plan: Plan, programme: Programme, day: PartialDate) -> Coming:
    grade = rules(Programme)["wanted"].show(programme.wanted) if programme.wanted else ""
    return _coming(
        plan, programme, "goal", day, capital(short_name(programme)), f"Goal: {grade.lower()}" if grade else "Goal"
    )


def _coming(plan: Plan, record: Record, field: str, day: PartialDate, what: str, detail: str) -> Coming:
    exact = day.precision == "day"
    return Coming(
        day=day.last,
        when=str(day) if exact else f"by {day}",
        what=what,
        detail=detail,
        record=record,
        illustrative=plan.illustrative(record, field),
    )


def _owned(what: str, owner: str) -> str:
    return f"{what}, {owner}" if owner else f"{what}, no owner"
