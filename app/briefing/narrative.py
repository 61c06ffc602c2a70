"""What people write for a paper, and where it is missing: sections of the report, what is said of exceptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.figures import capital, listed
from app.domain.frozen import Frozen
from app.domain.kinds import Row
from app.domain.records import Action, Indicator, Record, Risk, Section, Theme
from app.domain.schedule import show_date

from .checklist import commentary
from .context import BriefingContext
from .sections.cabinet import unwritten
from .sections.exceptions import MOST, off_track

FIELDS: Mapping[type[Record], tuple[Row, ...]] = {
    Indicator: ("for_children", "back_by", "note"),
    Risk: ("consequence", "mitigation"),
    Action: ("progress", "for_children", "back_by"),
    Section: ("title", ("author", "day", "number"), "body"),
}
"""The fields of each kind that are its words in a paper."""


class NarrativeLine(Frozen):
    """Something that people write.

    Attributes:
        title: what it is about.
        said: who wrote it when, or what is not said.
        record: what is written in; None for a section that is not there yet.
        missing: whether anything is not said.
    """

    title: str
    said: str
    record: Record | None = None
    missing: bool = False


def narrative(m: BriefingContext, template: str) -> list[NarrativeLine]:
    """What people write for a paper, as far as it prints it; nothing for a paper that is worked out alone."""
    if template == "cabinet":
        return [*_sections(m), *_to_be_written(m)]
    if template == "changes":
        return []
    theme = next((theme for theme in m.plan.all(Theme) if theme.id == m.options.theme), None)
    kinds = {"risks": (Risk,), "indicators": (Indicator,)}.get(template, (Indicator, Risk, Action))
    found = [each for each in off_track(m, theme) if isinstance(each, kinds)]
    return [_line(m, each) for each in found[:MOST]]


def _line(m: BriefingContext, record: Indicator | Risk | Action) -> NarrativeLine:
    means, doing = commentary(m.plan, record)
    missing = [what for what, said in (("what it means for children", means), ("what is done", doing)) if not said]
    said = f"Not said: {listed(missing)}" if missing else "What it means and what is done is said"
    return NarrativeLine(title=capital(record.name), said=said, record=record, missing=bool(missing))


def _sections(m: BriefingContext) -> Iterator[NarrativeLine]:
    for section in m.plan.all(Section):
        signed = ", ".join(filter(None, (section.author, show_date(section.day) if section.day else "")))
        empty = not section.body.strip()
        said = "Nothing is written here yet" if empty else signed or "Nobody has signed it"
        yield NarrativeLine(title=section.name, said=said, record=section, missing=empty)


def _to_be_written(m: BriefingContext) -> Iterator[NarrativeLine]:
    titles = {section.title for section in m.plan.all(Section)}
    for part in unwritten(m.plan.all(Section)):
        if part.title not in titles:
            yield NarrativeLine(title=part.title, said="Nobody has written this section yet", missing=True)
