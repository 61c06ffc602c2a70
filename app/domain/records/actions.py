"""What is done for the plan."""

from __future__ import annotations

from datetime import date

from ..fields import Day, Flag, Reference, Text, When, Whole, holds
from ..schedule import PartialDate
from .base import NOT_GIVEN, Record, in_order, reason

ENDINGS = (
    "Cancelled",
    "Merged into another action",
    "Superseded",
    "Passed to business as usual",
    "No longer needed",
    NOT_GIVEN,
)
"""Why actions end without being done, in the words that people choose from; others are possible."""


class Objective(Record):
    """What a theme wants to reach; actions are grouped under it."""

    TABLE, NAME, PLURAL, PREFIX = "objective", "Objective", "Objectives", "O"

    ref: str = holds(Text(label="Reference"))
    theme: str = holds(Reference(label="Theme", to="theme", required=True))
    title: str = holds(Text(label="Objective", required=True))
    detail: str = holds(Text(label="Detail", prose=True))


class Action(Record):
    """Something somebody does for the plan.

    Attributes:
        percent: how much is done, 0 to 100; None when nobody said.
        done, done_on: done, and when; done without a day shows "date not given".
        ended, ended_why: ended without being done (cancelled, merged, superseded, passed to business as usual), when
            and why. Either of them says that it is; what nobody knows is "Not given".
        reported: the position date on which somebody last said how far it is: progress, per cent, what blocks it,
            or that nothing changed. None when nobody said, or on a day that nobody knows.
        blocked: what holds it up, where that is no other action; empty when nothing does.
        objective: the objective that it works towards; empty where it stands under its theme alone.
        meeting: the meeting at which it arose; empty where it did not arise at one.
        for_children, back_by: what it means for children that it is off track, and by when it is put right.
    """

    TABLE, NAME, PLURAL, PREFIX = "action", "Action", "Actions", "A"
    TOGETHER = (("done", "done_on"), ("ended", "ended_why"))

    ref: str = holds(Text(label="Reference"))
    title: str = holds(Text(label="Action", required=True))
    detail: str = holds(Text(label="Detail", prose=True))
    owner: str = holds(Text(label="Owner"))
    starts: PartialDate | None = holds(When(label="Starts"))
    due: PartialDate | None = holds(When(label="Due"))
    percent: int | None = holds(Whole(label="Per cent done", low=0, high=100, unit="%"))
    done: bool = holds(Flag(label="Done"))
    done_on: PartialDate | None = holds(When(label="Done on"))
    ended: PartialDate | None = holds(When(label="Ended on", help="Ended without being done."))
    ended_why: str = holds(
        Text(label="Ended because", help="Cancelled, merged, superseded, business as usual ...", suggested=ENDINGS)
    )
    progress: str = holds(Text(label="Progress", prose=True))
    blocked: str = holds(Text(label="Blocked by", help="What holds it up, where that is no other action."))
    reported: PartialDate | None = holds(
        When(label="Last reported", help="When somebody last said how far it is, or that nothing changed.")
    )
    objective: str = holds(Reference(label="Objective", to="objective"))
    meeting: str = holds(Reference(label="Arose at", to="meeting"))
    for_children: str = holds(Text(label="What it means for children", prose=True, help="Told where it is off track."))
    back_by: PartialDate | None = holds(When(label="Back on track by", help="By when it is put right, once off track."))

    @property
    def is_ended(self) -> bool:
        """Whether it ended without being done."""
        return bool(self.ended or self.ended_why) and not self.done

    @property
    def ended_words(self) -> str:
        """Such as "ended 12 Dec 2017: Cancelled" or "ended, date not given: reason not given"."""
        return f"{f'ended {self.ended}' if self.ended else 'ended, date not given'}: {reason(self.ended_why)}"

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor ended."""
        return not self.done and not self.is_ended

    def contradictions(self) -> dict[str, str]:
        found = in_order(self.starts, self.due, "due", "It is due before it starts.")
        if self.done_on and not self.done:
            found["done_on"] = "It has a day on which it was done, but is not marked done."
        if self.done and (self.ended or self.ended_why):
            found["ended"] = "It is done, so that it did not end without being done."
        if self.done and self.percent is not None and self.percent < 100:
            found["percent"] = "It is done, yet less than 100 per cent."
        return found


class Milestone(Record):
    """A step of an action that can be seen to be reached."""

    TABLE, NAME, PLURAL = "milestone", "Milestone", "Milestones"
    TOGETHER = (("done", "done_on"),)

    action: str = holds(Reference(label="Action", to="action", required=True))
    title: str = holds(Text(label="Milestone", required=True))
    due: PartialDate | None = holds(When(label="Due"))
    done: bool = holds(Flag(label="Done"))
    done_on: PartialDate | None = holds(When(label="Done on"))

    def contradictions(self) -> dict[str, str]:
        if self.done_on and not self.done:
            return {"done_on": "It has a day on which it was reached, but is not marked done."}
        return {}


class Dependency(Record):
    """An action that cannot go on before another is done."""

    TABLE, NAME, PLURAL, NATURAL_KEY = "dependency", "Dependency", "Dependencies", ("action", "waits_for")

    action: str = holds(Reference(label="Action", to="action", required=True))
    waits_for: str = holds(Reference(label="Waits for", to="action", required=True))
    why: str = holds(Text(label="Because"))

    def contradictions(self) -> dict[str, str]:
        return {"waits_for": "An action cannot wait for itself."} if self.action == self.waits_for else {}


class DateChange(Record):
    """A due date that was moved, and why. The first one of a record holds its original date."""

    TABLE, NAME, PLURAL = "date_change", "Change of date", "Changes of date"

    record: str = holds(Reference(label="Record", required=True))
    was: PartialDate | None = holds(When(label="Was due", required=True))
    now: PartialDate | None = holds(When(label="Now due"))
    reason: str = holds(Text(label="Reason", required=True))
    day: date | None = holds(Day(label="Changed on", required=True))


class NextStep(Record):
    """A priority of the coming period."""

    TABLE, NAME, PLURAL = "next_step", "Next step", "Next steps"

    number: int | None = holds(Whole(label="Number", low=1, high=99, required=True))
    title: str = holds(Text(label="Next step", required=True))
    detail: str = holds(Text(label="Detail", prose=True))
    period: PartialDate | None = holds(When(label="Period"))
