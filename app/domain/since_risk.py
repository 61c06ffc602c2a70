"""What changed of a risk since a meeting, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from .figures import during, short_name
from .meaning import MOVED, OTHER, RESCORED, Fact
from .plan import Plan
from .records import SETS, Risk, reason_given
from .scoring import score_that_holds
from .since_fields import owner
from .status import Direction


def risk(plan: Plan, record: Risk, old: Risk | None) -> Iterator[Fact]:
    """What a board hears of a risk: new, closed, occurred, escalated, scored otherwise, reviewed."""
    if old is None:
        scored = f", score {record.score}" if record.score else ", not scored yet"
        yield Fact(f"new risk{scored}", "new", Direction.NEW)
        return
    closing = ("closed", "closed_why")
    if record.is_closed and not old.is_closed:
        yield Fact(f"closed, {why(record.closed_why)}", "closed", Direction.BETTER, tells=closing)
    elif old.is_closed and not record.is_closed:
        yield Fact("reopened", "reopened", Direction.WORSE, tells=closing)
    yield from _occurred(record, old)
    yield from _escalated(plan, record, old)
    scores = SETS["current"]
    if record.score != old.score:
        if record.score is None:
            said = f"no longer scored, score {old.score} before"
            yield Fact(said, "worse", Direction.WORSE, RESCORED, scores)
        elif old.score is None:
            yield Fact(f"score {record.score}, not scored before", "scored", Direction.NEW, tells=scores)
        else:
            direction = Direction.BETTER if record.score < old.score else Direction.WORSE
            holds = score_that_holds(plan, record, "current")
            because = f": {holds.reason.strip().removesuffix('.')}" if holds and holds.reason else ""
            said = f"score {record.score}, {old.score} before{because}"
            yield Fact(said, direction.value, direction, RESCORED, scores)
    elif record.score and (record.likelihood, record.impact) != (old.likelihood, old.impact):
        parts = [
            f"{name} {now}, {was} before"
            for name, now, was in (
                ("likelihood", record.likelihood, old.likelihood),
                ("impact", record.impact, old.impact),
            )
        ]
        yield Fact("; ".join(parts), "re-scored", tells=scores)
    if record.target_score != old.target_score:
        said = f"target {record.target_score or 'removed'}, {old.target_score or 'none'} before"
        yield Fact(said, "target", tells=SETS["target"])
    if record.inherent_score != old.inherent_score:
        said = f"inherent score {record.inherent_score or 'removed'}, {old.inherent_score or 'none'} before"
        yield Fact(said, "re-scored", tells=SETS["inherent"])
    if record.reviewed != old.reviewed and record.reviewed:
        by = f" by {record.reviewed_by}" if record.reviewed_by else ""
        yield Fact(
            f"reviewed {during(record.reviewed)}{by}", "reviewed", group=OTHER, tells=("reviewed", "reviewed_by")
        )
    if record.review != old.review and not record.is_closed:
        now, was = (f"{r.review}" if r.review else "none" for r in (record, old))
        yield Fact(f"next review {now}, {was} before", "review", tells=("review",))
    yield from owner(record, old)


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
