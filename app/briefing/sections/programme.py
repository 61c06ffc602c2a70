"""The programme: its stages, where it stands among them, what they set out to reach, and what it costs."""

from __future__ import annotations

from app.domain.disputes import disputes_of
from app.domain.records import GRADES, NATURE, BudgetLine, Component, Stage, StageAim, Theme
from app.domain.schedule import days, show_date

from .. import blocks as b
from ..blocks import Journey, JourneyStage
from ..context import BriefingContext
from ..phrases import ILLUSTRATIVE, brief, sentence, tabled


def programme(m: BriefingContext) -> tuple[b.Block, ...]:
    """Judgement, goal, summary, stages with their aims, and the vision's components."""
    blocks: list[b.Block] = [b.Paragraph(b.words(t)) for t in (m.programme.summary, m.programme.capacity) if t]
    for stage in _stages(m):
        aims = m.plan.children(stage, StageAim, "stage")
        if not (aims or stage.summary):
            continue
        blocks.append(b.Heading(2, b.words(stage.name), f"stage-{stage.id}"))
        if stage.starts or stage.ends:
            blocks.append(b.Paragraph(b.words(_dates(stage)), "small"))
        if stage.summary:
            blocks.append(b.Paragraph(b.words(stage.summary)))
        if aims:
            columns = b.columns(("Aim", 5), ("Progress and outcome", 12))
            rows = tuple(
                (b.cell(b.bold(aim.title)), b.cell(aim.progress or b.muted("Nothing said yet"))) for aim in aims
            )
            blocks.append(b.Table(columns, rows, f"Aims of {stage.name} with their progress"))
    blocks += _vision(m)
    if not blocks:
        return ()
    return (b.Heading(1, b.words("The programme"), "programme"), b.Paragraph(b.words(aim_sentence(m)), "lead"), *blocks)


def aim_sentence(m: BriefingContext) -> str:
    """Such as "Judged inadequate in April 2017; the goal is at least good by 30 Apr 2019, 454 days from now."."""
    p, parts = m.programme, []
    if p.judgement:
        parts.append(f"Judged {GRADES[p.judgement].lower()}" + (f", {p.judged_on}" if p.judged_on else ""))
    if p.goal:
        left = (p.goal - m.plan.position).days
        when = f"{days(left)} from {show_date(m.plan.position)}" if left >= 0 else f"{days(-left)} ago"
        wanted = f"at least {GRADES[p.wanted].lower()} " if p.wanted else ""
        parts.append(f"the goal is {wanted}by {show_date(p.goal)}, {when}")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def journey(m: BriefingContext) -> tuple[b.Block, ...]:
    """The picture of the stages, where they have dates; without them, the goal as a sentence."""
    stages = [s for s in _stages(m) if s.starts and s.ends and s.starts.first < s.ends.last]
    if not stages:
        said = aim_sentence(m)
        return (b.Paragraph(b.words(said)),) if said else ()
    first = min(s.starts.first for s in stages if s.starts)
    last = max(s.ends.last for s in stages if s.ends)
    goal = m.programme.goal
    last = max(last, goal) if goal else last
    whole = (last - first).days
    legs = tuple(
        JourneyStage(s.name, (s.starts.first - first).days / whole, ((s.ends.last - first).days + 1) / whole, _dates(s))
        for s in stages
        if s.starts and s.ends
    )
    here = (m.plan.position - first).days / whole
    label = show_date(m.plan.position)
    if goal:
        left = (goal - m.plan.position).days
        label += f": {days(left)} to the goal" if left >= 0 else f": the goal was {days(-left)} ago"
    said = "; ".join(f"{s.name}, {_dates(s)}" for s in stages)
    alt = f"The stages on a line of time: {said}. The plan stands at {label}."
    return (b.PictureBlock(Journey(legs, min(max(here, 0.0), 1.0), label), alt),)


def _vision(m: BriefingContext) -> list[b.Block]:
    components = sorted(m.plan.all(Component), key=lambda each: (each.number or 0, each.title))
    if not components:
        return []
    columns = b.columns(("Vision component", 11), ("Served by theme", 6))
    rows: list[tuple[b.Cell, ...]] = []
    for each in components:
        numbers = sorted(theme.number or 0 for theme in m.plan.serving(each, Theme))
        rows.append((b.cell(each.title), b.cell(", ".join(map(str, numbers)) or b.muted("None yet"))))
    return [
        b.Heading(2, b.words("The vision and the themes that serve it"), "vision"),
        b.Table(columns, tuple(rows), "Vision components and the themes that serve them"),
    ]


def _stages(m: BriefingContext) -> list[Stage]:
    return sorted(m.plan.all(Stage), key=lambda stage: (stage.number or 0, stage.title))


def _dates(stage: Stage) -> str:
    if stage.starts and stage.ends:
        return f"{brief(stage.starts)} to {brief(stage.ends)}"
    return f"from {brief(stage.starts)}" if stage.starts else f"to {brief(stage.ends)}"


def money(m: BriefingContext) -> tuple[b.Block, ...]:
    """One table. Nothing is added up: years and natures differ, and so do the sources."""
    columns = b.columns(("What it pays for", 9.6), ("Amount", 2.6, "right"), ("Years and kind", 4.8))
    rows = (_budget_line(m, line) for line in m.plan.all(BudgetLine))
    return tabled("money", "Money", "Budget lines", columns, rows)


def _budget_line(m: BriefingContext, line: BudgetLine) -> tuple[b.Cell, ...]:
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
