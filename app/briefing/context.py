"""What a briefing is made from: the public part of a plan and all that is computed from it, worked out once."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.domain.attention import Attention, Coming, coming_up, needs_attention
from app.domain.meetings import fallback, meeting_name, next_meeting
from app.domain.plan import Plan
from app.domain.public import exempt, public
from app.domain.rating import Ratings
from app.domain.records import Body, Meeting, Programme, Provenance, Theme
from app.domain.schedule import show_date
from app.domain.since import Change, changes


@dataclass(frozen=True)
class BriefingContext:
    """The plan that may be shown, its ratings, and for which meeting.

    Attributes:
        since: the meeting that "since the last meeting" compares with; None without one, or where it is exempt.
        facts_only: every illustrative value was left out.
        withheld: how many records were left out because they are exempt.
        printed: the day of printing.
        past: the moment of which the plan speaks, where it is not now; empty for now.
        up_to_meeting: the plan is as it was at that meeting, so that nothing later is told.
        closed_by: whose closing of that meeting is compared with, a sentence where it was closed more than once.
        since_exempt: there is such a meeting, and no paper may name it: nothing is compared.
    """

    plan: Plan
    ratings: Ratings
    meeting: Meeting | None
    since: Meeting | None
    facts_only: bool
    withheld: int
    printed: date
    past: str = ""
    closed_by: str = ""
    since_exempt: bool = False
    up_to_meeting: bool = False

    @classmethod
    def gather(
        cls, plan: Plan, *, before: Plan | None, meeting: Meeting | None, since: Meeting | None, facts_only: bool,
        printed: date, past: str = "", kept_back: Set[str] = frozenset(),
        up_to_meeting: bool = False, closed_by: str = "",
    ) -> BriefingContext:  # fmt: skip
        """The material of a briefing, from a plan that may hold exempt records, without what is among `kept_back`."""
        if facts_only:
            plan, before = plan.facts_only, before and before.facts_only
        hidden = exempt(plan) | kept_back
        shown = public(plan, hidden)
        named = _kept(shown, since)
        since_exempt = since is not None and named is None
        then = public(before, hidden) if before and not since_exempt else None
        return cls(
            plan=shown,
            ratings=Ratings(shown, then),
            meeting=_kept(shown, meeting) or next_meeting(shown),
            since=named if then else None,
            facts_only=facts_only,
            withheld=sum(plan.find(key) is not None for key in hidden),
            printed=printed,
            past=past,
            closed_by=closed_by if then else "",
            since_exempt=since_exempt,
            up_to_meeting=up_to_meeting,
        )

    @property
    def programme(self) -> Programme:
        return self.plan.programme

    @property
    def title(self) -> str:
        return self.programme.title or "Improvement plan"

    @property
    def as_at(self) -> str:
        """Such as "Data as at 31 Jan 2018"."""
        return f"Data as at {show_date(self.plan.position)}"

    @property
    def not_compared(self) -> str:
        """Why nothing is compared, without a full stop; empty where something is."""
        if self.since:
            return ""
        return (
            "The meeting to compare with is exempt" if self.since_exempt else "No meeting to compare with is closed yet"
        )

    @property
    def compares(self) -> str:
        """Why what changed is told since a meeting of another body than the plan's; empty where it is not."""
        return fallback(self.plan, self.since)

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """By number."""
        return tuple(sorted(self.plan.all(Theme), key=lambda theme: (theme.number or 0, theme.title)))

    @cached_property
    def changes(self) -> list[Change]:
        """What changed since the last meeting; empty without one."""
        before = self.ratings.before
        return list(changes(self.plan, before, self.ratings)) if before else []

    @cached_property
    def attention(self) -> list[Attention]:
        return list(needs_attention(self.plan, self.ratings))

    @cached_property
    def coming(self) -> list[Coming]:
        return list(coming_up(self.plan))

    @cached_property
    def illustrative(self) -> bool:
        """Whether any value that the plan holds is illustrative."""
        return any(p.illustrative and self.plan.find(p.record) for p in self.plan.all(Provenance))

    def body(self, meeting: Meeting | None) -> str:
        """The name of the body that meets, or empty."""
        body = self.plan.find(meeting.body) if meeting else None
        return body.title if isinstance(body, Body) else ""

    def meeting_name(self, meeting: Meeting) -> str:
        """Such as "Cabinet, 20 Mar 2018"."""
        return meeting_name(self.plan, meeting)


def _kept(plan: Plan, meeting: Meeting | None) -> Meeting | None:
    found = plan.find(meeting.id) if meeting else None
    return found if isinstance(found, Meeting) else None
