"""The key: every sign with its word and meaning, and the thresholds as numbers; in half a page, and whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain import rules_described as described
from app.domain.figures import capital, counted, number
from app.domain.rating import Status
from app.domain.records import Indicator

from .. import blocks as b
from ..context import BriefingContext


def key(m: BriefingContext) -> tuple[b.Block, ...]:
    """The signs that stand in a paper, in half a page; the whole of the rules is the annex's."""
    t = m.plan.thresholds
    tolerance, late = f"{number(t.tolerance_points)} points of a per cent", counted(t.overdue_days, "day")
    meanings = {
        Status.COMPLETE: "done, reached, closed or accepted as met.",
        Status.GREEN: f"a figure at its target, or where it should be by now; an action in time; a risk up to"
        f" {t.risk_low_to} or at its target.",
        Status.AMBER: f"a figure worse by up to its tolerance ({tolerance}, {number(t.tolerance_share)} % of other"
        f" targets); an action overdue by up to {late}, behind its pace or silent; a risk of {t.risk_low_to + 1} to"
        f" {t.risk_medium_to}.",
        Status.RED: f"worse than that; a risk above {t.appetite or t.risk_medium_to}.",
        Status.NOT_RATED: "not enough is known to say.",
    }
    signs: list[b.Said] = []
    for direction in described.DIRECTIONS:
        signs += ["   " if signs else "", b.Run(direction.value, sign=direction.value)]
    marks = ["“Illustrative” marks what no source supports."] if m.illustrative else []
    return (
        b.Together((
            b.Heading(1, b.words("Key"), "key"),
            b.Bullets(tuple(
                b.words(b.Run(f"{status.word}:", bold=True, sign=status.value), f" {text}")
                for status, text in meanings.items()
            )),
            b.Paragraph(b.words("Since the meeting compared with: ", *signs)),
            b.Paragraph(b.words(" ".join(["Every status is worked out from the plan’s records.", *marks])), "small"),
        )),
    )  # fmt: skip


def rules(m: BriefingContext) -> tuple[b.Block, ...]:
    """Statuses by kind, how a theme comes to its own, directions, marks."""
    columns = b.columns(("Status", 2.4), ("Indicator", 3.8), ("Action", 4.5), ("Risk", 3.1), ("Recommendation", 3.2))
    rows = tuple(
        (
            b.cell(b.Run(each.status.word, bold=True, sign=each.status.value)),
            *(b.cell(capital(text) or "–") for text in (each.indicator, each.action, each.risk, each.recommendation)),
        )
        for each in described.meanings(m.plan.thresholds)
    )
    opening = (
        "Every status is computed from the plan’s records and says its reason; where two rules fit, the worse wins."
    )
    signs = b.columns(("Sign", 2.9), ("Meaning", 14.1))
    return (
        b.Need(0.45),
        b.Heading(1, b.words("How every status is worked out"), "rules"),
        b.Paragraph(b.words(opening)),
        b.Table(columns, rows, "What each status means for indicators, actions, risks and recommendations"),
        b.Paragraph(b.words(described.BARS)),
        b.Paragraph(b.words(f"{described.PACE} {described.LATE}")),
        b.Heading(2, b.words("How a theme comes to its status"), "key-themes"),
        b.Bullets(tuple(_first_that_fits(described.THEME))),
        b.Paragraph(b.words(described.ITEMS)),
        b.Paragraph(b.words(described.SILENCE)),
        b.Heading(2, b.words("How the programme comes to its status"), "key-programme"),
        b.Bullets(tuple(_first_that_fits(described.PROGRAMME))),
        b.Heading(2, b.words("Direction and marks"), "key-marks"),
        b.Table(signs, tuple(_marks(m)), "Directions and marks", headed=False),
    )


def _first_that_fits(rules: Sequence[tuple[Status, str]]) -> Iterator[b.Words]:
    for status, text in rules:
        yield b.words(b.Run(f"{status.word}:", bold=True, sign=status.value), f" {text}")


def _marks(m: BriefingContext) -> Iterator[tuple[b.Cell, b.Cell]]:
    for direction, text in described.DIRECTIONS.items():
        yield b.cell(b.Run(direction.value, bold=True, sign=direction.value)), b.cell(text)
    words = {
        "forecast": "Judged from the pace before the day has come; otherwise a status says how things are.",
        "set by hand": "A person set it over the computed status, with a reason and an end; both are shown.",
    }
    if any(m.plan.all(Indicator)):
        words["triangle"] = (
            "On a chart: what chance does not explain, pointing up where it is higher, down where it is lower; blue"
            " where that is better, orange where it is worse."
        )
        words["ring"] = "On a chart, around a figure: dotted where it is provisional, whole where it was restated."
    if m.illustrative:
        words["illustrative"] = "No source supports the value; or a status or reason would be another without it."
    for word, text in words.items():
        yield b.cell(b.bold(word)), b.cell(text)
