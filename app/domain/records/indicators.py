"""Indicators and their readings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ..choices import ChoiceWords
from ..fields import Choice, Day, Flag, Number, OpenChoice, Reference, Text, When, Whole, holds
from ..schedule import CADENCES, PartialDate
from .base import Record

UNITS = ChoiceWords(
    {
        "%": "per cent",
        "": "number",
        "£": "pounds",
        "hours": "hours",
        "days": "days",
        "weeks": "weeks",
        "months": "months",
        "points": "percentage points",
        "ratio": "ratio",
        "per 100": "per 100",
        "per 1,000": "per 1,000",
        "per 10,000": "per 10,000",
        "per 100,000": "per 100,000",
    }
)
RATE = r"per [1-9]\d{0,2}(,\d{3}){0,3}"
"""A rate of any base, its thousands set apart."""
BETTER = ChoiceWords(
    {
        "unknown": "Nobody has said",
        "higher": "Higher is better",
        "lower": "Lower is better",
        "band": "Within a band is better",
        "": "Neither is better",
    }
)
"""Empty is neither; it was so before the other words came, and logged words never change their meaning."""
PART_WORDS = ("team", "area", "group")
"""What a part of an indicator may be, in words that people choose from; others are possible."""
LEAST_BASELINE, MOST_BASELINE = 12, 20
"""Limits may be calculated from the first so many figures (NHS England, "Making Data Count")."""


class Indicator(Record):
    """Something measured again and again, with where it should be.

    A part of an indicator, such as the figure of one team, is an indicator of its own that names the whole.

    Attributes:
        unit: one of `UNITS`, or a rate of any other base, such as "per 50".
        numerator_words, denominator_words: what is counted, and of what: "visits in time", "visits due".
        better: "higher", "lower", "band", "" for neither, or "unknown" where nobody has said.
        target, target_high: where it should be; of a band its lower and its upper end.
        target_now: judged against the target itself, also before its date comes.
        baseline: the period of the starting reading, from which the straight line leads to a dated target.
        tolerance: how far worse than the target is still "at risk", in the indicator's unit (for "%", points).
        context: no target is meant: it is shown and charted, and never rated.
        key: decides its theme on its own when off track.
        for_children, back_by: what it means for children that it is off track, and by when it is put right.
        limits_from: limits are calculated from the first so many figures after each new beginning; None for all.
        part_of: the indicator of which it is a part, and `part` what it is the figure of: "team", "area", "group".
        takeaway: what its chart shows in a person's words, in place of the program's; `takeaway_on` the day on which
            that was written, and `takeaway_of` a mark of the figures that it spoke of (`takeaway.mark`).
    """

    TABLE, NAME, PLURAL, PREFIX = "indicator", "Indicator", "Indicators", "I"
    TOGETHER = (("takeaway", "takeaway_on", "takeaway_of"),)

    ref: str = holds(Text(label="Reference"))
    title: str = holds(Text(label="Title", required=True))
    definition: str = holds(Text(label="Definition", prose=True))
    unit: str = holds(OpenChoice(label="Unit", options=UNITS, form=RATE, such_as="per 50"), "%")
    numerator_words: str = holds(Text(label="What is counted", help="Such as visits in time."))
    denominator_words: str = holds(Text(label="Of what", help="Such as visits due."))
    better: str = holds(Choice(label="Which way is better", options=BETTER), "unknown")
    cadence: str = holds(Choice(label="Measured", options=CADENCES, required=True), "month")
    target: Decimal | None = holds(Number(label="Target"))
    target_high: Decimal | None = holds(Number(label="Upper end of the band", help="The target is its lower end."))
    target_by: PartialDate | None = holds(When(label="Target to be reached by"))
    target_now: bool = holds(
        Flag(label="Judge against the target now", help="Also before its date, in place of the straight line to it.")
    )
    baseline: PartialDate | None = holds(
        When(label="Starting reading", help="The period of the reading from which the line to the target starts.")
    )
    tolerance: Decimal | None = holds(
        Number(label="Tolerance", low=Decimal(0), help="Worse by up to this is at risk; empty for the plan's own.")
    )
    context: bool = holds(Flag(label="For context only", help="No target is meant: shown, and never rated."))
    key: bool = holds(Flag(label="Key indicator", help="A key indicator that is off track puts its theme off track."))
    workforce: bool = holds(Flag(label="About the workforce", help="Shown on the page Money and workforce."))
    owner: str = holds(Text(label="Owner"))
    note: str = holds(Text(label="Note", prose=True))
    for_children: str = holds(Text(label="What it means for children", prose=True, help="Told where it is off track."))
    back_by: PartialDate | None = holds(When(label="Back on track by", help="By when it is put right, once off track."))
    limits_from: int | None = holds(
        Whole(
            label="Limits from the first", low=LEAST_BASELINE, high=MOST_BASELINE, unit="figures",
            help="12 to 20 figures; empty for all of them.",
        )
    )  # fmt: skip
    part_of: str = holds(
        Reference(label="Part of", to="indicator", help="A part is shown under its whole and never counted twice.")
    )
    part: str = holds(Text(label="What this part is", suggested=PART_WORDS))
    takeaway: str = holds(
        Text(label="Takeaway", prose=True, help="What its chart shows, in your words; empty for the program's.")
    )
    takeaway_on: date | None = holds(Day(label="Takeaway written on"))
    takeaway_of: str = holds(Text(label="What the takeaway spoke of", by_program=True))

    @property
    def is_part(self) -> bool:
        """Whether it is the figure of a part of another indicator."""
        return bool(self.part_of)

    @property
    def is_context(self) -> bool:
        """Whether no target is meant: so marked, or neither direction is better and there is none."""
        return self.context or (not self.better and self.target is None)

    def contradictions(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.unit == "%" and self.target is not None and not 0 <= self.target <= 100:
            found["target"] = "A target in per cent lies between 0 and 100."
        if self.context and self.key:
            found["key"] = "What is shown for context only cannot decide its theme."
        if self.target is not None and self.target_high is not None and self.target_high < self.target:
            found["target_high"] = "The upper end of the band lies below its lower end."
        if self.part_of and self.part_of == self.id:
            found["part_of"] = "An indicator is no part of itself."
        elif self.part_of and self.key:
            found.setdefault("key", "A part decides no theme: its whole does.")
        return found


CORRECTIONS = ("Typing error", "The source corrected it", "Counted again later", "Counted in another way")
"""Why figures are corrected, in words that people choose from; others are possible."""


class Reading(Record):
    """One figure of an indicator: one per period. `planned` is the trajectory's value for that period.

    Attributes:
        about: the source says "about".
        numerator, denominator: the counts of which the figure is made, where the source gives them.
        gap: why the source gives no figure for the period: suppressed, not available, not applicable.
        restated: why the figure is another than was given before.
        corrected_from: the figure that was given before, where it was corrected here; earlier ones are in the history.
        restated_on: the day on which it was restated.
        provisional: the source says that the figure may still change.
        quality: a doubt about the data, in words; empty where nobody has one.
    """

    TABLE, NAME, PLURAL, NATURAL_KEY = "reading", "Reading", "Readings", ("indicator", "period")
    TOGETHER = (("value", "corrected_from", "restated", "restated_on"),)

    indicator: str = holds(Reference(label="Indicator", to="indicator", required=True))
    period: PartialDate | None = holds(When(label="Period", required=True))
    value: Decimal | None = holds(Number(label="Value"))
    about: bool = holds(Flag(label="About", help="The source gives a rounded or estimated figure."))
    planned: Decimal | None = holds(Number(label="Planned", help="What the trajectory expects for this period."))
    numerator: Decimal | None = holds(Number(label="Numerator", help="How many; the figure is made of both counts."))
    denominator: Decimal | None = holds(Number(label="Denominator", help="Of how many."))
    gap: str = holds(Text(label="No figure because", help="Such as “suppressed”; the period stays a gap."))
    restated: str = holds(
        Text(label="Restated because", help="Why the figure is another than was given before.", suggested=CORRECTIONS)
    )
    note: str = holds(Text(label="Note", prose=True, help="What happened; shown on the chart."))
    corrected_from: Decimal | None = holds(Number(label="Figure before it was corrected"))
    restated_on: date | None = holds(Day(label="Restated on"))
    provisional: bool = holds(Flag(label="Provisional", help="The source says that it may still change."))
    quality: str = holds(Text(label="Doubt about the data", help="Such as: two teams did not report."))

    @property
    def name(self) -> str:
        return f"Reading for {self.period}"

    def contradictions(self) -> dict[str, str]:
        made = self.numerator is not None and self.denominator is not None
        if self.value is None and self.planned is None and not self.gap and not made:
            return {"value": "Give a value, what is planned for the period, or why there is no figure."}
        if self.numerator is not None and self.denominator == 0:
            return {"denominator": "Of nothing there is no share: leave both counts empty."}
        if self.value is not None and self.gap:
            return {"gap": "There is a figure, so that nothing keeps it back."}
        if self.corrected_from is not None and not self.restated:
            return {"restated": "Say why the figure is corrected."}
        return {}


class TargetStep(Record):
    """Another target of an indicator, from a period on: what is reached is asked for more.

    Attributes:
        starts: the first period that is judged by it.
        target, target_high: where it should be from then on; of a band its lower and its upper end.
    """

    TABLE, NAME, PLURAL, NATURAL_KEY = "target_step", "Target step", "Target steps", ("indicator", "starts")

    indicator: str = holds(Reference(label="Indicator", to="indicator", required=True))
    starts: PartialDate | None = holds(When(label="From", required=True))
    target: Decimal | None = holds(Number(label="Target", required=True))
    target_high: Decimal | None = holds(Number(label="Upper end of the band", help="The target is its lower end."))
    note: str = holds(Text(label="Note", prose=True))

    @property
    def name(self) -> str:
        return f"Target from {self.starts}"

    def contradictions(self) -> dict[str, str]:
        if self.target is not None and self.target_high is not None and self.target_high < self.target:
            return {"target_high": "The upper end of the band lies below its lower end."}
        return {}


BENCHMARKS = ("England", "Statistical neighbours", "London", "Region")
"""Whom one compares oneself with, in words that people choose from; others are possible."""


class Benchmark(Record):
    """The figure of others for a period, with which an indicator is compared."""

    TABLE, NAME, PLURAL, NATURAL_KEY = "benchmark", "Benchmark", "Benchmarks", ("indicator", "who", "period")

    indicator: str = holds(Reference(label="Indicator", to="indicator", required=True))
    who: str = holds(Text(label="Whose figure", required=True, suggested=BENCHMARKS))
    period: PartialDate | None = holds(When(label="Period", required=True))
    value: Decimal | None = holds(Number(label="Value", required=True))
    note: str = holds(Text(label="Note", prose=True, help="Such as where it is published."))

    @property
    def name(self) -> str:
        return f"{self.who} for {self.period}"


class Rebase(Record):
    """From a period on, the limits of an indicator are begun anew, as a person judged; no rule spans it.

    Attributes:
        starts: the first period that belongs to the new limits.
        title: what happened then, in few words; `reason` why it makes the figures before it another process.
    """

    TABLE, NAME, PLURAL, NATURAL_KEY = "rebase", "New limits", "New limits", ("indicator", "starts")

    indicator: str = holds(Reference(label="Indicator", to="indicator", required=True))
    starts: PartialDate | None = holds(When(label="From", required=True))
    title: str = holds(Text(label="What changed", required=True, help="In few words, such as new recording."))
    reason: str = holds(
        Text(label="Why the limits begin anew", prose=True, required=True, help="Why what was before says less of now.")
    )

    @property
    def name(self) -> str:
        return f"New limits from {self.starts}"


class IndicatorSet(Record):
    """Indicators that a person looks at together, such as caseload, vacancies, agency and turnover: linked to it."""

    TABLE, NAME, PLURAL = "indicator_set", "Set of indicators", "Sets of indicators"

    title: str = holds(Text(label="Title", required=True))
    note: str = holds(Text(label="Note", prose=True, help="Why they are read together."))


MOVING = ChoiceWords({"": "Not said", "improving": "Improving", "steady": "Steady", "worsening": "Worsening"})


class Statement(Record):
    """What a source says of something without a figure.

    Attributes:
        concern: the source says that it still needs improvement; that weighs in the status of its theme.
    """

    TABLE, NAME, PLURAL = "statement", "Statement", "Statements without a figure"

    title: str = holds(Text(label="What it is about", required=True))
    says: str = holds(Text(label="What is said", prose=True, required=True))
    moving: str = holds(Choice(label="Which way it moves", options=MOVING))
    concern: bool = holds(Flag(label="Still needs improvement", help="The source says so; it weighs in its theme."))
    period: PartialDate | None = holds(When(label="Period"))
    workforce: bool = holds(Flag(label="About the workforce", help="Shown on the page Money and workforce."))

    @property
    def standing(self) -> str:
        """Such as "still needs improvement, worsening"; empty where neither is said."""
        moving = MOVING[self.moving].lower() if self.moving else ""
        return ", ".join(filter(None, ("still needs improvement" if self.concern else "", moving)))
