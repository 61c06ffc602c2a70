"""The improvement partners: who helps, with what, and what they reported."""

from __future__ import annotations

from app.domain.records import Partner, PartnerReport

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import sentence


def partners(m: BriefingContext) -> tuple[b.Block, ...]:
    """Each partner with focus and reports."""
    found = m.plan.all(Partner)
    if not found:
        return ()
    columns = (b.TableColumn("Partner", 5, names=True), b.TableColumn("Helps with", 6), b.TableColumn("Reports", 6))
    rows = tuple(_row(m, partner) for partner in found)
    return (
        b.Need(0.25),
        b.Heading(1, b.words("Improvement partners"), "partners"),
        b.Table(columns, rows, "Improvement partners with focus and reports"),
    )


def _row(m: BriefingContext, partner: Partner) -> tuple[b.Cell, ...]:
    appointed = " ".join(
        filter(None, (str(partner.appointed or ""), f"by {partner.appointed_by}" if partner.appointed_by else ""))
    )
    who = [b.words(b.bold(partner.title))]
    who += [b.words(b.muted(sentence(f"Appointed {appointed}")))] if appointed else []
    focus = [line.strip() for line in partner.focus.split("\n") if line.strip()]
    reports = []
    for report in m.plan.children(partner, PartnerReport, "partner"):
        when = f", {report.day}" if report.day else ""
        reports.append(b.words(b.bold(f"{report.title}{when}. "), sentence(report.summary)))
    return b.cell(*who), b.cell(sentence(", ".join(focus))), b.cell(*reports)
