"""Which actions of the plan are shown: mine, overdue, due before the meeting, of a theme, with a status, with words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain import timeline
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Action, Milestone, Theme

from . import outline


@dataclass(frozen=True)
class ActionFilter:
    """What is let through; everything while nothing is set.

    Attributes:
        words: every one of them is in the action's reference, title, owner, progress or detail.
        people: names and roles of who asks for what is theirs; empty for everybody's.
        overdue: only what is overdue, or has an overdue milestone.
        by: only what is still to be done and due, or has a milestone due, up to this day.
        theme: the key of a theme; empty for all.
        status: a status as it is stored; empty for all.
        state: "open", "done" or "ended"; empty for all.
        keys: only these actions; None for all.
    """

    words: str = ""
    people: frozenset[str] = frozenset()
    overdue: bool = False
    by: date | None = None
    theme: str = ""
    status: str = ""
    state: str = ""
    keys: frozenset[str] | None = None

    @property
    def lets_all_through(self) -> bool:
        """Whether nothing is left out, but for what is of another theme."""
        return self == ActionFilter(theme=self.theme)

    @property
    def nothing(self) -> tuple[str, str]:
        """What is said, as a heading and a sentence, where nothing is let through."""
        if self == ActionFilter(overdue=True, theme=self.theme):
            within = " of this theme" if self.theme else ""
            return (
                f"No action{within} is overdue",
                "No due date of an open action or of its milestones has passed.",
            )
        return "No action fits", "Nothing in the plan fits the filters."

    def accepted(self, plan: Plan, ratings: Ratings) -> list[Action]:
        """The actions that are let through, in the plan's order. What costs most is asked last."""
        tests = self._tests(plan, ratings)
        theme = plan.get(Theme, self.theme) if self.theme else None
        within = None if theme is None else _of(plan, theme)
        return [
            action
            for action in plan.all(Action)
            if (within is None or action.id in within) and all(test(action) for test in tests)
        ]

    def _tests(self, plan: Plan, ratings: Ratings) -> list[Callable[[Action], bool]]:
        tests: list[Callable[[Action], bool]] = []
        keys, words = self.keys, self.words.casefold().split()
        if keys is not None:
            tests.append(lambda action: action.id in keys)
        if self.state:
            tests.append(lambda action: state_of(action) == self.state)
        if self.people:
            tests.append(lambda action: is_of(action, self.people))
        if self.overdue:
            tests.append(lambda action: any(outline.is_overdue(plan, step) for step in _steps(plan, action)))
        if self.by is not None:
            by = self.by
            tests.append(
                lambda action: any(
                    s.due and timeline.is_open(plan, s) and s.due.last <= by for s in _steps(plan, action)
                )
            )
        if words:
            tests.append(lambda action: _says(action, words))
        if self.status:
            tests.append(lambda action: ratings.of(action).status == self.status)
        return tests


def is_of(action: Action, people: frozenset[str]) -> bool:
    """Whether one of these names or roles owns an action."""
    return action.owner.strip().casefold() in people


def state_of(action: Action) -> str:
    """Whether an action is "open", "done", or "ended" without being done."""
    return "done" if action.done else "ended" if action.is_ended else "open"


def _steps(plan: Plan, action: Action) -> tuple[Action | Milestone, ...]:
    """An action and, while it is open, its milestones."""
    return (action,) if not action.is_open else (action, *plan.children(action, Milestone, "action"))


def _says(action: Action, words: list[str]) -> bool:
    said = " ".join((action.ref, action.title, action.owner, action.progress, action.detail, action.blocked,
                     action.ended_why)).casefold()  # fmt: skip
    return all(word in said for word in words)


def _of(plan: Plan, theme: Theme) -> set[str]:
    towards = (action for objective in outline.objectives(plan, theme) for action in outline.actions(plan, objective))
    return {action.id for action in (*towards, *plan.serving(theme, Action))}
