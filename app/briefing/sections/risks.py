"""The risks: where they stand in the matrix, how they moved, and the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.descent import descent
from app.domain.figures import counted, listed
from app.domain.matrix import legend, picture
from app.domain.mitigating import control_words, mitigation_words, occurred_words
from app.domain.plan import Plan
from app.domain.records import AXES, RESPONSES, Action, Category, Control, Mitigation, Risk
from app.domain.reviewing import escalation_words, reviewed_words
from app.domain.risk import band_of, from_the_highest, placed, short_score, target_words, with_score
from app.domain.scale import OUTSIDE
from app.domain.scoring import score_that_holds

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import clipped, direction, left_out, mark, sentence, small_lines, status
from .chair import change_words
from .exceptions import told_in_full

MOST_IN_FULL, MOST_MOVES, _LONGEST = 20, 12, 360


def highest_risks(m: BriefingContext, most: int) -> tuple[b.Block, ...]:
    """Matrix, movements, and the highest in a line each, at most so many: what the board's paper says of them."""
    found = _in_order(m)
    if not found:
        return ()
    told = {each.id for each in told_in_full(m)}
    there = [risk for risk in found if not risk.is_closed and risk.id not in told]
    beside = " beside the exceptions" if told.intersection(risk.id for risk in found) else ""
    columns = b.columns(("Ref", 1.4), ("Risk", 7), ("Owner", 3), ("Status and score", 5))
    rows = tuple(_line(m, risk) for risk in there[:most])
    title = f"The highest risks{beside}"
    table = [b.Heading(2, b.words(title), "risks-highest"), b.Table(columns, rows, title)]
    opening = (*risks_head(m), *where_they_stand(m, 215.0), *movements(m, most))
    return (*opening, *(table if rows else []), *left_out(len(rows), len(there), "highest"))


def _line(m: BriefingContext, risk: Risk) -> tuple[b.Cell, ...]:
    standing = b.cell(scored_line(m, risk))
    return (
        b.cell(risk.ref),
        b.cell(clipped(b.words(risk.title), 160)),
        b.cell(risk.owner or b.muted("No owner")),
        standing,
    )


def scored_line(m: BriefingContext, risk: Risk) -> b.Words:
    """A risk's status with its score and which way it moved, in as few words as a list has room for."""
    rating = m.ratings.of(risk)
    score = with_score(m.plan, risk).removeprefix("score ")
    return b.words(status(rating), b.muted(f" {score} "), direction(rating))


def risks_head(m: BriefingContext) -> tuple[b.Block, ...]:
    """How many risks there are, and how many of each band."""
    found = _in_order(m)
    said = b.Paragraph(b.words(_summary(m, found) if found else "The plan has no risk yet."), "lead")
    return (b.Heading(1, b.words("Risks"), "risks"), said)


def where_they_stand(m: BriefingContext, height: float = 0.0) -> tuple[b.Block, ...]:
    """The matrix, where any risk has a place in it."""
    return tuple(_matrix(m, height)) if any(placed(m.plan, risk) for risk in m.plan.all(Risk)) else ()


def movements(m: BriefingContext, most: int = MOST_MOVES) -> tuple[b.Block, ...]:
    """How the risks moved since the meeting that is compared with."""
    if not m.since or not m.plan.all(Risk):
        return ()
    moved = [clipped(change_words(change), 300) for change in m.changes if isinstance(change.record, Risk)]
    none = b.Paragraph(b.words("No risk has moved since then."))
    return (
        b.Heading(2, b.words(f"Movements since {m.meeting_name(m.since)}"), "risk-movements"),
        b.Bullets(tuple(moved[:most])) if moved else none,
        *left_out(min(most, len(moved)), len(moved)),
    )


def register(m: BriefingContext) -> tuple[b.Block, ...]:
    """Each risk in full, from the highest; of very many the highest."""
    found = _in_order(m)
    if not found:
        return ()
    shown = found[:MOST_IN_FULL]
    head = b.Heading(2, b.words("Register"), "risk-register")
    return (head, _register(m, shown), *left_out(len(shown), len(found), "highest"))


def register_alone(m: BriefingContext) -> tuple[b.Block, ...]:
    """The register for an annex, whose paper has the matrix already."""
    found = _in_order(m)[:MOST_IN_FULL]
    if not found:
        return ()
    head = b.Heading(1, b.words("Risk register"), "risk-register")
    left = left_out(len(found), len(m.plan.all(Risk)), "highest")
    return (b.Need(0.3), head, _register(m, found), *left)


def _in_order(m: BriefingContext) -> list[Risk]:
    return sorted(from_the_highest(m.plan, m.plan.all(Risk)), key=lambda risk: risk.is_closed)


def _summary(m: BriefingContext, found: list[Risk]) -> str:
    there = [risk for risk in found if not risk.is_closed]
    bands = [band_of(m.plan, risk) for risk in there if risk.is_scored]
    parts = [f"{bands.count(name)} {name}" for name in ("high", "medium", "low", OUTSIDE) if name in bands]
    unscored = len(there) - len(bands)
    parts += [f"{unscored} not scored"] if unscored else []
    closed = len(found) - len(there)
    bare = [
        words
        for words, name in (("an owner", "owner"), ("a review date", "review"))
        if there and not any(getattr(r, name) for r in there)
    ]
    said = f"{counted(len(there), 'open risk')}" + (f": {listed(parts)}" if parts else "")
    said = f"{said}; {closed} closed." if closed else f"{said}."
    return f"{said} None has {' or '.join(bare)}." if bare else said


def _matrix(m: BriefingContext, height: float) -> list[b.Block]:
    shown = picture(m.plan, before=m.ratings.before)
    text = (
        f"{legend(shown)} The large figure counts the risks; the small ones name them and give the score of the place."
    )
    text += " An arrow leads from where risks lay at the last meeting." if shown.arrows else ""
    text += f" Not in the matrix: {left}." if (left := shown.left_out()) else ""
    text += " The places rest on illustrative scores." if shown.illustrative else ""
    meanings = [
        b.words(b.bold(f"{AXES[axis]} {level}, {m.plan.scale.level(axis, level).lower()}: "), sentence(meaning))
        for (axis, level), meaning in sorted(m.plan.scale.meanings.items(), reverse=True)
    ]
    return [
        b.Together((
            b.Heading(2, b.words("Where the risks stand"), "risk-matrix"),
            b.PictureBlock(shown, f"Matrix of likelihood and impact with the open risks. {shown.sentence()}.", height),
            b.Paragraph(b.words(text), "caption"),
        )),
        *([b.Bullets(tuple(meanings))] if meanings else []),
    ]  # fmt: skip


def _register(m: BriefingContext, found: list[Risk]) -> b.Table:
    owned = any(risk.owner or risk.review for risk in found)
    owner = [("Owner", 2.4)] if owned else []
    columns = b.columns(("Ref", 1.2), ("Risk and mitigation", 10 if owned else 12.4), *owner, ("Status and score", 3.4))
    return b.Table(columns, tuple(_row(m, risk, owned) for risk in found), "Risk register")


def _row(m: BriefingContext, risk: Risk, owned: bool) -> tuple[b.Cell, ...]:
    chain = (("Cause: ", risk.cause), ("Event: ", risk.event), ("Consequence: ", risk.consequence))
    told = [part for name, said in chain if said for part in (b.muted(name), f"{sentence(said)} ")]
    text = [b.words(b.bold(risk.title)), *([b.words(*told)] if told else [])]
    text += [b.words(b.muted(f"{name}: "), sentence(said)) for name, said in _told(m, risk) if said]
    text = [clipped(said, _LONGEST) for said in text]
    review = f"review {risk.review}" if risk.review else "no review date"
    owner = (*b.cell(risk.owner or "No owner"), *small_lines(review), *mark(m.plan, risk, "owner", "review"))
    rating = m.ratings.of(risk)
    score = with_score(m.plan, risk)
    target = f", {wanted}" if (wanted := target_words(m.plan, risk)) else ""
    inherent = f", inherent {was}" if (was := short_score(m.plan, risk, "inherent", "")) else ""
    scored = mark(m.plan, risk, "likelihood", "impact", "target_likelihood", "target_impact")
    standing = (*b.cell(status(rating)), *small_lines(f"{score}{target}{inherent}", direction(rating)), *scored)
    return (b.cell(risk.ref), b.cell(*text), *([owner] if owned else []), standing)


def _told(m: BriefingContext, risk: Risk) -> Iterator[tuple[str, str]]:
    """What else is told of a risk, each thing by its name."""
    plan, position = m.plan, m.plan.position
    yield "As given", risk.description
    yield "Occurred", occurred_words(risk)
    controls = plan.children(risk, Control, "risk")
    yield "Controls", "; ".join(f"{each.title} ({_small(control_words(each))})" for each in controls)
    yield "Mitigation", risk.mitigation
    done = [*plan.children(risk, Mitigation, "risk"), *plan.serving(risk, Action)]
    done.sort(key=lambda each: (not each.is_open, each.due.last if each.due else date.max))
    yield "Mitigations", "; ".join(f"{each.title} ({mitigation_words(each, position)})" for each in done)
    yield "Does it work", _works(plan, risk, bool(done))
    yield "Response", RESPONSES[risk.response] if risk.response else ""
    yield "Proximity", risk.proximity
    yield "Category", category.title if (category := plan.get(Category, risk.category)) else ""
    holds = score_that_holds(plan, risk, "current")
    yield "Scored", f"{holds.day}, {holds.reason}" if holds and holds.reason else ""
    yield "Escalated", escalation_words(plan, risk)
    yield "Last reviewed", reviewed_words(risk)
    yield "Closed", risk.closed_words.removeprefix("closed").strip(", ") if risk.is_closed else ""


def _works(plan: Plan, risk: Risk, mitigated: bool) -> str:
    """Whether its mitigations bring it down; nothing of a risk that has none, or is over."""
    if risk.is_closed or not mitigated:
        return ""
    found = descent(plan, risk)
    return f"{found.verdict}. {found.why} {found.planned if found.target is not None else ''}".strip()


def _small(words: str) -> str:
    """Inside brackets."""
    return words[:1].lower() + words[1:]
