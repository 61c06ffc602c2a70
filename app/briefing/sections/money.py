"""What the programme costs, who pays, and where sources disagree about it."""

from __future__ import annotations

from app.domain.disputes import disputes_of
from app.domain.records import NATURE, BudgetLine

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import ILLUSTRATIVE, sentence


def money(m: BriefingContext) -> tuple[b.Block, ...]:
    """One table. Nothing is added up: years and natures differ, and so do the sources."""
    found = m.plan.all(BudgetLine)
    if not found:
        return ()
    columns = (
        b.TableColumn("What it pays for", 9.6, names=True),
        b.TableColumn("Amount", 2.6, "right"),
        b.TableColumn("Years and kind", 4.8),
    )
    return (
        b.Need(0.3),
        b.Heading(1, b.words("Money"), "money"),
        b.Table(columns, tuple(_row(m, line) for line in found), "Budget lines"),
    )


def _row(m: BriefingContext, line: BudgetLine) -> tuple[b.Cell, ...]:
    text = [b.words(b.bold(line.title))]
    text += [b.words(sentence(said)) for said in (line.pays_for, line.note) if said]
    text += [b.words(b.muted("Paid from: "), sentence(line.funding))] if line.funding else []
    for dispute in disputes_of(m.plan, line):
        if dispute.settlement:
            settled = dispute.settlement
            text.append(b.words(b.muted(f"Settled by {settled.by}: "), sentence(settled.holds_true)))
        else:
            said = "; ".join(f"{p.source}: {p.statement.strip().removesuffix('.')}" for p in dispute.statements)
            text.append(b.words(b.Run("Sources disagree. ", bold=True), sentence(said)))
    amount = b.cell(f"£{line.amount:,f}" if line.amount is not None else "Not given")
    small = b.cell(b.muted(ILLUSTRATIVE)) if m.plan.illustrative(line, "amount") else ()
    kind = NATURE.get(line.nature, line.nature) if line.nature else ""
    return b.cell(*text), (*amount, *small), b.cell(line.years or "Years not given", b.muted(kind) if kind else "")
