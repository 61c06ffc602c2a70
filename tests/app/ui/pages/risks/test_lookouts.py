"""What stands out in a register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Mitigation, Risk, Scoring, Thresholds
from app.domain.schedule import PartialDate
from app.ui.pages.risks.kept_rows import KeptRows
from app.ui.pages.risks.lookouts import Lookouts

DAY = date(2018, 1, 31)
RISKS = (
    Risk(id="a", title="A", likelihood=4, impact=4, target_likelihood=2, target_impact=4, owner="Bo"),
    Risk(id="b", title="B", owner="Bo"),
    Risk(id="c", title="C", likelihood=5, impact=5, closed=DAY, closed_why="Done"),
)


def said(appetite: int | None = None) -> dict[str, frozenset[str]]:
    plan = Plan({Risk: RISKS, Thresholds: [Thresholds(id="t", appetite=appetite)]}, DAY, DAY)
    return {row.text: row.target.keys for row in Lookouts().lines(KeptRows().by(Ratings(plan), None), None, None)}


def test_names_each_group_that_is_not_empty_and_leaves_closed_risks_out() -> None:
    assert said() == {
        "1 risk in the high band": {"a"},
        "1 risk above target": {"a"},
        "2 risks without an open mitigation": {"a", "b"},
        "2 risks without a cause or consequence": {"a", "b"},
        "1 risk not scored": {"b"},
        "2 risks without a review date": {"a", "b"},
        "2 risks threatening no theme": {"a", "b"},
    }


def test_an_appetite_takes_the_place_of_the_high_band() -> None:
    assert "1 risk above the appetite of 8" in said(appetite=8)
    assert "1 risk in the high band" not in said(appetite=8)


def test_what_rots_in_a_register_is_counted():
    late = Mitigation(id="m", risk="a", title="Bonus", due=PartialDate("2018-01-02"))
    risks = (
        replace(RISKS[0], likelihood=2, target_likelihood=2, cause="x", consequence="y"),
        Risk(id="b", title="B", occurred=PartialDate("2018-01")),
    )
    plan = Plan({Risk: risks, Mitigation: [late], Thresholds: [Thresholds(id="t")]}, DAY, DAY)
    found = {row.text: row.target.keys for row in Lookouts().lines(KeptRows().by(Ratings(plan), None), None, None)}
    expected = {
        "1 risk with a mitigation overdue": {"a"},
        "1 risk that occurred": {"b"},
        "1 risk without an open mitigation": {"b"},
        "1 risk with a target that is not below the score": {"a"},
        "1 risk without a cause or consequence": {"b"},
    }
    assert expected.items() <= found.items()


def test_mitigation_that_does_not_bring_a_score_down_is_counted_where_that_can_be_judged():
    def scored(key: str, day: str, likelihood: int) -> Scoring:
        return Scoring(
            id=f"{key}{day}", risk=key, of="current", day=PartialDate(day), likelihood=likelihood, impact=4
        )  # fmt: skip

    risks = [Risk(id=key, title=key, likelihood=4, impact=4) for key in "ab"]
    done = [
        Mitigation(id=f"m{r.id}", risk=r.id, title="x", done=True, done_on=PartialDate("2017-06-30")) for r in risks
    ]
    kept = [scored("a", "2017-01-31", 4), scored("a", "2017-12-31", 4), scored("b", "2017-12-31", 4)]
    plan = Plan({Risk: risks, Mitigation: done, Scoring: kept, Thresholds: [Thresholds(id="t")]}, DAY, DAY)
    found = {row.text: row.target.keys for row in Lookouts().lines(KeptRows().by(Ratings(plan), None), None, None)}
    assert found["1 risk no lower since a mitigation was finished"] == {"a"}
