"""What lies ahead: meetings, visits, due dates, reviews, ends of stages, the goal."""

from __future__ import annotations

from app.domain.figures import capital

from .. import blocks as b
from ..material import Material
from ..phrases import ILLUSTRATIVE


def coming(m: Material) -> tuple[b.Block, ...]:
    """A table by date."""
    if not m.coming:
        return ()
    columns = (b.Column("When", 3.8, names=True), b.Column("What", 7.2), b.Column("Detail", 6))
    rows = tuple(
        (
            b.cell(capital(each.when)),
            b.cell(b.bold(each.what)),
            b.cell(b.words(each.detail, b.muted(f" · {ILLUSTRATIVE}" if each.illustrative else ""))),
        )
        for each in m.coming
    )
    return (
        b.Need(0.4),
        b.Heading(1, b.words("Coming up"), "coming"),
        b.Table(columns, rows, "What lies ahead, by date"),
    )
