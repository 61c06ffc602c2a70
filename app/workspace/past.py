"""The plan as it was at a closed meeting or at any moment: what it held, what it was compared with. No Qt."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from app.domain.dates import COUNCIL, NotADate, read_date
from app.domain.plan import Plan
from app.domain.records import Body, Meeting
from app.domain.schedule import show_date
from db.edits import Baseline
from db.edits import moment as time_of
from db.snapshot import AsOf
from db.store import Store

from .closings import in_use, who_closed
from .record_cache import RecordCache
from .refusals import Refusal, as_refusal


class Dated(NamedTuple):
    """A moment at which what counts is when edits were made, whenever they came into this file."""

    moment: datetime


Moment: TypeAlias = Meeting | Baseline | datetime | Dated | None
"""A closed meeting, its baseline, a moment with its time zone, or None for now."""

_CLOCK = (
    r"(?P<day>.*?)(?:\s+at)?(?:\s+|(?<=\d)T)"
    r"(?P<clock>(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d)?\s?(?P<half>am|pm)?)"
)
"""A day with a time after it."""


class Past:
    """The plan as it was at one moment.

    Attributes:
        title: which moment that is: "the Cabinet meeting of 27 Jun 2017", "20 Mar 2018, 09:12".
        meeting: the closed meeting whose baseline it is; None for any other moment.
        plan: the plan with what is illustrative.
        to: as it was asked for.
        then: the edits that were known.
    """

    def __init__(self, held: RecordCache, store: Store, to: Meeting | Baseline | datetime | Dated):
        """Raises Refusal: nothing is known of that moment."""
        self._held, self.to = held, to
        self.meeting: Meeting | None = None
        self._own = ""
        with as_refusal(Refusal):
            if isinstance(to, datetime | Dated):
                moment = to.moment if isinstance(to, Dated) else to
                self.then, self.title = _at(store, to), _moment(moment)
                if isinstance(to, Dated):
                    self.title += ", as the edits are dated"
                self.plan = held.as_of(self.then, day=moment.astimezone().date())
                return
            baseline = baseline_of(held, to)
            self.then, self._own = held.then(baseline), baseline.id
        self.plan = held.as_at(baseline)
        self.meeting = self.plan.get(Meeting, baseline.meeting)
        self.title = f"the {meeting_name(self.plan, self.meeting)}" if self.meeting else show_date(self.plan.position)
        with as_refusal(Refusal):
            by = who_closed(store.log, baseline.meeting, baseline, held.marks)
        self.title = ", ".join(filter(None, (self.title, by)))

    @property
    def why_read_only(self) -> str:
        """One sentence."""
        return f"This is the plan as it was at {self.title}: it can only be read."

    def compared_with(self, wanted: str = "") -> Baseline | None:
        """The baseline of the meeting closed before; `wanted` as in `meetings.compared`."""
        marks = [mark for mark in self._held.marks if mark.id in self.then and mark.id != self._own]
        return self._held.last_closed(self.plan, marks, wanted)


def meeting_name(plan: Plan, meeting: Meeting) -> str:
    """Such as "Cabinet meeting of 27 Jun 2017"."""
    body = plan.get(Body, meeting.body)
    of = f" of {show_date(meeting.day)}" if meeting.day else ""
    return f"{body.title} meeting{of}" if body else f"meeting{of}"


def baseline_of(held: RecordCache, of: Meeting | Baseline) -> Baseline:
    """What marks how the plan was when a meeting was closed. Raises Refusal where it is not closed."""
    if isinstance(of, Baseline):
        return of
    marked = [mark for mark in held.marks if mark.meeting == of.id]
    there = held.whole.get(Meeting, of.id)
    if not marked or there is None or not there.closed:
        raise Refusal(f"The {meeting_name(held.whole, of)} is not closed, so that nothing is kept of how the plan was.")
    return in_use(held.whole, marked)[of.id]


def _at(store: Store, to: datetime | Dated) -> AsOf:
    """What was known at a moment. Raises Refusal where nothing was, or nobody can know."""
    moment, dated = (to.moment, True) if isinstance(to, Dated) else (to, False)
    first, last = store.log.ends(dated=dated)
    now = datetime.now().astimezone()
    to_come = max(end_of(now.date()), time_of(last)) if dated and last else end_of(now.date())
    if first and moment > to_come:
        raise Refusal(f"{_moment(moment)} is still to come.")
    then = store.log.now() if first and not dated and moment >= now else store.log.as_at(moment, dated=dated)
    if then is None:
        day = f": its first change is of {_moment(time_of(first))}" if first else ""
        later = "" if dated or store.log.as_at(moment, dated=True) is None else " By the dates of its edits it does."
        raise Refusal(f"The plan does not reach back to {_moment(moment)}{day}.{later}")
    return then


def _moment(moment: datetime) -> str:
    here = moment.astimezone()
    return f"{show_date(here.date())}, {here:%H:%M}"


def has_time(text: str) -> bool:
    """Whether what a person typed as a moment ends with a time of day."""
    return re.fullmatch(_CLOCK, " ".join(text.split()), re.I | re.ASCII) is not None


def read_moment(text: str, quarters: str = COUNCIL) -> datetime:
    """What a person typed as a moment where they sit: "5 Jan 2018 14:30"; without a time, the end of that day.

    Raises:
        Refusal: with a sentence that says what can be written.
    """
    match = re.fullmatch(_CLOCK, " ".join(text.replace(",", " ").split()), re.I | re.ASCII)
    try:
        found = read_date(match["day"] if match else text, quarters)
    except NotADate as error:
        raise Refusal(str(error)) from None
    if match is None:
        return end_of(found.last)
    if found.precision != "day":
        raise Refusal("A time needs a whole day before it, such as 5 Jan 2018 14:30.")
    hour, minute = int(match["hour"]), int(match["minute"])
    if half := (match["half"] or "").casefold():
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise Refusal(f"There is no such time as {match['clock']}.")
    return datetime.combine(found.first, time(hour, minute, 59, 999_000)).astimezone()


def end_of(day: date) -> datetime:
    """The last moment of a day where the person sits."""
    return datetime.combine(day, time()).astimezone() + timedelta(days=1, milliseconds=-1)
