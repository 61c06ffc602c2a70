"""The records of a plan: frozen dataclasses (`Frozen`), one per table of the file.

A field's rule (what it may hold, how it is read and shown) stands beside it; `fields.rules(kind)` lists them.
`SLOT` names the fields that make a record's key where two people who enter the same thing must get the same
record: one reading per indicator and period, one link per pair.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from .fields import Choice, Day, Flag, Number, Reference, Text, When, Whole, holds
from .frozen import Frozen
from .schedule import CADENCES, PartialDate, show_date


class Record(Frozen):
    """What every record has.

    Attributes:
        id: 26 characters of base32, never reused, never shown.
        exempt: why it must never reach a public output; empty when it may.
        deleted: why it is gone; empty while it is there. Nothing is ever removed from the file.
    """

    TABLE: ClassVar[str] = ""
    NAME: ClassVar[str] = ""
    PLURAL: ClassVar[str] = ""
    SLOT: ClassVar[tuple[str, ...]] = ()
    PREFIX: ClassVar[str] = ""

    id: str
    exempt: str = holds(Text(label="Exempt because", help="What is exempt never reaches a public paper."))
    deleted: str = field(default="", metadata={})

    def __hash__(self) -> int:
        return hash(self.id)  # equal records have equal keys; statuses are looked up by record, thousands of times

    @property
    def name(self) -> str:
        """How the record is called in a sentence or a list."""
        ref, title = getattr(self, "ref", ""), getattr(self, "title", "")
        return " ".join(part for part in (ref, title) if part) or self.NAME

    def contradictions(self) -> dict[str, str]:
        """What two fields say against each other, a sentence by field name."""
        return {}


GRADES = {
    "": "Not judged",
    "outstanding": "Outstanding",
    "good": "Good",
    "requires improvement": "Requires improvement",
    "inadequate": "Inadequate",
}


class Programme(Record):
    """The improvement programme itself: one record of each plan."""

    TABLE, NAME, PLURAL = "programme", "Programme", "Programme"

    title: str = holds(Text(label="Title", required=True))
    council: str = holds(Text(label="Council"))
    judgement: str = holds(Choice(label="Judgement now", options=GRADES))
    judged_on: PartialDate | None = holds(When(label="Judged", help="When the inspection report was published."))
    wanted: str = holds(Choice(label="Judgement wanted", options=GRADES))
    started: PartialDate | None = holds(When(label="Plan agreed"))
    goal: date | None = holds(Day(label="Goal date", help="By when the wanted judgement is to be reached."))
    position: date | None = holds(
        Day(label="Position date", help="Fix the day the plan speaks of; leave empty for today.")
    )
    summary: str = holds(Text(label="Summary", prose=True))
    capacity: str = holds(Text(label="Capacity", prose=True, help="Who was added to carry the programme."))

    def contradictions(self) -> dict[str, str]:
        if self.goal and self.started and self.goal < self.started.first:
            return {"goal": "The goal lies before the plan was agreed."}
        return {}


class Thresholds(Record):
    """Where the colours change and how charts are drawn: one record of each plan, set by its people."""

    TABLE, NAME, PLURAL = "thresholds", "Thresholds", "Thresholds"

    tolerance_points: Decimal = holds(
        Number(
            label="Tolerance for percentages",
            low=Decimal(0),
            high=Decimal(100),
            required=True,
            help="An indicator in per cent is at risk up to this many points from its target.",
        ),
        Decimal(5),
    )
    tolerance_share: Decimal = holds(
        Number(
            label="Tolerance for other units, per cent of the target", low=Decimal(0), high=Decimal(100), required=True
        ),
        Decimal(5),
    )
    pace_green: int = holds(
        Whole(
            label="On track from, per cent of the pace",
            low=1,
            high=100,
            required=True,
            help="Share done against share of time gone.",
        ),
        90,
    )
    pace_amber: int = holds(Whole(label="At risk from, per cent of the pace", low=0, high=100, required=True), 70)
    due_soon_days: int = holds(Whole(label="Due soon, days", low=0, high=365, required=True), 14)
    due_soon_percent: int = holds(
        Whole(label="Enough done when due soon, per cent", low=0, high=100, required=True), 80
    )
    overdue_days: int = holds(Whole(label="Overdue but still at risk, days", low=0, high=365, required=True), 14)
    risk_low_to: int = holds(Whole(label="Low risk up to score", low=1, high=25, required=True), 6)
    risk_medium_to: int = holds(Whole(label="Medium risk up to score", low=1, high=25, required=True), 12)
    appetite: int | None = holds(
        Whole(label="Risk appetite, score", low=1, high=25, help="A score above it is off track, even at target.")
    )
    trend_length: int = holds(Whole(label="Points that make a trend", low=6, high=7, required=True), 7)
    screened: bool = holds(
        Flag(
            label="Leave out extreme moving ranges",
            help="Moving ranges far above the mean are left out when process limits are worked out.",
        ),
        True,
    )

    def contradictions(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.pace_amber > self.pace_green:
            found["pace_amber"] = "At risk must begin below on track."
        if self.risk_low_to >= self.risk_medium_to:
            found["risk_medium_to"] = "Medium must end above low."
        return found


class Stage(Record):
    """One stage of the journey."""

    TABLE, NAME, PLURAL = "stage", "Stage", "Stages"

    number: int | None = holds(Whole(label="Number", low=1, high=99, required=True))
    title: str = holds(Text(label="Title", required=True))
    starts: PartialDate | None = holds(When(label="Starts"))
    ends: PartialDate | None = holds(When(label="Ends"))
    summary: str = holds(Text(label="Summary", prose=True))

    @property
    def name(self) -> str:
        return f"Stage {self.number}: {self.title}"

    def contradictions(self) -> dict[str, str]:
        return _ordered(self.starts, self.ends, "ends", "The stage ends before it starts.")


class StageAim(Record):
    """What a stage sets out to reach, with its progress and outcome."""

    TABLE, NAME, PLURAL = "stage_aim", "Stage aim", "Stage aims"

    stage: str = holds(Reference(label="Stage", to="stage", required=True))
    title: str = holds(Text(label="Aim", required=True))
    progress: str = holds(Text(label="Progress and outcome", prose=True))


class Theme(Record):
    """A theme of the plan: what the board asks about."""

    TABLE, NAME, PLURAL = "theme", "Theme", "Themes"

    number: int | None = holds(Whole(label="Number", low=1, high=99, required=True))
    title: str = holds(Text(label="Title", required=True))
    focus: str = holds(Text(label="Focus", prose=True))
    progress: str = holds(Text(label="Progress", prose=True))
    challenge: str = holds(Text(label="Challenge", prose=True))
    next_focus: str = holds(Text(label="Next focus", prose=True))

    @property
    def name(self) -> str:
        return f"Theme {self.number}: {self.title}"


class Component(Record):
    """A component of the vision of a good service; themes serve it."""

    TABLE, NAME, PLURAL = "component", "Vision component", "Vision components"

    number: int | None = holds(Whole(label="Number", low=1, high=99, required=True))
    title: str = holds(Text(label="Title", required=True))


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


LIKELIHOOD = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
IMPACT = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Severe"}
RESPONSES = {
    "": "Not decided",
    "treat": "Treat",
    "tolerate": "Tolerate",
    "transfer": "Transfer",
    "terminate": "Terminate",
}


class Risk(Record):
    """A risk of the register, in the Orange Book's terms: cause, event, consequence; score = likelihood x impact."""

    TABLE, NAME, PLURAL, PREFIX = "risk", "Risk", "Risks", "R"

    ref: str = holds(Text(label="Reference"))
    title: str = holds(Text(label="Risk", required=True))
    cause: str = holds(Text(label="Cause", prose=True, help="Because of ..."))
    event: str = holds(Text(label="Event", prose=True, help="... there is a risk that ..."))
    consequence: str = holds(Text(label="Consequence", prose=True, help="... which would lead to ..."))
    mitigation: str = holds(Text(label="Mitigation", prose=True))
    response: str = holds(Choice(label="Response", options=RESPONSES))
    owner: str = holds(Text(label="Owner"))
    likelihood: int | None = holds(Whole(label="Likelihood", low=1, high=5))
    impact: int | None = holds(Whole(label="Impact", low=1, high=5))
    target_likelihood: int | None = holds(Whole(label="Target likelihood", low=1, high=5))
    target_impact: int | None = holds(Whole(label="Target impact", low=1, high=5))
    raised: PartialDate | None = holds(When(label="Raised"))
    review: PartialDate | None = holds(When(label="Next review"))
    closed: date | None = holds(Day(label="Closed"))
    closed_why: str = holds(Text(label="Closed because"))

    @property
    def score(self) -> int | None:
        """1 to 25; None while likelihood or impact is missing."""
        return self.likelihood * self.impact if self.likelihood and self.impact else None

    @property
    def target_score(self) -> int | None:
        if self.target_likelihood and self.target_impact:
            return self.target_likelihood * self.target_impact
        return None

    def contradictions(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for first, second in (("likelihood", "impact"), ("target_likelihood", "target_impact")):
            if (getattr(self, first) is None) != (getattr(self, second) is None):
                missing = first if getattr(self, first) is None else second
                found[missing] = "Likelihood and impact are scored together."
        if self.closed and not self.closed_why:
            found["closed_why"] = "Say why the risk is closed."
        if self.closed and self.raised and self.closed < self.raised.first:
            found["closed"] = "The risk is closed before it was raised."
        return found


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
        return _ordered(self.starts, self.due, "due", "It is due before it starts.")


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


class Body(Record):
    """A body that meets: the board, a committee, Cabinet."""

    TABLE, NAME, PLURAL = "body", "Body", "Bodies"

    title: str = holds(Text(label="Name", required=True))
    meets: str = holds(Text(label="How often", help="Such as every 2 months, quarterly report."))
    chair: str = holds(Text(label="Chair"))


class Meeting(Record):
    """A meeting of a body. Closing it marks the baseline that "since the last meeting" compares with."""

    TABLE, NAME, PLURAL = "meeting", "Meeting", "Meetings"

    body: str = holds(Reference(label="Body", to="body", required=True))
    day: date | None = holds(Day(label="Date", required=True))
    purpose: str = holds(Text(label="Purpose"))
    note: str = holds(Text(label="Note", prose=True))
    closed: date | None = holds(Day(label="Closed"))

    @property
    def name(self) -> str:
        return f"Meeting of {show_date(self.day)}" if self.day else "Meeting"


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
        return _ordered(self.starts, self.ends, "ends", "The visit ends before it begins.")


class Link(Record):
    """A strand of the golden thread: `item` serves `serves` (for a risk: threatens it)."""

    TABLE, NAME, PLURAL, SLOT = "link", "Link", "Links", ("item", "serves")

    item: str = holds(Reference(label="Item", required=True))
    serves: str = holds(Reference(label="Serves", required=True))

    def contradictions(self) -> dict[str, str]:
        return {"serves": "A record cannot serve itself."} if self.item == self.serves else {}


STATUSES = {
    "complete": "Complete",
    "green": "On track",
    "amber": "At risk",
    "red": "Off track",
    "not rated": "Not rated",
}


class Override(Record):
    """A status set by a person over the computed one, with a reason, until a day."""

    TABLE, NAME, PLURAL, SLOT = "override", "Status set by hand", "Statuses set by hand", ("record",)

    record: str = holds(Reference(label="Record", required=True))
    status: str = holds(Choice(label="Status", options=STATUSES, required=True))
    reason: str = holds(Text(label="Reason", required=True))
    until: date | None = holds(Day(label="Until", required=True, help="After this day the computed status stands."))
    by: str = holds(Text(label="Set by", required=True))


CONFIDENCE = {"high": "High", "medium": "Medium", "low": "Low"}


class Confidence(Record):
    """A person's confidence that a record's outcome will be reached: a judgement, shown beside its status."""

    TABLE, NAME, PLURAL, SLOT = "confidence", "Confidence", "Confidence", ("record",)

    record: str = holds(Reference(label="Record", required=True))
    level: str = holds(Choice(label="Confidence in the outcome", options=CONFIDENCE, required=True))
    reason: str = holds(Text(label="Because"))
    by: str = holds(Text(label="Judged by", required=True))
    day: date | None = holds(Day(label="On", required=True))


class Provenance(Record):
    """Where a value comes from. `field` is empty for the whole record.

    Attributes:
        source: paragraph of the source report, or publication and date.
        statement: what that source says, where another says otherwise, or how the value was chosen.
        illustrative: no source supports the value; whatever rests on it is marked.
    """

    TABLE, NAME, PLURAL, SLOT = "provenance", "Source", "Sources", ("record", "field", "source")

    record: str = holds(Reference(label="Record", required=True))
    field: str = holds(Text(label="Field"))
    source: str = holds(Text(label="Source"))
    statement: str = holds(Text(label="Statement", prose=True))
    illustrative: bool = holds(Flag(label="Illustrative"))


KINDS: tuple[type[Record], ...] = (
    Programme, Thresholds, Stage, StageAim, Theme, Component, Indicator, Reading, Risk, Action, Milestone,
    Body, Meeting, Visit, Link, Override, Confidence, Provenance,
)  # fmt: skip
BY_TABLE: dict[str, type[Record]] = {kind.TABLE: kind for kind in KINDS}


def _ordered(first: PartialDate | None, second: PartialDate | None, name: str, sentence: str) -> dict[str, str]:
    return {name: sentence} if first and second and second.last < first.first else {}
