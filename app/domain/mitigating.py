"""What is done about a risk: mitigations, the actions that are linked to it, and the lines of an older text."""

from __future__ import annotations

import re
from datetime import date

from .figures import during
from .plan import Plan
from .records import Action, Mitigation, Risk, reason_given
from .schedule import days

_BULLET = re.compile(r"^\s*(?:[•·*–—-]|\(?\d{1,2}[.)]|[a-z][.)])\s+")


def lines_of(text: str) -> list[str]:
    """The mitigations that a free text names: a line each, or of a single line what semicolons part."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        lines = lines[0].split(";")
    return [found for line in lines if (found := " ".join(_BULLET.sub("", line).split()))]


def open_mitigations(plan: Plan, risk: Risk) -> list[Mitigation | Action]:
    """What is still to be done about a risk: its own mitigations and the actions that are linked to it."""
    own = [each for each in plan.children(risk, Mitigation, "risk") if each.is_open]
    return [*own, *(action for action in plan.serving(risk, Action) if action.is_open)]


def overdue(mitigation: Mitigation | Action, position: date) -> int:
    """By how many days it is overdue; 0 where it is not, or is over."""
    if not mitigation.is_open or mitigation.due is None:
        return 0
    return max(0, (position - mitigation.due.last).days)


def standing(mitigation: Mitigation, position: date) -> str:
    """How a mitigation stands: "done on 3 Jan 2018", "9 days overdue", "due 30 Apr 2018", "no due date"."""
    if mitigation.done:
        return f"done {during(mitigation.done_on)}" if mitigation.done_on else "done, date not given"
    if not mitigation.is_open:
        when = f" {during(mitigation.ended)}" if mitigation.ended else ""
        why = mitigation.ended_why if reason_given(mitigation.ended_why) else "reason not given"
        return f"ended without being done{when}, {why}"
    if late := overdue(mitigation, position):
        return f"{days(late)} overdue"
    return f"due {mitigation.due}" if mitigation.due else "no due date"
