"""What is over without being done, in words: actions that ended, risks that were closed. What nobody knows is said."""

from __future__ import annotations

from .records import Action, Risk
from .rules import reason_given
from .schedule import show_date


def ended_words(action: Action) -> str:
    """Such as "ended 12 Dec 2017: Cancelled" or "ended, date not given: reason not given"."""
    return f"{f'ended {action.ended}' if action.ended else 'ended, date not given'}: {reason(action.ended_why)}"


def closed_words(risk: Risk) -> str:
    """Such as "closed 31 Dec 2017: the post is filled" or "closed, date not given: reason not given"."""
    when = f"closed {show_date(risk.closed)}" if risk.closed else "closed, date not given"
    return f"{when}: {reason(risk.closed_why)}"


def reason(why: str) -> str:
    """Why, or that nobody said so."""
    return why if reason_given(why) else "reason not given"
