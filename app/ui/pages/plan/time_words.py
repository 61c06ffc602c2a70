"""What a row of the timeline says: its dates in a sentence, for those who cannot see the bars, and beside them."""

from __future__ import annotations

from app.domain import timeline
from app.domain.figures import counted, span
from app.domain.records import Action, Milestone

from .rows import PlanRow


def sentence(row: PlanRow) -> str:
    """Such as "July 2017 to 30 Apr 2018, was March 2018, 60 % done, 1 of 3 milestones reached"."""
    match row.record:
        case Action() as action:
            when = span(action.starts, action.due) if action.due else f"from {action.starts}" if action.starts else ""
            steps = timeline.milestones(row.now.plan, action)
            reached = f"{sum(s.done for s in steps)} of {counted(len(steps), 'milestone')} reached" if steps else ""
            how_far = "" if not action.is_open or action.percent is None else f"{action.percent} % done"
            parts = (when or "no dates", row.was_words, _done(row), how_far, reached)
        case Milestone() as step:
            parts = (f"due {step.due}" if step.due else "no date", row.was_words, _done(row))
        case _:
            parts = (row.gist,)
    return ", ".join(filter(None, parts))


def beside(row: PlanRow) -> str:
    """What stands behind a bar: when it is due, was done or ended, and what it was moved from."""
    record = row.record
    if not isinstance(record, Action | Milestone):
        return ""
    if isinstance(record, Action) and record.is_ended:
        when = f"Ended {record.ended}" if record.ended else "Ended, date not given"
    elif record.done:
        when = f"Done {record.done_on}" if record.done_on else "Done, date not given"
    else:
        when = str(record.due) if record.due else "No due date"
    return f"{when}, was {row.was}" if row.was else when


def under(row: PlanRow) -> str:
    """Under a title of the timeline: its status in words."""
    if row.rating is None:
        return row.gist
    if isinstance(row.record, Action) and row.record.is_ended:
        return row.gist
    return ", ".join(filter(None, (row.rating.status.word, row.rating.distance or row.rating.short)))


def _done(row: PlanRow) -> str:
    record = row.record
    if isinstance(record, Action) and record.is_ended:
        return record.ended_words
    if not isinstance(record, Action | Milestone) or not record.done:
        return ""
    return f"done {record.done_on}" if record.done_on else "done, date not given"
