"""The pace of the plan: of what should be done by now, how much is; beside it, how much of its time is gone.

What is early or has no date says nothing of whether dates are kept, so that it is told beside those whose date has
passed and not among them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from .action_rules import moved_late, time_gone
from .figures import counted
from .frozen import Frozen
from .plan import Plan
from .records import Action, DateChange, Link, Objective, Provenance, Stage, Theme
from .schedule import PartialDate, days, show_date
from .thread import actions_of


class Pace(Frozen):
    """How many of the actions whose date has passed are done, and how much of the time is gone.

    An action's date has passed when its last day lies before the position date, or when it was moved or taken away
    after it had passed. Actions that ended without being done are left out.

    Attributes:
        passed, kept: actions whose date has passed, and how many of these are done.
        early: done before their date or without one.
        later: open and due later. `undated`: open without a date.
        done, total: of all actions.
        share_done: 0 to 1; None without any action.
        time_gone: 0 to 1, from the start of the first stage, else from the day the plan was agreed, to the goal; None
            without either date.
        days_left: to the goal, negative after it; None without a goal.
        sentence: all of it in words.
        illustrative: without illustrative values it would say something else.
        short: the figures alone, for where there is little room.
    """

    passed: int
    kept: int
    early: int
    later: int
    undated: int
    time_gone: Decimal | None
    days_left: int | None
    sentence: str
    illustrative: bool = False

    @property
    def done(self) -> int:
        return self.kept + self.early

    @property
    def total(self) -> int:
        return self.passed + self.early + self.later + self.undated

    @property
    def share_done(self) -> Decimal | None:
        return Decimal(self.done) / self.total if self.total else None

    @property
    def done_by_now(self) -> str:
        """Such as "2 of the 3 actions due by now done"."""
        if not self.total:
            return "No action yet"
        if self.passed:
            return f"{self.kept} of the {counted(self.passed, 'action')} due by now done"
        return f"No action due yet, {self.done} done"

    @property
    def short(self) -> str:
        """Such as "2 of the 3 actions due by now done, 43 % of the time gone"."""
        said = self.done_by_now
        return f"{said}, {percent(self.time_gone)} of the time gone" if self.time_gone is not None else said


def pace(plan: Plan, theme: Theme | None = None) -> Pace:
    """The pace of the whole plan, or of the actions that serve a theme or work towards one of its objectives."""
    kinds = (Action, DateChange, Link, Objective, Provenance, Stage, Theme)
    return plan.kept("pace", kinds, lambda: _pace(plan, theme), theme.id if theme else "")


def _pace(plan: Plan, theme: Theme | None) -> Pace:
    actions = plan.all(Action) if theme is None else actions_of(plan, theme)
    actions = [action for action in actions if not action.is_ended]
    due = [action for action in actions if _passed(plan, action)]
    rest = [action for action in actions if not _passed(plan, action)]
    programme, start = plan.programme, clock_starts(plan)
    gone = None
    if start and programme.goal:
        past, whole = time_gone(start, PartialDate.of(programme.goal), plan.position)
        gone = Decimal(past) / whole
    left = (programme.goal - plan.position).days if programme.goal else None
    found = Pace(
        passed=len(due),
        kept=sum(a.done for a in due),
        early=sum(a.done for a in rest),
        later=sum(not a.done and a.due is not None for a in rest),
        undated=sum(not a.done and a.due is None for a in rest),
        time_gone=gone,
        days_left=left,
        sentence="",
    )
    sentence = _sentence(plan, found)
    facts = plan.facts_only
    fact = theme and (facts.get(Theme, theme.id) or theme)
    return replace(found, sentence=sentence, illustrative=facts is not plan and pace(facts, fact).sentence != sentence)


def clock_starts(plan: Plan) -> date | None:
    """The day from which the time of the plan counts: the start of the first stage, else the day it was agreed."""
    started = [stage.starts.first for stage in plan.all(Stage) if stage.starts]
    if started:
        return min(started)
    return plan.programme.started.first if plan.programme.started else None


def _passed(plan: Plan, action: Action) -> bool:
    return (action.due is not None and action.due.last < plan.position) or bool(moved_late(plan, action))


def _sentence(plan: Plan, pace: Pace) -> str:
    if not pace.total:
        return "No action is open or done." if plan.all(Action) else "There are no actions yet."
    if pace.passed:
        those = "action whose date has passed is" if pace.passed == 1 else "actions whose date has passed are"
        said = [f"{pace.kept} of the {pace.passed} {those} done", f"{pace.early} more done early or without a date"]
    else:
        said = [f"No action was due yet; {pace.early} {'is' if pace.early == 1 else 'are'} done"]
    said += [f"{pace.later} due later", f"{pace.undated} {'has' if pace.undated == 1 else 'have'} no date"]
    share = pace.share_done
    assert share is not None
    of_all = f"{percent(share)} of all actions done"
    goal = plan.programme.goal
    if pace.time_gone is None or goal is None:
        return f"{'; '.join(said)}. {of_all}; the programme's start and goal are not both given."
    if pace.time_gone >= 1:
        late = (plan.position - goal).days
        when = f"the goal of {show_date(goal)} {f'passed {days(late)} ago' if late else 'is today'}"
    else:
        when = f"{percent(pace.time_gone)} of the time to {show_date(goal)} gone"
    return f"{'; '.join(said)}. {of_all}, {when}."


def percent(share: Decimal) -> str:
    """A share of 1 as people read it, such as "54 %"; what is not quite nothing or all is never rounded to it."""
    whole = round(100 * share)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole} %"
