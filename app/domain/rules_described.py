"""The rules of statuses in words, said once: the paper's key, the guide's table and docs/status.md are made from it.

Each cell stands beside the rule that it tells of (`rules`, `action_rules`, `rollup`); thresholds are the plan's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .action_rules import PACE_FROM_DAYS, PACE_FROM_SHARE, SILENT_BETWEEN_MEETINGS
from .figures import counted, number
from .records import Thresholds
from .series import LATE_AFTER, STALE_AFTER
from .status import Direction, Status

SHAPES: Mapping[Status, str] = {
    Status.COMPLETE: "tick",
    Status.GREEN: "circle",
    Status.AMBER: "triangle",
    Status.RED: "diamond",
    Status.NOT_RATED: "ring",
    Status.ENDED: "bar",
}
"""The shape that goes with each status, beside its word and its colour."""


class Meaning(NamedTuple):
    """What a status means for each kind of record; empty where that kind cannot have it."""

    status: Status
    indicator: str
    action: str
    milestone: str
    risk: str
    recommendation: str


def meanings(t: Thresholds) -> tuple[Meaning, ...]:
    """What each status means, by the thresholds of a plan."""
    points = f"{number(t.tolerance_points)} {'point' if t.tolerance_points == 1 else 'points'}"
    late, soon = counted(t.overdue_days, "day"), counted(t.due_soon_days, "day")
    silent, review = counted(t.silent_days, "day"), counted(t.review_late_days, "day")
    appetite = f"above the appetite (of its category, else the plan's {t.appetite})" if t.appetite else (
        f"above the appetite of its category; high, a score above {t.risk_medium_to}, where neither that nor the plan's"
        " is set"
    )  # fmt: skip
    return (
        Meaning(
            Status.COMPLETE, "", "done", "reached", "closed (“Closed”)", "accepted as met, with evidence",
        ),
        Meaning(
            Status.GREEN,
            "at its bar or its target, or better",
            "none of the others; the reason says what it rests on",
            "not yet due",
            f"low, a score up to {t.risk_low_to} and not of the highest impact, or as the plan’s scale says; or at its"
            " target",
            "everything linked to it is on track or done",
        ),
        Meaning(
            Status.AMBER,
            f"worse by up to its tolerance: {points} of a per cent, {number(t.tolerance_share)} % of the target in"
            f" other"
            " units (at least 1 of a count, never more than half the target), or its own minimum expectation",
            f"overdue by up to {late}; due within {soon} and less than {t.due_soon_percent} % done or not known;"
            f" blocked;"
            f" at {t.pace_amber} to {t.pace_green} % of its pace; no update for more than {silent}; a milestone"
            f" overdue by"
            f" more than {late}; its date moved after it had passed or taken away, and no meeting closed"
            " since",
            f"overdue by up to {late}",
            f"high, with an appetite that is not exceeded; medium, {t.risk_low_to + 1} to {t.risk_medium_to};"
            f" a review overdue by more than {review}",
            "anything linked is at risk; accepted as met, but a figure is off track since",
        ),
        Meaning(
            Status.RED,
            "worse than that",
            f"overdue by more than {late}; below {t.pace_amber} % of its pace",
            "later than that",
            appetite,
            "not accepted as met, and anything linked is off track",
        ),
        Meaning(
            Status.NOT_RATED,
            f"no reading; no target; nobody has said which way is better; not reported for more than {STALE_AFTER}"
            f" periods",
            "no due date; nothing reported yet; reported on no known day and no start; words alone once half its"
            " time is"
            " gone",
            "no due date",
            "not scored",
            "nothing linked; or part of it not rated and none worse",
        ),
        Meaning(
            Status.ENDED,
            "",
            "ended without being done: cancelled, merged, superseded, passed to business as usual; no colour",
            "", "", "",
        ),
    )  # fmt: skip


THEME: tuple[tuple[Status, str], ...] = (
    (Status.COMPLETE, "nothing is open, there is an indicator, and each is at its target itself."),
    (
        Status.RED,
        "a key indicator is off track; or at least two items are, and these are at least a quarter of those on track or"
        " off track; or nothing is on track and at least half of all items are off track.",
    ),
    (
        Status.AMBER,
        "any item is off track; or items at risk and concerns together are at least a quarter of rated items and"
        " concerns; or a key indicator is not rated.",
    ),
    (Status.GREEN, "none of these, with at least half of all items on track."),
    (Status.NOT_RATED, "otherwise."),
)
"""How a theme comes to its status: the first that fits."""

PROGRAMME: tuple[tuple[Status, str], ...] = (
    (
        Status.RED,
        "at least two themes are off track, and these are at least a quarter of those on track or off track; or none is"
        " on track and at least half of all are off track.",
    ),
    (Status.AMBER, "any theme is off track or at risk."),
    (Status.COMPLETE, "all themes are complete."),
    (Status.GREEN, "none of these, with at least three quarters of the themes rated."),
    (Status.NOT_RATED, "otherwise."),
)
"""How the programme comes to its status: the first that fits."""

ITEMS = (
    "Items of a theme are its linked indicators that are not for context only, its open actions that have begun,"
    " and its"
    " open risks. What is done, ended, closed or not started leaves the count and is said beside it. Concerns are"
    " statements of which the source says that they still need improvement, and what inspectors asked for and no action"
    " answers."
)
SILENCE = (
    "Silence is never good news: what can no longer be rated counts as it last stood, where that was at risk or off"
    " track. What is at risk does not thin out what is off track, so that nothing looks better because one thing more"
    " fell late. With fewer than half of the items rated a status stands “on what is known”."
)

DIRECTIONS: Mapping[Direction, str] = {
    Direction.BETTER: "Better than at the last meeting: the status, or the figures behind it.",
    Direction.SAME: "As it was at the last meeting.",
    Direction.WORSE: "Worse than at the last meeting.",
    Direction.NO_REAL_CHANGE: "The figure moved, and no more than chance moves it.",
    Direction.MEASURED_DIFFERENTLY: "The status moved only because a target, a date or another yardstick did.",
    Direction.LESS_KNOWN: "Rated no longer, or better only because something is no longer counted.",
    Direction.NEW: "Nothing to compare with.",
}
"""What each direction says; a test holds that none is missing."""

BARS = (
    "An indicator is judged against its bar: the value planned for the period; else, when its target has a date"
    " that lies ahead, the straight line from its starting reading to the target; else the target, of several the one"
    " that holds in its period. Neither plan nor line asks for more than the target. Inside its band is on track."
)
PACE = (
    f"An action's pace is its share done against its share of time gone, from its start, or from the day it was"
    f" entered."
    f" It counts once {PACE_FROM_DAYS} days and {PACE_FROM_SHARE} % of the time are gone. Where the plan's own body"
    f" meets"
    f" every two months or less often, silence is one interval and {SILENT_BETWEEN_MEETINGS} days."
)
LATE = f"A figure is late when the period after the latest reading has been over for {LATE_AFTER} days: “as at”."
