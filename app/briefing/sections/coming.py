"""What lies ahead: meetings, visits, due dates, reviews, ends of stages, the goal."""

from __future__ import annotations

from app.domain.figures import capital

from .. import blocks as b
from ..material import Material
from ..phrases import ILLUSTRATIVE, small_lines


def coming(m: Material) -> tuple[b.Block, ...]:
    """A table by date."""
    if not m.coming:
        return ()
    columns = (b.Column("When", 3.6, names=True), b.Column("What", 7.6), b.Column("Detail", 5.8))
    rows = tuple(
        (
            (*b.cell(capital(each.when)), *small_lines(ILLUSTRATIVE if each.illustrative else "")),
            b.cell(b.bold(each.what)),
            b.cell(each.detail),
        )
        for each in m.coming
    )
    return (
        b.Need(0.4),
        b.Heading(1, b.words("Coming up"), "coming"),
        b.Table(columns, rows, "What lies ahead, by date"),
    )
