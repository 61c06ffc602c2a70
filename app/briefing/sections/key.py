"""The key: every sign with its word and meaning, and the thresholds as numbers."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.figures import counted, number
from app.domain.rating import Direction, Status
from app.domain.records import Indicator
from app.domain.series import STALE_AFTER

from .. import blocks as b
from ..material import Material


def key(m: Material) -> tuple[b.Block, ...]:
    """Statuses by kind, how a theme comes to its own, directions, marks."""
    t = m.plan.thresholds
    points, share = counted_points(number(t.tolerance_points)), number(t.tolerance_share)
    soon, late = counted(t.due_soon_days, "day"), counted(t.overdue_days, "day")
    appetite = f", or above the appetite of {t.appetite}" if t.appetite else ""
    meanings = (
        (Status.COMPLETE, "", "Done.", "Closed."),
        (Status.GREEN, "At or better than its target.",
         f"Not yet due, and at least {t.pace_green} % of the pace that its dates ask for.",
         f"Score 1 to {t.risk_low_to}, or medium and at or below its target."),
        (Status.AMBER,
         f"Worse than its target by up to {points} of a percentage, or {share} % of the target in another unit.",
         f"At {t.pace_amber} to {t.pace_green} % of the pace; or due within {soon} and less than"
         f" {t.due_soon_percent} % done or not known; or overdue by up to {late}; or blocked.",
         f"Score {t.risk_low_to + 1} to {t.risk_medium_to}."),
        (Status.RED, "Worse than that.", f"Below {t.pace_amber} % of the pace, or overdue by more than {late}.",
         f"Score {t.risk_medium_to + 1} to 25{appetite}."),
        (Status.NOT_RATED, f"No target, no reading, or the latest older than {STALE_AFTER} periods.", "No due date.",
         "Not scored."),
    )  # fmt: skip
    columns = (
        b.Column("Status", 2.9, names=True), b.Column("Indicator", 4.6), b.Column("Action, milestone", 5.4),
        b.Column("Risk", 4.1),
    )  # fmt: skip
    rows = tuple(
        (b.cell(b.Run(status.word, bold=True, sign=status.value)), *(b.cell(text or "–") for text in texts))
        for status, *texts in meanings
    )
    opening = (
        "Every status is computed from the plan’s records and says its reason; where two rules fit, the worse wins."
    )
    signs = (b.Column("Sign", 2.9, names=True), b.Column("Meaning", 14.1))
    return (
        b.Need(0.45),
        b.Heading(1, b.words("Key"), "key"),
        b.Paragraph(b.words(opening)),
        b.Table(columns, rows, "What each status means for indicators, actions and risks"),
        b.Heading(2, b.words("How a theme comes to its status"), "key-themes"),
        b.Bullets(tuple(_roll_up())),
        b.Heading(2, b.words("Direction and marks"), "key-marks"),
        b.Table(signs, tuple(_marks(m)), "Directions and marks", headed=False),
    )


def _roll_up() -> Iterator[b.Words]:
    rules = (
        (Status.RED, "a key indicator is off track; or at least two items are, more than a quarter of the rated, with"
         " at least half of all items rated."),
        (Status.AMBER, "any item is off track; or more than a quarter of the rated are at risk, with at least half of"
         " all items rated."),
        (Status.GREEN, "neither, with at least half of all items rated."),
        (Status.NOT_RATED, "otherwise. The programme follows from its themes in the same way."),
    )  # fmt: skip
    for status, text in rules:
        yield b.words(b.Run(f"{status.word}:", bold=True, sign=status.value), f" {text}")


def counted_points(value: str) -> str:
    """Such as "5 points"."""
    return f"{value} point" if value == "1" else f"{value} points"


def _marks(m: Material) -> Iterator[tuple[b.Cell, b.Cell]]:
    said = {
        Direction.BETTER: "Better than at the last meeting: the status, or the figures behind it.",
        Direction.SAME: "As it was at the last meeting.",
        Direction.WORSE: "Worse than at the last meeting, or no longer known.",
        Direction.NEW: "Nothing to compare with.",
    }
    for direction, text in said.items():
        yield b.cell(b.Run(direction.value, bold=True, sign=direction.value)), b.cell(text)
    words = {
        "forecast": "Judged from the pace before the day has come; otherwise a status says how things are.",
        "set by hand": "A person set it over the computed status, with a reason and an end; both are shown.",
    }
    if any(m.plan.all(Indicator)):
        words["triangle"] = "On a chart: a special cause, by its direction; blue: improvement, orange: concern."
    if m.illustrative:
        words["illustrative"] = "No source supports the value; or a status or reason would be another without it."
    for word, text in words.items():
        yield b.cell(b.bold(word)), b.cell(text)
