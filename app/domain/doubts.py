"""What a plan holds that no field may hold, and what therefore cannot be rated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .fields import Rule
from .plan import Plan
from .records import (
    Action,
    Category,
    DateChange,
    Dependency,
    Indicator,
    Milestone,
    Reading,
    Recommendation,
    Record,
    Risk,
    ScaleCell,
    TargetStep,
    rules,
)
from .rows import from_scalar

_PARTS: Mapping[type[Record], tuple[tuple[type[Record], str], ...]] = {
    Indicator: ((Reading, "indicator"), (TargetStep, "indicator")),
    Action: ((Milestone, "action"), (Dependency, "action"), (DateChange, "record")),
    Milestone: ((DateChange, "record"),),
}
"""By what a record is rated besides itself: kinds, and the field by which these name it."""
_PACE = ("pace_green", "pace_amber", "due_soon_days", "due_soon_percent", "overdue_days", "silent_days")
_THRESHOLDS: Mapping[type[Record], tuple[str, ...]] = {
    Indicator: ("tolerance_points", "tolerance_share"),
    Action: _PACE,
    Milestone: _PACE,
    Risk: (
        *("review_late_days", "risk_low_to", "risk_medium_to", "appetite"),
        *("likelihood_levels", "impact_levels", "score_rule"),
    ),
}
_DAYS = ("position", "goal")
"""The days of the programme by which everything is rated."""


def odd_words(record: Record) -> list[str]:
    """What a record holds that its fields may not hold, such as "measured is “zzz”, which is not known here"."""
    known = rules(type(record))
    return [
        f"{known[name].label[0].lower()}{known[name].label[1:]} is {held_oddly(known[name], raw)}"
        for name, raw in record.odd
    ]


def held_oddly(rule: Rule, raw: object) -> str:
    """A stored value, and why it is not believed: its field may not hold it, or its history says otherwise."""
    try:
        from_scalar(rule, raw)
    except ValueError:
        return f"{said(raw)}, which is not known here"
    return f"{said(raw)}, which is not what its history says"


def kept_back(record: Record) -> str:
    """That a record is kept out of public papers, and why; and what it holds that is not known here; mostly nothing."""
    exempt = f"Kept out of public papers: {record.exempt}" if record.exempt else ""
    odd = f"Not believed: {'; '.join(odd_words(record))}." if record.odd else ""
    return "\n".join(filter(None, (exempt, odd)))


def said(raw: object) -> str:
    """What is stored, as it stands in a sentence."""
    return "empty" if raw in (None, "") else f"“{' '.join(str(raw).split())[:80]}”"


def why_not_rated(plan: Plan, record: Record) -> str:
    """Why a record cannot be rated, in a sentence: it, or what it is rated by, holds what no field may hold.

    Empty where it can be rated, or has no status of its own.
    """
    for odd, names, where in _rests_on(plan, record):
        known = rules(type(odd))
        for name, raw in odd.odd:
            if not names or name in names:
                return f"{where}{known[name].label} holds {held_oddly(known[name], raw)}: not rated."
    return ""


def _rests_on(plan: Plan, record: Record) -> Iterator[tuple[Record, tuple[str, ...], str]]:
    """The records by which one is rated, the fields that matter (empty: all), and where they stand."""
    kind = type(record)
    if (override := plan.override(record)) is not None:
        yield override, ("status", "until"), "Set by hand: "
    if kind not in _THRESHOLDS and kind is not Recommendation:
        return
    yield record, (), ""
    if plan.programme.odd:
        yield plan.programme, _DAYS, "Programme: "
    if plan.thresholds.odd:
        yield plan.thresholds, _THRESHOLDS.get(kind, ()) or ("",), "Thresholds: "
    for part, field in _PARTS.get(kind, ()):
        if any_odd(plan, part):
            for other in plan.children(record, part, field):
                yield other, (), f"{other.name}: "
    if isinstance(record, Risk) and any_odd(plan, ScaleCell):
        at = record.likelihood, record.impact
        yield from (
            (cell, (), f"{cell.name}: ") for cell in plan.all(ScaleCell) if (cell.likelihood, cell.impact) == at
        )
    if isinstance(record, Risk) and (category := plan.get(Category, record.category)) is not None:
        yield category, (), f"{category.name}: "


def any_odd(plan: Plan, kind: type[Record]) -> bool:
    """Whether any record of a kind holds what it may not hold."""
    return plan.kept("odd", (kind,), lambda: any(record.odd for record in plan.unordered(kind)), kind.TABLE)
