"""A risk on the plan's scale: its score, its band, its appetite, and where it lies in the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from .plan import Plan
from .records import SETS, Category, Risk, Scoring
from .scale import Cell
from .status import Status

BANDS = {"low": Status.GREEN, "medium": Status.AMBER, "high": Status.RED}
"""The bands of a score, and the status whose colour each is drawn in."""


def open_risks(plan: Plan) -> tuple[Risk, ...]:
    """The risks of a plan that are not closed, in its order."""

    def found() -> tuple[Risk, ...]:
        each = plan.of_each("open risks", Risk, lambda risk: None if risk.is_closed else risk)
        return tuple([risk for risk in each.values() if risk is not None])

    return plan.kept("open risks", (Risk,), found)


def cell_of(risk: Risk, of: str = "current") -> Cell | None:
    """Likelihood and impact, whether or not the plan's scale holds them; `of` is a key of `SETS`."""
    first, second = SETS[of]
    held = vars(risk)
    likelihood, impact = held[first], held[second]
    return (likelihood, impact) if likelihood and impact else None


def cells_of(plan: Plan, of: str = "current") -> Mapping[str, Cell | None]:
    """The cell of each risk, by its key, also of closed ones and whether or not the plan's scale holds it."""
    return plan.of_each(f"cells, {of}", Risk, lambda risk: cell_of(risk, of))


def score_of(plan: Plan, risk: Risk | Scoring, of: str = "current") -> int | None:
    """The score of a risk on the plan's scale; None without one, and where it lies outside the scale."""
    first, second = SETS[of] if isinstance(risk, Risk) else SETS["current"]
    return plan.scale.score(getattr(risk, first), getattr(risk, second))


def from_the_highest(plan: Plan, risks: Iterable[Risk]) -> list[Risk]:
    """Risks by their score, from the highest; those without one last."""
    scale = plan.scale
    return sorted(risks, key=lambda risk: -(scale.score(risk.likelihood, risk.impact) or 0))


def band_of(plan: Plan, risk: Risk) -> str:
    """The band of a risk: "low", "medium", "high"; else "not scored" or "outside the scale"."""
    return plan.scale.band(risk.likelihood, risk.impact)


def is_outside(plan: Plan, risk: Risk, of: str = "current") -> bool:
    """Whether a risk has a score that the plan's scale does not hold: it was given on a larger one."""
    cell = cell_of(risk, of)
    return cell is not None and cell not in plan.scale.scores


def appetite_of(plan: Plan, risk: Risk) -> int | None:
    """The score that a risk may not exceed: its category's appetite, else the plan's; None where neither is set."""
    category = plan.get(Category, risk.category) if risk.category else None
    if category is not None and category.appetite is not None:
        return category.appetite
    return plan.thresholds.appetite


def exceeds(plan: Plan, risk: Risk) -> bool:
    """Whether an open, scored risk lies above its appetite, or in the high band where none is set."""
    score = score_of(plan, risk)
    if risk.is_closed or score is None:
        return False
    appetite = appetite_of(plan, risk)
    return band_of(plan, risk) == "high" if appetite is None else score > appetite


def score_words(plan: Plan, risk: Risk, of: str = "current") -> str:
    """How a score comes about, such as "16: likely (4) x major (4)"; "not scored", or that it is outside the scale."""
    cell = cell_of(risk, of)
    if cell is None:
        return "not scored"
    score, words = plan.scale.score(*cell), plan.scale.cell_words(*cell)
    return words if score is None else f"{score}: {words}"


def scoring_words(plan: Plan, scoring: Scoring) -> str:
    """How a risk was scored, by today's scale: "16: likely (4) x major (4)", or "5 x 5, outside the scale"."""
    if not scoring.likelihood or not scoring.impact:
        return "not known"
    score, words = score_of(plan, scoring), plan.scale.cell_words(scoring.likelihood, scoring.impact)
    return words if score is None else f"{score}: {words}"


def short_score(plan: Plan, risk: Risk, of: str = "current", none: str = "not scored") -> str:
    """The score alone: "16", `none`, or "5 x 5, outside the scale"."""
    cell = cell_of(risk, of)
    if cell is None:
        return none
    score = plan.scale.score(*cell)
    return plan.scale.cell_words(*cell) if score is None else str(score)


def with_score(plan: Plan, risk: Risk) -> str:
    """Inside a sentence: "score 16", "not scored", or "scored 5 x 5, outside the scale"."""
    if not risk.is_scored:
        return "not scored"
    return f"scored {short_score(plan, risk)}" if is_outside(plan, risk) else f"score {short_score(plan, risk)}"


def target_words(plan: Plan, risk: Risk) -> str:
    """Such as "target 8"; empty without one."""
    said = short_score(plan, risk, "target", "")
    return f"target {said}" if said else ""


def placed(plan: Plan, risk: Risk, of: str = "current") -> Cell | None:
    """The cell of the matrix in which an open risk lies; None for one that is closed, unscored or outside the scale."""
    cell = None if risk.is_closed else cell_of(risk, of)
    return cell if cell in plan.scale.scores else None


def illustrative_cells(plan: Plan, of: str = "current") -> frozenset[Cell]:
    """The cells whose count would be another without illustrative scores."""
    counts, facts = Counter[Cell](), plan.facts_only
    for risk in plan.marked(Risk):
        fact = plan.fact(risk)
        if (cell := placed(plan, risk, of)) is not None:
            counts[cell] += 1
        if fact is not None and (cell := placed(facts, fact, of)) is not None:
            counts[cell] -= 1
    return frozenset(cell for cell, more in counts.items() if more)


def outside(plan: Plan, risks: Iterable[Risk]) -> Iterator[tuple[Risk, str]]:
    """The risks that have a score which the plan's scale does not hold, each with the word of that score."""
    for risk in risks:
        for of in SETS:
            if is_outside(plan, risk, of):
                yield risk, of
