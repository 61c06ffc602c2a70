"""What inspectors asked and found."""

from __future__ import annotations

from dataclasses import dataclass

from ..fields import Flag, Text, When, holds
from ..schedule import PartialDate
from .base import Record, in_order


@dataclass(frozen=True, kw_only=True)
class Visit(Record):
    """A monitoring visit of the inspectorate."""

    TABLE, NAME, PLURAL = "visit", "Monitoring visit", "Monitoring visits"

    title: str = holds(Text(label="Title", required=True))
    starts: PartialDate | None = holds(When(label="From"))
    ends: PartialDate | None = holds(When(label="To"))
    happened: bool = holds(Flag(label="Has taken place"))
    focus: str = holds(Text(label="Focus", prose=True))
    progress_found: str = holds(Text(label="Progress found", prose=True, help="One finding per line."))
    progress_needed: str = holds(Text(label="Further progress needed", prose=True, help="One finding per line."))
    letter: str = holds(Text(label="Letter"))

    def contradictions(self) -> dict[str, str]:
        return in_order(self.starts, self.ends, "ends", "The visit ends before it begins.")
