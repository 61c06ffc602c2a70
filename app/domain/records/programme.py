"""The programme, its thresholds, its journey in stages, and its vision."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ..choices import ChoiceWords
from ..fields import Choice, Day, Flag, Number, Reference, Text, When, Whole, holds
from ..schedule import PartialDate
from .base import Record, in_order
from .scales import LEAST, MOST, SCORE_RULES, TOP

GRADES = ChoiceWords(
    {
        "": "Not judged",
        "outstanding": "Outstanding",
        "good": "Good",
        "requires improvement": "Requires improvement",
        "inadequate": "Inadequate",
    }
)


QUARTERS = ChoiceWords(
    {
        "council": "The council's: Q3 2017 is October to December 2017",
        "calendar": "The calendar's: Q3 2017 is July to September 2017",
    }
)


class Programme(Record):
    """The improvement programme itself: one record of each plan.

    The parts of a paper stand on a line each, in their order, by their titles; those left out after “Without:”.
    Empty: as the paper comes.
    """

    TABLE, NAME, PLURAL = "programme", "Programme", "Programme"

    title: str = holds(Text(label="Title", required=True))
    council: str = holds(Text(label="Council"))
    body: str = holds(
        Reference(label="The plan of", to="body", help="The board whose meetings this plan is compared between.")
    )
    quarters: str = holds(
        Choice(label="Quarters", options=QUARTERS, help="Said beside every quarter that is typed."), "council"
    )
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
    report_of: str = holds(
        Text(label="Report of", help="The role whose report it is, on the cover of a Cabinet paper.")
    )
    lead_member: str = holds(Text(label="Lead member", help="The member who answers for it."))
    contact: str = holds(Text(label="Contact officer", help="Whom one asks about the papers: a role."))
    wards: str = holds(Text(label="Wards affected", help="Such as all wards."))
    board_parts: str = holds(Text(label="Parts of the board briefing", prose=True))
    cabinet_parts: str = holds(Text(label="Parts of the cabinet report", prose=True))
    theme_parts: str = holds(Text(label="Parts of the theme in depth", prose=True))
    risks_parts: str = holds(Text(label="Parts of the risk register", prose=True))
    indicators_parts: str = holds(Text(label="Parts of the indicator pack", prose=True))
    changes_parts: str = holds(Text(label="Parts of what changed", prose=True))

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
    silent_days: int = holds(
        Whole(
            label="Silent, days",
            low=1,
            high=999,
            required=True,
            help="An action of which nothing was reported for longer is at risk.",
        ),
        60,
    )
    review_late_days: int = holds(
        Whole(
            label="Review of a risk overdue, days",
            low=0,
            high=999,
            required=True,
            help="A risk whose review is overdue for longer is at risk at best.",
        ),
        30,
    )
    risk_low_to: int = holds(Whole(label="Low risk up to score", low=1, high=TOP, required=True), 6)
    risk_medium_to: int = holds(Whole(label="Medium risk up to score", low=1, high=TOP, required=True), 12)
    appetite: int | None = holds(
        Whole(label="Risk appetite, score", low=1, high=TOP, help="A score above it is off track, even at target.")
    )
    likelihood_levels: int = holds(Whole(label="Levels of likelihood", low=LEAST, high=MOST, required=True), 5)
    impact_levels: int = holds(Whole(label="Levels of impact", low=LEAST, high=MOST, required=True), 5)
    score_rule: str = holds(Choice(label="Score of a risk", options=SCORE_RULES, required=True), "product")
    small_numbers: int | None = holds(
        Whole(
            label="Smallest number to publish",
            low=2,
            high=100,
            help="Public papers leave out counts of children below it, and shares made of them; empty: nothing.",
        )
    )
    trend_length: int = holds(Whole(label="Points that make a trend", low=6, high=7, required=True), 7)
    screened: bool = holds(
        Flag(
            label="Leave outliers out of limits",
            help="Steps from one figure to the next that are far larger than usual do not widen the limits of a chart.",
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
        return in_order(self.starts, self.ends, "ends", "The stage ends before it starts.")


class StageAim(Record):
    """What a stage sets out to reach, with its progress and outcome."""

    TABLE, NAME, PLURAL = "stage_aim", "Stage aim", "Stage aims"

    stage: str = holds(Reference(label="Stage", to="stage", required=True))
    title: str = holds(Text(label="Aim", required=True))
    progress: str = holds(Text(label="Progress and outcome", prose=True))
