"""The risk scales: score = likelihood x impact, 1 to 25; bands; the matrix of a register."""

from __future__ import annotations

from collections.abc import Iterable

from .plan import Plan
from .records import IMPACT, LIKELIHOOD, Category, Risk, Thresholds
from .status import Status

BANDS = {"low": Status.GREEN, "medium": Status.AMBER, "high": Status.RED}
"""The bands of a score, and the status whose colour each is drawn in."""

Cell = tuple[int, int]
"""A cell of the matrix: likelihood and impact, each 1 to 5."""

CELLS: tuple[Cell, ...] = tuple((likelihood, impact) for likelihood in LIKELIHOOD for impact in IMPACT)


def band(cell: Cell, thresholds: Thresholds) -> str:
    """The band of likelihood and impact: "low", "medium" or "high"; the highest impact is at least medium."""
    likelihood, impact = cell
    if likelihood * impact <= thresholds.risk_low_to and impact < max(IMPACT):
        return "low"
    return "medium" if likelihood * impact <= thresholds.risk_medium_to else "high"


def band_of(risk: Risk, thresholds: Thresholds) -> str:
    """The band of a risk; "not scored" of one that is not."""
    return band((risk.likelihood, risk.impact), thresholds) if risk.likelihood and risk.impact else "not scored"


def appetite_of(plan: Plan, risk: Risk) -> int | None:
    """The score that a risk may not exceed: its category's appetite, else the plan's; None where neither is set."""
    category = plan.get(Category, risk.category) if risk.category else None
    if category is not None and category.appetite is not None:
        return category.appetite
    return plan.thresholds.appetite


def exceeds(plan: Plan, risk: Risk) -> bool:
    """Whether an open, scored risk lies above its appetite, or in the high band where none is set."""
    if risk.is_closed or risk.score is None:
        return False
    appetite = appetite_of(plan, risk)
    return band_of(risk, plan.thresholds) == "high" if appetite is None else risk.score > appetite


def score_words(risk: Risk) -> str:
    """How a score comes about, such as "16: likely (4) x major (4)"; "not scored" without one."""
    if risk.score is None or risk.likelihood is None or risk.impact is None:
        return "not scored"
    likelihood, impact = LIKELIHOOD[risk.likelihood].lower(), IMPACT[risk.impact].lower()
    return f"{risk.score}: {likelihood} ({risk.likelihood}) x {impact} ({risk.impact})"


def placed(risk: Risk) -> Cell | None:
    """The cell of an open, scored risk; None for one that is closed or unscored."""
    if risk.is_closed or not risk.likelihood or not risk.impact:
        return None
    return risk.likelihood, risk.impact


def matrix(risks: Iterable[Risk]) -> dict[Cell, int]:
    """How many open risks lie in each of the 25 cells."""
    counts = dict.fromkeys(CELLS, 0)
    for risk in risks:
        if cell := placed(risk):
            counts[cell] += 1
    return counts


def illustrative_cells(plan: Plan) -> frozenset[Cell]:
    """The cells whose count would be another without illustrative scores."""
    shown, facts = matrix(plan.all(Risk)), matrix(plan.facts_only.all(Risk))
    return frozenset(cell for cell in CELLS if shown[cell] != facts[cell])
