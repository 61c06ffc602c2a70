"""The rows of the register."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Risk, Thresholds
from app.domain.schedule import PartialDate
from app.ui.pages.risks.kept_rows import KeptRows
from app.ui.pages.risks.register import RiskRow, columns

DAY = date(2018, 1, 31)


def register(*risks: Risk, before: Plan | None = None) -> list[RiskRow]:
    plan = Plan({Risk: risks, Thresholds: [Thresholds(id="t")]}, DAY, DAY)
    return KeptRows().by(Ratings(plan, before), None)


def test_says_from_which_score_a_risk_moved() -> None:
    before = Plan({Risk: [Risk(id="a", title="A", likelihood=2, impact=3)]}, DAY, DAY)
    row = register(Risk(id="a", title="A", likelihood=4, impact=3), before=before)[0]
    assert (row.moved, row.was_words) == ("worse", "was 6")


def test_says_nothing_of_movement_before_the_first_meeting() -> None:
    row = register(Risk(id="a", title="A", likelihood=4, impact=3))[0]
    assert (row.moved, row.was_words) == ("", "")


def test_a_review_is_overdue_only_once_its_last_day_has_passed() -> None:
    this_month = Risk(id="a", title="A", review=PartialDate("2018-01"))
    last_month = Risk(id="b", title="B", review=PartialDate("2017-12"))
    closed = Risk(id="c", title="C", review=PartialDate("2017-12"), closed=DAY, closed_why="Done")
    assert {row.record.title: row.overdue for row in register(this_month, last_month, closed)} == {
        "A": False,
        "B": True,
        "C": False,
    }


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=20, unique=True))
def test_references_sort_by_their_number(numbers: list[int]) -> None:
    found = register(*(Risk(id=str(n), ref=f"R-{n}", title="A") for n in numbers))
    by_ref = columns()[0].sort
    assert by_ref is not None
    assert [row.record.ref for row in sorted(found, key=by_ref)] == [f"R-{n}" for n in sorted(numbers)]


def test_references_without_a_number_sort_beside_those_with_one() -> None:
    found = register(*(Risk(id=ref, ref=ref, title="A") for ref in ("R-2", "Corporate", "", "R-x")))
    by_ref = columns()[0].sort
    assert by_ref is not None
    assert len(sorted(found, key=by_ref)) == 4


def test_closed_risks_come_last_and_say_so() -> None:
    closed = Risk(id="a", title="A", likelihood=5, impact=5, closed=DAY, closed_why="Done")
    found = register(closed, Risk(id="b", title="B", likelihood=1, impact=1))
    assert [row.rating.word for row in found] == ["Low", "Closed"]
