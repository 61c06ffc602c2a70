"""A takeaway in a person's words: of which figures it spoke, so that it can be said that these moved since."""

from __future__ import annotations

import hashlib

from .plan import Plan
from .records import Indicator
from .schedule import show_date


def mark(plan: Plan, indicator: Indicator) -> str:
    """A mark of the figures of an indicator: another where a figure came, went or was restated."""
    told = "|".join(
        f"{reading.period.text if reading.period else ''} {reading.value}" for reading in plan.series(indicator)
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def has_moved(plan: Plan, indicator: Indicator) -> bool:
    """Whether the figures are others than those of which the takeaway spoke."""
    return bool(indicator.takeaway) and indicator.takeaway_of != mark(plan, indicator)


def own_words(plan: Plan, indicator: Indicator) -> str:
    """The takeaway that a person wrote, with its day, and that figures moved since where they did; empty for none."""
    words = indicator.takeaway.strip()
    if not words:
        return ""
    written = f"Written {show_date(indicator.takeaway_on)}" if indicator.takeaway_on else "Written earlier"
    moved = "; the figures have moved since" if has_moved(plan, indicator) else ""
    return f"{words} ({written}{moved}.)"
