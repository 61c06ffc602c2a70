"""Scrutiny: recommendations, monitoring visits, the service's own checks, what was found, and who helps."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.figures import counted, listed, span
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
from ..phrases import mark, sentence, status_cell, tabled


def recommendations(m: BriefingContext) -> tuple[b.Block, ...]:
    """One table, by number."""
    found = m.plan.all(Recommendation)
    met = sum(1 for r in found if r.met)
    unanswered = [r for r in found if not r.met and not m.plan.serving(r, Action)]
    said = f"{counted(len(found), 'recommendation')}: {met or 'none'} accepted as met"
    said += f"; no action answers {listed([str(r.number) for r in unanswered])}." if unanswered else "."
    columns = b.columns(("No.", 1), ("Recommendation and what answers it", 9.6), ("Progress", 3.4), ("Confidence", 3))
    about, rows = "Recommendations with progress and confidence", (_recommendation(m, r) for r in found)
    return tabled("recommendations", "Recommendations", about, columns, rows, lead=said, need=0.4)


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
    for visit in found:
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
    return tuple(blocks)


def checks(m: BriefingContext) -> tuple[b.Block, ...]:
    """Each check, those without a date first and then by date."""
    found = sorted(m.plan.all(Audit), key=lambda a: (a.starts is not None, a.starts.first if a.starts else m.printed))
    if not found:
        return ()
    blocks: list[b.Block] = [b.Need(0.3), b.Heading(1, b.words("Quality assurance"), "checks")]
    for audit in found:
        when = span(audit.starts, audit.ends)
        kind = AUDITS.get(audit.kind, audit.kind)
        blocks.append(b.Heading(2, b.words(audit.title), f"check-{audit.id}"))
        blocks.append(b.Paragraph(b.words(b.bold(sentence(f"{kind}, {when}" if when else kind)))))
        if people := _lines(audit.took_part):
            named = sentence("; ".join(people))
            blocks += [b.Paragraph(b.words("Who took part"), "label"), b.Paragraph(b.words(named))]
        if audit.summary:
            blocks += [b.Paragraph(b.words("Summary"), "label"), b.Paragraph(b.words(audit.summary))]
        blocks += found_by(m, audit)
    return tuple(blocks)


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
    rows = (_partner(m, partner) for partner in m.plan.all(Partner))
    return tabled("partners", title, f"{title} with focus and reports", columns, rows, need=0.25)


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
