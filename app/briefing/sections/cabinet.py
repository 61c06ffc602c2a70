"""The decision paper of Cabinet, in the order of a council's reports: cover, summary, recommendations, reasons, and on.

Each part is a section of the written report, found by the words of its heading; what nobody has written says so. What
the meeting is asked to agree comes from its agenda.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from app.domain.mitigating import open_mitigations
from app.domain.records import Attachment, NextStep, Risk, Section, Theme
from app.domain.risk import from_the_highest
from app.domain.schedule import show_date

from .. import blocks as b
from ..context import BriefingContext
from ..paper_parts import PaperPart
from ..phrases import clipped, left_out, said_or_not, sentence, status, status_line
from .asking import purposes, recommended
from .indicators import latest_words, target_words_of
from .risks import scored_line
from .written import written, written_by

MOST_THEMES, MOST_RISKS, MOST_INDICATORS, MOST_STEPS = 12, 20, 10, 12
_LONGEST = 220


class ReportPart(NamedTuple):
    """A part of the report: its heading where nobody has written it, and the words by which its section is known."""

    title: str
    known_by: str


SUMMARY = ReportPart("Executive summary", "summary")
RECOMMENDATIONS = ReportPart("Recommendations", "recommendation")
REASONS = ReportPart("Reasons for the decisions", "reason")
ALTERNATIVES = ReportPart("Alternative options", "alternative")
DETAILS = ReportPart("Details of the report", "detail")
FINANCE = ReportPart("Comments of the chief finance officer", "financ")
LEGAL = ReportPart("Legal comments", "legal")
EQUALITIES = ReportPart("Equalities implications", "equalit|one tower hamlets|diversity")
RISK = ReportPart("Risk management implications", "risk")
SAFEGUARDING = ReportPart("Safeguarding implications", "safeguarding")
LINKED = ReportPart("Linked reports, appendices and background documents", "linked|background|appendi")
_IN_ORDER = (SUMMARY, RECOMMENDATIONS, REASONS, ALTERNATIVES, DETAILS, LINKED)
_LEAST = (FINANCE, LEGAL, EQUALITIES, RISK, SAFEGUARDING)
"""The comments that a report to Cabinet has in any case."""


def cabinet_cover(m: BriefingContext) -> tuple[b.Block, ...]:
    """The head of the first page, and the table of who reports what to whom."""
    programme, meeting = m.programme, m.meeting
    body = m.body(meeting) or "Cabinet"
    said = said_or_not
    pairs = (
        ("Report to", b.words(b.bold(body), f", {show_date(meeting.day)}" if meeting and meeting.day else "")),
        ("Report of", said(programme.report_of)),
        ("Lead member", said(programme.lead_member)),
        ("Contact officer", said(programme.contact)),
        ("Wards affected", said(programme.wards)),
        ("Classification", b.words(m.classification)),
        ("The meeting has it", b.words(f"{purposes(m)}.")),
        ("Purpose", said((meeting.purpose if meeting else "") or programme.title)),
        ("Data as at", b.words(f"{show_date(m.plan.position)}; printed {show_date(m.printed)}.")),
    )
    version = (("Version", clipped(b.words(m.options.version), 600)),) if m.options.version else ()
    return (b.Cover(programme.council, m.title, "Report for decision"), b.Pairs(pairs + version, "About this report"))


def summary(m: BriefingContext) -> tuple[b.Block, ...]:
    """Who wrote most of the report, and its summary."""
    there = m.plan.all(Section)
    return (*_signed(there), *_part(m, there, SUMMARY))


def recommendations(m: BriefingContext) -> tuple[b.Block, ...]:
    """What the agenda asks the meeting to agree; the section of that name where nothing is on its agenda."""
    if not m.agenda:
        return tuple(_part(m, m.plan.all(Section), RECOMMENDATIONS))
    who = m.body(m.meeting) or "The meeting"
    return (
        b.Heading(1, b.words(RECOMMENDATIONS.title), "cabinet-recommendations"),
        b.Paragraph(b.words(f"{who} is recommended to agree:"), "label"),
        b.Bullets(recommended(m), numbered=True),
    )


def reasons(m: BriefingContext) -> tuple[b.Block, ...]:
    """Why the meeting is asked to agree that."""
    return tuple(_part(m, m.plan.all(Section), REASONS))


def alternatives(m: BriefingContext) -> tuple[b.Block, ...]:
    """What else it could do."""
    return tuple(_part(m, m.plan.all(Section), ALTERNATIVES))


def details(m: BriefingContext) -> tuple[b.Block, ...]:
    """The details, and the figures behind them."""
    return (*_part(m, m.plan.all(Section), DETAILS), *_figures(m))


def comments(m: BriefingContext) -> tuple[b.Block, ...]:
    """What the council's officers have to say to every report, and all other sections."""
    there = m.plan.all(Section)
    first = [section for part in _IN_ORDER if (section := _section(there, part))]
    rest = [section for section in there if section not in first]
    about_risks, blocks = _section(rest, RISK), list[b.Block]()
    for section in rest:
        blocks += _section_blocks(m, section)
        if section is about_risks:
            blocks += _risks(m)
    for part in _LEAST:
        if not _section(rest, part):
            blocks += _part(m, rest, part)
            blocks += _risks(m) if part is RISK else ()
    return tuple(blocks)


def linked(m: BriefingContext) -> tuple[b.Block, ...]:
    """The linked papers."""
    return (*_part(m, m.plan.all(Section), LINKED), *_papers(m))


CABINET = (
    PaperPart(SUMMARY.title, summary),
    PaperPart(RECOMMENDATIONS.title, recommendations),
    PaperPart(REASONS.title, reasons),
    PaperPart(ALTERNATIVES.title, alternatives),
    PaperPart("Details and figures", details),
    PaperPart("Comments and implications", comments),
    PaperPart("Linked papers", linked),
)
"""The parts after the cover, in the order of a council's reports."""


def unwritten(sections: Sequence[Section]) -> list[ReportPart]:
    """The parts of the report that nobody has written; what it recommends comes from the agenda."""
    written = [section for section in sections if section.body.strip()]
    asked = (part for part in (*_IN_ORDER, *_LEAST) if part is not RECOMMENDATIONS)
    return [part for part in asked if not _section(written, part)]


def _signed(sections: Sequence[Section]) -> Iterator[b.Block]:
    """Who wrote most of it and when; what others wrote says so itself."""
    if common := written_by(sections):
        yield b.Paragraph(b.words(f"{common} What others wrote says so."), "small")


def _section(sections: Sequence[Section], part: ReportPart) -> Section | None:
    return next((each for each in sections if re.search(part.known_by, each.title, re.IGNORECASE)), None)


def _part(m: BriefingContext, sections: Sequence[Section], part: ReportPart) -> Iterator[b.Block]:
    """A part as it is written; or that nobody has."""
    if section := _section(sections, part):
        yield from _section_blocks(m, section)
    else:
        yield b.Heading(1, b.words(part.title), f"cabinet-{part.title.split()[0].lower()}")
        yield b.Paragraph(b.words(b.muted("Not said: nobody has written this section yet.")))


def _section_blocks(m: BriefingContext, section: Section) -> Iterator[b.Block]:
    yield b.Heading(1, b.words(section.name), f"section-{section.id}")
    yield from written(m, section, common=written_by(m.plan.all(Section)))


def _figures(m: BriefingContext) -> Iterator[b.Block]:
    """How the programme, its themes and its key figures stand: worked out from the plan."""
    rating = m.ratings.of(m.programme)
    yield b.Heading(2, b.words("How the programme stands"), "cabinet-figures")
    yield b.Paragraph(b.words(status(rating), f". {rating.reason}"))
    if m.themes:
        columns = b.columns(("Theme", 4.4), ("Status", 3.2), ("Why", 9.4))
        worst = m.worst_first(m.themes)[:MOST_THEMES]
        rows = tuple(_theme(m, theme) for theme in m.themes if theme in worst)
        yield b.Table(columns, rows, "Status of each theme, with the reason")
        yield from left_out(len(worst), len(m.themes), "worst themes")
    known = [i for i in m.plan.wholes if m.plan.latest(i) and not i.is_context]
    shown = m.worst_first(sorted(known, key=lambda i: not i.key))[:MOST_INDICATORS]
    if shown:
        columns = b.columns(("Indicator", 6), ("Latest", 3.2), ("Target", 2.8), ("Status", 3.4))
        rows = tuple(
            (b.cell(clipped(b.words(i.name), _LONGEST)), latest_words(m, i), target_words_of(m, i),
             status_line(m.ratings.of(i)))
            for i in shown
        )  # fmt: skip
        yield b.Heading(2, b.words("The figures behind it"), "cabinet-indicators")
        yield b.Table(columns, rows, "Indicators with their latest figure, target and status")
        yield from left_out(len(shown), len(known), "furthest from their target")
    if steps := m.plan.all(NextStep):
        yield b.Heading(2, b.words("Next steps"), "cabinet-steps")
        lines = (b.words(sentence(step.title), f" {sentence(step.detail)}" if step.detail else "") for step in steps)
        yield b.Bullets(tuple(clipped(line, _LONGEST) for line in lines)[:MOST_STEPS])
        yield from left_out(min(MOST_STEPS, len(steps)), len(steps))


def _theme(m: BriefingContext, theme: Theme) -> tuple[b.Cell, ...]:
    rating = m.ratings.of(theme)
    name, why = (clipped(b.words(text), _LONGEST) for text in (theme.name, rating.reason))
    return b.cell(name), status_line(rating), b.cell(why)


def _risks(m: BriefingContext) -> Iterator[b.Block]:
    """The risks that are open, from the highest score, each with what is done about it."""
    there = from_the_highest(m.plan, [risk for risk in m.plan.all(Risk) if not risk.is_closed])
    if not there:
        return
    columns = b.columns(("Risk", 5.4), ("Mitigation", 7.8), ("Score", 3.8))
    yield b.Table(columns, tuple(map(partial(_risk, m), there[:MOST_RISKS])), "Open risks with their mitigation")
    yield from left_out(min(MOST_RISKS, len(there)), len(there), "highest")


def _risk(m: BriefingContext, risk: Risk) -> tuple[b.Cell, ...]:
    doing = "; ".join(each.title for each in open_mitigations(m.plan, risk)) or risk.mitigation
    score = b.cell(scored_line(m, risk))
    return b.cell(clipped(b.words(risk.name), _LONGEST)), b.cell(clipped(said_or_not(doing), _LONGEST)), score


def _papers(m: BriefingContext) -> Iterator[b.Block]:
    """The papers that are attached to the meeting and its items."""
    records = [each for each in (m.meeting, *m.agenda) if each]
    papers = [paper for record in records for paper in m.plan.children(record, Attachment, "record")]
    if papers:
        yield b.Paragraph(b.words("Papers of this meeting"), "label")
        yield b.Bullets(tuple(b.words(paper.title) for paper in papers))
