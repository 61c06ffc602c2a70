"""What lies ahead: meetings, visits, reviews, due dates, ends of stages, the goal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from .fields import rules
from .figures import called, capital, span
from .frozen import Frozen
from .plan import Plan
from .records import (
    Action,
    Body,
    Meeting,
    Milestone,
    Override,
    Programme,
    Record,
    Risk,
    Stage,
    Visit,
)
from .schedule import PartialDate
from .status import Status


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


def coming_up(plan: Plan) -> list[Coming]:
    """Meetings, visits, reviews, due dates, ends of stages and the goal from the position date on, soonest first."""
    found = [coming for coming in _ahead(plan) if coming.day >= plan.position]
    return sorted(found, key=lambda coming: coming.day)


def _ahead(plan: Plan) -> Iterator[Coming]:
    for meeting in plan.all(Meeting):
        body = plan.find(meeting.body)
        if meeting.day and not meeting.closed:
            name = body.title if isinstance(body, Body) else "Meeting"
            yield _coming(plan, meeting, "day", PartialDate.of(meeting.day), name, meeting.purpose or "Meeting")
    for visit in plan.all(Visit):
        if visit.starts and not visit.happened:
            first, *_ = visit.focus.strip().split("\n")
            coming = _coming(plan, visit, "starts", visit.starts, capital(called(visit)), first or visit.NAME)
            yield replace(coming, when=span(visit.starts, visit.ends))
    for action in plan.all(Action):
        if action.due and not action.done:
            yield _coming(plan, action, "due", action.due, capital(called(action)), _owned("Action due", action.owner))
    for milestone in plan.all(Milestone):
        if milestone.due and not milestone.done:
            of = plan.find(milestone.action)
            detail = f"Milestone of {called(of)}" if of else "Milestone"
            yield _coming(plan, milestone, "due", milestone.due, capital(called(milestone)), detail)
    for risk in plan.all(Risk):
        if risk.review and not risk.closed:
            yield _coming(plan, risk, "review", risk.review, capital(called(risk)), _owned("Risk review", risk.owner))
    for stage in plan.all(Stage):
        if stage.ends:
            yield _coming(plan, stage, "ends", stage.ends, stage.name, "Stage ends")
    for override in plan.all(Override):
        record = plan.find(override.record)
        if record and override.until:
            detail = f"{Status(override.status).word}, set by {override.by}"
            what = f"{capital(called(record))}: the status set by hand ends"
            yield _coming(plan, override, "until", PartialDate.of(override.until), what, detail)
    programme = plan.programme
    if programme.goal:
        grade = rules(Programme)["wanted"].show(programme.wanted) if programme.wanted else ""
        detail = f"Goal: {grade.lower()}" if grade else "Goal"
        yield _coming(plan, programme, "goal", PartialDate.of(programme.goal), capital(called(programme)), detail)


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
