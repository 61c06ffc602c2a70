"""The next steps of the coming period, and which actions carry each out."""

from __future__ import annotations

from app.domain.figures import listed
from app.domain.records import Action, NextStep

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import sentence


def steps(m: BriefingContext) -> tuple[b.Block, ...]:
    """A numbered list."""
    found = m.plan.all(NextStep)
    if not found:
        return ()
    return (
        b.Need(0.25),
        b.Heading(1, b.words("Next steps"), "steps"),
        b.Bullets(tuple(_line(m, step) for step in found), numbered=True),
    )


def _line(m: BriefingContext, step: NextStep) -> b.Words:
    refs = [action.ref or action.title for action in m.plan.serving(step, Action)]
    by = f" Carried out by {listed(refs)}." if refs else " No action carries it out."
    detail = f" {sentence(step.detail)}" if step.detail else ""
    return b.words(b.bold(sentence(step.title)), detail, b.muted(by))
