"""Scores over time: what keeps how a risk was scored, and what is known of the score that holds.

A `Scoring` is written with the edit that scores a risk anew, so that undo takes both back. It holds the score itself,
not only its day and reason: where a program of before scores a risk and writes none, what was written earlier no longer
tells of the score that holds, and is not taken for its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from .keys import keyed
from .plan import Plan
from .records import SETS, Provenance, Record, Risk, Scoring
from .schedule import PartialDate

STILL_MONTHS = 6
"""After so many months with the same score one asks why a risk that is off track does not move."""
AGAIN = "scored again on the same day"
"""Why a score is gone that was given for no reason and replaced on its own day."""


def scoring_of(plan: Plan, risk: Risk, of: str, reason: str = "") -> Scoring | None:
    """What keeps a score that a risk has, as given on the day that the plan speaks of; None where it is not scored."""
    likelihood, impact = (getattr(risk, name) for name in SETS[of])
    if not likelihood or not impact:
        return None
    today = PartialDate.of(plan.position)
    return keyed(Scoring, risk=risk.id, of=of, day=today, likelihood=likelihood, impact=impact, reason=reason)


def scored_anew(risk: Risk, before: Risk | None) -> list[str]:
    """What is scored otherwise than before, by the keys of `SETS`; of a risk that is new all that is scored."""
    now, then = vars(risk), vars(before) if before else dict.fromkeys(vars(risk))
    return [of for of, (first, second) in SETS.items() if now[first] != then[first] or now[second] != then[second]]


def scored_because(plan: Plan, record: Record, reason: str) -> list[Scoring]:
    """What keeps why a risk is scored otherwise, to be saved with it; nothing where it is scored as it was."""
    if not isinstance(record, Risk):
        return []
    made = (scoring_of(plan, record, of, reason) for of in scored_anew(record, plan.get(Risk, record.id)))
    return [each for each in made if each is not None]


def scored_now(plan: Plan, risk: Risk, before: Risk | None) -> list[Scoring]:
    """What keeps the scores that a risk is given now; those of the same day that nobody gave a reason for go."""
    found: list[Scoring] = []
    for of in scored_anew(risk, before) if not risk.deleted else ():
        if (made := scoring_of(plan, risk, of)) is not None:
            there = [each for each in scores(plan, risk, of) if each.day == made.day]
            found += [replace(each, deleted=AGAIN) for each in there if not each.reason and each.id != made.id]
            found += [made] if all(each.id != made.id for each in there) else []
    return found


def with_scores(plan: Plan, records: Iterable[Record]) -> list[Record]:
    """Records that are to be saved, with what keeps the scores that risks among them are given now.

    What is marked as illustrative in the same edit nobody gave: it keeps no score.
    """
    given = list(records)
    scored = [s for record in given if isinstance(record, Risk) for s in scored_now(plan, record, plan.same(record))]
    if not scored:
        return given
    found = {record.id: record for record in given}
    marked = {(each.record, each.field) for each in given if isinstance(each, Provenance) and each.illustrative}
    for scoring in scored:
        if scoring.deleted or not any((scoring.risk, name) in marked for name in ("", *SETS[scoring.of])):
            found.setdefault(scoring.id, scoring)
    return [*found.values()]


def scores(plan: Plan, risk: Risk, of: str) -> list[Scoring]:
    """How a risk was scored, the earliest first, of one day the score that holds last; `of` is a key of `SETS`."""
    now = tuple(getattr(risk, name) for name in SETS[of])
    found = [each for each in plan.children(risk, Scoring, "risk") if each.of == of]
    return sorted(found, key=lambda each: (_day(each), (each.likelihood, each.impact) == now))


def score_that_holds(plan: Plan, risk: Risk, of: str) -> Scoring | None:
    """What is known of the score that a risk has: when it was given and why; None where nobody says."""
    now = tuple(getattr(risk, name) for name in SETS[of])
    return next((each for each in reversed(scores(plan, risk, of)) if (each.likelihood, each.impact) == now), None)


def held_since(plan: Plan, risk: Risk) -> list[Scoring]:
    """The scorings that gave a risk the score that it has, one after the other, the earliest first."""
    now, found = (risk.likelihood, risk.impact), list[Scoring]()
    for each in reversed(scores(plan, risk, "current")):
        if (each.likelihood, each.impact) != now:
            break
        found.insert(0, each)
    return found


def unmoved(plan: Plan, risk: Risk) -> tuple[PartialDate | None, int]:
    """Since when a risk has the score that it has, and for how many whole months; None and 0 where nobody says."""
    found = held_since(plan, risk)
    return (found[0].day, _months(found[0], plan.position)) if found else (None, 0)


def asks_why(plan: Plan, risk: Risk) -> bool:
    """Whether a risk has had the same score for half a year, and for as long nobody has said why."""
    found = held_since(plan, risk)
    said = [each for each in found if each.reason] or found[:1]
    return bool(said) and _months(said[-1], plan.position) >= STILL_MONTHS


def _months(scoring: Scoring, now: date) -> int:
    """Whole months since the day of a scoring."""
    if scoring.day is None:
        return 0
    then = scoring.day.last
    return max(0, (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day))


def _day(scoring: Scoring) -> tuple[date, int]:
    return scoring.day.order if scoring.day else (date.min, 0)
