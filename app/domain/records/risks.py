"""The risk register, in the Orange Book's terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..choices import ChoiceWords
from ..fields import Choice, Day, Flag, Level, Reference, Text, When, Whole, holds
from ..schedule import PartialDate, show_date
from .base import NOT_GIVEN, Record, in_order, reason
from .scales import MOST, TOP

RESPONSES = ChoiceWords(
    {
        "": "Not decided",
        "treat": "Treat",
        "tolerate": "Tolerate",
        "transfer": "Transfer",
        "terminate": "Terminate",
    }
)
RHYTHMS = ChoiceWords(
    {
        "": "No fixed rhythm",
        "month": "Every month",
        "two months": "Every 2 months",
        "quarter": "Every quarter",
        "half-year": "Every 6 months",
        "year": "Every year",
    }
)
"""How often a risk is reviewed."""
PROXIMITIES = ("It could happen any day", "Within 3 months", "In 3 to 12 months", "After more than a year")
"""How soon a risk could happen, in words that people choose from; others are possible."""
CLOSINGS = ("It can no longer happen", "It occurred", "It is tolerated", NOT_GIVEN)
"""Why risks are closed, in the words that people choose from; others are possible."""


SETS: Mapping[str, tuple[str, str]] = {
    "inherent": ("inherent_likelihood", "inherent_impact"),
    "current": ("likelihood", "impact"),
    "target": ("target_likelihood", "target_impact"),
}
"""The fields of likelihood and impact by what they score: if nothing were done, as it is, and where it should be."""


class Category(Record):
    """A category of risks, with an appetite of its own where the board has set one."""

    TABLE, NAME, PLURAL = "category", "Risk category", "Risk categories"

    title: str = holds(Text(label="Category", required=True))
    appetite: int | None = holds(
        Whole(label="Risk appetite, score", low=1, high=TOP, help="In place of the plan's own; empty for that.")
    )


class Risk(Record):
    """A risk of the register, in the Orange Book's terms: cause, event, consequence.

    What likelihood and impact come to the plan's scale says (`domain.scale`); the record alone does not know.

    Attributes:
        description: the whole in one text, as a register gave it; nobody takes it apart unasked.
        inherent_likelihood, inherent_impact: how it would stand if nothing were done about it.
        target_by: by when the target is to be reached.
        mitigation: what is done about it in one text, as it was given; `Mitigation` holds it taken apart.
        rhythm: how often it is reviewed; that it was, and that nothing changed, gives the next review by it.
        reviewed, reviewed_by: when it was last looked at, and by whom, whether anything changed or not.
        escalated_to, escalated, escalated_why: the body to which it was handed up, when and why.
        returned, returned_why: when and why it came back from there; empty while it lies there.
        occurred, occurred_what: when it happened, and what. Either says that it did, which makes it an issue.
        closed, closed_why: when and why it was closed. Either of them says that it is; what nobody knows is
            "Not given".
    """

    TABLE, NAME, PLURAL, PREFIX = "risk", "Risk", "Risks", "R"
    TOGETHER = (
        ("likelihood", "impact"),
        ("target_likelihood", "target_impact"),
        ("inherent_likelihood", "inherent_impact"),
        ("reviewed", "reviewed_by"),
        ("escalated_to", "escalated", "escalated_why", "returned", "returned_why"),
        ("occurred", "occurred_what"),
        ("closed", "closed_why"),
        ("closed", "closed_why", "likelihood", "impact"),  # closed in one copy, scored anew in another
    )

    ref: str = holds(Text(label="Reference"))
    title: str = holds(Text(label="Risk", required=True))
    category: str = holds(Reference(label="Category", to="category"))
    description: str = holds(Text(label="Description as given", prose=True, help="The whole in one text."))
    cause: str = holds(Text(label="Cause", prose=True, help="Because of ..."))
    event: str = holds(Text(label="Event", prose=True, help="... there is a risk that ..."))
    consequence: str = holds(Text(label="Consequence", prose=True, help="... which would lead to ..."))
    mitigation: str = holds(Text(label="Mitigation", prose=True))
    response: str = holds(Choice(label="Response", options=RESPONSES))
    owner: str = holds(Text(label="Owner"))
    inherent_likelihood: int | None = holds(Level(label="Inherent likelihood", low=1, high=MOST, axis="likelihood"))
    inherent_impact: int | None = holds(Level(label="Inherent impact", low=1, high=MOST, axis="impact"))
    likelihood: int | None = holds(Level(label="Likelihood", low=1, high=MOST, axis="likelihood"))
    impact: int | None = holds(Level(label="Impact", low=1, high=MOST, axis="impact"))
    target_likelihood: int | None = holds(Level(label="Target likelihood", low=1, high=MOST, axis="likelihood"))
    target_impact: int | None = holds(Level(label="Target impact", low=1, high=MOST, axis="impact"))
    target_by: PartialDate | None = holds(When(label="Target reached by"))
    proximity: str = holds(Text(label="Proximity", help="How soon it could happen.", suggested=PROXIMITIES))
    raised: PartialDate | None = holds(When(label="Raised"))
    review: PartialDate | None = holds(When(label="Next review"))
    rhythm: str = holds(Choice(label="Review rhythm", options=RHYTHMS))
    reviewed: PartialDate | None = holds(When(label="Last reviewed"))
    reviewed_by: str = holds(Text(label="Reviewed by"))
    escalated_to: str = holds(Reference(label="Escalated to", to="body"))
    escalated: PartialDate | None = holds(When(label="Escalated on"))
    escalated_why: str = holds(Text(label="Escalated because"))
    returned: PartialDate | None = holds(When(label="Handed back on"))
    returned_why: str = holds(Text(label="Handed back because"))
    occurred: PartialDate | None = holds(When(label="Occurred on"))
    occurred_what: str = holds(Text(label="What happened", prose=True))
    closed: date | None = holds(Day(label="Closed"))
    closed_why: str = holds(Text(label="Closed because", suggested=CLOSINGS))

    @property
    def is_closed(self) -> bool:
        return bool(self.closed or self.closed_why)

    @property
    def is_escalated(self) -> bool:
        """Whether it lies with the body to which it was escalated."""
        return bool(self.escalated_to) and not self.returned and not self.returned_why

    @property
    def has_occurred(self) -> bool:
        """Whether it happened: an issue."""
        return bool(self.occurred or self.occurred_what)

    @property
    def closed_words(self) -> str:
        """Such as "closed 31 Dec 2017: the post is filled" or "closed, date not given: reason not given"."""
        when = f"closed {show_date(self.closed)}" if self.closed else "closed, date not given"
        return f"{when}: {reason(self.closed_why)}"

    @property
    def is_scored(self) -> bool:
        """Whether likelihood and impact are given; `plan.scale` says what they come to."""
        return bool(self.likelihood and self.impact)

    def contradictions(self) -> dict[str, str]:
        found: dict[str, str] = {}
        held = vars(self)
        for first, second in SETS.values():
            if (held[first] is None) is not (held[second] is None):
                found[first if held[first] is None else second] = "Likelihood and impact are scored together."
        if self.closed and self.raised and self.closed < self.raised.first:
            found["closed"] = "The risk is closed before it was raised."
        found |= in_order(self.escalated, self.returned, "returned", "It is handed back before it was escalated.")
        return found


class Mitigation(Record):
    """One thing that is done about a risk; an action that is linked to the risk is another.

    Attributes:
        ended, ended_why: when and why it ended without being done. Either says that it did.
    """

    TABLE, NAME, PLURAL = "mitigation", "Mitigation", "Mitigations"
    TOGETHER = (("done", "done_on"), ("ended", "ended_why"))

    risk: str = holds(Reference(label="Risk", to="risk", required=True))
    title: str = holds(Text(label="Mitigation", required=True))
    owner: str = holds(Text(label="Owner"))
    due: PartialDate | None = holds(When(label="Due"))
    done: bool = holds(Flag(label="Done"))
    done_on: PartialDate | None = holds(When(label="Done on"))
    ended: PartialDate | None = holds(When(label="Ended on"))
    ended_why: str = holds(Text(label="Ended because"))
    progress: str = holds(Text(label="Progress", prose=True))

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return not self.done and not self.ended and not self.ended_why

    def contradictions(self) -> dict[str, str]:
        if self.done and (self.ended or self.ended_why):
            return {"done": "It is done, or it ended without being done."}
        return {"done_on": "It is done on a day, and not said to be done."} if self.done_on and not self.done else {}


EFFECTIVENESS = ChoiceWords(
    {
        "": "Not said",
        "effective": "Effective",
        "partly": "Partly effective",
        "not": "Not effective",
        "not tested": "Not tested",
    }
)


class Control(Record):
    """What already holds a risk down, how well it does, and who assures that."""

    TABLE, NAME, PLURAL = "control", "Control", "Controls"
    TOGETHER = (("effectiveness", "assured_by", "assured"),)

    risk: str = holds(Reference(label="Risk", to="risk", required=True))
    title: str = holds(Text(label="Control", required=True))
    effectiveness: str = holds(Choice(label="Effectiveness", options=EFFECTIVENESS))
    assured_by: str = holds(Text(label="Assured by"))
    assured: PartialDate | None = holds(When(label="Assured on"))


SCORED = ChoiceWords({"inherent": "Inherent", "current": "As it was", "target": "Target"})
"""What is scored: a key of `SETS`."""


class Scoring(Record):
    """How a risk was scored on a day, and why: each score that holds, and each that once did.

    Two copies that score a risk otherwise on a day keep both, as both were said.
    """

    TABLE, NAME, PLURAL = "scoring", "Score", "Scores"
    NATURAL_KEY = ("risk", "of", "day", "likelihood", "impact")

    risk: str = holds(Reference(label="Risk", to="risk", required=True))
    of: str = holds(Choice(label="Score", options=SCORED, required=True), "current")
    day: PartialDate | None = holds(When(label="Scored on", required=True))
    likelihood: int | None = holds(Level(label="Likelihood", low=1, high=MOST, axis="likelihood", required=True))
    impact: int | None = holds(Level(label="Impact", low=1, high=MOST, axis="impact", required=True))
    reason: str = holds(Text(label="Because"))

    @property
    def name(self) -> str:
        """Such as "Score of 31 Jan 2018: 4 x 4"."""
        return f"Score of {self.day}: {self.likelihood} x {self.impact}"
