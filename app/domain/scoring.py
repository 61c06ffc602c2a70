"""Scores over time: what keeps how a risk was scored, and what is known of the score that holds.

A `Scoring` is written with the edit that scores a risk anew, so that undo takes both back. It holds the score itself,
not only its day and reason: where a program of before scores a risk and writes none, what was written earlier no longer
tells of the score that holds, and is not taken for its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from .keys import key_of
from .plan import Plan
from .records import SETS, Record, Risk, Scoring
from .schedule import PartialDate

STILL_MONTHS = 6
"""After so many months with the same score one asks why a risk that is off track does not move."""
AGAIN = "scored again on the same day"
"""Why a score is gone that was given for no reason and replaced on its own day."""


def scored_now(plan: Plan, risk: Risk, before: Risk | None) -> list[Scoring]:
    """What keeps the scores that a risk is given now; those of the same day that nobody gave a reason for go.

    Nothing for a risk that is new: when its first scores were given nobody says.
    """
    found: list[Scoring] = []
    if before is None or risk.deleted:
        return found
    for of, names in SETS.items():
        likelihood, impact = (getattr(risk, name) for name in names)
        if not likelihood or not impact or all(getattr(risk, name) == getattr(before, name) for name in names):
            continue
        today = PartialDate.of(plan.position)
        made = Scoring(id="", risk=risk.id, of=of, day=today, likelihood=likelihood, impact=impact)
        made = replace(made, id=key_of(made))
        there = [each for each in scores(plan, risk, of) if each.day == today]
        found += [replace(each, deleted=AGAIN) for each in there if not each.reason and each.id != made.id]
        found += [made] if all(each.id != made.id for each in there) else []
    return found


def with_scores(plan: Plan, records: Iterable[Record]) -> list[Record]:
    """Records that are to be saved, with what keeps the scores that risks among them are given now."""
    given = list(records)
    found = {record.id: record for record in given}
    for record in given:
        if isinstance(record, Risk):
            before = plan.find(record.id)
            for scoring in scored_now(plan, record, before if isinstance(before, Risk) else None):
                found.setdefault(scoring.id, scoring)
    return [*found.values()]


def scores(plan: Plan, risk: Risk, of: str) -> list[Scoring]:
    """How a risk was scored, the earliest first; `of` is a key of `SETS`."""
    found = [each for each in plan.children(risk, Scoring, "risk") if each.of == of]
    return sorted(found, key=_day)


def score_that_holds(plan: Plan, risk: Risk, of: str) -> Scoring | None:
    """What is known of the score that a risk has: when it was given and why; None where nobody says."""
    now = tuple(getattr(risk, name) for name in SETS[of])
    return next((each for each in reversed(scores(plan, risk, of)) if (each.likelihood, each.impact) == now), None)


def unmoved(plan: Plan, risk: Risk) -> tuple[PartialDate | None, int]:
    """Since when a risk has the score that it has, and for how many whole months; None and 0 where nobody says."""
    found = score_that_holds(plan, risk, "current")
    if found is None or found.day is None:
        return None, 0
    now, then = plan.position, found.day.last
    return found.day, (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)


def _day(scoring: Scoring) -> tuple[date, int]:
    return scoring.day.order if scoring.day else (date.min, 0)
