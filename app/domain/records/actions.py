"""What is done for the plan."""

from __future__ import annotations

from dataclasses import dataclass

from ..fields import Flag, Reference, Text, When, Whole, holds
from ..schedule import PartialDate
from .base import Record, in_order


@dataclass(frozen=True, kw_only=True)
class Action(Record):
    """Something somebody does for the plan.

    Attributes:
        percent: how much is done, 0 to 100; None when nobody said.
        done, done_on: done, and when; done without a day shows "date not given".
        blocked: what holds it up; empty when nothing does.
    """

    TABLE, NAME, PLURAL, PREFIX = "action", "Action", "Actions", "A"

    ref: str = holds(Text(label="Reference"))
    title: str = holds(Text(label="Action", required=True))
    detail: str = holds(Text(label="Detail", prose=True))
    owner: str = holds(Text(label="Owner"))
    starts: PartialDate | None = holds(When(label="Starts"))
    due: PartialDate | None = holds(When(label="Due"))
    percent: int | None = holds(Whole(label="Per cent done", low=0, high=100, unit="%"))
    done: bool = holds(Flag(label="Done"))
    done_on: PartialDate | None = holds(When(label="Done on"))
    progress: str = holds(Text(label="Progress", prose=True))
    blocked: str = holds(Text(label="Blocked by"))

    def contradictions(self) -> dict[str, str]:
        if self.done_on and not self.done:
            return {"done_on": "It has a day on which it was done, but is not marked done."}
        if self.done and self.percent is not None and self.percent < 100:
            return {"percent": "It is done, yet less than 100 per cent."}
        return in_order(self.starts, self.due, "due", "It is due before it starts.")


@dataclass(frozen=True, kw_only=True)
class Milestone(Record):
    """A step of an action that can be seen to be reached."""

    TABLE, NAME, PLURAL = "milestone", "Milestone", "Milestones"

    action: str = holds(Reference(label="Action", to="action", required=True))
    title: str = holds(Text(label="Milestone", required=True))
    due: PartialDate | None = holds(When(label="Due"))
    done: bool = holds(Flag(label="Done"))
    done_on: PartialDate | None = holds(When(label="Done on"))

    def contradictions(self) -> dict[str, str]:
        if self.done_on and not self.done:
            return {"done_on": "It has a day on which it was reached, but is not marked done."}
        return {}
