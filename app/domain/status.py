"""The five statuses, the four directions, and the verdict of a rule before anything is said over it."""

from __future__ import annotations

from enum import StrEnum

from .frozen import Frozen
from .records import STATUSES, Record


class Status(StrEnum):
    """How something stands. The value is what the file stores; `word` is what people read."""

    COMPLETE = "complete"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_RATED = "not rated"

    @property
    def word(self) -> str:
        """Such as "Complete", "On track", "At risk", "Off track" or "Not rated"."""
        return STATUSES[self.value]

    @property
    def rated(self) -> bool:
        """Whether enough is known to say how it stands."""
        return self is not Status.NOT_RATED

    @property
    def rank(self) -> int:
        """3 for complete down to 0 for off track; -1 for not rated, which is neither better nor worse."""
        order = (Status.NOT_RATED, Status.RED, Status.AMBER, Status.GREEN, Status.COMPLETE)
        return order.index(self) - 1


class Direction(StrEnum):
    """Which way something moved since the latest closed meeting; `NEW` where there was nothing to move from."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NEW = "new"


class Verdict(Frozen):
    """What a rule says of a record.

    Attributes:
        reason: a sentence with figures, for somebody who does not see the record.
        short: the figures alone, for a list of several: "87.9 % against 95 %, 7.1 points below target"; empty for
            what is added up.
        distance: how far from where it should be, or empty.
        forecast: judged from the pace, before the day comes; otherwise it is how things are now.
        known: of a roll-up, how many of its items are rated, and how many there are.
        deciding: of a roll-up, the items that decide it, first the one that weighs most.
    """

    status: Status
    reason: str
    short: str = ""
    distance: str = ""
    forecast: bool = False
    known: tuple[int, int] | None = None
    deciding: tuple[Record, ...] = ()
