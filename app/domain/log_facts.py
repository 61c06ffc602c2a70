"""What only the log of a plan tells and its rules ask for: when actions were entered, and what was taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from .records import Action, Indicator, Record, Risk
from .schedule import PartialDate

R = TypeVar("R", bound=Record)

YARDSTICKS: Mapping[type[Record], tuple[str, ...]] = {
    Indicator: ("target", "target_high", "better"),
    Action: ("due",),
    Risk: ("likelihood", "impact"),
}
"""The fields without which a record of a kind cannot be rated."""


@dataclass(frozen=True)
class Withdrawn:
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


@dataclass(frozen=True)
class LogFacts:
    """What the log tells, by the key of a record.

    Attributes:
        entered: the position date of the edit that made an action that has no start.
        silent_from: of actions made before files kept when one was last reported, the day they count from.
        withdrawn: of records that are rated no longer, what they were rated by.
        started: of indicators with a target and no starting reading marked, the period of the first reading that was
            there when the target was set: older figures brought in later do not move it.
        forward: the edit that says when actions were last reported, in a file that did not keep it before; or empty.
    """

    entered: Mapping[str, date] = field(default_factory=dict[str, date])
    silent_from: Mapping[str, date] = field(default_factory=dict[str, date])
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict[str, Withdrawn])
    started: Mapping[str, PartialDate] = field(default_factory=dict[str, PartialDate])
    forward: str = ""

    def differing(self, other: LogFacts) -> set[str]:
        """The keys of the records of which the two tell otherwise."""
        if self is other:
            return set()
        pairs = ((self.entered, other.entered), (self.silent_from, other.silent_from))
        found = {key for ours, theirs in pairs for key, _day in ours.items() ^ theirs.items()}
        for ours, theirs in ((self.withdrawn, other.withdrawn), (self.started, other.started)):
            found |= {key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)}
        return found


NOTHING = LogFacts()
