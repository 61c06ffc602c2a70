"""Scrutiny: recommendations, monitoring visits, the service's own checks, what was found, and who helps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.audit_grades import learning, sentences
from app.domain.figures import counted, listed, opening, span
from app.domain.records import (
    AUDITS,
    CONFIDENCE,
    FINDINGS,
    Action,
    Attachment,
    Audit,
    Confidence,
    Finding,
    Indicator,
    Partner,
    PartnerReport,
    Recommendation,
    Risk,
    Theme,
    Visit,
)
from app.domain.schedule import show_date

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import MOST, clipped, left_out, mark, sentence, status_cell, status_line, tabled


def recommendations(m: BriefingContext) -> tuple[b.Block, ...]:
    """One table, by number."""
    found = m.plan.all(Recommendation)
    met = sum(1 for r in found if r.met)
    unanswered = [r for r in found if not r.met and not m.plan.serving(r, Action)]
    said = f"{counted(len(found), 'recommendation')}: {met or 'none'} accepted as met"
    numbers = [str(r.number) for r in unanswered[:MOST]]
    numbers += [f"{len(unanswered) - MOST:,} more"] if len(unanswered) > MOST else []
    said += f"; no action answers {listed(numbers)}." if unanswered else "."
    columns = b.columns(("No.", 1), ("Recommendation and what answers it", 9.6), ("Progress", 3.4), ("Confidence", 3))
    about, rows = "Recommendations with progress and confidence", (_recommendation(m, r) for r in found[:MOST])
    return tabled("recommendations", "Recommendations", about, columns, rows, lead=said, need=0.4, whole=len(found))


def tracker(m: BriefingContext, most: int) -> tuple[b.Block, ...]:
    """The recommendations in a line each; of many the worst."""
    found = m.plan.all(Recommendation)
    met = sum(1 for r in found if r.met)
    said = f"{counted(len(found), 'recommendation')}: {met or 'none'} accepted as met."
    shown = m.worst_first(found)[:most]
    columns = b.columns(("No.", 1), ("Recommendation", 8.6), ("Progress", 4.8), ("Confidence", 2.4))
    rows = (
        (b.cell(str(r.number or "")), b.cell(clipped(b.words(r.title), 120)), status_line(m.ratings.of(r)),
         _confidence(m, r)[:1])
        for r in found if r in shown
    )  # fmt: skip
    title, about = "Recommendations", "Recommendations with progress and confidence"
    return tabled("tracker", title, about, columns, rows, lead=said, need=0.3, whole=len(found), first="worst")


def latest_visit(m: BriefingContext, most: int) -> tuple[b.Block, ...]:
    """What the last visit asked for and how that is answered, and when the next one is."""
    held = [v for v in m.plan.all(Visit) if v.happened]
    ahead = [v for v in m.plan.all(Visit) if not v.happened and v.starts and v.starts.last >= m.plan.position]
    last = max(held, key=lambda v: v.starts.first if v.starts else date.min, default=None)
    following = min(ahead, key=lambda v: v.starts.first if v.starts else date.max, default=None)
    if not last and not following:
        return ()
    blocks: list[b.Block] = [b.Need(0.25), b.Heading(1, b.words("Inspection"), "inspection")]
    if last:
        blocks.append(
            b.Paragraph(b.words(b.bold(f"{last.title}, {span(last.starts, last.ends) or 'date not given'}.")))
        )
        asked = [f for f in m.plan.children(last, Finding, "of") if f.kind == "further"]
        lines = [clipped(_finding(m, f), 260) for f in asked] or [
            b.words(line) for line in _lines(last.progress_needed)
        ]
        if lines:
            blocks.append(b.Paragraph(b.words("Further progress needed"), "label"))
            blocks.append(b.Bullets(tuple(lines[:most])))
            blocks += left_out(min(most, len(lines)), len(lines))
    if following:
        focus = f" {sentence(opening(following.focus, 200))}" if following.focus else ""
        when = span(following.starts, following.ends)
        blocks.append(b.Paragraph(b.words(b.bold(f"Next: {following.title}, {when}."), focus)))
    return tuple(blocks)


MOST_FOUND = 8


def _recommendation(m: BriefingContext, r: Recommendation) -> tuple[b.Cell, ...]:
    text = [b.words(b.bold(r.title))]
    text += [b.words(sentence(r.detail))] if r.detail else []
    for kind in (Action, Indicator, Risk):
        refs = [each.ref or each.title for each in m.plan.serving(r, kind)]
        text += [b.words(b.muted(f"{kind.PLURAL}: "), sentence(", ".join(refs)))] if refs else []
    if not m.plan.serving(r, Action) and not r.met:
        text.append(b.words(b.Run("No action answers it.", bold=True)))
    if r.met:
        text.append(b.words(b.muted(f"Accepted as met on {show_date(r.met)}: "), sentence(r.evidence)))
    attached = [a.title for a in m.plan.children(r, Attachment, "record")]
    text += [b.words(b.muted("Attached: "), sentence("; ".join(attached)))] if attached else []
    return b.cell(str(r.number or "")), b.cell(*text), status_cell(m.ratings.of(r)), _confidence(m, r)


def _confidence(m: BriefingContext, r: Recommendation) -> b.Cell:
    for each in m.plan.children(r, Confidence, "record"):
        by = ", ".join(filter(None, (each.by, show_date(each.day) if each.day else "")))
        return (*b.cell(b.bold(CONFIDENCE.get(each.level, each.level))), b.Paragraph(b.words(by), "small"))
    return b.cell(b.muted("Not judged"))


def visits(m: BriefingContext) -> tuple[b.Block, ...]:
    """Each visit, those without a date first and then by date."""
    found = sorted(
        m.plan.all(Visit), key=lambda v: (v.starts is not None, v.starts.first if v.starts else m.plan.position)
    )
    if not found:
        return ()
    blocks: list[b.Block] = [b.Heading(1, b.words("Monitoring visits"), "visits")]
    for visit in found[-MOST_FOUND:]:
        state = "Took place" if visit.happened else "Planned"
        when = span(visit.starts, visit.ends) or "date not given"
        blocks.append(b.Heading(2, b.words(visit.title), f"visit-{visit.id}"))
        blocks.append(
            b.Paragraph(b.words(b.bold(f"{state}, {when}."), f" {sentence(visit.focus)}" if visit.focus else ""))
        )
        for title, text in (
            ("Progress found", visit.progress_found),
            ("Further progress needed", visit.progress_needed),
        ):
            if lines := _lines(text):
                blocks += [b.Paragraph(b.words(title), "label"), b.Bullets(tuple(b.words(line) for line in lines))]
        blocks += found_by(m, visit)
        if visit.letter:
            blocks.append(b.Paragraph(b.words(f"Letter: {sentence(visit.letter)}"), "small"))
        if mark(m.plan, visit, "starts", "ends", "focus"):
            blocks.append(b.Paragraph(b.words("Some of this is illustrative."), "small"))
    return (*blocks, *left_out(min(MOST_FOUND, len(found)), len(found), "latest"))


def checks(m: BriefingContext) -> tuple[b.Block, ...]:
    """Each check, those without a date first and then by date."""
    found = sorted(m.plan.all(Audit), key=lambda a: (a.starts is not None, a.starts.first if a.starts else m.printed))
    if not found:
        return ()
    blocks: list[b.Block] = [b.Need(0.3), b.Heading(1, b.words("Quality assurance"), "checks")]
    for audit in found[-MOST_FOUND:]:
        when = span(audit.starts, audit.ends)
        kind = AUDITS.get(audit.kind, audit.kind)
        blocks.append(b.Heading(2, b.words(audit.title), f"check-{audit.id}"))
        blocks.append(b.Paragraph(b.words(b.bold(sentence(f"{kind}, {when}" if when else kind)))))
        if people := _lines(audit.took_part):
            named = sentence("; ".join(people))
            blocks += [b.Paragraph(b.words("Who took part"), "label"), b.Paragraph(b.words(named))]
        if graded := sentences(m.plan, audit):
            blocks += [b.Paragraph(b.words("Grades"), "label"), b.Bullets(tuple(b.words(line) for line in graded))]
        if themes := learning(audit):
            blocks += [b.Paragraph(b.words("Learning"), "label"), b.Bullets(tuple(b.words(line) for line in themes))]
        if audit.summary:
            blocks += [b.Paragraph(b.words("Summary"), "label"), b.Paragraph(b.words(audit.summary))]
        blocks += found_by(m, audit)
    return (*blocks, *left_out(min(MOST_FOUND, len(found)), len(found), "latest"))


def found_by(m: BriefingContext, record: Visit | Audit) -> Iterator[b.Block]:
    """The findings of a visit or a check, kind by kind."""
    findings = m.plan.children(record, Finding, "of")
    for kind, title in FINDINGS.items():
        those = [_finding(m, finding) for finding in findings if finding.kind == kind]
        if those:
            yield b.Paragraph(b.words(title), "label")
            yield b.Bullets(tuple(those))


def _finding(m: BriefingContext, finding: Finding) -> b.Words:
    themes = [f"theme {theme.number}" for theme in m.plan.served(finding, Theme)]
    actions = [action.ref or action.title for action in m.plan.serving(finding, Action)]
    beside = [listed(themes)] if themes else []
    if actions:
        beside.append(f"answered by {listed(actions)}")
    elif finding.kind == "further":
        beside.append("nobody answers it yet")
    aside = f" ({', '.join(beside)})" if beside else ""
    done = f" {sentence(finding.response)}" if finding.response else ""
    return b.words(sentence(finding.title), done, b.muted(aside))


def partners(m: BriefingContext) -> tuple[b.Block, ...]:
    """Each partner with focus and reports."""
    title, columns = "Improvement partners", b.columns(("Partner", 5), ("Helps with", 6), ("Reports", 6))
    found = m.plan.all(Partner)
    rows = (_partner(m, partner) for partner in found[:MOST])
    return tabled("partners", title, f"{title} with focus and reports", columns, rows, need=0.25, whole=len(found))


def _partner(m: BriefingContext, partner: Partner) -> tuple[b.Cell, ...]:
    appointed = " ".join(
        filter(None, (str(partner.appointed or ""), f"by {partner.appointed_by}" if partner.appointed_by else ""))
    )
    who = [b.words(b.bold(partner.title))]
    who += [b.words(b.muted(sentence(f"Appointed {appointed}")))] if appointed else []
    reports = []
    for report in m.plan.children(partner, PartnerReport, "partner"):
        when = f", {report.day}" if report.day else ""
        reports.append(b.words(b.bold(f"{report.title}{when}. "), sentence(report.summary)))
    return b.cell(*who), b.cell(sentence(", ".join(_lines(partner.focus)))), b.cell(*reports)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
