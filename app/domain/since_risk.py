"""What changed of a risk since a meeting, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from .figures import during, short_name
from .meaning import MOVED, OTHER, RESCORED, Fact
from .plan import Plan
from .records import SETS, Risk, reason_given
from .risk import cell_of, score_of, short_score, with_score
from .scoring import score_that_holds
from .since_fields import owner
from .status import Direction


def risk(plan: Plan, record: Risk, old: Risk | None) -> Iterator[Fact]:
    """What a board hears of a risk: new, closed, occurred, escalated, scored otherwise, reviewed."""
    if old is None:
        scored = with_score(plan, record) if record.is_scored else "not scored yet"
        yield Fact(f"new risk, {scored}", "new", Direction.NEW)
        return
    closing = ("closed", "closed_why")
    if record.is_closed and not old.is_closed:
        yield Fact(f"closed, {why(record.closed_why)}", "closed", Direction.BETTER, tells=closing)
    elif old.is_closed and not record.is_closed:
        yield Fact("reopened", "reopened", Direction.WORSE, tells=closing)
    yield from _occurred(record, old)
    yield from _escalated(plan, record, old)
    yield from _scored(plan, record, old)
    for of, name, word in (("target", "target", "target"), ("inherent", "inherent score", "re-scored")):
        if cell_of(record, of) != cell_of(old, of):
            now, was = short_score(plan, record, of, "removed"), short_score(plan, old, of, "none")
            if now == was:
                now, was = (" x ".join(map(str, cell_of(each, of) or ())) for each in (record, old))
            yield Fact(f"{name} {now}, {was} before", word, tells=SETS[of])
    if record.reviewed != old.reviewed and record.reviewed:
        by = f" by {record.reviewed_by}" if record.reviewed_by else ""
        yield Fact(
            f"reviewed {during(record.reviewed)}{by}", "reviewed", group=OTHER, tells=("reviewed", "reviewed_by")
        )
    if record.review != old.review and not record.is_closed:
        now, was = (f"{r.review}" if r.review else "none" for r in (record, old))
        yield Fact(f"next review {now}, {was} before", "review", tells=("review",))
    yield from owner(record, old)


def _scored(plan: Plan, record: Risk, old: Risk) -> Iterator[Fact]:
    """How it was scored anew: both scores by today's scale, as nothing else compares them."""
    scores, cell, cell_before = SETS["current"], cell_of(record), cell_of(old)
    if cell == cell_before:
        return
    now, then = score_of(plan, record), score_of(plan, old)
    was = short_score(plan, old)
    if cell is None:
        was = was if then is None else f"score {was}"
        yield Fact(f"no longer scored, {was} before", "worse", Direction.WORSE, RESCORED, scores)
    elif cell_before is None:
        yield Fact(f"{with_score(plan, record)}, not scored before", "scored", Direction.NEW, tells=scores)
    elif now is None or then is None:
        yield Fact(f"{with_score(plan, record)}, {was} before", "re-scored", tells=scores)
    elif now != then:
        direction = Direction.BETTER if now < then else Direction.WORSE
        holds = score_that_holds(plan, record, "current")
        because = f": {holds.reason.strip().removesuffix('.')}" if holds and holds.reason else ""
        yield Fact(f"score {now}, {then} before{because}", direction.value, direction, RESCORED, scores)
    else:
        pairs = zip(("likelihood", "impact"), cell, cell_before, strict=True)
        parts = [f"{name} {level}, {before} before" for name, level, before in pairs]
        yield Fact("; ".join(parts), "re-scored", tells=scores)


def _occurred(record: Risk, old: Risk) -> Iterator[Fact]:
    tells = ("occurred", "occurred_what")
    if record.has_occurred and not old.has_occurred:
        when = f" {during(record.occurred)}" if record.occurred else ", date not given"
        yield Fact(f"occurred{when}", "occurred", Direction.WORSE, MOVED, tells)
    elif old.has_occurred and not record.has_occurred:
        yield Fact("did not occur after all", "better", Direction.BETTER, MOVED, tells)


def _escalated(plan: Plan, record: Risk, old: Risk) -> Iterator[Fact]:
    tells = ("escalated_to", "escalated", "escalated_why", "returned", "returned_why")
    if record.is_escalated and (not old.is_escalated or record.escalated_to != old.escalated_to):
        body = plan.find(record.escalated_to)
        to = f" to {short_name(body)}" if body else ""
        yield Fact(f"escalated{to}, {why(record.escalated_why)}", "escalated", group=MOVED, tells=tells)
    elif old.is_escalated and not record.is_escalated:
        yield Fact(f"handed back, {why(record.returned_why)}", "handed back", group=MOVED, tells=tells)


def why(said: str) -> str:
    """Why something was done, inside a sentence, or that nobody said so."""
    said = said.strip().removesuffix(".")
    return said if reason_given(said) else "reason not given"
