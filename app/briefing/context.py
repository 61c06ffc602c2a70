"""What a briefing is made from: the public part of a plan and all that is computed from it, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from app.domain.attention import Attention, Coming, coming_up, needs_attention
from app.domain.exemption import exemption
from app.domain.figures import listed
from app.domain.meetings import agenda, fallback, meeting_name, next_meeting
from app.domain.plan import Plan
from app.domain.public import exempt, may_tell_small_numbers, public, without_small_numbers
from app.domain.rating import Ratings, Status
from app.domain.records import KINDS, AgendaItem, Body, IssuedPaper, Meeting, Programme, Provenance, Record, Theme
from app.domain.schedule import show_date
from app.domain.since import Change, changes

from . import PLAIN, PaperOptions

R = TypeVar("R", bound=Record)
_ORDER = (Status.RED, Status.AMBER, Status.NOT_RATED, Status.GREEN, Status.COMPLETE, Status.ENDED)
_WORST = {status: place for place, status in enumerate(_ORDER)}


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
        options: what a person chose of the paper.
        suppressed: how many figures were left out because they are too small to publish.
        may_tell: the records whose texts may tell one of them all the same.
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
    options: PaperOptions = PLAIN
    suppressed: int = 0
    may_tell: tuple[Record, ...] = ()

    @classmethod
    def gather(
        cls, plan: Plan, *, before: Plan | None, meeting: Meeting | None, since: Meeting | None, facts_only: bool,
        printed: date, past: str = "", kept_back: Set[str] = frozenset(),
        up_to_meeting: bool = False, closed_by: str = "", options: PaperOptions = PLAIN,
    ) -> BriefingContext:  # fmt: skip
        """The material of a briefing, from a plan that may hold exempt records, without what is among `kept_back`.

        Of a paper that is not for publication nothing is left out.
        """
        if facts_only:
            plan, before = plan.facts_only, before and before.facts_only
        hidden = frozenset[str]() if options.exempt else exempt(plan) | kept_back
        shown = plan if options.exempt else public(plan, hidden)
        suppressed, may_tell = 0, ()
        if not options.exempt:
            whole = shown
            shown, suppressed = without_small_numbers(whole)
            may_tell = tuple(may_tell_small_numbers(whole, shown))
        named = _kept(shown, since)
        since_exempt = since is not None and named is None
        then = before if before and not since_exempt else None
        if then and not options.exempt:
            then, _ = without_small_numbers(public(then, hidden), shown.thresholds.small_numbers)
        return cls(
            plan=shown,
            ratings=Ratings(shown, then),
            meeting=_kept(shown, meeting) or next_meeting(shown),
            since=named if then else None,
            facts_only=facts_only,
            withheld=sum(_says_something(plan.find(key)) for key in hidden),
            printed=printed,
            past=past,
            closed_by=closed_by if then else "",
            since_exempt=since_exempt,
            up_to_meeting=up_to_meeting,
            options=options,
            suppressed=suppressed,
            may_tell=may_tell,
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
    def classification(self) -> str:
        """Whether it may be published, and why not."""
        if not self.options.exempt:
            return "Public"
        paragraphs = sorted({p for record in self.exempt if (p := exemption(record.exempt).paragraph)})
        word = "paragraphs" if len(paragraphs) > 1 else "paragraph"
        told = f", {word} {listed(list(map(str, paragraphs)))}" if paragraphs else ""
        return f"Not for publication, exempt under Schedule 12A{told}" if self.exempt else "Not for publication"

    @cached_property
    def exempt(self) -> list[Record]:
        """What no public paper may hold, where this paper holds it."""
        if not self.options.exempt:
            return []
        return [r for kind in KINDS for r in self.plan.all(kind) if r.exempt and _says_something(r)]

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

    def worst_first(self, records: Iterable[R]) -> list[R]:
        """Records that are rated, those off track first; what stands alike keeps its order."""
        return sorted(records, key=lambda record: _WORST[self.ratings.of(record).status])

    @cached_property
    def changes(self) -> list[Change]:
        """What changed since the last meeting; empty without one."""
        before = self.ratings.before
        return list(changes(self.plan, before, self.ratings)) if before else []

    @cached_property
    def attention(self) -> Sequence[Attention]:
        """What needs attention; each is put into words when it is asked for."""
        return needs_attention(self.plan, self.ratings)

    @cached_property
    def coming(self) -> Sequence[Coming]:
        """What lies ahead, soonest first."""
        return coming_up(self.plan)

    @cached_property
    def agenda(self) -> tuple[AgendaItem, ...]:
        """What is on the agenda of its meeting."""
        return agenda(self.plan, self.meeting) if self.meeting else ()

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


def _says_something(record: Record | None) -> bool:
    """Whether a record is there of which a paper could say something; of what was issued none does."""
    return record is not None and not isinstance(record, IssuedPaper)


def _kept(plan: Plan, meeting: Meeting | None) -> Meeting | None:
    found = plan.find(meeting.id) if meeting else None
    return found if isinstance(found, Meeting) else None
