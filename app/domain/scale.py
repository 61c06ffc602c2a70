"""The scale by which the risks of a plan are scored: its levels and their words, how a score is made, its bands.

It is the plan's: what the board has set (`Thresholds`, `ScaleLevel`, `ScaleCell`), and the usual where it has set
nothing. A score that lies outside it is kept and shown as it is, and is neither rated nor counted in a band.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from .frozen import Frozen
from .records.programme import Thresholds
from .records.scales import USUAL, ScaleCell, ScaleLevel

Cell: TypeAlias = tuple[int, int]
"""A cell of the matrix: likelihood and impact, each from 1."""

BANDS = ("low", "medium", "high")
LETTERS = {"low": "L", "medium": "M", "high": "H"}
"""By which a band is told where there is no colour."""
NOT_SCORED, OUTSIDE = "not scored", "outside the scale"
_SIGNS = {"product": "x", "sum": "+"}


class Scale(Frozen):
    """A scale.

    Attributes:
        likelihood, impact: the word of each level, by its number, from the lowest.
        meanings: what a level means, by axis and number, where the board has said so.
        rule: "product", "sum" or "matrix": how likelihood and impact make a score.
        low_to, medium_to: the highest score of these bands, where a cell has no band of its own.
        scores: the score of each cell.
        bands: the band of each cell: "low", "medium" or "high".
        own: the cells that the board has put into a band itself.
    """

    likelihood: Mapping[int, str]
    impact: Mapping[int, str]
    meanings: Mapping[tuple[str, int], str]
    rule: str
    low_to: int
    medium_to: int
    scores: Mapping[Cell, int]
    bands: Mapping[Cell, str]
    own: frozenset[Cell]

    @property
    def cells(self) -> Iterator[Cell]:
        """Every cell, from the lowest likelihood and impact."""
        return iter(self.scores)

    def rates_as(self, other: Scale) -> bool:
        """Whether every cell has the same score and band on both, whatever the words are."""
        return self.scores == other.scores and self.bands == other.bands

    @property
    def highest(self) -> int:
        """The highest score that there is."""
        return max(self.scores.values())

    def by_score(self, cell: Cell) -> str:
        """The band that the score of a cell alone would give it."""
        score = self.scores[cell]
        return "low" if score <= self.low_to else "medium" if score <= self.medium_to else "high"

    def words(self, axis: str) -> Mapping[int, str]:
        """The words of "likelihood" or "impact", by level."""
        return self.likelihood if axis == "likelihood" else self.impact

    def score(self, likelihood: int | None, impact: int | None) -> int | None:
        """The score of likelihood and impact; None where one is missing or the scale does not hold them."""
        return self.scores.get((likelihood, impact)) if likelihood and impact else None

    def band(self, likelihood: int | None, impact: int | None) -> str:
        """Low, medium or high, as `BANDS` has them; else "not scored" or "outside the scale"."""
        if not likelihood or not impact:
            return NOT_SCORED
        return self.bands.get((likelihood, impact), OUTSIDE)

    def level(self, axis: str, number: int) -> str:
        """The word of a level; its number where the scale does not hold it."""
        return self.words(axis).get(number, str(number))

    def cell_words(self, likelihood: int, impact: int) -> str:
        """How a score comes about, such as "likely (4) x major (4)"; of one outside the scale the numbers alone."""
        if (likelihood, impact) not in self.scores:
            return f"{likelihood} x {impact}, {OUTSIDE}"
        first = f"{self.likelihood[likelihood].lower()} ({likelihood})"
        second = f"{self.impact[impact].lower()} ({impact})"
        return f"{first} {_SIGNS[self.rule]} {second}" if self.rule in _SIGNS else f"{first}, {second}"

    def made_words(self) -> str:
        """How a score is made, as a sentence begins: "Score = likelihood × impact"."""
        made = {"product": "Score = likelihood × impact", "sum": "Score = likelihood + impact"}
        return made.get(self.rule, "Each place has the score that the board gave it")


def scale_of(thresholds: Thresholds, levels: Iterable[ScaleLevel], cells: Iterable[ScaleCell]) -> Scale:
    """The scale of a plan, of what its board has set."""
    said = {(level.axis, level.number or 0): level for level in levels}
    words: dict[str, dict[int, str]] = {}
    for axis, count in (("likelihood", thresholds.likelihood_levels), ("impact", thresholds.impact_levels)):
        usual = enumerate(USUAL[axis][count], 1)
        words[axis] = {n: (level.word if (level := said.get((axis, n))) else "") or word for n, word in usual}
    own = {(cell.likelihood or 0, cell.impact or 0): cell for cell in cells}
    scores, bands = dict[Cell, int](), dict[Cell, str]()
    for cell in ((likelihood, impact) for likelihood in words["likelihood"] for impact in words["impact"]):
        scores[cell] = _score(thresholds.score_rule, cell, own.get(cell))
        bands[cell] = _band(thresholds, scores[cell], severe=cell[1] == thresholds.impact_levels)
    by_hand = {at: cell.band for at, cell in own.items() if at in bands and cell.band in BANDS}
    return Scale(
        likelihood=words["likelihood"],
        impact=words["impact"],
        meanings={at: level.detail for at, level in said.items() if level.detail and at[1] in words.get(at[0], ())},
        rule=thresholds.score_rule if thresholds.score_rule in ("sum", "matrix") else "product",
        low_to=thresholds.risk_low_to,
        medium_to=thresholds.risk_medium_to,
        scores=scores,
        bands=bands | by_hand,
        own=frozenset(by_hand),
    )


def _score(rule: str, at: Cell, cell: ScaleCell | None) -> int:
    if rule == "matrix" and cell is not None and cell.score:
        return cell.score
    return at[0] + at[1] if rule == "sum" else at[0] * at[1]


def _band(thresholds: Thresholds, score: int, *, severe: bool) -> str:
    """By the score; the highest impact is at least medium unless the board says otherwise of the cell itself."""
    if score <= thresholds.risk_low_to and not severe:
        return "low"
    return "medium" if score <= thresholds.risk_medium_to else "high"
