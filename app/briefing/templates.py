"""The briefings that can be made, and which sections each has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from datetime import date

from app.domain.plan import Plan
from app.domain.records import Meeting
from app.domain.schedule import show_date

from . import PAPERS
from . import blocks as b
from .context import BriefingContext
from .sections.actions import actions, arising, steps
from .sections.chair import attention, chair, changed, changes
from .sections.cover import cover
from .sections.indicators import indicators
from .sections.key import key
from .sections.meetings import asked, decisions, forward
from .sections.programme import money, programme
from .sections.risks import risks
from .sections.scrutiny import checks, partners, recommendations, visits
from .sections.themes import themes

Part = Callable[[BriefingContext], tuple[b.Block, ...]]


TEMPLATES: Mapping[str, tuple[Part, ...]] = {
    "board": (
        *(chair, attention, changes, programme, themes, indicators, risks, recommendations, visits, checks),
        *(partners, actions, steps, money, decisions, arising, asked, forward, key),
    ),
    "changes": (changed, key),
}
"""The sections of each of `PAPERS` in order, after the cover."""


def compose(
    template: str, plan: Plan, *, before: Plan | None = None, meeting: Meeting | None = None,
    since: Meeting | None = None, facts_only: bool = False, printed: date, as_at: str = "",
    kept_back: Set[str] = frozenset(), up_to_meeting: bool = False, closed_by: str = "",
) -> b.Briefing:  # fmt: skip
    """A briefing as plain blocks. Raises KeyError for an unknown template."""
    m = BriefingContext.gather(
        plan, before=before, meeting=meeting, since=since, facts_only=facts_only, printed=printed, past=as_at,
        kept_back=kept_back, up_to_meeting=up_to_meeting, closed_by=closed_by,
    )  # fmt: skip
    name = PAPERS[template]
    sections = [b.BriefingSection("cover", cover(m, name))]
    sections += [b.BriefingSection(part.__name__, blocks) for part in TEMPLATES[template] if (blocks := part(m))]
    on = f", {m.meeting_name(m.meeting)}" if m.meeting else ""
    foot = [m.programme.council, m.as_at]
    if m.past:
        foot.append(f"As it was at {m.past}")
    if m.facts_only:
        foot.append("Report’s facts only")
    elif m.illustrative:
        foot.append("Illustrative inputs included")
    return b.Briefing(
        title=f"{name}: {m.title}{on}",
        author=m.programme.council,
        subject=f"{name}, data as at {show_date(plan.position)}",
        running=(m.title, name + on),
        foot=" · ".join(filter(None, foot)),
        sections=tuple(sections),
    )
