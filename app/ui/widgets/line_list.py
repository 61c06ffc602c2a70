"""One line of a list: a mark, what it is, what to know of it, and what it opens (`whole_lines` shows them)."""

from __future__ import annotations

from typing import Any

from app.domain.frozen import Frozen
from app.ui import look

from .rag_badge import ILLUSTRATIVE


class ListLine(Frozen):
    """One line.

    Attributes:
        title: what it is about.
        fact: the telling part of the second line.
        more: what else to know, in grey after the fact.
        word: one or two words at the right of the second line, such as "Indicator" or "in 48 days".
        status, direction: which of the two gives the mark; with neither there is a dot.
        illustrative: whether it rests on illustrative values.
        target: what `opened` sends; None where the line leads nowhere.
        about: the record that is asked about, where it is another than what is opened.
        spark: the `Spark` that stands beside it, where there is one.
    """

    title: str
    fact: str = ""
    more: str = ""
    word: str = ""
    status: str = ""
    direction: str = ""
    illustrative: bool = False
    target: Any = None
    about: Any = None
    spark: Any = None

    @property
    def second(self) -> str:
        """The second line as it is read."""
        return ". ".join(part.removesuffix(".") for part in (self.fact, self.more) if part)

    @property
    def spoken(self) -> str:
        """All that the line says, for assistive software."""
        mark = look.status(self.status).word if self.status else ""
        tag = ILLUSTRATIVE if self.illustrative else ""
        return ", ".join(part for part in (mark, self.title, self.second, self.word, tag) if part)

    @property
    def shape(self) -> tuple[str, str]:
        """The mark's shape and its colour now."""
        if self.status:
            shown = look.status(self.status)
            return shown.shape, shown.mark
        charts, quiet = look.charts(), look.colours().quiet
        inks = {"better": charts.improvement, "worse": charts.concern, "new": look.colours().accent}
        return look.DIRECTIONS.get(self.direction, "dot"), inks.get(self.direction, quiet)
