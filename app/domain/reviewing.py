"""When a risk was reviewed and is reviewed again, and where it was taken to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from .figures import capital, during, short_name
from .plan import Plan
from .records import RHYTHMS, Mitigation, Record, Risk, reason_given
from .risk import from_the_highest, open_risks
from .schedule import PartialDate, day_in, days
from .scoring import scored_anew, scoring_of

MONTHS = {"month": 1, "two months": 2, "quarter": 3, "half-year": 6, "year": 12}
"""How many months lie between two reviews, by the rhythm."""


def next_review(risk: Risk, day: date) -> PartialDate | None:
    """The next review after one on `day`, by the rhythm; as it stands where there is no rhythm."""
    months = MONTHS.get(risk.rhythm)
    if months is None:
        return risk.review
    return PartialDate.of(day_in(day.year * 12 + day.month - 1 + months, day.day))


def reviewed_now(risk: Risk, day: date, by: str) -> Risk:
    """A risk that `by` looked at on `day`, and in which nothing changed but when it is looked at again."""
    return replace(risk, reviewed=PartialDate.of(day), reviewed_by=by, review=next_review(risk, day))


def reviewed_words(risk: Risk) -> str:
    """Such as "31 Jan 2018 by Ann Officer, every quarter"; empty where nobody says anything of it."""
    by = f" by {risk.reviewed_by}" if risk.reviewed_by else ""
    parts = [f"{risk.reviewed or 'Day not given'}{by}"] if risk.reviewed or by else []
    rhythm = RHYTHMS[risk.rhythm].lower() if risk.rhythm else ""
    return capital(", ".join([*parts, *([rhythm] if rhythm else [])]))


def escalation_words(plan: Plan, risk: Risk) -> str:
    """Such as "To the improvement board on 3 Jan 2018: no money is left"; and since when it is back."""
    body = plan.find(risk.escalated_to) if risk.escalated_to else None
    if body is None:
        return ""
    up = f"To {short_name(body)}" + (f" {during(risk.escalated)}" if risk.escalated else "")
    up += f": {risk.escalated_why}" if reason_given(risk.escalated_why) else ", reason not given"
    if risk.is_escalated:
        return up
    back = f"Handed back {during(risk.returned)}" if risk.returned else "Handed back"
    return f"{up}. {back}" + (f": {risk.returned_why}" if reason_given(risk.returned_why) else ", reason not given")


def is_due(plan: Plan, risk: Risk) -> bool:
    """Whether a risk is to be reviewed: it is open, and its next review has come; of a month on its first day."""
    return not risk.is_closed and risk.review is not None and risk.review.first <= plan.position


def due(plan: Plan) -> list[Risk]:
    """The risks that are due for review, those that have waited longest first; of one day the highest score."""
    found = [risk for risk in open_risks(plan) if risk.review is not None and is_due(plan, risk)]
    found = from_the_highest(plan, found)
    return sorted(found, key=lambda risk: risk.review.last if risk.review else date.max)


def due_words(plan: Plan, risk: Risk) -> str:
    """Such as "Review was due 31 Dec 2017, 31 days ago"; "No review date" where none is set."""
    if risk.review is None:
        return "No review date"
    late = (plan.position - risk.review.last).days
    if late > 0:
        return f"Review was due {risk.review}, {days(late)} ago"
    return f"Review is due {risk.review}"


def review(
    plan: Plan, before: Risk, now: Risk, by: str, *, because: str = "", still: str = "",
    done: Iterable[Mitigation] = (), new: Iterable[Mitigation] = (),
) -> list[Record]:  # fmt: skip
    """What a review comes to, to be saved in one edit.

    Args:
        plan: in which the risk is.
        before: the risk as it was.
        now: as it is left, with its next review.
        by: who reviewed it.
        because: why it is scored otherwise.
        still: why it has not moved, where it has not; kept with the score that is confirmed by it.
        done: mitigations that are done now.
        new: mitigations that are to be done.
    """
    today = PartialDate.of(plan.position)
    found: list[Record] = [replace(now, reviewed=today, reviewed_by=by)]
    anew = scored_anew(now, before)
    if because:
        found += filter(None, (scoring_of(plan, now, of, because) for of in anew))
    if still and "current" not in anew:
        found += filter(None, (scoring_of(plan, now, "current", still),))
    found += (replace(each, done=True, done_on=each.done_on or today) for each in done)
    return [*found, *new]


def review_label(before: Risk, now: Risk, more: int) -> str:
    """What the edit of a review is called; `more` counts what else it writes."""
    unchanged = not more and replace(before, reviewed=None, reviewed_by="", review=None) == replace(
        now, reviewed=None, reviewed_by="", review=None
    )
    name = before.ref or before.title
    if unchanged:
        return f"Review {name}, nothing changed"
    scored = "current" in scored_anew(now, before) and now.is_scored
    return f"Review {name}: scored {now.likelihood} x {now.impact}" if scored else f"Review {name}"
