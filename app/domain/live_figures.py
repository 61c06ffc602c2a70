"""What live figures may speak of: by kind of record, of the programme, and what may be counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from .action_rules import held_up
from .bar import bar, gap_words
from .figures import figure, short_name
from .pace import pace
from .plan import Plan
from .rating import Ratings, Status
from .records import (
    Action,
    BudgetLine,
    Finding,
    Indicator,
    Meeting,
    Milestone,
    Programme,
    Recommendation,
    Record,
    Risk,
    Theme,
    rules,
)
from .risk import band_of, short_score
from .schedule import days, show_date
from .thread import gaps
from .timeline import is_open

Saying: TypeAlias = Callable[[Plan, Ratings, Any], str]
Fitting: TypeAlias = Callable[[Plan, Ratings, Any], bool]


@dataclass(frozen=True)
class Figure:
    """One thing that may be said: `about` for help, `of` says it of a record of its kind."""

    about: str
    of: Saying


@dataclass(frozen=True)
class Figures:
    """What may be said of the records of a kind, by the word that stands for it."""

    kind: type[Record]
    figures: Mapping[str, Figure]


_NONE = "not given"


def _latest(plan: Plan, ratings: Ratings, record: Indicator) -> str:
    reading = plan.latest(record)
    if reading is None or reading.value is None:
        return "no reading"
    return ("about " if reading.about else "") + figure(reading.value, record.unit)


def _period(plan: Plan, ratings: Ratings, record: Indicator) -> str:
    reading = plan.latest(record)
    return str(reading.period) if reading else "no reading"


def _target(plan: Plan, ratings: Ratings, record: Indicator) -> str:
    against = bar(record, plan.latest(record), plan)
    return against.figure(record.unit) if against else "no target"


def _gap(plan: Plan, ratings: Ratings, record: Indicator) -> str:
    reading = plan.latest(record)
    against = bar(record, reading, plan)
    if reading is None or reading.value is None or against is None:
        return "no gap known"
    return gap_words(record, reading.value, against)


def _status(plan: Plan, ratings: Ratings, record: Record) -> str:
    return ratings.of(record).word.lower()


def _held(field: str) -> Callable[[Plan, Ratings, Any], str]:
    """What a record holds in a field, as people read it."""

    def said(plan: Plan, ratings: Ratings, record: Record) -> str:
        return rules(type(record))[field].show(getattr(record, field)) or _NONE

    return said


def _money(plan: Plan, ratings: Ratings, record: BudgetLine) -> str:
    return figure(record.amount, "£") if record.amount is not None else _NONE


def _score(plan: Plan, ratings: Ratings, record: Risk) -> str:
    return short_score(plan, record)


def _score_wanted(plan: Plan, ratings: Ratings, record: Risk) -> str:
    return short_score(plan, record, "target", "no target")


STATUS = Figure("how it stands", _status)
TITLE = Figure("its title", lambda plan, ratings, record: short_name(record))
OWNER = Figure("its owner", _held("owner"))

KINDS: Mapping[str, Figures] = {
    "indicator": Figures(
        Indicator,
        {
            "latest": Figure("its latest figure", _latest),
            "target": Figure("its target, or what is planned for the period", _target),
            "gap": Figure("how far it is from its target", _gap),
            "period": Figure("the period of its latest figure", _period),
            "status": STATUS, "owner": OWNER, "title": TITLE,
        },
    ),
    "risk": Figures(
        Risk,
        {
            "score": Figure("its score, on the plan’s scale", _score),
            "target": Figure("its target score", _score_wanted),
            "status": STATUS, "owner": OWNER, "title": TITLE,
        },
    ),
    "action": Figures(
        Action,
        {
            "due": Figure("when it is due", _held("due")),
            "percent": Figure("how much of it is done", lambda plan, ratings, action: _percent(action)),
            "status": STATUS, "owner": OWNER, "title": TITLE,
        },
    ),
    "theme": Figures(
        Theme,
        {
            "status": STATUS,
            "pace": Figure("how much is done against the time gone", lambda plan, ratings, t: _pace(plan, t)),
            "title": TITLE,
        },
    ),
    "recommendation": Figures(Recommendation, {"status": STATUS, "owner": OWNER, "title": TITLE}),
    "budget": Figures(BudgetLine, {"amount": Figure("how much it is", _money)}),
}  # fmt: skip
"""What may be said of one record, by the word for its kind."""


def _percent(action: Action) -> str:
    if action.done:
        return "100 %"
    return f"{action.percent} %" if action.percent is not None else _NONE


def _pace(plan: Plan, theme: Theme | None) -> str:
    return pace(plan, theme).sentence.removesuffix(".")


def _left(plan: Plan) -> str:
    goal = plan.programme.goal
    return days((goal - plan.position).days) if goal else "no goal date"


PROGRAMME: Mapping[str, Figure] = {
    "status": Figure("how the programme stands", _status),
    "pace": Figure("how much is done against the time gone", lambda plan, ratings, _: _pace(plan, None)),
    "goal": Figure("the goal date", _held("goal")),
    "days left": Figure("days to the goal", lambda plan, ratings, _: _left(plan)),
    "position": Figure("the day the plan speaks of", lambda plan, ratings, _: show_date(plan.position)),
    "judgement": Figure("the judgement now", lambda plan, ratings, p: rules(Programme)["judgement"].show(p.judgement)),
    "wanted": Figure("the judgement wanted", lambda plan, ratings, p: rules(Programme)["wanted"].show(p.wanted)),
}
"""What may be said of the programme."""


def _count(kind: type[Record], fits: Callable[[Plan, Ratings, Any], bool]) -> Callable[[Plan, Ratings, Any], str]:
    return lambda plan, ratings, _: f"{sum(fits(plan, ratings, record) for record in plan.all(kind)):,}"


def _standing(status: Status) -> Callable[[Plan, Ratings, Any], bool]:
    return lambda plan, ratings, record: ratings.of(record).status is status


def _late(plan: Plan, ratings: Ratings, step: Action | Milestone) -> bool:
    return is_open(plan, step) and step.due is not None and step.due.last < plan.position


def _in_band(name: str) -> Callable[[Plan, Ratings, Any], bool]:
    return lambda plan, ratings, risk: bool(not risk.is_closed and band_of(plan, risk) == name)


def _missing(kind: type[Record]) -> Callable[[Plan, Ratings, Any], str]:
    return lambda plan, ratings, _: f"{sum(isinstance(gap.record, kind) for gap in gaps(plan)):,}"


def _any(plan: Plan, ratings: Ratings, record: Record) -> bool:
    return True


COUNTS: Mapping[str, Figure] = {
    "actions": Figure("all actions", _count(Action, _any)),
    "actions done": Figure("actions that are done", _count(Action, lambda plan, ratings, a: a.done)),
    "actions ended": Figure(
        "actions that ended without being done", _count(Action, lambda plan, ratings, a: a.is_ended)
    ),
    "actions open": Figure("actions that are still to be done", _count(Action, lambda plan, ratings, a: a.is_open)),
    "actions overdue": Figure("open actions whose due date has passed", _count(Action, _late)),
    "actions on track": Figure("actions on track", _count(Action, _standing(Status.GREEN))),
    "actions at risk": Figure("actions at risk", _count(Action, _standing(Status.AMBER))),
    "actions off track": Figure("actions off track", _count(Action, _standing(Status.RED))),
    "actions blocked": Figure(
        "actions that are blocked", _count(Action, lambda plan, ratings, a: bool(held_up(plan, a)))
    ),
    "milestones": Figure("all milestones", _count(Milestone, _any)),
    "milestones done": Figure("milestones reached", _count(Milestone, lambda plan, ratings, m: m.done)),
    "milestones overdue": Figure("milestones whose date has passed", _count(Milestone, _late)),
    "indicators": Figure("all indicators", _count(Indicator, _any)),
    "indicators on track": Figure("indicators on track", _count(Indicator, _standing(Status.GREEN))),
    "indicators at risk": Figure("indicators at risk", _count(Indicator, _standing(Status.AMBER))),
    "indicators off track": Figure("indicators off track", _count(Indicator, _standing(Status.RED))),
    "risks": Figure("open risks", _count(Risk, lambda plan, ratings, r: not r.is_closed)),
    "risks high": Figure("open risks with a high score", _count(Risk, _in_band("high"))),
    "risks medium": Figure("open risks with a medium score", _count(Risk, _in_band("medium"))),
    "risks low": Figure("open risks with a low score", _count(Risk, _in_band("low"))),
    "risks closed": Figure("closed risks", _count(Risk, lambda plan, ratings, r: r.is_closed)),
    "recommendations": Figure("all recommendations", _count(Recommendation, _any)),
    "recommendations met": Figure(
        "recommendations accepted as met", _count(Recommendation, lambda plan, ratings, r: bool(r.met))
    ),
    "recommendations without action": Figure("recommendations that no action serves", _missing(Recommendation)),
    "findings unanswered": Figure("findings that ask for progress and that no action answers", _missing(Finding)),
    "meetings held": Figure("meetings that are closed", _count(Meeting, lambda plan, ratings, m: bool(m.closed))),
}
"""What may be counted."""
