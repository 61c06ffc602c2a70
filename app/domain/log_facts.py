"""What only the log of a plan tells and its rules ask for: when actions were entered, and what was taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from .records import Action, Indicator, Milestone, Record, Risk
from .schedule import PartialDate

R = TypeVar("R", bound=Record)

YARDSTICKS: Mapping[type[Record], tuple[str, ...]] = {
    Indicator: ("target", "target_high", "better"),
    Action: ("due", "percent"),
    Milestone: ("due",),
    Risk: ("likelihood", "impact"),
}
"""The fields without which a record of a kind cannot be rated."""


class Withdrawn(NamedTuple):
    """What a record was rated by until somebody took it away.

    Attributes:
        day: the position date of the edit that took it away.
        values: the last that these fields held.
        edit: that edit.
    """

    day: date
    values: Mapping[str, Any]
    edit: str = ""

    def restored(self, record: R) -> R:
        """The record with what was taken away."""
        return replace(record, **self.values)


class Moved(NamedTuple):
    """A due date that an edit moved or took away, whether or not somebody said why.

    Attributes:
        day: the position date of the edit.
    """

    was: PartialDate | None
    now: PartialDate | None
    day: date
    edit: str = ""


class LogFacts(NamedTuple):
    """What the log tells, by the key of a record.

    Attributes:
        entered: the position date of the edit that made an action that has no start.
        silent_from: of actions made before files kept when one was last reported, the day they count from.
        withdrawn: of records that are rated no longer, what they were rated by.
        started: of indicators with a target and no starting reading marked, the period of the first reading that was
            there when the target was set: older figures brought in later do not move it.
        moved: of actions and milestones whose due date was moved, each move, oldest first.
        forward: the edit that says when actions were last reported, in a file that did not keep it before; or empty.
    """

    entered: Mapping[str, date] = MappingProxyType({})
    silent_from: Mapping[str, date] = MappingProxyType({})
    withdrawn: Mapping[str, Withdrawn] = MappingProxyType({})
    started: Mapping[str, PartialDate] = MappingProxyType({})
    moved: Mapping[str, tuple[Moved, ...]] = MappingProxyType({})
    forward: str = ""

    def differing(self, other: LogFacts) -> set[str]:
        """The keys of the records of which the two tell otherwise."""
        if self is other:
            return set()
        pairs = ((self.entered, other.entered), (self.silent_from, other.silent_from))
        found = {key for ours, theirs in pairs for key, _day in ours.items() ^ theirs.items()}
        others = ((self.withdrawn, other.withdrawn), (self.started, other.started), (self.moved, other.moved))
        for ours, theirs in others:
            found |= {key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)}
        return found


NOTHING = LogFacts()
