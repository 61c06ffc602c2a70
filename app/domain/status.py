"""The statuses, the directions, and the verdict of a rule before anything is said over it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from .frozen import Frozen
from .records import STATUSES, Record


class Status(StrEnum):
    """How something stands. The value is what the file stores; `word` is what people read.

    `ENDED` is an action that ended without being done: a state of its own, which nobody sets by hand.
    """

    COMPLETE = "complete"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_RATED = "not rated"
    ENDED = "ended"

    @property
    def word(self) -> str:
        """Such as "Complete", "On track", "At risk", "Off track", "Not rated" or "Ended"."""
        return STATUSES.get(self.value, "Ended")

    @property
    def rated(self) -> bool:
        """Whether enough is known to say how it stands."""
        return self not in (Status.NOT_RATED, Status.ENDED)

    @property
    def rank(self) -> int:
        """3 for complete down to 0 for off track; -1 for what is not rated, which is neither better nor worse."""
        order = (Status.RED, Status.AMBER, Status.GREEN, Status.COMPLETE)
        return order.index(self) if self in order else -1


class Direction(StrEnum):
    """Which way something moved since the closed meeting that is compared with.

    `NEW`: nothing to move from. `MEASURED_DIFFERENTLY`: the status moved, and with that meeting's yardsticks it would
    not have. `LESS_KNOWN`: it looks better only because something is no longer counted, or it is rated no longer.
    `NO_REAL_CHANGE`: the figure moved, and no more than chance moves it.
    """

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NEW = "new"
    MEASURED_DIFFERENTLY = "measured differently"
    LESS_KNOWN = "less known"
    NO_REAL_CHANGE = "no real change"


class Stood(NamedTuple):
    """How something last stood that can no longer be rated, and when: "as at October 2017"."""

    status: Status
    when: str

    @property
    def weighs(self) -> bool:
        """Whether it counts so in what it rolls up into: silence turns nothing red or amber into something good."""
        return self.status in (Status.AMBER, Status.RED)


class Verdict(Frozen):
    """What a rule says of a record.

    Attributes:
        reason: a sentence with figures, for somebody who does not see the record.
        short: the figures alone, for a list of several: "87.9 % against 95 %, 7.1 points below target"; empty for
            what is added up.
        distance: how far from where it should be, or empty.
        forecast: judged from the pace, before the day comes; otherwise it is how things are now.
        word: what people read for the status where it has a word of its own: "High" of a risk; empty otherwise.
        stood: how it last stood, at risk or off track, where it can no longer be rated.
        at_target: at or better than the target itself.
        known: of a roll-up, how many of its items are rated, and how many there are.
        deciding: of a roll-up, the items that decide it, first the one that weighs most.
    """

    status: Status
    reason: str
    short: str = ""
    distance: str = ""
    forecast: bool = False
    word: str = ""
    stood: Stood | None = None
    at_target: bool = False
    known: tuple[int, int] | None = None
    deciding: tuple[Record, ...] = ()

    @property
    def full_reason(self) -> str:
        """The reason, and of a roll-up that rests on fewer than half of its items, on how many."""
        if self.known and self.status.rated and 2 * self.known[0] < self.known[1]:
            return f"{self.reason.removesuffix('.')}, on what is known ({self.known[0]} of {self.known[1]})."
        return self.reason
