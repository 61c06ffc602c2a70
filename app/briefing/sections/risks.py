"""The risks: where they stand in the matrix, how they moved, and the register."""

from __future__ import annotations

from app.domain.figures import counted, listed
from app.domain.records import IMPACT, LIKELIHOOD, RESPONSES, Risk
from app.domain.risk import band, illustrative_cells, placed

from .. import blocks as b
from ..material import Material
from ..phrases import mark, sentence, small_lines, status_cell
from ..pictures import Matrix, MatrixCell
from .chair import change_words


def risks(m: Material) -> tuple[b.Block, ...]:
    """Matrix, movements, register; closed risks last."""
    found = sorted(m.plan.all(Risk), key=lambda risk: (bool(risk.closed), -(risk.score or 0)))
    if not found:
        return ()
    moved = [change_words(change) for change in m.changes if isinstance(change.record, Risk)]
    blocks: list[b.Block] = [
        b.NewPage(),
        b.Heading(1, b.words("Risks"), "risks"),
        b.Paragraph(b.words(_summary(m, found)), "lead"),
    ]
    if any(placed(risk) for risk in found):
        blocks += _matrix(m, found)
    if m.since:
        blocks.append(b.Heading(2, b.words(f"Movements since {m.meeting_name(m.since)}"), "risk-movements"))
        blocks.append(b.Bullets(tuple(moved)) if moved else b.Paragraph(b.words("No risk has moved since then.")))
    return (*blocks, b.Heading(2, b.words("Register"), "risk-register"), _register(m, found))


def _summary(m: Material, found: list[Risk]) -> str:
    there = [risk for risk in found if not risk.closed]
    limits = m.plan.thresholds
    bands = [band(risk.score, limits) for risk in there if risk.score]
    parts = [f"{bands.count(name)} {name}" for name in ("high", "medium", "low") if name in bands]
    unscored = len(there) - len(bands)
    parts += [f"{unscored} not scored"] if unscored else []
    closed = len(found) - len(there)
    said = f"{counted(len(there), 'open risk')}" + (f": {listed(parts)}" if parts else "")
    return f"{said}; {closed} closed." if closed else f"{said}."


def _matrix(m: Material, found: list[Risk]) -> list[b.Block]:
    limits, where = m.plan.thresholds, {}
    for risk in found:
        if at := placed(risk):
            where.setdefault(at, []).append(risk.ref or risk.title)
    cells = tuple(
        tuple(
            MatrixCell(
                likelihood * impact, band(likelihood * impact, limits), tuple(where.get((likelihood, impact), ()))
            )
            for impact in IMPACT
        )
        for likelihood in LIKELIHOOD
    )
    picture = Matrix(tuple(LIKELIHOOD.values()), tuple(IMPACT.values()), cells)
    said = "; ".join(
        f"likelihood {LIKELIHOOD[likelihood].lower()}, impact {IMPACT[impact].lower()}: {', '.join(refs)}"
        for (likelihood, impact), refs in sorted(where.items(), key=lambda pair: -pair[0][0] * pair[0][1])
    )
    legend = (
        f"Score = likelihood × impact. Low: up to {limits.risk_low_to}; medium: up to {limits.risk_medium_to};"
        f" high: above. The large figure counts the risks; the small ones name them and give the score of the place."
    )
    if illustrative_cells(m.plan):
        legend += " The places rest on illustrative scores."
    return [b.Together((
        b.Heading(2, b.words("Where the risks stand"), "risk-matrix"),
        b.Figure(picture, f"Matrix of likelihood and impact with the open risks. {said}."),
        b.Paragraph(b.words(legend), "caption"),
    ))]  # fmt: skip


def _register(m: Material, found: list[Risk]) -> b.Table:
    columns = (
        b.Column("Ref", 1.5, names=True), b.Column("Risk and mitigation", 7.7), b.Column("Owner, review", 2.9),
        b.Column("Score", 2.2), b.Column("Status", 2.9),
    )  # fmt: skip
    return b.Table(columns, tuple(_row(m, risk) for risk in found), "Risk register")


def _row(m: Material, risk: Risk) -> tuple[b.Cell, ...]:
    text = [b.words(b.bold(risk.title))]
    chain = (("Cause: ", risk.cause), ("Event: ", risk.event), ("Consequence: ", risk.consequence))
    text += [b.words(b.muted(name), sentence(said)) for name, said in chain if said]
    text += [b.words(b.muted("Mitigation: "), sentence(risk.mitigation))] if risk.mitigation else []
    text += [b.words(b.muted("Response: "), sentence(RESPONSES[risk.response]))] if risk.response else []
    text += [b.words(b.muted("Closed because: "), sentence(risk.closed_why))] if risk.closed else []
    review = f"Review {risk.review}" if risk.review else "No review date"
    score = str(risk.score) if risk.score else "Not scored"
    target = f"target {risk.target_score}" if risk.target_score else "no target"
    return (
        b.cell(risk.ref),
        b.cell(*text),
        (*b.cell(risk.owner or "No owner"), *small_lines(review), *mark(m.plan, risk, "owner", "review")),
        (*b.cell(b.bold(score)), *small_lines(target), *mark(m.plan, risk, "likelihood", "impact", "target_likelihood",
                                                           "target_impact")),
        status_cell(m.ratings.of(risk)),
    )  # fmt: skip
