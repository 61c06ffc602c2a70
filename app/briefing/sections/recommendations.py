"""The recommendations tracker: progress beside confidence, what answers each, and what shows that it is met."""

from __future__ import annotations

from app.domain.figures import counted, listed
from app.domain.records import CONFIDENCE, Action, Attachment, Confidence, Indicator, Recommendation, Risk
from app.domain.schedule import show_date

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import sentence, status_cell


def recommendations(m: BriefingContext) -> tuple[b.Block, ...]:
    """One table, by number."""
    found = m.plan.all(Recommendation)
    if not found:
        return ()
    met = sum(1 for r in found if r.met)
    unanswered = [r for r in found if not r.met and not m.plan.serving(r, Action)]
    said = f"{counted(len(found), 'recommendation')}: {met or 'none'} accepted as met"
    said += f"; no action answers {listed([str(r.number) for r in unanswered])}." if unanswered else "."
    columns = (
        b.TableColumn("No.", 1, names=True),
        b.TableColumn("Recommendation and what answers it", 9.6),
        b.TableColumn("Progress", 3.4),
        b.TableColumn("Confidence", 3),
    )
    return (
        b.Need(0.4),
        b.Heading(1, b.words("Recommendations"), "recommendations"),
        b.Paragraph(b.words(said), "lead"),
        b.Table(columns, tuple(_row(m, r) for r in found), "Recommendations with progress and confidence"),
    )


def _row(m: BriefingContext, r: Recommendation) -> tuple[b.Cell, ...]:
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
