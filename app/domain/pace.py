"""The pace of the plan: how much of it is done against how much of its time is gone."""

from __future__ import annotations

from decimal import Decimal

from .figures import counted
from .frozen import Frozen
from .plan import Plan
from .records import Action, Theme
from .rules import time_gone
from .schedule import PartialDate, days, show_date
from .thread import actions_of


class Pace(Frozen):
    """How much is done against how much time is gone.

    Attributes:
        done, total: actions.
        share_done: 0 to 1; None without any action.
        time_gone: 0 to 1, from the start of the programme to its goal; None without either date.
        days_left: to the goal, negative after it; None without a goal.
        sentence: all of it in words.
        illustrative: without illustrative values it would say something else.
        short: the figures alone, for where there is little room: "6 of 30 actions done, 43 % of the time gone".
    """

    done: int
    total: int
    share_done: Decimal | None
    time_gone: Decimal | None
    days_left: int | None
    sentence: str
    illustrative: bool = False

    @property
    def short(self) -> str:
        done = f"{self.done} of {counted(self.total, 'action')} done" if self.total else "No action yet"
        return f"{done}, {percent(self.time_gone)} of the time gone" if self.time_gone is not None else done


def pace(plan: Plan, theme: Theme | None = None) -> Pace:
    """The pace of the whole plan, or of the actions that serve a theme or work towards one of its objectives."""
    actions = plan.all(Action) if theme is None else actions_of(plan, theme)
    done, total = sum(action.done for action in actions), len(actions)
    programme = plan.programme
    gone = None
    if programme.started and programme.goal:
        passed, whole = time_gone(programme.started, PartialDate.of(programme.goal), plan.position)
        gone = Decimal(passed) / whole
    share = Decimal(done) / total if total else None
    left = (programme.goal - plan.position).days if programme.goal else None
    sentence = _sentence(plan, done, total, share, gone)
    illustrative = plan.facts_only is not plan and pace(plan.facts_only, _fact(plan, theme)).sentence != sentence
    return Pace(
        done=done,
        total=total,
        share_done=share,
        time_gone=gone,
        days_left=left,
        sentence=sentence,
        illustrative=illustrative,
    )


def _fact(plan: Plan, theme: Theme | None) -> Theme | None:
    return theme and (plan.facts_only.get(Theme, theme.id) or theme)


def _sentence(plan: Plan, done: int, total: int, share: Decimal | None, gone: Decimal | None) -> str:
    if share is None:
        return "There are no actions yet."
    actions = f"{done} of {counted(total, 'action')} {'is' if 1 in (done, total) else 'are'} done, {percent(share)}"
    goal = plan.programme.goal
    if gone is None or goal is None:
        return f"{actions}; the programme's start and goal are not both given."
    if gone >= 1:
        late = (plan.position - goal).days
        return f"{actions}; the goal of {show_date(goal)} {f'passed {days(late)} ago' if late else 'is today'}."
    return f"{actions}, with {percent(gone)} of the time to {show_date(goal)} gone: {_verdict(plan, share, gone)}."


def _verdict(plan: Plan, share: Decimal, gone: Decimal) -> str:
    limits = plan.thresholds
    if share >= gone:
        return "ahead of the time" if share > gone else "level with the time"
    if 100 * share >= limits.pace_green * gone:
        return "about level with the time"
    return "behind the time" if 100 * share >= limits.pace_amber * gone else "well behind the time"


def percent(share: Decimal) -> str:
    """A share of 1 as people read it, such as "54 %"; what is not quite nothing or all is never rounded to it."""
    whole = round(100 * share)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole} %"
