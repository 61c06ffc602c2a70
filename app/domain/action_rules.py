"""The rules for an action and its milestones: by date, pace, what blocks them, and whether anybody reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .figures import capital, happened, short_name
from .log_facts import Moved
from .order import place
from .plan import Plan
from .records import Action, Body, DateChange, Dependency, Milestone, reason_given
from .rules import stood_before, unrated
from .schedule import PartialDate, days, show_date
from .status import Status, Verdict

PACE_FROM_DAYS, PACE_FROM_SHARE = 14, 10
"""The pace counts once so many days and so many per cent of the time are gone."""
SILENT_BETWEEN_MEETINGS = 30
"""Where a body meets every two months or less often, silence is an interval and this many days more."""

_INTERVALS = {"two months": 61, "quarter": 92, "half-year": 184, "year": 366}
"""The longest that lies between two meetings, in days, of bodies that meet every two months or less often."""


class ActionCause(NamedTuple):
    """What puts an action at risk or off track; `words` are empty where due date and pace are told anyway."""

    status: Status
    words: str


def action(plan: Plan, record: Action) -> Verdict:
    """By its due date, its pace, what blocks it, and when it was last reported.

    What puts it at risk goes before what keeps it from being rated. An open action of which nothing is known is not
    rated: that its day has not come says nothing of how it goes.
    """
    if record.done:
        return done(plan, record, record.done_on)
    if record.is_ended:
        return _ended(plan, record)
    held = held_up(plan, record)
    causes = [ActionCause(Status.AMBER, f"blocked by {held}")] if held else []
    causes += _moved(plan, record)
    progress = share_done(plan, record)[1]
    if record.due is not None:
        own, progress = _course(plan, record, record.due)
        causes += own
    causes += [*_silence(plan, record), *_milestones(plan, record)]
    if causes:
        return by_day(record, plan.position, causes, progress)
    unknown = _unknown(plan, record)
    if unknown:
        stood = stood_before(plan, record, action) if record.due is None else None
        return unrated(record, unknown, stood)
    assert record.due is not None
    return _on_track(plan, record, record.due, progress)


def milestone(plan: Plan, record: Milestone) -> Verdict:
    """By its due date alone: a step is reached or not."""
    if record.done:
        return done(plan, record, record.done_on)
    if record.due is None:
        stood = stood_before(plan, record, milestone)
        return unrated(record, "no due date", stood)
    return by_day(record, plan.position, list(_overdue(plan, record.due)), "")


def held_up(plan: Plan, record: Action) -> str:
    """What blocks an open action, or empty: what its people say, and what it waits for that is overdue or off track.

    That other action is judged on its own: what blocks it in turn makes it at risk at worst, so that nothing is
    missed, and actions that wait for each other in a circle do no harm.
    """
    if not record.is_open:
        return ""
    said = [record.blocked.strip().removesuffix(".")] if record.blocked.strip() else []
    for other in waits_for(plan, record):
        if not other.is_open or other.due is None:
            continue
        late = (plan.position - other.due.last).days
        if late > 0 or any(cause.status is Status.RED for cause in _course(plan, other, other.due)[0]):
            said.append(
                f"{other.ref or short_name(other)}, {f'{days(late)} overdue' if late > 0 else 'behind its pace'}"
            )
    return " and by ".join(said)


def waits_for(plan: Plan, record: Action) -> tuple[Action, ...]:
    """The actions that must be done before this one can go on, finished ones too."""
    waits = plan.children(record, Dependency, "action")
    found = [other for d in waits if (other := plan.get(Action, d.waits_for))]
    return tuple(sorted(found, key=place))


def moved_late(plan: Plan, record: Action | Milestone) -> tuple[DateChange | Moved, ...]:
    """The changes of a due date that came after it had passed, oldest first; what was taken away then is among them."""
    return tuple(c for c in _changes_of_date(plan, record) if c.was and c.day and c.was.last < c.day)


def _changes_of_date(plan: Plan, record: Action | Milestone) -> list[DateChange | Moved]:
    """What people said of a date that they moved; and where nobody did, as in plan text, what the log knows."""
    told: list[DateChange | Moved] = list(plan.children(record, DateChange, "record"))
    if not told and record.id not in plan.log.moved:
        return told
    known = {change.was for change in told} | {record.due}  # a date that holds again was not moved
    told += [move for move in plan.log.moved.get(record.id, ()) if move.was not in known]
    return sorted(told, key=lambda c: (c.day or date.min, c.id if isinstance(c, DateChange) else c.edit))


def begins(plan: Plan, record: Action) -> date | None:
    """The day from which an action's time counts: its start, else the position date of the edit that made it."""
    return record.starts.first if record.starts else plan.log.entered.get(record.id)


def time_gone(starts: date, due: PartialDate, position: date) -> tuple[int, int]:
    """Days gone and days in all, 0 <= gone <= all and 1 <= all; what starts and ends on one day is gone on that day."""
    whole = (due.last - starts).days
    gone = (position - starts).days
    if whole <= 0:
        return int(gone >= 0), 1
    return min(max(gone, 0), whole), whole


def silent_after(plan: Plan) -> int:
    """After how many days without a report an action is at risk: longer where the plan's own body seldom meets."""
    body = plan.get(Body, plan.programme.body)
    between = _INTERVALS.get(body.every) if body else None
    limit = plan.thresholds.silent_days
    return max(limit, between + SILENT_BETWEEN_MEETINGS) if between else limit


def has_evidence(plan: Plan, record: Action) -> bool:
    """Whether anything at all is known of how an action goes."""
    told = record.reported or record.progress.strip() or record.blocked.strip() or record.percent is not None
    return bool(told) or any(m.done for m in plan.children(record, Milestone, "action"))


def _overdue(plan: Plan, due: PartialDate) -> Iterator[ActionCause]:
    late = (plan.position - due.last).days
    if late > 0:
        yield ActionCause(Status.AMBER if late <= plan.thresholds.overdue_days else Status.RED, "")


def _course(plan: Plan, record: Action, due: PartialDate) -> tuple[list[ActionCause], str]:
    """What its due date and its pace make of an open action, and how much of it is done in words."""
    limits, left = plan.thresholds, (due.last - plan.position).days
    causes = list(_overdue(plan, due))
    percent, done_words = share_done(plan, record)
    if 0 <= left <= limits.due_soon_days:
        if percent is None:
            causes.append(ActionCause(Status.AMBER, "per cent not given"))
        elif percent < limits.due_soon_percent:
            causes.append(ActionCause(Status.AMBER, ""))
    if percent is None:
        return causes, ""
    start = begins(plan, record)
    if start is None:
        return causes, done_words
    gone, whole = time_gone(start, due, plan.position)
    since = (plan.position - start).days
    if since < PACE_FROM_DAYS or 100 * gone < PACE_FROM_SHARE * whole:
        return causes, done_words
    if percent * whole < limits.pace_amber * gone:
        causes.append(ActionCause(Status.RED, ""))
    elif percent * whole < limits.pace_green * gone:
        causes.append(ActionCause(Status.AMBER, ""))
    return causes, f"{done_words} with {round(100 * gone / whole)} % of the time gone"


def share_done(plan: Plan, record: Action) -> tuple[int | None, str]:
    """How much of an action is done, in per cent and in words; what was taken away counts as last said."""
    if record.percent is not None:
        return record.percent, f"{record.percent} % done"
    withdrawn = plan.log.withdrawn.get(record.id)
    percent = withdrawn.values.get("percent") if withdrawn else None
    return percent, "" if percent is None else f"{percent} % done when last said"


def _moved(plan: Plan, record: Action) -> Iterator[ActionCause]:
    """A date moved after it had passed, or taken away, weighs until a meeting was closed that could see it."""
    late = [c for c in _changes_of_date(plan, record) if c.was and c.day and (c.now is None or c.was.last < c.day)]
    if not late or late[-1].day is None:
        return
    if plan.last_closed < late[-1].day:
        how = "taken away" if late[-1].now is None else "moved after it had passed"
        yield ActionCause(Status.AMBER, f"its date of {late[-1].was} was {how} on {show_date(late[-1].day)}")


def _silence(plan: Plan, record: Action) -> Iterator[ActionCause]:
    if record.reported:
        since = record.reported.last
    else:
        since = record.starts.first if record.starts else plan.log.silent_from.get(record.id)
    silent = (plan.position - since).days if since else 0
    if silent > silent_after(plan):
        yield ActionCause(Status.AMBER, f"no update for {days(silent)}")


def _milestones(plan: Plan, record: Action) -> Iterator[ActionCause]:
    for step in plan.children(record, Milestone, "action"):
        withdrawn = plan.log.withdrawn.get(step.id)
        due = step.due or (withdrawn.values.get("due") if withdrawn else None)
        late = (plan.position - due.last).days if due and not step.done else 0
        if late > plan.thresholds.overdue_days:
            taken = "" if step.due else f" by the date of {due} that was taken away"
            yield ActionCause(Status.AMBER, f"milestone “{short_name(step)}” {days(late)} overdue{taken}")


def _unknown(plan: Plan, record: Action) -> str:
    """What keeps an open action from being rated, or empty."""
    if record.due is None:
        return "no due date"
    if not has_evidence(plan, record):
        return "nothing reported yet"
    if not record.reported and not record.starts and record.id not in plan.log.silent_from:
        return "reported on no known day, and no start given"
    start = begins(plan, record)
    if record.percent is None and start and not any(m.done for m in plan.children(record, Milestone, "action")):
        gone, whole = time_gone(start, record.due, plan.position)
        if 2 * gone >= whole:
            return f"how much is done is not said, with {round(100 * gone / whole)} % of the time gone"
    return ""


def _on_track(plan: Plan, record: Action, due: PartialDate, progress: str) -> Verdict:
    reported = f"last reported {record.reported}" if record.reported else "no day of a report given"
    left = (due.last - plan.position).days
    distance = f"due in {days(left)}" if left else "due today"
    when = f"not due until {due}, in {days(left)}" if left else distance
    said = f"{when}; {reported}; {progress or 'per cent not given'}"
    return Verdict(
        status=Status.GREEN,
        reason=f"{capital(short_name(record))}: {said}, on track.",
        short=", ".join(part for part in (distance, progress) if part),
        distance=distance,
        forecast=True,
    )


def by_day(record: Action | Milestone, position: date, causes: list[ActionCause], progress: str) -> Verdict:
    """What is due, with all that puts it at risk or off track; on track where nothing does."""
    status = min((cause.status for cause in causes), key=lambda s: s.rank, default=Status.GREEN)
    distance, due, left = "", "no due date", 1
    if record.due:
        left = (record.due.last - position).days
        by = f"due {'' if record.due.precision == 'day' else 'by '}{record.due}"
        distance = f"{days(-left)} overdue" if left < 0 else f"due in {days(left)}" if left else "due today"
        due = f"{by}, {distance.removeprefix('due ')}"
    words = [cause.words for cause in causes if cause.words]
    first = [words_ for words_ in words if words_.startswith(("blocked", "its date"))]
    rest = [words_ for words_ in words if words_ not in first]
    said = ", ".join(filter(None, (*first, due, progress, *rest)))
    return Verdict(
        status=status,
        reason=f"{capital(short_name(record))}: {said}, {status.word.lower()}.",
        short=", ".join(filter(None, (*first, distance, progress, *rest))),
        distance=distance,
        forecast=left >= 0,
    )


def done(plan: Plan, record: Action | Milestone, day: PartialDate | None) -> Verdict:
    """What is done, and when."""
    said = f"done {happened(day, plan.position)}" if day else "done, date not given"
    return Verdict(status=Status.COMPLETE, reason=f"{capital(short_name(record))}: {said}, complete.", short=said)


def _ended(plan: Plan, record: Action) -> Verdict:
    """Ended without being done: a state of its own, neither good nor bad."""
    why = record.ended_why.strip().removesuffix(".") if reason_given(record.ended_why) else "reason not given"
    when = happened(record.ended, plan.position) if record.ended else "on a day not given"
    said = f"ended {when} without being done: {why}"
    return Verdict(status=Status.ENDED, reason=f"{capital(short_name(record))}: {said}.", short=said)
