"""The briefings that can be made, and which sections each has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from app.domain.plan import Plan
from app.domain.records import Meeting
from app.domain.schedule import show_date

from . import PAPERS, PLAIN, PaperOptions
from . import blocks as b
from .context import BriefingContext
from .sections.actions import actions, arising, steps
from .sections.board import ahead, asked_and_new, exceptions, indicators, risks, scrutiny
from .sections.cabinet import cabinet, cabinet_cover
from .sections.chair import attention, brief, chair, changed
from .sections.cover import cover
from .sections.exempt import exempt
from .sections.in_depth import in_depth
from .sections.indicators import indicator_charts, indicator_figures
from .sections.key import key, rules
from .sections.meetings import asked, decisions
from .sections.programme import money, programme
from .sections.risks import register_alone, risk_register
from .sections.scrutiny import checks, partners, recommendations, visits
from .sections.themes import themes

Part = Callable[[BriefingContext], tuple[b.Block, ...]]


class Template(NamedTuple):
    """What a paper consists of.

    Attributes:
        parts: in order, after the cover.
        annex: what follows them where it is asked for.
        cover: whether the common cover stands before them.
    """

    parts: tuple[Part, ...]
    annex: tuple[Part, ...] = ()
    cover: bool = True


TEMPLATES: Mapping[str, Template] = {
    "board": Template(
        (*(chair, asked_and_new, themes, exceptions, indicators, risks, scrutiny, ahead),),
        (
            *(attention, programme, indicator_charts, indicator_figures, register_alone, recommendations, visits),
            *(checks, partners, actions, steps, money, decisions, arising, asked, rules),
        ),
    ),
    "chair": Template((brief,), cover=False),
    "cabinet": Template((cabinet_cover, cabinet, exempt), cover=False),
    "theme": Template((in_depth, exempt, key)),
    "risks": Template((risk_register, exempt, key)),
    "indicators": Template((indicator_charts, exempt, key)),
    "changes": Template((changed, exempt, key)),
}
"""The sections of each of `PAPERS`."""
_FOOT = 95  # characters that have room there


def compose(
    template: str, plan: Plan, *, before: Plan | None = None, meeting: Meeting | None = None,
    since: Meeting | None = None, facts_only: bool = False, printed: date, as_at: str = "",
    kept_back: Set[str] = frozenset(), up_to_meeting: bool = False, closed_by: str = "",
    options: PaperOptions = PLAIN,
) -> b.Briefing:  # fmt: skip
    """A briefing as plain blocks. Raises KeyError for an unknown template."""
    m = BriefingContext.gather(
        plan, before=before, meeting=meeting, since=since, facts_only=facts_only, printed=printed, past=as_at,
        kept_back=kept_back, up_to_meeting=up_to_meeting, closed_by=closed_by, options=options,
    )  # fmt: skip
    name, parts = PAPERS[template], TEMPLATES[template]
    sections = [b.BriefingSection("cover", cover(m, name))] if parts.cover else []
    sections += [b.BriefingSection(part.__name__, blocks) for part in parts.parts if (blocks := part(m))]
    if options.annex:
        annex = [b.BriefingSection(part.__name__, b.lowered(blocks)) for part in parts.annex if (blocks := part(m))]
        if annex:
            title = b.Heading(1, b.words("Annex"), "annex")
            said = b.Paragraph(b.words("Every list that the paper cuts short, and how it was worked out."), "lead")
            annex[0] = b.BriefingSection(annex[0].key, (b.NewPage(), title, said, *annex[0].blocks))
        sections += annex
    keys = {heading.key for section in sections for heading in b.headings(section.blocks)}
    sections = [replace(each, blocks=b.with_links_that_lead(each.blocks, keys)) for each in sections]
    on = f", {m.meeting_name(m.meeting)}" if m.meeting else ""
    return b.Briefing(
        title=f"{name}: {m.title}{on}",
        author=m.programme.council,
        subject=f"{name}, data as at {show_date(plan.position)}",
        running=(m.title, name + on),
        foot=_foot(m),
        sections=tuple(sections),
    )


def _foot(m: BriefingContext) -> str:
    """What stands at the foot of every page: what a reader must know first, so that nothing of it is ever cut."""
    parts = ["Not for publication" if m.options.exempt else ""]
    parts.append("Report’s facts only" if m.facts_only else "Illustrative inputs included" if m.illustrative else "")
    parts.append(f"Version {m.options.version.partition('.')[0]}" if m.options.version else "")
    parts.append(f"As it was at {m.past}" if m.past else m.as_at)
    parts.append(m.as_at if m.past else m.programme.council)
    parts.append(m.programme.council if m.past else "")
    said = ""
    for part in filter(None, parts):
        longer = " · ".join(filter(None, (said, part)))
        if len(longer) > _FOOT:
            break
        said = longer
    return said
