"""The briefings that can be made, and which sections each has."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from app.domain.lazy import all_at_once
from app.domain.plan import Plan
from app.domain.records import Meeting
from app.domain.schedule import show_date

from . import PAPERS, PLAIN, PaperOptions
from . import blocks as b
from .context import BriefingContext
from .paper_parts import PaperPart, chosen_parts, kept_parts
from .sections.actions import actions, arising, steps
from .sections.board import ahead, asked_and_new, exceptions, indicators, risks, scrutiny
from .sections.cabinet import CABINET, cabinet_cover
from .sections.chair import CHANGES, attention, brief, chair, changes_head
from .sections.cover import cover
from .sections.exempt import exempt
from .sections.in_depth import IN_DEPTH, in_depth
from .sections.indicators import charts, indicator_charts, indicator_figures, indicators_head, without_figure, worked
from .sections.key import key, rules
from .sections.meetings import asked, decisions
from .sections.programme import money, programme
from .sections.risks import movements, register, register_alone, risks_head, where_they_stand
from .sections.scrutiny import checks, partners, recommendations, visits
from .sections.themes import themes


class Template(NamedTuple):
    """What a paper consists of.

    Attributes:
        parts: in their usual order, after the cover.
        annex: what follows them where it is asked for.
        cover: whether the common cover stands before them.
        of_each: what is told of each theme, on pages of its own, before the parts.
    """

    parts: tuple[PaperPart, ...]
    annex: tuple[PaperPart, ...] = ()
    cover: bool = True
    of_each: tuple[PaperPart, ...] = ()

    @property
    def whole(self) -> tuple[PaperPart, ...]:
        """All of them, in their usual order."""
        return (*self.of_each, *self.parts, *self.annex)


_EXEMPT = PaperPart("What is exempt", exempt, always=True)
_KEY = PaperPart("Key", key)
TEMPLATES: Mapping[str, Template] = {
    "board": Template(
        (
            PaperPart("For the chair", chair),
            PaperPart("What is asked, and what changed", asked_and_new),
            PaperPart("Themes", themes),
            PaperPart("Exceptions", exceptions),
            PaperPart("Indicators", indicators),
            PaperPart("Risks", risks),
            PaperPart("Recommendations and decisions", scrutiny),
            PaperPart("Last visit, forward plan and key", ahead),
        ),
        (
            PaperPart("What needs attention, whole", attention),
            PaperPart("Programme", programme),
            PaperPart("Charts of the indicators", indicator_charts),
            PaperPart("Figures of the indicators", indicator_figures),
            PaperPart("Register of risks", register_alone),
            PaperPart("Recommendations, whole", recommendations),
            PaperPart("Visits", visits),
            PaperPart("Audits", checks),
            PaperPart("Partners", partners),
            PaperPart("Actions", actions),
            PaperPart("Next steps", steps),
            PaperPart("Money", money),
            PaperPart("Decisions, whole", decisions),
            PaperPart("What arose at meetings", arising),
            PaperPart("Questions", asked),
            PaperPart("How statuses are worked out", rules),
        ),
    ),
    "chair": Template((PaperPart("Chair’s brief", brief),), cover=False),
    "cabinet": Template((PaperPart("Cover", cabinet_cover, always=True), *CABINET, _EXEMPT), cover=False),
    "theme": Template((_EXEMPT, _KEY), of_each=IN_DEPTH),
    "risks": Template(
        (
            PaperPart("Risks", risks_head, always=True),
            PaperPart("Where the risks stand", where_they_stand),
            PaperPart("Movements", movements),
            PaperPart("Register", register),
            _EXEMPT,
            _KEY,
        )
    ),
    "indicators": Template(
        (
            PaperPart("Indicators", indicators_head, always=True),
            PaperPart("Charts", charts),
            PaperPart("Did it work?", worked),
            PaperPart("No figure yet", without_figure),
            PaperPart("Figures behind the charts", indicator_figures, usual=False),
            _EXEMPT,
            _KEY,
        )
    ),
    "changes": Template((PaperPart("Since the last meeting", changes_head, always=True), *CHANGES, _EXEMPT, _KEY)),
}
"""The parts of each of `PAPERS`."""
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
    return all_at_once(composing(template, m))


def composing(template: str, m: BriefingContext) -> Generator[tuple[int, int, str], None, b.Briefing]:
    """The same of what was gathered, telling how far it is; the generator's value is the briefing."""
    name, parts = PAPERS[template], TEMPLATES[template]
    kept, titles = kept_parts(m.programme, template), len(parts.whole)
    sections = [b.BriefingSection("cover", cover(m, name))] if parts.cover else []
    if parts.of_each:
        yield 0, titles, f"Gathering: {name}"
        sections.append(b.BriefingSection("in_depth", in_depth(m, tuple(_wanted(parts.of_each, kept)))))
    for number, part in enumerate(_wanted(parts.parts, kept)):
        yield number, titles, f"Gathering: {part.title}"
        if blocks := part.make(m):
            after_cover = parts.cover and len(sections) == 1 and not isinstance(blocks[0], b.NewPage)
            blocks = (b.NewPage(), *blocks) if after_cover else blocks
            sections.append(b.BriefingSection(part.make.__name__, blocks))
    if not any(heading.key == "exempt" for section in sections for heading in b.headings(section.blocks)):
        sections += [b.BriefingSection("exempt", blocks)] if (blocks := exempt(m)) else []  # it is never left out
    annex: list[b.BriefingSection] = []
    for number, part in enumerate(_wanted(parts.annex, kept) if m.options.annex else ()):
        yield len(parts.parts) + number, titles, f"Gathering: {part.title}"
        if blocks := part.make(m):
            annex.append(b.BriefingSection(part.make.__name__, b.lowered(blocks)))
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
        subject=f"{name}, data as at {show_date(m.plan.position)}",
        running=(m.title, name + on),
        foot=_foot(m),
        sections=tuple(sections),
    )


def _wanted(parts: Sequence[PaperPart], kept: str) -> Iterator[PaperPart]:
    """The parts that the board wants, in its order."""
    return (each.part for each in chosen_parts(parts, kept) if each.on)


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
