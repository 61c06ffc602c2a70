"""Indicators and their readings."""

from __future__ import annotations

from decimal import Decimal

from ..fields import Choice, Flag, Number, Reference, Text, When, holds
from ..schedule import CADENCES, PartialDate
from .base import Record

UNITS = {"%": "per cent", "": "number", "£": "pounds", "days": "days", "weeks": "weeks"}
BETTER = {"higher": "Higher is better", "lower": "Lower is better", "": "Neither is better"}


class Indicator(Record):
    """Something measured again and again, with where it should be.

    Attributes:
        tolerance: how far worse than the target is still "at risk", in the indicator's unit (for "%", points).
        key: decides its theme on its own when off track.
    """

    TABLE, NAME, PLURAL, PREFIX = "indicator", "Indicator", "Indicators", "I"

    ref: str = holds(Text(label="Reference"))
    title: str = holds(Text(label="Title", required=True))
    definition: str = holds(Text(label="Definition", prose=True))
    unit: str = holds(Choice(label="Unit", options=UNITS), "%")
    better: str = holds(Choice(label="Which way is better", options=BETTER), "higher")
    cadence: str = holds(Choice(label="Measured", options=CADENCES, required=True), "month")
    target: Decimal | None = holds(Number(label="Target"))
    target_by: PartialDate | None = holds(When(label="Target to be reached by"))
    tolerance: Decimal | None = holds(
        Number(label="Tolerance", low=Decimal(0), help="Worse by up to this is at risk; empty for the plan's own.")
    )
    key: bool = holds(Flag(label="Key indicator", help="A key indicator that is off track puts its theme off track."))
    workforce: bool = holds(Flag(label="About the workforce", help="Shown on the page Money and workforce."))
    owner: str = holds(Text(label="Owner"))
    note: str = holds(Text(label="Note", prose=True))

    def contradictions(self) -> dict[str, str]:
        if self.unit == "%" and self.target is not None and not 0 <= self.target <= 100:
            return {"target": "A target in per cent lies between 0 and 100."}
        if self.target is not None and not self.better:
            return {"better": "Say which way is better: without it a target cannot be judged."}
        return {}


class Reading(Record):
    """One figure of an indicator: one per period. `planned` is the trajectory's value for that period.

    Attributes:
        about: the source says "about".
    """

    TABLE, NAME, PLURAL, SLOT = "reading", "Reading", "Readings", ("indicator", "period")

    indicator: str = holds(Reference(label="Indicator", to="indicator", required=True))
    period: PartialDate | None = holds(When(label="Period", required=True))
    value: Decimal | None = holds(Number(label="Value"))
    about: bool = holds(Flag(label="About", help="The source gives a rounded or estimated figure."))
    planned: Decimal | None = holds(Number(label="Planned", help="What the trajectory expects for this period."))
    note: str = holds(Text(label="Note", prose=True, help="What happened; shown on the chart."))

    @property
    def name(self) -> str:
        return f"Reading for {self.period}"

    def contradictions(self) -> dict[str, str]:
        if self.value is None and self.planned is None:
            return {"value": "Give a value, or what is planned for the period."}
        return {}


MOVING = {"": "Not said", "improving": "Improving", "steady": "Steady", "worsening": "Worsening"}


class Statement(Record):
    """What a source says of something without a figure. It is shown, and never rated."""

    TABLE, NAME, PLURAL = "statement", "Statement", "Statements without a figure"

    title: str = holds(Text(label="What it is about", required=True))
    says: str = holds(Text(label="What is said", prose=True, required=True))
    moving: str = holds(Choice(label="Which way it moves", options=MOVING))
    period: PartialDate | None = holds(When(label="Period"))
    workforce: bool = holds(Flag(label="About the workforce", help="Shown on the page Money and workforce."))
