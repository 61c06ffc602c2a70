"""The risk register, in the Orange Book's terms."""

from __future__ import annotations

from datetime import date

from ..choices import ChoiceWords
from ..fields import Choice, Day, Reference, Text, When, Whole, holds
from ..schedule import PartialDate, show_date
from .base import NOT_GIVEN, Record, reason

LIKELIHOOD = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
IMPACT = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Severe"}
RESPONSES = ChoiceWords(
    {
        "": "Not decided",
        "treat": "Treat",
        "tolerate": "Tolerate",
        "transfer": "Transfer",
        "terminate": "Terminate",
    }
)
CLOSINGS = ("It can no longer happen", "It occurred", "It is tolerated", NOT_GIVEN)
"""Why risks are closed, in the words that people choose from; others are possible."""


class Category(Record):
    """A category of risks, with an appetite of its own where the board has set one."""

    TABLE, NAME, PLURAL = "category", "Risk category", "Risk categories"

    title: str = holds(Text(label="Category", required=True))
    appetite: int | None = holds(
        Whole(label="Risk appetite, score", low=1, high=25, help="In place of the plan's own; empty for that.")
    )


class Risk(Record):
    """A risk of the register, in the Orange Book's terms: cause, event, consequence; score = likelihood x impact.

    Attributes:
        closed, closed_why: when and why it was closed. Either of them says that it is; what nobody knows is
            "Not given".
    """

    TABLE, NAME, PLURAL, PREFIX = "risk", "Risk", "Risks", "R"
    TOGETHER = (
        ("likelihood", "impact"),
        ("target_likelihood", "target_impact"),
        ("closed", "closed_why"),
        ("closed", "closed_why", "likelihood", "impact"),  # closed in one copy, scored anew in another
    )

    ref: str = holds(Text(label="Reference"))
    title: str = holds(Text(label="Risk", required=True))
    category: str = holds(Reference(label="Category", to="category"))
    cause: str = holds(Text(label="Cause", prose=True, help="Because of ..."))
    event: str = holds(Text(label="Event", prose=True, help="... there is a risk that ..."))
    consequence: str = holds(Text(label="Consequence", prose=True, help="... which would lead to ..."))
    mitigation: str = holds(Text(label="Mitigation", prose=True))
    response: str = holds(Choice(label="Response", options=RESPONSES))
    owner: str = holds(Text(label="Owner"))
    likelihood: int | None = holds(Whole(label="Likelihood", low=1, high=5, words=LIKELIHOOD))
    impact: int | None = holds(Whole(label="Impact", low=1, high=5, words=IMPACT))
    target_likelihood: int | None = holds(Whole(label="Target likelihood", low=1, high=5, words=LIKELIHOOD))
    target_impact: int | None = holds(Whole(label="Target impact", low=1, high=5, words=IMPACT))
    raised: PartialDate | None = holds(When(label="Raised"))
    review: PartialDate | None = holds(When(label="Next review"))
    closed: date | None = holds(Day(label="Closed"))
    closed_why: str = holds(Text(label="Closed because", suggested=CLOSINGS))

    @property
    def is_closed(self) -> bool:
        return bool(self.closed or self.closed_why)

    @property
    def closed_words(self) -> str:
        """Such as "closed 31 Dec 2017: the post is filled" or "closed, date not given: reason not given"."""
        when = f"closed {show_date(self.closed)}" if self.closed else "closed, date not given"
        return f"{when}: {reason(self.closed_why)}"

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
        if self.closed and self.raised and self.closed < self.raised.first:
            found["closed"] = "The risk is closed before it was raised."
        return found
