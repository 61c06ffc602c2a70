"""When a risk was reviewed and is reviewed again, and where it was taken to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .figures import capital, during, short_name
from .plan import Plan
from .records import RHYTHMS, Risk, reason_given
from .schedule import PartialDate, day_in

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
