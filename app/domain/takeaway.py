"""A takeaway in a person's words: of which figures it spoke, so that it can be said that these moved since."""

from __future__ import annotations

import hashlib

from .plan import Plan
from .records import Indicator


def mark(plan: Plan, indicator: Indicator) -> str:
    """A mark of the figures of an indicator: another where a figure came, went or was restated."""
    told = "|".join(
        f"{reading.period.text if reading.period else ''} {reading.value}" for reading in plan.series(indicator)
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def has_moved(plan: Plan, indicator: Indicator) -> bool:
    """Whether the figures are others than those of which the takeaway spoke."""
    return bool(indicator.takeaway) and indicator.takeaway_of != mark(plan, indicator)
