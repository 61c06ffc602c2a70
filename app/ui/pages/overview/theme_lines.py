"""What belongs to a theme as lines: each with what a board asks of it first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from app.domain.figures import called, capital, counted
from app.domain.lazy import Lazy
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import (
    FINDINGS,
    Action,
    Finding,
    Indicator,
    Milestone,
    Objective,
    Record,
    Risk,
    Statement,
    Theme,
)
from app.domain.risk import score_words
from app.domain.thread import actions_of
from app.domain.timeline import how_many
from app.ui.widgets.line_list import Line

CanOpen = Callable[[Any], bool]
Lines = Callable[[Plan, Ratings, Theme, CanOpen], Sequence[Line]]


def indicators(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[Line]:
    """Its indicators, the worst first, with their latest figure against the target."""
    found = _worst(ratings, plan.serving(theme, Indicator))
    return Lazy(partial(_rated, ratings, record, can_open) for record in found)


def actions(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[Line]:
    """Its actions, the worst first, with what is left and how many milestones are reached."""

    def line(action: Action) -> Line:
        more = ". ".join(filter(None, (_reached(plan, action), action.owner)))
        return _rated(ratings, action, can_open, more=more)

    return Lazy(partial(line, action) for action in _worst(ratings, actions_of(plan, theme)))


def risks(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[Line]:
    """Its open risks, the worst first, with their score."""

    def line(risk: Risk) -> Line:
        fact = f"Score {score_words(risk)}" if risk.score else "Not scored"
        goal = f"target {risk.target_score}" if risk.target_score else ""
        return _rated(ratings, risk, can_open, fact=fact, more=risk.owner, word=goal)

    there = [risk for risk in plan.serving(theme, Risk) if not risk.is_closed]
    return Lazy(partial(line, risk) for risk in sorted(there, key=lambda r: -(r.score or 0)))


def objectives(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[Line]:
    """Its objectives, with how many of their actions are done."""
    made: list[Line] = []
    for objective in plan.children(theme, Objective, "theme"):
        found = actions_of(plan, objective)
        done = how_many(found) if found else "No action yet"
        made.append(_line(plan, objective, can_open, fact=done, more=objective.detail))
    return made


def findings(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[Line]:
    """What was found about it: first what asks for further progress, with the actions that answer it."""
    found = sorted(plan.serving(theme, Finding), key=lambda finding: finding.kind != "further")
    made: list[Line] = []
    for finding in found:
        answers = [action.ref or called(action) for action in plan.serving(finding, Action)]
        answered = f"Answered by {', '.join(answers)}" if answers else finding.response
        if finding.kind == "further" and not answered:
            answered = "No action answers it"
        of = plan.find(finding.of)
        made.append(
            _line(plan, finding, can_open, fact=FINDINGS[finding.kind], more=answered, word=_when(of) if of else "")
        )
    return made


def statements(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[Line]:
    """What is said of it without a figure, concerns first."""
    return [
        _line(plan, said, can_open, fact=said.says, word=said.standing)
        for said in sorted(plan.serving(theme, Statement), key=lambda said: not said.concern)
    ]


def _worst(ratings: Ratings, records: Iterable[Record]) -> list[Any]:
    """The worst first; what is not rated after what is."""
    ranks = ((ratings.of(record).status.rank, record) for record in records)
    return [record for _, record in sorted(ranks, key=lambda pair: pair[0] if pair[0] >= 0 else 9)]


def _rated(
    ratings: Ratings, record: Any, can_open: CanOpen, fact: str = "", more: str = "", word: str = ""
) -> Line:  # fmt: skip
    rating = ratings.of(record)
    return Line(
        title=capital(called(record)), fact=fact or capital(rating.short), more=more,
        word=word or str(rating.direction or ""), status=rating.status, illustrative=rating.illustrative,
        target=record if can_open(record) else None,
    )  # fmt: skip


def _line(plan: Plan, record: Record, can_open: CanOpen, fact: str = "", more: str = "", word: str = "") -> Line:
    return Line(
        title=capital(called(record)), fact=fact, more=more, word=word, illustrative=plan.illustrative(record),
        target=record if can_open(record) else None,
    )  # fmt: skip


def _reached(plan: Plan, action: Action) -> str:
    steps = plan.children(action, Milestone, "action")
    return f"{sum(m.done for m in steps)} of {counted(len(steps), 'milestone')} reached" if steps else ""


def _when(found_by: Record) -> str:
    """When a visit or an audit was, as far as that is given."""
    starts = getattr(found_by, "starts", None)
    return str(starts) if starts else ""
