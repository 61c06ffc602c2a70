"""The board's own scale of risks: a record of each level and of each cell, so that copies change them one by one."""

from __future__ import annotations

from collections.abc import Mapping

from ..choices import ChoiceWords
from ..fields import Choice, Level, Text, Whole, holds
from .base import Record

LEAST, MOST = 3, 6
"""The fewest and the most levels that likelihood or impact can have."""
TOP = 100
"""The highest figure that a board can give a cell of its own, and the highest limit of a score."""
AXES = ChoiceWords({"likelihood": "Likelihood", "impact": "Impact"})
SCORE_RULES = ChoiceWords(
    {
        "product": "Likelihood × impact",
        "sum": "Likelihood + impact",
        "matrix": "The board’s own figures",
    }
)
"""How likelihood and impact make a score."""
BAND_WORDS = ChoiceWords({"": "By its score", "low": "Low", "medium": "Medium", "high": "High"})
USUAL: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "likelihood": {
        3: ("Unlikely", "Possible", "Likely"),
        4: ("Unlikely", "Possible", "Likely", "Almost certain"),
        5: ("Rare", "Unlikely", "Possible", "Likely", "Almost certain"),
        6: ("Rare", "Unlikely", "Possible", "Likely", "Very likely", "Almost certain"),
    },
    "impact": {
        3: ("Minor", "Moderate", "Major"),
        4: ("Minor", "Moderate", "Major", "Severe"),
        5: ("Negligible", "Minor", "Moderate", "Major", "Severe"),
        6: ("Negligible", "Minor", "Moderate", "Major", "Severe", "Catastrophic"),
    },
}
"""The words of each level, from the lowest, where the board has written none; by axis and number of levels."""


class ScaleLevel(Record):
    """What the board calls one level of likelihood or impact, and what it means by it.

    Attributes:
        word: what it is called; the usual one where it is empty.
        detail: what it means, such as "more than once a year".
    """

    TABLE, NAME, PLURAL = "scale_level", "Level of the risk scale", "Levels of the risk scale"
    NATURAL_KEY = ("axis", "number")

    axis: str = holds(Choice(label="Scale", options=AXES, required=True), "likelihood")
    number: int | None = holds(Whole(label="Level", low=1, high=MOST, required=True))
    word: str = holds(Text(label="Word", help="The usual word where it is left empty."))
    detail: str = holds(Text(label="What it means", help="Such as “more than once a year”."))

    @property
    def name(self) -> str:
        """Such as "Likelihood 4: Likely"."""
        return f"{AXES[self.axis]} {self.number}" + (f": {self.word}" if self.word else "")


class ScaleCell(Record):
    """What the board says itself of one cell of the matrix.

    Attributes:
        band: the band that it lies in, whatever its score.
        score: its figure, where the board gives figures of its own; likelihood × impact where it is empty.
    """

    TABLE, NAME, PLURAL = "scale_cell", "Cell of the risk matrix", "Cells of the risk matrix"
    NATURAL_KEY = ("likelihood", "impact")

    likelihood: int | None = holds(Level(label="Likelihood", low=1, high=MOST, axis="likelihood", required=True))
    impact: int | None = holds(Level(label="Impact", low=1, high=MOST, axis="impact", required=True))
    band: str = holds(Choice(label="Band", options=BAND_WORDS))
    score: int | None = holds(Whole(label="Score of its own", low=1, high=TOP))

    @property
    def name(self) -> str:
        """Such as "Cell of likelihood 1, impact 5"."""
        return f"Cell of likelihood {self.likelihood}, impact {self.impact}"
