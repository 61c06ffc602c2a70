"""What stands out in a register."""

from __future__ import annotations

from datetime import date

from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Risk, Thresholds
from app.ui.pages.risks.register import Lookouts, rows

DAY = date(2018, 1, 31)
RISKS = (
    Risk(id="a", title="A", likelihood=4, impact=4, target_likelihood=2, target_impact=4, owner="Bo"),
    Risk(id="b", title="B", owner="Bo"),
    Risk(id="c", title="C", likelihood=5, impact=5, closed=DAY, closed_why="Done"),
)


def said(appetite: int | None = None) -> dict[str, frozenset[str]]:
    plan = Plan({Risk: RISKS, Thresholds: [Thresholds(id="t", appetite=appetite)]}, DAY, DAY)
    return {row.text: row.target.keys for row in Lookouts().lines(rows(Ratings(plan)), None, None)}


def test_names_each_group_that_is_not_empty_and_leaves_closed_risks_out() -> None:
    assert said() == {
        "1 risk in the high band": {"a"},
        "1 risk above target": {"a"},
        "1 risk not scored": {"b"},
        "2 risks without a review date": {"a", "b"},
        "2 risks threatening no theme": {"a", "b"},
    }


def test_an_appetite_takes_the_place_of_the_high_band() -> None:
    assert "1 risk above the appetite of 8" in said(appetite=8)
    assert "1 risk in the high band" not in said(appetite=8)
