"""One record, with all that the plan says of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .group import PLAN, commands
from .lookup import the_record
from .plans import reading, say

if TYPE_CHECKING:
    from app.domain.plan import Plan
    from app.domain.records import Record
    from app.workspace import Workspace


@commands.command()
@PLAN
@click.argument("ref")
def show(plan: Path, ref: str) -> None:
    """Print all that the plan says of the record REF (R-014, theme 2, programme ...), and of what belongs to it."""
    with reading(plan) as workspace:
        for line in _lines(workspace, the_record(workspace, ref)):
            say(line)


def _lines(workspace: Workspace, record: Record) -> Iterator[str]:
    from app.domain.kinds import READ, told
    from app.domain.rating import RATED
    from app.domain.records import SCORED, Risk, Scoring
    from app.domain.risk import score_of

    plan = workspace.plan
    yield record.name
    if isinstance(record, RATED):
        yield f"  {workspace.ratings.of(record).reason}"
    for label, said in _fields(plan, record):
        yield f"  {label}: {said}"
    if isinstance(record, Risk):
        yield from (f"  {line}" for line in _of_risk(plan, record))
    for kind, field in told(READ).items():
        parts = plan.children(record, kind, field)
        if parts:
            yield kind.PLURAL
        for part in parts:
            if isinstance(part, Scoring):
                score = score_of(plan, part)
                scored = f"{SCORED[part.of].lower()} {score or 'outside the scale'}, {part.likelihood} x {part.impact}"
                yield f"  {part.day}: {scored}" + (f", {part.reason}" if part.reason else "")
                continue
            own = "; ".join(f"{label}: {said}" for label, said in _fields(plan, part, leave_out=(field, "title")))
            yield f"  {part.name}" + (f" ({own})" if own else "")


def _fields(plan: Plan, record: Record, leave_out: tuple[str, ...] = ("ref", "title")) -> Iterator[tuple[str, str]]:
    """What the fields say, each under its label; what is empty says nothing."""
    from app.domain.fields import Flag, Level, Reference, Text, Whole
    from app.domain.records import rules

    for name, rule in rules(type(record)).items():
        value = getattr(record, name)
        if name in leave_out or value in ("", None, False) or (isinstance(rule, Text) and rule.by_program):
            continue
        if isinstance(rule, Reference):
            there = plan.find(value)
            said = there.name if there else ""
        elif isinstance(rule, Level):
            word = plan.scale.words(rule.axis).get(value, "")
            said = f"{value}, {word.lower()}" if word else f"{value}, outside the scale"
        elif isinstance(rule, Whole) and rule.words and value in rule.words:
            said = f"{value}, {rule.words[value].lower()}"
        else:
            said = "yes" if isinstance(rule, Flag) else rule.show(value)
        if said:
            yield rule.label, " ".join(said.split())


def _of_risk(plan: Plan, risk: Record) -> Iterator[str]:
    """Its scores, and whether what is done about it works."""
    from app.domain.descent import descent
    from app.domain.records import Risk
    from app.domain.risk import short_score
    from app.domain.scoring import score_that_holds

    assert isinstance(risk, Risk)
    scored = (
        ("Inherent score", "inherent"), ("Score", "current"), ("Target score", "target"),
    )  # fmt: skip
    for word, of in scored:
        if score := short_score(plan, risk, of, ""):
            holds = score_that_holds(plan, risk, of)
            when = f", since {holds.day}" if holds else ""
            yield f"{word}: {score}{when}" + (f", {holds.reason}" if holds and holds.reason else "")
    found = descent(plan, risk)
    yield f"Does mitigation work: {found.verdict}. {found.why}"
    if found.target is not None:
        yield found.planned
