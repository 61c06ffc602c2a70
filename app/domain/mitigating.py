"""What is done about a risk: mitigations, the actions that are linked to it, and the lines of an older text."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from .figures import capital, during
from .plan import Plan
from .records import EFFECTIVENESS, Action, Control, Mitigation, Risk, reason_given
from .schedule import days

_BULLET = r"^\s*(?:[•·*–—-]|\(?\d{1,2}[.)]|[a-z][.)])\s+"


def lines_of(text: str) -> list[str]:
    """The mitigations that a free text names: a line each, or of a single line what numbers or semicolons part."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        lines = _numbered(lines[0]) or lines[0].split(";")
    return [found for line in lines if (found := " ".join(re.sub(_BULLET, "", line).split()))]


def _numbered(line: str) -> list[str]:
    """The parts of a line that counts them: "1. Refresh the strategy 2. Join the framework"; none where it does not."""
    starts = [0] if re.match(r"\s*\(?1[.)]\s", line) else []
    while starts and (found := re.compile(rf"[\s;]\(?{len(starts) + 1}[.)]\s").search(line, starts[-1] + 1)):
        starts.append(found.start() + 1)
    return [line[a:b].strip(" ;") for a, b in pairwise([*starts, len(line)])] if len(starts) > 1 else []


def unsplit(plan: Plan, risk: Risk) -> list[str]:
    """The lines of its text that no mitigation of a risk says yet."""
    there = {each.title.casefold() for each in plan.children(risk, Mitigation, "risk")}
    return [line for line in lines_of(risk.mitigation) if line.casefold() not in there]


def open_mitigations(plan: Plan, risk: Risk) -> list[Mitigation | Action]:
    """What is still to be done about a risk: its own mitigations and the actions that are linked to it."""
    own = [each for each in plan.children(risk, Mitigation, "risk") if each.is_open]
    return [*own, *(action for action in plan.serving(risk, Action) if action.is_open)]


def overdue(mitigation: Mitigation | Action, position: date) -> int:
    """By how many days it is overdue; 0 where it is not, or is over."""
    if not mitigation.is_open or mitigation.due is None:
        return 0
    return max(0, (position - mitigation.due.last).days)


def standing(mitigation: Mitigation | Action, position: date) -> str:
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


def mitigation_words(mitigation: Mitigation | Action, position: date) -> str:
    """Who does it and how it stands: "Bo, due 30 Apr 2018", "no owner, 9 days overdue"."""
    return f"{mitigation.owner or 'no owner'}, {standing(mitigation, position)}"


def control_words(control: Control) -> str:
    """How well it holds and who assures that: "Partly effective, assured by internal audit on 3 Jan 2018"."""
    effective = EFFECTIVENESS[control.effectiveness] if control.effectiveness else "Effectiveness not said"
    assured = f"assured by {control.assured_by}" if control.assured_by else "nobody is said to assure it"
    return f"{effective}, {assured}" + (f" {during(control.assured)}" if control.assured else "")


def occurred_words(risk: Risk) -> str:
    """When a risk occurred and what happened; empty where it did not."""
    if not risk.has_occurred:
        return ""
    when = f"{during(risk.occurred)}" if risk.occurred else "date not given"
    return capital(f"{when}: {risk.occurred_what}" if reason_given(risk.occurred_what) else when)
