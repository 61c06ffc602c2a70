"""What belongs to a theme as lines: each with what a board asks of it first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.domain.asked import about_words, questions_about, standing
from app.domain.brief_reason import what_decides
from app.domain.effect import occasions
from app.domain.figures import capital, counted, short_name
from app.domain.lazy import Lazy
from app.domain.plan import Plan
from app.domain.rating import Ratings, Status
from app.domain.records import (
    FINDINGS,
    Action,
    Finding,
    Indicator,
    Milestone,
    Objective,
    Recommendation,
    Record,
    Risk,
    Statement,
    Theme,
)
from app.domain.risk import from_the_highest, score_words, target_words
from app.domain.thread import actions_of
from app.domain.timeline import how_many
from app.ui.record import effects
from app.ui.widgets.line_list import ListLine

OUTLOOKS = 3
"""Of so many figures it is told where they go."""
CanOpen = Callable[[Any], bool]
Lines = Callable[[Plan, Ratings, Theme, CanOpen], Sequence[ListLine]]


def deciding(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[ListLine]:
    """What its status rests on, and what weighs in it beside that."""

    def line(record: Record) -> ListLine:
        if isinstance(record, Statement):
            return _line(plan, record, can_open, fact=record.says, word="concern")
        if isinstance(record, Finding):
            return _line(plan, record, can_open, word="inspectors ask, nothing answers")
        return _rated(ratings, record, can_open)

    return Lazy(what_decides(ratings, theme), line)


def changing(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[ListLine]:
    """What will change it: its open actions, the worst first: who, by when, how far, and when that was reported."""

    def line(action: Action) -> ListLine:
        done = f"{action.percent} % done" if action.percent is not None else _reached(plan, action)
        due = f"due {action.due}" if action.due else "no due date"
        said = f"reported {action.reported}" if action.reported else ""
        fact = capital(", ".join(filter(None, (action.owner, due, done, said))))
        return _rated(ratings, action, can_open, fact=fact)

    return Lazy(_worst(ratings, open_actions(plan, theme)), line)


def open_actions(plan: Plan, theme: Theme) -> list[Action]:
    """What is being done for a theme."""
    return [action for action in actions_of(plan, theme) if action.is_open]


def outlook(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[ListLine]:
    """Where the figures go that its status rests on: "At the pace of the last nine readings it would ..."."""
    from app.domain.trend import chart

    made: list[ListLine] = []
    figures = [record for record in what_decides(ratings, theme) if isinstance(record, Indicator)]
    for record in [each for each in figures if ratings.of(each).status in (Status.RED, Status.AMBER)][:OUTLOOKS]:
        drawn = chart(plan, record, ratings)
        if drawn.remarks:  # the last is that of the pace, where there is one
            made.append(_line(plan, record, can_open, fact=drawn.remarks[-1].text))
    return made


def worked(plan: Plan, theme: Theme, can_open: CanOpen) -> Sequence[ListLine]:
    """What was done, decided or seen about its figures, the latest first, and what these did before and after it."""
    return effects.lines(plan, occasions(plan, plan.serving(theme, Indicator)), can_open, named=True)


def asked(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[ListLine]:
    """The questions about what belongs to it, those that wait for an answer first."""
    found = [(standing(plan, q), q) for item in ratings.linked(theme) for q in questions_about(plan, item)]
    return [
        ListLine(
            title=question.text.strip(), fact=about_words(plan, question), more=stands.said, word=question.by,
            target=question if can_open(question) else None,
        )
        for stands, question in sorted(found, key=lambda pair: not pair[0].open)
    ]  # fmt: skip


def indicators(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[ListLine]:
    """Its indicators, the worst first, with their latest figure against the target, and how they went."""

    def line(indicator: Indicator) -> ListLine:
        from app.ui.widgets.sparkline import spark_of

        rated = _rated(ratings, indicator, can_open)
        return replace(rated, spark=spark_of(plan, indicator, rated.status) if len(plan.readings(indicator)) else None)

    return Lazy(_worst(ratings, plan.serving(theme, Indicator)), line)


def actions(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[ListLine]:
    """Its actions, the worst first, with what is left and how many milestones are reached."""

    def line(action: Action) -> ListLine:
        more = ". ".join(filter(None, (_reached(plan, action), action.owner)))
        return _rated(ratings, action, can_open, more=more)

    return Lazy(_worst(ratings, actions_of(plan, theme)), line)


def risks(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[ListLine]:
    """Its open risks, the worst first, with their score."""

    def line(risk: Risk) -> ListLine:
        fact = f"Score {score_words(plan, risk)}" if risk.is_scored else "Not scored"
        goal = target_words(plan, risk)
        return _rated(ratings, risk, can_open, fact=fact, more=risk.owner, word=goal)

    there = [risk for risk in plan.serving(theme, Risk) if not risk.is_closed]
    return Lazy(from_the_highest(plan, there), line)


def objectives(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[ListLine]:
    """Its objectives, with how many of their actions are done."""
    made: list[ListLine] = []
    for objective in plan.children(theme, Objective, "theme"):
        found = actions_of(plan, objective)
        done = how_many(found) if found else "No action yet"
        made.append(_line(plan, objective, can_open, fact=done, more=objective.detail.strip().partition("\n")[0]))
    return made


def findings(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[ListLine]:
    """What inspectors ask, with what answers it: recommendations, then further progress; and what they found."""

    def line(record: Finding | Recommendation) -> ListLine:
        answers = [action.ref or short_name(action) for action in plan.serving(record, Action)]
        answered = f"Answered by {', '.join(answers)}" if answers else getattr(record, "response", "")
        if isinstance(record, Recommendation):
            return _rated(ratings, record, can_open, more=answered or "No action answers it", word="recommendation")
        if record.kind == "further" and not answered:
            answered = "No action answers it"
        of = plan.find(record.of)
        when = _when(of) if of else ""
        return _line(plan, record, can_open, fact=FINDINGS[record.kind], more=answered, word=when)

    found = sorted(plan.serving(theme, Finding), key=lambda finding: finding.kind != "further")
    return [line(record) for record in (*_worst(ratings, recommended(plan, theme)), *found)]


def recommended(plan: Plan, theme: Theme) -> list[Recommendation]:
    """The recommendations that what belongs to a theme serves, or that its findings speak of; those met left out."""
    there = {record.id for kind in (Indicator, Action, Risk, Finding) for record in plan.serving(theme, kind)}
    there |= {action.id for action in actions_of(plan, theme)}
    return [
        each
        for each in plan.all(Recommendation)
        if not each.met and any(r.id in there for k in (Action, Indicator, Finding) for r in plan.serving(each, k))
    ]


def statements(plan: Plan, ratings: Ratings, theme: Theme, can_open: CanOpen) -> Sequence[ListLine]:
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
) -> ListLine:  # fmt: skip
    rating = ratings.of(record)
    return ListLine(
        title=capital(short_name(record)), fact=fact or capital(rating.short), more=more,
        word=word or str(rating.direction or ""), status=rating.status, illustrative=rating.illustrative,
        target=record if can_open(record) else None,
    )  # fmt: skip


def _line(plan: Plan, record: Record, can_open: CanOpen, fact: str = "", more: str = "", word: str = "") -> ListLine:
    return ListLine(
        title=capital(short_name(record)), fact=fact, more=more, word=word, illustrative=plan.illustrative(record),
        target=record if can_open(record) else None,
    )  # fmt: skip


def _reached(plan: Plan, action: Action) -> str:
    steps = plan.children(action, Milestone, "action")
    return f"{sum(m.done for m in steps)} of {counted(len(steps), 'milestone')} reached" if steps else ""


def _when(found_by: Record) -> str:
    """When a visit or an audit was, as far as that is given."""
    starts = getattr(found_by, "starts", None)
    return str(starts) if starts else ""
