"""Questions worth asking at the meeting, each derived from what the plan says or does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.attention import unsettled
from app.domain.bar import bar
from app.domain.figures import counted, figure, short_name
from app.domain.rating import Status
from app.domain.records import Action, Record, Risk
from app.domain.risk import score_of

from .context import BriefingContext


def questions(m: BriefingContext) -> list[str]:
    """The questions, the weightiest first: targets missed, work overdue, risks far from target, what is unknown."""
    return [*_missed(m), *_overdue(m), *_risks(m), *_unsettled(m), *_unknown(m)]


def _missed(m: BriefingContext) -> Iterator[str]:
    found = [(i, m.ratings.of(i)) for i in m.plan.wholes]
    red = [(i, r) for i, r in found if r.status is Status.RED and r.distance]
    for indicator, rating in sorted(red, key=lambda pair: not pair[0].key)[:2]:
        against = bar(indicator, m.plan.latest(indicator), m.plan)
        goal = f"reach {figure(against.value, indicator.unit)}" if against else "be on track"
        yield f"{short_name(indicator)} is {rating.distance}: what will make it {goal}, and by when?"


def _overdue(m: BriefingContext) -> Iterator[str]:
    late = [a for a in m.plan.all(Action) if a.is_open and a.due and a.due.last < m.plan.position]
    late.sort(key=lambda action: action.due.last if action.due else m.plan.position)
    for action in late[:1]:
        more = f" and {counted(len(late) - 1, 'other action')}" if len(late) > 1 else ""
        yield f"“{short_name(action)}”{more}: what holds it up, {m.ratings.of(action).distance}?"
    blocked = [a for a in m.plan.all(Action) if a.is_open and a.blocked and a not in late]
    for action in blocked[:1]:
        yield f"“{short_name(action)}” is blocked by {action.blocked.strip().rstrip('.')}: who can clear the way?"


def _risks(m: BriefingContext) -> Iterator[str]:
    there = [r for r in m.plan.all(Risk) if not r.is_closed]
    scores = [(score_of(m.plan, r), score_of(m.plan, r, "target"), r) for r in there]
    apart = [(now - wanted, r) for now, wanted, r in scores if now is not None and wanted is not None]
    widest = max((gap for gap, _ in apart), default=0)
    if widest > 0:
        risk = next(r for gap, r in apart if gap == widest)
        target = f"down to its target of {score_of(m.plan, risk, 'target')}"
        yield f"What would bring the risk “{short_name(risk)}” from {score_of(m.plan, risk)} {target}?"
    ownerless = [r for r in there if not r.owner]
    if ownerless:
        yield f"Who will own {_the(ownerless, 'risk')} without an owner?"
    stale = [r for r in there if r.review and r.review.last < m.plan.position]
    if stale:
        yield f"When will {_the(stale, 'risk')} whose review is overdue be looked at again?"


def _unsettled(m: BriefingContext) -> Iterator[str]:
    for attention in unsettled(m.plan):
        if attention.kind == "Settle" and "disagree" in attention.what:
            yield f"{attention.what}: {attention.why}. Which of them holds?"
            return


def _unknown(m: BriefingContext) -> Iterator[str]:
    indicators = [i for i in m.plan.wholes if not i.is_context]
    aimless = [i for i in indicators if m.plan.latest(i) and i.target is None and bar(i, m.plan.latest(i)) is None]
    if aimless:
        yield f"What should {_the(aimless, 'indicator')} without a target reach?"
    silent = [i for i in indicators if m.plan.latest(i) is None]
    if silent:
        yield f"When will there be a figure for {_the(silent, 'indicator')} without one?"
    undated = [a for a in m.plan.all(Action) if a.is_open and a.due is None]
    if undated:
        yield f"By when should {_the(undated, 'open action')} without a due date be done?"


def _the(records: Sequence[Record], singular: str) -> str:
    """Such as "the risk", "the 13 risks"."""
    return f"the {singular}" if len(records) == 1 else f"the {counted(len(records), singular)}"
